"""A policy at one moment, ready to run."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core.decide.clocks import Clock
from kefu_core.decide.decision import Decision, DueDate, Outcomes, Reason, Undetermined
from kefu_core.decide.facts import Intake
from kefu_core.decide.quick import Quick
from kefu_core.decide.steps import DERIVED, DerivedStep, TableStep, fitted, unknown_names
from kefu_core.engine.reference import Environment
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
    latches: tuple[Clock, ...]
    conditions: TableStep
    outcomes: Mapping[str, Outcome]
    public: Callable[[str, Any], Any]
    not_in_force: tuple[Undetermined, ...]
    quick: Quick | None
    flags: tuple[str, ...] = ()
    """Facts that are false until a latch passes, unless the host says otherwise (S17)."""

    def decide(self, values: dict[str, Any], at: datetime) -> Decision:
        """The decision for values that the intake has taken; ``values`` is used up. ``at`` is in the policy's zone."""
        for flag in self.flags:
            values.setdefault(flag, False)
        if self.quick is not None and (decision := self._quickly(self.quick, values, at)) is not None:
            return decision
        return self.examine(values, at).decision

    def examine(self, values: dict[str, Any], at: datetime, *, in_doubt: Container[str] = ()) -> Examined:
        """The decision with what it rests on, for those who follow a case; ``values`` is used up.

        ``in_doubt`` are the flags of which nobody can say whether their latch has passed.
        """
        for flag in self.flags:
            if flag not in in_doubt:
                values.setdefault(flag, False)
        reasons: list[Reason] = []
        run = _Run(self, values, list(self.not_in_force))
        outcomes: dict[str, Any] = {}
        for step in self.steps:
            if isinstance(step, DerivedStep):
                run.derive(step, reasons)
            else:
                run.decide(step, reasons, outcomes)
        applying = [self.clocks[row] for row in run.applying()]
        deadlines = run.dues(applying, at)
        outcomes = {name: self.public(name, value) for name, value in outcomes.items()}
        decision = Decision(
            self.policy, self.version, at, Outcomes(outcomes), tuple(deadlines), tuple(reasons), tuple(run.undetermined)
        )
        return Examined(decision, tuple(applying), run.values)

    def _quickly(self, quick: Quick, values: dict[str, Any], at: datetime) -> Decision | None:
        parts = quick.parts(values)
        if parts is None:
            return None
        dues = quick.due_dates(parts, at)
        if dues is None:
            return None
        return Decision(self.policy, self.version, at, parts.outcomes, dues, parts.reasons, ())


@frozen
class Examined:
    """A decision, the clocks that apply for sure, and all values known: facts, derived facts, outcomes."""

    decision: Decision
    applying: tuple[Clock, ...]
    values: Mapping[str, Any]


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
            known = Environment(self.values, self.program.moment.parameters)
            kept = fitted(value, self.program.outcomes[name], finish, known)
            if kept is UNKNOWN:
                rule = step.rule(row)
                rule_id, sources = (None, ()) if rule is None else (rule.id, rule.sources)
                self._leave_open(name, step.table.id, rule_id, set(), "out-of-domain", sources)
                continue
            self.values[name] = outcomes[name] = kept

    def applying(self) -> Sequence[int]:
        """The deadlines that apply, by their numbers; those of which it is not known are left open."""
        program, values = self.program, self.values
        step = program.conditions
        found: Any = None
        if step.plain is not None:
            try:
                found = step.plain(*[values[name] for name in step.parameters])
            except (KeyError, ZeroDivisionError):
                found = None
        if found is not None:
            rows: Sequence[int] = found[0]
            return rows
        possible = step.settle(values)[1]
        for candidate in possible:
            if not candidate.certain:
                unknown = unknown_names(step, (candidate,), values)
                self._leave_clock_open(program.clocks[candidate.row], unknown, "missing-fact")
        return [candidate.row for candidate in possible if candidate.certain]

    def dues(self, applying: Sequence[Clock], at: datetime) -> list[DueDate]:
        dues = []
        for clock in applying:
            due = clock.due(self.values, at)
            if isinstance(due, DueDate):
                dues.append(due)
            else:
                self._leave_clock_open(clock, due.unknown, due.code)
        return dues

    def _leave_clock_open(self, clock: Clock, unknown: set[str], code: str) -> None:
        deadline = clock.deadline
        self._leave_open(deadline.id, "deadlines", deadline.id, unknown, code, deadline.sources)

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
