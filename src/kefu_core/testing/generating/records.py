"""Permits, forms, and rules on how long records are kept, over a vocabulary that has been drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen
from hypothesis import strategies as st

from kefu_core.ir import types
from kefu_core.ir.conditions import Condition
from kefu_core.ir.people import Actor, Anyone, HolderOf, OnDuty, PartyOf, Role, Who
from kefu_core.ir.policy import Fact
from kefu_core.ir.records import PERSONAL, Form, Need, Permit, Retention
from kefu_core.ir.types import Code, Label
from kefu_core.testing.generating.cells import cell
from kefu_core.testing.generating.draft import Draft
from kefu_core.testing.generating.terms import period

ACTIONS: Final = (Code("read"), Code("copy", Label(zh="复制", en="copy")))
RESOURCES: Final = (Code("recording", Label(zh="录音")), Code("ledger"))
FORMS: Final = ("complaint_form", "receipt")


@frozen
class Records:
    """What was drawn; ``actions`` and ``resources`` are those that the pack lists."""

    actions: tuple[Code, ...]
    resources: tuple[Code, ...]
    permits: tuple[Permit, ...]
    forms: tuple[Form, ...]
    retention: tuple[Retention, ...]


def records(
    draft: Draft, facts: Sequence[Fact], milestones: Sequence[str], roles: Sequence[str], *, working: bool
) -> Records:
    """Some of each, and mostly none; ``working``: the pack has a calendar that counts working time."""
    people = _People(draft, tuple(facts), tuple(milestones), tuple(roles))
    forms = tuple(_form(people, name) for name in FORMS[: draft.pick((0, 0, 1, 2))])
    permits = [_permit(people, number) for number in range(draft.pick((0, 0, 1, 2, 3)))]
    if any(permit.effect == "forbid" for permit in permits):
        # What is forbidden to some has to be permitted to others.
        actions = tuple(code.id for code in ACTIONS)
        permits.append(Permit("permit.all", "may", (Anyone(),), actions, sources=draft.sources()))
    things = (None, *(code.id for code in RESOURCES), *(form.id for form in forms))
    retention = tuple(_retention(people, number, things, working=working) for number in range(draft.pick((0, 0, 1, 2))))
    named = any(each.of in {code.id for code in RESOURCES} for each in retention)
    return Records(
        actions=draft.pick((ACTIONS, ())),
        resources=RESOURCES if named else draft.pick((RESOURCES, ())),
        permits=tuple(permits),
        forms=forms,
        retention=retention,
    )


@frozen
class _People:
    draft: Draft
    facts: tuple[Fact, ...]
    milestones: tuple[str, ...]
    roles: tuple[str, ...]

    def role(self) -> Role:
        """A role, perhaps of a unit, or of those on duty."""
        units = [each.id for each in self.facts if isinstance(each.type, (types.Choice, types.Text, types.Party))]
        code: str = self.draft.pick(self.roles)
        choices: list[Role] = [code, OnDuty(code), *(HolderOf(code, unit) for unit in units)]
        chosen: Role = self.draft.pick(choices)
        return chosen

    def who(self, *others: Who) -> Who:
        """A role, a person whom a fact names, or one of some others."""
        parties = [PartyOf(each.id) for each in self.facts if each.type == types.Party()]
        chosen: Who = self.draft.pick([self.role(), *parties, *others])
        return chosen

    def need(self) -> Need:
        """Something that must have happened."""
        event: str = self.draft.pick(self.milestones)
        return Need(event, self.who(Actor()) if self.draft.chance(one_in=2) else None)

    def when(self) -> tuple[Condition, ...]:
        """Conditions, and mostly none."""
        if not self.draft.columns or not self.draft.chance(one_in=3):
            return ()
        column = self.draft.pick(self.draft.columns)
        return (Condition(column.id, cell(self.draft, column)),)


def _permit(people: _People, number: int) -> Permit:
    draft = people.draft
    effect = draft.pick(("may", "forbid"))
    asked = tuple(dict.fromkeys(people.need() for _ in range(draft.pick((0, 1, 2)))))
    things = (PERSONAL, *(code.id for code in RESOURCES), *(fact.id for fact in people.facts))
    chosen = draft.draw(st.lists(st.sampled_from(things), max_size=2, unique=True))
    return Permit(
        id=f"permit.{number}",
        effect=effect,
        who=tuple(dict.fromkeys((people.who(Anyone()), people.who()))),
        actions=tuple(code.id for code in draft.pick((ACTIONS[:1], ACTIONS))),
        resources=tuple(chosen),
        when=people.when(),
        needs=asked if effect == "may" else (),
        unless=asked if effect == "forbid" else (),
        in_force=draft.in_force(),
        sources=draft.sources(),
        label=draft.label(),
    )


def _form(people: _People, name: str) -> Form:
    draft = people.draft
    fields = draft.draw(st.lists(st.sampled_from([fact.id for fact in people.facts]), min_size=1, unique=True))
    return Form(
        id=name,
        when=people.when(),
        at=draft.pick((None, *people.milestones)),
        fields=tuple(fields),
        signatures=tuple(dict.fromkeys(people.who() for _ in range(draft.pick((0, 1, 2))))),
        before=draft.pick((None, *people.milestones)),
        in_force=draft.in_force(),
        sources=draft.sources(),
    )


def _retention(people: _People, number: int, things: tuple[str | None, ...], *, working: bool) -> Retention:
    draft = people.draft
    for_good = draft.chance(one_in=4)
    return Retention(
        id=f"retention.{number}",
        start=draft.pick(people.milestones),
        period=None if for_good else period(draft, working=working),
        then=None if for_good else draft.pick(("destroy", "redact")),
        of=draft.pick(things),
        when=people.when(),
        in_force=draft.in_force(),
        sources=draft.sources(),
        label=draft.label(),
    )
