"""Generated policies have everything that the language has: what is new has to enter them."""

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from kefu_core.ir import expressions, types
from kefu_core.ir.expressions import Call, Expression, Test, walk
from kefu_core.ir.functions import FUNCTIONS
from kefu_core.ir.policy import PolicyIR
from kefu_core.resolve.tables import AGGREGATES, HITS
from kefu_core.testing import policies
from kefu_core.values import Family

EXPECTED = {
    *(f"type {kind.__name__}" for kind in types.Type.__args__ if kind is not types.Broken),
    *(f"function {name}" for name in FUNCTIONS),
    *(f"hit {name}" for name in HITS),
    *(f"aggregate {name}" for name in AGGREGATES),
    *(f"cell {kind.__name__}" for kind in expressions.Test.__args__),
    *(f"expression {kind.__name__}" for kind in expressions.Expression.__args__),
    *(f"period {family.value}" for family in Family if not family.value.startswith("working")),
    *("optional fact", "optional outcome", "none", "domain", "rounding", "dated parameter", "label"),
    *("dated row", "dated table", "dated deadline", "default", "two outputs", "table feeds table", "derived", "due"),
    *("derived feeds table", "clauses", "condition of a deadline", "two starts", "impossible"),
}
"""Everything that must come up; the names of types and functions are read from the language itself."""


def _parts(ir: PolicyIR) -> Iterator[Expression | Test]:
    for table in ir.tables:
        for row in table.rows:
            yield from (*row.cells, *row.outputs)
    yield from (derived.value for derived in ir.derived)
    for deadline in ir.deadlines:
        yield from (condition.test for condition in deadline.when)
        yield from (value for value in (deadline.within, deadline.due) if value is not None)
    yield from (fact.domain for fact in ir.facts if fact.domain is not None)
    yield from (outcome.domain for outcome in ir.outcomes if outcome.domain is not None)


def features(ir: PolicyIR) -> Iterator[str]:
    things: list[Any] = [*ir.facts, *ir.derived, *ir.outcomes, *ir.parameters]
    for thing in things:
        yield f"type {type(thing.type).__name__}"
        if thing.label != types.NO_LABEL:
            yield "label"
    for part in _parts(ir):
        for node in walk(part):
            kind = "cell" if isinstance(node, expressions.Test) else "expression"
            yield f"{kind} {type(node).__name__}"
            if isinstance(node, Call):
                yield f"function {node.function}"
            if isinstance(node, expressions.Literal) and node.value is None:
                yield "none"
    for deadline in ir.deadlines:
        if deadline.within is not None and isinstance(deadline.within.type, types.Duration):
            assert deadline.within.type.family is not None
            yield f"period {deadline.within.type.family.value}"
    outcomes = {outcome.id for outcome in ir.outcomes}
    for table in ir.tables:
        yield f"hit {table.hit}"
        if table.aggregate:
            yield f"aggregate {table.aggregate}"
    said = {
        "optional fact": any(fact.optional for fact in ir.facts),
        "optional outcome": any(outcome.optional for outcome in ir.outcomes),
        "domain": any(fact.domain for fact in ir.facts),
        "rounding": any(outcome.rounding for outcome in ir.outcomes),
        "dated parameter": any(parameter.values.changes for parameter in ir.parameters),
        "dated row": any(row.in_force.since or row.in_force.until for table in ir.tables for row in table.rows),
        "dated table": any(table.in_force.since or table.in_force.until for table in ir.tables),
        "dated deadline": any(each.in_force.since or each.in_force.until for each in ir.deadlines),
        "default": any(table.default for table in ir.tables),
        "two outputs": any(len(table.outputs) > 1 for table in ir.tables),
        "table feeds table": any(outcomes & set(table.inputs) for table in ir.tables),
        "derived": bool(ir.derived),
        "derived feeds table": any({each.id for each in ir.derived} & set(table.inputs) for table in ir.tables),
        "due": any(deadline.due for deadline in ir.deadlines),
        "clauses": bool(ir.clauses),
        "condition of a deadline": any(deadline.when for deadline in ir.deadlines),
        "impossible": bool(ir.impossible),
        "two starts": any(len(deadline.starts) > 1 for deadline in ir.deadlines),
    }
    yield from (name for name, holds in said.items() if holds)


def test_everything_that_the_language_has_comes_up() -> None:
    seen: set[str] = set()

    def draw(ir: PolicyIR) -> None:
        seen.update(features(ir))

    a_few = settings(
        max_examples=100, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
    )
    for attempt in range(20):
        if not seen >= EXPECTED:
            seed(attempt)(a_few(given(policies())(draw)))()
    assert sorted(EXPECTED - seen) == []


@given(policies(least_rows=26))
@settings(max_examples=10)
def test_the_first_table_is_as_long_as_wanted(ir: PolicyIR) -> None:
    assert max(len(table.rows) for table in ir.tables) == 26
