"""A column cut into slots: stretches of values between which no cell of the policy tells a difference.

Bit *i* of a mask stands for slot *i*. A cell becomes the mask of the slots for which it holds, so that *or*, *and* and
*not* of cells are those of integers. What holds for one value of a slot holds for all: a finite number of slots says
everything about an infinite number of values (S35).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

from attrs import field, frozen

from kefu_core.ir import notation, types
from kefu_core.ir.expressions import (
    AllOf,
    Anything,
    Between,
    Compare,
    Contains,
    Expression,
    Literal,
    Not,
    OneOf,
    Parameter,
    Test,
    walk,
)
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import Duration, Family

HOUR: Final = 3_600_000_000
"""Microseconds."""

MAX_MEMBERS: Final = 10
"""Members of a set that cells may ask for before its subsets are too many to look at each."""


class OutsideFragment(Exception):  # noqa: N818 - it says what is the case
    """A cell does not compare its column with constants: what follows from it cannot be proven here (S35)."""


@frozen
class Axis:
    """The slots of a column, in order, and a value of each; ``none``, where there is one, is the last.

    ``whole`` is the mask of the slots that lie in the domain.
    """

    name: str
    type: types.Type
    values: tuple[Any, ...]
    parameters: Mapping[str, Any] = field(repr=False)
    cuts: tuple[Any, ...] = ()
    whole: int = 0

    @property
    def every(self) -> int:
        """The mask of all slots, whether in the domain or not."""
        return (1 << len(self.values)) - 1

    @property
    def other(self) -> int | None:
        """The place of the slot that stands for all values that no cell names; None where all are there."""
        if isinstance(self.type, (types.Choice, types.Boolean, types.Set)) or self._keys:
            return None
        return len(self.values) - 1 - (None in self._places)

    def mask(self, cell: Test) -> int:
        """The slots for which a cell holds. Raises `OutsideFragment`."""
        match cell:
            case Anything():
                return self.every
            case Compare("=", operand):
                return self._equal(self._constant(operand))
            case Compare("!=", operand):
                return self.every & ~self._equal(self._constant(operand))
            case Compare(operator, operand):
                return self._ordered(operator, self._constant(operand))
            case Between(low, high, low_open, high_open):
                above = self._ordered(">" if low_open else ">=", self._constant(low))
                return above & self._ordered("<" if high_open else "<=", self._constant(high))
            case Contains(member):
                wanted = self._constant(member)
                return _mask(value is not None and wanted in value for value in self.values)
            case OneOf(tests):
                mask = 0
                for each in tests:
                    mask |= self.mask(each)
                return mask
            case AllOf(tests):
                mask = self.every
                for each in tests:
                    mask &= self.mask(each)
                return mask
            case Not(inner):
                return self.every & ~self.mask(inner)
        raise AssertionError(cell)

    def first(self, mask: int) -> Any:
        """The value of the first slot of a mask."""
        return self.values[(mask & -mask).bit_length() - 1]

    def slot(self, value: Any) -> int:
        """The mask of the slot that a value lies in; 0 where it lies in none."""
        place = self._places.get(value)
        if place is None and value is not None:
            place = self._around(value)
        return 0 if place is None else 1 << place

    def _around(self, value: Any) -> int | None:
        if isinstance(self.type, types.Set):
            known = frozenset().union(*(each for each in self.values if each is not None))
            return self._places.get(value & known)
        if not self._keys:
            return self.other
        stretch = self._stretch(key_of(value))
        return next((place for place, key in enumerate(self._keys) if self._stretch(key) == stretch), None)

    def _stretch(self, key: Any) -> tuple[int, int]:
        return bisect_left(self.ends, key), bisect_right(self.ends, key)

    def _constant(self, operand: Expression) -> Any:
        value = constant(operand, self.parameters)
        if value is UNKNOWN:
            raise OutsideFragment(self.name)
        return value

    def _equal(self, value: Any) -> int:
        place = self._places.get(value)
        return 0 if place is None else 1 << place

    def _ordered(self, operator: str, value: Any) -> int:
        size = len(self.values) - (None in self._places)
        if value is None:
            return 0
        key: Any = key_of(value)
        keys: Sequence[Any] = self._keys
        if isinstance(self.type, types.Choice):
            key, keys = self.type.rank(value), range(size)
        bisect = bisect_left if operator in {"<", ">="} else bisect_right
        below = (1 << bisect(keys, key)) - 1
        return below if operator in {"<", "<="} else ((1 << size) - 1) & ~below

    ends: tuple[Any, ...] = field(init=False, repr=False, eq=False)
    """The keys of ``cuts``."""
    _places: Mapping[Any, int] = field(init=False, repr=False, eq=False)
    _keys: tuple[Any, ...] = field(init=False, repr=False, eq=False)

    @ends.default
    def _key_of_each_cut(self) -> tuple[Any, ...]:
        return tuple(key_of(cut) for cut in self.cuts)

    @_places.default
    def _place_of_each(self) -> Mapping[Any, int]:
        return {value: place for place, value in enumerate(self.values)}

    @_keys.default
    def _key_of_each(self) -> tuple[Any, ...]:
        if isinstance(self.type, types.Choice) or not types.is_ordered(self.type):
            return ()
        return tuple(key_of(value) for value in self.values if value is not None)


def constant(operand: Expression, parameters: Mapping[str, Any]) -> Any:
    """The value of an end point; `UNKNOWN` where it is no constant, or a parameter without a value."""
    if isinstance(operand, Literal):
        return operand.value
    return parameters.get(operand.id, UNKNOWN) if isinstance(operand, Parameter) else UNKNOWN


def key_of(value: Any) -> Any:
    """A number in the order of the values of an ordered type."""
    if isinstance(value, dt.date):
        return value.toordinal()
    return value.count if isinstance(value, Duration) else value


def axis(
    name: str,
    kind: types.Type,
    cells: Iterable[Test],
    parameters: Mapping[str, Any],
    *,
    optional: bool = False,
    domain: Test | None = None,
    cuts: Iterable[Any] = (),
) -> Axis:
    """The slots of a column that ``cells`` and its domain tell apart, and that ``cuts``, further end points, do.

    Raises `OutsideFragment` where a type has no end of values that cells tell apart.
    """
    asked = [*cells, *([domain] if domain is not None else [])]
    ends = {value for cell in asked for value in _ends(cell, parameters)} | set(cuts)
    if isinstance(kind, types.Set) and any(isinstance(end, frozenset) for end in ends):
        ends = set(kind.of.codes)  # to be equal to a set is to have none of the other members, either
    values = [*_values(name, kind, ends), *([None] if optional else [])]
    made = Axis(name, kind, tuple(values), parameters, tuple(sorted(ends, key=key_of)) if _linear(kind) else ())
    whole = made.every
    if domain is not None:
        whole = made.mask(domain) | (made.mask(Compare("=", Literal(None, kind))) if optional else 0)
    if optional and isinstance(kind, (types.Text, types.Party)):  # such a text is taken for none where facts are given
        whole &= ~_mask(isinstance(value, str) and notation.says_none(value, kind, ()) for value in values)
    return Axis(name, kind, made.values, parameters, made.cuts, whole)


def _ends(cell: Test, parameters: Mapping[str, Any]) -> Iterator[Any]:
    for part in walk(cell):
        match part:
            case Compare(_, operand) | Contains(operand):
                found = [operand]
            case Between(low, high):
                found = [low, high]
            case _:
                continue
        for each in found:
            value = constant(each, parameters)
            if value is not UNKNOWN and value is not None:
                yield value


def _linear(kind: types.Type) -> bool:
    return types.is_ordered(kind) and not isinstance(kind, types.Choice)


def _values(name: str, kind: types.Type, ends: set[Any]) -> Iterator[Any]:
    """One value for each slot, in order."""
    match kind:
        case types.Choice(codes):
            yield from codes
        case types.Boolean():
            yield from (False, True)
        case types.Set(of):
            asked = sorted(ends, key=of.codes.index)
            if len(asked) > MAX_MEMBERS:
                raise OutsideFragment(name)
            for number in range(len(asked) + 1):
                yield from (frozenset(chosen) for chosen in combinations(asked, number))
        case _ if _linear(kind):
            yield from _along(kind, sorted({Fraction(key_of(end)) for end in ends}))
        case _:
            yield from ends
            yield _something_else(kind, ends)


def _something_else(kind: types.Type, ends: set[Any]) -> Any:
    """A value that no cell names, of a type whose values have no order."""
    if isinstance(kind, types.Duration):
        hours = (Duration(count=number * HOUR, family=Family.CLOCK) for number in range(1, len(ends) + 2))
        return next(each for each in hours if each not in ends)
    return next(text for text in (f"A{number}" for number in range(1, len(ends) + 2)) if text not in ends)


def _along(kind: types.Type, cuts: list[Fraction]) -> Iterator[Any]:
    """Values of a type that has an order: each end point that is a value, and one between each two that have one."""
    step = _step(kind)
    least, greatest = _limits(kind)
    if not cuts:
        yield _value(kind, Fraction(least if least is not None and least > 0 else 0))
        return
    below = _before(cuts[0], step, least)
    if below is not None:
        yield _value(kind, below)
    for place, cut in enumerate(cuts):
        if (step is None or cut % step == 0) and (least is None or cut >= least):
            yield _value(kind, cut)
        after = cuts[place + 1] if place + 1 < len(cuts) else None
        between = _after(cut, after, step)
        if between is not None and (greatest is None or between <= greatest) and (least is None or between >= least):
            yield _value(kind, between)


def _step(kind: types.Type) -> Fraction | None:
    """The distance of neighbouring values; None where there is always one between two."""
    if isinstance(kind, types.Decimal):
        return None if kind.scale is None else Fraction(1, 10**kind.scale)
    return Fraction(1)


def _limits(kind: types.Type) -> tuple[int | None, int | None]:
    match kind:
        case types.Date():
            return dt.date.min.toordinal(), dt.date.max.toordinal()
        case types.Duration():
            return 0, None
    return None, None


def _before(cut: Fraction, step: Fraction | None, least: int | None) -> Fraction | None:
    value = cut - 1 if step is None else -(-cut // step) * step - step
    return None if least is not None and value < least else value


def _after(cut: Fraction, following: Fraction | None, step: Fraction | None) -> Fraction | None:
    if step is None:
        return cut + 1 if following is None else (cut + following) / 2
    value = cut // step * step + step
    return None if following is not None and value >= following else value


def _value(kind: types.Type, key: Fraction) -> Any:
    number = key.numerator if key.denominator == 1 else key
    match kind:
        case types.Date():
            return dt.date.fromordinal(int(key))
        case types.Duration(family):
            assert family is not None
            return Duration(count=int(key), family=family)
    return number


def _mask(truths: Iterable[bool]) -> int:
    mask = 0
    for place, truth in enumerate(truths):
        if truth:
            mask |= 1 << place
    return mask


def runs(mask: int) -> Iterator[tuple[int, int]]:
    """The stretches of neighbouring slots of a mask: first, and the one after the last."""
    while mask:
        first = (mask & -mask).bit_length() - 1
        carried = mask + (1 << first)
        after = (carried & -carried).bit_length() - 1
        yield first, after
        mask &= ~((1 << after) - 1)
