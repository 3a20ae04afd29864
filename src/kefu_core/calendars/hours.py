"""Working hours as calendars write them: which local times of which dates are open (S3, S4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Final, Protocol

from attrs import field, frozen

from kefu_core.calendars.intervals import Interval, common, united, without

MINUTE: Final = 60_000_000
DAY: Final = 1_440 * MINUTE
"""Microseconds."""
ONE: Final = timedelta(microseconds=1)
EPOCH_DAY: Final = date(1970, 1, 1).toordinal()

_RANGE: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*(?:-|–|—|~|至|到)\s*([0-9]{1,2}):([0-9]{2})")


@frozen(order=True)
class Hours:
    """A range of local time, in microseconds after the midnight of the date on which it opens.

    One that closes after 24:00 runs on into the next date.

    >>> Hours.parse("22:00-06:00").text(), Hours.parse("00:00-24:00").text()
    ('22:00-06:00', '00:00-24:00')
    """

    opens: int
    closes: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.opens < DAY or not 0 < self.closes - self.opens <= DAY:
            raise ValueError("a range of hours opens on its date, and closes later, within 24 hours")

    @classmethod
    def parse(cls, text: str) -> Hours:
        """The range that ``09:00-18:00`` says; one that ends before it begins ends on the next date.

        Raises ``ValueError`` for another text, for a time that no clock shows, and for an empty range.
        """
        found = _RANGE.fullmatch(text.strip().replace("：", ":"))
        if found is None:
            raise ValueError(f"`{text}` is not a range of hours: write it as 09:00-18:00")
        first, begin, last, end = map(int, found.groups())
        if begin > 59 or end > 59 or first > 23 or last * 60 + end > 24 * 60:
            raise ValueError(f"`{text}` is not a range of hours: clocks go from 00:00 to 24:00")
        opens, closes = (first * 60 + begin) * MINUTE, (last * 60 + end) * MINUTE
        if opens == closes:
            raise ValueError(f"`{text}` is empty: a whole day is 00:00-24:00")
        return cls(opens, closes if closes > opens else closes + DAY)

    def text(self) -> str:
        """The notation of calendars; `parse` takes it back."""
        closes = self.closes if self.closes <= DAY else self.closes - DAY
        return f"{_clock(self.opens)}-{_clock(closes)}"


def _clock(micros: int) -> str:
    hours, minutes = divmod(micros // MINUTE, 60)
    return f"{hours:02}:{minutes:02}"


class Days(Protocol):
    """What says of each local date which stretches of time it owns (S4).

    ``own`` are the first and the last date that are treated in a way of their own: outside, every year is like others.
    """

    @property
    def zone(self) -> tzinfo:
        """The zone whose dates they are."""

    @property
    def known_until(self) -> date | None:
        """The first date of which not everything is known yet (S12)."""

    @property
    def own(self) -> tuple[date, date]:
        """The first and the last date with hours of their own; some date twice where there is none."""

    def owned(self, first: int, after: int) -> Iterator[tuple[int, list[Interval]]]:
        """For each date from ``first`` (in) to ``after`` (out), as ordinals, that owns any: what opens on it.

        They are apart and in order; those of two dates may overlap.
        """


@frozen
class WorkingHours:
    """The hours of a week, with what differs: dates before holidays before the week; breaks are cut out of all (S4).

    ``week`` holds the ranges of Monday to Sunday; ``yearly`` holidays are pairs of month and day; ``dates`` say exactly
    which hours a date has. A date that the zone has skipped owns nothing.
    """

    zone: tzinfo
    week: tuple[tuple[Hours, ...], ...]
    holidays: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()
    breaks: Mapping[date, tuple[Hours, ...]] = field(factory=dict, hash=False)
    dates: Mapping[date, tuple[Hours, ...]] = field(factory=dict, hash=False)
    known_until: date | None = None

    def __attrs_post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError(f"a week has 7 days, and there are {len(self.week)}")

    @property
    def own(self) -> tuple[date, date]:
        """The first and the last date with hours of their own."""
        named = [*self.holidays, *self.breaks, *self.dates] or [date.fromordinal(EPOCH_DAY)]
        return min(named), max(named)

    def hours(self, day: date) -> tuple[Hours, ...]:
        """The ranges that open on a date, before breaks are cut out."""
        if day in self.dates:
            return self.dates[day]
        if day in self.holidays or (day.month, day.day) in self.yearly:
            return ()
        return self.week[day.weekday()]

    def owned(self, first: int, after: int) -> Iterator[tuple[int, list[Interval]]]:
        """The dates that own working time, with the stretches that open on each."""
        offset, next_ = self._offset(first), self._offset(first + 1)
        for ordinal in range(first, after):
            # A range ends within two days. No zone moves its clocks twice in that time.
            before, offset, next_ = offset, next_, self._offset(ordinal + 2)
            day = date.fromordinal(ordinal)
            hours = self.hours(day)
            if not hours:
                continue
            if before == offset == next_:
                midnight = (ordinal - EPOCH_DAY) * DAY - before // ONE
                open_ = united((midnight + each.opens, midnight + each.closes) for each in hours)
            elif self._is_skipped(day):
                continue
            else:
                open_ = united(self._interval(day, each) for each in hours)
            if self.breaks:
                open_ = without(open_, self._breaks_around(day))
            if open_:
                yield ordinal, open_

    def _offset(self, ordinal: int) -> timedelta:
        """By how much the clocks are ahead at the midnight with which a date begins."""
        day = date.fromordinal(ordinal)
        offset = datetime(day.year, day.month, day.day, tzinfo=self.zone).utcoffset()
        assert offset is not None
        return offset

    def _interval(self, day: date, hours: Hours) -> Interval:
        return self._instant(day, hours.opens), self._instant(day, hours.closes)

    def _instant(self, day: date, micros: int) -> int:
        """When the clocks show a time (S3).

        With ``fold`` 0 a local time has the offset before a change: the first of two, or moved forward by a gap.
        """
        shown = datetime(day.year, day.month, day.day, tzinfo=self.zone) + timedelta(microseconds=micros)
        offset = shown.utcoffset()
        assert offset is not None
        return (day.toordinal() - EPOCH_DAY) * DAY + micros - offset // ONE

    def _is_skipped(self, day: date) -> bool:
        return self._instant(day, DAY) <= self._instant(day, 0)

    def _breaks_around(self, day: date) -> list[Interval]:
        """The breaks that can cut a stretch of a date: those of the dates near it, of which a zone may skip one."""
        near = (day + timedelta(days=offset) for offset in (-1, 0, 1, 2))
        return united(self._interval(each, one) for each in near for one in self.breaks.get(each, ()))


@frozen
class _Two:
    """Two that are put together; zone and dates are those of the first."""

    left: Days
    right: Days

    @property
    def zone(self) -> tzinfo:
        """The zone of the first."""
        return self.left.zone

    @property
    def known_until(self) -> date | None:
        """Until both are known."""
        return _sooner(self.left, self.right)

    @property
    def own(self) -> tuple[date, date]:
        """The first and the last date with hours of their own."""
        return min(self.left.own[0], self.right.own[0]), max(self.left.own[1], self.right.own[1])


@frozen
class Together(_Two):
    """Open where one of two is; a date owns what it owns in each."""

    def owned(self, first: int, after: int) -> Iterator[tuple[int, list[Interval]]]:
        """The dates that own working time in either, with the stretches that open on each."""
        both = [dict(each.owned(first, after)) for each in (self.left, self.right)]
        for ordinal in sorted({*both[0], *both[1]}):
            yield ordinal, united(stretch for each in both for stretch in each.get(ordinal, ()))


@frozen
class Cut(_Two):
    """What a date owns in the first, as far as the second is open then, or as far as it is not."""

    where_open: bool

    def owned(self, first: int, after: int) -> Iterator[tuple[int, list[Interval]]]:
        """The dates of the first that own any of what is left, with the stretches of each."""
        others = dict(self.right.owned(first - NEAR, after + NEAR))
        for ordinal, mine in self.left.owned(first, after):
            near = range(ordinal - NEAR, ordinal + NEAR + 1)
            open_ = united(stretch for each in near for stretch in others.get(each, ()))
            left = common(mine, open_) if self.where_open else without(mine, open_)
            if left:
                yield ordinal, left


NEAR: Final = 3
"""Days. Dates of two zones lie up to 26 hours apart, and a stretch ends on the date after its own."""


def _sooner(left: Days, right: Days) -> date | None:
    return min((day for day in (left.known_until, right.known_until) if day is not None), default=None)
