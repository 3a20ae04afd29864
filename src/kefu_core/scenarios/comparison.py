"""What a scenario expects beside what came out: where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import frozen

from kefu_core.cases import CaseState
from kefu_core.decide import Decision, Policy
from kefu_core.engine.reference import Environment, evaluate
from kefu_core.ir import notation
from kefu_core.ir.policy import Derived, Scenario
from kefu_core.ir.types import UNKNOWN
from kefu_core.values import from_micros, iso_end, to_micros

WAITS = "waits"
"""How a due date that waits for its start is written."""
DECIDED = "decided"
UNDETERMINED = "undetermined"
"""How it is said that something was decided, or was not; for the latter, what is missing or a code may follow."""


@frozen
class Mismatch:
    """A difference between what was expected and what was got.

    Its ``kind`` is ``fact``, ``outcome``, ``due``, ``because``, ``undetermined`` or ``never``, and of a timeline also
    ``state``, ``status``, ``told``, ``escalated`` or ``tasks``. Values are written as in rule files, with codes; of a
    ``fact`` that no host could give, ``got`` is the diagnostic's code.
    """

    kind: str
    name: str
    expected: str
    got: str


@frozen
class Answer:
    """What came out of a scenario, in whichever way it was asked.

    ``facts`` are the values known, ``governed_by`` is the instant whose rules were in force, ``dues`` are pairs of a
    deadline and its milestone with the due instant, None while it waits. ``state`` is there where a case was followed.
    """

    decision: Decision
    facts: Mapping[str, Any]
    governed_by: datetime
    dues: tuple[tuple[str, str, datetime | None], ...]
    sources: tuple[str, ...]
    state: CaseState | None = None


def compare(policy: Policy, scenario: Scenario, answer: Answer) -> tuple[Mismatch, ...]:
    """Where an answer is not what the scenario expects.

    ``expect`` names a part of the answer, and is exact for each value named; ``exactly`` compares all. A milestone's
    due date is the earliest of its deadlines that run. Values are shown as rule files write them, in the policy's zone.
    """
    return tuple(_Comparison(policy, scenario, answer).mismatches())


@frozen
class _Comparison:
    policy: Policy
    scenario: Scenario
    answer: Answer

    @property
    def decision(self) -> Decision:
        return self.answer.decision

    def mismatches(self) -> Iterator[Mismatch]:
        yield from self._outside()
        yield from self._outcomes()
        yield from self._due()
        yield from self._because()
        yield from self._undetermined()
        yield from self._over_time()
        yield from self._never()

    def _outside(self) -> Iterator[Mismatch]:
        """Facts that no host could give: the intake would refuse them."""
        events = [(from_micros(each.at, self.policy.zone), each.facts) for each in self.scenario.timeline]
        names = self.policy.ir.names
        for at, facts in events or [(self.decision.as_of, self.scenario.facts)]:
            given = {name: notation.public(value, names[name].type, zone=self.policy.zone) for name, value in facts}
            for each in self.policy.intake(at).take(given)[1]:
                yield Mismatch("fact", str(each.args["name"]), "", each.code)

    def _outcomes(self) -> Iterator[Mismatch]:
        wanted = dict(self.scenario.expect.outcomes)
        names = self.policy.ir.names
        got = {
            name: notation.internal_outcome(value, names[name].type) for name, value in self.decision.outcomes.items()
        }
        decided = tuple(got)
        got |= self._derived(got)
        for name, value in wanted.items():
            if name not in got or got[name] != value:
                yield Mismatch("outcome", name, self._write(name, value), self._outcome(name, got))
        for name in decided:
            if self.scenario.exactly and name not in wanted:
                yield Mismatch("outcome", name, "", self._outcome(name, got))

    def _outcome(self, name: str, got: dict[str, Any]) -> str:
        if name in got:
            return self._write(name, got[name])
        return self._left_open({name})

    def _left_open(self, names: set[str]) -> str:
        """Why one of the names is undetermined, or nothing."""
        found = next((each for each in self.decision.undetermined if each.name in names), None)
        return "" if found is None else f"{UNDETERMINED}: {', '.join(found.missing) or found.code}"

    def _derived(self, outcomes: dict[str, Any]) -> dict[str, Any]:
        """The values of derived facts, which a scenario may expect though a decision does not list them."""
        moment = self.policy.moment(self.answer.governed_by)
        known = {**self.answer.facts, **outcomes}
        found: dict[str, Any] = {}
        for step in moment.steps:
            if isinstance(step, Derived):
                value = known.get(step.id, UNKNOWN)
                if value is UNKNOWN and self._left_open({step.id}) == "":
                    value = evaluate(step.value, Environment(known, moment.parameters))
                if value is not UNKNOWN:
                    known[step.id] = found[step.id] = value
        return found

    def _write(self, name: str, value: Any) -> str:
        thing = self.policy.ir.names[name]
        return notation.write(value, thing.type, zone=self.policy.zone)

    def _due(self) -> Iterator[Mismatch]:
        wanted = dict(self.scenario.expect.due)
        for name, instant in wanted.items():
            got = self._due_of(name)
            if got != instant:
                yield Mismatch("due", name, self._instant(instant), self._instant(got) or self._open_due(name))
        if self.scenario.exactly:
            for deadline, milestone, due in self.answer.dues:
                if not {deadline, milestone} & set(wanted):
                    yield Mismatch("due", deadline, "", WAITS if due is None else iso_end(due))

    def _due_of(self, name: str) -> Any:
        """The due instant of a deadline or a milestone; None where it waits, `UNKNOWN` where there is none."""
        concerned = [due for deadline, milestone, due in self.answer.dues if name in {deadline, milestone}]
        running = [to_micros(due) for due in concerned if due is not None]
        if running:
            return min(running)
        return None if concerned else UNKNOWN

    def _open_due(self, name: str) -> str:
        return self._left_open({each.id for each in self.policy.ir.deadlines if name in {each.id, each.milestone}})

    def _instant(self, instant: Any) -> str:
        if instant is UNKNOWN:
            return ""
        return WAITS if instant is None else iso_end(from_micros(instant, self.policy.zone))

    def _because(self) -> Iterator[Mismatch]:
        wanted, got = self.scenario.expect.because, self.answer.sources
        for source in wanted:
            if source not in got:
                yield Mismatch("because", source, source, "")
        for source in got:
            if self.scenario.exactly and source not in wanted:
                yield Mismatch("because", source, "", source)

    def _undetermined(self) -> Iterator[Mismatch]:
        wanted, got = self.scenario.expect.undetermined, {each.name for each in self.decision.undetermined}
        for name in wanted:
            if name not in got:
                decided = name in self.decision.outcomes
                yield Mismatch("undetermined", name, UNDETERMINED, DECIDED if decided else "")
        for name in sorted(got):
            if self.scenario.exactly and name not in wanted:
                yield Mismatch("undetermined", name, "", UNDETERMINED)

    def _over_time(self) -> Iterator[Mismatch]:
        """How the case stands, and what followed from deadlines that were missed."""
        state, wanted = self.answer.state, self.scenario.expect
        if state is None:
            return
        if wanted.state is not None and wanted.state != state.state:
            yield Mismatch("state", "", wanted.state, state.state or state.standing)
        for name, status in wanted.status:
            got = status_of(state, name)
            if got != status:
                yield Mismatch("status", name, status, got)
        lists = (
            ("told", wanted.told, [str(role) for each in state.told for role in each.notify]),
            ("escalated", wanted.escalated, [str(each.escalate) for each in state.told if each.escalate is not None]),
            ("tasks", wanted.tasks, [each.task for each in state.told if each.task is not None]),
        )
        for kind, expected, found in lists:
            if expected is not None and set(expected) != set(found):
                yield Mismatch(kind, "", ", ".join(sorted(set(expected))), ", ".join(sorted(set(found))))

    def _never(self) -> Iterator[Mismatch]:
        said = {*self.answer.sources}
        said |= {word for deadline, milestone, _ in self.answer.dues for word in (deadline, milestone)}
        said |= {f"{each.table}.{each.rule}" for each in self.decision.reasons}
        for word in self.scenario.never:
            if word in said:
                yield Mismatch("never", word, "", word)


def status_of(state: CaseState, name: str) -> str:
    """How a deadline, or a milestone, stands: by the last target that nothing has taken the place of; else `WAITS`."""
    concerned = [each.line for each in state.promises if name in {each.id, each.milestone}]
    last = [line for line in concerned if line.superseded_by is None] or concerned
    if last:
        return last[-1].status
    return WAITS if any(name in {each.id, each.milestone} for each in state.waiting) else ""
