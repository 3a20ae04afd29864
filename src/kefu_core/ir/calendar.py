"""A working calendar as editors write it (S4): the hours of a week, and the dates on which they differ."""

from __future__ import annotations

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from kefu_core.calendars import Hours, PublicDays, WorkingHours
from kefu_core.diagnostics import Span
from kefu_core.ir.types import NO_LABEL, Label

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DatedHours = tuple[tuple[date, tuple[Hours, ...]], ...]
"""Dates, in order, each with its ranges."""


@frozen
class PublicHolidays:
    """What a calendar says of a country's holidays, and what was found when it was loaded.

    ``makeup`` are the hours of a date that is worked to make up for a holiday; None: those of the first working day.
    """

    country: str
    subdivision: str | None = None
    makeup: tuple[Hours, ...] | None = None
    days: PublicDays = PublicDays(())


@frozen
class Calendar:
    """The hours of a week, with what differs: ``dates`` before holidays before the week; ``breaks`` are cut out of all.

    ``yearly`` holidays are pairs of month and day. A date that is named among the ``holidays`` is one, even where a
    country makes it a day of work. ``known_until`` is the first date of which not all is known yet.
    """

    id: str
    zone: str
    week: tuple[tuple[Hours, ...], ...]
    holidays: tuple[date, ...] = ()
    yearly: tuple[tuple[int, int], ...] = ()
    public: tuple[PublicHolidays, ...] = ()
    breaks: DatedHours = ()
    dates: DatedHours = ()
    known_until: date | None = None
    label: Label = NO_LABEL
    span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)

    def hours(self) -> WorkingHours:
        """What `kefu_core.calendars.WorkingCalendar` is made of.

        >>> nine = (Hours.parse("09:00-17:00"),)
        >>> office = Calendar("office", "Asia/Shanghai", week=(nine,) * 5 + ((), ()))
        >>> office.hours().hours(date(2026, 11, 7))
        ()
        """
        closed = {day for each in self.public for day, _ in each.days.closed}
        own = {*self.holidays}
        made_up = {day: self._makeup(each) for each in self.public for day, _ in each.days.worked if day not in own}
        ends = (self.known_until, *(each.days.known_until for each in self.public))
        return WorkingHours(
            ZoneInfo(self.zone),
            self.week,
            holidays=frozenset({*self.holidays, *closed}),
            yearly=frozenset(self.yearly),
            breaks=dict(self.breaks),
            dates={**made_up, **dict(self.dates)},
            known_until=min((day for day in ends if day is not None), default=None),
        )

    def _makeup(self, public: PublicHolidays) -> tuple[Hours, ...]:
        """The hours of a date that is worked to make up for a holiday: as told, else those of the first working day."""
        if public.makeup is not None:
            return public.makeup
        return next((hours for hours in self.week if hours), ())
