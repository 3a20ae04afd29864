"""businesstimedelta: rules that walk from day to day. It asks for a zone of pytz, which can localize."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytz
from businesstimedelta import BusinessTimeDelta, HolidayRule, LunchTimeRule, Rules, WorkDayRule
from cases.times import AGAIN, CLOSES, HOLIDAYS, NOON, OPENS, ZONE


def rules() -> Rules:
    """The hours of `cases.times`."""
    zone, week = pytz.timezone(ZONE.key), [0, 1, 2, 3, 4]
    return Rules(
        [
            WorkDayRule(start_time=OPENS, end_time=CLOSES, working_days=week, tz=zone),
            LunchTimeRule(start_time=NOON, end_time=AGAIN, working_days=week, tz=zone),
            HolidayRule(dict.fromkeys(HOLIDAYS, "closed"), tz=zone),
        ]
    )


def due(made: Rules, start: datetime, length: timedelta) -> datetime:
    """When so much has gone by."""
    return start + BusinessTimeDelta(made, timedelta=length)


def elapsed(made: Rules, start: datetime, end: datetime) -> timedelta:
    """What lies between."""
    return made.difference(start, end).timedelta
