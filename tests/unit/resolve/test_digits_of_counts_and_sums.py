"""What is whole by nature needs no rounding (S14)."""

import pytest

from kefu_core.loading import load

PACK = """
policy: t
format: 1
zone: Asia/Shanghai
---
facts:
  - {id: tags, type: set of choice, choices: [a, b]}
  - {id: n, type: integer}
outcomes:
  - {id: points, type: list of integer}
  - {id: total, type: integer}
---
table: points
inputs: [tags]
output: points
hit: collect
aggregate: list
rules: [{id: a, when: {tags: a}, then: 3, source: manual.points}]
---
table: total
inputs: [n]
output: total
hit: first
rules: [{id: all, when: {n: "-"}, then: VALUE, source: manual.total}]
"""


@pytest.mark.parametrize("value", ["count(tags)", "count(points)", "sum(points)", "floor(n / 2) + count(tags)"])
def test_counts_and_sums_of_whole_numbers_fit_an_integer(value: str) -> None:
    assert load({"a.yaml": PACK.replace("VALUE", value)}).diagnostics == ()


def test_a_quotient_still_needs_a_rounding() -> None:
    found = load({"a.yaml": PACK.replace("VALUE", "n / 2")}).diagnostics
    assert [each.code for each in found] == ["needs-rounding"]
