"""What a clock has to reach: a period by a calendar, what warns before its end, and what comes after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from fractions import Fraction
from typing import Final, Literal, get_args

from attrs import field, frozen

from kefu_core.calendars import NeedsCalendar, Roll, WorkingCalendar
from kefu_core.calendars.counting import BY_THE_CLOCK
from kefu_core.values import Duration, Family

WORKING: Final = frozenset({Family.WORKING_CLOCK, Family.WORKING_DAYS})
"""What a working calendar counts."""

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


def _warnings(given: Iterable[Warn]) -> tuple[Warn, ...]:
    return tuple(given)


def _rungs(given: Iterable[Rung]) -> tuple[Rung, ...]:
    return tuple(given)


@frozen
class Target:
    """A period within which a milestone has to be reached, or an instant ``due`` that is known beforehand.

    ``calendar`` counts working time, and unless ``closing`` is False days end at its close of business. ``retarget``
    says where the period begins if this takes the place of another target, ``extensions`` how often more time may be
    granted (None: as often as it is asked for). An instant is due whatever pauses. Raises ``ValueError`` for two
    notices of one id, and for what needs a calendar where there is none.
    """

    id: str
    zone: tzinfo
    within: Duration | None = None
    due: datetime | None = None
    calendar: WorkingCalendar | None = None
    closing: bool = True
    roll: Roll | None = None
    retarget: Retarget = "from_start"
    warnings: tuple[Warn, ...] = field(default=(), converter=_warnings)
    ladder: tuple[Rung, ...] = field(default=(), converter=_rungs)
    extensions: int | None = 0

    def __attrs_post_init__(self) -> None:
        if (self.within is None) == (self.due is None):
            raise ValueError("a target has a period, or an instant")
        if self.within is not None and not self.within.count and self.within.family is not Family.SAME_DAY:
            raise ValueError("a target leaves some time")
        if self.extensions is not None and self.extensions < 0:
            raise ValueError("more time is granted so many times, or never")
        if self.retarget not in get_args(Retarget):
            raise ValueError(f"`{self.retarget}` is not a way to begin: {', '.join(get_args(Retarget))}")
        ids = [*(each.id for each in self.warnings), *(each.id for each in self.ladder)]
        if len(ids) > len(set(ids)):
            raise ValueError(f"the notices of a target have ids of their own: {', '.join(ids)}")
        for warning in self.warnings:
            if warning.before is not None and warning.before.family not in BY_THE_CLOCK:
                raise ValueError(f"a warning comes hours or working hours before the end, not {warning.before}")
        if self.roll is not None and (self.calendar is None or not self.closing):
            raise ValueError("a last day is moved by a working calendar, and there is none")
        if self.calendar is None:
            lengths = [self.within, *(each.before for each in self.warnings), *(each.after for each in self.ladder)]
            for length in lengths:
                if length is not None and length.family in WORKING:
                    raise NeedsCalendar(f"`{length}` is working time, which is counted by a working calendar")

    def counts(self, length: Duration) -> WorkingCalendar | None:
        """The calendar that has a say in when a length is over."""
        return self.calendar if self.closing or length.family in WORKING else None
