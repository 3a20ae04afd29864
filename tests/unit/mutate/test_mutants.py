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


@pytest.mark.parametrize(
    ("pack", "unnoticed"),
    [
        # Their deadlines wait for an event, and a scenario decides one instant.
        ("park", {"parameters.coordinate_limit": 2, "parameters.form_limit": 1, "parameters.callback_limit": 2}),
        ("cfpb", {}),
    ],
)
def test_the_bundled_packs_notice_all_but_what_a_scenario_cannot_show(pack: str, unnoticed: dict[str, int]):
    outcomes = list(run(load_pack(find_pack(pack))))
    assert Counter(each.mutant.where for each in outcomes if each.notice is None) == unnoticed
    assert sum(unnoticed.values()) <= 0.05 * len(outcomes)
