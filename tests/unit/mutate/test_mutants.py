"""Small mistakes on purpose: what they are, and who notices them."""

from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given, settings

from kefu_adapters.files import find_pack, load_pack
from kefu_core import load_policy
from kefu_core.decide import Policy
from kefu_core.load.write import write
from kefu_core.loading import load
from kefu_core.mutate import mutants, run
from kefu_core.testing import packs

AT = datetime.fromisoformat("2026-11-02T10:00+08:00")
PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
documents: [shop]
---
facts: [{id: loss, type: money, unit: CNY, domain: ">= 0 CNY"}]
outcomes: [{id: grade, type: choice, ordered: true, choices: [minor, major]}]
---
table: grade
inputs: [loss]
output: grade
hit: unique
rules:
  - {id: small, when: {loss: "< 100 CNY"}, then: minor, source: shop.a}
  - {id: large, when: {loss: ">= 100 CNY"}, then: major, source: shop.a}
"""
SCENARIO = "---\nscenario: s\nfacts: {{loss: {loss}}}\nat: 2026-11-02T10:00+08:00\nexpect: {{grade: {grade}}}\n"


def notices(text: str) -> Counter[tuple[str, str | None]]:
    return Counter((each.mutant.kind, each.notice) for each in run(load_policy({"p.yaml": text})))


def test_proofs_notice_gaps_and_overlaps_without_any_scenario():
    assert notices(PACK) == {
        ("row", "check"): 2,
        ("bound", "check"): 2,
        ("cell", "check"): 2,
        ("cell", None): 1,  # both cells exchanged, and
        ("result", None): 1,  # both results: a pack that says the opposite is as sound as the pack
    }


def test_one_scenario_notices_that_it_says_the_opposite():
    found = notices(PACK + SCENARIO.format(loss="5 CNY", grade="minor"))
    assert not [kind for (kind, notice) in found if notice is None]


@given(packs())
@settings(max_examples=15)
def test_every_mutant_is_another_policy_that_decides(policy: Policy):
    for mutant in mutants(policy.ir):
        assert mutant.ir != policy.ir
        Policy(mutant.ir, "mutant").decide({}, at=AT, engine="reference")


def test_every_mutant_of_a_real_pack_can_be_written_and_read():
    policy = load_pack(find_pack("cfpb"))
    for mutant in mutants(policy.ir):
        loaded = load(write(mutant.ir))
        errors = [each.code for each in loaded.diagnostics if each.severity == "error"]
        assert errors in ([], ["never-holds"])


OVER_TIME = """
policy: shop
format: 1
zone: Asia/Shanghai
documents: [shop]
---
facts:
  - {id: stale, type: boolean}
  - {id: amount, type: integer}
  - {id: grade, type: choice, ordered: true, choices: [low, middle, high]}
roles: [desk, head]
milestones: [{id: in, start: true}, asked, told, seen, out, gone, back]
kinds:
  - id: claim
    starts: in
    source: shop.a
    states: [{id: open}, {id: waiting, pauses: true}, {id: held}, {id: closed, final: true}]
    moves:
      - {on: asked, from: open, to: waiting}
      - {on: told, from: waiting, to: held}
      - {on: out, from: [open, waiting], to: closed, needs: seen}
      - {on: gone, to: closed, stops: true}
    reopens: [{on: back, to: open, revokes: [out, seen]}]
deadlines:
  - id: d
    from: in
    until: out
    within: 3 days
    pause: [waiting, held]
    retarget: keep
    extend: {times: 2}
    warn: [100 %, {at: 24 h before, notify: desk}]
    late: [{notify: desk}, {after: 4 h, escalate: head, task: call}]
    source: shop.a
latches:
  - id: l
    when: {amount: "[1..5]"}
    from: in
    until: out
    within: 1 month
    set: {stale: true, grade: middle}
    source: shop.a
"""


def details(where: str) -> list[tuple[str, str]]:
    found = load_policy({"p.yaml": OVER_TIME})
    return [(each.kind, each.detail) for each in mutants(found.ir) if each.where == where]


def test_a_deadline_is_changed_in_all_that_it_says_of_its_course():
    assert details("deadlines.d") == [
        ("row", ""),
        ("period", "3 days → 2 days"),
        ("period", "3 days → 4 days"),
        ("pause", "waiting"),
        ("pause", "held"),
        ("counting", "retarget: keep → from_start"),
        ("counting", "extend: 2 → 1"),
        ("counting", "extend: 2 → 3"),
        ("step", "warn 1"),
        ("period", "warn: 100 % → 99 %"),
        ("step", "warn 2"),
        ("period", "warn: 24 h → 1439 min"),
        ("period", "warn: 24 h → 1441 min"),
        ("step", "late 1"),
        ("step", "late 2"),
        ("period", "late 2: 4 h → 239 min"),
        ("period", "late 2: 4 h → 241 min"),
        ("step", "late 2: escalate"),
        ("step", "late 2: task"),
    ]


def test_a_latch_is_dropped_comes_at_another_time_under_other_conditions_or_sets_something_else():
    assert details("latches.l") == [
        ("row", ""),
        ("condition", "amount"),
        ("bound", "amount: [1..5] → (1..5]"),
        ("bound", "amount: [1..5] → [1..5)"),
        ("condition", "amount: [1..5] → not([1..5])"),
        ("period", "1 month → 2 months"),
        ("result", "stale: true → false"),
        ("result", "grade: middle → low"),
        ("result", "grade: middle → high"),
    ]


def test_a_kind_loses_moves_and_pauses_asks_for_less_and_leads_elsewhere():
    assert details("claim.waiting") == [("pause", "")]
    assert details("claim.asked") == [("row", ""), ("state", "to: waiting → open"), ("state", "to: waiting → held")]
    assert details("claim.out") == [("row", ""), ("state", "to: closed → held"), ("milestone", "needs: seen")]
    assert details("claim.gone") == [("row", ""), ("state", "to: closed → held"), ("counting", "stops")]
    assert details("claim.back") == [
        ("row", ""),
        ("state", "to: open → waiting"),
        ("milestone", "revokes: out"),
        ("milestone", "revokes: seen"),
        ("counting", "time: pause → continue"),
        ("counting", "time: pause → restart"),
    ]


def test_every_mutant_of_what_goes_on_over_time_can_be_written_and_read():
    for mutant in mutants(load_policy({"p.yaml": OVER_TIME}).ir):
        loaded = load(write(mutant.ir))
        assert [each.code for each in loaded.diagnostics if each.severity == "error"] == []
        assert loaded.policy is not None
        assert loaded.policy.ir == mutant.ir


TIMELINE = """
---
scenario: the customer is asked, and the answer is late all the same
timeline:
  - {at: 2026-11-02T10:00+08:00, type: in, amount: 3}
  - {at: 2026-11-02T11:00+08:00, type: asked}
  - {at: 2026-11-04T11:00+08:00, type: told}
until: 2026-11-10T00:00+08:00
expect: {state: held, status: {d: paused}}
"""


def test_scenarios_with_a_timeline_notice_moves_and_pauses():
    found = {
        (each.mutant.where, each.mutant.kind, each.mutant.detail): each.notice
        for each in run(load_policy({"p.yaml": OVER_TIME + TIMELINE}))
    }
    assert found["claim.asked", "row", ""] == "scenario"
    assert found["claim.told", "state", "to: held → waiting"] == "scenario"
    assert found["deadlines.d", "pause", "held"] == "scenario"
    assert found["claim.out", "milestone", "needs: seen"] is None


@pytest.mark.parametrize(
    ("pack", "unnoticed"),
    [
        # The call back that is revoked began by an event that is revoked, too, so that its clock ends in either case.
        ("park", {"complaint.unsatisfied": 1}),
        ("cfpb", {}),
    ],
)
def test_the_bundled_packs_notice_all_but_what_changes_nothing(pack: str, unnoticed: dict[str, int]):
    outcomes = list(run(load_pack(find_pack(pack))))
    assert Counter(each.mutant.where for each in outcomes if each.notice is None) == unnoticed
