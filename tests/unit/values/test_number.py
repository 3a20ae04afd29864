from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kefu_core.values import exact, format_number, is_finite_decimal, parse_number, ratio

decimals = st.builds(lambda scaled, digits: ratio(scaled, 10**digits), st.integers(), st.integers(0, 12))
numbers = st.one_of(st.integers(), decimals, st.fractions().map(exact))


@pytest.mark.parametrize(
    ("text", "value"),
    [("007", 7), ("-3", -3), ("+3", 3), ("-0", 0), ("1.50", Fraction(3, 2)), ("2.00", 2), ("-0.05", Fraction(-1, 20))],
)
def test_a_decimal_text_is_read_exactly(text, value):
    number = parse_number(text)
    assert number == value
    assert type(number) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".5",
        "5.",
        "1e3",
        "NaN",
        "inf",
        "1,000",
        "1_000",
        "１２",
        "٣",
        "1/3",
        " 1",
        "1\n",
        "--1",
        "0x10",
        "1.2.3",
        "9" * 1001,
    ],
)
def test_nothing_else_is_a_number(text):
    assert parse_number(text) is None


@given(st.text(alphabet="0123456789.+-eE_,/ １"))
def test_reading_never_fails(text):
    assert parse_number(text) is None or Fraction(text) == parse_number(text)


@given(decimals)
@example(Fraction(-1, 20))
def test_what_is_written_reads_back(value):
    assert parse_number(format_number(value)) == value


@given(decimals, st.integers(0, 14))
def test_as_many_digits_as_asked_for_are_written_or_none(value, digits):
    if is_finite_decimal(value, digits):
        text = format_number(value, digits)
        assert parse_number(text) == value
        assert len(text.partition(".")[2]) == digits
    else:
        with pytest.raises(ValueError, match="round it first"):
            format_number(value, digits)


@given(numbers, st.integers(0, 15))
def test_a_decimal_is_finite_in_n_digits_if_shifting_by_n_makes_it_whole(value, digits):
    assert is_finite_decimal(value, digits) == ((value * 10**digits).denominator == 1)


@given(st.integers(1, 2000))
def test_a_decimal_is_finite_if_its_denominator_has_no_factor_but_2_and_5(denominator):
    assert is_finite_decimal(Fraction(1, denominator)) == (10 ** denominator.bit_length() % denominator == 0)


def test_a_third_has_no_decimal_form():
    with pytest.raises(ValueError, match="1/3 has no end as a decimal"):
        format_number(Fraction(1, 3))


@given(numbers, numbers.filter(bool))
def test_a_ratio_is_exact_and_in_its_one_form(over, under):
    value = ratio(over, under)
    assert value * under == over
    assert type(value) is (int if value.denominator == 1 else Fraction)


def test_nothing_is_divided_by_zero():
    with pytest.raises(ZeroDivisionError):
        ratio(1, 0)


def test_numbers_of_any_size_can_be_written():
    assert format_number(10**9_999) == "1" + "0" * 9_999
    assert format_number(-(10**9_999), 2) == "-1" + "0" * 9_999 + ".00"
