"""When a period that begins at an instant is over (S5; Civil Code of the PRC, articles 201 to 203).

Hours and minutes run by the clock, working hours by a working calendar. Days and months are counted: the day of the
start is not counted, and the last day ends at 24:00 of the zone, or at close of business where a calendar is named and
is open that day. Days are dates: one that a zone has skipped (Pacific/Apia 2011-12-30) is counted like any other, and
takes no time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import count
from typing import Final, Literal, get_args

from kefu_core.calendars.intervals import Interval, common, united
from kefu_core.calendars.working import NoWorkingTime, Pauses, WorkingCalendar, pairs
from kefu_core.values import Duration, Family, day_start, from_micros, to_micros
from kefu_core.values.instant import without_zone

ONE_DAY: Final = timedelta(days=1)

BY_THE_CLOCK: Final = frozenset({Family.CLOCK, Family.WORKING_CLOCK})
"""What runs from instant to instant; all else is counted in days."""

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
    if roll is not None and roll not in get_args(Roll):
        raise ValueError(f"a last day cannot be moved to `{roll}`: {' or '.join(get_args(Roll))}")
    if roll is not None and calendar is None:
        raise ValueError("a last day is moved by a working calendar, and there is none")
    now = start.astimezone(UTC)
    if duration.family is Family.CLOCK:
        if pauses:
            return from_micros(_by_the_clock(to_micros(start), duration.count, united(pairs(pauses))), zone)
        return (now + timedelta(microseconds=duration.count)).astimezone(zone)
    if duration.family is Family.WORKING_CLOCK:
        working = _needed(calendar, duration)
        return working.due(start, timedelta(microseconds=duration.count), pauses=pauses).astimezone(zone)
    begin = now.astimezone(zone)  # by way of UTC, so that a time which the clocks skip becomes what they really show
    number, tick = _ticks(begin, duration, calendar)
    return _counted(number, tick, pauses, roll).astimezone(zone)


def further(
    end: datetime,
    duration: Duration,
    *,
    zone: tzinfo,
    calendar: WorkingCalendar | None = None,
    roll: Roll | None = None,
    pauses: Pauses = (),
) -> datetime:
    """As `due`, from the end of another period: one that ended at 24:00 ended on the day before, which is not counted.

    >>> from zoneinfo import ZoneInfo
    >>> shanghai = ZoneInfo("Asia/Shanghai")
    >>> end = due(datetime(2026, 11, 2, 10, 0, tzinfo=shanghai), Duration.parse("1 day"), zone=shanghai)
    >>> further(end, Duration.parse("1 day"), zone=shanghai).isoformat()
    '2026-11-05T00:00:00+08:00'
    """
    if duration.family not in BY_THE_CLOCK:
        micros = to_micros(end)
        if to_micros(day_start(from_micros(micros, zone).date(), zone)) == micros:
            end = from_micros(micros - 1, zone)
    return due(end, duration, zone=zone, calendar=calendar, roll=roll, pauses=pauses)


def before(end: datetime, duration: Duration, *, zone: tzinfo, calendar: WorkingCalendar | None = None) -> datetime:
    """The last instant, in ``zone``, from which ``duration`` lies whole before ``end``, an aware datetime (S10).

    Hours and minutes go back by the clock, working hours by the calendar. Of days the day of ``end`` is not counted, as
    that of the start is not in `due`: it has to happen before the first of them begins. Raises what `due` raises.

    >>> from zoneinfo import ZoneInfo
    >>> visit = datetime(2026, 11, 6, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    >>> before(visit, Duration.parse("24 h"), zone=visit.tzinfo).isoformat()
    '2026-11-05T10:00:00+08:00'
    >>> before(visit, Duration.parse("1 day"), zone=visit.tzinfo).isoformat()
    '2026-11-05T00:00:00+08:00'
    """
    if end.utcoffset() is None:
        raise without_zone(end)
    if duration.family is Family.CLOCK:
        return (end.astimezone(UTC) - timedelta(microseconds=duration.count)).astimezone(zone)
    if duration.family is Family.WORKING_CLOCK:
        return _needed(calendar, duration).due(end, -timedelta(microseconds=duration.count)).astimezone(zone)
    day = end.astimezone(UTC).astimezone(zone).date()
    if duration.family is Family.WORKING_DAYS:
        working = _needed(calendar, duration)
        for _ in range(duration.count):
            day = working.previous_working_day(day)
    elif duration.family is Family.MONTHS:
        day = _corresponding_day(day, -duration.count)
    else:
        day -= timedelta(days=duration.count)
    return day_start(day, zone)


def is_provisional(calendar: WorkingCalendar | None, *ends: datetime) -> bool:
    """Whether a calendar that counts is not known as far as one of the instants, so that they may still move (S12)."""
    if calendar is None or calendar.known_until is None:
        return False
    last = max(map(to_micros, ends)) - 1  # what ends at 24:00 ends on the day before
    return from_micros(last, calendar.zone).date() >= calendar.known_until


def consumed(
    start: datetime,
    now: datetime,
    duration: Duration,
    *,
    zone: tzinfo,
    calendar: WorkingCalendar | None = None,
    pauses: Pauses = (),
) -> tuple[int, int]:
    """How much of a period is over, and how much it is: in microseconds, or in days whose end has come.

    More than the whole once it is overdue. Raises what `due` does.

    >>> from zoneinfo import ZoneInfo
    >>> start = datetime(2026, 11, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    >>> consumed(start, start + timedelta(days=2), Duration.parse("3 days"), zone=start.tzinfo)
    (1, 3)
    """
    if duration.family is Family.CLOCK:
        left = sum(high - low for low, high in common([(to_micros(start), to_micros(now))], united(pairs(pauses))))
        return to_micros(now) - to_micros(start) - left, duration.count
    if duration.family is Family.WORKING_CLOCK:
        working = _needed(calendar, duration)
        return working.elapsed_micros(to_micros(start), to_micros(now), pauses=pairs(pauses)), duration.count
    number, tick = _ticks(start.astimezone(UTC).astimezone(zone), duration, calendar)
    stretches, over = united(pairs(pauses)), 0
    for place in count(min(number, 1)):
        try:
            end = to_micros(tick(place, None))
        except NoWorkingTime:
            break
        if end > to_micros(now):
            break
        over += not _inside(end, stretches)
    return over, max(number, 1)


Tick = Callable[[int, Roll | None], datetime]
"""The end of the n-th day that a period counts, moved as told if it is the last and nobody works on it."""


def _needed(calendar: WorkingCalendar | None, duration: Duration) -> WorkingCalendar:
    if calendar is None:
        raise NeedsCalendar(f"`{duration}` is working time, which is counted by a working calendar")
    return calendar


def _ticks(begin: datetime, duration: Duration, calendar: WorkingCalendar | None) -> tuple[int, Tick]:
    """How many days a period counts, and when each ends; 0 is the day of ``begin``."""
    if duration.family is Family.WORKING_DAYS:
        working = _needed(calendar, duration)
        if duration.count:
            return duration.count, lambda number, _: working.working_day(begin, number)

    def tick(number: int, roll: Roll | None) -> datetime:
        return _end_of(begin.date() + timedelta(days=number), begin, calendar, roll)

    if duration.family is Family.MONTHS:
        return (_corresponding_day(begin.date(), duration.count) - begin.date()).days, tick
    return duration.count, tick


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


def _counted(number: int, tick: Tick, pauses: Pauses, roll: Roll | None) -> datetime:
    """The ``number``-th tick, counted from 1, or that of the day itself for 0; one inside a pause counts not (S7)."""
    if not pauses:
        return tick(number, roll)
    stretches = united(pairs(pauses))
    place, left = min(number, 1), max(number, 1)
    while True:
        left -= not _inside(to_micros(tick(place, None)), stretches)
        last = tick(place, roll)
        if left <= 0 and not _inside(to_micros(last), stretches):
            return last
        place += 1


def _inside(instant: int, stretches: Sequence[Interval]) -> bool:
    return any(low <= instant < high for low, high in stretches)


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
    if not date.min.year <= day.year + years <= date.max.year:
        raise OverflowError("the period ends outside the years 1 to 9999")
    first = day.replace(year=day.year + years, month=month + 1, day=1)
    try:
        return first.replace(day=day.day)
    except ValueError:  # never in December, so there is a next month
        return first.replace(month=first.month + 1) - ONE_DAY
