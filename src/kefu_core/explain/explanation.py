"""A case and a policy → why each outcome is what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from attrs import field, frozen

from kefu_core.decide import Decision, Policy
from kefu_core.engine.reference import Environment, evaluate, holds
from kefu_core.explain.changes import Change, changes
from kefu_core.ir.expressions import Anything, Test
from kefu_core.ir.moment import Moment
from kefu_core.ir.notation import internal_outcome
from kefu_core.ir.policy import Derived, Row, Table
from kefu_core.ir.types import UNKNOWN

Verdict = Literal["decided", "failed", "unknown", "behind", "holds"]


@frozen
class CellExplained:
    """A column, what its cell asks for, and the value of the case (`UNKNOWN` where nobody has said)."""

    name: str
    test: Test
    value: Any


@frozen
class RowExplained:
    """A row: it decided, a cell failed or is unknown, or it holds and is behind another, or holds and decides nothing.

    It decides nothing where another row contradicts it, or what it gives is not known.
    ``cells`` are those that matter: the first that failed, those that are unknown, or those that a row that holds asks
    for.
    """

    rule: str
    verdict: Verdict
    sources: tuple[str, ...]
    cells: tuple[CellExplained, ...]


@frozen
class TableExplained:
    """A table: the values that it could decide, its rows, and whether its default decided."""

    id: str
    outputs: tuple[str, ...]
    outcomes: Mapping[str, Any] = field(hash=False)
    rows: tuple[RowExplained, ...]
    by_default: bool
    default_sources: tuple[str, ...]


@frozen
class Missing:
    """A fact that nobody has said, the role that has to find it out, and what waits for it."""

    fact: str
    supplied_by: str | None
    outcomes: tuple[str, ...]
    deadlines: tuple[str, ...]


@frozen
class Explanation:
    """A decision, with each table behind it, and the smallest changes of the facts that reach another outcome."""

    decision: Decision
    facts: Mapping[str, Any] = field(hash=False)
    missing: tuple[Missing, ...]
    tables: tuple[TableExplained, ...]
    changes: tuple[Change, ...]


def explain(policy: Policy, facts: Mapping[str, Any], *, at: datetime) -> Explanation:
    """Explain what a policy says of a case. Facts and errors are those of `Policy.decide`.

    >>> explain(policy, {"loss": "0 CNY"}, at=at).tables[0].rows[0].verdict    # doctest: +SKIP
    'failed'
    """
    decision = policy.decide(facts, at=at)
    taken, _ = policy.intake(at).take(facts)
    moment = policy.moment(at)
    taken = dict.fromkeys(policy.ir.flags, False) | taken
    known = _values(taken, decision, moment, policy)
    tables = tuple(_table(step, known, decision, moment) for step in moment.steps if not isinstance(step, Derived))
    found = changes(policy, taken, decision, moment)
    return Explanation(decision, dict(taken), tuple(_missing(policy, decision)), tables, found)


def _missing(policy: Policy, decision: Decision) -> Iterator[Missing]:
    """The missing facts in the order of the vocabulary."""
    waiting = [each for each in decision.undetermined if each.code == "missing-fact"]
    for fact in policy.ir.facts:
        names = [each.name for each in waiting if fact.id in each.missing]
        if names:
            outcomes = tuple(name for name in names if name in policy.ir.names)
            deadlines = tuple(name for name in names if name not in policy.ir.names)
            yield Missing(fact.id, fact.supplied_by, outcomes, deadlines)


def _values(taken: Mapping[str, Any], decision: Decision, moment: Moment, policy: Policy) -> dict[str, Any]:
    """Facts, derived facts and outcomes, as the engines hold them."""
    kinds = policy.ir.names
    known = dict(taken)
    known |= {name: internal_outcome(value, kinds[name].type) for name, value in decision.outcomes.items()}
    for step in moment.steps:
        if isinstance(step, Derived) and step.id not in known:
            value = evaluate(step.value, Environment(known, moment.parameters))
            if value is not UNKNOWN:
                known[step.id] = value
    return known


def _table(table: Table, known: Mapping[str, Any], decision: Decision, moment: Moment) -> TableExplained:
    deciding = {str(reason.rule) for reason in decision.reasons if reason.table == table.id}
    rows: list[RowExplained] = []
    for row in table.rows:
        decided = table.hit == "first" and any(each.verdict == "decided" for each in rows)
        rows.append(_row(row, table, deciding, known, moment, behind=decided))
    outcomes = {name: known[name] for name in table.outputs if name in known}
    default = table.default.sources if table.default else ()
    return TableExplained(table.id, table.outputs, outcomes, tuple(rows), "default" in deciding, default)


def _row(
    row: Row, table: Table, deciding: set[str], known: Mapping[str, Any], moment: Moment, *, behind: bool
) -> RowExplained:
    cells = list(_cells(row, table, known, moment))
    if row.id in deciding:
        return RowExplained(row.id, "decided", row.sources, tuple(cell for cell, _ in cells))
    failed = next((cell for cell, truth in cells if truth is False), None)
    if failed is not None:
        return RowExplained(row.id, "failed", row.sources, (failed,))
    unknown = tuple(cell for cell, truth in cells if truth is UNKNOWN)
    if unknown:
        return RowExplained(row.id, "unknown", row.sources, unknown)
    return RowExplained(row.id, "behind" if behind else "holds", row.sources, tuple(cell for cell, _ in cells))


def _cells(row: Row, table: Table, known: Mapping[str, Any], moment: Moment) -> Iterator[tuple[CellExplained, Any]]:
    """The cells that ask for something, with their truth."""
    around = Environment(known, moment.parameters)
    for name, cell in zip(table.inputs, row.cells, strict=True):
        truth = holds(cell, known.get(name, UNKNOWN), moment.kinds[name], around)
        if not isinstance(cell, Anything):
            yield CellExplained(name, cell, known.get(name, UNKNOWN)), truth
