"""workclock (Rust): one schedule, for aware datetimes one by one, and for numpy columns in UTC."""

from __future__ import annotations

from cases.times import AGAIN, CLOSES, HOLIDAYS, NOON, OPENS, ZONE
from workclock import Break, Holidays, Schedule, WorkDay


def schedule() -> Schedule:
    """The hours of `cases.times`: `add` and `between` ask one by one, `add_many` and `between_many` of columns."""
    return Schedule([WorkDay(OPENS, CLOSES), Break(NOON, AGAIN), Holidays(list(HOLIDAYS))], time_zone=ZONE.key)
