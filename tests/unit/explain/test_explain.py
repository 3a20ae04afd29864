"""Why, why not, and what would change it."""

from datetime import datetime
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu_adapters.files import find_pack, load_pack
from kefu_core import load_policy
from kefu_core.decide import Policy
from kefu_core.explain import as_markdown, as_text, explain
from kefu_core.explain.as_json import explanation_json
from kefu_core.explain.changes import MOST_FACTS, Change
from kefu_core.ir.notation import internal_outcome
from kefu_core.testing import cases, packs

PARK = load_pack(find_pack("park"))
AT = datetime.fromisoformat("2026-11-02T10:00+08:00")
RUDE = {"nature": "conduct", "loss": "0 CNY", "earlier_reports": 0}


def verdicts(facts: dict[str, Any], table: str = "severity") -> dict[str, str]:
    explained = next(each for each in explain(PARK, facts, at=AT).tables if each.id == table)
    return {row.rule: row.verdict for row in explained.rows}


def test_each_row_decided_failed_is_unknown_or_stands_behind():
    assert verdicts(RUDE) == {
        "major.repeat": "failed", "major.loss": "failed", "major.month": "failed",
        "minor": "decided", "important": "behind",
    }  # fmt: skip
    assert verdicts({"nature": "other", "loss": "0 CNY"})["important"] == "unknown"


def test_the_first_cell_that_failed_is_shown_with_what_it_asks():
    (severity, *_) = explain(PARK, RUDE, at=AT).tables
    failed = next(row for row in severity.rows if row.rule == "major.loss")
    assert [(cell.name, cell.value) for cell in failed.cells] == [("loss", 0)]


def reached(changes: tuple[Change, ...]) -> dict[tuple[str, Any], int]:
    return {(each.outcome, each.value): len(each.facts) for each in changes}


def test_the_smallest_change_is_found_at_the_very_threshold():
    found = explain(PARK, {"nature": "service_fault", "loss": "4999.99 CNY"}, at=AT).changes
    major = next(each for each in found if (each.outcome, each.value) == ("severity", "major"))
    assert major.facts == {"loss": 500_000}


def test_no_change_is_proposed_of_what_time_alone_sets():
    found = explain(PARK, RUDE, at=AT).changes
    assert found
    assert not [each for each in found if "overdue_month" in each.facts]


def test_words_are_those_of_people_in_both_languages():
    explanation = explain(PARK, RUDE, at=AT)
    chinese, english = as_text(explanation, PARK, "zh"), as_text(explanation, PARK, "en")
    assert "投诉级别：轻微" in chinese
    assert "major.loss：要求客户经济损失不低于 5000 元（重大损失），而这里是 0 元" in chinese
    assert "“属公司责任”为“是”" not in chinese
    assert "如果客户经济损失是 5000 元（现在是 0 元）：投诉级别就是重大，处置人就是园总" in chinese
    assert "severity: minor" in english
    assert "major.loss asks: customer's loss is at least 5000 CNY (major loss); here it is 0 CNY" in english
    assert 'forwarded by 2026-11-02 10:15: "forwarded" within 15 min of "accepted" (park.forward.minor)' in english
    assert len(chinese.splitlines()) == len(english.splitlines())
    assert as_markdown(explanation, PARK, "en").startswith("## severity: minor")


def test_a_deadline_says_what_follows_where_it_is_missed():
    explanation = explain(PARK, RUDE, at=AT)
    english = as_text(explanation, PARK, "en").splitlines()
    place = next(number for number, line in enumerate(english) if line.startswith("  resolved by"))
    assert english[place + 1] == (
        "    when it is missed: hand it to head of the department concerned; task: report_progress"
    )
    assert "    超时后立即：升级到相关部门负责人；任务：report_progress" in as_text(explanation, PARK, "zh")


def test_what_is_missing_is_named_with_the_role_that_has_to_find_it_out():
    explanation = explain(PARK, {"loss": "0 CNY", "company_at_fault": True}, at=AT)
    assert [(each.fact, each.supplied_by, each.outcomes) for each in explanation.missing][:2] == [
        ("nature", "reception", ("severity", "lead", "first_responsible", "category")),
        ("earlier_reports", "reception", ("severity", "lead", "first_responsible", "category")),
    ]
    text = as_text(explain(PARK, {"nature": "other", "loss": "0 CNY"}, at=AT), PARK, "zh")
    assert "投诉级别：未能裁决\n  还不知道：公司有过失" in text


def test_a_derived_fact_is_told_with_what_it_follows_from():
    explanation = explain(PARK, {"nature": "service_fault", "loss": "6000 CNY", "earlier_reports": 0}, at=AT)
    chinese = as_text(explanation, PARK, "zh").splitlines()
    place = chinese.index("    “属公司责任”为“是”")
    assert chinese[place + 1].startswith("      即：投诉性质（服务不到位）为承诺未兑现、服务不到位或行为不当")


def test_an_outcome_by_default_says_so():
    explanation = explain(PARK, {"nature": "request", "loss": "0 CNY", "company_at_fault": False}, at=AT)
    assert "severity: none\n  no rule holds, so default (park.severity.order)" in as_text(explanation, PARK, "en")


def test_json_speaks_in_codes():
    document = explanation_json(explain(PARK, RUDE, at=AT), PARK)
    rule = document["tables"][0]["rules"][1]
    assert (rule["rule"], rule["verdict"]) == ("major.loss", "failed")
    assert rule["cells"] == [{"name": "loss", "asks": ">= major_loss", "known": True, "value": "0.00 CNY"}]


@given(packs(), st.data())
@settings(max_examples=30)
def test_every_change_reaches_what_it_says_and_fewer_facts_of_it_do_not(policy: Policy, data: st.DataObject):
    case = data.draw(cases(policy))
    explanation = explain(policy, case.facts, at=case.at)
    program = policy.program(explanation.decision.as_of)
    for change in explanation.changes:
        assert 1 <= len(change.facts) <= MOST_FACTS
        for number in range(len(change.facts) + 1):
            for kept in combinations(change.facts.items(), number):
                outcomes = program.decide({**explanation.facts, **dict(kept)}, explanation.decision.as_of).outcomes
                there = change.outcome in outcomes and change.value == internal_outcome(
                    outcomes[change.outcome], policy.ir.names[change.outcome].type
                )
                assert there == (number == len(change.facts))


@given(packs(), st.data())
@settings(max_examples=30)
def test_every_row_has_a_verdict_and_both_languages_say_as_much(policy: Policy, data: st.DataObject):
    case = data.draw(cases(policy))
    explanation = explain(policy, case.facts, at=case.at)
    for table in explanation.tables:
        for row in table.rows:
            assert row.verdict != "failed" or len(row.cells) == 1
            assert row.verdict != "unknown" or row.cells
    chinese, english = (as_text(explanation, policy, language) for language in ("zh", "en"))
    assert len(chinese.splitlines()) == len(english.splitlines())
    explanation_json(explanation, policy)


@pytest.mark.parametrize(("loss", "reports"), list(product(["0 CNY", "4999.99 CNY", "9000 CNY"], [0, 1, 2])))
def test_the_number_of_facts_to_change_is_the_least_that_brute_force_finds(loss: str, reports: int):
    facts = {"nature": "promise_broken", "loss": loss, "earlier_reports": reports}
    explanation = explain(PARK, facts, at=AT)
    amounts = ["0 CNY", "0.01 CNY", "4999.99 CNY", "5000 CNY", "5000.01 CNY"]
    natures = ["promise_broken", "conduct", "service_fault"]
    least: dict[Any, int] = {}
    for nature, amount, times in product(natures, amounts, range(4)):
        tried = {"nature": nature, "loss": amount, "earlier_reports": times}
        severity = PARK.decide(tried, at=AT).outcomes["severity"]
        number = sum(tried[name] != facts[name] for name in facts)
        if severity != explanation.decision.outcomes["severity"] and number <= MOST_FACTS:
            least[severity] = min(number, least.get(severity, 9))
    found = {value: number for (name, value), number in reached(explanation.changes).items() if name == "severity"}
    assert {value: found[value] for value in least} == least


SHOP = """
policy: shop
format: 1
zone: Asia/Shanghai
language: en
documents: [m]
---
milestones: [{id: got, start: true}, told]
facts:
  - {id: v, type: money, unit: CNY}
  - {id: k, type: money, unit: CNY}
derived: [{id: covered, type: money, unit: CNY, value: "min(v, k)", source: m.a}]
outcomes:
  - {id: pay, type: money, unit: CNY, rounding: round_half_up}
  - {id: desk, type: choice, choices: [front_desk, back]}
deadlines: [{id: d.1, when: {covered: "> 5 CNY"}, from: got, until: told, within: 3 h, source: m.a}]
clauses: [{id: m.a, says: {en: "<b>*All*</b> [of it](http://e)"}}]
---
table: pay
inputs: [covered]
output: pay
hit: unique
rules:
  - {id: much, when: {covered: ">= 10 CNY"}, then: "v * 10 %", source: m.a}
  - {id: more, when: {covered: ">= 50 CNY"}, then: "0 CNY", source: m.a}
  - {id: less, when: {covered: "< 10 CNY"}, then: "0 CNY", source: m.a}
---
table: desk
inputs: [v]
output: desk
hit: first
rules:
  - {id: low, when: {v: "< 100 CNY"}, then: front_desk, source: m.a}
default: {then: back, source: m.a}
"""


def told(**facts: str) -> str:
    policy = load_policy({"t.yaml": SHOP})
    return as_text(explain(policy, facts, at=AT), policy, "en")


def test_rows_that_contradict_each_other_hold_and_come_after_nothing():
    text = told(v="60 CNY", k="60 CNY")
    assert "more holds, and settles nothing by itself" in text
    assert "comes after" not in text


def test_a_derived_fact_that_was_given_is_not_explained_by_its_formula():
    text = told(v="1200 CNY", k="0 CNY", covered="20 CNY")
    assert "that was given" in text
    assert "the smaller of" not in text


def test_no_change_is_proposed_of_what_is_calculated():
    policy = load_policy({"t.yaml": SHOP})
    found = explain(policy, {"v": "20 CNY", "k": "20 CNY"}, at=AT).changes
    assert {each.outcome for each in found} == {"desk"}


def test_deadlines_that_wait_are_named():
    assert "waiting for it: covered, pay and deadline d.1" in told(v="60 CNY")


def test_markdown_shows_what_editors_wrote_as_they_wrote_it():
    policy = load_policy({"t.yaml": SHOP})
    text = as_markdown(explain(policy, {"v": "20 CNY", "k": "20 CNY"}, at=AT), policy, "en")
    assert r"\<b\>\*All\*\</b\> \[of it\](http://e)" in text
    assert "front_desk" in text
