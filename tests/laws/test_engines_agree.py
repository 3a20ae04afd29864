"""The reference engine is the meaning; the generated one gives equal decisions, with all that belongs to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_adapters.files import find_pack, load_pack
from kefu_core.decide import Policy
from kefu_core.testing import cases, decided_alike, engines_agree, packs, reasons_exist


@pytest.mark.parametrize("name", ["park", "cfpb"])
def test_engines_agree_on_a_bundled_pack(name: str) -> None:
    engines_agree(load_pack(find_pack(name)))()


@given(packs(), st.data())
def test_engines_agree_on_generated_packs_and_their_reasons_exist(policy: Policy, data: st.DataObject) -> None:
    for _ in range(3):
        case = data.draw(cases(policy, derived=True))
        reasons_exist(policy, decided_alike(policy, case.facts, at=case.at))


@given(packs(least_rows=26), st.data())
def test_engines_agree_on_long_tables_which_are_looked_up_in_an_index(policy: Policy, data: st.DataObject) -> None:
    for _ in range(4):
        case = data.draw(cases(policy))
        decided_alike(policy, case.facts, at=case.at)
