"""The values that policies speak of: exact numbers, money, lengths of time, instants, and what changes by date."""

from kefu_core.values.currencies import CURRENCIES
from kefu_core.values.dated import Dated, NotInForce
from kefu_core.values.duration import Duration
from kefu_core.values.instant import (
    day_start,
    from_micros,
    is_within_calendar,
    iso,
    iso_end,
    local,
    parse_date,
    parse_instant,
    timedelta_of,
    to_micros,
)
from kefu_core.values.money import Money
from kefu_core.values.number import Exact, exact, format_number, is_finite_decimal, parse_number, ratio
from kefu_core.values.rounding import ceiling, floor, round_half_even, round_half_up, trunc
from kefu_core.values.units import UNITS, Family, unit_of

__all__ = [
    "CURRENCIES",
    "UNITS",
    "Dated",
    "Duration",
    "Exact",
    "Family",
    "Money",
    "NotInForce",
    "ceiling",
    "day_start",
    "exact",
    "floor",
    "format_number",
    "from_micros",
    "is_finite_decimal",
    "is_within_calendar",
    "iso",
    "iso_end",
    "local",
    "parse_date",
    "parse_instant",
    "parse_number",
    "ratio",
    "round_half_even",
    "round_half_up",
    "timedelta_of",
    "to_micros",
    "trunc",
    "unit_of",
]
