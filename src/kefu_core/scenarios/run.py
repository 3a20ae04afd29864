"""One scenario against a policy: what was expected, what came out, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from kefu_core.decide import Decision, Policy
from kefu_core.decide.policy import Engines
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
    """A difference; ``kind`` is ``fact``, ``outcome``, ``due``, ``because``, ``undetermined`` or ``never``.

    Values are written as in rule files, with codes; of a ``fact`` that no host could give, ``got`` is the diagnostic's
    code.
    """

    kind: str
    name: str
    expected: str
    got: str


@frozen
class ScenarioResult:
    """What a scenario gave; it has passed if nothing differs."""

    scenario: Scenario
    decision: Decision
    mismatches: tuple[Mismatch, ...]

    @property
    def passed(self) -> bool:
        """Whether all came out as expected."""
        return not self.mismatches


def run_scenario(policy: Policy, scenario: Scenario, *, engine: Engines = "auto") -> ScenarioResult:
    """Decide the scenario's facts and compare with what it expects.

    ``expect`` names a part of the answer, and is exact for each value named; ``exactly`` compares all. A milestone's
    due date is the earliest of its deadlines that run. Values are shown as rule files write them, in the policy's zone.
    """
    at = from_micros(scenario.at, policy.zone)
    decision = policy.program(at, engine=engine).decide(dict(scenario.facts), at)
    comparison = _Comparison(policy, scenario, decision)
    return ScenarioResult(scenario, decision, tuple(comparison.mismatches()))


@frozen
class _Comparison:
    policy: Policy
    scenario: Scenario
    decision: Decision

    def mismatches(self) -> Iterator[Mismatch]:
        yield from self._outside()
        yield from self._outcomes()
        yield from self._due()
        yield from self._because()
        yield from self._undetermined()
        yield from self._never()

    def _outside(self) -> Iterator[Mismatch]:
        """Facts that no host could give: the intake would refuse them."""
        at, names = self.decision.as_of, self.policy.ir.names
        given = {
            name: notation.public(value, names[name].type, zone=self.policy.zone) for name, value in self.scenario.facts
        }
        for each in self.policy.intake(at).take(given)[1]:
            name = str(each.args["name"])
            yield Mismatch("fact", name, "", each.code)

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
        moment = self.policy.moment(self.decision.as_of)
        known = {**dict(self.scenario.facts), **outcomes}
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
            named = {each.id for each in self.decision.deadlines if each.id in wanted or each.milestone in wanted}
            for each in self.decision.deadlines:
                if each.id not in named:
                    yield Mismatch("due", each.id, "", WAITS if each.due is None else iso_end(each.due))

    def _due_of(self, name: str) -> Any:
        """The due instant of a deadline or a milestone; None where it waits, `UNKNOWN` where there is none."""
        concerned = [each for each in self.decision.deadlines if name in {each.id, each.milestone}]
        running = [to_micros(each.due) for each in concerned if each.due is not None]
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
        wanted, got = self.scenario.expect.because, self.decision.sources
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

    def _never(self) -> Iterator[Mismatch]:
        said = {*self.decision.sources}
        said |= {word for each in self.decision.deadlines for word in (each.id, each.milestone)}
        said |= {f"{each.table}.{each.rule}" for each in self.decision.reasons}
        for word in self.scenario.never:
            if word in said:
                yield Mismatch("never", word, "", word)
