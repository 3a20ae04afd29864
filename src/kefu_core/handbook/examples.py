"""Scenarios as the examples of a handbook: cases that are decided at once, and cases over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kefu_core.decide import Policy
from kefu_core.handbook.anchors import Anchors
from kefu_core.handbook.parts import Example, Happening, Named, Pair
from kefu_core.handbook.rules import Rules
from kefu_core.ir import policy as ir
from kefu_core.ir.events import Event
from kefu_core.scenarios import run_scenario
from kefu_core.scenarios.coverage import shown_by
from kefu_core.values import from_micros
from kefu_core.wording import event_words, instant_words, listed, status_words, value_words


class Examples:
    """Makes the examples of one policy; ``rules`` are the parts of the same handbook."""

    def __init__(self, policy: Policy, rules: Rules, anchors: Anchors) -> None:
        self.policy = policy
        self.rules = rules
        self.anchors = anchors
        self.lexicon = rules.lexicon
        self.deadlines = {each.at.id: each.at.label for each in rules.promises}

    def example(self, number: int, scenario: ir.Scenario) -> Example:
        """The example of a scenario, with the clauses that it shows."""
        shown = shown_by(self.policy, run_scenario(self.policy, scenario))
        expected = scenario.expect
        return Example(
            at=Named(scenario.title, str(number), f"example-{number}"),
            facts=tuple(self._pairs(scenario.facts)),
            timeline=tuple(map(self._happening, sorted(scenario.timeline, key=lambda each: each.order))),
            moment=self._instant(scenario.at),
            expected=(
                *self._pairs(expected.outcomes),
                *self._dues(expected),
                *self._over_time(expected),
                *self._left_open(expected),
            ),
            clauses=tuple(map(self.anchors.clause, sorted(shown))),
        )

    def _happening(self, event: Event) -> Happening:
        facts = tuple(self._pairs(event.facts))
        return Happening(self._instant(event.at), event_words(event, self.lexicon), facts)

    def _pairs(self, values: Iterable[tuple[str, Any]]) -> Iterator[Pair]:
        for name, value in values:
            thing = self.rules.ir.names[name]
            yield Pair(self.lexicon.name(name), value_words(value, thing.type, self.lexicon, thing.labels))

    def _dues(self, expected: ir.Expectation) -> Iterator[Pair]:
        for name, instant in expected.due:
            due = self.rules.say("has not begun", "尚未开始") if instant is None else self._instant(instant)
            yield Pair(self.rules.say("{} due", "{}到期", self._called(name)), due)

    def _over_time(self, expected: ir.Expectation) -> Iterator[Pair]:
        language = self.lexicon.language
        if expected.state is not None:
            yield Pair(self.rules.say("state", "状态"), self.lexicon.state(expected.state))
        for name, status in expected.status:
            yield Pair(self._called(name), status_words(status, language))
        roles = (
            (self.rules.say("told", "通知"), expected.told),
            (self.rules.say("handed to", "升级到"), expected.escalated),
        )
        nobody = self.rules.say("nobody", "无人")
        for heading, found in roles:
            if found is not None:
                yield Pair(heading, listed([self.lexicon.role(each) for each in found], language) or nobody)
        if expected.tasks is not None:
            nothing = self.rules.say("none", "无")
            yield Pair(self.rules.say("tasks", "任务"), listed(expected.tasks, language) or nothing)

    def _left_open(self, expected: ir.Expectation) -> Iterator[Pair]:
        for name in expected.undetermined:
            yield Pair(self._called(name), self.rules.say("not decided", "未能裁决"))

    def _called(self, name: str) -> str:
        """What a deadline, a milestone or an outcome is called."""
        return self.deadlines.get(name) or self.lexicon.name(name)

    def _instant(self, micros: int) -> str:
        return instant_words(from_micros(micros, self.lexicon.zone), end=True)
