"""Exact numbers (S14): integers and ratios, never floats. One value has one form: what is integral is an ``int``."""

from __future__ import annotations

import re
from fractions import Fraction

Exact = int | Fraction
"""An exact number; a ``Fraction`` only where the value is not integral."""

# The bound keeps a hostile file from asking for a conversion that takes quadratic time.
_NUMBER = re.compile(r"[+-]?[0-9]{1,1000}(?:\.[0-9]{1,1000})?")
_CHUNK_DIGITS = 4_000
_CHUNK = 10**_CHUNK_DIGITS


def exact(value: Exact) -> Exact:
    """``value`` in its one form.

    >>> exact(Fraction(4, 2))
    2
    """
    return value.numerator if value.denominator == 1 else value


def ratio(over: Exact, under: Exact) -> Exact:
    """``over / under``, exactly. Raises ``ZeroDivisionError`` where ``under`` is 0.

    >>> ratio(1, 4) + ratio(3, 4)
    Fraction(1, 1)
    >>> ratio(6, 3)
    2
    """
    return exact(Fraction(over, under))


def parse_number(text: str) -> Exact | None:
    """The number that a decimal text says, or None: ASCII digits, perhaps a sign and a point between digits.

    Nothing else is a number: no exponent, no thousands separator, no full-width digit, no space.

    >>> parse_number("007"), parse_number("-1.50"), parse_number("1e3")
    (7, Fraction(-3, 2), None)
    """
    if _NUMBER.fullmatch(text) is None:
        return None
    return exact(Fraction(text)) if "." in text else int(text)


def is_finite_decimal(value: Exact, digits: int | None = None) -> bool:
    """Whether ``value`` can be written as a decimal, with at most ``digits`` digits after the point if that is given.

    >>> is_finite_decimal(Fraction(1, 8)), is_finite_decimal(Fraction(1, 8), 2), is_finite_decimal(Fraction(1, 3))
    (True, False, False)
    """
    needed = _digits_needed(value)
    return needed is not None and (digits is None or needed <= digits)


def format_number(value: Exact, digits: int | None = None) -> str:
    """``value`` as an exact decimal: with exactly ``digits`` digits after the point, or as few as it needs.

    Raises ``ValueError`` where that would not be exact. `parse_number` reads the text back.

    >>> format_number(Fraction(-3, 2)), format_number(3, 2)
    ('-1.5', '3.00')
    """
    needed = _digits_needed(value)
    if needed is None:
        raise ValueError(f"{value} has no end as a decimal: round it first")
    if digits is None:
        digits = needed
    elif digits < needed:
        raise ValueError(f"{value} needs {needed} digits after the point, more than {digits}: round it first")
    return with_point(value.numerator * 10**digits // value.denominator, digits)


def with_point(scaled: int, digits: int) -> str:
    """The decimal text of ``scaled`` / 10 ** ``digits``.

    >>> with_point(-5, 2)
    '-0.05'
    """
    sign, text = "-" if scaled < 0 else "", _decimal(abs(scaled)).zfill(digits + 1)
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"


def _decimal(number: int) -> str:
    """The digits of a number of any size: Python writes out no more than 4,300 at once."""
    if number < _CHUNK:
        return str(number)
    high, low = divmod(number, _CHUNK)
    return f"{_decimal(high)}{low:0{_CHUNK_DIGITS}}"


def _digits_needed(value: Exact) -> int | None:
    """How many digits after the point the exact decimal has; None where it never ends."""
    rest = value.denominator
    twos = (rest & -rest).bit_length() - 1
    rest >>= twos
    fives = 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None
