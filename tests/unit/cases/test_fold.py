"""A case over time: states, clocks, what follows a breach, and what a host does to a history."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from kefu_core import Policy, load_policy
from kefu_core.cases import Accepted, CaseState, ClashingEvents, Denied, Event, UnknownEdition, attempt, fold
from kefu_core.cases.reading import read_timeline
from kefu_core.values import parse_instant

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
language: en
calendar: office
---
calendar: office
week: {mon-fri: [09:00-12:00, 13:00-18:00]}
HOLIDAYS
---
roles: [clerk, lead, head]
facts:
  - {id: wish, type: choice, choices: [minor, major], ordered: true}
  - {id: month, type: boolean}
  - {id: valid, type: boolean}
outcomes:
  - {id: severity, type: choice, choices: [minor, major], ordered: true}
milestones:
  [{id: accepted, start: true}, forwarded, asked, replied, answered, resolved, unsatisfied, withdrawn, closed]
kinds:
  - id: complaint
    starts: accepted
    states: [open, {id: waiting, pauses: true}, {id: done, final: true}]
    moves:
      - {on: asked, from: open, to: waiting}
      - {on: replied, from: waiting, to: open}
      - {on: resolved, from: open, to: done, needs: forwarded, source: m.done}
      - {on: withdrawn, to: done, stops: true}
    reopens: [{on: unsatisfied, to: open, revokes: resolved}]
deadlines:
  - id: forward
    from: accepted
    until: forwarded
    within: 1 h
    late: [{notify: lead}, {after: 4 h, escalate: head, task: call}]
    source: m.forward
  - id: minor
    when: {severity: minor}
    from: accepted
    until: resolved
    within: 3 days
    warn: [50 %]
    extend: {times: 1, by: lead}
    source: m.minor
  - id: major
    when: {severity: major}
    from: accepted
    until: resolved
    within: 8 working hours
    retarget: from_change
    source: m.major
latches:
  - id: month
    when: {valid: true}
    from: accepted
    until: resolved
    within: 1 month
    set: {month: true}
    source: m.month
---
table: severity
inputs: [wish, month]
output: severity
hit: first
rules:
  - {id: month, when: {month: true}, then: major, source: m.month}
  - {id: major, when: {wish: major}, then: major, source: m.a}
default: {then: minor, source: m.b}
"""


def shop(holidays: str = "") -> Policy:
    return load_policy({"shop.yaml": PACK.replace("HOLIDAYS", holidays)})


SHOP = shop()
MINOR = {"at": "2026-11-02T10:00+08:00", "type": "accepted", "wish": "minor", "valid": True}

MAJOR = {**MINOR, "wish": "major"}


def at(text: str) -> datetime:
    return parse_instant(f"{text}+08:00")


def events(*lines: dict[str, Any], policy: Policy = SHOP) -> list[Event]:
    text = "\n".join(json.dumps({"case": "C1", **line}) for line in lines)
    found = read_timeline("t", text, policy)
    assert [each.message("en") for each in found.problems] == []
    return list(found.events)


def on(when: str, type_: str, **more: Any) -> dict[str, Any]:
    return {"at": f"2026-{when}+08:00", "type": type_, **more}


def case(*lines: dict[str, Any], until: str, policy: Policy = SHOP) -> CaseState:
    return fold(policy, events(*lines, policy=policy), until=at(f"2026-{until}"))


def promises(state: CaseState) -> dict[str, tuple[str, str]]:
    return {
        each.id: (each.line.status, "" if each.line.due is None else f"{each.line.due:%m-%d %H:%M}")
        for each in state.promises
    }


def test_before_anything_has_happened_there_is_no_case() -> None:
    state = fold(SHOP, [], until=at("2026-11-02T10:00"))
    assert (state.standing, state.state, state.promises, state.next_wakeup) == ("new", None, (), None)


def test_what_comes_before_the_case_has_begun_is_passed_over() -> None:
    state = case(on("11-01T09:00", "forwarded"), MINOR, until="11-02T10:30")
    assert [(each.type, each.code) for each in state.remarks] == [("forwarded", "not-begun")]
    assert promises(state)["forward"] == ("open", "11-02 11:00")


def test_waiting_for_the_customer_stops_the_clocks() -> None:
    asked = case(MINOR, on("11-02T10:30", "asked"), until="11-04T12:00")
    assert (asked.standing, promises(asked)["forward"]) == ("paused", ("paused", ""))
    again = case(MINOR, on("11-02T10:30", "asked"), on("11-02T12:30", "replied"), until="11-02T12:45")
    assert (again.state, promises(again)["forward"]) == ("open", ("open", "11-02 13:00"))


def test_a_breach_is_told_at_once_and_climbs_the_ladder() -> None:
    state = case(MINOR, until="11-02T14:59")
    assert [(each.kind, each.notify, each.escalate) for each in state.told] == [("late", ("lead",), None)]
    later = case(MINOR, until="11-02T15:00")
    assert [(each.escalate, each.task) for each in later.told][-1] == ("head", "call")


def test_a_move_that_needs_a_milestone_waits_for_it() -> None:
    early = case(MINOR, on("11-02T10:10", "resolved"), until="11-02T11:00")
    (remark,) = early.remarks
    assert (early.state, remark.code, remark.missing, remark.sources) == ("open", "needs", ("forwarded",), ("m.done",))


def test_reopening_revokes_what_was_reached_and_leaves_the_time_between_out() -> None:
    lines = [MINOR, on("11-02T10:10", "forwarded"), on("11-03T12:00", "resolved"), on("11-05T12:00", "unsatisfied")]
    state = case(*lines, until="11-06T12:00")
    assert (state.standing, state.reached.keys() & {"resolved"}) == ("reopened", set())
    found = [(each.line.attempt, each.line.status) for each in state.promises if each.id == "minor"]
    assert found == [(1, "met"), (2, "open")]


def test_a_case_that_is_withdrawn_owes_nothing_more() -> None:
    state = case(MINOR, on("11-02T10:10", "withdrawn"), until="11-30T00:00")
    assert (state.standing, {each.line.status for each in state.promises}) == ("closed", {"cancelled"})
    assert (state.told, state.latched) == ((), ())


def test_a_month_unresolved_is_graver_and_nothing_met_is_lost() -> None:
    state = case(MINOR, on("11-02T10:10", "forwarded"), until="12-03T12:00")
    assert state.decision is not None
    assert state.decision.outcomes["severity"] == "major"
    assert [each.latch for each in state.latched] == ["month"]
    found = promises(state)
    assert found["forward"][0] == "met"
    assert found["minor"] == ("missed", "11-06 00:00")
    assert found["major"] == ("open", "12-03 18:00")


def test_what_nobody_knows_to_apply_leaves_the_severity_open_once_its_time_is_over() -> None:
    unknown = {key: value for key, value in MINOR.items() if key != "valid"}
    before, after = case(unknown, until="12-02T23:59"), case(unknown, until="12-03T00:01")
    assert before.decision is not None
    assert after.decision is not None
    assert before.decision.outcomes["severity"] == "minor"
    assert "severity" in {each.name for each in after.decision.undetermined}
    settled = case(unknown, on("12-04T09:00", "facts", valid=False), until="12-05T00:00")
    assert settled.decision is not None
    assert settled.decision.outcomes["severity"] == "minor"


def test_new_facts_change_the_target() -> None:
    state = case(MINOR, on("11-03T10:00", "facts", wish="major"), until="11-03T11:00")
    assert promises(state)["minor"][0] == "cancelled"
    assert promises(state)["major"] == ("open", "11-04 10:00")


def test_more_time_is_granted_once_and_not_after_the_breach() -> None:
    more = {"milestone": "resolved", "by": "2 days", "approver": "lead"}
    granted = case(MINOR, on("11-04T10:00", "extension", **more), until="11-05T10:00")
    assert promises(granted)["minor"] == ("open", "11-08 00:00")
    twice = case(
        MINOR, on("11-04T10:00", "extension", **more), on("11-04T11:00", "extension", **more), until="11-05T10:00"
    )
    assert promises(twice)["minor"] == ("open", "11-08 00:00")
    late = case(MINOR, on("11-04T10:00", "extension", recorded="2026-11-07T10:00+08:00", **more), until="11-08T10:00")
    assert promises(late)["minor"][0] == "missed"


def test_a_late_event_changes_the_past_and_a_void_gives_it_back() -> None:
    late = on("11-02T10:30", "forwarded", id="f", recorded="2026-11-09T00:00+08:00")
    assert promises(case(MINOR, late, until="11-10T00:00"))["forward"][0] == "met"
    void = on("11-10T00:00", "void", voids="f")
    assert promises(case(MINOR, late, void, until="11-11T00:00"))["forward"][0] == "missed"


def test_two_events_with_one_id_must_say_the_same() -> None:
    first, *_ = events(MINOR)
    with pytest.raises(ClashingEvents, match="x"):
        fold(SHOP, [first, Event("x", 1, "facts", "C1"), Event("x", 2, "facts", "C1")], until=at("2026-11-02T10:00"))


class TestAdopting:
    """A case keeps its edition until it adopts another; what is past stays (S12, S18)."""

    HOLIDAY = shop("holidays: [2026-11-03, 2026-11-04]")

    def adopted(self, when: str, until: str) -> dict[str, tuple[str, str]]:
        lines = events(MAJOR, on(when, "adopt", edition=self.HOLIDAY.edition))
        editions = {self.HOLIDAY.edition: self.HOLIDAY}
        return promises(fold(SHOP, lines, until=at(f"2026-{until}"), editions=editions))

    def test_an_open_promise_is_counted_anew_and_says_so(self) -> None:
        assert promises(case(MAJOR, until="11-02T19:00"))["major"] == ("open", "11-03 10:00")
        assert self.adopted("11-02T19:00", "11-02T20:00")["major"] == ("open", "11-05 10:00")
        lines = events(MAJOR, on("11-02T19:00", "adopt", edition=self.HOLIDAY.edition))
        state = fold(SHOP, lines, until=at("2026-11-02T20:00"), editions={self.HOLIDAY.edition: self.HOLIDAY})
        (major,) = [each.line for each in state.promises if each.id == "major"]
        assert major.reasons == ("counted anew at 2026-11-02T19:00:00+08:00: due 2026-11-03T10:00:00+08:00 before",)

    def test_what_was_due_already_does_not_move(self) -> None:
        assert self.adopted("11-03T10:00", "11-06T00:00")["major"] == ("missed", "11-05 10:00")
        assert self.adopted("11-03T10:01", "11-06T00:00")["major"] == ("missed", "11-03 10:00")

    def test_what_was_missed_stays_missed(self) -> None:
        assert self.adopted("11-02T19:00", "11-02T20:00")["forward"] == ("missed", "11-02 11:00")

    def test_an_edition_that_is_not_there_is_an_error(self) -> None:
        with pytest.raises(UnknownEdition, match="abc"):
            case(MINOR, on("11-02T19:00", "adopt", edition="abc"), until="11-03T00:00")


class TestCommands:
    """An event that may not happen is denied, with the clause, and leaves nothing behind."""

    def test_what_may_happen_is_accepted(self) -> None:
        (forwarded,) = events(on("11-02T10:10", "forwarded"))
        found = attempt(SHOP, events(MINOR), forwarded, at=at("2026-11-02T10:10"))
        assert isinstance(found, Accepted)
        assert promises(found.state)["forward"] == ("met", "11-02 11:00")

    @pytest.mark.parametrize(
        ("command", "code", "sources"),
        [
            (on("11-02T10:20", "resolved"), "needs", ("m.done",)),
            (on("11-02T10:20", "replied"), "wrong-state", ()),
            (on("11-02T10:20", "accepted"), "begun", ()),
            (on("11-02T10:20", "extension", milestone="forwarded", by="1 day"), "nothing-to-extend", ()),
        ],
    )
    def test_what_may_not_is_denied(self, command: dict[str, Any], code: str, sources: tuple[str, ...]) -> None:
        (event,) = events({"id": "new", **command})
        found = attempt(SHOP, events(MINOR), event, at=at("2026-11-02T10:20"))
        assert isinstance(found, Denied)
        assert (found.remark.code, found.remark.sources) == (code, sources)
        assert found.state == case(MINOR, until="11-02T10:20")

    def test_a_milestone_that_serves_no_clock_may_happen_all_the_same(self) -> None:
        (answered,) = events(on("11-02T10:10", "answered"))
        assert isinstance(attempt(SHOP, events(MINOR), answered, at=at("2026-11-02T10:10")), Accepted)

    def test_events_of_two_cases_are_no_history(self) -> None:
        with pytest.raises(ValueError, match="C1, C2"):
            attempt(SHOP, events(MINOR), Event("x", 1, "forwarded", "C2"), at=at("2026-11-02T10:00"))
