"""What people say for a range or for any value, and the cell that is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.load.spoken import comparison, is_anything


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("5000元以上，8000元以下", "[5000元..8000元]"),
        ("8000元以下、5000元以上", "[5000元..8000元]"),
        ("超过5000元，不超过1万元", "(5000元..1万元]"),
        ("至少三天，不到十天", "[三天..十天)"),
        ("5000元以下，8000元以上", None),  # that is *or*, and so are the two that follow
        ("5000元以上，8000元以上", None),
        ("5000元以上，5000元以下", None),
        ("5000元以上，承诺", None),
        ("5,000元", None),
    ],
)
def test_two_bounds_are_a_range_where_something_lies_between_them(said: str, meant: str | None) -> None:
    assert comparison(said) == meant


@given(st.integers(0, 9_999), st.integers(0, 9_999))
def test_a_range_is_proposed_only_with_its_lower_end_first(low: int, high: int) -> None:
    assert comparison(f"{low}次以上，{high}次以下") == (f"[{low}次..{high}次]" if low < high else None)


@pytest.mark.parametrize(
    ("text", "anything"), [("不限", True), ("Any", True), ("ａｌｌ", True), ("无", False), ("", False)]
)
def test_words_for_any_value_are_known(text: str, anything: bool) -> None:  # noqa: FBT001
    assert is_anything(text) is anything
