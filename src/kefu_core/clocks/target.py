"""What a clock has to reach: a period by a calendar, what warns before its end, and what comes after."""

from __future__ import annotations

from datetime import datetime, tzinfo
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from kefu_core.calendars import Roll, WorkingCalendar
from kefu_core.values import Duration

Retarget = Literal["from_start", "from_change", "keep"]
"""Where a target begins to count that takes the place of another: at the clock's start, at the change, or not anew."""

Reopen = Literal["continue", "pause", "restart"]
"""What the time between a milestone and its revocation is: time that counts, that does not, or before a new start."""


@frozen
class Warn:
    """A notice before the due date: when a ``share`` of the time is over, or a period ``before`` the end (S11).

    Exactly one of the two is given. ``before`` runs by the clock, or as working time by the calendar of the target.
    """

    id: str
    share: Fraction | None = None
    before: Duration | None = None

    def __attrs_post_init__(self) -> None:
        if (self.share is None) == (self.before is None):
            raise ValueError("a warning comes at a share of the time, or a period before its end")
        if self.share is not None and not 0 < self.share <= 1:
            raise ValueError("a share of the time lies above 0 and is at most 1")


@frozen
class Rung:
    """A step of the ladder: a period ``after`` the due date; without one, with the breach (S6)."""

    id: str
    after: Duration | None = None


@frozen
class Target:
    """A period within which a milestone has to be reached, or an instant ``due`` that is known beforehand.

    ``calendar`` counts working time, and moves the end of counted days to close of business. ``retarget`` says where
    the period begins if this takes the place of another target, ``extensions`` how often more time may be granted
    (None: as often as it is asked for).
    """

    id: str
    zone: tzinfo
    within: Duration | None = None
    due: datetime | None = None
    calendar: WorkingCalendar | None = None
    roll: Roll | None = None
    retarget: Retarget = "from_start"
    warnings: tuple[Warn, ...] = field(default=(), converter=tuple)
    ladder: tuple[Rung, ...] = field(default=(), converter=tuple)
    extensions: int | None = 0

    def __attrs_post_init__(self) -> None:
        if (self.within is None) == (self.due is None):
            raise ValueError("a target has a period, or an instant")
