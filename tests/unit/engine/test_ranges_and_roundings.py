"""Ranges over what may be `none`, and results rounded to the digits that their outcome has, on both engines."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kefu_core import load_policy

AT = datetime(2026, 11, 2, tzinfo=UTC)
POLICY = load_policy({"p.yaml": """
policy: t
format: 1
zone: UTC
---
facts: [{id: weight, type: integer, optional: true}, {id: price, type: decimal}]
outcomes: [{id: parcel, type: boolean}, {id: fee, type: decimal, scale: 2, rounding: round_half_up}]
---
table: parcel
inputs: [weight]
output: parcel
hit: first
rules: [{id: middle, when: {weight: "[5..6]"}, then: true, source: m.r}]
default: {then: false, source: m.r}
---
table: fee
inputs: []
output: fee
hit: first
rules: [{id: third, then: price / 3, source: m.r}]
"""})  # fmt: skip


@pytest.mark.parametrize("engine", ["reference", "generated"])
@pytest.mark.parametrize(("weight", "parcel"), [(None, False), (4, False), (5, True), (6, True), (7, False)])
def test_none_lies_in_no_range(weight: int | None, parcel: bool, engine: Any) -> None:  # noqa: FBT001
    decision = POLICY.decide({"weight": weight, "price": 1}, at=AT, engine=engine)
    assert decision.outcomes["parcel"] is parcel


@pytest.mark.parametrize("engine", ["reference", "generated"])
@pytest.mark.parametrize(("price", "fee"), [("1", "0.33"), ("2", "0.67"), ("0.015", "0.01"), ("3", "1.00")])
def test_a_decimal_is_rounded_to_the_digits_of_its_outcome(price: str, fee: str, engine: Any) -> None:
    decision = POLICY.decide({"weight": None, "price": price}, at=AT, engine=engine)
    assert decision.outcomes["fee"] == Decimal(fee)
