"""A policy → the policies that one slip of the hand makes of it, each with what was changed and where.

Rows are dropped, bounds moved by one step or made to leave out their end, cells exchanged with those of the next row or
left empty, results exchanged, defaults dropped, conditions of deadlines left out, periods and parameters moved by one
step. What is changed is always what the policy says, so that every mutant can be loaded and none equals the policy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from kefu_core.diagnostics import Span
from kefu_core.ir import notation, types
from kefu_core.ir.expressions import AllOf, Anything, Between, Call, Compare, Expression, Literal, Not, OneOf, Test
from kefu_core.ir.policy import Deadline, ParameterDefinition, PolicyIR, Row, Table
from kefu_core.load.write import cell_text
from kefu_core.values import Dated, Duration, Family

STRICTER: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
Tell = Callable[[Test], str]
"""A cell as rule files write it."""
MINUTE: Final = 60_000_000
"""Microseconds."""


@frozen
class Mutant:
    """One slip: its ``kind``, the thing it was made in (``table.rule``, ``deadlines.id``, …), its place, the policy.

    ``kind`` is ``row``, ``bound``, ``cell``, ``result``, ``default``, ``condition``, ``period``, ``parameter`` or
    ``derived``; ``detail`` says what became of what, or with which row something was exchanged.
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
        for kind, detail, mutated in _of_deadline(deadline, tell):
            deadlines = [*ir.deadlines[:place], *([mutated] if mutated else []), *ir.deadlines[place + 1 :]]
            where = f"deadlines.{deadline.id}"
            yield Mutant(kind, where, detail, deadline.span, evolve(ir, deadlines=tuple(deadlines)))
    for place, derived in enumerate(ir.derived):
        for value in _expressions(derived.value):
            changed_facts = _replaced(ir.derived, place, evolve(derived, value=value))
            yield Mutant("derived", f"derived.{derived.id}", "", derived.span, evolve(ir, derived=changed_facts))
    for place, parameter in enumerate(ir.parameters):
        for detail, moved in _of_parameter(parameter):
            parameters = _replaced(ir.parameters, place, moved)
            where = f"parameters.{parameter.id}"
            yield Mutant("parameter", where, detail, parameter.span, evolve(ir, parameters=parameters))


def _replaced(things: tuple[Any, ...], place: int, thing: Any) -> tuple[Any, ...]:
    return (*things[:place], thing, *things[place + 1 :])


def _with_table(ir: PolicyIR, place: int, table: Table) -> PolicyIR:
    return evolve(ir, tables=_replaced(ir.tables, place, table))


def _of_table(table: Table, tell: Tell) -> Iterator[tuple[str, str, str, Span | None, Table]]:
    for place, row in enumerate(table.rows):
        if len(table.rows) > 1:
            rest = table.rows[:place] + table.rows[place + 1 :]
            yield "row", row.id, "", row.span, evolve(table, rows=rest)
        for kind, detail, changed in _of_row(row, table, tell):
            yield kind, row.id, detail, row.span, evolve(table, rows=_replaced(table.rows, place, changed))
    for place, (row, following) in enumerate(pairwise(table.rows)):
        for kind, detail, one, other in _exchanged(row, following, table):
            rows = _replaced(_replaced(table.rows, place, one), place + 1, other)
            yield kind, row.id, detail, row.span, evolve(table, rows=rows)
    if table.default is not None and table.rows:
        yield "default", "default", "", table.default.span, evolve(table, default=None)


def _of_row(row: Row, table: Table, tell: Tell) -> Iterator[tuple[str, str, Row]]:
    for place, (name, cell) in enumerate(zip(table.inputs, row.cells, strict=True)):
        for moved in _tests(cell):
            yield "bound", _now(name, tell(cell), tell(moved)), evolve(row, cells=_replaced(row.cells, place, moved))
        if not isinstance(cell, Anything):
            emptied = evolve(row, cells=_replaced(row.cells, place, Anything()))
            yield "cell", _now(name, tell(cell), tell(Anything())), emptied


def _now(name: str, was: str, is_: str) -> str:
    return f"{name}: {was} → {is_}" if name else f"{was} → {is_}"


def _exchanged(row: Row, following: Row, table: Table) -> Iterator[tuple[str, str, Row, Row]]:
    """Cells and results of two neighbouring rows, each exchanged alone."""
    for place, name in enumerate(table.inputs):
        one, other = row.cells[place], following.cells[place]
        if one != other:
            yield (
                "cell",
                f"{name} ⇄ {following.id}",
                evolve(row, cells=_replaced(row.cells, place, other)),
                evolve(following, cells=_replaced(following.cells, place, one)),
            )
    if row.outputs != following.outputs:
        exchanged = evolve(row, outputs=following.outputs), evolve(following, outputs=row.outputs)
        yield "result", f"⇄ {following.id}", *exchanged


def _of_deadline(deadline: Deadline, tell: Tell) -> Iterator[tuple[str, str, Deadline | None]]:
    yield "row", "", None
    for place, condition in enumerate(deadline.when):
        rest = deadline.when[:place] + deadline.when[place + 1 :]
        yield "condition", condition.name, evolve(deadline, when=rest)
        for moved in _tests(condition.test):
            changed = _replaced(deadline.when, place, evolve(condition, test=moved))
            yield "bound", _now(condition.name, tell(condition.test), tell(moved)), evolve(deadline, when=changed)
    if isinstance(deadline.within, Literal):
        was, kind = deadline.within.value, deadline.within.type
        for value in _next_to(was, kind):
            detail = _now("", notation.write(was, kind), notation.write(value, kind))
            yield "period", detail, evolve(deadline, within=evolve(deadline.within, value=value))


def _of_parameter(parameter: ParameterDefinition) -> Iterator[tuple[str, ParameterDefinition]]:
    for since, value in parameter.values.entries:
        for moved in _next_to(value, parameter.type):
            values = {day: moved if day == since else each for day, each in parameter.values.entries}
            was, is_ = (notation.write(each, parameter.type) for each in (value, moved))
            yield _now("" if since is None else str(since), was, is_), evolve(parameter, values=Dated(values))


def _tests(cell: Test) -> Iterator[Test]:
    """A cell with one of its bounds moved, or left out, or taken in."""
    match cell:
        case Compare(operator, operand):
            if operator in STRICTER:
                yield evolve(cell, operator=STRICTER[operator])
            elif isinstance(operand, Literal):
                yield from (
                    evolve(cell, operand=evolve(operand, value=value))
                    for value in _next_to(operand.value, operand.type)
                )
        case Between():
            yield evolve(cell, low_open=not cell.low_open)
            yield evolve(cell, high_open=not cell.high_open)
        case OneOf(tests) | AllOf(tests):
            for place in range(len(tests)):
                rest = tests[:place] + tests[place + 1 :]
                yield rest[0] if len(rest) == 1 else evolve(cell, tests=rest)
        case Not(inner):
            yield inner


def _expressions(value: Expression) -> Iterator[Expression]:
    """A condition turned round: *and* for *or*, a comparison that takes in its end, or leaves it out."""
    if isinstance(value, Literal) and isinstance(value.value, bool):
        yield evolve(value, value=not value.value)
    if not isinstance(value, Call):
        return
    other = {"and": "or", "or": "and", **STRICTER, "=": "!=", "!=": "="}.get(value.function)
    if other is not None:
        yield evolve(value, function=other)
    for place, argument in enumerate(value.arguments):
        for changed in _expressions(argument):
            yield evolve(value, arguments=_replaced(value.arguments, place, changed))


def _next_to(value: Any, kind: types.Type) -> Iterator[Any]:
    """The values one step away."""
    match kind, value:
        case types.Choice(codes), str():
            place = codes.index(value)
            yield from (codes[near] for near in (place - 1, place + 1) if 0 <= near < len(codes))
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
