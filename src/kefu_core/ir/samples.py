"""Values that tell every cell apart: the thresholds of the cells, their neighbours, and one value between each two.

Between two neighbouring thresholds every cell is constant, so that what holds for these values holds for all. The
checks look for witnesses among them; the strategies of `kefu_core.testing` draw from them, since far-apart random
values hide mistakes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from kefu_core.ir import types
from kefu_core.ir.expressions import Between, Compare, Contains, Expression, Literal, Test, walk
from kefu_core.values import Duration, Family


def thresholds(cells: Iterable[Test]) -> tuple[Any, ...]:
    """The constant end points of cells, without ``none``, each once; what is inside a calculation is no end point."""
    ends: list[Expression] = []
    for part in (part for cell in cells for part in walk(cell)):
        match part:
            case Compare(_, operand):
                ends.append(operand)
            case Between(low, high):
                ends += [low, high]
            case Contains(member):
                ends.append(member)
    return tuple(dict.fromkeys(end.value for end in ends if isinstance(end, Literal) and end.value is not None))


def samples(
    kind: types.Type, cells: Iterable[Test], *, optional: bool = False, extra: Iterable[Any] = ()
) -> tuple[Any, ...]:
    """Values of the type, ``none`` included where ``optional``, that tell the cells apart.

    ``extra`` are further thresholds.
    """
    ends = [*thresholds(cells), *extra]
    values: list[Any]
    match kind:
        case types.Choice(codes):
            values = list(codes)
        case types.Boolean():
            values = [False, True]
        case types.Integer() | types.Money():
            values = [near for end in ends or [0] for near in (_below(end), end, _above(end))]
            values = [value for value in values if type(value) is int] or [0]
        case types.Decimal(scale):
            values = _decimals([Fraction(end) for end in ends] or [Fraction(0)], scale)
        case types.Date():
            days = ends or [dt.date(2026, 1, 1)]
            near = {day.toordinal() + step for day in days for step in (-1, 0, 1)}
            values = [dt.date.fromordinal(day) for day in sorted(near) if day in _EVERY_DATE]
        case types.Instant():
            values = [end + step for end in ends or [0] for step in (-1, 0, 1)]
        case types.Duration(family):
            values = _durations([end for end in ends if isinstance(end, Duration)], family)
        case types.Set(of):
            values = [frozenset(), *(frozenset({code}) for code in of.codes), frozenset(of.codes)]
        case _:
            values = [*ends, *(f"{end}\N{ZERO WIDTH SPACE}" for end in ends), "", "A1", "Ａ1"]
    values = list(dict.fromkeys(values))
    return (*values, None) if optional else tuple(values)


_EVERY_DATE: Final = range(dt.date.min.toordinal(), dt.date.max.toordinal() + 1)


def _below(end: Any) -> int:
    return -(-end // 1) - 1 if isinstance(end, Fraction) else end - 1


def _above(end: Any) -> int:
    return end // 1 + 1 if isinstance(end, Fraction) else end + 1


def _decimals(ends: list[Fraction], scale: int | None) -> list[Any]:
    step = Fraction(1, 10 ** (6 if scale is None else scale))
    ordered = sorted(set(ends))
    middles = [(low + high) / 2 for low, high in pairwise(ordered)]
    # An end point may lie between two values of the type, so its neighbours are counted from the one below it.
    values = [end // step * step + near for end in ordered for near in (-step, 0, step)]
    if scale is None:
        values += [*ordered, *middles]
    return [value.numerator if value.denominator == 1 else value for value in values]


def _durations(ends: list[Duration], family: Family | None) -> list[Duration]:
    chosen = family or Family.CLOCK
    if chosen is Family.SAME_DAY:
        return [Duration(count=0, family=chosen)]
    counts = [end.count for end in ends if end.family == chosen] or [0]
    near = [count + step for count in counts for step in (-1, 0, 1) if count + step >= 0]
    return [Duration(count=count, family=chosen) for count in near]
