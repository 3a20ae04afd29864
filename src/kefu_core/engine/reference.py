"""The meaning: a plain walk over the policy as it is written. Every other engine is tested against this one."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from attrs import frozen

from kefu_core.engine.kleene import Truth, all3, any3, first3, not3
from kefu_core.engine.settle import Candidate
from kefu_core.ir import types
from kefu_core.ir.expressions import (
    AllOf,
    Anything,
    Between,
    Call,
    Compare,
    Contains,
    Event,
    Expression,
    Literal,
    Name,
    Not,
    OneOf,
    Parameter,
    Test,
    Value,
)
from kefu_core.ir.functions import FUNCTIONS, ROUNDINGS
from kefu_core.ir.policy import Table
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import CURRENCIES

COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@frozen
class Environment:
    """What is known: values of facts, derived facts and outcomes, parameters in force, instants of events.

    A name that is not there is unknown. ``plus`` says which instant a duration after another is, or before it.
    """

    values: Mapping[str, Value]
    parameters: Mapping[str, Value]
    events: Mapping[str, Value] = {}
    plus: Callable[..., Any] | None = None


def evaluate(expression: Expression, known: Environment) -> Any:
    """The value of an expression, or `UNKNOWN`."""
    match expression:
        case Literal(value):
            return value
        case Name(name):
            return known.values.get(name, UNKNOWN)
        case Parameter(name):
            return known.parameters.get(name, UNKNOWN)
        case Event(name):
            return known.events.get(name, UNKNOWN)
        case Call("and", arguments):
            return all3(evaluate(argument, known) for argument in arguments)
        case Call("or", arguments):
            return any3(evaluate(argument, known) for argument in arguments)
        case Call("if", (condition, yes, no)):
            return _branch(evaluate(condition, known), yes, no, known)
        case Call("coalesce", arguments):
            return first3(*(partial(evaluate, argument, known) for argument in arguments))
        case Call(name, arguments):
            values = [evaluate(argument, known) for argument in arguments]
            return UNKNOWN if UNKNOWN in values else _apply(name, arguments, values, known)
    raise AssertionError(expression)


def _branch(truth: Truth, yes: Expression, no: Expression, known: Environment) -> Any:
    if truth is not UNKNOWN:
        return evaluate(yes if truth else no, known)
    either = evaluate(yes, known), evaluate(no, known)
    return either[0] if either[0] == either[1] else UNKNOWN


def _apply(name: str, arguments: tuple[Expression, ...], values: list[Any], known: Environment) -> Any:
    kind = arguments[0].type
    if name in {"+", "-"} and isinstance(kind, types.Instant):
        assert known.plus is not None, "only a deadline's due adds a duration to an instant, or takes one away"
        return known.plus(*values, back=name == "-")
    if name in COMPARISONS and isinstance(kind, types.Choice) and name not in {"=", "!="}:
        values = [kind.rank(value) for value in values]
    if isinstance(kind, types.Money) and name in ROUNDINGS:
        digits = values[1] if len(values) > 1 else 0
        values = [values[0], digits - CURRENCIES[kind.currency]]  # money is held in minor units
    try:
        return FUNCTIONS[name].meaning(*values)
    except ZeroDivisionError:
        return UNKNOWN  # nobody knows it: so what does not depend on it is decided all the same (S13)


def holds(test: Test, value: Any, kind: types.Type, known: Environment) -> Truth:
    """Whether a cell holds for the value of its input: true, false or `UNKNOWN`."""
    match test:
        case Anything():
            return True
        case Compare(comparison, operand):
            return _compare(comparison, value, evaluate(operand, known), kind)
        case Between(low, high, low_open, high_open):
            lower = _compare(">" if low_open else ">=", value, evaluate(low, known), kind)
            upper = _compare("<" if high_open else "<=", value, evaluate(high, known), kind)
            return all3((lower, upper))
        case Contains(member):
            wanted = evaluate(member, known)
            if value is None:
                return False
            return UNKNOWN if UNKNOWN in (value, wanted) else wanted in value
        case OneOf(tests):
            return any3([holds(each, value, kind, known) for each in tests])
        case AllOf(tests):
            return all3([holds(each, value, kind, known) for each in tests])
        case Not(inner):
            return not3(holds(inner, value, kind, known))
    raise AssertionError(test)


def _compare(comparison: str, value: Any, operand: Any, kind: types.Type) -> Truth:
    ordering = comparison not in {"=", "!="}
    if value is None and ordering:
        return False  # none is known, and neither below nor above anything, whatever that is
    if value is UNKNOWN or operand is UNKNOWN:
        return UNKNOWN
    if ordering and isinstance(kind, types.Choice):
        value, operand = kind.rank(value), kind.rank(operand)
    return COMPARISONS[comparison](value, operand)


def candidates(table: Table, kinds: Mapping[str, types.Type], known: Environment) -> Iterator[Candidate]:
    """The rows that are not false, in order, each with the truth of its cells, which are read from left to right.

    ``first`` asks no further than the first row that holds for sure.
    """
    for index, row in enumerate(table.rows):
        truths = []
        for name, cell in zip(table.inputs, row.cells, strict=True):
            truth = holds(cell, known.values.get(name, UNKNOWN), kinds[name], known)
            if truth is False:
                break
            truths.append(truth)
        else:
            yield Candidate(index, tuple(truths))
            if table.hit == "first" and UNKNOWN not in truths:
                return
