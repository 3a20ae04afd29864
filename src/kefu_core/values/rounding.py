"""The five roundings that rules can name (S14), to ``digits`` digits after the point; -2 rounds to hundreds.

Each takes an exact number and gives an exact number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu_core.values.number import ratio

if TYPE_CHECKING:
    from kefu_core.values.number import Exact


def floor(value: Exact, digits: int = 0) -> Exact:
    """The greatest such number that is not above ``value``.

    >>> floor(ratio(-7, 2)), floor(ratio(19, 8), 2)
    (-4, Fraction(237, 100))
    """
    over, under = _scaled(value, digits)
    return _unscaled(over // under, digits)


def ceiling(value: Exact, digits: int = 0) -> Exact:
    """The least such number that is not below ``value``.

    >>> ceiling(ratio(-7, 2)), ceiling(1201, -2)
    (-3, 1300)
    """
    over, under = _scaled(value, digits)
    return _unscaled(-(-over // under), digits)


def trunc(value: Exact, digits: int = 0) -> Exact:
    """``value`` without its further digits: toward zero.

    >>> trunc(ratio(-7, 2)), trunc(ratio(7, 2))
    (-3, 3)
    """
    return ceiling(value, digits) if value < 0 else floor(value, digits)


def round_half_up(value: Exact, digits: int = 0) -> Exact:
    """The nearest such number; of two as near, the one away from zero (S28).

    >>> round_half_up(ratio(5, 2)), round_half_up(ratio(-5, 2)), round_half_up(150, -2)
    (3, -3, 200)
    """
    over, under = _scaled(-value if value < 0 else value, digits)
    nearest = (2 * over + under) // (2 * under)
    return _unscaled(-nearest if value < 0 else nearest, digits)


def round_half_even(value: Exact, digits: int = 0) -> Exact:
    """The nearest such number; of two as near, the one whose last digit is even.

    >>> round_half_even(ratio(5, 2)), round_half_even(ratio(7, 2))
    (2, 4)
    """
    over, under = _scaled(value, digits)
    below, rest = divmod(over, under)
    above = 2 * rest > under or (2 * rest == under and below % 2 == 1)
    return _unscaled(below + above, digits)


def _scaled(value: Exact, digits: int) -> tuple[int, int]:
    """``value`` x 10 ** ``digits`` as a numerator and a denominator, not reduced."""
    if digits < 0:
        return value.numerator, value.denominator * 10**-digits
    return value.numerator * 10**digits, value.denominator


def _unscaled(number: int, digits: int) -> Exact:
    return ratio(number, 10**digits) if digits > 0 else number * 10**-digits
