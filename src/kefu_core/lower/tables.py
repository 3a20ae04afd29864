"""Decision tables → Python functions.

``T0_severity(nature, loss)`` is for inputs that are all known and reads like code by hand; it returns the number of the
row and the outputs, or ``None`` where the table does not plainly decide (a conflict, no row). ``T0_severity_3`` takes
unknown inputs too and returns the candidates, from which `kefu_core.engine.settle` says what follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from kefu_core.ir.expressions import Expression, Parameter, Test, names_in, walk
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Table
from kefu_core.ir.types import UNKNOWN, Type
from kefu_core.lower.expressions import Writer
from kefu_core.lower.index import Plan, plan
from kefu_core.lower.names import function_name, identifier

INDEX_FROM = 24
"""Tables of this many rows or more are looked up through an index, shorter ones by a chain of conditions."""


@frozen
class TableSource:
    """The source of one table: ``parameters`` are the names that both functions take, in order.

    ``source`` is empty where there is no function for known inputs: where a parameter is not in force (``known`` is
    false), and where the table is long and looked up through ``index``.
    """

    table: Table
    name: str
    parameters: tuple[str, ...]
    source: str
    known: bool
    kinds: tuple[Type, ...]
    output_kinds: tuple[Type, ...]
    parameters_in_force: Mapping[str, Any]
    index: Plan | None = None


def parameters_of(table: Table) -> tuple[str, ...]:
    """The names that a table's cells and outputs read: its inputs first."""
    parts: list[Test | Expression] = [part for row in table.rows for part in (*row.cells, *row.outputs)]
    parts += table.default.outputs if table.default else ()
    others = {name for part in parts for name in names_in(part)} - set(table.inputs)
    return (*table.inputs, *sorted(others))


def table_source(number: int, table: Table, moment: Moment, writer: Writer) -> TableSource:
    """Write the functions of one table."""
    name = function_name(number, table.id)
    parameters = parameters_of(table)
    arguments = ", ".join(identifier(each) for each in parameters)
    known = all(moment.parameters[each] is not UNKNOWN for each in _parameters_read(table))
    index = plan(table, moment, writer) if known and len(table.rows) >= INDEX_FROM else None
    plain = "" if index is not None or not known else _text(name, arguments, _Body(table, moment, writer).lines())
    return TableSource(
        table,
        name,
        parameters,
        source=plain,
        known=known,
        kinds=tuple(moment.kinds[each] for each in table.inputs),
        output_kinds=tuple(moment.kinds[each] for each in table.outputs),
        parameters_in_force=moment.parameters,
        index=index,
    )


def three_valued_source(source: TableSource, moment: Moment, writer: Writer) -> str:
    """The function of a table for inputs that may be unknown; written apart, since most decisions never need it."""
    arguments = ", ".join(identifier(each) for each in source.parameters)
    lines = ["    POSSIBLE = []", *_three_valued(source.table, moment, writer), "    return POSSIBLE"]
    return _text(f"{source.name}_3", arguments, lines)


def output_source(table: Table, row: int, writer: Writer) -> str:
    """A Python expression for ``(row, output, ...)``; a negative row is the default."""
    outputs = table.rows[row].outputs if row >= 0 else table.default.outputs if table.default else ()
    written = [writer.expression(value) for value in outputs]
    if row < 0 and table.aggregate == "list":
        written = [f"({value},)" for value in written]
    return f"({', '.join([str(row), *written])},)"


def _text(name: str, arguments: str, body: list[str]) -> str:
    return "\n".join([f"def {name}({arguments}):", *body, ""])


def _parameters_read(table: Table) -> frozenset[str]:
    parts = [part for row in table.rows for part in (*row.cells, *row.outputs)]
    parts += table.default.outputs if table.default else ()
    return frozenset(each.id for part in parts for each in walk(part) if isinstance(each, Parameter))


@frozen
class _Body:
    table: Table
    moment: Moment
    writer: Writer

    def lines(self) -> list[str]:
        match self.table.hit:
            case "first":
                return self._first()
            case "unique":
                return self._unique()
            case "any":
                return self._any()
            case _:
                return self._collect()

    def condition(self, row: int) -> str | None:
        """The condition of a row; None where it always holds."""
        table = self.table
        tests = [
            self.writer.test(cell, column, self.moment.kinds[column])
            for column, cell in zip(table.inputs, table.rows[row].cells, strict=True)
        ]
        return " and ".join(test for test in tests if test is not None) or None

    def result(self, row: int) -> str:
        return output_source(self.table, row, self.writer)

    def otherwise(self) -> str:
        return self.result(-1) if self.table.default else "None"

    def _first(self) -> list[str]:
        lines: list[str] = []
        for row in range(len(self.table.rows)):
            condition = self.condition(row)
            if condition is None:
                return [*lines, f"    return {self.result(row)}"]
            lines += [f"    if {condition}:", f"        return {self.result(row)}"]
        return [*lines, f"    return {self.otherwise()}"]

    def _unique(self) -> list[str]:
        lines = ["    HIT = None"]
        for row in range(len(self.table.rows)):
            lines += [
                f"    if {self.condition(row) or 'True'}:",
                "        if HIT is not None:",
                "            return None  # a second row holds",
                f"        HIT = {row}",
            ]
        lines += ["    if HIT is None:", f"        return {self.otherwise()}"]
        for row in range(len(self.table.rows)):
            lines += [f"    if HIT == {row}:", f"        return {self.result(row)}"]
        return lines

    def _any(self) -> list[str]:
        lines = ["    HITS = []"]
        for row in range(len(self.table.rows)):
            lines += [f"    if {self.condition(row) or 'True'}:", f"        HITS.append({self.result(row)})"]
        return [*lines, f"    return ALIKE(HITS) if HITS else {self.otherwise()}"]

    def _collect(self) -> list[str]:
        if not self.table.outputs:
            return self._rows_only()
        lines = ["    HITS = []"]
        for row in range(len(self.table.rows)):
            lines += [f"    if {self.condition(row) or 'True'}:", f"        HITS.append({self.result(row)})"]
        if self.table.default is not None:
            lines += ["    if not HITS:", f"        return {self.result(-1)}"]
        kinds = self.writer.constants.write(tuple(self.moment.kinds[name] for name in self.table.outputs))
        return [*lines, f"    return GATHER({self.table.aggregate!r}, HITS, {kinds})"]

    def _rows_only(self) -> list[str]:
        """Of the deadlines' conditions nothing is wanted but which of them hold."""
        lines = ["    HITS = ()"]
        for row in range(len(self.table.rows)):
            lines += [f"    if {self.condition(row) or 'True'}:", f"        HITS += ({row},)"]
        return [*lines, "    return (HITS,)"]


def _three_valued(table: Table, moment: Moment, writer: Writer) -> list[str]:
    lines: list[str] = []
    for number, row in enumerate(table.rows):
        truths: list[str] = []
        for column, cell in zip(table.inputs, row.cells, strict=True):
            unless = f"{truths[-1]} is not False and " if truths else ""
            lines.append(f"    T{len(truths)} = {unless}{writer.test3(cell, column, moment.kinds[column])}")
            truths.append(f"T{len(truths)}")
        append = f"POSSIBLE.append(CANDIDATE({number}, ({''.join(truth + ', ' for truth in truths)})))"
        lines += [f"    if {truths[-1]} is not False:", f"        {append}"] if truths else [f"    {append}"]
        if table.hit == "first":
            lines += ["    if POSSIBLE and POSSIBLE[-1].certain:", "        return POSSIBLE"]
    return lines
