"""Who holds a role, and who is on duty, at an instant (S30)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.ir.people import Actor, Anyone, HolderOf, OnDuty, PartyOf
from kefu_core.people import Ambiguous, Directory, Holder, Holding, Nobody, Shift
from kefu_core.people.directory import is_meant

NEW_YEAR, JULY = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
HEAD_OF = HolderOf("head", "department")
PEOPLE = Directory(
    (
        Holding("ann", "head", of="sales", since=NEW_YEAR, until=JULY),
        Holding("bo", "head", of="sales", since=JULY),
        Holding("cy", "head", of="service"),
        Holding("di", "auditor"),
    ),
    (Shift("bo", "service", NEW_YEAR, JULY), Shift("cy", "service", JULY, JULY + timedelta(hours=8))),
)


@pytest.mark.parametrize(
    ("at", "person"), [(NEW_YEAR - MOMENT, None), (NEW_YEAR, "ann"), (JULY - MOMENT, "ann"), (JULY, "bo")]
)
def test_a_role_changes_hands_at_an_instant_and_not_beside_it(at, person):
    found = PEOPLE.resolve(HEAD_OF, at=at, facts={"department": "sales"})

    assert found == (Nobody() if person is None else Holder(person))


@pytest.mark.parametrize(("at", "person"), [(JULY - MOMENT, "bo"), (JULY, "cy"), (JULY + timedelta(hours=8), None)])
def test_a_shift_begins_and_ends_at_an_instant(at, person):
    assert PEOPLE.holders(OnDuty("service"), at=at) == (() if person is None else (person,))


def test_two_holders_are_ambiguous_and_none_is_picked():
    assert PEOPLE.resolve("head", at=JULY) == Ambiguous(("bo", "cy"))


def test_one_person_who_holds_a_role_twice_is_one_holder():
    twice = Directory((Holding("ann", "head", of="sales"), Holding("ann", "head", of="service")))

    assert twice.resolve("head", at=JULY) == Holder("ann")


def test_a_unit_that_is_not_known_is_said():
    assert PEOPLE.resolve(HEAD_OF, at=JULY) == Nobody(missing="department")
    assert PEOPLE.resolve(HEAD_OF, at=JULY, facts={"department": None}) == Nobody()


def test_the_head_of_all_is_not_the_head_of_a_unit():
    boss = Directory((Holding("di", "head"),))

    assert boss.resolve(HEAD_OF, at=JULY, facts={"department": "sales"}) == Nobody()
    assert boss.resolve("head", at=JULY) == Holder("di")


def test_instants_are_compared_whatever_their_zones():
    elsewhere = datetime.fromisoformat("2026-07-01T08:00+08:00")

    assert PEOPLE.holds("bo", HEAD_OF, at=elsewhere, facts={"department": "sales"})
    assert not PEOPLE.holds("ann", HEAD_OF, at=elsewhere, facts={"department": "sales"})


@pytest.mark.parametrize(
    ("who", "meant"),
    [
        (Anyone(), True),
        (Actor(), True),
        (PartyOf("customer"), False),
        (PartyOf("seller"), True),
        (PartyOf("nobody_knows"), None),
        (HolderOf("head", "nobody_knows"), None),
        ("auditor", True),
        (OnDuty("service"), False),
    ],
)
def test_who_is_meant(who, meant):
    facts = {"customer": "ann", "seller": "di"}

    assert is_meant("di", who, PEOPLE, at=JULY, facts=facts, actor="di") is meant


@pytest.mark.parametrize("who", [Actor(), PartyOf("customer"), "auditor", OnDuty("service")])
def test_nobody_is_meant_where_nobody_acted(who):
    assert is_meant(None, who, PEOPLE, at=JULY, facts={"customer": None}, actor="di") is False


@given(
    st.permutations(PEOPLE.holdings),
    st.permutations(PEOPLE.shifts),
    st.integers(-400, 400),
)
def test_the_order_of_a_directory_says_nothing(holdings, shifts, days):
    at, facts = NEW_YEAR + timedelta(days=days), {"department": "sales"}
    shuffled = Directory(tuple(holdings), tuple(shifts))

    for who in ("head", "auditor", HEAD_OF, OnDuty("service")):
        assert shuffled.holders(who, at=at, facts=facts) == PEOPLE.holders(who, at=at, facts=facts)
