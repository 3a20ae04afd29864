"""Hit policies over the rows that may hold (S13): what is decided, and what stays undetermined and why.

Shared by the engines: each finds the candidates in its own way, this says what follows from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from attrs import frozen

from kefu_core.engine.kleene import Truth
from kefu_core.ir.policy import Table
from kefu_core.ir.types import UNKNOWN, Choice, List, Type
from kefu_core.values import exact

DEFAULT: Final = -1
"""The number of a table's default among its rows."""


@frozen
class Candidate:
    """A row that is not false: its number, and the truth of each cell, true or unknown."""

    row: int
    truths: tuple[Truth, ...]

    @property
    def certain(self) -> bool:
        """Whether the row holds for sure."""
        return UNKNOWN not in self.truths


@frozen
class Trouble:
    """Why an output is undetermined: ``missing-fact``, ``conflict`` or ``no-rule``.

    `kefu_core.decide` knows further reasons, which do not lie in the rows.


    ``row`` is the row that could not be decided (None where no row is to blame).
    """

    code: str
    row: int | None


@frozen
class TableResult:
    """What a table gave: a value or a `Trouble` for each output, and the numbers of the rows that decided it."""

    outputs: tuple[Any, ...]
    rows: tuple[int, ...]


Outputs = Callable[[int, int], Any]
"""(row, output's place) → value, or `UNKNOWN`."""


def settle(table: Table, kinds: Sequence[Type], possible: Iterable[Candidate], output: Outputs) -> TableResult:
    """Apply the table's hit policy. ``kinds`` are the types of the outcomes, in order."""
    match table.hit:
        case "first":
            return _first(table, possible, output)
        case "unique":
            return _unique(table, tuple(possible), output)
        case "any":
            return _any(table, tuple(possible), output)
        case _:
            return _collect(table, kinds, tuple(possible), output)


def _all(table: Table, trouble: Trouble, rows: tuple[int, ...] = ()) -> TableResult:
    return TableResult((trouble,) * len(table.outputs), rows)


def _first(table: Table, possible: Iterable[Candidate], output: Outputs) -> TableResult:
    reached: list[Candidate] = []
    for candidate in possible:
        reached.append(candidate)
        if candidate.certain:
            break
    return _if_alike(table, reached, output)


def _if_alike(table: Table, reached: Sequence[Candidate], output: Outputs) -> TableResult:
    """The rows' output where all that may decide give the same; else undetermined."""
    certain = next((candidate.row for candidate in reached if candidate.certain), None)
    open_row = next((candidate.row for candidate in reached if not candidate.certain), None)
    if certain is None and table.default is not None:
        certain = DEFAULT
    if certain is None:
        return _all(table, Trouble("no-rule", None) if open_row is None else Trouble("missing-fact", open_row))
    rows = [*(candidate.row for candidate in reached if not candidate.certain), certain]
    outputs = tuple(_agreed(rows, place, output) for place in range(len(table.outputs)))
    decided = (certain,) if any(not isinstance(value, Trouble) for value in outputs) else ()
    return TableResult(outputs, decided)


def _agreed(rows: Sequence[int], place: int, output: Outputs) -> Any:
    values = [_value(row, place, output) for row in rows]
    trouble = next((value for value in values if isinstance(value, Trouble)), None)
    if len(rows) == 1 or (trouble is not None and trouble.row == rows[0]):
        return values[0]
    if trouble is None and all(value == values[0] for value in values):
        return values[0]
    return Trouble("missing-fact", rows[0])


def _value(row: int, place: int, output: Outputs) -> Any:
    value = output(row, place)
    return Trouble("missing-fact", row) if value is UNKNOWN else value


def _unique(table: Table, possible: tuple[Candidate, ...], output: Outputs) -> TableResult:
    certain = [candidate for candidate in possible if candidate.certain]
    if len(certain) > 1:
        return _all(table, Trouble("conflict", certain[1].row), tuple(candidate.row for candidate in certain))
    if len(possible) == 1:  # it holds or it does not: two together are out of the question
        return _if_alike(table, possible, output)
    if len(certain) < len(possible):
        return _all(table, Trouble("missing-fact", next(c.row for c in possible if not c.certain)))
    return _if_alike(table, certain, output)


def _any(table: Table, possible: tuple[Candidate, ...], output: Outputs) -> TableResult:
    certain = [candidate for candidate in possible if candidate.certain]
    if len(certain) < 2:
        ordered = sorted(possible, key=lambda candidate: candidate.certain)
        return _if_alike(table, ordered, output)
    outputs = []
    for place in range(len(table.outputs)):
        values = {candidate.row: _value(candidate.row, place, output) for candidate in certain}
        known = [(row, value) for row, value in values.items() if not isinstance(value, Trouble)]
        different = next((row for row, value in known if value != known[0][1]), None)
        trouble = next((value for value in values.values() if isinstance(value, Trouble)), None)
        if different is not None:
            outputs.append(Trouble("conflict", different))
        else:
            undecided = [candidate.row for candidate in possible if not candidate.certain]
            outputs.append(trouble or _agreed([*undecided, certain[0].row], place, output))
    decided = tuple(candidate.row for candidate in certain)
    return TableResult(tuple(outputs), decided)


def _collect(table: Table, kinds: Sequence[Type], possible: tuple[Candidate, ...], output: Outputs) -> TableResult:
    certain = [candidate.row for candidate in possible if candidate.certain]
    undecided = [candidate.row for candidate in possible if not candidate.certain]
    outputs = []
    for place, kind in enumerate(kinds):

        def gather(rows: Sequence[int], place: int = place, kind: Type = kind) -> Any:
            if not rows and table.default is not None:
                value = _value(DEFAULT, place, output)
                return (value,) if isinstance(kind, List) and not isinstance(value, Trouble) else value
            values = [_value(row, place, output) for row in rows]
            trouble = next((value for value in values if isinstance(value, Trouble)), None)
            return trouble or aggregate(table.aggregate or "list", values, kind)

        value = gather(certain)
        changing = next((row for row in undecided if gather(sorted([*certain, row])) != value), None)
        if changing is None and gather(sorted([*certain, *undecided])) != value:
            changing = undecided[0]  # each gives what the default does, and together they give more
        outputs.append(value if changing is None else Trouble("missing-fact", changing))
    rows = tuple(certain) if certain or table.default is None else (DEFAULT,)
    return TableResult(tuple(outputs), rows)


def aggregate(name: str, values: Sequence[Any], kind: Type) -> Any:
    """What ``collect`` makes of the values of the rows that hold (S13 says what of none)."""
    match name:
        case "list":
            return tuple(values)
        case "count":
            return len(values)
        case "sum":
            return exact(sum(value for value in values if value is not None))
    if isinstance(kind, List):  # pragma: no cover - refused when the pack is loaded
        raise TypeError(kind)
    known = [value for value in values if value is not None]
    key = kind.rank if isinstance(kind, Choice) else None
    return (min if name == "min" else max)(known, key=key, default=None)
