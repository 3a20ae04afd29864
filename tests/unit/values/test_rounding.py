from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.values import ceiling, exact, floor, format_number, ratio, round_half_even, round_half_up, trunc

ROUNDINGS = {
    floor: ROUND_FLOOR,
    ceiling: ROUND_CEILING,
    trunc: ROUND_DOWN,
    round_half_up: ROUND_HALF_UP,
    round_half_even: ROUND_HALF_EVEN,
}
every_rounding = pytest.mark.parametrize("rounding", ROUNDINGS, ids=lambda rounding: rounding.__name__)
digits = st.integers(-4, 6)

# Halves and their neighbours: between two steps, and a hair to either side.
near_ties = st.builds(
    lambda steps, hair, places: ratio(2 * steps + 1, 2) * Fraction(10) ** -places + ratio(hair, 10**9),
    st.integers(-300, 300),
    st.integers(-1, 1),
    digits,
)
numbers = st.one_of(near_ties, st.integers(), st.fractions()).map(exact)


@every_rounding
@given(
    value=st.one_of(near_ties, st.decimals(allow_nan=False, allow_infinity=False, places=8).map(Fraction)),
    places=digits,
)
def test_a_rounding_agrees_with_the_decimal_module(rounding, value, places):
    context = Context(prec=200, rounding=ROUNDINGS[rounding])
    expected = Decimal(format_number(value)).quantize(Decimal(1).scaleb(-places), context=context)
    assert rounding(exact(value), places) == Fraction(expected)


@every_rounding
@given(value=numbers, places=digits)
def test_a_rounding_lies_on_a_step_less_than_one_away_in_its_one_form(rounding, value, places):
    rounded = rounding(value, places)
    step = Fraction(10) ** -places
    assert (rounded / step).denominator == 1
    assert abs(rounded - value) < step
    assert type(rounded) is (int if rounded.denominator == 1 else Fraction)
    assert rounding(rounded, places) == rounded


@given(numbers, digits)
def test_floor_and_ceiling_are_mirrors(value, places):
    assert ceiling(-value, places) == -floor(value, places)


@given(numbers, digits)
def test_rounding_half_up_is_away_from_zero_on_both_sides(value, places):
    assert round_half_up(-value, places) == -round_half_up(value, places)


def test_known_roundings():
    assert 100 + trunc(ratio(345 - 330, 10)) == 101  # S14
    assert round_half_up(ratio(23333, 100) + ratio(1, 1000), 2) == Fraction(23333, 100)
    assert (round_half_up(Fraction(-1, 2)), round_half_even(Fraction(-1, 2))) == (-1, 0)  # S28
    assert (round_half_even(Fraction(3, 2)), round_half_even(Fraction(5, 2))) == (2, 2)
    assert (floor(1250, -2), round_half_up(1250, -2), round_half_even(1250, -2)) == (1200, 1300, 1200)
