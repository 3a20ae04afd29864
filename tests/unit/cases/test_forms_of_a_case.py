"""What has to be written down of a case, and what waits for it (S33)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kefu_core import load_policy
from kefu_core.cases import CaseState, as_of, fold, forms_of
from kefu_core.cases.reading import read_timeline
from kefu_core.ir.events import Event
from kefu_core.values import parse_instant, to_micros

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
language: en
documents: [manual]
---
facts:
  - {id: customer, type: party, label: {zh: 客户, en: customer}}
  - {id: matter, type: text}
  - {id: refund, type: boolean}
  - {id: amount, type: money, unit: CNY, optional: true}
roles: [{id: clerk, label: {zh: 店员, en: clerk}}]
milestones: [{id: accepted, start: true}, forwarded, visited, closed]
kinds:
  - id: complaint
    starts: accepted
    source: manual.1
    states: [open, forwarded, {id: done, final: true}]
    moves:
      - {on: forwarded, to: forwarded, source: manual.1}
      - {on: closed, from: forwarded, to: done, source: manual.1}
forms:
  - id: sheet
    label: {zh: 意见表, en: sheet}
    fields: [customer, matter]
    signatures: [customer, clerk]
    complete: before forwarded
    source: manual.2
  - {id: visit, at: visited, fields: matter, source: manual.3}
  - {id: payment, when: {refund: true}, fields: amount, complete: before closed, source: manual.4}
  - {id: old, fields: matter, in_force: {until: 2026-11-02}, source: manual.5}
"""
POLICY = load_policy({"shop.yaml": PACK})


def at(text: str) -> datetime:
    return parse_instant(f"2026-11-02T{text}+08:00")


def event(time: str, type_: str, *more: tuple[str, Any], **facts: Any) -> Event:
    return Event(f"{time} {type_} {more}", to_micros(at(time)), type_, "1", facts=tuple(facts.items()), more=more)


ACCEPTED = event("10:00", "accepted", customer="C1")
MATTER = event("10:10", "facts", matter="noise")
BY_CUSTOMER = event("10:20", "signed", ("form", "sheet"), ("by", "customer"))
BY_CLERK = event("10:30", "signed", ("form", "sheet"), ("by", "clerk"))
NO_REFUND = event("10:05", "facts", refund=False)
FORWARDED, CLOSED = event("11:00", "forwarded"), event("12:00", "closed")


def case(*events: Event, now: str = "15:00") -> CaseState:
    return fold(POLICY, (ACCEPTED, *events), until=at(now))


def sheet(*events: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = next(each for each in forms_of(POLICY, case(*events)) if each.form == "sheet")
    return found.fields, found.signatures


def test_a_form_lacks_the_facts_that_are_not_known_and_the_signatures_that_are_not_there():
    assert sheet() == (("matter",), ("customer", "clerk"))
    assert sheet(MATTER, BY_CLERK) == ((), ("customer",))
    assert sheet(MATTER, BY_CLERK, BY_CUSTOMER) == ((), ())


def test_none_is_an_answer():
    refund = event("10:05", "facts", refund=True, amount=None)
    found = {each.form: each for each in forms_of(POLICY, case(refund))}

    assert found["payment"].complete


def test_a_signature_that_was_voided_is_missing():
    void = Event("v", to_micros(at("10:40")), "void", "1", voids=BY_CLERK.id)

    assert sheet(BY_CLERK, void)[1] == ("customer", "clerk")


def test_a_form_is_owed_from_its_milestone_on():
    visited = event("13:00", "visited")
    found = {each.form: each.since for each in forms_of(POLICY, case(NO_REFUND, visited))}

    assert found == {"sheet": at("10:00"), "visit": at("13:00")}
    assert "visit" not in {each.form for each in forms_of(POLICY, case(NO_REFUND, visited, now="12:59"))}


def test_where_it_is_not_known_whether_a_form_is_owed_the_fact_that_says_so_is_named():
    found = {each.form: each for each in forms_of(POLICY, case())}

    assert found["payment"].undetermined == ("refund",)
    assert not found["payment"].complete
    assert "payment" not in {each.form for each in forms_of(POLICY, case(NO_REFUND))}


def test_a_case_that_has_not_begun_owes_nothing():
    assert forms_of(POLICY, fold(POLICY, (), until=at("10:00"))) == ()


def test_a_milestone_is_refused_with_the_clause_while_its_form_is_not_complete():
    state = case(MATTER, BY_CUSTOMER, FORWARDED)

    (remark,) = state.remarks
    assert (remark.code, remark.missing, remark.sources) == ("incomplete", ("sheet.signed.clerk",), ("manual.2",))
    assert "forwarded" not in state.reached
    assert state.state == "open"


def test_once_it_is_complete_the_milestone_may_come():
    state = case(MATTER, BY_CUSTOMER, BY_CLERK, FORWARDED)

    assert state.remarks == ()
    assert state.state == "forwarded"


def test_what_an_event_says_itself_counts():
    telling = event("11:00", "forwarded", matter="noise")

    assert case(BY_CUSTOMER, BY_CLERK, telling).state == "forwarded"


def test_a_form_that_holds_nothing_up_is_a_task_and_no_refusal():
    assert case(MATTER, BY_CUSTOMER, BY_CLERK, event("10:50", "visited"), FORWARDED).remarks == ()


def test_a_form_that_may_not_be_owed_holds_nothing_up():
    ready = (MATTER, BY_CUSTOMER, BY_CLERK, FORWARDED)

    assert case(*ready, CLOSED).state == "done"
    owed = case(*ready, event("11:30", "facts", refund=True), CLOSED)
    assert [(each.code, each.missing) for each in owed.remarks] == [("incomplete", ("payment.amount",))]


def test_a_refusal_of_the_kind_comes_before_that_of_a_form():
    refused = case(event("10:30", "facts", refund=True), CLOSED).remarks

    assert [each.code for each in refused] == ["wrong-state"]


EVENTS = (MATTER, BY_CUSTOMER, BY_CLERK, NO_REFUND, FORWARDED, CLOSED, event("10:45", "visited"))


@given(st.sets(st.sampled_from(EVENTS)), st.integers(9, 14), st.integers(9, 14))
def test_a_case_as_of_another_instant_is_the_fold_up_to_it(events, first, second):
    known = (ACCEPTED, *events)
    then, now = at(f"{first:02}:30"), at(f"{second:02}:30")
    state = fold(POLICY, known, until=now)
    wanted = fold(POLICY, [each for each in known if each.at <= to_micros(now)], until=then)

    assert as_of(POLICY, state, then) == evolve(wanted, id=state.id)


def read(line: str):
    accepted = '{"at": "2026-11-02T10:00+08:00", "type": "accepted", "case": "1"}'
    return read_timeline("t.jsonl", f"{accepted}\n{line}", POLICY)


def test_a_signature_is_read_by_labels_and_kept_by_codes():
    found = read('{"at": "2026-11-02T11:00+08:00", "type": "signed", "case": "1", "form": "意见表", "by": "店员"}')

    assert found.problems == ()
    assert found.events[1].given == {"form": "sheet", "by": "clerk"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('"form": "shet", "by": "clerk"', "unknown-form"),
        ('"form": "visit", "by": "clerk"', "unknown-signer"),
        ('"form": "sheet"', "event-without"),
        ('"by": "clerk"', "event-without"),
        ('"form": 1, "by": "clerk"', "event-without"),
    ],
)
def test_a_signature_on_nothing_is_refused_at_its_line(more, code):
    found = read(f'{{"at": "2026-11-02T11:00+08:00", "type": "signed", "case": "1", {more}}}')

    assert [(each.code, each.span.line) for each in found.problems if each.span] == [(code, 2)]


def test_a_hold_says_why():
    found = read('{"at": "2026-11-02T11:00+08:00", "type": "hold", "case": "1"}')

    assert [each.code for each in found.problems] == ["event-without"]


def test_a_milestone_may_be_called_as_an_event_of_forms_where_nothing_is_signed():
    pack = PACK.partition("forms:")[0].replace("visited,", "signed,")
    policy = load_policy({"shop.yaml": pack})
    state = fold(policy, (ACCEPTED, event("11:00", "signed")), until=at("12:00"))

    assert "signed" in state.reached
