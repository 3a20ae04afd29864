"""A policy → the policies that one slip of the hand makes of it, each with what was changed and where.

Rows are dropped, bounds moved by one step or made to leave out their end, cells exchanged with those of the next row or
left empty, results exchanged, defaults dropped, conditions of deadlines and latches left out, periods and parameters
moved by one step; moves lead elsewhere or ask for less, pauses, warnings and steps after a breach are forgotten. What
is changed is always what the policy says, so that every mutant can be loaded and none equals the policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from kefu_core.diagnostics import Span
from kefu_core.ir import notation
from kefu_core.ir.expressions import Anything
from kefu_core.ir.policy import ParameterDefinition, PolicyIR, Row, Table
from kefu_core.load.write import cell_text
from kefu_core.mutate.clocks import of_deadline, of_latch
from kefu_core.mutate.kinds import of_kind
from kefu_core.mutate.slips import Tell, expressions, next_to, now, replaced, tests
from kefu_core.values import Dated


@frozen
class Mutant:
    """One slip: its ``kind``, the thing it was made in (``table.rule``, ``deadlines.id``, …), its place, the policy.

    ``kind`` is ``row``, ``bound``, ``cell``, ``result``, ``default``, ``condition``, ``period``, ``parameter``,
    ``derived``, ``state``, ``milestone``, ``pause``, ``step`` or ``counting``; ``detail`` says what became of what, or
    with which row something was exchanged.
    """

    kind: str
    where: str
    detail: str
    span: Span | None
    ir: PolicyIR


def mutants(ir: PolicyIR) -> Iterator[Mutant]:
    """Every slip, in the order of the pack."""
    tell = partial(cell_text, zone=ZoneInfo(ir.zone))
    for place, table in enumerate(ir.tables):
        for kind, where, detail, span, changed in _of_table(table, tell):
            if changed != table:
                yield Mutant(kind, f"{table.id}.{where}", detail, span, _with_table(ir, place, changed))
    for place, deadline in enumerate(ir.deadlines):
        for kind, detail, mutated in of_deadline(deadline, tell):
            deadlines = replaced(ir.deadlines, place, *([mutated] if mutated else []))
            yield Mutant(kind, f"deadlines.{deadline.id}", detail, deadline.span, evolve(ir, deadlines=deadlines))
    for place, latch in enumerate(ir.latches):
        for kind, detail, other in of_latch(latch, ir, tell):
            latches = replaced(ir.latches, place, *([other] if other else []))
            yield Mutant(kind, f"latches.{latch.id}", detail, latch.span, evolve(ir, latches=latches))
    for place, form in enumerate(ir.kinds):
        for kind, where, detail, span, changed_kind in of_kind(form):
            kinds = replaced(ir.kinds, place, changed_kind)
            yield Mutant(kind, f"{form.id}.{where}", detail, span, evolve(ir, kinds=kinds))
    for place, derived in enumerate(ir.derived):
        for value in expressions(derived.value):
            changed_facts = replaced(ir.derived, place, evolve(derived, value=value))
            yield Mutant("derived", f"derived.{derived.id}", "", derived.span, evolve(ir, derived=changed_facts))
    for place, parameter in enumerate(ir.parameters):
        for detail, moved in _of_parameter(parameter):
            parameters = replaced(ir.parameters, place, moved)
            where = f"parameters.{parameter.id}"
            yield Mutant("parameter", where, detail, parameter.span, evolve(ir, parameters=parameters))


def _with_table(ir: PolicyIR, place: int, table: Table) -> PolicyIR:
    return evolve(ir, tables=replaced(ir.tables, place, table))


def _of_table(table: Table, tell: Tell) -> Iterator[tuple[str, str, str, Span | None, Table]]:
    for place, row in enumerate(table.rows):
        if len(table.rows) > 1:
            rest = table.rows[:place] + table.rows[place + 1 :]
            yield "row", row.id, "", row.span, evolve(table, rows=rest)
        for kind, detail, changed in _of_row(row, table, tell):
            yield kind, row.id, detail, row.span, evolve(table, rows=replaced(table.rows, place, changed))
    for place, (row, following) in enumerate(pairwise(table.rows)):
        for kind, detail, one, other in _exchanged(row, following, table):
            rows = replaced(replaced(table.rows, place, one), place + 1, other)
            yield kind, row.id, detail, row.span, evolve(table, rows=rows)
    if table.default is not None and table.rows:
        yield "default", "default", "", table.default.span, evolve(table, default=None)


def _of_row(row: Row, table: Table, tell: Tell) -> Iterator[tuple[str, str, Row]]:
    for place, (name, cell) in enumerate(zip(table.inputs, row.cells, strict=True)):
        for moved in tests(cell):
            yield "bound", now(name, tell(cell), tell(moved)), evolve(row, cells=replaced(row.cells, place, moved))
        if not isinstance(cell, Anything):
            emptied = evolve(row, cells=replaced(row.cells, place, Anything()))
            yield "cell", now(name, tell(cell), tell(Anything())), emptied


def _exchanged(row: Row, following: Row, table: Table) -> Iterator[tuple[str, str, Row, Row]]:
    """Cells and results of two neighbouring rows, each exchanged alone."""
    for place, name in enumerate(table.inputs):
        one, other = row.cells[place], following.cells[place]
        if one != other:
            yield (
                "cell",
                f"{name} ⇄ {following.id}",
                evolve(row, cells=replaced(row.cells, place, other)),
                evolve(following, cells=replaced(following.cells, place, one)),
            )
    if row.outputs != following.outputs:
        exchanged = evolve(row, outputs=following.outputs), evolve(following, outputs=row.outputs)
        yield "result", f"⇄ {following.id}", *exchanged


def _of_parameter(parameter: ParameterDefinition) -> Iterator[tuple[str, ParameterDefinition]]:
    for since, value in parameter.values.entries:
        for moved in next_to(value, parameter.type):
            values = {day: moved if day == since else each for day, each in parameter.values.entries}
            was, is_ = (notation.write(each, parameter.type) for each in (value, moved))
            yield now("" if since is None else str(since), was, is_), evolve(parameter, values=Dated(values))
