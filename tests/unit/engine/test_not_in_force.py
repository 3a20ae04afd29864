"""A parameter that has no value yet is unknown, in cells, derived facts and outputs alike (S18), on both engines."""

from datetime import UTC, datetime

import pytest

from kefu_core import load_policy
from kefu_core.decide import Undetermined

POLICY = load_policy({"p.yaml": """
policy: t
format: 1
zone: UTC
---
facts: [{id: x, type: integer}]
derived: [{id: far, type: boolean, value: x > limit}]
outcomes: [{id: fee, type: integer}, {id: grade, type: integer}, {id: free, type: boolean}]
parameters: [{id: limit, type: integer, values: {2026-01-01: 5}}]
milestones: [{id: accepted, start: true}, {id: answered}]
deadlines: [{id: answer, when: {far: true}, from: accepted, until: answered, within: 1 h, source: m.r}]
---
table: fee
inputs: [x]
output: fee
hit: first
rules: [{id: r, then: x + limit, source: m.r}]
---
table: grade
inputs: [x]
output: grade
hit: first
rules: [{id: low, when: {x: "< limit"}, then: 1, source: m.r}, {id: high, when: {x: "> 100"}, then: 1, source: m.r}]
default: {then: 2}
---
table: free
inputs: [far]
output: free
hit: first
rules: [{id: r, when: {far: true}, then: true, source: m.r}]
default: {then: false}
"""})  # fmt: skip


@pytest.mark.parametrize("engine", ["reference", "generated"])
def test_what_reads_a_parameter_that_is_not_in_force_is_undetermined(engine) -> None:
    decision = POLICY.decide({"x": 50}, at=datetime(2025, 12, 31, tzinfo=UTC), engine=engine)
    assert decision.outcomes == {}
    assert decision.deadlines == ()
    assert [(each.name, each.code, each.missing) for each in decision.undetermined] == [
        ("far", "not-in-force", ("limit",)),
        ("fee", "not-in-force", ("limit",)),
        ("grade", "not-in-force", ("limit",)),
        ("free", "not-in-force", ("limit",)),
        ("answer", "not-in-force", ("limit",)),
    ]
    assert [each.rule for each in decision.undetermined] == ["derived", "r", "low", "r", "answer"]


@pytest.mark.parametrize("engine", ["reference", "generated"])
def test_what_does_not_depend_on_it_is_decided(engine) -> None:
    decision = POLICY.decide({"x": 101}, at=datetime(2025, 12, 31, tzinfo=UTC), engine=engine)
    assert decision.outcomes == {"grade": 1}  # whatever the limit, one of the rows holds, and both say 1


@pytest.mark.parametrize("engine", ["reference", "generated"])
def test_an_outcome_whose_table_is_not_in_force_is_told_with_its_table(engine) -> None:
    head = "policy: t\nformat: 1\nzone: UTC\n---\noutcomes: [{id: fee, type: integer}]\n---\n"
    table = (
        "table: fee\ninputs: []\noutput: fee\nhit: first\nfrom: 2026-01-01\nrules: [{id: r, then: 1, source: m.r}]\n"
    )
    policy = load_policy({"p.yaml": head + table})
    (undetermined,) = policy.decide({}, at=datetime(2025, 12, 31, tzinfo=UTC), engine=engine).undetermined

    assert undetermined == Undetermined("fee", "fee", None, (), "not-in-force")
    assert policy.decide({}, at=datetime(2026, 1, 1, tzinfo=UTC), engine=engine).outcomes == {"fee": 1}
