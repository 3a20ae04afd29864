"""A policy and a store together: what is recorded, what falls due, what is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from kefu_adapters.storage.memory import MemoryStore
from kefu_core import Policy, load_policy
from kefu_core.cases import Accepted, Denied, Event, fold
from kefu_core.cases.reading import read_timeline
from kefu_core.cases.writing import event_line
from kefu_core.desk import Desk
from kefu_core.ports import Change, ClashingRecord, Record
from kefu_core.testing import packs, timelines
from kefu_core.values import parse_instant, to_micros

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
language: en
---
roles: [lead, head]
facts: [{id: loss, type: money, unit: CNY, domain: ">= 0 CNY"}]
milestones: [{id: accepted, start: true}, answered, closed]
kinds:
  - id: complaint
    starts: accepted
    states: [open, {id: done, final: true}]
    moves: [{on: closed, from: open, to: done, needs: answered, source: m.close}]
deadlines:
  - id: answer
    from: accepted
    until: answered
    within: 2 h
    warn: [50 %]
    late: [{notify: lead}, {after: 1 h, escalate: head}]
    source: m.answer
"""
SHOP = load_policy({"shop.yaml": PACK})


def at(text: str) -> datetime:
    return parse_instant(f"2026-11-02T{text}+08:00")


def event(id_: str, when: str, type_: str = "accepted", case: str = "C1", **more: Any) -> Event:
    return Event(id_, to_micros(at(when)), type_, case, **more)


def desk() -> Desk:
    return Desk(SHOP, MemoryStore())


def sent(counter: Desk, when: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    counter.deliver(lambda said, _: found.append((said["kind"], said["at"])), at=at(when))
    return found


def test_what_is_recorded_is_there() -> None:
    counter = desk()
    found = counter.record(event("e1", "10:00", facts=(("loss", 50_00),)), at=at("10:00"))
    assert isinstance(found, Accepted)
    state = counter.case("C1", at=at("10:30"))
    assert (state.state, dict(state.facts)) == ("open", {"loss": 50_00})
    assert counter.store.next_due() == to_micros(at("11:00"))


def test_to_record_twice_does_nothing() -> None:
    counter = desk()
    for _ in range(2):
        assert isinstance(counter.record(event("e1", "10:00"), at=at("10:00")), Accepted)
    assert len(counter.store.read("C1")) == 1


def test_what_may_not_happen_leaves_nothing() -> None:
    counter = desk()
    counter.record(event("e1", "10:00"), at=at("10:00"))
    found = counter.record(event("e2", "10:10", "closed"), at=at("10:10"))
    assert isinstance(found, Denied)
    assert found.remark.sources == ("m.close",)
    assert len(counter.store.read("C1")) == 1


def test_an_id_of_another_case_is_refused() -> None:
    counter = desk()
    counter.record(event("e1", "10:00"), at=at("10:00"))
    with pytest.raises(ClashingRecord):
        counter.record(event("e1", "10:00", case="C2"), at=at("10:00"))


def test_each_thing_is_told_once_at_its_instant() -> None:
    counter = desk()
    counter.record(event("e1", "10:00"), at=at("10:00"))
    assert counter.tick(at=at("10:59")).done == ()
    assert counter.tick(at=at("11:00")).done == ("C1",)
    assert [kind for kind, _ in sent(counter, "11:00")] == ["warning"]
    assert counter.tick(at=at("12:00")).done == ()
    assert counter.tick(at=at("14:00")).done == ("C1",)  # both steps after the breach, late
    assert [kind for kind, _ in sent(counter, "14:00")] == ["late", "late"]
    assert counter.tick(at=at("20:00")).done == ()
    assert sent(counter, "20:00") == []


def test_what_is_answered_in_time_is_not_told() -> None:
    counter = desk()
    counter.record(event("e1", "10:00"), at=at("10:00"))
    counter.record(event("e2", "10:30", "answered"), at=at("10:30"))
    assert counter.store.next_due() is None
    assert counter.tick(at=at("20:00")).done == ()


def test_an_event_that_comes_late_takes_back_what_has_not_been_told_yet() -> None:
    counter = desk()
    counter.record(event("e1", "10:00"), at=at("10:00"))
    counter.record(event("e2", "10:30", "answered", recorded=to_micros(at("13:30"))), at=at("13:30"))
    assert counter.tick(at=at("14:00")).done == ()
    assert sent(counter, "14:00") == []


def test_a_notice_that_cannot_be_sent_comes_again() -> None:
    counter = desk()
    counter.record(event("e1", "10:00"), at=at("10:00"))
    counter.tick(at=at("11:00"))

    def broken(*_: object) -> None:
        raise OSError("no network")

    (failure,) = counter.deliver(broken, at=at("11:00")).failed
    assert failure.reason == "OSError: no network"
    assert sent(counter, "11:14") == []
    assert len(sent(counter, "11:15")) == 1


def test_a_poisoned_case_keeps_nobody_waiting() -> None:
    counter = desk()
    poison = Record("p", "accepted", 0, 0, '{"id":"p","at":"yesterday","type":"accepted","case":"C0"}')
    counter.store.commit(Change("C0", (poison,), wake=0))
    counter.record(event("e1", "10:00"), at=at("10:00"))
    tick = counter.tick(at=at("11:00"))
    assert (tick.done, [each.id for each in tick.failed]) == (("C1",), ["C0"])
    assert counter.tick(at=at("11:14")).failed == ()
    assert [each.id for each in counter.tick(at=at("11:15")).failed] == ["C0"]


def test_an_event_that_lies_ahead_waits() -> None:
    counter = desk()
    counter.record(event("e1", "10:00"), at=at("10:00"))
    found = counter.record(event("e2", "10:30", "answered"), at=at("10:05"))
    assert isinstance(found, Accepted)
    assert counter.case("C1", at=at("10:10")).promises[0].line.status == "open"
    assert counter.case("C1", at=at("10:30")).promises[0].line.status == "met"


def test_a_case_keeps_the_edition_under_which_it_began() -> None:
    counter = desk()
    counter.record(event("e1", "10:00"), at=at("10:00"))
    stricter = load_policy({"shop.yaml": PACK.replace("within: 2 h", "within: 1 h")})
    changed = Desk(stricter, counter.store, {SHOP.edition: SHOP})
    changed.record(event("f1", "10:00", case="C2"), at=at("10:00"))
    dues = [changed.case(case, at=at("10:10")).promises[0].line.due for case in ("C1", "C2")]
    assert dues == [at("12:00"), at("11:00")]
    changed.record(event("e2", "10:20", "adopt", more=(("edition", stricter.edition),)), at=at("10:20"))
    assert changed.case("C1", at=at("10:30")).promises[0].line.due == at("11:00")


@given(packs().flatmap(lambda policy: timelines(policy).map(lambda events: (policy, events))))
def test_what_the_store_gives_back_is_what_was_recorded(history: tuple[Policy, tuple[Event, ...]]) -> None:
    policy, events = history
    text = "\n".join(event_line(each, policy) for each in events)
    found = read_timeline("t", text, policy)
    assert [each.message("en") for each in found.problems] == []
    until = parse_instant("2100-01-01T00:00Z")
    assert fold(policy, found.events, until=until) == fold(policy, events, until=until)


def test_two_that_tick_at_once_tell_nothing_twice() -> None:
    counter = desk()
    for number in range(30):
        counter.record(event(f"e{number}", "10:00", case=f"C{number}"), at=at("10:00"))
    first, second = counter.tick(at=at("11:00"), limit=20), counter.tick(at=at("11:00"), limit=20)
    assert sorted((*first.done, *second.done)) == sorted(f"C{number}" for number in range(30))
    assert len(sent(counter, "11:30")) == 30
