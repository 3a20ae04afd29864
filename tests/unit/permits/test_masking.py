"""A case as somebody may see it (S31)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kefu_core import load_policy
from kefu_core.cases import fold
from kefu_core.ir.events import Event
from kefu_core.people import Directory, Holding
from kefu_core.permits import Masked, mark, masked
from kefu_core.values import parse_instant, to_micros

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
language: en
documents: [manual]
---
facts:
  - {id: name, type: text, personal: true}
  - {id: born, type: instant, personal: true}
  - {id: phone, type: text, personal: true, optional: true}
  - {id: department, type: choice, choices: [sales, service]}
  - {id: urgent, type: boolean}
outcomes:
  - {id: grade, type: choice, choices: [minor, major]}
  - {id: called, type: text}
derived:
  - {id: greeting, type: text, value: name, source: manual.1}
  - {id: is_ann, type: boolean, value: 'name = "Ann"', source: manual.1}
  - {id: polite, type: text, value: greeting, source: manual.1}
roles: [head, agent]
milestones: [{id: accepted, start: true}, closed]
permits:
  - {id: heads, may: head, do: read, on: personal_data, source: manual.4}
  - {id: agents, may: agent, do: read, on: phone, source: manual.5}
---
table: grade
inputs: [name, urgent]
output: grade
hit: first
rules:
  - {id: ann, when: {name: '"Ann"'}, then: major, source: manual.1}
  - {id: quick, when: {urgent: true}, then: major, source: manual.2}
default: {then: minor, source: manual.3}
---
table: called
inputs: [urgent]
output: called
hit: first
rules:
  - {id: quick, when: {urgent: true}, then: '"you there"', source: manual.2}
default: {then: polite, source: manual.3}
---
deadlines:
  - id: birthday
    from: accepted
    until: closed
    due: born + 1 h
    source: manual.1
    late: [{notify: head of department}]
  - {id: plain, from: accepted, until: closed, within: 1 h, source: manual.1, late: [{task: ring back}]}
"""
POLICY = load_policy({"shop.yaml": PACK})
PEOPLE = Directory((Holding("hans", "head"), Holding("alf", "agent")))
BORN = parse_instant("2026-11-02T09:00+08:00")


def at(text: str) -> datetime:
    return parse_instant(f"2026-11-02T{text}+08:00")


def view(actor: str, **facts: Any) -> Masked:
    given_ = {"name": "Ann", "born": to_micros(BORN), "phone": "139", "department": "sales", "urgent": False} | facts
    known = tuple((name, value) for name, value in given_.items() if value != "unknown")
    events = [
        Event("accepted", to_micros(at("10:00")), "accepted", "1", facts=known),
        # Comes too late to be noted, and says something personal beside.
        Event(f"again {given_['name']}", to_micros(at("10:30")), "accepted", "1", facts=(("name", given_["name"]),)),
    ]
    state = fold(POLICY, events, until=at("15:00"))
    return masked(POLICY, state, actor=actor, at=at("15:00"), directory=PEOPLE)


def test_those_who_may_read_it_see_everything():
    found = view("hans")

    assert found.hidden == ()
    assert found.case["facts"] == {
        "name": "Ann", "born": "2026-11-02T09:00+08:00", "phone": "139", "department": "sales", "urgent": False,
        "greeting": "Ann", "is_ann": True, "polite": "Ann",
    }  # fmt: skip
    assert found.case["outcomes"] == {"grade": "major", "called": "Ann"}
    assert "masked" not in json.dumps(found.case)


def test_what_somebody_may_not_read_is_marked_and_what_is_calculated_from_it_too():
    found = view("alf")

    assert found.case["facts"] == {
        "name": mark(), "born": mark(), "phone": "139", "department": "sales", "urgent": False,
        "greeting": mark(), "is_ann": mark(), "polite": mark(),
    }  # fmt: skip
    assert found.case["outcomes"] == {"grade": "major", "called": mark()}
    assert found.hidden == ("born", "called", "greeting", "is_ann", "name", "polite")


def test_the_answer_says_by_which_clause_each_may_be_read():
    found = view("alf").permissions

    assert {name: (each.allowed, each.sources) for name, each in found.items()} == {
        "name": (False, ("manual.4",)),
        "born": (False, ("manual.4",)),
        "phone": (True, ("manual.5",)),
    }


def test_the_row_that_a_name_chose_is_hidden_and_other_rows_are_not():
    reasons = {each["table"]: each for each in view("alf").case["reasons"]}

    assert reasons["grade"] == {"table": "grade", "rule": mark(), "sources": mark()}
    assert reasons["called"]["rule"] == mark()
    assert "is_ann" not in reasons
    plain = {each["table"]: each["rule"] for each in view("hans").case["reasons"]}
    assert plain["grade"] == "ann"


def test_a_due_date_that_is_calculated_from_it_is_hidden_and_so_is_what_was_told_then():
    found = view("alf").case

    dues = {each["id"]: each["due"] for each in found["deadlines"]}
    assert dues == {"birthday": mark(), "plain": "2026-11-02T11:00+08:00"}
    assert [(each["deadline"], each["at"]) for each in found["notices"]] == [("birthday", mark())]
    assert [each["at"] for each in found["tasks"]] == ["2026-11-02T11:00:00.000001+08:00"]
    assert found["next_wakeup"] == mark()


def test_a_fact_that_is_none_is_hidden_as_any_value_and_one_that_is_not_known_is_not_there():
    assert view("x", phone=None).case["facts"]["phone"] == mark()
    assert "phone" not in view("x", phone="unknown").case["facts"]


def test_a_value_that_looks_like_the_mark_is_no_mark():
    text = json.dumps(mark())

    assert view("hans", name=text).case["facts"]["name"] == text
    assert view("hans", name=text).case["facts"]["name"] != mark()


def test_an_event_whose_id_may_tell_is_not_named():
    assert [each["event"] for each in view("alf").case["remarks"]] == [mark()]
    assert [each["event"] for each in view("hans").case["remarks"]] == ["again Ann"]


SECRETS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=6, max_size=12)


@given(SECRETS, SECRETS)
@example("张三丰李四光", "13900001111")
def test_no_personal_value_occurs_anywhere_in_the_view(name, phone):
    said = json.dumps(view("x", name=f"‹{name}›", phone=f"‹{phone}›").case, ensure_ascii=False)

    assert "‹" not in said
    assert f"‹{name}›" in json.dumps(view("hans", name=f"‹{name}›").case, ensure_ascii=False)


LOOK_ALIKE = st.sampled_from(
    ["sales", "major", "minor", "birthday", "plain", "accepted", "open", "ring back", "Bo", "true"]
)


@given(LOOK_ALIKE, LOOK_ALIKE, st.sampled_from(["139", None, "sales"]), st.integers(0, 3))
def test_the_view_is_the_same_whatever_the_personal_values_are(one, other, phone, hours):
    """Even of a name that is also a code: nobody can tell from the view which name it was."""
    born = to_micros(BORN) + hours * 60_000_000

    assert view("x", name=one).case == view("x", name=other, phone=phone, born=born).case


@pytest.mark.parametrize("actor", ["x", "alf", "hans"])
def test_a_view_is_json(actor):
    found = view(actor)

    assert json.loads(json.dumps(found.case)) == found.case
