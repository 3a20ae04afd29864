"""A policy at one moment → a program: each step gets its engine and its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core.calendars import WorkingCalendar
from kefu_core.decide.clocks import Clocks, clocks
from kefu_core.decide.decision import Reason, Undetermined
from kefu_core.decide.facts import intake
from kefu_core.decide.program import Program
from kefu_core.decide.quick import Quick
from kefu_core.decide.steps import DERIVED, GIVEN, DerivedStep, TableStep, finishing, reasons_of
from kefu_core.engine import reference
from kefu_core.engine.generated import CompiledTable, compile_expressions, compile_run, compile_tables
from kefu_core.engine.reference import Environment
from kefu_core.ir import notation
from kefu_core.ir.expressions import Expression, Parameter
from kefu_core.ir.expressions import Literal as Constant
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Derived, PolicyIR, Table

Engine = Literal["reference", "generated"]


def compile_program(
    ir: PolicyIR, moment: Moment, calendars: Mapping[str, WorkingCalendar], *, version: str, engine: Engine
) -> Program:
    """Make a policy at one moment ready to run on an engine."""
    zone = ZoneInfo(ir.zone)
    running = clocks(moment, ir, zone, calendars)
    engines = _generated(ir, moment, running, version) if engine == "generated" else _reference(moment, running)
    builder = _Builder(ir, moment, engines)
    steps = tuple(builder.step(step) for step in moment.steps)
    not_in_force = _not_in_force(ir, moment)
    kinds = {outcome.id: outcome.type for outcome in ir.outcomes}

    def public(name: str, value: Any) -> Any:
        return notation.public(value, kinds[name], zone=zone)

    quick = None
    if engines.run is not None and not not_in_force and not any(isinstance(s, TableStep) and s.finishes for s in steps):
        quick = Quick(
            engines.run,
            steps,
            running.clocks,
            public,
            keep=_constant(moment),
            derived=frozenset(engines.derived),
            zone=zone,
        )
    return Program(
        policy=ir.id,
        version=version,
        zone=zone,
        moment=moment,
        intake=intake((*ir.facts, *ir.derived), zone, moment.parameters, f"{ir.id}@{version[:12]}"),
        steps=steps,
        clocks=running.clocks,
        latches=running.latches,
        conditions=builder.table(running.conditions, engines.conditions),
        outcomes={outcome.id: outcome for outcome in ir.outcomes},
        public=public,
        not_in_force=not_in_force,
        quick=quick,
        flags=ir.flags,
    )


@frozen
class _Table:
    """How an engine runs one table."""

    parameters: tuple[str, ...]
    plain: Callable[..., Any] | None
    candidates: Callable[[Mapping[str, Any]], Any]


@frozen
class _Engines:
    """How an engine runs everything of a moment; ``run`` is the function for all steps at once, where there is one."""

    tables: Mapping[str, _Table]
    conditions: _Table
    derived: Mapping[str, Callable[[Mapping[str, Any]], Any]]
    run: Callable[[Mapping[str, Any]], Any] | None


def _reference(moment: Moment, running: Clocks) -> _Engines:
    def table(each: Table) -> _Table:
        def candidates(values: Mapping[str, Any]) -> Any:
            return reference.candidates(each, moment.kinds, Environment(values, moment.parameters))

        return _Table((), None, candidates)

    def derived(expression: Expression) -> Callable[[Mapping[str, Any]], Any]:
        return lambda values: reference.evaluate(expression, Environment(values, moment.parameters))

    return _Engines(
        tables={step.id: table(step) for step in moment.steps if isinstance(step, Table)},
        conditions=table(running.conditions),
        derived={step.id: derived(step.value) for step in moment.steps if isinstance(step, Derived)},
        run=None,
    )


def _generated(ir: PolicyIR, moment: Moment, running: Clocks, version: str) -> _Engines:
    optional = frozenset(name for name, thing in ir.names.items() if thing.optional)
    title = f"{ir.id}@{version[:12]}"
    tables = [step for step in moment.steps if isinstance(step, Table)]
    *compiled, conditions = compile_tables([*tables, running.conditions], moment, optional, title)
    by_id = {table.id: each for table, each in zip(tables, compiled, strict=True)}
    derived = [step for step in moment.steps if isinstance(step, Derived)]
    functions = compile_expressions([each.value for each in derived], moment, optional, title)
    return _Engines(
        tables={name: _ready(each) for name, each in by_id.items()},
        conditions=_ready(conditions),
        derived={each.id: function for each, function in zip(derived, functions, strict=True)},
        run=compile_run(by_id, conditions, moment, optional, title),
    )


def _ready(compiled: CompiledTable) -> _Table:
    return _Table(compiled.parameters, compiled.plain, compiled.candidates)


@frozen
class _Builder:
    ir: PolicyIR
    moment: Moment
    engines: _Engines

    def step(self, step: Derived | Table) -> DerivedStep | TableStep:
        """The step of a derived fact or a table."""
        if isinstance(step, Table):
            return self.table(step, self.engines.tables[step.id])
        reason, given = Reason(step.id, DERIVED, step.sources), Reason(step.id, GIVEN)
        return DerivedStep(step, self.engines.derived[step.id], reason, given)

    def table(self, table: Table, ready: _Table) -> TableStep:
        """The step of a table, or of the deadlines' conditions."""
        outcomes = {outcome.id: outcome for outcome in self.ir.outcomes if outcome.id in table.outputs}
        return TableStep(
            table=table,
            parameters=ready.parameters,
            plain=ready.plain,
            candidates=ready.candidates,
            kinds=tuple(self.moment.kinds[name] for name in table.outputs),
            finish=tuple(finishing(outcomes[name]) for name in table.outputs),
            finishes=any(each.rounding is not None or each.domain is not None for each in outcomes.values()),
            reasons=reasons_of(table),
            constants=self.moment.parameters,
        )


def _constant(moment: Moment) -> bool:
    """Whether every table gives constants only, so that the rows that hit say all."""
    tables = [step for step in moment.steps if isinstance(step, Table)]
    given = [row.outputs for table in tables for row in table.rows]
    given += [table.default.outputs for table in tables if table.default is not None]
    return all(isinstance(value, (Constant, Parameter)) for outputs in given for value in outputs)


def _not_in_force(ir: PolicyIR, moment: Moment) -> tuple[Undetermined, ...]:
    """Outcomes whose table is not in force at the moment."""
    given = {name for step in moment.steps if isinstance(step, Table) for name in step.outputs}
    tables = {name: table for table in reversed(ir.tables) for name in table.outputs}
    return tuple(
        Undetermined(name, table.id, None, (), "not-in-force") for name, table in tables.items() if name not in given
    )
