"""When somebody is told: warnings before a due date, and the ladder after it (S6, S11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final, Literal

from attrs import frozen

from kefu_core.calendars import NoWorkingTime, WorkingCalendar, further
from kefu_core.calendars import due as period_end
from kefu_core.calendars.intervals import united
from kefu_core.calendars.working import Pauses, pairs
from kefu_core.clocks.target import WORKING, Target, Warn
from kefu_core.values import Duration, Family, from_micros, to_micros

ONE: Final = timedelta(microseconds=1)


@frozen
class Notice:
    """A warning or a rung of a target, and when it is due; ``deliver`` is later where quiet hours put it off."""

    target: str
    id: str
    kind: Literal["warning", "rung"]
    at: datetime
    deliver: datetime


def warnings(
    target: Target,
    timing: Target,
    begin: datetime,
    due: datetime,
    since: datetime,
    pauses: Pauses,
    quiet: WorkingCalendar | None,
) -> Iterator[Notice]:
    """The warnings of a target, none before ``since``, when it began to apply, and none in a pause.

    ``timing`` is the target by whose period the clock runs.
    """
    for each in target.warnings:
        at = max(_warned(each, timing, begin, due, pauses), since, key=to_micros)
        at = next((end for start, end in pauses if to_micros(start) <= to_micros(at) < to_micros(end)), at)
        yield Notice(target.id, each.id, "warning", at, _delivered(at, quiet))


def rungs(target: Target, due: datetime, since: datetime, quiet: WorkingCalendar | None) -> Iterator[Notice]:
    """The ladder of a target; its first rung may stand at the breach."""
    breach = just_after(due)
    for each in target.ladder:
        at = breach
        if each.after is not None and each.after.count:
            at = further(due, each.after, zone=target.zone, calendar=target.counts(each.after))
        at = max(at, breach, since, key=to_micros)
        yield Notice(target.id, each.id, "rung", at, _delivered(at, quiet))


def just_after(instant: datetime) -> datetime:
    """A microsecond later; not by adding to what the clocks show, which may jump."""
    assert instant.tzinfo is not None
    return from_micros(to_micros(instant) + 1, instant.tzinfo)


def _warned(warn: Warn, target: Target, begin: datetime, due: datetime, pauses: Pauses) -> datetime:
    if warn.before is not None:
        return _before(due, warn.before, target)
    assert warn.share is not None
    return _shared(warn.share, target, begin, due, pauses)


def _before(due: datetime, length: Duration, target: Target) -> datetime:
    if length.family is Family.WORKING_CLOCK:
        assert target.calendar is not None  # a target asks for it
        return target.calendar.due(due, -timedelta(microseconds=length.count)).astimezone(target.zone)
    return from_micros(to_micros(due) - length.count, target.zone)


def _shared(share: Fraction, target: Target, begin: datetime, due: datetime, pauses: Pauses) -> datetime:
    """When a share of the time between start and due is over: working time, if that is what the target counts."""
    works = target.within is not None and target.within.family in WORKING
    if works and target.calendar is not None:
        whole = target.calendar.elapsed(begin, due, pauses=pauses)
        return target.calendar.due(begin, _part(whole, share), pauses=pauses).astimezone(target.zone)
    whole = timedelta(microseconds=to_micros(due) - to_micros(begin))
    for low, high in united(pairs(pauses)):
        within = min(high, to_micros(due)) - max(low, to_micros(begin))
        whole -= timedelta(microseconds=max(within, 0))
    length = Duration(_part(whole, share) // ONE, Family.CLOCK)
    return period_end(begin, length, zone=target.zone, pauses=pauses)


def _part(whole: timedelta, share: Fraction) -> timedelta:
    micros = (whole // ONE) * share.numerator // share.denominator
    return timedelta(microseconds=max(micros, 0))


def _delivered(at: datetime, quiet: WorkingCalendar | None) -> datetime:
    """When people are told: at once, or when the hours in which they are told begin again, if they ever do."""
    try:
        return at if quiet is None else quiet.next_open(at).astimezone(at.tzinfo)
    except NoWorkingTime:
        return at
