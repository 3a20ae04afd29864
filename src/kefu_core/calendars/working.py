"""Working time: how much of it lies between two instants, and when so much of it has gone by (S1 to S5).

The hours are tabulated once, a few years at a time as they are asked for; then every question is a bisection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Final, Literal, get_args

from kefu_core.calendars.hours import Cut, Days, Together
from kefu_core.calendars.intervals import Interval, united
from kefu_core.calendars.table import FIRST_YEAR, LAST_YEAR, Table, tabulate
from kefu_core.values import day_start, from_micros, timedelta_of, to_micros

Tie = Literal["close", "next_open"]
"""When a budget that is used up at closing is due: then, or when work begins again (S2)."""
Pauses = Sequence[tuple[datetime, datetime]]

RARE: Final = 40
"""Years. No date of a year, with its weekday, stays away for longer: 29 February comes on each weekday within them."""
ONE: Final = timedelta(microseconds=1)
ALL_YEARS: Final = 10_000 * 366 * 86_400_000_000
"""Microseconds; no calendar has more working time."""
LARGEST: Final = 1 << 62
"""Microseconds, after the calendar of years."""
MARGIN: Final = 3 * 86_400_000_000
"""Microseconds by which a year may begin sooner or later than the mean of years would have it."""


class NoWorkingTime(ValueError):  # noqa: N818 - it says what is the case
    """The calendar has no more working time in that direction."""


class WorkingCalendar:
    """When work is done. A value: it never changes, can be shared by threads, pickled and compared.

    Instants are aware datetimes, answers are in the zone of the calendar; ``ValueError`` for a datetime without a zone,
    ``OverflowError`` outside the years 2 to 9998, `NoWorkingTime` where there is not enough of it.

    >>> from zoneinfo import ZoneInfo
    >>> from kefu_core.calendars.hours import Hours, WorkingHours
    >>> day = (Hours.parse("09:00-12:00"), Hours.parse("13:00-18:00"))
    >>> office = WorkingCalendar(WorkingHours(ZoneInfo("Asia/Shanghai"), (day,) * 5 + ((), ())))
    >>> friday = datetime(2026, 11, 6, 17, 0, tzinfo=office.zone)
    >>> office.due(friday, timedelta(hours=2)).isoformat()
    '2026-11-09T10:00:00+08:00'
    >>> office.elapsed(friday, datetime(2026, 11, 9, 14, 0, tzinfo=office.zone))
    datetime.timedelta(seconds=18000)
    """

    __slots__ = ("_days", "_table")

    def __init__(self, days: Days) -> None:
        self._days = days
        self._table: Table | None = None

    @property
    def days(self) -> Days:
        """The hours of each date."""
        return self._days

    @property
    def zone(self) -> tzinfo:
        """The zone of its dates."""
        return self._days.zone

    @property
    def known_until(self) -> date | None:
        """The first date of which not everything is known yet; None where all is (S12)."""
        return self._days.known_until

    def __eq__(self, other: object) -> bool:
        return self._days == other._days if isinstance(other, WorkingCalendar) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._days)

    def __repr__(self) -> str:
        return f"WorkingCalendar({self._days!r})"

    def __reduce__(self) -> tuple[type[WorkingCalendar], tuple[Days]]:
        return (WorkingCalendar, (self._days,))

    def __or__(self, other: WorkingCalendar) -> WorkingCalendar:
        return WorkingCalendar(Together(self._days, other._days))

    def __and__(self, other: WorkingCalendar) -> WorkingCalendar:
        return WorkingCalendar(Cut(self._days, other._days, where_open=True))

    def __sub__(self, other: WorkingCalendar) -> WorkingCalendar:
        return WorkingCalendar(Cut(self._days, other._days, where_open=False))

    # -- aware datetimes ---------------------------------------------------------------------------------------------

    def elapsed(self, start: datetime, end: datetime, *, pauses: Pauses = ()) -> timedelta:
        """The working time from ``start`` to ``end``, less that in pauses; negative where ``end`` comes first (S1)."""
        paused = pairs(pauses) if pauses else ()
        return timedelta_of(self.elapsed_micros(to_micros(start), to_micros(end), pauses=paused))

    def due(self, start: datetime, length: timedelta, *, tie: Tie = "close", pauses: Pauses = ()) -> datetime:
        """When so much working time has gone by since ``start``, pauses left out; a negative length goes back (S2)."""
        paused = pairs(pauses) if pauses else ()
        return from_micros(self.due_micros(to_micros(start), length // ONE, tie=tie, pauses=paused), self.zone)

    def is_open(self, at: datetime) -> bool:
        """Whether work is done at an instant; at closing it is not."""
        now = to_micros(at)
        return bool(self._covering(now, now).between(now, now + 1))

    def next_open(self, at: datetime) -> datetime:
        """``at`` where work is done then, else when it begins. Raises `NoWorkingTime` where it never does."""
        return from_micros(self.due_micros(to_micros(at), 0, tie="next_open"), self.zone)

    def next_close(self, at: datetime) -> datetime | None:
        """When work ends that is done at ``at`` or begins next; None where it never ends. Raises `NoWorkingTime`."""
        start = self.due_micros(to_micros(at), 0, tie="next_open")
        table = self._covering(start, start)
        while True:
            (_, end), *_ = table.between(start, LARGEST)
            if end < table.high:
                return from_micros(end, self.zone)
            if table.after > RARE + max(self._days.own[1].year, _year(start)) or table.after > LAST_YEAR:
                return None
            table = self._grown(table, later=True)

    def segments(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches of working time from ``start`` to ``end``, cut to them."""
        low, high = to_micros(start), to_micros(end)
        stretches = self._covering(low, high).between(low, high) if low < high else []
        return ((from_micros(opens, self.zone), from_micros(closes, self.zone)) for opens, closes in stretches)

    def working_day(self, start: datetime, number: int) -> datetime:
        """The end of work on the ``number``-th working day after the date of ``start``, which is not counted (S5).

        A working day is a date that owns working time; its work may end on the next date. Raises ``ValueError`` for a
        number below 1.
        """
        if number < 1:
            raise ValueError("working days are counted from 1")
        if number > date.max.toordinal():
            raise OverflowError("there are not so many days")
        now = to_micros(start)
        today = from_micros(now, self.zone).toordinal()
        table = self._covering(now, now)
        while True:
            closing = table.closing(today, number)
            if closing is not None:
                return from_micros(closing, self.zone)
            table = self._more(table, later=True)

    def closing_of(self, day: date) -> datetime | None:
        """When the work that begins on a date ends, perhaps on the next; None where the date owns none."""
        closing = self._covering_day(day).closing_of(day.toordinal())
        return None if closing is None else from_micros(closing, self.zone)

    def next_working_day(self, day: date) -> date:
        """The first date after ``day`` that owns working time. Raises `NoWorkingTime` where none comes."""
        table = self._covering_day(day)
        while (found := table.owner_after(day.toordinal())) is None:
            table = self._more(table, later=True)
        return date.fromordinal(found)

    def previous_working_day(self, day: date) -> date:
        """The last date before ``day`` that owns working time. Raises `NoWorkingTime` where there was none."""
        table = self._covering_day(day)
        while (found := table.owner_before(day.toordinal())) is None:
            table = self._more(table, later=False)
        return date.fromordinal(found)

    # -- microseconds ------------------------------------------------------------------------------------------------

    def elapsed_micros(self, start: int, end: int, *, pauses: Sequence[Interval] = ()) -> int:
        """`elapsed`, in microseconds since 1970-01-01T00:00Z."""
        table = self._table
        if table is None or not (table.low <= start < table.high and table.low <= end < table.high):
            table = self._covering(min(start, end), max(start, end))
        total = table.elapsed(start, end)
        if not pauses:
            return total
        if end < start:
            return -self.elapsed_micros(end, start, pauses=pauses)
        for low, high in united(pauses):
            if low < end and high > start:
                total -= table.until(min(high, end)) - table.until(max(low, start))
        return total

    def due_micros(self, start: int, length: int, *, tie: Tie = "close", pauses: Sequence[Interval] = ()) -> int:
        """`due`, in microseconds since 1970-01-01T00:00Z."""
        table = self._table
        if length > 0 and tie == "close" and not pauses and table is not None and table.low <= start < table.high:
            found = table.first_at(table.until(start) + length)
            if found is not None:  # much the most frequent
                return found
        if tie not in get_args(Tie):
            raise ValueError(f"`{tie}` is not a way to break a tie: `close` or `next_open`")
        if abs(length) > ALL_YEARS:
            raise OverflowError("there are not so many years")
        if length < 0:
            return self._back(start, -length, tie, united(pauses)[::-1] if pauses else ())
        at = start
        for low, high in united(pauses) if pauses else ():
            if high <= at:
                continue
            before = self.elapsed_micros(at, low) if low > at else 0
            if before > length or (before == length and tie == "close"):
                break
            length -= before
            at = high
        return self._forward(at, length, tie)

    def _forward(self, start: int, length: int, tie: Tie) -> int:
        if length == 0 and tie == "close":
            return start
        table = self._covering(start, start)
        while True:
            total = table.until(start) + length
            found = table.first_at(total) if tie == "close" else table.last_at(total)
            if found is not None:
                return max(found, start)
            table = self._more(table, later=True)

    def _back(self, start: int, length: int, tie: Tie, pauses: Sequence[Interval]) -> int:
        at = start
        for low, high in pauses:
            if low >= at:
                continue
            after = self.elapsed_micros(high, at) if high < at else 0
            if after > length or (after == length and tie == "close"):
                break
            length -= after
            at = low
        table = self._covering(at, at)
        while True:
            total = table.until(at) - length
            found = table.last_at(total) if tie == "close" else table.first_at(total)
            if found is not None and found >= table.low:
                return min(found, at)
            table = self._more(table, later=False)

    def table(self, low: int, high: int, *, further: int = 0) -> Table:
        """The stretches around two instants, as arrays, with so much open time after ``high``.

        For those who ask of many instants at once; all in microseconds. Raises `NoWorkingTime` and ``OverflowError``.
        """
        table = self._covering(low, high)
        while further > 0 and table.sums[-1] < table.until(high) + further:
            table = self._more(table, later=True)
        return table

    # -- the table ---------------------------------------------------------------------------------------------------

    def _covering(self, low: int, high: int) -> Table:
        """A table that answers for both instants. Threads may make one twice; each is whole."""
        table = self._table
        if table is not None and table.low <= low and high < table.high:
            return table
        first, after = _year(low - MARGIN), _year(high + MARGIN) + 1
        if table is not None and first - table.after < RARE and table.first - after < RARE:
            first, after = min(first, table.first), max(after, table.after)
        return self._made(first, after)

    def _covering_day(self, day: date) -> Table:
        low, high = (to_micros(day_start(each, self.zone)) for each in (day, day + timedelta(days=1)))
        return self._covering(low, high)

    def _more(self, table: Table, *, later: bool) -> Table:
        """A table that goes further. Raises `NoWorkingTime` where that would show nothing new."""
        first, last = self._days.own
        if later and table.after > RARE + max(last.year, _year(table.starts[-1]) if table.starts else table.first):
            raise NoWorkingTime("the calendar has no working time after that")
        if not later and table.first < min(first.year, _year(table.starts[0]) if table.starts else table.after) - RARE:
            raise NoWorkingTime("the calendar has no working time before that")
        return self._grown(table, later=later)

    def _grown(self, table: Table, *, later: bool) -> Table:
        step = max(1, (table.after - table.first) // 2)
        if later:
            return self._made(table.first, max(min(table.after + step, LAST_YEAR + 1), table.after + 1))
        return self._made(min(max(table.first - step, FIRST_YEAR), table.first - 1), table.after)

    def _made(self, first: int, after: int) -> Table:
        if first < FIRST_YEAR or after > LAST_YEAR + 1:
            raise OverflowError("working time is known in the years 2 to 9998")
        table = tabulate(self._days, first, after)
        self._table = table
        return table


def _year(instant: int) -> int:
    return 1970 + instant // 31_556_952_000_000


def pairs(pauses: Pauses) -> list[Interval]:
    """Pauses as pairs of microseconds."""
    return [(to_micros(start), to_micros(end)) for start, end in pauses]
