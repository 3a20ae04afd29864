"""The units of time that rule files know, in English and Chinese, and the ways in which they are counted (S5)."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Family(Enum):
    """A way of counting time. Lengths of two families cannot be compared: a day is not 24 hours (S5)."""

    CLOCK = "clock"
    """Real time, in microseconds (S1)."""
    DAYS = "days"
    """Local days."""
    MONTHS = "months"
    """Months of the calendar."""
    WORKING_CLOCK = "working_clock"
    """Working time, in microseconds."""
    WORKING_DAYS = "working_days"
    """Days on which somebody works."""
    SAME_DAY = "same_day"
    """Until the end of the day, without a number."""


MICROS: Final[Mapping[str, int]] = MappingProxyType({"s": 1_000_000, "min": 60_000_000, "h": 3_600_000_000})
"""Microseconds in a unit of the clock."""

_NAMES = {
    (Family.CLOCK, MICROS["s"]): "s, sec, second, seconds, 秒, 秒钟",
    (Family.CLOCK, MICROS["min"]): "min, minute, minutes, 分钟",
    (Family.CLOCK, MICROS["h"]): "h, hour, hours, 小时, 个小时",
    (Family.DAYS, 1): "day, days, 天, 日",
    (Family.DAYS, 7): "week, weeks, 周, 星期, 个星期",
    (Family.MONTHS, 1): "month, months, 月, 个月",
    (Family.MONTHS, 12): "year, years, 年",
    (Family.WORKING_CLOCK, MICROS["s"]): "working second, working seconds",
    (Family.WORKING_CLOCK, MICROS["min"]): "working min, working minute, working minutes, 工作分钟",
    (Family.WORKING_CLOCK, MICROS["h"]): "working h, working hour, working hours, 工作小时, 个工作小时",
    (Family.WORKING_DAYS, 1): "working day, working days, 工作日, 个工作日",
    (Family.SAME_DAY, 0): "same day, 当天, 当日, 同日",
}

UNITS: Final[Mapping[str, tuple[Family, int]]] = MappingProxyType(
    {name: meaning for meaning, names in _NAMES.items() for name in names.split(", ")}
)
"""Name → family, and how many of what it counts one such unit is; 0 for ``same day``, which takes no number."""


def unit_of(text: str) -> tuple[Family, int] | None:
    """The family and factor of a unit by its name, or None where there is no such unit.

    >>> unit_of("weeks"), unit_of("fortnights")
    ((<Family.DAYS: 'days'>, 7), None)
    """
    return UNITS.get(" ".join(text.split()))
