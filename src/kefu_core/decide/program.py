"""A policy at one moment, ready to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core.decide.clocks import Clock
from kefu_core.decide.decision import Decision, DueDate, Outcomes, Reason, Undetermined
from kefu_core.decide.facts import Intake
from kefu_core.decide.quick import Quick
from kefu_core.decide.steps import DERIVED, DerivedStep, TableStep, unknown_names
from kefu_core.engine.reference import Environment, holds
from kefu_core.engine.settle import Trouble
from kefu_core.ir.expressions import names_in, parameters_in
from kefu_core.ir.moment import Moment
from kefu_core.ir.policy import Outcome
from kefu_core.ir.types import UNKNOWN


@frozen
class Program:
    """A policy at one moment with an engine behind each step. Immutable; safe to share between threads."""

    policy: str
    version: str
    zone: ZoneInfo
    moment: Moment
    intake: Intake
    steps: tuple[DerivedStep | TableStep, ...]
    clocks: tuple[Clock, ...]
    conditions: TableStep
    outcomes: Mapping[str, Outcome]
    public: Callable[[str, Any], Any]
    not_in_force: tuple[Undetermined, ...]
    quick: Quick | None

    def decide(self, values: dict[str, Any], at: datetime) -> Decision:
        """The decision for values that the intake has taken; ``values`` is used up. ``at`` is in the policy's zone."""
        if self.quick is not None and (decision := self._quickly(self.quick, values, at)) is not None:
            return decision
        reasons: list[Reason] = []
        run = _Run(self, values, list(self.not_in_force))
        outcomes: dict[str, Any] = {}
        for step in self.steps:
            if isinstance(step, DerivedStep):
                run.derive(step, reasons)
            else:
                run.decide(step, reasons, outcomes)
        deadlines = run.deadlines(at)
        outcomes = {name: self.public(name, value) for name, value in outcomes.items()}
        return Decision(
            self.policy, self.version, at, Outcomes(outcomes), tuple(deadlines), tuple(reasons), tuple(run.undetermined)
        )

    def _quickly(self, quick: Quick, values: dict[str, Any], at: datetime) -> Decision | None:
        parts = quick.parts(values)
        if parts is None:
            return None
        dues = quick.due_dates(parts, at)
        if dues is None:
            return None
        return Decision(self.policy, self.version, at, parts.outcomes, dues, parts.reasons, ())


class _Run:
    """One decision on its way: what is known so far, and what could not be."""

    __slots__ = ("program", "undetermined", "values")

    def __init__(self, program: Program, values: dict[str, Any], undetermined: list[Undetermined]) -> None:
        self.program = program
        self.values = values
        self.undetermined = undetermined

    def derive(self, step: DerivedStep, reasons: list[Reason]) -> None:
        name = step.derived.id
        if name in self.values:
            reasons.append(step.given)
            return
        value = step.run(self.values)
        if value is UNKNOWN:
            expression = step.derived.value
            unknown = {each for each in names_in(expression) if self.values.get(each, UNKNOWN) is UNKNOWN}
            parameters = self.program.moment.parameters
            unknown |= {each for each in parameters_in(expression) if parameters[each] is UNKNOWN}
            self._leave_open(name, name, DERIVED, unknown, "missing-fact", step.derived.sources)
            return
        self.values[name] = value
        if value is not False:  # a flag that is not set is like a rule that does not hold: no reason
            reasons.append(step.reason)

    def decide(self, step: TableStep, reasons: list[Reason], outcomes: dict[str, Any]) -> None:
        values = self.values
        if step.plain is not None:
            try:
                found = step.plain(*[values[name] for name in step.parameters])
            except (KeyError, ZeroDivisionError):
                found = None
            if found is not None:
                row = found[0]
                rows = (row,) if type(row) is int else row
                reasons.extend([step.reasons[each] for each in rows])
                if step.finishes:
                    self._keep(step, found[1:], rows[0] if len(rows) == 1 else None, outcomes)
                    return
                for name, value in zip(step.table.outputs, found[1:], strict=True):
                    values[name] = outcomes[name] = value
                return
        result, possible = step.settle(values)
        reasons.extend(step.reasons[row] for row in result.rows if self._decided(result.outputs))
        for place, (name, output) in enumerate(zip(step.table.outputs, result.outputs, strict=True)):
            if isinstance(output, Trouble):
                # Nothing that is learned later settles a conflict: the rows hold already.
                unknown = unknown_names(step, possible, values, place) if output.code == "missing-fact" else set()
                rule = step.rule(output.row)
                rule_id, sources = (None, ()) if rule is None else (rule.id, rule.sources)
                self._leave_open(name, step.table.id, rule_id, unknown, output.code, sources)
        self._keep(step, result.outputs, result.rows[0] if len(result.rows) == 1 else None, outcomes)

    @staticmethod
    def _decided(outputs: tuple[Any, ...]) -> bool:
        return not all(isinstance(output, Trouble) for output in outputs)

    def _keep(self, step: TableStep, outputs: tuple[Any, ...], row: int | None, outcomes: dict[str, Any]) -> None:
        """Keep the values that were decided, rounded as their outcome says and inside its domain."""
        for name, value, finish in zip(step.table.outputs, outputs, step.finish, strict=True):
            if isinstance(value, Trouble):
                continue
            kept = value if finish is None else finish(value)
            outcome = self.program.outcomes[name]
            known = Environment(self.values, self.program.moment.parameters)
            if (
                outcome.domain is not None
                and kept is not None
                and holds(outcome.domain, kept, outcome.type, known) is False
            ):
                rule = step.rule(row)
                rule_id, sources = (None, ()) if rule is None else (rule.id, rule.sources)
                self._leave_open(name, step.table.id, rule_id, set(), "out-of-domain", sources)
                continue
            self.values[name] = outcomes[name] = kept

    def deadlines(self, at: datetime) -> list[DueDate]:
        program, values = self.program, self.values
        step = program.conditions
        applying: Any = None
        if step.plain is not None:
            try:
                applying = step.plain(*[values[name] for name in step.parameters])
            except (KeyError, ZeroDivisionError):
                applying = None
        if applying is not None:
            rows = applying[0]
        else:
            possible = step.settle(values)[1]
            rows = tuple(candidate.row for candidate in possible if candidate.certain)
            for candidate in possible:
                if not candidate.certain:
                    clock = program.clocks[candidate.row]
                    unknown = unknown_names(step, (candidate,), values)
                    self._leave_open(
                        clock.deadline.id,
                        "deadlines",
                        clock.deadline.id,
                        unknown,
                        "missing-fact",
                        clock.deadline.sources,
                    )
        dues = []
        for row in rows:
            clock = program.clocks[row]
            due = clock.due(values, at)
            if isinstance(due, DueDate):
                dues.append(due)
            else:
                self._leave_open(
                    clock.deadline.id, "deadlines", clock.deadline.id, due.unknown, due.code, clock.deadline.sources
                )
        return dues

    def _leave_open(
        self, name: str, table: str, rule: str | None, unknown: set[str], code: str, sources: tuple[str, ...]
    ) -> None:
        """Note something undetermined, blaming the facts behind the unknown names."""
        program = self.program
        earlier = {each.name: each for each in self.undetermined}
        missing = {each for each in unknown if each in program.intake.known and each not in earlier}
        missing |= {fact for each in unknown if each in earlier for fact in earlier[each].missing}
        missing |= {each for each in unknown if each in program.moment.parameters}
        if code == "missing-fact" and not unknown:
            code = "division-by-zero"
        elif code == "missing-fact" and missing.isdisjoint(program.intake.known):
            code = "not-in-force" if missing else "upstream"
        self.undetermined.append(Undetermined(name, table, rule, tuple(sorted(missing)), code, sources))
