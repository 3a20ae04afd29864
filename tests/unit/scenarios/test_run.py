"""A scenario passes if all that it names comes out so, and says what differs if not."""

from typing import Any

import pytest

from kefu_core import load_policy
from kefu_core.decide.policy import Engines
from kefu_core.loading import load
from kefu_core.scenarios import run_scenario

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
language: en
documents: [shop]
---
facts:
  - {id: loss, type: money, unit: CNY, domain: ">= 0 CNY"}
  - {id: angry, type: boolean}
derived:
  - {id: lost, type: boolean, value: loss > 0 CNY, source: shop.loss}
outcomes:
  - id: severity
    type: choice
    choices: [{id: minor, label: {en: small, zh: 轻}}, {id: major, label: {en: big, zh: 重}}]
  - {id: tone, type: choice, choices: [calm, warm]}
milestones: [{id: accepted, start: true}, answered, closed]
---
table: severity
inputs: [lost]
output: severity
hit: unique
rules:
  - {id: big, when: {lost: true}, then: major, source: shop.loss}
  - {id: small, when: {lost: false}, then: minor, source: shop.none}
---
table: tone
inputs: [angry]
output: tone
hit: unique
rules:
  - {id: angry, when: {angry: true}, then: warm, source: shop.tone}
  - {id: calm, when: {angry: false}, then: calm, source: shop.tone}
---
deadlines:
  - {id: answer, from: accepted, until: answered, within: 2 h, source: shop.answer}
  - {id: soon, when: {angry: true}, from: accepted, until: answered, within: 1 h, source: shop.soon}
  - {id: close, from: answered, until: closed, within: 1 h, source: shop.close}
---
"""


def ran(expect: str, *, facts: str = "loss: 5 CNY, angry: true", rest: str = "", engine: Engines = "auto"):
    scenario = f"scenario: s\nfacts: {{{facts}}}\nat: 2026-11-02T10:00+08:00\nexpect: {{{expect}}}\n{rest}\n"
    policy = load_policy({"pack.yaml": PACK + scenario})
    return run_scenario(policy, policy.scenarios[0], engine=engine)


def differences(*args: str, **kwargs: Any) -> list[tuple[str, str, str, str]]:
    return [(each.kind, each.name, each.expected, each.got) for each in ran(*args, **kwargs).mismatches]


ALL = (
    "severity: major, tone: warm, due: {answered: 2026-11-02T11:00+08:00, closed: waits}, "
    "because: [shop.loss, shop.tone, shop.answer, shop.soon, shop.close]"
)


@pytest.mark.parametrize("engine", ["auto", "reference", "generated"])
@pytest.mark.parametrize(
    "expect", ["", "severity: major", "severity: big", "because: [shop.tone]", "due: {close: waits}", ALL]
)
def test_what_is_named_and_comes_out_passes(expect, engine):
    assert ran(expect, engine=engine).passed


def test_an_outcome_that_differs_is_told_by_its_code():
    assert differences("severity: minor") == [("outcome", "severity", "minor", "major")]


def test_an_outcome_that_is_left_open_is_told_with_the_facts_that_are_missing():
    assert differences("tone: warm", facts="loss: 5 CNY") == [("outcome", "tone", "warm", "undetermined: angry")]


def test_a_derived_fact_can_be_expected():
    assert ran("lost: true").passed
    assert differences("lost: false") == [("outcome", "lost", "false", "true")]
    assert differences("lost: true", facts="angry: true") == [("outcome", "lost", "true", "undetermined: loss")]


def test_a_derived_fact_that_is_given_is_what_was_given():
    assert ran("lost: false, severity: minor", facts="lost: false, loss: 5 CNY").passed


def test_a_milestone_is_due_when_the_first_of_its_deadlines_is():
    assert ran("due: {answered: 2026-11-02T11:00+08:00}").passed
    assert differences("due: {answered: 2026-11-02T12:00+08:00}") == [
        ("due", "answered", "2026-11-02T12:00+08:00", "2026-11-02T11:00+08:00")
    ]


def test_a_deadline_is_due_by_itself():
    assert ran("due: {answer: 2026-11-02T12:00+08:00, soon: 2026-11-02T11:00+08:00}").passed


def test_a_deadline_that_runs_does_not_wait():
    assert differences("due: {answer: waits}") == [("due", "answer", "waits", "2026-11-02T12:00+08:00")]


def test_a_deadline_that_does_not_apply_neither_runs_nor_waits():
    assert differences("due: {soon: waits}", facts="loss: 5 CNY, angry: false") == [("due", "soon", "waits", "")]


def test_a_deadline_that_is_left_open_says_what_is_missing():
    assert differences("due: {soon: waits}", facts="loss: 5 CNY") == [("due", "soon", "waits", "undetermined: angry")]


def test_a_clause_that_is_not_cited_is_told():
    assert differences("because: [shop.tone, shop.none]") == [("because", "shop.none", "shop.none", "")]


def test_what_is_decided_is_not_undetermined():
    assert differences("undetermined: [tone]") == [("undetermined", "tone", "undetermined", "decided")]
    assert ran("undetermined: [tone]", facts="loss: 5 CNY").passed


@pytest.mark.parametrize("word", ["shop.soon", "soon", "answered", "closed", "severity.big", "tone.angry"])
def test_never_names_clauses_deadlines_milestones_and_rules_that_must_not_appear(word):
    assert differences("", rest=f"never: [{word}]") == [("never", word, "", word)]


@pytest.mark.parametrize("word", ["shop.none", "severity.small", "tone.calm"])
def test_what_is_never_to_appear_and_does_not_passes(word):
    assert ran("", rest=f"never: [{word}]").passed


def test_exactly_passes_where_everything_is_named():
    assert ran(ALL, rest="exactly: true").passed


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("tone: warm, ", ("outcome", "tone", "", "warm")),
        (", closed: waits", ("due", "close", "", "waits")),
        (", shop.close", ("because", "shop.close", "", "shop.close")),
    ],
)
def test_exactly_tells_what_came_out_beside_what_is_named(left_out, told):
    expect = ALL.replace(left_out, "")
    assert expect != ALL
    assert ran(expect).passed
    assert differences(expect, rest="exactly: true") == [told]


def test_exactly_tells_what_is_undetermined_unasked():
    assert ("undetermined", "tone", "", "undetermined") in differences("", facts="loss: 5 CNY", rest="exactly: true")


def test_exactly_does_not_ask_for_derived_facts():
    assert "lost" not in [name for _, name, _, _ in differences("", rest="exactly: true")]


def test_a_fact_that_no_host_could_give_fails_the_scenario():
    assert [(kind, name) for kind, name, _, _ in differences("", facts="loss: -1 CNY, angry: true")] == [
        ("fact", "loss")
    ]


def test_a_rule_that_no_table_has_is_a_diagnostic_under_never():
    found = load(
        {"pack.yaml": f"{PACK}scenario: s\nfacts: {{}}\nat: 2026-11-02T10:00+08:00\nnever: [severity.bigg]\n"}
    ).diagnostics
    assert [(each.code, each.help_text("en")) for each in found] == [
        ("unknown-in-scenario", "did you mean `severity.big`?")
    ]


REOPENED = """
policy: shop
format: 1
zone: Asia/Shanghai
documents: [shop]
---
milestones: [{id: accepted, start: true}, answered, contested]
kinds:
  - id: claim
    starts: accepted
    states: [open, {id: closed, final: true}]
    moves: [{on: answered, to: closed}]
    reopens: [{on: contested, to: open, revokes: answered}]
    source: shop.answer
deadlines: [{id: answer, from: accepted, until: answered, within: 4 h, source: shop.answer}]
---
scenario: s
timeline:
  - {at: 2026-11-02T10:00+08:00, type: accepted}
  - {at: 2026-11-02T11:00+08:00, type: answered}
  - {at: 2026-11-02T13:00+08:00, type: contested}
expect: {due: {answered: 2026-11-02T16:00+08:00, answer: 2026-11-02T16:00+08:00}, status: {answer: open}}
"""


def test_a_case_that_was_opened_again_is_due_when_its_last_attempt_is():
    policy = load_policy({"pack.yaml": REOPENED})
    assert run_scenario(policy, policy.scenarios[0]).mismatches == ()
