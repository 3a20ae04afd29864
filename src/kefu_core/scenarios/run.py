"""One scenario against a policy: facts that are decided, or a timeline that is followed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Any

from attrs import frozen

from kefu_core.cases import CaseState, Promise, fold
from kefu_core.decide import Decision, Policy
from kefu_core.decide.decision import Outcomes
from kefu_core.decide.policy import Engines
from kefu_core.ir.policy import Scenario
from kefu_core.scenarios.comparison import Answer, Mismatch, compare
from kefu_core.values import from_micros


@frozen
class ScenarioResult:
    """What a scenario gave; it has passed if nothing differs.

    ``decision`` is the last one, ``decisions`` are all that a case over time went through, and ``state`` is how that
    case stands in the end.
    """

    scenario: Scenario
    decision: Decision
    mismatches: tuple[Mismatch, ...]
    decisions: tuple[Decision, ...]
    governed_by: datetime
    state: CaseState | None = None

    @property
    def passed(self) -> bool:
        """Whether all came out as expected."""
        return not self.mismatches


def run_scenario(policy: Policy, scenario: Scenario, *, engine: Engines = "auto") -> ScenarioResult:
    """Decide the scenario's facts, or follow its timeline, and compare with what it expects."""
    at = from_micros(scenario.at, policy.zone)
    if scenario.timeline:
        state = fold(policy, scenario.timeline, until=at, engine=engine)
        answer, decisions = _of_case(policy, state, at), state.decisions
    else:
        facts: dict[str, Any] = dict(scenario.facts)
        decision = policy.program(at, engine=engine).decide(dict(facts), at)
        dues = tuple((each.id, each.milestone, each.due) for each in decision.deadlines)
        answer, decisions = Answer(decision, facts, at, dues, decision.sources), (decision,)
    mismatches = compare(policy, scenario, answer)
    return ScenarioResult(scenario, answer.decision, mismatches, decisions, answer.governed_by, answer.state)


def _of_case(policy: Policy, state: CaseState, at: datetime) -> Answer:
    """What is known of a case; of a milestone's targets those count whose place nothing has taken."""
    decision = state.decision or Decision(policy.id, policy.edition, at, Outcomes(), (), ())
    dues = [
        (each.id, each.milestone, each.line.due)
        for each in _last_attempts(state.promises)
        if each.line.superseded_by is None and each.line.status != "cancelled"
    ]
    dues += [(each.id, each.milestone, None) for each in state.waiting]
    return Answer(decision, state.facts, state.accepted or at, tuple(dues), state.sources, state)


def _last_attempts(promises: tuple[Promise, ...]) -> Iterator[Promise]:
    """The promises without those that a re-opening has put another attempt in the place of (S9)."""
    for promise, following in zip_longest(promises, promises[1:]):
        again = following is not None and following.id == promise.id
        if not (again and following.line.attempt > promise.line.attempt):
            yield promise
