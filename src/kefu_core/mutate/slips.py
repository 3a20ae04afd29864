"""Slips of one step: a cell with a moved bound, a condition turned round, the values next to a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Final

from attrs import evolve

from kefu_core.ir import notation, types
from kefu_core.ir.expressions import AllOf, Between, Call, Compare, Expression, Literal, Not, OneOf, Test
from kefu_core.ir.policy import Condition
from kefu_core.values import Duration, Family

STRICTER: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
Tell = Callable[[Test], str]
"""A cell as rule files write it."""
MINUTE: Final = 60_000_000
"""Microseconds."""


def replaced(things: tuple[Any, ...], place: int, *instead: Any) -> tuple[Any, ...]:
    """The things with those ``instead`` of the one at a place; without any, that one is left out."""
    return (*things[:place], *instead, *things[place + 1 :])


def now(name: str, was: str, is_: str) -> str:
    """What became of what, and where.

    >>> now("loss", "< 5 CNY", "<= 5 CNY")
    'loss: < 5 CNY → <= 5 CNY'
    """
    return f"{name}: {was} → {is_}" if name else f"{was} → {is_}"


def conditions(
    when: tuple[Condition, ...], tell: Tell, *, negate: bool = False
) -> Iterator[tuple[str, str, tuple[Condition, ...]]]:
    """The conditions with one of them left out, moved or, to ``negate``, turned round: the slip, its detail, and they.

    A cell that is negated already, or asks for true or false, is turned round by its one step.
    """
    for place, condition in enumerate(when):
        yield "condition", condition.name, replaced(when, place)
        for moved in tests(condition.test):
            changed = replaced(when, place, evolve(condition, test=moved))
            yield "bound", now(condition.name, tell(condition.test), tell(moved)), changed
        if negate and not isinstance(condition.test, Not) and not _is_of_boolean(condition.test):
            opposite = Not(condition.test)
            changed = replaced(when, place, evolve(condition, test=opposite))
            yield "condition", now(condition.name, tell(condition.test), tell(opposite)), changed


def _is_of_boolean(test: Test) -> bool:
    """Whether a cell asks for true or false: its moved bound is its opposite already."""
    return isinstance(test, Compare) and isinstance(test.operand, Literal) and isinstance(test.operand.value, bool)


def periods(within: Expression | None) -> Iterator[tuple[str, Expression]]:
    """A period that stands where it is used, one step shorter or longer, with the detail; none for a parameter."""
    if isinstance(within, Literal):
        was, kind = within.value, within.type
        for value in next_to(was, kind):
            yield now("", notation.write(was, kind), notation.write(value, kind)), evolve(within, value=value)


def tests(cell: Test) -> Iterator[Test]:
    """A cell with one of its bounds moved, or left out, or taken in."""
    match cell:
        case Compare(operator, operand):
            if operator in STRICTER:
                yield evolve(cell, operator=STRICTER[operator])
            elif isinstance(operand, Literal):
                yield from (
                    evolve(cell, operand=evolve(operand, value=value)) for value in next_to(operand.value, operand.type)
                )
        case Between():
            yield evolve(cell, low_open=not cell.low_open)
            yield evolve(cell, high_open=not cell.high_open)
        case OneOf(several) | AllOf(several):
            for place in range(len(several)):
                rest = replaced(several, place)
                yield rest[0] if len(rest) == 1 else evolve(cell, tests=rest)
        case Not(inner):
            yield inner


def expressions(value: Expression) -> Iterator[Expression]:
    """A condition turned round: *and* for *or*, a comparison that takes in its end, or leaves it out."""
    if isinstance(value, Literal) and isinstance(value.value, bool):
        yield evolve(value, value=not value.value)
    if not isinstance(value, Call):
        return
    other = {"and": "or", "or": "and", **STRICTER, "=": "!=", "!=": "="}.get(value.function)
    if other is not None:
        yield evolve(value, function=other)
    for place, argument in enumerate(value.arguments):
        for changed in expressions(argument):
            yield evolve(value, arguments=replaced(value.arguments, place, changed))


def next_to(value: Any, kind: types.Type) -> Iterator[Any]:
    """The values one step away."""
    match kind, value:
        case types.Choice(codes), str():
            yield from neighbours(codes, value)
        case _, bool():
            yield not value
        case types.Decimal(scale), int() | Fraction():
            step = Fraction(1, 10 ** (scale or 0))
            yield from (each.numerator if each.denominator == 1 else each for each in (value - step, value + step))
        case _, Duration(family=Family.SAME_DAY):
            yield Duration(count=1, family=Family.DAYS)
        case _, Duration(count, family):
            counts = MINUTE if family in {Family.CLOCK, Family.WORKING_CLOCK} else 1
            yield from (evolve(value, count=near) for near in (count - counts, count + counts) if near > 0)
        case _, int():
            yield from (value - 1, value + 1)
        case _, dt.date():
            yield from (value - dt.timedelta(days=1), value + dt.timedelta(days=1))


def neighbours(codes: tuple[str, ...], code: str) -> Iterator[str]:
    """The codes before and after one, in the order in which they are written."""
    place = codes.index(code)
    yield from (codes[near] for near in (place - 1, place + 1) if 0 <= near < len(codes))
