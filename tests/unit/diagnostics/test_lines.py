"""Offsets, lines and columns."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kefu_core.diagnostics import Lines, Span
from kefu_core.diagnostics.lines import line_of

TEXTS = st.text(alphabet=st.sampled_from("a 承😀\n\r\t\u2028\x85\x0b\x0c"), max_size=30)


def test_lines_end_as_in_editors_and_columns_count_code_points():
    lines = Lines("a", "😀x\r\ny\rz\nq\u2028w")

    assert lines.span(1, 2) == Span("a", 1, 2, 1, 3)
    assert lines.span(4, 5) == Span("a", 2, 1, 2, 2)
    assert lines.span(6, 7) == Span("a", 3, 1, 3, 2)
    assert lines.span(10, 11) == Span("a", 4, 3, 4, 4)
    assert lines.span(0, 5) == Span("a", 1, 1, 2, 2)


@given(TEXTS)
def test_a_line_is_found_in_the_same_way_with_and_without_a_table(text):
    lines = Lines("a", text)
    expected = re.split(r"\r\n|\r|\n", text)

    assert [lines.line(number) for number in range(1, len(expected) + 1)] == expected
    assert [line_of(text, number) for number in range(1, len(expected) + 2)] == [*expected, None]


@given(TEXTS, st.integers(0, 30), st.integers(0, 30))
def test_a_place_leads_back_to_its_offset(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    lines = Lines("a", text)
    span = lines.span(start, end)

    assert lines.offset(span) == start
    assert lines.start(span.end_line) + span.end_column - 1 == end
