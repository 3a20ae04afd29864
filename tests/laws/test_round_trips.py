"""What a policy says can be written as text, and the text says the same."""

import pytest
from hypothesis import given

from kefu_adapters.files import find_pack, load_pack
from kefu_core.check import check
from kefu_core.ir.policy import PolicyIR
from kefu_core.testing import policies, round_trips


@pytest.mark.parametrize("name", ["park", "cfpb"])
def test_a_bundled_pack_round_trips(name: str) -> None:
    round_trips(load_pack(find_pack(name)).ir)


@given(policies())
def test_generated_policies_pass_the_checks_and_round_trip(ir: PolicyIR) -> None:
    assert check(ir) == ()
    round_trips(ir)
