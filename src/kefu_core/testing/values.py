"""Values of a type, near to no threshold in particular."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from kefu_core.ir import types
from kefu_core.values import Duration, Family, exact, to_micros
from kefu_core.verify.near import EARLIEST, LATEST


def far(kind: types.Type) -> st.SearchStrategy[Any]:
    """Any value of a type, as the engines hold it."""
    match kind:
        case types.Choice(codes):
            return st.sampled_from(codes)
        case types.Boolean():
            return st.booleans()
        case types.Integer() | types.Money():
            return st.integers(-(10**9), 10**9)
        case types.Decimal(scale):
            step = 10 ** (6 if scale is None else scale)
            return st.integers(-(10**9), 10**9).map(lambda units: exact(Fraction(units, step)))
        case types.Date():
            return st.dates(EARLIEST.date(), LATEST.date())
        case types.Instant():
            return st.datetimes(EARLIEST, LATEST, timezones=st.just(dt.UTC)).map(to_micros)
        case types.Duration(family):
            families = st.just(family) if family else st.sampled_from([Family.CLOCK, Family.DAYS, Family.MONTHS])
            return st.builds(duration, st.integers(0, 400), families)
        case types.Set(of):
            return st.frozensets(st.sampled_from(of.codes))
        case types.List(of):  # pragma: no cover - no fact is a list
            return st.lists(far(of), max_size=3).map(tuple)
        case _:
            return st.text(max_size=8).map(str.strip)


def duration(count: int, family: Family) -> Duration:
    """A length of time of any family; ``same day`` has no count."""
    return Duration(count=0 if family is Family.SAME_DAY else count, family=family)
