"""May somebody do something? (S31)

An action that any permit names is denied unless one permits it; others are allowed. A rule that forbids beats one that
permits, and the answer cites both. What is not known is never a permission: where it is not known whether a rule
forbids, it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from attrs import define, frozen

from kefu_core.cases import CaseState, as_of
from kefu_core.cases.conditions import facts_behind, judged
from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, InvalidFacts, did_you_mean, problem
from kefu_core.ir.records import PERSONAL, Effect, Need, Permit
from kefu_core.people.directory import NOBODY, Directory, is_meant, unknown_unit
from kefu_core.permits.needs import is_met

Code = Literal["permitted", "forbidden", "denied", "not-named"]


@frozen
class Lack:
    """Why a permit does not permit, and what would lift a rule that forbids.

    A ``role`` is not held, a ``need`` is not met, a ``condition`` on a name does not hold, or a ``fact`` is not known.
    """

    kind: Literal["role", "need", "condition", "fact"]
    what: str


@frozen
class Reason:
    """A permit that has a say, and whether it applies: None where that is not known. ``missing`` says why not."""

    permit: str
    effect: Effect
    applies: bool | None
    missing: tuple[Lack, ...] = ()
    sources: tuple[str, ...] = ()


@frozen
class Permission:
    """The answer.

    ``code`` is ``permitted``; ``forbidden``: a rule forbids it, whatever permits it; ``denied``: none permits it; or
    ``not-named``: no permit speaks of it, so that it is allowed. ``reasons`` are the permits that decided that.
    """

    allowed: bool
    code: Code
    reasons: tuple[Reason, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """All clauses cited, each once."""
        return tuple(dict.fromkeys(source for reason in self.reasons for source in reason.sources))

    @property
    def missing(self) -> tuple[Lack, ...]:
        """All that is missing, each once."""
        return tuple(dict.fromkeys(lack for reason in self.reasons for lack in reason.missing))


def may(
    policy: Policy,
    state: CaseState,
    *,
    actor: str,
    action: str,
    on: str,
    at: datetime,
    directory: Directory = NOBODY,
) -> Permission:
    """Whether a person may do something on something of a case, at an aware instant.

    ``actor`` is the id of a person whom the host has authenticated; ``action`` and ``on`` are ids as permits have them.
    The case is looked at as of that instant, by the events that ``state`` knows. Raises `InvalidFacts` where the pack
    lists its actions or resources and has no such one.

    >>> may(policy, state, actor="A1001", action="read", on="recording", at=now).allowed    # doctest: +SKIP
    False
    """
    _refuse_unknown(policy, action, on)
    asked = Asked(policy, as_of(policy, state, at), actor, at, directory)
    return asked.answer(action, on)


@define
class Asked:
    """Somebody asks about a case, which is given as of the instant of asking."""

    policy: Policy
    state: CaseState
    actor: str
    at: datetime
    directory: Directory

    def answer(self, action: str, on: str) -> Permission:
        """May it be done?"""
        reasons = [self._reason(each) for each in self._naming(action, on)]
        if not reasons:
            return Permission(allowed=True, code="not-named")
        permitting = tuple(each for each in reasons if each.effect == "may" and each.applies)
        forbidding = tuple(each for each in reasons if each.effect == "forbid" and each.applies is not False)
        if forbidding:
            return Permission(allowed=False, code="forbidden", reasons=(*forbidding, *permitting))
        if permitting:
            return Permission(allowed=True, code="permitted", reasons=permitting)
        lacking = tuple(each for each in reasons if each.effect == "may") or tuple(reasons)
        return Permission(allowed=False, code="denied", reasons=lacking)

    def _naming(self, action: str, on: str) -> Iterator[Permit]:
        """The permits in force that speak of an action."""
        day = self.at.astimezone(self.policy.zone).date()
        things = {on, PERSONAL} if any(fact.id == on and fact.personal for fact in self.policy.ir.facts) else {on}
        for permit in self.policy.ir.permits:
            about = not permit.resources or not things.isdisjoint(permit.resources)
            if action in permit.actions and about and permit.in_force.holds_on(day):
                yield permit

    def _reason(self, permit: Permit) -> Reason:
        found = (self._is_one_of(permit), self._under_conditions(permit), self._with_needs(permit))
        truths = [truth for truth, _ in found]
        applies = False if False in truths else None if None in truths else True
        # What would not help is not said: a role that somebody does not hold is not a matter of facts.
        told = tuple(lack for truth, lacks in found if truth is applies for lack in lacks)
        return Reason(permit.id, permit.effect, applies, tuple(dict.fromkeys(told)), permit.sources)

    def _is_one_of(self, permit: Permit) -> tuple[bool | None, tuple[Lack, ...]]:
        values = self.state.values
        found = {who: is_meant(self.actor, who, self.directory, at=self.at, facts=values) for who in permit.who}
        if True in found.values():
            return True, ()
        facts = [unknown_unit(who, values) for who, truth in found.items() if truth is None]
        if facts:
            return None, self._facts(*(each for each in facts if each is not None))
        return False, tuple(Lack("role", str(who)) for who in permit.who)

    def _under_conditions(self, permit: Permit) -> tuple[bool | None, tuple[Lack, ...]]:
        if not permit.when:
            return True, ()
        accepted = self.state.accepted
        program = self.policy.program(self.at if accepted is None else accepted)
        found = judged(permit.when, self.state.values, program, self.state.decision)
        failed = (Lack("condition", name) for name in found.failed)
        return found.holds, (*failed, *(Lack("fact", name) for name in found.missing))

    def _with_needs(self, permit: Permit) -> tuple[bool | None, tuple[Lack, ...]]:
        """All of its needs are met; of a rule that forbids, none of those that lift it."""
        asked = permit.needs or permit.unless
        found = {need: self._met(need) for need in asked}
        wanted = permit.effect == "may"
        wrong = [need for need, truth in found.items() if truth is (not wanted)]
        unknown = [need for need, truth in found.items() if truth is None]
        if wrong:
            return False, tuple(Lack("need", str(need)) for need in wrong if wanted)
        facts = [unknown_unit(need.by, self.state.values) for need in unknown if need.by is not None]
        unmet = () if wanted else tuple(Lack("need", str(need)) for need in asked)
        return (None if unknown else True), (*unmet, *self._facts(*(each for each in facts if each is not None)))

    def _met(self, need: Need) -> bool | None:
        return is_met(
            need, self.policy, self.state.history, self.directory,
            at=self.at, actor=self.actor, values=self.state.values,
        )  # fmt: skip

    def _facts(self, *names: str) -> tuple[Lack, ...]:
        return tuple(Lack("fact", name) for name in facts_behind(names, self.state.decision))


def _refuse_unknown(policy: Policy, action: str, on: str) -> None:
    ir = policy.ir
    problems = []
    actions = tuple(each.id for each in ir.actions)
    if actions and action not in actions:
        problems.append(_unknown("unknown-action", action, actions))
    resources = (
        *(each.id for each in ir.resources),
        *(each.id for each in ir.kinds),
        *(each.id for each in ir.forms),
        *(each.id for each in ir.facts),
        PERSONAL,
    )
    if ir.resources and on not in resources:
        problems.append(_unknown("unknown-resource", on, resources))
    if problems:
        raise InvalidFacts(problems)


def _unknown(code: str, text: str, words: tuple[str, ...]) -> Diagnostic:
    guess = did_you_mean(text, words)
    return problem(code, None, help="did-you-mean" if guess else "words", text=text, guess=guess or "", words=words)
