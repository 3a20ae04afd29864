"""Hit policies in three-valued logic (S13): one behaviour each, the same on both engines."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kefu_core import Decision, Policy, load_policy

AT = datetime(2026, 11, 2, tzinfo=UTC)
ENGINES = pytest.mark.parametrize("engine", ["reference", "generated"])
pytestmark = ENGINES

HEAD = """
policy: t
format: 1
zone: Asia/Shanghai
---
facts:
  - {id: a, type: integer}
  - {id: b, type: integer}
  - {id: c, type: integer, optional: true}
outcomes:
  - {id: out, type: OUT, optional: OPTIONAL}
---
"""


def table(hit: str, *rules: str, default: str = "", out: str = "integer", optional: bool = False) -> Policy:
    """A table on a, b and c; a rule is its cells and its output: ``a > 1, b = 2 -> 3``."""
    lines = ["table: out", "inputs: [a, b, c]", "output: out", *(f"{line}" for line in hit.split("; ")), "rules:"]
    for number, rule in enumerate(rules):
        when, _, then = rule.partition(" -> ")
        cells = ", ".join(f"{cell.split(' ', 1)[0]}: '{cell.split(' ', 1)[1]}'" for cell in when.split("; ") if cell)
        lines.append(f"  - {{id: r{number}, when: {{{cells}}}, then: '{then}', source: m.r{number}}}")
    lines += [f"default: {{then: '{default}', source: m.default}}"] if default else []
    head = HEAD.replace("OUT", out).replace("OPTIONAL", str(optional).lower())
    return load_policy({"t.yaml": head + "\n".join(lines)})


def decide(policy: Policy, engine: Any, **facts: Any) -> Decision:
    return policy.decide(facts, at=AT, engine=engine)


def value(decision: Decision) -> object:
    """The outcome, or why there is none."""
    if "out" in decision.outcomes:
        assert decision.undetermined == ()
        return decision.outcomes["out"]
    (trouble,) = decision.undetermined
    return (trouble.code, trouble.rule, trouble.missing)


def rules(decision: Decision) -> list[str | None]:
    return [reason.rule for reason in decision.reasons]


class TestFirst:
    TABLE = table("hit: first", "a > 5 -> 1", "b > 5 -> 2", "a > 3 -> 1", default="9")

    def test_the_first_row_that_holds_decides(self, engine) -> None:
        decision = decide(self.TABLE, engine, a=6, b=6)
        assert (value(decision), rules(decision)) == (1, ["r0"])

    def test_the_default_decides_where_no_row_holds(self, engine) -> None:
        decision = decide(self.TABLE, engine, a=0, b=0)
        assert (value(decision), rules(decision)) == (9, ["default"])
        assert decision.sources == ("m.default",)

    def test_an_output_that_is_not_known_is_not_another_row_s(self, engine) -> None:
        policy = table("hit: first", "a > 5 -> 1", "b > 5 -> coalesce(c, 0) + 1")
        assert value(decide(policy, engine, b=6)) == ("missing-fact", "r0", ("a", "c"))
        assert value(decide(policy, engine, b=0)) == ("missing-fact", "r0", ("a",))
        assert value(decide(policy, engine, a=0, b=6)) == ("missing-fact", "r1", ("c",))

    def test_an_unknown_row_before_the_first_true_one_leaves_it_open(self, engine) -> None:
        assert value(decide(self.TABLE, engine, b=6)) == ("missing-fact", "r0", ("a",))

    def test_an_unknown_row_after_the_first_true_one_says_nothing(self, engine) -> None:
        assert value(decide(self.TABLE, engine, a=6)) == 1

    def test_an_unknown_row_that_gives_the_same_as_the_first_true_one_says_nothing(self, engine) -> None:
        policy = table("hit: first", "b > 5 -> 1", "a > 3 -> 1")
        decision = decide(policy, engine, a=4)
        assert (value(decision), rules(decision)) == (1, ["r1"])

    def test_an_unknown_row_that_gives_the_same_as_the_default_says_nothing(self, engine) -> None:
        assert value(decide(table("hit: first", "b > 5 -> 9", default="9"), engine)) == 9

    def test_no_row_and_no_default_is_no_rule_and_never_a_value(self, engine) -> None:
        assert value(decide(table("hit: first", "a > 5 -> 1"), engine, a=0)) == ("no-rule", None, ())


class TestUnique:
    TABLE = table("hit: unique", "a > 5 -> 1", "b > 5 -> 2", default="9")

    def test_the_one_row_that_holds_decides(self, engine) -> None:
        decision = decide(self.TABLE, engine, a=0, b=6)
        assert (value(decision), rules(decision)) == (2, ["r1"])

    def test_two_rows_that_hold_are_a_conflict_and_never_a_pick(self, engine) -> None:
        assert value(decide(self.TABLE, engine, a=6, b=6)) == ("conflict", "r1", ())

    def test_two_rows_that_hold_are_a_conflict_though_they_agree(self, engine) -> None:
        found: Any = value(decide(table("hit: unique", "a > 5 -> 1", "b > 5 -> 1"), engine, a=6, b=6))
        assert found[0] == "conflict"

    def test_no_fact_is_missing_where_the_rows_of_a_conflict_have_unknown_outputs(self, engine) -> None:
        policy = table("hit: unique", "a > 5 -> b", "a > 4 -> 2")
        assert value(decide(policy, engine, a=6)) == ("conflict", "r1", ())

    def test_an_unknown_row_beside_a_true_one_leaves_it_open(self, engine) -> None:
        assert value(decide(self.TABLE, engine, a=6)) == ("missing-fact", "r1", ("b",))

    def test_an_unknown_row_alone_that_gives_what_the_default_does_says_nothing(self, engine) -> None:
        assert value(decide(table("hit: unique", "a > 5 -> 9", default="9"), engine)) == 9

    def test_two_unknown_rows_may_hold_together_whatever_they_give(self, engine) -> None:
        found: Any = value(decide(table("hit: unique", "a > 5 -> 9", "b > 5 -> 9", default="9"), engine))
        assert found[0] == "missing-fact"

    def test_a_row_that_one_cell_makes_false_is_false_whatever_is_unknown(self, engine) -> None:
        assert value(decide(table("hit: unique", "a > 5; b > 5 -> 1", default="9"), engine, a=0)) == 9


class TestAny:
    TABLE = table("hit: any", "a > 5 -> 1", "b > 5 -> 1", "c > 5 -> 2", default="9")

    def test_all_rows_that_hold_are_reasons_where_they_agree(self, engine) -> None:
        decision = decide(self.TABLE, engine, a=6, b=6, c=0)
        assert (value(decision), rules(decision)) == (1, ["r0", "r1"])

    def test_rows_that_disagree_are_a_conflict(self, engine) -> None:
        assert value(decide(self.TABLE, engine, a=6, b=0, c=6)) == ("conflict", "r2", ())

    def test_no_fact_is_missing_where_known_outputs_disagree_beside_an_unknown_one(self, engine) -> None:
        policy = table("hit: any", "a > 5 -> 1", "a > 4 -> b", "a > 3 -> 2")
        assert value(decide(policy, engine, a=6)) == ("conflict", "r2", ())

    def test_an_unknown_row_that_agrees_says_nothing(self, engine) -> None:
        assert value(decide(self.TABLE, engine, a=6, c=0)) == 1

    def test_an_unknown_row_that_disagrees_leaves_it_open(self, engine) -> None:
        assert value(decide(self.TABLE, engine, a=6, b=6)) == ("missing-fact", "r2", ("c",))

    def test_the_default_counts_where_only_unknown_rows_may_hold(self, engine) -> None:
        assert value(decide(self.TABLE, engine, a=0, c=0)) == ("missing-fact", "r1", ("b",))

    def test_an_output_that_is_unknown_is_no_conflict(self, engine) -> None:
        policy = table("hit: any", "a > 5 -> 1", "a > 4 -> b")
        assert value(decide(policy, engine, a=6)) == ("missing-fact", "r1", ("b",))


class TestCollect:
    @pytest.mark.parametrize(("aggregate", "expected"), [("sum", 6), ("min", 1), ("max", 3), ("count", 3)])
    def test_an_aggregate_of_the_rows_that_hold(self, engine, aggregate: str, expected: int) -> None:
        policy = table(f"hit: collect; aggregate: {aggregate}", "a > 1 -> 1", "a > 2 -> 2", "a > 3 -> 3", optional=True)
        decision = decide(policy, engine, a=9)
        assert (value(decision), rules(decision)) == (expected, ["r0", "r1", "r2"])

    @pytest.mark.parametrize(("aggregate", "nothing"), [("sum", 0), ("min", None), ("max", None), ("count", 0)])
    def test_an_aggregate_of_nothing(self, engine, aggregate: str, nothing: object) -> None:
        policy = table(f"hit: collect; aggregate: {aggregate}", "a > 1 -> 1", optional=True)
        decision = decide(policy, engine, a=0)
        assert (value(decision), rules(decision)) == (nothing, [])

    def test_a_list_holds_the_outputs_in_the_order_of_the_rows(self, engine) -> None:
        policy = table("hit: collect; aggregate: list", "a > 1 -> 7", "a > 2 -> 3", "b > 1 -> 5", out="list of integer")
        assert value(decide(policy, engine, a=9, b=9)) == (7, 3, 5)
        assert value(decide(policy, engine, a=0, b=0)) == ()

    def test_the_default_of_a_list_is_a_list_of_one(self, engine) -> None:
        policy = table("hit: collect; aggregate: list", "a > 1 -> 7", default="4", out="list of integer")
        decision = decide(policy, engine, a=0)
        assert (value(decision), rules(decision)) == ((4,), ["default"])

    def test_none_adds_nothing_to_a_sum(self, engine) -> None:
        policy = table("hit: collect; aggregate: sum", "a > 1 -> none", "a > 1 -> 4", optional=True)
        assert value(decide(policy, engine, a=9)) == 4

    def test_an_unknown_row_that_could_change_the_result_leaves_it_open(self, engine) -> None:
        policy = table("hit: collect; aggregate: max", "a > 1 -> 4", "b > 1 -> 5", optional=True)
        assert value(decide(policy, engine, a=9)) == ("missing-fact", "r1", ("b",))

    def test_an_unknown_row_that_cannot_change_the_result_says_nothing(self, engine) -> None:
        policy = table("hit: collect; aggregate: max", "a > 1 -> 4", "b > 1 -> 3", optional=True)
        assert value(decide(policy, engine, a=9)) == 4

    def test_unknown_rows_that_each_give_what_the_default_gives_may_together_give_more(self, engine) -> None:
        policy = table("hit: collect; aggregate: sum", "b > 1 -> 5", "b > 2 -> 5", default="5")
        assert value(decide(policy, engine)) == ("missing-fact", "r0", ("b",))
        assert value(decide(policy, engine, b=9)) == 10

    def test_gravest_is_by_the_scale_and_not_by_the_alphabet(self, engine) -> None:
        kind = "type: choice, ordered: true, choices: [tiny, big], optional: true"
        head = HEAD.replace("type: OUT, optional: OPTIONAL", kind)
        rows = "[{id: x, when: {a: '> 1'}, then: big, source: m.x}, {id: y, when: {a: '> 1'}, then: tiny, source: m.y}]"
        table = f"table: out\ninputs: [a]\noutput: out\nhit: collect\naggregate: max\nrules: {rows}"
        policy = load_policy({"t.yaml": head + table})
        assert value(decide(policy, engine, a=2)) == "big"


class TestNone:
    def test_none_is_known_and_neither_above_nor_below_anything(self, engine) -> None:
        policy = table("hit: first", "c > 5 -> 1", "c <= 5 -> 2", "c none -> 3")
        assert value(decide(policy, engine, c=None)) == 3

    def test_none_is_not_equal_to_any_value(self, engine) -> None:
        policy = table("hit: first", "c 5 -> 1", "c != 5 -> 2")
        assert value(decide(policy, engine, c=None)) == 2

    def test_not_of_an_order_holds_for_none(self, engine) -> None:
        policy = table("hit: first", "c not(> 5) -> 1", default="9")
        assert value(decide(policy, engine, c="none")) == 1

    def test_none_is_not_unknown(self, engine) -> None:
        policy = table("hit: first", "c none -> 3", default="9")
        assert value(decide(policy, engine)) == ("missing-fact", "r0", ("c",))


class TestDivisionByZero:
    """What is divided by nothing is known to nobody, so it leaves open what depends on it, and nothing else."""

    def test_an_output_that_divides_by_zero_is_undetermined(self, engine) -> None:
        policy = table("hit: first", "a > 1 -> floor(10 / b)")
        assert value(decide(policy, engine, a=2, b=3)) == 3
        assert value(decide(policy, engine, a=2, b=0)) == ("division-by-zero", "r0", ())

    def test_a_row_behind_the_one_that_decides_is_never_asked(self, engine) -> None:
        policy = table("hit: first", "a > 1 -> 1", "a > 10 / b -> 2")
        assert value(decide(policy, engine, a=2, b=0)) == 1

    def test_a_cell_that_another_part_decides_is_decided(self, engine) -> None:
        policy = table("hit: first", "a > 10 / b, 2 -> 1", default="9")
        assert value(decide(policy, engine, a=2, b=0)) == 1
        assert value(decide(policy, engine, a=1, b=0)) == ("division-by-zero", "r0", ())

    def test_an_interval_of_which_one_end_excludes_the_value_is_false(self, engine) -> None:
        policy = table("hit: first", "a [10 / b..3] -> 1", default="9")
        assert value(decide(policy, engine, a=4, b=0)) == 9
        assert value(decide(policy, engine, a=3, b=0)) == ("division-by-zero", "r0", ())
        assert value(decide(policy, engine, a=4)) == 9

    def test_a_missing_fact_is_asked_for_first(self, engine) -> None:
        policy = table("hit: first", "a > 10 / b; c > 1 -> 1", default="9")
        assert value(decide(policy, engine, a=2, b=0)) == ("missing-fact", "r0", ("c",))
        assert value(decide(policy, engine, a=2, b=0, c=0)) == 9
