"""How long records are kept (S33)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core import load_policy
from kefu_core.cases import fold
from kefu_core.ir.events import Event
from kefu_core.retention import Keep, kept_until, redacted
from kefu_core.values import from_micros, parse_instant, to_micros

PACK = """
policy: shop
format: 1
zone: Europe/Berlin
language: en
documents: [manual]
---
facts:
  - {id: name, type: text, personal: true}
  - {id: loss, type: money, unit: EUR}
  - {id: grave, type: boolean}
derived:
  - {id: greeting, type: text, value: name, source: manual.1}
outcomes:
  - {id: size, type: choice, choices: [small, large]}
parameters:
  - {id: years, type: duration, unit: months, values: {2020-01-01: 12 months, 2026-06-01: 24 months}, source: manual.1}
milestones: [{id: accepted, start: true}, closed, unsatisfied]
kinds:
  - id: complaint
    starts: accepted
    source: manual.1
    states: [open, {id: done, final: true}]
    moves: [{on: closed, to: done, source: manual.1}]
    reopens: [{on: unsatisfied, to: open, revokes: closed, source: manual.1}]
  - {id: enquiry, starts: unsatisfied, source: manual.1, states: [open]}
resources: [recording, ledger, letters]
forms:
  - {id: sheet, fields: loss, source: manual.1}
retention:
  - {id: month, of: recording, from: accepted, for: 1 month, then: destroy, source: manual.2}
  - {id: grave, of: recording, when: {grave: true}, from: closed, for: 2 months, then: redact, source: manual.3}
  - {id: by_year, of: complaint, from: closed, for: years, then: redact, source: manual.4}
  - {id: any_kind, from: closed, for: 3 days, then: destroy, source: manual.5}
  - {id: enquiries, of: enquiry, from: closed, for: 1 day, then: destroy, source: manual.6}
  - {id: paper, of: sheet, from: closed, for: none, source: manual.7}
  - {id: copies, of: sheet, from: accepted, for: 1 day, then: destroy, source: manual.8}
  - {id: hours, of: letters, from: accepted, for: 24 h, then: destroy, source: manual.9}
  - {id: gone, of: ledger, from: accepted, for: 1 day, then: destroy, in_force: {until: 2026-01-01}, source: manual.10}
---
table: size
inputs: [loss]
output: size
hit: unique
rules:
  - {id: large, when: {loss: ">= 100 EUR"}, then: large, source: manual.1}
  - {id: small, when: {loss: "< 100 EUR"}, then: small, source: manual.1}
"""
POLICY = load_policy({"shop.yaml": PACK})
BERLIN = ZoneInfo("Europe/Berlin")
ACCEPTED = datetime(2026, 1, 31, 10, tzinfo=BERLIN)
CLOSED = datetime(2026, 3, 1, 12, tzinfo=BERLIN)
MOMENT = timedelta(microseconds=1)


def event(at: datetime, type_: str, *more: tuple[str, Any], **facts: Any) -> Event:
    return Event(f"{at} {type_} {more}", to_micros(at), type_, "1", facts=tuple(facts.items()), more=more)


BEGUN = event(ACCEPTED, "accepted", grave=False, loss=20_000, name="Ann")
DONE = event(CLOSED, "closed")


def keeps(*events: Event, now: datetime = CLOSED + timedelta(days=1)) -> dict[str, Keep]:
    return {each.of: each for each in kept_until(POLICY, fold(POLICY, events, until=now))}


def hold(at: datetime, reason: str) -> Event:
    return event(at, "hold", ("reason", reason))


def release(at: datetime, reason: str) -> Event:
    return event(at, "release", ("reason", reason))


def test_a_month_ends_with_the_last_day_where_there_is_no_corresponding_one():
    assert keeps(BEGUN)["recording"].until == datetime(2026, 3, 1, tzinfo=BERLIN)


@pytest.mark.parametrize(("before", "status"), [(MOMENT, "counting"), (timedelta(0), "over"), (-MOMENT, "over")])
def test_a_period_is_over_exactly_at_its_end(before, status):
    end = datetime(2026, 3, 1, tzinfo=BERLIN)
    found = keeps(BEGUN, now=end - before)["recording"]

    assert (found.status, found.is_over, found.then) == (status, status == "over", "destroy")


def test_hours_run_by_the_clock_and_days_by_the_zone():
    # Clocks go forward in the night to 29 March.
    spring = event(datetime(2026, 3, 28, 12, tzinfo=BERLIN), "accepted", grave=False, loss=0)
    done = event(datetime(2026, 3, 28, 13, tzinfo=BERLIN), "closed")
    found = keeps(spring, done, now=datetime(2026, 4, 1, tzinfo=BERLIN))

    assert found["letters"].until == datetime(2026, 3, 29, 13, tzinfo=BERLIN)
    assert found["complaint"].until == datetime(2027, 3, 29, tzinfo=BERLIN)


def test_the_longest_of_several_rules_counts_and_all_are_cited():
    found = keeps(event(ACCEPTED, "accepted", grave=True), DONE)["recording"]

    assert (found.until, found.then) == (datetime(2026, 5, 2, tzinfo=BERLIN), "redact")
    assert (found.rules, found.sources) == (("month", "grave"), ("manual.2", "manual.3"))


def test_a_rule_of_no_kind_is_about_the_case_and_one_of_another_kind_is_not():
    found = keeps(BEGUN, DONE)["complaint"]

    assert found.rules == ("by_year", "any_kind")
    assert "enquiry" not in keeps(BEGUN, DONE)


def test_what_is_kept_for_good_never_ends_whatever_else_is_said():
    found = keeps(BEGUN, DONE, now=datetime(2099, 1, 1, tzinfo=BERLIN))["sheet"]

    assert (found.status, found.until, found.then, found.rules) == ("for-good", None, None, ("paper", "copies"))


def test_the_rules_are_those_of_the_acceptance():
    assert "ledger" not in keeps(BEGUN)
    assert keeps(BEGUN, DONE)["complaint"].until == datetime(2027, 3, 2, tzinfo=BERLIN)
    later = event(datetime(2026, 6, 1, tzinfo=BERLIN), "accepted", grave=False)
    closed = event(datetime(2026, 6, 2, 12, tzinfo=BERLIN), "closed")
    assert keeps(later, closed, now=datetime(2026, 7, 1, tzinfo=BERLIN))["complaint"].until == datetime(
        2028, 6, 3, tzinfo=BERLIN
    )


def test_before_its_milestone_a_record_is_kept_without_end():
    found = keeps(BEGUN)["complaint"]

    assert (found.status, found.until, found.waits_for) == ("waits", None, ("closed",))


def test_a_case_that_is_open_again_is_kept():
    again = event(CLOSED + timedelta(hours=1), "unsatisfied")

    assert keeps(BEGUN, DONE, again, now=datetime(2099, 1, 1, tzinfo=BERLIN))["complaint"].status == "waits"


def test_where_it_is_not_known_whether_a_rule_applies_nothing_may_be_destroyed():
    found = keeps(event(ACCEPTED, "accepted"), DONE, now=datetime(2099, 1, 1, tzinfo=BERLIN))["recording"]

    assert (found.status, found.until, found.missing) == ("undetermined", None, ("grave",))


def test_a_hold_suspends_destruction_and_a_release_ends_it():
    late = datetime(2028, 1, 1, tzinfo=BERLIN)
    held = keeps(BEGUN, DONE, hold(CLOSED, "suit"), now=late)["complaint"]

    assert (held.status, held.held, held.is_over) == ("held", ("suit",), False)
    assert held.until == datetime(2027, 3, 2, tzinfo=BERLIN)
    freed = keeps(BEGUN, DONE, hold(CLOSED, "suit"), release(CLOSED + timedelta(days=9), "suit"), now=late)
    assert freed["complaint"].status == "over"


def test_a_release_ends_the_hold_of_its_own_reason_and_no_other():
    late = datetime(2028, 1, 1, tzinfo=BERLIN)
    events = (BEGUN, DONE, hold(CLOSED, "suit"), hold(CLOSED, "audit"), release(CLOSED + MOMENT, "suit"))

    assert keeps(*events, now=late)["complaint"].held == ("audit",)
    assert keeps(*events, release(CLOSED + 2 * MOMENT, "suite"), now=late)["complaint"].status == "held"


def test_a_hold_that_was_voided_holds_nothing():
    made = hold(CLOSED, "suit")
    void = Event("v", to_micros(CLOSED + MOMENT), "void", "1", voids=made.id)

    assert keeps(BEGUN, DONE, made, void, now=datetime(2028, 1, 1, tzinfo=BERLIN))["complaint"].is_over


def test_a_case_that_has_not_begun_has_no_records():
    assert kept_until(POLICY, fold(POLICY, (), until=CLOSED)) == ()


def test_redaction_takes_what_is_personal_and_nothing_else():
    given_ = event(ACCEPTED, "accepted", loss=20_000, name="Ann", greeting="Ann")
    (left,) = redacted(POLICY, (given_,))

    assert left.facts == (("loss", 20_000),)
    assert (left.id, left.at, left.type, left.case) == (given_.id, given_.at, given_.type, given_.case)


TIMES = st.integers(0, 10**6).map(lambda minutes: ACCEPTED + timedelta(minutes=minutes))
EVENTS = st.one_of(
    st.builds(lambda at, name, loss: event(at, "facts", name=name, loss=loss), TIMES, st.text(), st.integers(0, 10**6)),
    st.builds(lambda at: event(at, "closed"), TIMES),
    st.builds(hold, TIMES, st.sampled_from(["suit", "audit"])),
)


@given(st.lists(EVENTS, max_size=5, unique_by=lambda each: each.id), TIMES)
def test_redacting_changes_nothing_that_does_not_rest_on_what_is_personal(events, now):
    known = (BEGUN, *events)
    left = redacted(POLICY, known)
    before, after = fold(POLICY, known, until=now), fold(POLICY, left, until=now)

    assert redacted(POLICY, left) == left
    assert kept_until(POLICY, after) == kept_until(POLICY, before)
    assert (after.reached, after.state, after.promises) == (before.reached, before.state, before.promises)
    assert after.decision is not None
    assert before.decision is not None
    assert after.decision.outcomes == before.decision.outcomes
    assert "name" not in after.values


@given(st.lists(EVENTS, max_size=4, unique_by=lambda each: each.id), TIMES, TIMES)
def test_what_is_over_stays_over_while_nothing_happens(events, first, second):
    early, late = sorted((first, second))
    known = [each for each in (BEGUN, *events) if each.at <= to_micros(early)]
    then, now = keeps(*known, now=early), keeps(*known, now=late)

    for of, keep in then.items():
        if keep.is_over:
            assert now[of].is_over
            assert from_micros(to_micros(early), BERLIN) >= (keep.until or early)


def test_the_zone_of_the_pack_counts_whatever_zone_asks():
    now = parse_instant("2026-03-01T07:00+08:00")

    assert keeps(BEGUN, now=now)["recording"].status == "over"
    assert keeps(BEGUN, now=now - MOMENT)["recording"].status == "counting"
