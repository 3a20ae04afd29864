"""The grammar of cells and expressions: what it takes, what it says of what it does not take, and where."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kefu_core.diagnostics import Diagnostic, Span
from kefu_core.load.nodes import Scalar
from kefu_core.load.syntax import MAX_DEPTH, MAX_LENGTH, Reader, Syntax


def scalar(text: str) -> Scalar:
    return Scalar(text, Span("a.yaml", 1, 1, 1, 1 + len(text)))


def read(text: str, start: str = "cell") -> tuple[Syntax | None, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    reader = Reader(problems)
    return (reader.cell if start == "cell" else reader.expression)(scalar(text)), problems


def outline(syntax: Syntax) -> Any:
    """The kinds of syntax, nested, with the words of leaves."""
    if not syntax.parts:
        return (syntax.kind, *syntax.words)
    return (syntax.kind, *(outline(part) for part in syntax.parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("-", ("anything",), id="anything"),
        pytest.param("- 5", ("tests", ("equals", ("negative", ("number", "5")))), id="minus five"),
        pytest.param(
            ">= 5000 CNY", ("tests", ("compare", ("quantity", "5000", "CNY"))), id="a comparison with an amount"
        ),
        pytest.param("5000元", ("tests", ("equals", ("quantity", "5000", "元"))), id="a unit without a blank"),
        pytest.param(
            "promise broken, 承诺未兑现",
            ("tests", ("equals", ("name", "promise broken")), ("equals", ("name", "承诺未兑现"))),
            id="labels of several words",
        ),
        pytest.param(
            "[1..5]", ("tests", ("interval", ("number", "1"), ("number", "5"))), id="no blank around two points"
        ),
        pytest.param(
            "(1..2.5)", ("tests", ("interval_open", ("number", "1"), ("number", "2.5"))), id="an open interval"
        ),
        pytest.param("(1 + 2)", ("tests", ("equals", ("plus", ("number", "1"), ("number", "2")))), id="brackets"),
        pytest.param("not(none)", ("tests", ("negation", ("equals", ("name", "none")))), id="not"),
        pytest.param("android", ("tests", ("equals", ("name", "android"))), id="a name that begins like a keyword"),
        pytest.param(
            "> 2 working days", ("tests", ("compare", ("quantity", "2", "working days"))), id="unit of two words"
        ),
    ],
)
def test_a_cell_reads_as_its_outline(text: str, expected: Any) -> None:
    syntax, problems = read(text)
    assert problems == []
    assert syntax is not None
    assert outline(syntax) == expected


def test_operators_bind_as_in_arithmetic() -> None:
    syntax, _ = read("not a and b or 1 + 2 * 3 > -x", "expression")
    assert syntax is not None
    product = ("times", ("number", "2"), ("number", "3"))
    total = ("plus", ("number", "1"), product)
    relation = ("relation", total, ("negative", ("name", "x")))
    assert outline(syntax) == ("either", ("both", ("inverse", ("name", "a")), ("name", "b")), relation)


@pytest.mark.parametrize(
    ("text", "code", "help_", "underlined"),
    [
        pytest.param(">= ", "cell-ends-early", "cell", ">=", id="a comparison without a value"),
        pytest.param("== 5", "cannot-read", "operator", "==", id="two equals signs"),
        pytest.param("=> 5", "cannot-read", "operator", "=>", id="signs in the wrong order"),
        pytest.param(">= 5,000", "thousands-comma", None, "5,000", id="a comma for thousands"),
        pytest.param('"abc', "cannot-read", "quote", '"', id="a quotation mark that is not closed"),
        pytest.param("＞5", "look-alike-in-cell", "write", "＞", id="a full-width sign"),
        pytest.param("a，b", "look-alike-in-cell", "write", "，", id="a full-width comma"),
        pytest.param("[1..5", "cell-ends-early", "cell", "5", id="a bracket that is not closed"),
        pytest.param("5 5", "cannot-read", "cell", "5", id="two numbers"),
    ],
)
def test_what_cannot_be_read_is_underlined_and_helped(text: str, code: str, help_: str | None, underlined: str) -> None:
    syntax, problems = read(text)
    assert syntax is None
    (problem,) = problems
    assert (problem.code, problem.help) == (code, help_)
    assert problem.span is not None
    assert text[problem.span.column - 1 : problem.span.end_column - 1] == underlined


def test_full_width_characters_inside_quotation_marks_are_text() -> None:
    assert read('"（一）"')[1] == []


def test_a_text_that_is_too_long_or_too_deep_is_refused_before_it_is_parsed() -> None:
    for text in ("1" * (MAX_LENGTH + 1), "(" * (MAX_DEPTH + 1) + "1" + ")" * (MAX_DEPTH + 1), "not " * 500 + "x"):
        assert [each.code for each in read(text, "expression")[1]] == ["cell-too-long"]


def test_the_same_text_is_parsed_once() -> None:
    reader = Reader([])
    assert reader.cell(scalar("< 5")) is reader.cell(scalar("< 5"))


@given(st.text(st.sampled_from("ab1. ,()[]<>=-+*/\"'不n o t%:"), max_size=30))
@example("not")
@example("1..")
@example("all(")
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    for start in ("cell", "expression"):
        syntax, problems = read(text, start)
        assert (syntax is None) == (len(problems) == 1)
        for problem in problems:
            assert problem.span is not None
            assert 1 <= problem.span.column <= problem.span.end_column <= len(text) + 1
