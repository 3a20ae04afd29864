"""Tables compiled to Python functions, readable in tracebacks.

Must agree with `kefu_core.engine.reference` in everything.

The source is shown by tracebacks and debuggers through the ``__loader__`` of the functions' globals, which `linecache`
asks; nothing is registered anywhere, so that a policy can be dropped like any other value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, field, mutable

from kefu_core.engine import reference
from kefu_core.engine.indexed import look_up
from kefu_core.engine.kleene import all3, any3, first3, not3
from kefu_core.engine.reference import Environment
from kefu_core.engine.settle import DEFAULT, Candidate, aggregate
from kefu_core.ir.expressions import Expression, names_in, parameters_in
from kefu_core.ir.functions import FUNCTIONS
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Derived, Fact, Table
from kefu_core.ir.types import UNKNOWN, Type
from kefu_core.lower.decision import decision_source
from kefu_core.lower.expressions import Writer
from kefu_core.lower.facts import intake_source
from kefu_core.lower.names import Constants, identifier
from kefu_core.lower.tables import TableSource, output_source, table_source, three_valued_source
from kefu_core.values import Duration, Money

Plain = Callable[..., Any]
"""Known values → ``(row, output, ...)``, or None where the table does not plainly decide."""


class SourceLoader:
    """Gives `linecache` the source of generated code."""

    def __init__(self, source: str) -> None:
        self._source = source

    def get_source(self, name: str) -> str:  # noqa: ARG002 - the protocol of module loaders
        """The whole source text."""
        return self._source


def _call3(function: Callable[..., Any], *arguments: Any) -> Any:
    if UNKNOWN in arguments:
        return UNKNOWN
    try:
        return function(*arguments)
    except ZeroDivisionError:
        return UNKNOWN


def _if3(truth: Any, yes: Callable[[], Any], no: Callable[[], Any]) -> Any:
    if truth is not UNKNOWN:
        return yes() if truth else no()
    first, second = yes(), no()
    return first if first == second else UNKNOWN


def _alike(hits: Sequence[tuple[Any, ...]]) -> tuple[Any, ...] | None:
    """The result of ``any``: the rows and their outputs, or None where they disagree."""
    first = hits[0][1:]
    return (tuple(hit[0] for hit in hits), *first) if all(hit[1:] == first for hit in hits) else None


def _gather(name: str, hits: Sequence[tuple[Any, ...]], kinds: tuple[Type, ...]) -> tuple[Any, ...]:
    """The result of ``collect`` with known inputs: the rows, and for each output the aggregate."""
    rows = tuple(hit[0] for hit in hits)
    return (rows, *(aggregate(name, [hit[place] for hit in hits], kind) for place, kind in enumerate(kinds, start=1)))


def compile_source(source: str, title: str, constants: Mapping[str, Any]) -> dict[str, Any]:
    """Run generated source, and return its names. ``title`` is what tracebacks call the file."""
    namespace: dict[str, Any] = {
        "__name__": f"kefu {title}",
        "__loader__": SourceLoader(source),
        "F": {name: function.meaning for name, function in FUNCTIONS.items()},
        "ALL3": all3,
        "ANY3": any3,
        "NOT3": not3,
        "IF3": _if3,
        "FIRST3": first3,
        "CALL3": _call3,
        "CANDIDATE": Candidate,
        "GATHER": _gather,
        "ALIKE": _alike,
        "UNKNOWN": UNKNOWN,
        **constants,
    }
    exec(compile(source, f"kefu {title}", "exec"), namespace)  # noqa: S102 - written by kefu_core.lower
    return namespace


@mutable
class CompiledTable:
    """A table ready to run. ``plain`` takes known values of ``parameters`` in order, or is None."""

    source: TableSource
    plain: Plain | None
    _moment: Moment
    _writer: Writer
    _title: str
    _three_valued: Callable[..., list[Candidate]] | None = field(default=None, init=False)

    @property
    def table(self) -> Table:
        """The table that was compiled."""
        return self.source.table

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names whose values the functions take, in order."""
        return self.source.parameters

    def candidates(self, values: Mapping[str, Any]) -> list[Candidate]:
        """The rows that may hold, unknown inputs included.

        Long tables are walked: compiling thousands of rows for the few cases that need it would not pay.
        """
        if self.source.index is not None:
            known = Environment(values, self._moment.parameters)
            return list(reference.candidates(self.table, self._moment.kinds, known))
        if self._three_valued is None:
            # Constants of its own, so that threads that race here write the same.
            writer = evolve(self._writer, constants=Constants())
            text = three_valued_source(self.source, self._moment, writer)
            names = compile_source(text, f"{self._title} (unknown facts)", writer.constants.values)
            self._three_valued = names[f"{self.source.name}_3"]
        return self._three_valued(*(values.get(name, UNKNOWN) for name in self.parameters))


def compile_tables(
    tables: Sequence[Table], moment: Moment, optional: frozenset[str], title: str
) -> tuple[CompiledTable, ...]:
    """Compile tables for one moment of a policy; ``optional`` are the names whose value may be ``none``."""
    writer = Writer(moment.parameters, Constants(), optional)
    sources = [table_source(number, table, moment, writer) for number, table in enumerate(tables)]
    names = compile_source(_joined(sources), title, writer.constants.values)
    return tuple(CompiledTable(each, _plain(each, names, writer, title), moment, writer, title) for each in sources)


def _joined(sources: Sequence[TableSource]) -> str:
    return "\n\n".join(source.source for source in sources if source.source)


def _plain(source: TableSource, names: Mapping[str, Any], writer: Writer, title: str) -> Plain | None:
    if source.index is not None:
        return look_up(source, source.index, _results(source, writer, title))
    return names.get(source.name)


def compile_run(
    tables: Mapping[str, CompiledTable], conditions: CompiledTable, moment: Moment, optional: frozenset[str], title: str
) -> Callable[[Mapping[str, Any]], Any] | None:
    """One function for all steps (`kefu_core.lower.decision`).

    None where a table has no function for known facts, or a derived fact reads a parameter that is not in force.
    """
    everything = [*tables.values(), conditions]
    computed = [step.value for step in moment.steps if isinstance(step, Derived)]
    read = {name for expression in computed for name in parameters_in(expression)}
    if any(table.plain is None for table in everything) or any(moment.parameters[name] is UNKNOWN for name in read):
        return None
    writer = Writer(moment.parameters, Constants(), optional)
    text = decision_source(moment, {name: table.source for name, table in tables.items()}, conditions.source, writer)
    functions = {table.source.name: table.plain for table in everything}
    run: Callable[[Mapping[str, Any]], Any] = compile_source(text, title, {**writer.constants.values, **functions})["D"]
    return run


def _results(source: TableSource, writer: Writer, title: str) -> list[Any]:
    """For each row, and last for the default, its result: a tuple, or a function of the table's parameters."""
    table = source.table
    results: list[Any] = []
    computed = []
    for number, outputs in enumerate(
        [*(row.outputs for row in table.rows), table.default.outputs if table.default else None]
    ):
        row = number if number < len(table.rows) else DEFAULT
        constants = [writer.constant(value) for value in outputs or ()]
        if outputs is None:
            results.append(None)
        elif UNKNOWN not in constants:
            listed = row == DEFAULT and table.aggregate == "list"
            results.append((row, *((value,) if listed else value for value in constants)))
        else:
            computed.append((number, row))
            results.append(None)
    arguments = ", ".join(identifier(name) for name in source.parameters)
    lines = [f"    lambda {arguments}: {output_source(table, row, writer)}," for _, row in computed]
    text = "\n".join(["RESULTS = (", *lines, ")"])
    functions = compile_source(text, f"{title} ({source.name})", writer.constants.values)["RESULTS"]
    for (number, _), function in zip(computed, functions, strict=True):
        results[number] = function
    return results


def compile_expressions(
    expressions: Sequence[Expression], moment: Moment, optional: frozenset[str], title: str
) -> list[Callable[[Mapping[str, Any]], Any]]:
    """Functions from the values known to the value of each expression, or `UNKNOWN`."""
    writer = Writer(moment.parameters, Constants(), optional)
    names = [sorted(names_in(expression)) for expression in expressions]
    lines = []
    for number, (expression, reads) in enumerate(zip(expressions, names, strict=True)):
        arguments = ", ".join(identifier(name) for name in reads)
        lines += [f"def E{number}({arguments}):", f"    return {writer.expression3(expression)}", ""]
    namespace = compile_source("\n".join(lines), f"{title} (derived facts)", writer.constants.values)
    return [_reader(namespace[f"E{number}"], reads) for number, reads in enumerate(names)]


def _reader(function: Callable[..., Any], names: Sequence[str]) -> Callable[[Mapping[str, Any]], Any]:
    return lambda values: function(*[values.get(name, UNKNOWN) for name in names])


def compile_intake(
    facts: Iterable[Fact | Derived], parameters: Mapping[str, Any], title: str
) -> Callable[[Mapping[str, Any]], dict[str, Any] | None]:
    """A function from facts as a host gives them to values, or None where they are not all plain."""
    constants = Constants()
    source = intake_source(facts, parameters, constants)
    given = {"ABSENT": object(), "MONEY": Money, "DURATION": Duration, "DATE": date}
    take: Callable[[Mapping[str, Any]], dict[str, Any] | None] = compile_source(
        source, f"{title} (facts)", {**constants.values, **given}
    )["TAKE"]
    return take
