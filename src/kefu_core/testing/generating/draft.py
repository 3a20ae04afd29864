"""A policy on its way: what has been declared so far, and the small worlds from which all else is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import field, frozen, mutable
from hypothesis import strategies as st

from kefu_core.ir import types
from kefu_core.ir.expressions import Test
from kefu_core.ir.policy import ALWAYS, InForce, ParameterDefinition
from kefu_core.ir.types import NO_LABEL, Code, Label
from kefu_core.testing.values import duration
from kefu_core.values import Family, exact, to_micros

ZONES: Final = ("Asia/Shanghai", "America/New_York", "Africa/Cairo", "UTC", "Asia/Kathmandu", "America/Sao_Paulo")
DATES: Final = (dt.date(2026, 3, 8), dt.date(2026, 4, 24), dt.date(2026, 7, 1))
"""Days on which something changes: the first two are days on which clocks are moved in some of the zones."""

HOSTILE: Final = '"); import os; ("'
"""A label that must never be run."""

GRADE: Final = types.Choice(("low", "middle", "high"), ordered=True)
COLOUR: Final = types.Choice(("red", "green", "class"))
LABELS: Final = {
    "low": Label(zh="轻微", en="low grade"),
    "middle": Label(zh=HOSTILE),
    "high": Label(zh="Ａ1", en="A1"),
    "red": Label(en="red!"),
    "class": Label(zh="等级", en=None),
}

KINDS: Final[tuple[types.Type, ...]] = (
    GRADE,
    COLOUR,
    types.Integer(),
    types.Integer("visits"),
    types.Decimal(),
    types.Decimal(1, "points"),
    types.Money("CNY"),
    types.Money("JPY"),
    types.Boolean(),
    types.Date(),
    types.Instant(),
    types.Duration(Family.CLOCK),
    types.Duration(Family.DAYS),
    types.Duration(Family.WORKING_DAYS),
    types.Duration(),
    types.Text(),
    types.Party(),
    types.Set(COLOUR),
)

COMMON: Final = (types.Integer(), types.Boolean(), types.Money("CNY"), types.Integer(), types.Boolean(), GRADE)
"""Types that are drawn more often than others, so that the names of a policy have something to do with each other."""

NAMES: Final = ("a", "b", "c", "d", "e", "f", "g", "x0", "t0", "r0", "hit", "no", "lambda", "any", "tuple", "print")
"""Names of facts and outcomes, some of which mean something to Python or look like names of ours."""


@frozen
class Column:
    """A name that has been declared."""

    id: str
    type: types.Type
    optional: bool = False
    domain: Test | None = None


@mutable
class Draft:
    """What is declared so far; ``draw`` is Hypothesis's."""

    draw: st.DrawFn
    zone: ZoneInfo
    clauses: tuple[str, ...]
    columns: list[Column] = field(factory=list)
    parameters: list[ParameterDefinition] = field(factory=list)
    events: tuple[str, ...] = ()
    used: set[str] = field(factory=set)

    def name(self) -> str:
        """A name that is not taken."""
        names = [name for name in NAMES if name not in self.used]
        name = self.pick(names) if names else f"n{len(self.used)}"
        self.used.add(name)
        return name

    def chance(self, *, one_in: int) -> bool:
        """True once in so many times; the simplest example is False."""
        return self.draw(_below(one_in)) == one_in - 1

    def pick(self, things: Sequence[Any]) -> Any:
        """One of some things; the first is the simplest."""
        return things[self.draw(_below(len(things)))]

    def kind(self, kinds: Sequence[types.Type] = KINDS) -> types.Type:
        """One of some types, and mostly a common one."""
        common = [kind for kind in COMMON if kind in kinds]
        return self.pick([*common, *common, *kinds])  # type: ignore[no-any-return]

    def columns_like(self, kind: types.Type, *, optional: bool) -> list[Column]:
        """Declared names of a type; those that may be ``none`` only where ``optional``."""
        return [each for each in self.columns if each.type == kind and (optional or not each.optional)]

    def label(self) -> Label:
        """A label, or mostly none."""
        chosen: Label = self.pick([NO_LABEL, NO_LABEL, Label(zh="名称"), Label(zh=HOSTILE, en="a 'label'")])
        return chosen

    def sources(self) -> tuple[str, ...]:
        """Clauses that a rule cites."""
        first, second = self.pick(self.clauses), self.pick((None, None, *self.clauses))
        return (first,) if second in {None, first} else (first, second)

    def in_force(self) -> InForce:
        """Mostly always; else from, until, or between dates of change."""
        if not self.chance(one_in=5):
            return ALWAYS
        since, until = self.pick([(0, None), (None, 1), (0, 2), (1, 2), (2, None)])
        return InForce(None if since is None else DATES[since], None if until is None else DATES[until])

    def value(self, kind: types.Type) -> Any:
        """A constant of a type, as the engines hold it, from a small world so that things meet."""
        return self.draw(_constants(kind))


@cache
def _below(number: int) -> st.SearchStrategy[int]:
    """Drawing a small policy asks this hundreds of times, and making a strategy costs more than drawing from it."""
    return st.integers(0, number - 1)


@cache
def _constants(kind: types.Type) -> st.SearchStrategy[Any]:
    match kind:
        case types.Choice(codes):
            return st.sampled_from(codes)
        case types.Boolean():
            return st.booleans()
        case types.Integer():
            return st.integers(-2, 6)
        case types.Decimal(scale):
            tenths = st.integers(-10, 30).map(lambda tenths: exact(Fraction(tenths, 10)))
            return tenths if scale else st.sampled_from([exact(Fraction(1, 4)), exact(Fraction(33, 1000))]) | tenths
        case types.Money():
            return st.sampled_from([0, 1, 499_999, 500_000, -250])
        case types.Date():
            return st.sampled_from([*DATES, dt.date(2026, 2, 28)])
        case types.Instant():
            hours = [dt.datetime(2026, month, 1, hour, tzinfo=dt.UTC) for month in (3, 7) for hour in (0, 16)]
            return st.sampled_from(hours).map(to_micros)
        case types.Duration(family):
            chosen = family or Family.DAYS
            by_clock = st.sampled_from([0, 1_000_000, 90_000_000, 5_400_000_000])
            counts = by_clock if chosen is Family.CLOCK else st.integers(0, 3)
            return counts.map(lambda count: duration(count, chosen))
        case types.Set(of):
            return st.frozensets(st.sampled_from(of.codes))
        case types.List(of):
            return _constants(of)
        case _:
            return st.sampled_from(["A1", "Ａ1", "it's", HOSTILE, "无"])


def codes_of(kind: types.Type) -> tuple[Code, ...]:
    """The codes of a choice, or of what a set or list is made of, with their labels."""
    match kind:
        case types.Choice(codes):
            return tuple(Code(code, LABELS.get(code, NO_LABEL)) for code in codes)
        case types.Set(of) | types.List(of):
            return codes_of(of)
    return ()
