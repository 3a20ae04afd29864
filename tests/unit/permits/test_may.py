"""Who may do what, and what the answer cites (S31)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from kefu_core import InvalidFacts, load_policy
from kefu_core.cases import fold
from kefu_core.ir.events import Event
from kefu_core.people import Directory, Holding
from kefu_core.permits import Lack, Permission, may, permission_json
from kefu_core.values import parse_instant, to_micros

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
language: en
documents: [manual]
---
facts:
  - {id: customer, type: party}
  - {id: department, type: choice, choices: [sales, service]}
  - {id: urgent, type: boolean}
  - {id: phone, type: text, personal: true}
outcomes:
  - {id: grade, type: choice, choices: [minor, major]}
roles: [head, agent, stranger]
milestones:
  - {id: accepted, start: true}
  - applied
  - agreed
  - {id: consented, until: withdrawn}
  - withdrawn
  - closed
actions: [read, copy, print]
resources: [recording, ledger]
permits:
  - id: disputed
    may: [head of department, agent]
    do: read
    on: recording
    needs: [applied by actor, agreed by agent]
    source: manual.1
  - {id: own, may: customer, do: copy, on: personal_data, source: manual.2}
  - {id: strangers, forbid: stranger, do: read, on: personal_data, unless: consented by customer, source: manual.3}
  - {id: consented, may: anyone, do: read, on: personal_data, needs: consented by customer, source: manual.4}
  - {id: agents, may: agent, do: read, on: phone, source: manual.5}
  - {id: grave, may: agent, do: copy, on: recording, when: {grade: major}, source: manual.6}
  - {id: not_heads, forbid: head, do: copy, on: recording, when: {urgent: true}, source: manual.7}
  - {id: heads, may: head, do: copy, on: recording, source: manual.8}
  - {id: printing, may: anyone, do: print, in_force: {from: 2026-11-03, until: 2026-11-04}, source: manual.9}
---
table: grade
inputs: [urgent]
output: grade
hit: unique
rules:
  - {id: quick, when: {urgent: true}, then: major, source: manual.1}
  - {id: slow, when: {urgent: false}, then: minor, source: manual.1}
"""
POLICY = load_policy({"shop.yaml": PACK})


def at(text: str) -> datetime:
    """An instant of 2026-11-02 in Shanghai."""
    return parse_instant(f"2026-11-02T{text}+08:00")


PEOPLE = Directory(
    (
        Holding("hans", "head", of="sales"),
        Holding("hella", "head", of="service"),
        Holding("ada", "agent", until=at("12:00")),
        Holding("alf", "agent"),
        Holding("sam", "stranger"),
    )
)


def event(time: str, type_: str, actor: str | None = None, **more: Any) -> Event:
    facts = tuple(sorted(more.pop("facts", {}).items()))
    return Event(f"{time} {type_} {actor}", to_micros(at(time)), type_, "1", actor=actor, facts=facts, **more)


ACCEPTED = event("10:00", "accepted", facts={"customer": "C1", "department": "sales"})
APPLIED, AGREED = event("11:00", "applied", "hans"), event("11:30", "agreed", "ada")
CONSENTED, WITHDRAWN = event("11:00", "consented", "C1"), event("13:00", "withdrawn", "C1")


def ask(actor: str, action: str, on: str, *events: Event, now: str | datetime = "14:00") -> Permission:
    instant = at(now) if isinstance(now, str) else now
    state = fold(POLICY, (ACCEPTED, *events), until=at("23:59"))
    return may(POLICY, state, actor=actor, action=action, on=on, at=instant, directory=PEOPLE)


def missing(permission: Permission) -> list[tuple[str, str]]:
    return [(lack.kind, lack.what) for lack in permission.missing]


def test_what_no_permit_names_is_allowed_and_cites_nothing():
    assert ask("sam", "read", "ledger") == Permission(allowed=True, code="not-named")


def test_what_a_permit_names_is_denied_to_those_whom_none_permits():
    found = ask("sam", "read", "recording")

    assert (found.allowed, found.code, found.sources) == (False, "denied", ("manual.1",))
    assert ("role", "head of department") in missing(found)


def test_all_needs_have_to_be_met_and_those_that_are_not_are_named():
    assert missing(ask("hans", "read", "recording")) == [("need", "applied by actor"), ("need", "agreed by agent")]
    assert missing(ask("hans", "read", "recording", APPLIED)) == [("need", "agreed by agent")]
    found = ask("hans", "read", "recording", APPLIED, AGREED)
    assert (found.allowed, found.code, found.sources) == (True, "permitted", ("manual.1",))


def test_what_another_applied_for_is_no_application_of_mine():
    assert missing(ask("alf", "read", "recording", APPLIED, AGREED)) == [("need", "applied by actor")]


def test_the_head_of_another_department_is_not_meant():
    found = ask("hella", "read", "recording", event("11:00", "applied", "hella"), AGREED)

    assert missing(found) == [("role", "head of department"), ("role", "agent")]


@pytest.mark.parametrize(("now", "allowed"), [("11:29", False), ("11:30", True)])
def test_needs_are_judged_at_the_instant_asked(now, allowed):
    assert ask("hans", "read", "recording", APPLIED, AGREED, now=now).allowed is allowed


def test_an_agreement_stays_when_its_giver_leaves():
    assert ask("hans", "read", "recording", APPLIED, AGREED, now="12:00").allowed


def test_an_agreement_of_somebody_who_has_left_is_none():
    late = event("12:00", "agreed", "ada")

    assert missing(ask("hans", "read", "recording", APPLIED, late)) == [("need", "agreed by agent")]


@pytest.mark.parametrize("actor", ["hans", None])
def test_an_agreement_of_nobody_in_particular_is_none(actor):
    assert not ask("hans", "read", "recording", APPLIED, event("11:30", "agreed", actor)).allowed


def test_a_role_counts_at_the_instant_asked():
    needs = (event("11:00", "applied", "ada"), event("11:00", "agreed", "alf"))

    assert ask("ada", "read", "recording", *needs, now="11:59").allowed
    assert not ask("ada", "read", "recording", *needs, now="12:00").allowed


@pytest.mark.parametrize(
    "gone", [evolve(AGREED, id="v", type="void", voids=AGREED.id, recorded=to_micros(at("13:00"))),
             evolve(AGREED, id="c", actor="hans", corrects=AGREED.id, recorded=to_micros(at("13:00")))]
)  # fmt: skip
def test_what_was_voided_or_corrected_meets_no_need(gone):
    assert missing(ask("hans", "read", "recording", APPLIED, AGREED, gone)) == [("need", "agreed by agent")]


@pytest.mark.parametrize(("now", "allowed"), [("10:59", False), ("11:00", True), ("12:59", True), ("13:00", False)])
def test_a_consent_that_is_withdrawn_ends_later_access_only(now, allowed):
    assert ask("sam", "read", "personal_data", CONSENTED, WITHDRAWN, now=now).allowed is allowed


def test_a_consent_can_be_given_again():
    assert ask("sam", "read", "personal_data", CONSENTED, WITHDRAWN, event("13:30", "consented", "C1")).allowed


def test_of_two_at_one_instant_the_last_counts():
    first, second = event("11:00", "consented", "C1", seq=1), event("11:00", "withdrawn", "C1", seq=2)

    assert not ask("sam", "read", "personal_data", first, second).allowed
    assert ask("sam", "read", "personal_data", evolve(first, seq=3), second).allowed


def test_a_withdrawal_by_nobody_in_particular_ends_a_consent_and_one_by_a_stranger_does_not():
    assert not ask("sam", "read", "personal_data", CONSENTED, event("13:00", "withdrawn")).allowed
    assert ask("sam", "read", "personal_data", CONSENTED, event("13:00", "withdrawn", "sam")).allowed


def test_a_consent_of_another_customer_is_none():
    assert not ask("sam", "read", "personal_data", event("11:00", "consented", "C2")).allowed


def test_a_rule_that_forbids_beats_one_that_permits_and_both_are_cited():
    urgent = event("10:30", "facts", facts={"urgent": True})
    found = ask("hans", "copy", "recording", urgent)

    assert (found.allowed, found.code, found.sources) == (False, "forbidden", ("manual.7", "manual.8"))
    assert [(reason.permit, reason.effect) for reason in found.reasons] == [("not_heads", "forbid"), ("heads", "may")]


def test_where_it_is_not_known_whether_a_rule_forbids_it_does():
    found = ask("hans", "copy", "recording")

    assert (found.allowed, found.code) == (False, "forbidden")
    assert found.reasons[0].applies is None
    assert found.reasons[0].missing == (Lack("fact", "urgent"),)
    assert ask("hans", "copy", "recording", event("10:30", "facts", facts={"urgent": False})).allowed


def test_where_it_is_not_known_whether_a_rule_permits_it_does_not_and_the_fact_behind_is_named():
    found = ask("alf", "copy", "recording")

    assert (found.allowed, found.code) == (False, "denied")
    assert ("fact", "urgent") in missing(found)
    assert ask("alf", "copy", "recording", event("10:30", "facts", facts={"urgent": True})).allowed


def test_a_unit_that_is_not_known_is_never_a_permission():
    state = fold(POLICY, (event("10:00", "accepted"), APPLIED, AGREED), until=at("23:59"))
    found = may(POLICY, state, actor="hans", action="read", on="recording", at=at("14:00"), directory=PEOPLE)

    assert (found.allowed, missing(found)) == (False, [("fact", "department")])


def test_what_is_personal_is_under_the_permits_of_all_that_is_and_under_its_own():
    assert ask("alf", "read", "phone").sources == ("manual.5",)
    assert ask("sam", "read", "phone").code == "forbidden"
    assert not ask("alf", "read", "personal_data").allowed


def test_a_person_whom_the_case_names_is_meant_as_such():
    assert ask("C1", "copy", "phone").sources == ("manual.2",)
    assert not ask("C2", "copy", "phone").allowed


def test_the_permits_in_force_are_those_of_the_instant_asked():
    days = {day: parse_instant(f"2026-11-{day}T00:00+08:00") for day in ("02", "03", "04")}
    found = {day: ask("sam", "print", "ledger", now=instant).code for day, instant in days.items()}

    assert found == {"02": "not-named", "03": "permitted", "04": "not-named"}


@pytest.mark.parametrize(
    ("action", "on", "code"), [("raed", "ledger", "unknown-action"), ("read", "x", "unknown-resource")]
)
def test_what_the_pack_does_not_list_is_refused(action, on, code):
    with pytest.raises(InvalidFacts) as refused:
        ask("sam", action, on)

    assert [each.code for each in refused.value.diagnostics] == [code]


def test_a_case_that_has_not_begun_permits_nothing_that_needs_it():
    state = fold(POLICY, (), until=at("10:00"))

    assert not may(POLICY, state, actor="hans", action="read", on="recording", at=at("10:00"), directory=PEOPLE).allowed


def test_an_answer_is_json_of_codes():
    assert permission_json(ask("sam", "read", "phone")) == {
        "allowed": False,
        "code": "forbidden",
        "reasons": [
            {
                "permit": "strangers", "effect": "forbid", "applies": True,
                "missing": [{"kind": "need", "what": "consented by customer"}], "sources": ["manual.3"],
            }
        ],
        "sources": ["manual.3"],
    }  # fmt: skip


EVENTS = (APPLIED, AGREED, CONSENTED, WITHDRAWN, event("12:30", "facts", facts={"urgent": True}))
QUESTIONS = st.tuples(
    st.sampled_from(["hans", "hella", "ada", "alf", "sam", "C1"]),
    st.sampled_from(["read", "copy", "print"]),
    st.sampled_from(["recording", "ledger", "phone", "personal_data"]),
)


@given(QUESTIONS, st.sets(st.sampled_from(EVENTS)), st.integers(10, 15))
@example(("sam", "read", "personal_data"), {CONSENTED, WITHDRAWN}, 12)
def test_what_comes_later_changes_no_answer(question, events, hour):
    now = at(f"{hour}:00")
    earlier = [each for each in events if each.at <= to_micros(now)]

    assert ask(*question, *events, now=now) == ask(*question, *earlier, now=now)


@given(QUESTIONS, st.lists(st.sampled_from(EVENTS)))
def test_the_order_and_the_number_of_deliveries_say_nothing(question, events):
    assert ask(*question, *events) == ask(*question, *sorted(set(events), key=lambda each: each.id))


@given(QUESTIONS, st.sets(st.sampled_from(EVENTS)), st.integers(10, 15))
def test_every_answer_about_a_named_action_cites_its_clauses(question, events, hour):
    found = ask(*question, *events, now=f"{hour}:00")

    assert (found.code == "not-named") == (not found.sources)
    assert found.allowed == (found.code in {"permitted", "not-named"})
    if found.code == "permitted":
        assert all(reason.applies and reason.effect == "may" for reason in found.reasons)
