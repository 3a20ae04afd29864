"""Amounts of money: whole minor units of one currency, so that nothing is ever rounded unseen."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from kefu_core.values.currencies import CHINESE_NAMES, CURRENCIES
from kefu_core.values.number import Exact, is_finite_decimal, parse_number, with_point

_AMOUNT = re.compile(r"([+-]?[0-9.]+) *([A-Z]{3}|[一-鿿]+)")


@frozen
class Money:
    """``minor`` units (fen, cents) of ``currency``, an ISO 4217 code. Amounts of two currencies are never mixed.

    Raises ``TypeError`` where ``minor`` is not an ``int``, ``ValueError`` for an unknown currency.

    >>> Money.parse("5000元") + Money.of("0.5", "CNY")
    Money(minor=500050, currency='CNY')
    >>> print(Money(minor=500050, currency="CNY"))
    5000.50 CNY
    """

    minor: int
    currency: str

    def __attrs_post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"minor units are an int, not {self.minor!r}")
        _digits_of(self.currency)

    @classmethod
    def of(cls, amount: Exact | Decimal | str, currency: str) -> Money:
        """``amount`` major units (yuan, dollars).

        Raises ``ValueError`` where the amount is no number or has more digits than the currency, or there is no such
        currency, and ``TypeError`` for a float, which would not be exact.

        >>> Money.of(Decimal("12.5"), "CNY").minor
        1250
        """
        digits = _digits_of(currency)
        value = _exact_amount(amount)
        if not is_finite_decimal(value, digits):
            raise ValueError(f"`{amount} {currency}` has too many digits: {currency} has {digits} after the point")
        return cls(minor=int(value * 10**digits), currency=currency)

    @classmethod
    def parse(cls, text: str) -> Money:
        """The amount that a text says: a number, then a currency by its code or Chinese name.

        Raises ``ValueError`` as `of` does, or where the text has another form.

        >>> Money.parse("12.5 CNY") == Money.parse("12.50元")
        True
        """
        found = _AMOUNT.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"`{text}` is not an amount: write a number, then the currency, such as `5000 CNY`")
        number, currency = found.groups()
        return cls.of(number, CHINESE_NAMES.get(currency, currency))

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with the currency's digits."""
        return Decimal(with_point(self.minor, CURRENCIES[self.currency]))

    def __str__(self) -> str:
        return f"{with_point(self.minor, CURRENCIES[self.currency])} {self.currency}"

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._minor_of(other) if isinstance(other, Money) else NotImplemented

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._minor_of(other) if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._minor_of(other) if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._minor_of(other) if isinstance(other, Money) else NotImplemented

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._minor_of(other), self.currency) if isinstance(other, Money) else NotImplemented

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._minor_of(other), self.currency) if isinstance(other, Money) else NotImplemented

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def _minor_of(self, other: Money) -> int:
        if other.currency != self.currency:
            raise TypeError(f"`{self}` and `{other}` are in two currencies")
        return other.minor


def _digits_of(currency: str) -> int:
    digits = CURRENCIES.get(currency)
    if digits is None:
        raise ValueError(f"`{currency}` is not a currency of ISO 4217")
    return digits


def _exact_amount(amount: Exact | Decimal | str) -> Exact:
    match amount:
        case str():
            value = parse_number(amount)
        case Decimal():
            value = Fraction(amount) if amount.is_finite() else None
        case int() | Fraction() if not isinstance(amount, bool):
            value = amount
        case _:
            raise TypeError(f"an amount is exact: an int, a Fraction, a Decimal or a text, not {amount!r}")
    if value is None:
        raise ValueError(f"`{amount}` is not a number")
    return value
