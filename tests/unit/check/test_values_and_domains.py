"""Cells, outcomes and clauses that no case can have: each finding, and where nothing is to be found."""

import pytest

from kefu_core.loading import load

HEAD = """
policy: t
format: 1
zone: Asia/Shanghai
---
parameters:
  - {id: limit, type: integer, value: "10", source: m.a}
facts:
  - {id: score, type: integer, domain: "SCORE"}
  - {id: grade, type: choice, ordered: true, choices: [low, middle, high], domain: "GRADE"}
outcomes:
  - {id: result, type: integer, domain: "[0..9]"}
milestones: [{id: received, start: true}, {id: answered}]
---
table: result
inputs: [score, grade]
output: result
hit: HIT
rules:
  - {id: one, when: {score: "> 0"}, then: "ONE", source: m.a}
default: {then: "OTHER", source: m.a}
---
deadlines:
  - {id: answer, from: received, until: answered, within: 1 day, source: m.a}
"""
USUAL = {"SCORE": ">= 0", "GRADE": ">= low", "HIT": "first", "ONE": "1", "OTHER": "2"}


def found(head: str = HEAD, **said: str) -> list[tuple[str, int]]:
    """The codes of what is found, each with its line."""
    for place, text in {**USUAL, **said}.items():
        head = head.replace(place, text)
    return [(each.code, each.span.line) for each in load({"t.yaml": head}).diagnostics if each.span]


def line_of(part: str, head: str = HEAD) -> int:
    return head[: head.index(part)].count("\n") + 1


def test_a_usual_pack_has_nothing_wrong() -> None:
    assert found() == []


@pytest.mark.parametrize("domain", ["limit", "< limit", "[0..limit]"])
def test_a_domain_that_reads_a_parameter_may_hold(domain: str) -> None:
    assert found(SCORE=domain) == []


def test_a_domain_that_no_value_has_is_found() -> None:
    assert found(SCORE="> 5, < 3", GRADE="< low") == [("never-holds", line_of("GRADE"))]
    assert found(SCORE="(5..6)") == [("never-holds", line_of("SCORE"))]


@pytest.mark.parametrize("place", ["ONE", "OTHER"])
def test_what_a_rule_or_the_default_gives_lies_in_the_domain(place: str) -> None:
    assert found(**{place: "10"}) == [("out-of-domain", line_of(place))]


def test_what_is_computed_or_added_up_is_not_known_beforehand() -> None:
    assert found(ONE="score + 20") == []
    assert found(HEAD.replace("hit: HIT", "hit: collect\naggregate: sum"), ONE="20") == []


def test_a_code_outside_an_ordered_domain_is_found() -> None:
    head = HEAD.replace('score: "> 0"', 'grade: "low"')
    assert found(head, GRADE=">= middle") == [("out-of-domain", line_of("grade:", head))]
    assert found(head, GRADE="<= middle") == []


def test_a_deadline_without_a_clause_is_found() -> None:
    head = HEAD.replace("within: 1 day, source: m.a", "within: 1 day")
    assert [code for code, _ in found(head)] == ["no-source"]


def test_a_pack_with_deadlines_says_which_milestone_is_the_start() -> None:
    head = HEAD.replace(", start: true", "")
    assert found(head) == [("no-start", line_of("milestones:"))]


@pytest.mark.parametrize(
    "cell", ["< 9999-12-31", "<= 9999-12-31", "9999-12-31", "> 0001-01-01", "[2026-01-01..9999-12-31]"]
)
def test_dates_at_the_ends_of_the_calendar_are_dates(cell: str) -> None:
    head = HEAD.replace('{id: score, type: integer, domain: "SCORE"}', "{id: score, type: date}")
    head = head.replace('score: "> 0"', f'score: "{cell}"')
    assert found(head) == []
