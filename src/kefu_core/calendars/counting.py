"""When a period that begins at an instant is over (S5; Civil Code of the PRC, articles 201 to 203).

Hours and minutes run by the clock, working hours by a working calendar. Days and months are counted: the day of the
start is not counted, and the last day ends at 24:00 of the zone, or at close of business where a calendar is named and
is open that day. Days are dates: one that a zone has skipped (Pacific/Apia 2011-12-30) is counted like any other, and
takes no time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from typing import Final, Literal

from kefu_core.calendars.intervals import Interval, united
from kefu_core.calendars.working import Pauses, WorkingCalendar, pairs
from kefu_core.values import Duration, Family, day_start, from_micros, to_micros
from kefu_core.values.instant import without_zone

ONE_DAY: Final = timedelta(days=1)

Roll = Literal["next working day", "previous working day"]
"""Where the last day of a period goes if no work is done on it."""


class NeedsCalendar(ValueError):  # noqa: N818 - it says what is the case
    """Working time can be counted only by a working calendar."""


def due(
    start: datetime,
    duration: Duration,
    *,
    zone: tzinfo,
    calendar: WorkingCalendar | None = None,
    roll: Roll | None = None,
    pauses: Pauses = (),
) -> datetime:
    """The last instant, in ``zone``, that is within ``duration`` of ``start``, an aware datetime.

    Never before ``start``: on a day whose work is over already, what is due that day is due at 24:00. ``roll`` needs a
    calendar. Time in ``pauses``, pairs of instants, does not count; a day counts at its end, so that one whose end lies
    in a pause is made up for by a further day (S7). Raises ``ValueError`` where ``start`` has no zone, `NeedsCalendar`
    for working time without a calendar, `NoWorkingTime` where the calendar has not enough of it, and ``OverflowError``
    where the period ends after the year 9999.

    >>> from zoneinfo import ZoneInfo
    >>> start = datetime(2026, 11, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    >>> due(start, Duration.parse("3 days"), zone=start.tzinfo).isoformat()
    '2026-11-06T00:00:00+08:00'
    """
    if start.utcoffset() is None:
        raise without_zone(start)
    now = start.astimezone(UTC)
    if duration.family is Family.CLOCK:
        if pauses:
            return from_micros(_by_the_clock(to_micros(start), duration.count, united(pairs(pauses))), zone)
        return (now + timedelta(microseconds=duration.count)).astimezone(zone)
    working = duration.family in {Family.WORKING_CLOCK, Family.WORKING_DAYS}
    if working and calendar is None:
        raise NeedsCalendar(f"`{duration}` is working time, which is counted by a working calendar")
    if duration.family is Family.WORKING_CLOCK:
        assert calendar is not None
        return calendar.due(start, timedelta(microseconds=duration.count), pauses=pauses).astimezone(zone)
    begin = now.astimezone(zone)  # by way of UTC, so that a time which the clocks skip becomes what they really show
    if duration.family is Family.WORKING_DAYS and duration.count:
        assert calendar is not None
        return _counted(duration.count, partial(calendar.working_day, start), pauses).astimezone(zone)
    if duration.family is Family.MONTHS:
        days = (_corresponding_day(begin.date(), duration.count) - begin.date()).days
    else:
        days = duration.count

    def tick(number: int, roll: Roll | None = None) -> datetime:
        return _end_of(begin.date() + timedelta(days=number), begin, calendar, roll)

    return _counted(days, tick, pauses, last=partial(tick, roll=roll))


def _by_the_clock(start: int, length: int, pauses: Sequence[Interval]) -> int:
    """``length`` microseconds after ``start``, those in pauses left out."""
    at = start
    for low, high in pauses:
        if high > at:
            before = max(low - at, 0)
            if before >= length:
                break
            length -= before
            at = high
    return at + length


def _counted(
    number: int, tick: Callable[[int], datetime], pauses: Pauses, *, last: Callable[[int], datetime] | None = None
) -> datetime:
    """The ``number``-th tick, counted from 1, or that of the day itself for 0; one inside a pause does not count (S7).

    ``last`` is where a tick lies that is the last one, if that is elsewhere.
    """
    final = last or tick
    if not pauses:
        return final(number)
    stretches = united(pairs(pauses))

    def counts(end: datetime) -> bool:
        now = to_micros(end)
        return not any(low <= now < high for low, high in stretches)

    place, left = min(number, 1), max(number, 1)
    while True:
        left -= counts(tick(place))
        if left <= 0 and counts(final(place)):
            return final(place)
        place += 1


def _end_of(last: date, begin: datetime, calendar: WorkingCalendar | None, roll: Roll | None) -> datetime:
    """Close of business on the last day of a period that began at ``begin``, or 24:00."""
    zone = begin.tzinfo
    assert zone is not None
    if calendar is not None:
        closing = calendar.closing_of(last)
        if closing is None and roll is not None:
            forward = roll == "next working day"
            last = calendar.next_working_day(last) if forward else calendar.previous_working_day(last)
            closing = calendar.closing_of(last)
        if closing is not None and to_micros(closing) >= to_micros(begin):
            return closing.astimezone(zone)
    last = max(last, begin.date())
    end = day_start(last + ONE_DAY, zone)
    if begin.fold and to_micros(end) < to_micros(begin):
        # The clocks were put back over midnight (America/St_Johns until 2011) and the date has begun twice.
        # S3 means the first midnight, but one that is over when the period begins cannot end it.
        return end.replace(fold=1)
    return end


def _corresponding_day(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > date.max.year:
        raise OverflowError("the period ends after the year 9999")
    first = day.replace(year=day.year + years, month=month + 1, day=1)
    try:
        return first.replace(day=day.day)
    except ValueError:  # never in December, so there is a next month
        return first.replace(month=first.month + 1) - ONE_DAY
