"""What is proven through derived facts and other tables, what is not, and what a budget ends."""

import re
from datetime import date

import pytest

from kefu_core import load_policy
from kefu_core.values import parse_instant
from kefu_core.verify import BUDGET, verify
from kefu_core.verify.tried import MOST, chosen

HEAD = """
policy: t
format: 1
zone: Asia/Shanghai
---
facts:
  - {id: n, type: integer, domain: "[0..100]"}
  - {id: m, type: integer}
  - {id: tags, type: set of choice, choices: [p, q, r]}
  - {id: kind, type: choice, choices: [a, b]}
  - {id: day, type: date}
outcomes:
  - {id: out, type: integer}
  - {id: mid, type: integer}
"""


def found(text: str, budget: int = BUDGET, today: date | None = None) -> list[tuple[str, str]]:
    told = verify(load_policy({"t.yaml": HEAD + text}), budget=budget, today=today)
    return [(each.code, str(each.args["id"])) for each in told if not each.code.startswith("unused")]


def messages(text: str) -> dict[str, str]:
    told = verify(load_policy({"t.yaml": HEAD + text}))
    return {each.code: each.message("en") for each in told if not each.code.startswith("unused")}


def table(*rows: str, inputs: str, hit: str = "unique", name: str = "out", rest: str = "") -> str:
    lines = [f"  - {{id: r{number}, {row}, source: m.a}}" for number, row in enumerate(rows)]
    head = f"---\ntable: {name}\ninputs: [{inputs}]\noutput: {name}\nhit: {hit}\nrules:\n"
    return head + "\n".join(lines) + f"\n{rest}\n"


class TestCells:
    @pytest.mark.parametrize(
        ("column", "cells"),
        [
            ("n", ["< 10", "[10..20)", ">= 20"]),
            ("n", ["not(5)", "5"]),
            ("tags", ["p", "not(p)"]),
            ("tags", ["empty", "not(empty)"]),
            ("tags", ["all(p, q)", "not(p), not(q)"]),
            ("kind", ["a", "b"]),
            ("day", ["< 2026-03-01", "2026-03-01", "> 2026-03-01"]),
        ],
    )
    def test_cells_that_part_their_column_leave_nothing_to_find(self, column: str, cells: list[str]) -> None:
        rows = [f'when: {{{column}: "{cell}"}}, then: {number}' for number, cell in enumerate(cells)]
        assert found(table(*rows, inputs=column)) == []

    @pytest.mark.parametrize(
        ("column", "cells"),
        [
            ("n", ["< 10", "(10..20)", ">= 20"]),
            ("tags", ["p", "q", "r"]),
            ("day", ["< 2026-03-01", "> 2026-03-01"]),
        ],
    )
    def test_the_one_value_between_two_cells_is_seen(self, column: str, cells: list[str]) -> None:
        rows = [f'when: {{{column}: "{cell}"}}, then: {number}' for number, cell in enumerate(cells)]
        assert ("gap", "out") in found(table(*rows, inputs=column, hit="any"))


class TestRowsThatClash:
    """What clashes stays undetermined, so neither row can be left out, whatever they say."""

    def test_rows_of_a_unique_table_that_overlap_are_not_redundant(self) -> None:
        rows = ("when: {n: 5}, then: 1", "when: {n: 5}, then: 1")
        default = "default: {then: 1, source: m.a}"
        assert found(table(*rows, inputs="n", rest=default)) == [("overlap", "r1")]

    def test_a_row_of_an_any_table_that_disagrees_is_not_redundant(self) -> None:
        rows = ('when: {n: "[5..9]"}, then: 1', "when: {n: 5}, then: 2")
        default = "default: {then: 1, source: m.a}"
        assert found(table(*rows, inputs="n", hit="any", rest=default)) == [("disagreement", "r1")]


class TestDerived:
    def test_a_flag_is_followed_to_its_facts(self) -> None:
        flag = 'derived: [{id: high, type: boolean, value: "n > 50", source: m.a}]\n'
        rows = ("when: {high: true}, then: 1", 'when: {high: false, n: "<= 50"}, then: 2')
        assert found(flag + table(*rows, inputs="high, n")) == []

    def test_what_is_linear_in_one_fact_is_exact(self) -> None:
        double = "derived: [{id: double, type: integer, value: 2 * n + 1, source: m.a}]\n"
        rows = ('when: {double: "< 41"}, then: 1', 'when: {double: "> 41", n: "> 20"}, then: 2')
        assert found(double + table(*rows, inputs="double, n")) == [("gap", "out")]
        rows = ('when: {double: "< 40"}, then: 1', 'when: {double: "> 40", n: ">= 20"}, then: 2')
        assert found(double + table(*rows, inputs="double, n")) == []

    def test_what_is_made_of_two_facts_is_shown_where_it_is_found_and_otherwise_not_proven(self) -> None:
        both = "derived: [{id: both, type: integer, value: n + m, source: m.a}]\n"
        covered = table('when: {both: "< 0"}, then: 1', 'when: {both: ">= 0"}, then: 2', inputs="both")
        assert {code for code, _ in found(both + covered)} <= {"not-proven"}
        holed = table('when: {both: "< 0", n: "> 5"}, then: 1', 'when: {both: ">= 0"}, then: 2', inputs="both, n")
        assert {code for code, _ in found(both + holed)} & {"gap", "not-proven"}


class TestTablesThatFeedTables:
    def test_only_what_the_earlier_table_gives_has_to_be_covered(self) -> None:
        first = table(
            'when: {n: "> 50"}, then: 7', inputs="n", hit="first", name="mid", rest="default: {then: 3, source: m.a}"
        )
        second = table("when: {mid: '3'}, then: 1", "when: {mid: '7'}, then: 2", inputs="mid")
        assert found(first + second) == []

    def test_a_combination_that_never_comes_about_is_no_gap(self) -> None:
        first = table(
            'when: {n: "> 50"}, then: 7', inputs="n", hit="first", name="mid", rest="default: {then: 3, source: m.a}"
        )
        second = table("when: {mid: '3'}, then: 1", "when: {mid: '7', n: '> 40'}, then: 2", inputs="mid, n")
        assert found(first + second) == []


class TestWhatCannotBeProven:
    """Cells that compare two facts: cases near every threshold are tried."""

    def test_a_gap_between_two_facts_is_found_with_a_case(self) -> None:
        told = messages(table('when: {n: "< m"}, then: 1', 'when: {n: "> m"}, then: 2', inputs="n"))
        assert re.search(r"holds for \{n: (-?\d+), m: \1\}$", told["gap"])
        assert "what they showed is told" in told["not-proven"]

    @pytest.mark.parametrize(
        ("hit", "code", "second"), [("unique", "overlap", "then: 1"), ("any", "disagreement", "then: 2")]
    )
    def test_rows_that_clash_at_one_value_are_found(self, hit: str, code: str, second: str) -> None:
        rows = ('when: {n: "<= m"}, then: 1', f'when: {{n: ">= m"}}, {second}')
        assert found(table(*rows, inputs="n", hit=hit)) == [("not-proven", "out"), (code, "r1")]

    def test_where_nothing_is_found_the_note_says_how_many_cases_were_tried(self) -> None:
        told = messages(table('when: {n: "<= m"}, then: 1', 'when: {n: "> m"}, then: 2', inputs="n"))
        (count,) = re.findall(r"(\d+) cases were tried, and no gap or clash", told["not-proven"])
        assert int(count) > 20

    def test_an_outcome_that_a_table_reads_is_rounded_first(self) -> None:
        head = HEAD.replace("- {id: out", "- {id: share, type: decimal, rounding: floor}\n  - {id: out")
        shares = table("then: (n + 1) / 24", inputs="n", name="share")
        rows = table('when: {share: ">= m"}, then: 1', inputs="share")
        (told,) = [each for each in verify(load_policy({"t.yaml": head + shares + rows})) if each.code == "gap"]
        assert re.search(r"share: \d+, m: \d+", told.message("en"))

    def test_what_was_declared_impossible_is_not_tried(self) -> None:
        rows = ('when: {n: "< m"}, then: 1', 'when: {n: "> m"}, then: 2')
        excluded = 'impossible: [{id: same, when: {n: "m"}}]\n'
        assert messages(excluded + table(*rows, inputs="n")).keys() == {"not-proven"}

    def test_a_default_leaves_nothing_to_try(self) -> None:
        default = "default: {then: 2, source: m.a}"
        told = messages(table('when: {n: "< m"}, then: 1', inputs="n", hit="first", rest=default))
        assert "tried" not in told["not-proven"]

    def test_few_combinations_are_all_tried_and_of_many_each_once(self) -> None:
        assert set(chosen([(1, 2), ("a", "b")])) == {(1, "a"), (1, "b"), (2, "a"), (2, "b")}
        assert list(chosen([(1, 2), ()])) == []
        many = list(chosen([range(100)] * 3))
        assert 0.9 * MOST < len(set(many)) == len(many) <= MOST
        assert all({each[place] for each in many} == set(range(100)) for place in range(3))


def test_what_nothing_in_force_decides_has_no_value_in_a_witness() -> None:
    later = table("when: {n: '-'}, then: 5", inputs="n", name="mid").replace("hit:", "from: 2026-07-01\nhit:")
    rows = ("when: {mid: '> 3'}, then: 1", "when: {mid: '> 4'}, then: 2", "when: {kind: a}, then: 3")
    told = verify(load_policy({"t.yaml": HEAD + later + table(*rows, inputs="mid, kind")}))
    witnesses = {each.code: each.witness for each in told if isinstance(each.witness, dict)}
    assert witnesses["overlap"]["facts"].keys() >= {"kind"}
    assert all(witness["facts"].keys() <= {"n", "kind"} for witness in witnesses.values())


def test_what_was_declared_impossible_is_left_out_even_where_the_table_does_not_see_all_of_it() -> None:
    rows = ("when: {kind: a}, then: 1",)
    assert found(table(*rows, inputs="kind")) == [("gap", "out")]
    excluded = 'impossible: [{id: no_b, when: {kind: b, n: "-"}}]\n'
    assert found(excluded + table(*rows, inputs="kind")) == []


def test_a_budget_ends_in_a_diagnostic_and_never_in_silence() -> None:
    rows = [f'when: {{n: "{low}, {low + 2}", m: "> {low}"}}, then: {low}' for low in range(12)]
    assert ("check-budget", "out") in found(table(*rows, inputs="n, m"), budget=20)


class TestDatesThatChangeWhichCasesThereAre:
    CAP = 'parameters: [{id: cap, type: integer, values: {2000-01-01: "100", 2027-01-01: "200"}, source: m.a}]\n'
    FACT = '---\nfacts: [{id: k, type: integer, domain: "[0..cap]"}]\n'

    def told(self, text: str) -> list[tuple[str, str]]:
        return [each for each in found(text) if not each[0].startswith("not-")]

    def test_a_domain_that_grows_opens_a_gap(self) -> None:
        rows = table('when: {k: "[0..100]"}, then: 1', inputs="k").replace("hit:", "from: 2001-01-01\nhit:")
        assert ("gap", "out") in found(self.CAP + self.FACT + rows)

    def test_a_row_that_waits_for_it_is_not_called_dead(self) -> None:
        rows = table('when: {k: "[0..100]"}, then: 1', 'when: {k: "(100..200]"}, then: 2', inputs="k", hit="first")
        assert {code for code, _ in found(self.CAP + self.FACT + rows)} <= {"gap", "not-proven"}

    def test_so_does_what_is_impossible_for_a_time(self) -> None:
        rows = table('when: {n: "<= 50"}, then: 1', inputs="n").replace("hit:", "from: 2001-01-01\nhit:")
        cap = self.CAP.replace('"100"', '"50"').replace('"200"', '"100"')
        assert ("gap", "out") in found(cap + 'impossible: [{id: i, when: {n: "> cap"}}]\n' + rows)

    def test_decide_takes_every_witness(self) -> None:
        rows = table('when: {k: "[0..100]"}, then: 1', inputs="k")
        policy = load_policy({"t.yaml": HEAD + self.CAP + self.FACT + rows})
        gaps = [each.witness for each in verify(policy) if each.code == "gap"]
        assert gaps
        for witness in gaps:
            assert isinstance(witness, dict)
            policy.decide(witness["facts"], at=parse_instant(witness["at"]))

    def test_rows_of_one_id_in_tables_that_follow_one_another_are_two(self) -> None:
        old = table('when: {n: "< 5"}, then: 1', 'when: {n: "< 3"}, then: 2', inputs="n", hit="first",
                    rest="default: {then: 3, source: m.a}").replace("hit:", "until: 2026-01-01\nhit:")  # fmt: skip
        new = table('when: {n: "< 5"}, then: 1', 'when: {n: "< 9"}, then: 2', inputs="n", hit="first",
                    rest="default: {then: 3, source: m.a}").replace("hit:", "from: 2026-01-01\nhit:")  # fmt: skip
        assert found(old + new) == [("masked", "r1")]

    def test_a_parameter_without_a_value_today_is_told_and_one_that_began_long_ago_is_not(self) -> None:
        rows = table('when: {n: "< cap"}, then: 1', inputs="n", hit="first", rest="default: {then: 3, source: m.a}")
        assert found(self.CAP + rows, today=date(2026, 11, 2)) == []
        assert found(self.CAP + rows, today=date(1999, 11, 2)) == [("parameter-hole", "cap")]


def test_what_is_impossible_of_a_derived_fact_leaves_out_the_facts_behind_it() -> None:
    both = "derived: [{id: both, type: boolean, value: n > 5 and m > 5, source: m.a}]\n"
    excluded = 'impossible: [{id: i, when: {both: "false"}}]\n'
    rows = ('when: {n: "> 5"}, then: 1',)
    assert found(both + excluded + table(*rows, inputs="n")) == []


def test_what_no_case_has_is_not_said_to_come_after_others() -> None:
    excluded = 'impossible: [{id: i, when: {n: "100"}}]\n'
    rows = ('when: {n: "< 99"}, then: 1', 'when: {n: "[1..100]"}, then: 2', 'when: {n: "100"}, then: 3')
    told = found(excluded + table(*rows, inputs="n", hit="first", rest="default: {then: 4, source: m.a}"))
    assert told == [("never-reached", "r2")]
    rows = ('when: {n: "< 100"}, then: 1', 'when: {n: "[1..100]"}, then: 2', 'when: {n: "100"}, then: 3')
    told = found(excluded + table(*rows, inputs="n", hit="first", rest="default: {then: 4, source: m.a}"))
    assert told == [("masked", "r1"), ("never-reached", "r2")]
