"""Open time as sorted stretches with their sums: what is asked of it costs a bisection, whatever the span.

F(t), the open time before t, never falls; elapsed(a, b) = F(b) - F(a), and when d of open time have gone by is F turned
round (S1, S2). Integers throughout.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import field, frozen

from kefu_core.calendars.hours import NEAR, Days
from kefu_core.calendars.intervals import Interval, united
from kefu_core.values import day_start, to_micros

FIRST_YEAR: Final = 2
LAST_YEAR: Final = 9998
"""The days around each of these years are days of the calendar in every zone."""


@frozen
class Table:
    """The stretches in some years, and the open time before each.

    It answers for instants from ``low`` (in) to ``high`` (out), both local midnights. ``sums[i]`` is the open time
    before ``starts[i]``, and the last of them that of all: a stretch ends after ``sums[i + 1] - sums[i]``. ``owners``
    are the dates, as ordinals, that own a stretch, and ``closings`` when the last one of each ends.
    """

    first: int
    after: int
    low: int
    high: int
    starts: list[int] = field(repr=False)
    sums: list[int] = field(repr=False)
    owners: list[int] = field(repr=False)
    closings: list[int] = field(repr=False)

    def until(self, instant: int) -> int:
        """F: the open time of the table before an instant. Comparisons are written out: `min` costs more."""
        place = bisect_right(self.starts, instant) - 1
        if place < 0:
            return 0
        total, whole = self.sums[place] + instant - self.starts[place], self.sums[place + 1]
        return min(whole, total)

    def elapsed(self, start: int, end: int) -> int:
        """F(end) - F(start); written out, since nothing is asked more often."""
        starts, sums = self.starts, self.sums
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end) - 1
        if first < 0 or last < 0:
            return self.until(end) - self.until(start)
        before, least = sums[first] + start - starts[first], sums[first + 1]
        after, most = sums[last] + end - starts[last], sums[last + 1]
        return (min(most, after)) - (min(least, before))

    def first_at(self, total: int) -> int | None:
        """The least instant before which there is so much open time; None where the table does not reach it."""
        place = bisect_left(self.sums, total) - 1
        if not 0 <= place < len(self.starts):
            return None
        return self.starts[place] + total - self.sums[place]

    def last_at(self, total: int) -> int | None:
        """The greatest instant before which there is no more open time than that; None beyond the table."""
        place = bisect_right(self.sums, total) - 1
        if not 0 <= place < len(self.starts):
            return None
        return self.starts[place] + total - self.sums[place]

    def closing(self, today: int, number: int) -> int | None:
        """When the work of the ``number``-th date after ``today``, an ordinal, ends, of those that own any."""
        place = bisect_right(self.owners, today) + number - 1
        return self.closings[place] if place < len(self.closings) else None

    def closing_of(self, day: int) -> int | None:
        """When the work of a date, an ordinal, ends; None where it owns none."""
        place = bisect_left(self.owners, day)
        return self.closings[place] if place < len(self.owners) and self.owners[place] == day else None

    def owner_after(self, day: int) -> int | None:
        """The first date after a date, as ordinals, that owns working time; None where the table has none."""
        place = bisect_right(self.owners, day)
        return self.owners[place] if place < len(self.owners) else None

    def owner_before(self, day: int) -> int | None:
        """The last date before a date, as ordinals, that owns working time; None where the table has none."""
        place = bisect_left(self.owners, day) - 1
        return self.owners[place] if place >= 0 else None

    def between(self, start: int, end: int) -> list[Interval]:
        """The open stretches from an instant to an instant, cut to them."""
        found = []
        for place in range(max(bisect_right(self.starts, start) - 1, 0), len(self.starts)):
            opens = self.starts[place]
            if opens >= end:
                break
            closes = opens + self.sums[place + 1] - self.sums[place]
            if closes > start:
                found.append((max(opens, start), min(closes, end)))
        return found


def tabulate(days: Days, first: int, after: int) -> Table:
    """The table of the years from ``first`` (in) to ``after`` (out).

    What dates outside of them own may reach into them: tails of nights, and dates of a calendar in another zone.
    """
    low, high = (to_micros(day_start(date(year, 1, 1), days.zone)) for year in (first, after))
    begin, end = (date(year, 1, 1).toordinal() for year in (first, after))
    stretches: list[Interval] = []
    owners, closings = [], []
    for day, owned in days.owned(begin - NEAR, end + NEAR):
        stretches += [(max(opens, low), min(closes, high)) for opens, closes in owned if opens < high and closes > low]
        if begin <= day < end:
            owners.append(day)
            closings.append(owned[-1][1])
    whole = united(stretches)
    return Table(first, after, low, high, [start for start, _ in whole], _sums(whole), owners, closings)


def _sums(stretches: Iterable[Interval]) -> list[int]:
    total = 0
    sums = [0]
    for start, end in stretches:
        total += end - start
        sums.append(total)
    return sums
