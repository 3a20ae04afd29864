"""Working calendars: several ranges a day, nights, holidays, breaks, and dates with hours of their own."""

from __future__ import annotations

import datetime as dt
from typing import Final

from kefu_core.calendars import Hours
from kefu_core.ir.calendar import Calendar
from kefu_core.testing.generating.draft import DATES, ZONES, Draft

HOURS: Final = tuple(
    tuple(map(Hours.parse, ranges))
    for ranges in (
        ["09:00-18:00"],
        ["09:00-12:00", "13:00-18:00"],
        [],
        ["22:00-06:00"],
        ["00:00-24:00"],
        ["01:30-02:30", "23:00-24:00"],
    )
)
IDS: Final = ("office", "night.shift")


def calendar(draft: Draft, number: int) -> Calendar:
    """A calendar that is open some time."""
    usual, other = HOURS[0 if draft.chance(one_in=2) else 1], draft.pick(HOURS)
    days = [draft.pick((usual, usual, other)) for _ in range(5)]
    return Calendar(
        id=IDS[number],
        zone=draft.zone.key if draft.chance(one_in=2) else draft.pick(ZONES),
        week=(usual, *days[1:], other, ()),
        holidays=draft.pick(((), DATES[:1], DATES)),
        yearly=draft.pick(((), ((2, 29), (12, 25)))),
        breaks=_dated(draft),
        dates=_dated(draft),
        known_until=draft.pick((None, dt.date(2027, 1, 1), DATES[2])),
        label=draft.label(),
    )


def _dated(draft: Draft) -> tuple[tuple[dt.date, tuple[Hours, ...]], ...]:
    days = draft.pick(((), DATES[:1], DATES[1:]))
    return tuple((day, draft.pick(HOURS)) for day in days)
