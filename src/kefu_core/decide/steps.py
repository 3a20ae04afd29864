"""One step of a decision: a derived fact or a table, with the engine that runs it and its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from kefu_core.decide.decision import Reason
from kefu_core.engine.reference import Environment, evaluate, holds
from kefu_core.engine.settle import DEFAULT, Candidate, TableResult, settle
from kefu_core.ir import types
from kefu_core.ir.expressions import Expression, names_in, parameters_in
from kefu_core.ir.functions import FUNCTIONS
from kefu_core.ir.policy import Derived, Outcome, Row, Table
from kefu_core.ir.types import UNKNOWN

GIVEN = "given"
"""The rule that a reason names where the host supplied a derived fact itself (S16)."""

DERIVED = "derived"
"""The rule that a reason names where a derived fact was computed."""


@frozen
class DerivedStep:
    """A derived fact; ``run`` gives its value for the values known."""

    derived: Derived
    run: Callable[[Mapping[str, Any]], Any]
    reason: Reason
    given: Reason


@frozen
class TableStep:
    """A table.

    ``plain`` is the compiled function for known values of ``parameters``, or None; ``candidates`` the general way.

    ``finish`` holds for each output what is still to be done to a value (rounding), or None. ``reasons`` are by row,
    the default last.
    """

    table: Table
    parameters: tuple[str, ...]
    plain: Callable[..., Any] | None
    candidates: Callable[[Mapping[str, Any]], Sequence[Candidate]]
    kinds: tuple[types.Type, ...]
    finish: tuple[Callable[[Any], Any] | None, ...]
    finishes: bool
    reasons: tuple[Reason, ...]
    constants: Mapping[str, Any]

    def settle(self, values: Mapping[str, Any]) -> tuple[TableResult, Sequence[Candidate]]:
        """The result with unknown inputs, and the rows from which it follows."""
        known = Environment(values, self.constants)
        possible = tuple(self.candidates(values))
        return settle(
            self.table, self.kinds, possible, lambda row, place: evaluate(self.output(row, place), known)
        ), possible

    def output(self, row: int, place: int) -> Expression:
        """The expression of a row, or of the default, for one output."""
        if row == DEFAULT:
            assert self.table.default is not None
            return self.table.default.outputs[place]
        return self.table.rows[row].outputs[place]

    def rule(self, row: int | None) -> Row | None:
        """The row of a number; None for the default and for none."""
        return None if row is None or row == DEFAULT else self.table.rows[row]


def reasons_of(table: Table) -> tuple[Reason, ...]:
    """The reason for each row, and last the one for the default, so that the row's number is its place."""
    rows = [Reason(table.id, row.id, row.sources) for row in table.rows]
    return (*rows, Reason(table.id, "default", table.default.sources if table.default else ()))


def finishing(outcome: Outcome) -> Callable[[Any], Any] | None:
    """What makes a computed value fit an outcome: the rounding it names (S14)."""
    if outcome.rounding is None:
        return None
    rounding = FUNCTIONS[outcome.rounding].meaning
    kind = outcome.type.of if isinstance(outcome.type, types.List) else outcome.type
    digits = kind.scale or 0 if isinstance(kind, types.Decimal) else 0

    def finish(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(finish(each) for each in value)
        return None if value is None else rounding(value, digits)

    return finish


def fitted(value: Any, outcome: Outcome, finish: Callable[[Any], Any] | None, known: Environment) -> Any:
    """The value as it is given out: rounded as its outcome says (S14); `UNKNOWN` where it lies outside its domain."""
    kept = value if finish is None else finish(value)
    if outcome.domain is None or kept is None or holds(outcome.domain, kept, outcome.type, known) is not False:
        return kept
    return UNKNOWN


def unknown_names(
    step: TableStep, possible: Sequence[Candidate], values: Mapping[str, Any], place: int | None = None
) -> set[str]:
    """The unknown names, parameters included, for which it is open which rows hold or what an output is.

    ``place`` is the output's; None where only the rows matter.
    """
    names: set[str] = set()
    for candidate in possible:
        row = step.table.rows[candidate.row]
        for column, cell, truth in zip(step.table.inputs, row.cells, candidate.truths, strict=True):
            if truth is UNKNOWN:
                names |= {column} | names_in(cell) | parameters_in(cell)
    if place is not None:
        for row_number in {candidate.row for candidate in possible} | ({DEFAULT} if step.table.default else set()):
            names |= names_in(step.output(row_number, place)) | parameters_in(step.output(row_number, place))
    return {name for name in names if values.get(name, step.constants.get(name, UNKNOWN)) is UNKNOWN}
