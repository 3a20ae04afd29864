"""Names of a policy become names of Python without ever meeting ours."""

import keyword

from hypothesis import given
from hypothesis import strategies as st

from kefu_core.lower.names import Constants, function_name, identifier

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True) | st.sampled_from(sorted(keyword.kwlist)).filter(
    str.islower
)


@given(NAMES, NAMES)
def test_two_names_stay_two_and_none_is_a_keyword(first: str, second: str) -> None:
    assert identifier(first).isidentifier()
    assert not keyword.iskeyword(identifier(first))
    assert (identifier(first) == identifier(second)) == (first == second)


@given(st.text(max_size=20), st.integers(0, 99))
def test_a_function_may_be_named_after_anything(name: str, number: int) -> None:
    assert function_name(number, name).isidentifier()
    assert function_name(number, name).isascii()


@given(st.text())
def test_a_text_is_never_written_into_the_source_unless_it_is_a_plain_name(text: str) -> None:
    constants = Constants()
    written = constants.write(text)
    assert eval(written, dict(constants.values)) == text
    assert written == repr(text) if constants.values == {} else written == "C0"


def test_constants_of_different_types_are_told_apart() -> None:
    constants = Constants()
    assert constants.write(frozenset({1})) != constants.write((1,))
    assert constants.write(-3) == "(-3)"
