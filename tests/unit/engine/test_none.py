"""``none`` is a value: known, and neither below nor above anything (S13)."""

from datetime import datetime
from typing import Any

import pytest

from kefu_core import load_policy

AT = datetime.fromisoformat("2026-11-02T10:00+08:00")
PACK = """
policy: t
format: 1
zone: Asia/Shanghai
---
facts:
  - {id: x, type: integer, optional: true}
  - {id: n, type: integer}
  - {id: tags, type: set of choice, choices: [p, q], optional: true}
outcomes: [{id: out, type: integer, optional: true}]
---
table: out
inputs: [INPUT]
output: out
hit: first
rules: [{id: a, when: {INPUT: "CELL"}, then: "THEN", source: m.a}]
default: {then: 0, source: m.a}
"""


def out(engine: Any, given: str, cell: str = "-", then: str = "1", **facts: Any) -> Any:
    text = PACK.replace("INPUT", given).replace("CELL", cell).replace("THEN", then)
    decision = load_policy({"t.yaml": text}).decide(facts, at=AT, engine=engine)
    return decision.outcomes.get("out", [each.code for each in decision.undetermined])


@pytest.mark.parametrize("engine", ["reference", "generated"])
class TestNone:
    @pytest.mark.parametrize("cell", ["< 10 / n", ">= 10 / n", "[1..10 / n]"])
    def test_it_lies_in_no_range_even_one_whose_end_nobody_knows(self, engine, cell: str) -> None:
        assert out(engine, "x", cell, x="none", n=0) == 0
        assert out(engine, "x", f"not({cell})", x="none", n=0) == 1
        assert out(engine, "x", cell, x="none") == 0

    def test_a_value_beside_such_an_end_stays_open(self, engine) -> None:
        assert out(engine, "x", "< 10 / n", x=5, n=0) == ["division-by-zero"]

    @pytest.mark.parametrize(("tags", "held"), [("none", 1), (["p"], 0), ([], 0)])
    def test_a_set_that_there_is_not_can_be_asked_for(self, engine, tags: Any, held: int) -> None:
        assert out(engine, "tags", "none", tags=tags) == held
        assert out(engine, "tags", "not(none)", tags=tags) == 1 - held

    def test_one_branch_of_a_choice_may_be_none(self, engine) -> None:
        assert out(engine, "x", then="if n > 1 then 1 else none", n=1) is None

    def test_the_first_known_value_does_not_wait_for_those_behind_it(self, engine) -> None:
        assert out(engine, "x", then="coalesce(x, n)", x=5) == 5
        assert out(engine, "x", then="coalesce(x, n)", n=5) == ["missing-fact"]
        assert out(engine, "x", then="coalesce(x, n)", x="none", n=5) == 5
