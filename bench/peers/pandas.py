"""pandas: an offset of business hours, whole ones, which is added to an instant; it knows no time elapsed."""

from __future__ import annotations

from datetime import timedelta

from cases.times import AGAIN, CLOSES, HOLIDAYS, NOON, OPENS
from pandas.tseries.offsets import CustomBusinessHour

STARTS = [f"{each:%H:%M}" for each in (OPENS, AGAIN)]
ENDS = [f"{each:%H:%M}" for each in (NOON, CLOSES)]


def offset(length: timedelta) -> CustomBusinessHour:
    """So many business hours, by the wall clock of the instant that they are added to."""
    return CustomBusinessHour(length // timedelta(hours=1), start=STARTS, end=ENDS, holidays=list(HOLIDAYS))
