"""Strategies of facts: always accepted, and near the thresholds of the policy, where mistakes are."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from kefu_adapters.files import find_pack, load_pack
from kefu_core import Money, load_policy
from kefu_core.decide import Policy
from kefu_core.testing import cases, facts, instants, packs, values_of
from kefu_core.values import day_start

PARK = load_pack(find_pack("park"))
AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
FIND = settings(max_examples=2_000, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@given(packs(), st.data())
def test_what_is_drawn_is_always_accepted(policy: Policy, data: st.DataObject) -> None:
    near_thresholds = data.draw(st.booleans())
    case = data.draw(cases(policy, near_thresholds=near_thresholds, derived=True))
    assert policy.intake(case.at).take(case.facts)[1] == []


@given(packs(), st.data())
def test_facts_for_all_times_are_accepted_at_any(policy: Policy, data: st.DataObject) -> None:
    known, at = data.draw(facts(policy)), data.draw(instants(policy))
    assert policy.intake(at).take(known)[1] == []


@pytest.mark.parametrize("loss", ["4999.99 CNY", "5000 CNY", "5000.01 CNY", "0 CNY", "0.01 CNY"])
def test_the_neighbours_of_a_parameter_and_of_a_constant_are_drawn(loss: str) -> None:
    wanted = Money.parse(loss)
    assert find(values_of(PARK, "loss"), lambda value: value == wanted, settings=FIND) == wanted


@pytest.mark.parametrize("reports", [0, 1, 2, 3])
def test_the_neighbours_of_an_integer_threshold_are_drawn(reports: int) -> None:
    assert find(values_of(PARK, "earlier_reports"), lambda value: value == reports, settings=FIND) == reports


def test_values_far_from_all_thresholds_are_drawn_too() -> None:
    assert find(
        values_of(PARK, "earlier_reports"), lambda value: isinstance(value, int) and value > 1_000, settings=FIND
    )


@given(values_of(PARK, "earlier_reports", near_thresholds=False))
def test_the_domain_holds_for_values_drawn_anywhere(value: Any) -> None:
    assert int(value) >= 0


@pytest.mark.parametrize("said", ["承诺未兑现", "promise broken", "promise_broken"])
def test_codes_and_labels_in_both_languages_are_drawn(said: str) -> None:
    assert find(values_of(PARK, "nature"), lambda value: value == said, settings=FIND) == said


def test_facts_are_left_out_and_called_by_their_labels_now_and_then() -> None:
    assert find(facts(PARK), lambda known: "客户经济损失" in known, settings=FIND)
    assert find(facts(PARK), lambda known: len(known) < 3, settings=FIND) is not None


@given(facts(PARK, missing=False))
def test_every_fact_is_there_where_none_may_be_missing(known: dict[str, Any]) -> None:
    assert len(known) == len(PARK.ir.facts)


def test_a_host_supplies_derived_facts_where_it_is_asked_for() -> None:
    supplied = find(facts(PARK, derived=True), lambda known: "company_liable" in known, settings=FIND)
    assert "company_liable" in supplied


def test_a_name_that_is_no_fact_is_an_error() -> None:
    with pytest.raises(KeyError):
        values_of(PARK, "severity")


OPTIONAL = load_policy({"p.yaml": """
policy: t
format: 1
zone: Africa/Cairo
---
facts: [{id: note, type: text, optional: true}, {id: never, type: integer, domain: "(least..most)"}]
outcomes: [{id: out, type: integer}]
parameters:
  - {id: fee, type: integer, values: {2026-04-24: 1}}
  - {id: least, type: integer, value: 1}
  - {id: most, type: integer, value: 2}
---
table: out
inputs: [note]
output: out
hit: first
rules: [{id: r, when: {note: "none"}, then: fee, source: m.r}]
"""})  # fmt: skip


@pytest.mark.parametrize("said", [None, "none", "无", ""])
def test_none_is_drawn_in_all_its_spellings(said: str | None) -> None:
    assert find(values_of(OPTIONAL, "note"), lambda value: value == said, settings=FIND) == said


@given(facts(OPTIONAL, missing=False))
def test_a_fact_that_no_value_can_be_is_left_out(known: dict[str, Any]) -> None:
    assert known.keys() == {"note"}


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_instants_around_a_change_are_drawn(step: int) -> None:
    midnight = day_start(datetime(2026, 4, 24).date(), OPTIONAL.zone) + timedelta(0)  # noqa: DTZ001
    wanted = midnight.astimezone(UTC) + timedelta(microseconds=step)
    assert find(instants(OPTIONAL), lambda at: at == wanted, settings=FIND) == wanted


@given(instants(PARK))
def test_instants_are_aware(at: datetime) -> None:
    assert at.utcoffset() is not None
