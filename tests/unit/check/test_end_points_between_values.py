"""Cells whose end points no value of the type can be."""

import pytest

from kefu_core.loading import load

PACK = """
policy: t
format: 1
zone: Asia/Shanghai
---
facts: [{id: score, type: decimal, scale: 1}]
outcomes: [{id: result, type: boolean}]
---
table: result
inputs: [score]
output: result
hit: first
rules: [{id: high, when: {score: "CELL"}, then: "true", source: manual.score}]
default: {then: "false", source: manual.rest}
"""


@pytest.mark.parametrize("cell", ["> 0.05", "< 0.05", "> 5 %", "[0.05..0.15]", "> 0.25, < 0.05"])
def test_a_cell_can_hold_though_its_end_point_has_more_digits_than_the_fact(cell: str) -> None:
    assert load({"a.yaml": PACK.replace("CELL", cell)}).diagnostics == ()


@pytest.mark.parametrize("cell", ["0.05", "[0.01..0.09]", "(0.1..0.2)"])
def test_a_cell_between_two_values_of_the_fact_never_holds(cell: str) -> None:
    assert [each.code for each in load({"a.yaml": PACK.replace("CELL", cell)}).diagnostics] == ["never-holds"]
