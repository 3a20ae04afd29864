"""The severity in the park never falls as the loss or the earlier reports grow; `none`, no complaint, is the least."""

import pytest
from hypothesis import Phase, settings

from kefu_adapters.files import find_pack, load_pack
from kefu_core import load_policy
from kefu_core.testing import never_falls

PARK = load_pack(find_pack("park"))

test_severity_never_falls_as_the_loss_grows = never_falls(PARK, "severity", as_fact_grows="loss")
test_severity_never_falls_as_the_customer_reports_again = never_falls(PARK, "severity", as_fact_grows="earlier_reports")

FALLING = load_policy({"p.yaml": """
policy: falling
format: 1
zone: UTC
---
facts: [{id: loss, type: integer}]
outcomes: [{id: grade, type: choice, ordered: true, choices: [low, high]}]
---
table: grade
inputs: [loss]
output: grade
hit: first
rules:
  - {id: much, when: {loss: "= 7312"}, then: low, source: m.a}
  - {id: some, when: {loss: "> 7000"}, then: high, source: m.a}
default: {then: low, source: m.a}
"""})  # fmt: skip


def test_a_policy_that_is_milder_for_one_value_is_found_out() -> None:
    thorough = settings(phases=[Phase.generate], max_examples=500, derandomize=True)
    with pytest.raises(AssertionError, match="`grade` falls from high to low as `loss` grows"):
        thorough(never_falls(FALLING, "grade", as_fact_grows="loss"))()


def test_what_has_no_order_cannot_fall() -> None:
    with pytest.raises(ValueError, match="values of `nature` have no order"):
        never_falls(PARK, "severity", as_fact_grows="nature")
