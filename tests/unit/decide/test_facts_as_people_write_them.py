"""Facts in the words of people: what is taken, and what those who nearly got it right are told."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from kefu_core import InvalidFacts, Policy, load_policy
from kefu_core.decide.fact_text import read_fact_text

PACK = """\
policy: p
format: 1
zone: Asia/Shanghai
---
facts:
  - {id: visits, label: 上门次数, type: integer, unit: 次}
  - {id: rate, type: decimal}
  - {id: score, type: decimal, scale: 2}
  - {id: waited, type: duration, unit: min}
  - {id: marks, type: set of choice, choices: [{id: p, label: 易碎}, q]}
  - {id: urgent, type: boolean}
"""
AT = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy({"policy.yaml": PACK})


def taken(policy: Policy, name: str, given: Any) -> Any:
    values, problems = policy.intake(AT).take({name: given})
    assert problems == []
    return values[name]


@pytest.mark.parametrize("given", ["4次", "4 次", "4", " 4  次 "])
def test_the_unit_of_a_number_may_follow_it_at_once(policy: Policy, given: str) -> None:
    assert taken(policy, "visits", given) == 4


@pytest.mark.parametrize("given", ["p, q", "[p, q]", "易碎、q", "易碎，q", "[p,q]"])
def test_a_set_is_written_with_brackets_or_without(policy: Policy, given: str) -> None:
    assert taken(policy, "marks", given) == {"p", "q"}


@pytest.mark.parametrize("given", ["empty", "[]", "[ ]", []])
def test_the_set_without_members_is_said_on_purpose(policy: Policy, given: Any) -> None:
    assert taken(policy, "marks", given) == frozenset()


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("marks", "", "`` 不是集合"),
        ("marks", ",", "`,` 不是集合"),
        ("marks", "]p[", "`]p[` 不是集合"),
        ("marks", "[p", "`[p` 不是集合"),
        ("marks", "p,,q", "`p,,q` 不是集合"),
        ("visits", "4天", "`4天` 不是整数"),
        ("visits", ["1", "2"], "`[1, 2]` 不是整数"),
        ("visits", True, "`true` 不是整数"),
        ("rate", Fraction(1, 7), "`1/7` 不是小数"),
        ("rate", Fraction(1, 7), "帮助：它是无限小数，请先按需要的位数取整"),
        ("score", Fraction(1, 7), "这里最多 2 位"),
        ("waited", "90分", "帮助：请写成 `90分钟`"),
        ("waited", "1小时30分", "帮助：请写成 `90分钟`"),
        ("waited", "1 h 30 min", "帮助：请写成 `90 min`"),
    ],
)
def test_what_is_nearly_right_is_told_in_the_words_of_rule_files(
    policy: Policy, name: str, given: Any, said: str
) -> None:
    with pytest.raises(InvalidFacts) as refused:
        policy.decide({name: given}, at=AT)
    assert said in refused.value.render("zh")


def test_the_facts_of_a_text_are_read_with_their_places(policy: Policy) -> None:
    read = read_fact_text("f.json", b'{"visits": "4\\u6b21",\n "marks": ["p"]}', policy, at=AT)
    assert (dict(read.facts), read.problems) == ({"visits": "4次", "marks": ["p"]}, ())
    assert policy.decide(read.facts, at=AT).undetermined == ()


def test_what_is_wrong_with_a_text_of_facts_is_told_at_its_place(policy: Policy) -> None:
    read = read_fact_text("f.yaml", "visits: 4天\nvisit: 3\nurgent: {a: b}\n", policy, at=AT)
    found = [(each.code, each.span.line, each.span.column) for each in read.problems if each.span]
    assert sorted(found) == [("expected-text", 3, 9), ("unknown-fact", 2, 1), ("wrong-fact", 1, 9)]


def test_a_fact_given_by_its_code_and_by_its_label_is_given_twice(policy: Policy) -> None:
    read = read_fact_text("f.yaml", "visits: 4\n上门次数: 4\n", policy, at=AT)
    assert [(each.code, each.span and each.span.line) for each in read.problems] == [("fact-twice", 2)]
