"""Can every cell hold for some value of its input, and does every end point lie in the input's domain?

A cell on one fact with constant end points, and the fact's domain, change their truth only at those end points. So it
is enough to look at the end points, at a value on either side of each, and at one between each two:
`kefu_core.ir.samples` gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kefu_core.diagnostics import Diagnostic, Related, problem
from kefu_core.engine.reference import Environment, holds
from kefu_core.ir import notation, types
from kefu_core.ir.expressions import Call, Compare, Literal, Name, Parameter, Test, walk
from kefu_core.ir.policy import Fact, Outcome, PolicyIR
from kefu_core.ir.samples import samples

NOTHING_KNOWN = Environment({}, {})


def impossible_cells(ir: PolicyIR) -> Iterator[Diagnostic]:
    """Cells that can never hold, literals outside a fact's domain, and values that rules may not give."""
    names = {name: thing for name, thing in ir.names.items() if isinstance(thing, (Fact, Outcome))}
    for name, thing in tuple(names.items()):
        if thing.domain is not None and _is_impossible(thing.domain, thing):
            yield problem("never-holds", thing.domain.span, help="domain", name=name)
            del names[name]  # nothing that is said of it can hold
    for table in ir.tables:
        for row in table.rows:
            for name, cell in zip(table.inputs, row.cells, strict=True):
                if name in names:
                    yield from _cell(cell, names[name])
    for deadline in ir.deadlines:
        for condition in deadline.when:
            if condition.name in names:
                yield from _cell(condition.test, names[condition.name])
    for rules in (ir.permits, ir.forms, ir.retention):
        for condition in (condition for rule in rules for condition in rule.when):
            if condition.name in names:
                yield from _cell(condition.test, names[condition.name])
    yield from _outputs(ir, names)


def _is_impossible(domain: Test, column: Fact | Outcome) -> bool:
    if any(isinstance(part, (Parameter, Name, Call)) for part in walk(domain)):
        return False
    if isinstance(column.type, (types.Text, types.Party, types.Set, types.List)):
        return False
    values = samples(column.type, [domain], optional=column.optional)
    return not any(holds(domain, value, column.type, NOTHING_KNOWN) is True for value in values)


def _cell(cell: Test, column: Fact | Outcome) -> Iterator[Diagnostic]:
    if any(isinstance(part, (Parameter, Name, Call)) for part in walk(cell)):
        return
    outside = list(_outside(cell, column))
    yield from outside
    if outside or isinstance(column.type, (types.Text, types.Party, types.Set, types.List)):
        return
    values = samples(column.type, [cell, *([column.domain] if column.domain else [])], optional=column.optional)
    if not any(_possible(value, column) and holds(cell, value, column.type, NOTHING_KNOWN) is True for value in values):
        yield problem("never-holds", cell.span, name=column.id, related=_domain(column))


def _outside(cell: Test, column: Fact | Outcome) -> Iterator[Diagnostic]:
    """Values that a cell asks for by ``=`` though the domain does not have them."""
    if column.domain is None or any(isinstance(part, Parameter) for part in walk(column.domain)):
        return
    for part in walk(cell):
        if isinstance(part, Compare) and part.operator == "=" and isinstance(part.operand, Literal):
            value = part.operand.value
            if value is not None and holds(column.domain, value, column.type, NOTHING_KNOWN) is False:
                text = notation.write(value, column.type)
                yield problem("out-of-domain", part.operand.span, text=text, name=column.id, related=_domain(column))


def _domain(column: Fact | Outcome) -> tuple[Related, ...]:
    span = column.domain.span if column.domain is not None else None
    return (Related("domain-here", span),) if span is not None else ()


def _possible(value: object, column: Fact | Outcome) -> bool:
    return (
        value is None or column.domain is None or holds(column.domain, value, column.type, NOTHING_KNOWN) is not False
    )


def _outputs(ir: PolicyIR, names: Mapping[str, Fact | Outcome]) -> Iterator[Diagnostic]:
    outcomes = {outcome.id: outcome for outcome in ir.outcomes if outcome.domain is not None and outcome.id in names}
    for table in ir.tables:
        given = [row.outputs for row in table.rows] + ([table.default.outputs] if table.default else [])
        for outputs in given:
            for name, value in zip(table.outputs, outputs, strict=True):
                outcome = outcomes.get(name)
                if outcome is None or not isinstance(value, Literal) or table.hit == "collect":
                    continue
                if not _possible(value.value, outcome):
                    text = notation.write(value.value, outcome.type)
                    yield problem("out-of-domain", value.span, text=text, name=name, related=_domain(outcome))
