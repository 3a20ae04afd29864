"""What is personal stays so, in every policy: nobody learns it from the view of a case."""

from __future__ import annotations

import json
from typing import Any

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from kefu_core.cases import as_of, fold, forms_of
from kefu_core.decide import Policy
from kefu_core.ir import types
from kefu_core.ir.dependencies import parts, reads
from kefu_core.ir.events import Event
from kefu_core.ir.expressions import Call, Name, names_in
from kefu_core.ir.policy import Fact, PolicyIR
from kefu_core.ir.records import PERSONAL, Permit
from kefu_core.people import Directory, Holding
from kefu_core.permits import mark, masked, may, permission_json
from kefu_core.retention import kept_until, redacted
from kefu_core.testing import packs
from kefu_core.testing.drawing import inner_values_of, instants
from kefu_core.values import to_micros

PEOPLE = Directory((Holding("ann", "manager"), Holding("bo", "reception", of="A1")))
SECRETS = (
    Fact("secret_name", types.Text(), personal=True),
    Fact("secret_day", types.Date(), personal=True, optional=True),
    Fact("secret_sum", types.Money("CNY"), personal=True),
)
FOR_FEW = Permit("permit.few", "may", ("reception",), ("read",), (PERSONAL,), sources=("manual.one",))
ACTORS = st.sampled_from(["ann", "bo", "A1"])


@st.composite
def histories(draw: st.DrawFn) -> tuple[Policy, tuple[Event, ...], Any]:
    """A policy, a case that has begun under it, and an instant at which somebody asks."""
    drawn = draw(packs())
    # A period that is calculated may come to nothing, which no clock can follow.
    lasting = tuple(each for each in drawn.ir.deadlines if not isinstance(each.within, (Call, Name)))
    facts_ = (*drawn.ir.facts, *SECRETS)
    policy = Policy(
        evolve(drawn.ir, deadlines=lasting, facts=facts_, permits=(*drawn.ir.permits, FOR_FEW)), drawn.edition
    )
    start = draw(instants(policy))
    facts = {fact.id: draw(inner_values_of(policy, fact.id)) for fact in policy.ir.facts if draw(st.booleans())}
    begun = Event("begun", to_micros(start), "accepted", "1", facts=tuple(sorted(facts.items())))
    types = draw(st.lists(st.sampled_from(["forwarded", "resolved"]), max_size=3))
    later = [Event(f"{number}", begun.at + number, type_, "1", actor="ann") for number, type_ in enumerate(types)]
    return policy, (begun, *later), start


def read_by_rules(ir: PolicyIR) -> set[str]:
    """The names that any rule looks at."""
    names = {name for step in ir.steps for name in reads(step)}
    names |= {name for each in ir.deadlines for part in parts(each) for name in names_in(part)}
    for rules in (ir.deadlines, ir.permits, ir.forms, ir.retention):
        names |= {condition.name for rule in rules for condition in rule.when}
    return names


@given(histories(), ACTORS, st.data())
def test_a_view_is_the_same_whatever_the_values_that_are_hidden(drawn, actor, data):
    policy, events, now = drawn
    state = fold(policy, events, until=now)
    view = masked(policy, state, actor=actor, at=now, directory=PEOPLE)
    secret = {name for name, each in view.permissions.items() if not each.allowed}
    persons = {str(who) for each in policy.ir.permits for who in each.who}
    free = secret - read_by_rules(policy.ir) - {word for who in persons for word in who.split()}
    free -= {str(need.by) for each in policy.ir.permits for need in (*each.needs, *each.unless)}
    changed = [name for name, _ in events[0].facts if name in free]
    assume(changed)
    values = dict(events[0].facts) | {name: data.draw(inner_values_of(policy, name)) for name in changed}
    other = (Event("begun", events[0].at, "accepted", "1", facts=tuple(sorted(values.items()))), *events[1:])

    assert masked(policy, fold(policy, other, until=now), actor=actor, at=now, directory=PEOPLE).case == view.case


@given(histories(), ACTORS)
def test_a_view_is_json_and_marks_what_may_not_be_read(drawn, actor):
    policy, events, now = drawn
    view = masked(policy, fold(policy, events, until=now), actor=actor, at=now, directory=PEOPLE)

    assert json.loads(json.dumps(view.case)) == view.case
    for name, permission in view.permissions.items():
        if name in view.case["facts"]:
            assert permission.allowed or view.case["facts"][name] == mark()
    assert {name for name in view.hidden if name in view.case["facts"]} == {
        name for name, value in view.case["facts"].items() if value == mark()
    }


@given(histories(), ACTORS, st.sampled_from(["read", "copy"]), st.sampled_from(["recording", "personal_data"]))
def test_an_answer_is_allowed_by_a_permit_or_because_none_speaks_of_it(drawn, actor, action, on):
    policy, events, now = drawn
    listed = {each.id for each in policy.ir.actions} or {action}
    assume(action in listed)
    found = may(policy, fold(policy, events, until=now), actor=actor, action=action, on=on, at=now, directory=PEOPLE)
    forbids = any(reason.effect == "forbid" and reason.applies is not False for reason in found.reasons)
    permits = any(reason.effect == "may" and reason.applies for reason in found.reasons)

    assert found.allowed == (found.code == "not-named" or (permits and not forbids))
    assert json.loads(json.dumps(permission_json(found)))["allowed"] is found.allowed


@given(histories())
def test_forms_and_periods_can_be_told_of_every_case(drawn):
    policy, events, now = drawn
    state = fold(policy, events, until=now)

    assert as_of(policy, state, now) == state
    for form in forms_of(policy, state):
        assert form.complete == (not form.lacking and not form.undetermined)
    for keep in kept_until(policy, state):
        assert (keep.until is None) == (keep.then is None)
        assert keep.sources
    assert redacted(policy, redacted(policy, events)) == redacted(policy, events)
