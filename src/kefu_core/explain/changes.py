"""The smallest change of the facts that reaches another outcome: as few facts as possible, each as near as possible.

Values are tried that lie on either side of each end point of a cell, and every choice; with one fact changed, then two.
Between two neighbouring end points no row changes, so that within the exact fragment no other value of so few facts
would reach more (S35); outcomes that are calculated are left out, and so are facts that latches set, which time alone
changes (S17). What is proposed has been decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any, Final

from attrs import field, frozen

from kefu_core.decide import Decision, Policy
from kefu_core.engine.reference import Environment, holds
from kefu_core.ir import types
from kefu_core.ir.expressions import Literal, Parameter
from kefu_core.ir.moment import Moment
from kefu_core.ir.notation import internal_outcome
from kefu_core.ir.policy import Table
from kefu_core.ir.samples import samples
from kefu_core.verify.axis import key_of
from kefu_core.verify.slots import Slots

MOST_FACTS: Final = 2
MOST_TRIES: Final = 4_000
"""Cases that are decided at most in search of a change."""


@frozen
class Change:
    """Facts, with the values that they would have to have, and the outcome that this reaches.

    Values are as the engines hold them.
    """

    facts: Mapping[str, Any] = field(hash=False)
    outcome: str
    value: Any


def changes(policy: Policy, facts: Mapping[str, Any], decision: Decision, moment: Moment) -> tuple[Change, ...]:
    """For each outcome and each other value of it the smallest change found that reaches it, fewest facts first."""
    program = policy.program(decision.as_of)
    calculated = set(_calculated(moment))
    found: dict[tuple[str, Any], Change] = {}
    for tried in _tries(policy, facts, moment):
        reached = program.decide({**facts, **tried}, decision.as_of).outcomes
        for name, value in reached.items():
            if name in calculated:
                continue
            if name in decision.outcomes and decision.outcomes[name] != value and (name, value) not in found:
                held = internal_outcome(value, moment.kinds[name])
                found[name, value] = Change(dict(tried), name, held)
    return tuple(found.values())


def _calculated(moment: Moment) -> Iterator[str]:
    """Outcomes that rules calculate: every little change of a fact gives another one, and the smallest says nothing."""
    for step in moment.steps:
        if isinstance(step, Table):
            given = [row.outputs for row in step.rows] + ([step.default.outputs] if step.default else [])
            for place, name in enumerate(step.outputs):
                if not all(isinstance(outputs[place], (Literal, Parameter)) for outputs in given):
                    yield name


def _tries(policy: Policy, facts: Mapping[str, Any], moment: Moment) -> Iterator[dict[str, Any]]:
    flags = policy.ir.flags
    near = {name: _near(name, value, policy, moment) for name, value in facts.items() if name not in flags}
    tried = 0
    for number in range(1, MOST_FACTS + 1):
        for names in combinations(near, number):
            for values in product(*(near[name] for name in names)):
                tried += 1
                if tried > MOST_TRIES:
                    return
                yield dict(zip(names, values, strict=True))


def _near(name: str, value: Any, policy: Policy, moment: Moment) -> list[Any]:
    """Other values of a fact that some cell tells apart, the nearest first."""
    fact = next((each for each in policy.ir.facts if each.id == name), None)
    if fact is None:
        return []
    cells, cuts = Slots(policy.ir, moment).asked(name)
    known = Environment({}, moment.parameters)
    kept = [
        each
        for each in samples(fact.type, cells, optional=fact.optional, extra=cuts)
        if each != value and (fact.domain is None or each is None or holds(fact.domain, each, fact.type, known) is True)
    ]
    if types.is_ordered(fact.type) and not isinstance(fact.type, types.Choice) and value is not None:
        kept.sort(key=lambda each: (each is None, 0 if each is None else abs(key_of(each) - key_of(value))))
    return kept
