"""Every answer cites its clause."""

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu_adapters.files import find_pack, load_pack
from kefu_core.decide import Reason
from kefu_core.testing import cases, reasons_exist

BUNDLED = {name: load_pack(find_pack(name)) for name in ("park", "cfpb")}


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_every_reason_of_a_bundled_pack_names_a_rule_and_its_clauses(name: str) -> None:
    policy = BUNDLED[name]

    @given(cases(policy))
    def check(case) -> None:
        reasons_exist(policy, policy.decide(case.facts, at=case.at))

    check()


@given(st.data())
@settings(max_examples=10)
def test_a_reason_that_no_rule_gives_is_found_out(data: st.DataObject) -> None:
    policy = BUNDLED["park"]
    case = data.draw(cases(policy))
    decision = policy.decide(case.facts, at=case.at)
    for reason in (Reason("severity", "invented", ()), Reason("severity", "minor", ("park.route",))):
        with pytest.raises(AssertionError, match="no rule of the policy is"):
            reasons_exist(policy, evolve(decision, reasons=(*decision.reasons, reason)))
