"""What is in force: from local midnight of the first day to that of the day after the last (S18)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core import load_policy
from kefu_core.decide import Policy
from kefu_core.testing import cases, instants, packs
from kefu_core.values import to_micros

PACK = """
policy: dated
format: 1
zone: {zone}
---
facts: [{{id: x, type: integer}}]
outcomes: [{{id: fee, type: integer}}, {{id: rule, type: text}}]
parameters: [{{id: price, type: integer, values: {{2000-01-01: 1, {day}: 2}}}}]
---
table: fee
inputs: [x]
output: fee
hit: first
rules: [{{id: fee, then: price, source: m.fee}}]
---
table: rule
inputs: [x]
output: rule
hit: unique
until: {day}
rules: [{{id: old, then: '"old"', source: m.rule}}]
---
table: rule
inputs: [x]
output: rule
hit: unique
from: {day}
rules:
  - {{id: first-day, until: {next}, then: '"first day"', source: m.rule}}
  - {{id: later, from: {next}, then: '"later"', source: m.rule}}
"""

MIDNIGHTS = [
    ("Asia/Shanghai", date(2026, 7, 1)),
    ("America/New_York", date(2026, 3, 8)),  # the clocks go forward later that night
    ("Africa/Cairo", date(2026, 4, 24)),  # the clocks skip midnight: the day begins at 01:00
    ("America/Sao_Paulo", date(2018, 11, 4)),  # so here
    ("America/Havana", date(2026, 11, 1)),  # the hour after midnight comes twice
    ("Pacific/Kiritimati", date(2026, 1, 1)),
]


@pytest.mark.parametrize(("zone", "day"), MIDNIGHTS)
def test_a_rule_changes_with_the_first_instant_of_its_local_date(zone: str, day: date) -> None:
    policy = load_policy({"p.yaml": PACK.format(zone=zone, day=day, next=day + timedelta(1))})
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    for minutes in range(-48 * 60, 48 * 60, 15):
        at = noon + timedelta(minutes=minutes)
        local = at.astimezone(ZoneInfo(zone)).date()
        before = local < day
        expected = "old" if before else "first day" if local == day else "later"
        decided = policy.decide({"x": 0}, at=at).outcomes
        assert decided == {"fee": 1 if before else 2, "rule": expected}, at


@pytest.mark.parametrize(("zone", "day"), MIDNIGHTS)
def test_one_microsecond_before_the_day_begins_the_old_rule_holds(zone: str, day: date) -> None:
    policy = load_policy({"p.yaml": PACK.format(zone=zone, day=day, next=day + timedelta(1))})
    start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    outcomes = [policy.decide({"x": 0}, at=start + timedelta(microseconds=step)).outcomes["fee"] for step in (-1, 0)]
    assert outcomes == [1, 2]


def test_what_holds_until_a_date_held_at_all_times_before_it() -> None:
    policy = load_policy({"p.yaml": PACK.format(zone="UTC", day="2026-07-01", next="2026-07-02")})
    decision = policy.decide({"x": 0}, at=datetime(1990, 1, 1, tzinfo=UTC))
    assert decision.outcomes == {"rule": "old"}
    assert [(each.name, each.code, each.missing) for each in decision.undetermined] == [
        ("fee", "not-in-force", ("price",))
    ]


@given(packs(), st.data())
def test_as_of_an_instant_decides_as_it_was_decided_then(policy: Policy, data: st.DataObject) -> None:
    case = data.draw(cases(policy))
    later = data.draw(instants(policy))
    fixed = policy.as_of(case.at)
    then = policy.decide(case.facts, at=case.at)
    assert fixed.decide(case.facts, at=case.at) == then
    now = fixed.decide(case.facts, at=later)
    assert to_micros(now.as_of) == to_micros(later)  # to Python no time that comes twice equals one of another zone
    assert (now.outcomes, now.reasons) == (then.outcomes, then.reasons)
    assert {each.id for each in now.deadlines} == {each.id for each in then.deadlines}


@given(packs(), st.data())
def test_the_zone_in_which_an_instant_is_given_says_nothing(policy: Policy, data: st.DataObject) -> None:
    case = data.draw(cases(policy))
    elsewhere = case.at.astimezone(ZoneInfo("America/Los_Angeles"))
    assert policy.decide(case.facts, at=elsewhere) == policy.decide(case.facts, at=case.at)
