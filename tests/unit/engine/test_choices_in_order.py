"""Choices that are a scale are compared by their place on it (S15), however the other side is written."""

from datetime import UTC, datetime

import pytest

from kefu_core import load_policy

AT = datetime(2026, 11, 2, tzinfo=UTC)
POLICY = load_policy(
    {
        "t.yaml": """
policy: t
format: 1
zone: Asia/Shanghai
---
parameters:
  - {id: pass_mark, type: choice, choices: [poor, fair, good, best], ordered: true, values: {2026-01-01: good}}
facts:
  - {id: mark, type: choice, choices: [poor, fair, good, best], ordered: true}
  - {id: last, type: choice, choices: [poor, fair, good, best], ordered: true}
derived:
  - {id: better, type: boolean, value: mark > last}
outcomes:
  - {id: passed, type: boolean}
  - {id: rose, type: boolean}
  - {id: beaten, type: boolean}
---
table: passed
inputs: [mark]
output: passed
hit: unique
rules:
  - {id: passes, when: {mark: ">= pass_mark"}, then: true, source: m.a}
  - {id: fails, when: {mark: "< pass_mark"}, then: false, source: m.a}
---
table: rose
inputs: [better]
output: rose
hit: unique
rules:
  - {id: up, when: {better: true}, then: true, source: m.a}
  - {id: not_up, when: {better: false}, then: false, source: m.a}
---
table: beaten
inputs: [mark]
output: beaten
hit: unique
rules:
  - {id: beats, when: {mark: "> last"}, then: true, source: m.a}
  - {id: does_not, when: {mark: "<= last"}, then: false, source: m.a}
"""
    }
)
MARKS = ["poor", "fair", "good", "best"]


@pytest.mark.parametrize("engine", ["reference", "generated"])
@pytest.mark.parametrize("last", MARKS)
@pytest.mark.parametrize("mark", MARKS)
def test_the_scale_decides_not_the_alphabet(mark: str, last: str, engine) -> None:
    decision = POLICY.decide({"mark": mark, "last": last}, at=AT, engine=engine)

    rose = MARKS.index(mark) > MARKS.index(last)
    assert decision.outcomes == {"passed": mark in {"good", "best"}, "rose": rose, "beaten": rose}
