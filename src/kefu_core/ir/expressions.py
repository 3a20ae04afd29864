"""Expressions and cells, typed: what names mean has been settled, and labels have become codes.

Equality ignores where a thing was written, so that two texts that mean the same are equal.
"""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from kefu_core.diagnostics import Span
from kefu_core.ir.types import Type

Value = Any
"""A value as the engines hold it; see `kefu_core.ir.types`."""


def _span() -> Any:
    return field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Literal:
    """A constant. ``value`` is in the representation of ``type``; ``None`` is ``none``."""

    value: Value
    type: Type
    span: Span | None = _span()


@frozen
class Name:
    """The value of a fact, a derived fact or an outcome."""

    id: str
    type: Type
    optional: bool = False
    span: Span | None = _span()


@frozen
class Parameter:
    """The value that a dated parameter has at the instant that governs the decision (S18)."""

    id: str
    type: Type
    span: Span | None = _span()


@frozen
class Event:
    """The instant of a milestone; only the ``due`` of a deadline may speak of it."""

    id: str
    type: Type
    span: Span | None = _span()


@frozen
class Call:
    """An operator or function (`kefu_core.ir.functions`) with its arguments."""

    function: str
    arguments: tuple[Expression, ...]
    type: Type
    span: Span | None = _span()


Expression = Literal | Name | Parameter | Event | Call


@frozen
class Anything:
    """``-``: holds whatever the value, known or not."""

    span: Span | None = _span()


@frozen
class Compare:
    """``= != < <= > >=`` against an end point. ``=`` with ``none`` asks whether the optional fact is absent."""

    operator: str
    operand: Expression
    span: Span | None = _span()


@frozen
class Between:
    """``[low..high]``; a side that is open leaves its end point out."""

    low: Expression
    high: Expression
    low_open: bool = False
    high_open: bool = False
    span: Span | None = _span()


@frozen
class Contains:
    """For a set: it has the member."""

    member: Expression
    span: Span | None = _span()


@frozen
class OneOf:
    """``a, b``: any of the tests."""

    tests: tuple[Test, ...]
    span: Span | None = _span()


@frozen
class AllOf:
    """``all(a, b)``: each of the tests."""

    tests: tuple[Test, ...]
    span: Span | None = _span()


@frozen
class Not:
    """``not(a, b)``: none of the tests."""

    test: Test
    span: Span | None = _span()


Test = Anything | Compare | Between | Contains | OneOf | AllOf | Not


def names_in(node: Expression | Test) -> frozenset[str]:
    """The facts, derived facts and outcomes that an expression or a cell reads."""
    return frozenset(part.id for part in walk(node) if isinstance(part, Name))


def parameters_in(node: Expression | Test) -> frozenset[str]:
    """The parameters that an expression or a cell reads."""
    return frozenset(part.id for part in walk(node) if isinstance(part, Parameter))


def events_in(node: Expression | Test) -> frozenset[str]:
    """The milestones whose instants an expression reads."""
    return frozenset(part.id for part in walk(node) if isinstance(part, Event))


def walk(node: Expression | Test) -> tuple[Expression | Test, ...]:
    """The node and all below it, from left to right."""
    below: tuple[Expression | Test, ...]
    match node:
        case Call():
            below = node.arguments
        case Compare():
            below = (node.operand,)
        case Between():
            below = (node.low, node.high)
        case Contains():
            below = (node.member,)
        case OneOf() | AllOf():
            below = node.tests
        case Not():
            below = (node.test,)
        case _:
            below = ()
    return (node, *(part for child in below for part in walk(child)))
