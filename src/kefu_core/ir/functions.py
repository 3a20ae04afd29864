"""The operators and functions of expressions: what they take and give, and, exactly, what they compute (S14).

One table for all: the resolver reads the signatures, the engines call the meanings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from kefu_core.ir import types
from kefu_core.values import ceiling, exact, floor, ratio, round_half_even, round_half_up, trunc

Signature = Callable[[Sequence[types.Type]], "types.Type | None"]


@frozen
class Function:
    """A function: its name in rule files, the type of its result (None: it does not take the arguments), its meaning.

    ``lenient`` functions ignore an argument that is ``none``; for all others one is a mistake in the rule.
    """

    name: str
    signature: Signature
    meaning: Callable[..., Any]
    takes: str
    lenient: bool = False


def unify(kinds: Sequence[types.Type]) -> types.Type | None:
    """The one type that all values can be compared in, or None."""
    first, *rest = kinds
    for kind in rest:
        if first == kind or isinstance(kind, types.Broken):
            continue
        if isinstance(first, types.Broken):
            first = kind
        elif isinstance(first, (types.Integer, types.Decimal)) and isinstance(kind, (types.Integer, types.Decimal)):
            first = first if isinstance(first, types.Decimal) else kind
        else:
            return None
    return first


def _moved_or_added(kinds: Sequence[types.Type]) -> types.Type | None:
    """An instant and a duration give an instant; else as `_added`."""
    if len(kinds) == 2 and isinstance(kinds[0], types.Instant) and isinstance(kinds[1], types.Duration):
        return kinds[0]
    return _added(kinds)


def _added(kinds: Sequence[types.Type]) -> types.Type | None:
    kind = unify(kinds)
    return kind if isinstance(kind, (*types.NUMERIC, types.Broken)) else None


def _product_type(kinds: Sequence[types.Type]) -> types.Type | None:
    amounts = [kind for kind in kinds if isinstance(kind, types.Money)]
    if not all(isinstance(kind, (*types.NUMERIC, types.Broken)) for kind in kinds) or len(amounts) > 1:
        return None
    return amounts[0] if amounts else unify(kinds)


def _ratio_type(kinds: Sequence[types.Type]) -> types.Type | None:
    over, under = kinds
    if not all(isinstance(kind, (*types.NUMERIC, types.Broken)) for kind in kinds):
        return None
    if isinstance(under, types.Money):
        return types.Decimal() if over == under else None
    return over if isinstance(over, types.Money) else types.Decimal()


def _numeric(kinds: Sequence[types.Type]) -> types.Type | None:
    return kinds[0] if len(kinds) == 1 and isinstance(kinds[0], (*types.NUMERIC, types.Broken)) else None


def _rounding(kinds: Sequence[types.Type]) -> types.Type | None:
    digits_are_whole = len(kinds) < 2 or isinstance(kinds[1], types.Integer)
    if not 1 <= len(kinds) <= 2 or not digits_are_whole:
        return None
    kind = _numeric(kinds[:1])
    return types.Integer() if isinstance(kind, types.Decimal) and len(kinds) == 1 else kind


def _extreme(kinds: Sequence[types.Type]) -> types.Type | None:
    kind = unify(kinds) if kinds else None
    return kind if kind is not None and types.is_ordered(kind) and not isinstance(kind, types.Choice) else None


def _earliest(kinds: Sequence[types.Type]) -> types.Type | None:
    kind = unify(kinds) if kinds else None
    return kind if isinstance(kind, (types.Instant, types.Date, types.Broken)) else None


def _size(kinds: Sequence[types.Type]) -> types.Type | None:
    return types.Integer() if len(kinds) == 1 and isinstance(kinds[0], (types.Set, types.List, types.Broken)) else None


def _total(kinds: Sequence[types.Type]) -> types.Type | None:
    if len(kinds) == 1 and isinstance(kinds[0], types.List):
        return _numeric([kinds[0].of])
    return _added(kinds) if kinds else None


def _first_known(kinds: Sequence[types.Type]) -> types.Type | None:
    return unify(kinds) if len(kinds) > 1 else None


def _equality(kinds: Sequence[types.Type]) -> types.Type | None:
    return types.Boolean() if unify(kinds) is not None else None


def _order(kinds: Sequence[types.Type]) -> types.Type | None:
    kind = unify(kinds)
    return types.Boolean() if kind is not None and types.is_ordered(kind) else None


def _logic(kinds: Sequence[types.Type]) -> types.Type | None:
    return types.Boolean() if all(isinstance(kind, (types.Boolean, types.Broken)) for kind in kinds) else None


def _branch(kinds: Sequence[types.Type]) -> types.Type | None:
    return unify(kinds[1:]) if isinstance(kinds[0], (types.Boolean, types.Broken)) else None


def _coalesce(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _known_values(values: Sequence[Any]) -> list[Any]:
    return [value for value in values if value is not None]


def _least(*values: Any) -> Any:
    return min(_known_values(values), default=None)


def _greatest(*values: Any) -> Any:
    return max(_known_values(values), default=None)


def _add_up(*values: Any) -> Any:
    return sum(values[0]) if len(values) == 1 and isinstance(values[0], tuple) else sum(values)


def _by_definition(
    *_: Any,
) -> Any:  # pragma: no cover - and, or, if, and instant + duration are evaluated where they stand
    raise NotImplementedError


FUNCTIONS: Final[Mapping[str, Function]] = {
    function.name: function
    for function in (
        Function("+", _moved_or_added, lambda left, right: exact(left + right), "two-numbers"),
        Function("-", _moved_or_added, lambda left, right: exact(left - right), "two-numbers"),
        Function("*", _product_type, lambda left, right: exact(left * right), "two-numbers"),
        Function("/", _ratio_type, ratio, "two-numbers"),
        Function("negate", _numeric, lambda value: -value, "one-number"),
        Function("floor", _rounding, floor, "number-and-digits"),
        Function("ceiling", _rounding, ceiling, "number-and-digits"),
        Function("trunc", _rounding, trunc, "number-and-digits"),
        Function("round_half_up", _rounding, round_half_up, "number-and-digits"),
        Function("round_half_even", _rounding, round_half_even, "number-and-digits"),
        Function("abs", _numeric, abs, "one-number"),
        Function("min", _extreme, _least, "comparable", lenient=True),
        Function("max", _extreme, _greatest, "comparable", lenient=True),
        Function("earliest", _earliest, _least, "instants", lenient=True),
        Function("latest", _earliest, _greatest, "instants", lenient=True),
        Function("coalesce", _first_known, _coalesce, "same-type", lenient=True),
        Function("count", _size, len, "one-set"),
        Function("sum", _total, _add_up, "numbers"),
        Function("=", _equality, lambda left, right: left == right, "same-type", lenient=True),
        Function("!=", _equality, lambda left, right: left != right, "same-type", lenient=True),
        Function("<", _order, lambda left, right: left < right, "comparable"),
        Function("<=", _order, lambda left, right: left <= right, "comparable"),
        Function(">", _order, lambda left, right: left > right, "comparable"),
        Function(">=", _order, lambda left, right: left >= right, "comparable"),
        Function("not", _logic, lambda value: not value, "booleans"),
        Function("and", _logic, _by_definition, "booleans"),
        Function("or", _logic, _by_definition, "booleans"),
        Function("if", _branch, _by_definition, "condition"),
    )
}

OPERATORS: Final = frozenset({"+", "-", "*", "/", "negate", "=", "!=", "<", "<=", ">", ">=", "not", "and", "or", "if"})
"""The functions that rule files write as operators, not by a name and brackets."""

CALLABLE: Final = tuple(name for name in FUNCTIONS if name not in OPERATORS)
ROUNDINGS: Final = ("floor", "ceiling", "trunc", "round_half_up", "round_half_even")
