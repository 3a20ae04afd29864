"""Characters that pass for others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.diagnostics import confusables


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("＞＝　５０００　ＣＮＹ", ">= 5000 CNY"),
        ("［1．．5）", "[1..5)"),
        ("≥ 3，≤ 5；≠ 4：｛｝＜＞", ">= 3,<= 5;!= 4:{}<>"),
        ("“a”‘b’「c」", '"a"\'b\'"c"'),
        ("1–2—3－4−5～6。", "1-2-3-4-5~6."),
        ("a\u00a0b\u200b\ufeff", "a b"),
        ("А1 сору Β", "A1 copy B"),  # Cyrillic А and сору, Greek Β
    ],
)
def test_each_look_alike_has_a_replacement(written, meant):
    mended = list(written)
    for index, char, replacement in confusables.find(written):
        assert written[index] == char
        mended[index] = replacement

    assert "".join(mended) == meant
    assert confusables.fold(written) == meant


@pytest.mark.parametrize("text", ["承诺未兑现", "срок", "Привет, мир", "λόγος", "e\u0301", "5 %", "😀", "a..b"])
def test_other_scripts_are_left_alone(text):
    assert confusables.find(text) == ()


@given(st.text())
def test_what_has_been_mended_has_nothing_left_to_mend(text):
    mended = list(text)
    for index, _, replacement in confusables.find(text):
        mended[index] = replacement

    # A letter that is now in a Latin word may be found then, where it was in a foreign one before.
    left = confusables.find("".join(mended))
    assert all(char.isalpha() for _, char, _ in left)
    assert confusables.find(confusables.fold(text)) == ()


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_never_taken_for_something_else(text):
    assert confusables.find(text) == ()
    assert confusables.fold(text) == text
