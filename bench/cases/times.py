"""A shop in Berlin: its hours, and instants of three years to ask about."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core.calendars import Hours, WorkingCalendar, WorkingHours

ZONE: Final = ZoneInfo("Europe/Berlin")
HOLIDAYS: Final = tuple(
    date(year, month, day)
    for year in (2023, 2024, 2025, 2026, 2027, 2028)
    for month, day in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
)
OPENS, NOON, AGAIN, CLOSES = time(9), time(12), time(13), time(18)
"""From Monday to Friday, with an hour for lunch."""


def calendar() -> WorkingCalendar:
    """The hours as a calendar of kefu."""
    day = (Hours.parse("09:00-12:00"), Hours.parse("13:00-18:00"))
    return WorkingCalendar(WorkingHours(ZONE, ((day,) * 5 + ((), ())), holidays=frozenset(HOLIDAYS)))


def whole_days() -> WorkingCalendar:
    """Monday to Friday around the clock, in UTC: what counts days counts the same."""
    day = (Hours.parse("00:00-24:00"),)
    return WorkingCalendar(WorkingHours(ZoneInfo("UTC"), ((day,) * 5 + ((), ())), holidays=frozenset(HOLIDAYS)))


@frozen
class Times:
    """Starts, what is to go by after each, an end about a year after each, and one within a month."""

    starts: tuple[datetime, ...]
    lengths: tuple[timedelta, ...]
    ends: tuple[datetime, ...]
    soon: tuple[datetime, ...]


def times(size: int, *, step: timedelta = timedelta(minutes=1)) -> Times:
    """A sample, the same each time. Lengths are whole ``step`` s, up to 333 hours."""
    draw = random.Random(20261123)  # noqa: S311 - a sample
    year, month, first = 525_600, 43_200, datetime(2024, 1, 1, tzinfo=ZONE)
    starts = tuple(first + timedelta(minutes=draw.randrange(2 * year)) for _ in range(size))
    lengths = tuple(step * draw.randrange(1, timedelta(minutes=20_000) // step) for _ in range(size))
    ends = tuple(start + timedelta(minutes=year + draw.randrange(-month, month)) for start in starts)
    soon = tuple(start + timedelta(minutes=draw.randrange(month)) for start in starts)
    return Times(starts, lengths, ends, soon)
