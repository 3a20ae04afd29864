"""Values worth trying for a fact: the neighbours of every threshold of a policy, wherever it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from kefu_core.engine.reference import Environment, holds
from kefu_core.ir import notation, types
from kefu_core.ir.expressions import Expression, Literal, Test, walk
from kefu_core.ir.policy import Derived, Fact, PolicyIR
from kefu_core.ir.samples import samples
from kefu_core.values import Duration, to_micros

EARLIEST = dt.datetime.combine(dt.date(1990, 1, 1), dt.time())
LATEST = dt.datetime.combine(dt.date(2100, 1, 1), dt.time())
"""Between these instants are drawn; they become aware where they are."""


def near(policy: PolicyIR, fact: Fact | Derived, further: Iterable[Any] = ()) -> tuple[Any, ...]:
    """The values of a fact that tell the policy's cells apart, as the engines hold them; `none` where it is optional.

    Every constant of the fact's type counts as a threshold, wherever it stands, and so does every value that a
    parameter of the type ever has: what is compared with a sum of facts is still found. ``further`` are more of them.
    """
    extra = [value for value in (*_constants(policy), *further) if fits(value, fact.type)]
    cells = [cell for name, cell in _cells(policy) if name == fact.id]
    domain = fact.domain if isinstance(fact, Fact) else None
    found = samples(fact.type, [*cells, *([domain] if domain else [])], optional=fact.optional, extra=extra)
    return tuple(value for value in found if value is None or fits(value, fact.type))


def inside(value: Any, fact: Fact | Derived, parameters: Mapping[str, Any]) -> bool:
    """Whether the intake takes a value: in the domain, and, for a text, not read as ``none``."""
    if value is None:
        return fact.optional
    if isinstance(value, str) and fact.optional and value in notation.NONE:
        return False
    if isinstance(fact, Derived) or fact.domain is None:
        return True
    return holds(fact.domain, value, fact.type, Environment({}, parameters)) is not False


def fits(value: Any, kind: types.Type) -> bool:
    """Whether a constant is a value that a fact of the type can have."""
    match kind:
        case types.Choice(codes):
            return value in codes
        case types.Integer() | types.Money():
            return type(value) is int
        case types.Decimal(scale):
            return type(value) in {int, Fraction} and (scale is None or (Fraction(value) * 10**scale).denominator == 1)
        case types.Boolean():
            return type(value) is bool
        case types.Date():
            return type(value) is dt.date
        case types.Instant():
            return type(value) is int and to_micros(_utc(EARLIEST)) <= value <= to_micros(_utc(LATEST))
        case types.Duration(family):
            return isinstance(value, Duration) and family in {None, value.family}
        case types.Set(of):
            return isinstance(value, frozenset) and value <= set(of.codes)
        case _:
            return type(value) is str and value == value.strip()


def _utc(naive: dt.datetime) -> dt.datetime:
    return naive.replace(tzinfo=dt.UTC)


def _constants(policy: PolicyIR) -> Iterator[Any]:
    for part in _parts(policy):
        for node in walk(part):
            if isinstance(node, Literal) and node.value is not None:
                yield node.value
    for parameter in policy.parameters:
        yield from (value for _, value in parameter.values.entries)


def _parts(policy: PolicyIR) -> Iterator[Expression | Test]:
    yield from (cell for _, cell in _cells(policy))
    yield from (each.value for each in policy.derived)
    yield from (fact.domain for fact in policy.facts if fact.domain is not None)
    yield from (outcome.domain for outcome in policy.outcomes if outcome.domain is not None)
    for table in policy.tables:
        yield from (output for row in table.rows for output in row.outputs)


def _cells(policy: PolicyIR) -> Iterator[tuple[str, Test]]:
    for table in policy.tables:
        for row in table.rows:
            yield from zip(table.inputs, row.cells, strict=True)
    for deadline in policy.deadlines:
        yield from ((condition.name, condition.test) for condition in deadline.when)
