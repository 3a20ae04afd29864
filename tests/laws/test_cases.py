"""Laws of the fold: a case is a function of the set of its events, and says when it changes next (S6 to S20)."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.cases import CaseState, Denied, Event, attempt, fold
from kefu_core.cases.as_json import case_json
from kefu_core.decide import Policy
from kefu_core.ir.events import FACTS, VOID
from kefu_core.testing import packs, timelines
from kefu_core.values import from_micros, to_micros

STEP = dt.timedelta(microseconds=1)


@st.composite
def followed(draw: st.DrawFn) -> tuple[Policy, tuple[Event, ...], dt.datetime]:
    """A policy, the events of a case under it, and an instant within or after them."""
    policy = draw(packs())
    events = draw(timelines(policy))
    last = draw(st.sampled_from(events)).at + draw(st.sampled_from([0, 1, 3_600_000_000, 90 * 86_400_000_000]))
    return policy, events, from_micros(last, policy.zone)


def told(policy: Policy, events: Any, until: dt.datetime) -> dict[str, Any]:
    return case_json(fold(policy, events, until=until), policy)


@given(followed(), st.randoms(use_true_random=False))
def test_a_case_is_a_function_of_the_set_of_its_events(
    history: tuple[Policy, tuple[Event, ...], dt.datetime], chance: Random
) -> None:
    policy, events, until = history
    delivered = [*events, *chance.sample(events, len(events) // 2)]
    chance.shuffle(delivered)
    assert fold(policy, delivered, until=until) == fold(policy, events, until=until)


@given(followed())
def test_both_engines_follow_a_case_alike(history: tuple[Policy, tuple[Event, ...], dt.datetime]) -> None:
    policy, events, until = history
    assert fold(policy, events, until=until, engine="reference") == fold(policy, events, until=until)


@given(followed())
def test_what_has_not_happened_yet_makes_no_difference(history: tuple[Policy, tuple[Event, ...], dt.datetime]) -> None:
    policy, events, until = history
    voided = {each.voids for each in events} | {each.corrects for each in events}
    if any(each.at > to_micros(until) and each.id not in voided for each in events):
        before = [each for each in events if each.at <= to_micros(until) or each.type == VOID or each.corrects]
        assert told(policy, before, until) == told(policy, events, until)


@given(followed())
def test_an_event_that_is_voided_never_happened(history: tuple[Policy, tuple[Event, ...], dt.datetime]) -> None:
    policy, events, until = history
    last = max(events, key=lambda each: each.known_at)
    recorded = last.known_at[0] + 1
    void = Event("void of the last", last.at, VOID, "C", recorded=recorded, voids=last.id)
    assert told(policy, [*events, void], until) == told(policy, [each for each in events if each is not last], until)


@given(followed())
def test_a_correction_takes_the_place_of_what_it_corrects(
    history: tuple[Policy, tuple[Event, ...], dt.datetime],
) -> None:
    policy, events, until = history
    last = max(events, key=lambda each: each.known_at)
    if last.type == VOID:
        return
    moved = evolve(last, id="the correction", at=last.at + 60_000_000, recorded=last.known_at[0] + 1, corrects=last.id)
    alone = evolve(moved, corrects=last.corrects)
    others = [each for each in events if each is not last]
    assert told(policy, [*events, moved], until) == told(policy, [*others, alone], until)


def _changing(state: CaseState, policy: Policy) -> Any:
    """What of a case can change without an event: all but how much of the time is over."""
    said = case_json(state, policy)
    del said["next_wakeup"]
    return said


@given(followed())
def test_nothing_changes_before_the_next_wakeup(history: tuple[Policy, tuple[Event, ...], dt.datetime]) -> None:
    policy, events, until = history
    before = [each for each in events if each.at <= to_micros(until)]
    now = fold(policy, before, until=until)
    if now.next_wakeup is None:
        assert _changing(fold(policy, before, until=until + dt.timedelta(days=400)), policy) == _changing(now, policy)
        return
    assert to_micros(now.next_wakeup) > to_micros(until)
    just_before = fold(policy, before, until=now.next_wakeup - STEP)
    assert _changing(just_before, policy) == _changing(now, policy)


@given(followed())
def test_what_was_met_or_missed_stays_told(history: tuple[Policy, tuple[Event, ...], dt.datetime]) -> None:
    policy, events, until = history
    if any(each.corrects or each.type == VOID for each in events):
        return
    results = [
        (each.id, each.line.attempt, each.line.starts, each.line.status, each.line.at)
        for each in fold(policy, events, until=until).promises
        if each.line.status in {"met", "met_late"}
    ]
    later = {
        (each.id, each.line.attempt, each.line.starts, each.line.status, each.line.at)
        for each in fold(policy, events, until=until + dt.timedelta(days=100)).promises
    }
    assert set(results) <= later


@given(followed())
def test_more_knowledge_alone_moves_no_case(history: tuple[Policy, tuple[Event, ...], dt.datetime]) -> None:
    policy, events, until = history
    if all(each.type != FACTS for each in events):
        return
    moves = fold(policy, events, until=until).moves
    assert all(each.type != FACTS for each in moves)


@given(followed())
def test_a_refused_command_leaves_no_trace(history: tuple[Policy, tuple[Event, ...], dt.datetime]) -> None:
    policy, (*events, command), until = history
    found = attempt(policy, events, command, at=until)
    if isinstance(found, Denied):
        kept = told(policy, [*events, command], max(until, from_micros(command.at, policy.zone), key=to_micros))
        without = case_json(found.state, policy)
        remarks = [each for each in kept.pop("remarks") if each["event"] != command.id]
        assert command.corrects is not None or remarks == without["remarks"]
        del without["remarks"]
        if not command.facts and command.corrects is None:  # what is known, and what is taken back, is so all the same
            assert kept == without
