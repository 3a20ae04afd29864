"""Diagnostics as text: the excerpt, the carets, and nothing that a terminal would obey."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.diagnostics import Diagnostic, Lines, Related, Span, Term, layout, problem, render
from kefu_core.diagnostics.visible import width

SOURCE = dedent(
    """\
    table: severity
    rules:
      - id: major
        when: {nature: 承诺}
        then: major
      - id: minor
        whne: {nature: 承诺}
    """
)


def span_of(text: str, part: str, file: str = "severity.yaml") -> Span:
    start = text.index(part)
    return Lines(file, text).span(start, start + len(part))


def at(text: str, part: str) -> Diagnostic:
    return problem("empty-value", span_of(text, part))


def excerpt(text: str, part: str) -> tuple[str, str]:
    """The shown line and the line of carets, without the margin."""
    lines = render(at(text, part), sources={"severity.yaml": text}, language="en").split("\n")
    assert len(lines) == 5
    margin = lines[2].index("|")
    assert lines[3][margin] == lines[4][margin] == "|"
    return lines[3][margin + 2 :], lines[4][margin + 2 :]


def unknown_key() -> Diagnostic:
    return problem(
        "unknown-key", span_of(SOURCE, "whne"), help="did-you-mean",
        key="whne", what=Term("RuleForm"), guess="when", keys="",
    )  # fmt: skip


def test_a_problem_shows_its_line_and_its_help_in_english():
    assert render(unknown_key(), sources={"severity.yaml": SOURCE}, language="en") == dedent(
        """\
        error[unknown-key]: `whne` is not a key of a rule
          --> severity.yaml:7:5
           |
         7 |     whne: {nature: 承诺}
           |     ^^^^
           = help: did you mean `when`?"""
    )


def test_a_problem_shows_its_line_and_its_help_in_chinese():
    assert render(unknown_key(), sources={"severity.yaml": SOURCE}, language="zh") == dedent(
        """\
        错误[unknown-key]：规则里没有名为 `whne` 的键
          --> severity.yaml:7:5
           |
         7 |     whne: {nature: 承诺}
           |     ^^^^
           = 帮助：是不是想写 `when`？"""
    )


def test_related_places_come_as_notes_with_lines_of_their_own_under_one_margin():
    text = "id: a\n" + "\n" * 9 + "id: b\n"
    diagnostic = problem(
        "duplicate-key", Span("x.yaml", 11, 1, 11, 3), help="keep-one", key="id",
        related=(Related("first-here", Span("x.yaml", 1, 1, 1, 3)),),
    )  # fmt: skip

    assert render(diagnostic, sources={"x.yaml": text}, language="en") == dedent(
        """\
        error[duplicate-key]: the key `id` is given twice
           --> x.yaml:11:1
            |
         11 | id: b
            | ^^
            = help: keep one of them, or join their values
        note: the first one is here
           --> x.yaml:1:1
            |
          1 | id: a
            | ^^"""
    )


def test_without_the_source_the_place_is_still_told():
    assert render(unknown_key(), sources={}, language="en") == dedent(
        """\
        error[unknown-key]: `whne` is not a key of a rule
          --> severity.yaml:7:5
           = help: did you mean `when`?"""
    )


def test_without_a_place_there_is_just_the_message():
    assert render(problem("empty-value", None), sources={}, language="zh") == "错误[empty-value]：这里缺少一个值"


def test_a_place_beyond_the_source_has_no_excerpt():
    diagnostic = problem("empty-value", Span("severity.yaml", 99, 1, 99, 2))

    assert render(diagnostic, sources={"severity.yaml": SOURCE}, language="en").endswith("--> severity.yaml:99:1")


@pytest.mark.parametrize(
    ("line", "part", "shown", "carets"),
    [
        ("nature: 承诺未兑现 x", "x", "nature: 承诺未兑现 x", " " * 19 + "^"),
        ("nature: 承诺", "承诺", "nature: 承诺", " " * 8 + "^^^^"),
        ("e\u0301e\u0301 x", "x", "e\u0301e\u0301 x", "   ^"),
        ("\ta:\tx", "x", "    a:  x", "        ^"),
        ("a:\t\tx", "\tx", "a:      x", "    ^^^^^"),
        ("a: \x1b[31mx", "x", "a: ␛[31mx", "        ^"),
        ("\u202eabc", "abc", "<U+202E>abc", "        ^^^"),
    ],
)
def test_carets_stand_under_their_characters(line, part, shown, carets):
    assert excerpt(line, part) == (shown, carets)


def test_an_empty_span_has_one_caret_even_behind_the_line():
    assert render(problem("empty-value", Span("a", 1, 3, 1, 3)), sources={"a": "a:\n"}, language="en").endswith(
        " 1 | a:\n   |   ^"
    )


def test_a_span_over_several_lines_underlines_the_first_and_names_the_last():
    text = "a: [1,   \n  2]\nb: 3"

    assert excerpt(text, "[1,   \n  2]") == ("a: [1,", "   ^^^ … to line 2")
    assert render(at(text, "[1,   \n  2]"), sources={"severity.yaml": text}, language="zh").endswith("^^^ … 至第 2 行")


def test_a_span_that_takes_in_the_line_end_is_in_one_line():
    assert excerpt("a: b\nc", "b\n") == ("a: b", "   ^")


def test_a_long_line_is_cut_around_the_span():
    shown, carets = excerpt("x" * 500 + " here " + "y" * 500, "here")

    assert shown.startswith("…x")
    assert shown.endswith("y…")
    assert shown[carets.index("^") :].startswith("here y")
    assert carets.count("^") == 4
    assert len(shown) < 110


BITS = st.sampled_from([*"a承\t😀\x1b\u202e\x00 \u3000ｘ\u200b\u2028", "e\u0301"])
LINES = st.lists(BITS, max_size=300).map("".join)


@given(LINES, LINES)
def test_carets_stand_under_the_span_in_any_line_and_nothing_unseen_is_shown(before, after):
    shown, carets = excerpt(f"{before}MARK{after}", "MARK")

    assert width(shown[: shown.index("MARK")]) == carets.index("^")
    assert carets.count("^") == 4
    assert width(shown) <= 110
    assert not any(char < " " or char in "\u202e\u200b\u2028" for char in shown)


def test_the_pieces_of_a_layout_are_the_text_with_styles():
    sources = {"severity.yaml": SOURCE}
    pieces = layout(unknown_key(), sources=sources, language="en")

    assert "".join(text for _, text in pieces) == render(unknown_key(), sources=sources, language="en")
    assert ("error", "error[unknown-key]") in pieces
    assert ("caret", "    ^^^^") in pieces
    assert ("place", "severity.yaml:7:5") in pieces


def test_the_name_of_a_file_cannot_steer_a_terminal():
    assert "\x1b" not in render(problem("empty-value", Span.top_of("\x1b[2J.yaml")), sources={}, language="en")
