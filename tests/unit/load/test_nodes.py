"""Places inside a scalar, however it is written."""

from collections.abc import Callable

import pytest

from kefu_core.diagnostics import Diagnostic, Lines, Span
from kefu_core.load.compose import compose
from kefu_core.load.nodes import MAX_PLACED, MapNode, Scalar, SeqNode


def scalar(text: str) -> tuple[Scalar, Callable[[Span], str]]:
    """The value of the first key of a text, and the function from spans to what they underline."""
    problems: list[Diagnostic] = []
    (document,) = compose("a.yaml", text, problems)
    assert problems == []
    lines = Lines("a.yaml", text)

    def underlined(span: Span) -> str:
        return text[lines.offset(span) : lines.start(span.end_line) + span.end_column - 1]

    assert isinstance(document, MapNode)
    value = document.entries[0][1]
    assert isinstance(value, Scalar)
    return value, underlined


@pytest.mark.parametrize(
    ("text", "value", "part", "written"),
    [
        ("a: x= 5 h", "x= 5 h", "5 h", "5 h"),
        ('a: ">= 5 h"', ">= 5 h", "5 h", "5 h"),
        ("a: '>= 5 h'", ">= 5 h", ">=", ">="),
        ("a: 'it''s 5'", "it's 5", "'s 5", "''s 5"),
        (r'a: "\u627f\x41 \"5\" x"', '承A "5" x', "5", "5"),
        (r'a: "\u627f\x41 \"5\" x"', '承A "5" x', "承A", r"\u627f\x41"),
        ('a: "x\n\n    y z"', "x\ny z", "z", "z"),
        ('a: "x \\\n    y z"', "x y z", "z", "z"),
        ("a: x\r\n   y\r\n   z", "x y z", "z", "z"),
        ("a: x\n   y", "x y", " ", "\n   "),
        ("a: |\n  x\n    y\n\n  z\nb: 1", "x\n  y\n\nz\n", "z", "z"),
        ("a: |-\r\n  😀x\r\n  y", "😀x\ny", "x\ny", "x\r\n  y"),
        ("a: 😀 承 x\n", "😀 承 x", "承", "承"),
    ],
)
def test_a_part_of_a_text_is_underlined_where_it_is_written(text, value, part, written):
    found, underlined = scalar(text)
    start = value.index(part)

    assert found.text == value
    assert underlined(found.at(start, start + len(part))) == written


def test_an_empty_part_is_a_place_between_characters():
    found, underlined = scalar('a: "b c"')

    assert underlined(found.at(1, 1)) == ""
    assert found.at(1, 1).column == 6
    assert found.at(3, 3).column == 8


@pytest.mark.parametrize(
    "text",
    ["a: >\n  x\n  y\n", "a: 'x\u2028  y'", "a: 'b''" + "c" * MAX_PLACED + "'"],
    ids=["folded", "a line end of YAML 1.1", "very long"],
)
def test_where_a_part_cannot_be_told_the_whole_is_underlined(text):
    found, _ = scalar(text)

    assert found.at(2, 3) == found.span


def test_a_scalar_made_by_hand_is_asked_like_any_other():
    span = Span("a.yaml", 1, 4, 1, 9)

    assert Scalar("hello", span).at(1, 3) == Span("a.yaml", 1, 5, 1, 7)
    assert Scalar("other than written", span).at(1, 3) == span


def test_what_is_written_in_quotation_marks_or_not_at_all_is_known():
    (document,) = compose("a.yaml", "a: 'x'\nb: \"\"\nc:\nd: x\n", [])
    assert isinstance(document, MapNode)
    values = [value for _, value in document.entries if isinstance(value, Scalar)]

    assert [value.quoted for value in values] == [True, True, False, False]
    assert [value.absent for value in values] == [False, False, True, False]


def test_nodes_are_equal_if_they_say_the_same_anywhere():
    (one,) = compose("a.yaml", "a: [x, 'y']", [])
    (other,) = compose("b.yaml", "\n\na:\n- x\n- y\n", [])

    assert one == other
    assert hash(one) == hash(other)
    assert isinstance(one, MapNode)
    assert isinstance(one.entries[0][1], SeqNode)
