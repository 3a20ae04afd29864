"""What happens to a clock: frozen events, each at an aware instant."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from kefu_core.clocks.target import Target
from kefu_core.values import Duration


@frozen
class Started:
    """The event that the clock starts at; only the first counts."""

    at: datetime


@frozen
class Met:
    """The milestone that the clock waits for."""

    at: datetime


@frozen
class Paused:
    """A state is entered in which time does not count (S7)."""

    at: datetime


@frozen
class Resumed:
    """That state is left."""

    at: datetime


@frozen
class Reopened:
    """The milestone is revoked: a further attempt begins (S9)."""

    at: datetime


@frozen
class Stopped:
    """The clock ends otherwise than by its milestone: a withdrawal, a referral, an acceptance elsewhere."""

    at: datetime
    reason: str = ""


@frozen
class Retargeted:
    """Another target applies, since facts changed or a holding response was given; None: none does (S8)."""

    at: datetime
    target: Target | None


@frozen
class Recounted:
    """The same promise is counted anew, since its calendar or its rule has changed; what is past stays (S12)."""

    at: datetime
    target: Target


@frozen
class Extended:
    """More time is granted. What was ``recorded`` later than ``at`` counts from then on: it undoes no breach (S10)."""

    at: datetime
    by: Duration
    approver: str
    reason: str = ""
    recorded: datetime | None = None


Event = Started | Met | Paused | Resumed | Reopened | Stopped | Retargeted | Recounted | Extended
