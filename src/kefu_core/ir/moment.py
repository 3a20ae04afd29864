"""A policy as it stands on one local date: rules not in force left out, steps in the order of dependency (S17, S18)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from kefu_core.ir.dependencies import Step, in_order
from kefu_core.ir.policy import Deadline, InForce, Latch, PolicyIR
from kefu_core.ir.types import UNKNOWN, Type


@frozen
class Moment:
    """What is in force on a day: the steps of a decision in order, deadlines, latches, the values of parameters.

    A parameter that has no value on that day is `UNKNOWN`. ``kinds`` are the types of all facts, derived facts and
    outcomes.
    """

    steps: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]
    latches: tuple[Latch, ...]
    parameters: Mapping[str, Any] = field(hash=False)
    kinds: Mapping[str, Type] = field(hash=False)


def dates_of_change(ir: PolicyIR) -> tuple[date, ...]:
    """The local dates on which something of the policy begins or ceases to hold, ascending."""
    bounds = [table.in_force for table in ir.tables]
    bounds += [row.in_force for table in ir.tables for row in table.rows]
    bounds += [deadline.in_force for deadline in ir.deadlines]
    bounds += [latch.in_force for latch in ir.latches]
    days = {day for bound in bounds for day in (bound.since, bound.until) if day is not None}
    days |= {day for parameter in ir.parameters for day in parameter.values.changes if day is not None}
    return tuple(sorted(days))


def moment(ir: PolicyIR, day: date | None) -> Moment:
    """The policy on a local date; None stands for all time before the first date of change."""

    def holds(dates: InForce) -> bool:
        return dates.since is None if day is None else dates.holds_on(day)

    tables = [
        evolve(table, rows=tuple(row for row in table.rows if holds(row.in_force)))
        for table in ir.tables
        if holds(table.in_force)
    ]
    return Moment(
        steps=in_order((*ir.derived, *tables)),
        deadlines=tuple(deadline for deadline in ir.deadlines if holds(deadline.in_force)),
        latches=tuple(latch for latch in ir.latches if holds(latch.in_force)),
        parameters={parameter.id: parameter.values.get(day, UNKNOWN) for parameter in ir.parameters},
        kinds={name: thing.type for name, thing in ir.names.items()},
    )
