"""Where the values of facts go: what is calculated from them, and what only depends on them (S31)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from kefu_core.ir.dependencies import reads
from kefu_core.ir.expressions import names_in
from kefu_core.ir.policy import Derived, PolicyIR, Table


@frozen
class Flows:
    """Where the values of some facts go.

    ``names`` are those whose values are calculated from them, and they themselves; ``tables`` choose rows by any of
    these, and the length of ``deadlines`` is calculated from one.
    """

    names: frozenset[str]
    tables: frozenset[str]
    deadlines: frozenset[str]


def flows(ir: PolicyIR, facts: Iterable[str]) -> Flows:
    """Where the values of these facts go, in whatever order rules are in force."""
    names = set(facts)
    while more := {name for step in ir.steps for name in _calculated(step, names)} - names:
        names |= more
    lengths = ((each, part) for each in ir.deadlines for part in (each.within, each.due) if part is not None)
    return Flows(
        frozenset(names),
        frozenset(table.id for table in ir.tables if not names.isdisjoint(reads(table))),
        frozenset(each.id for each, part in lengths if not names.isdisjoint(names_in(part))),
    )


def _calculated(step: Derived | Table, names: set[str]) -> set[str]:
    """What a step calculates from any of the names."""
    if isinstance(step, Derived):
        return set() if names.isdisjoint(names_in(step.value)) else {step.id}
    rows = [row.outputs for row in step.rows] + ([step.default.outputs] if step.default else [])
    return {
        name
        for outputs in rows
        for name, output in zip(step.outputs, outputs, strict=True)
        if not names.isdisjoint(names_in(output))
    }
