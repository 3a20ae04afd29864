import pickle
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.values import CURRENCIES, Money

amounts = st.builds(Money, minor=st.integers(), currency=st.sampled_from(sorted(CURRENCIES)))
yuan = st.builds(Money, minor=st.integers(), currency=st.just("CNY"))


@given(amounts)
def test_what_is_written_reads_back(money):
    assert Money.parse(str(money)) == money
    assert Money.of(money.amount, money.currency) == money
    assert pickle.loads(pickle.dumps(money)) == money


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("5000 CNY", "5000.00 CNY"),
        ("5000CNY", "5000.00 CNY"),
        ("5000元", "5000.00 CNY"),
        ("5000 元", "5000.00 CNY"),
        ("5000 人民币", "5000.00 CNY"),
        ("12.5 CNY", "12.50 CNY"),
        ("-0.05 CNY", "-0.05 CNY"),
        (" 1 美元 ", "1.00 USD"),
        ("1 欧元", "1.00 EUR"),
        ("1 港元", "1.00 HKD"),
        ("500 日元", "500 JPY"),
        ("500.00 JPY", "500 JPY"),
        ("1.234 KWD", "1.234 KWD"),
        ("0.0001 CLF", "0.0001 CLF"),
    ],
)
def test_amounts_are_written_with_the_digits_of_their_currency(text, written):
    assert str(Money.parse(text)) == written


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0.005 CNY", "`0.005 CNY` has too many digits: CNY has 2 after the point"),
        ("1.5 JPY", "JPY has 0 after the point"),
        ("5 XYZ", "`XYZ` is not a currency"),
        ("5 XAU", "`XAU` is not a currency"),
        ("5 大洋", "`大洋` is not a currency"),
        ("5 cny", "is not an amount"),
        ("CNY 5", "is not an amount"),
        ("5", "is not an amount"),
        ("５ CNY", "is not an amount"),
        ("5,000 CNY", "is not an amount"),
        ("1.2.3 CNY", "`1.2.3` is not a number"),
        ("", "is not an amount"),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(text, why):
    with pytest.raises(ValueError, match=why):
        Money.parse(text)


@pytest.mark.parametrize("amount", [5, Decimal("5.00"), Decimal("5E0"), Fraction(5), "5", "5.0"], ids=repr)
def test_an_amount_may_be_any_exact_number(amount):
    assert Money.of(amount, "CNY") == Money(minor=500, currency="CNY")


@pytest.mark.parametrize("amount", [5.0, True, None])
def test_an_amount_that_is_not_exact_is_refused(amount):
    with pytest.raises(TypeError, match="an amount is exact"):
        Money.of(amount, "CNY")


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity"), "five"])
def test_an_amount_that_is_no_number_is_refused(amount):
    with pytest.raises(ValueError, match="is not a number"):
        Money.of(amount, "CNY")


def test_money_is_made_of_whole_minor_units_of_a_known_currency():
    with pytest.raises(TypeError, match="minor units are an int"):
        Money(minor=1.0, currency="CNY")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="`RMB` is not a currency"):
        Money(minor=1, currency="RMB")


def test_a_great_amount_does_not_lose_digits_to_the_decimal_context():
    money = Money(minor=10**40 + 1, currency="CNY")
    with localcontext(prec=5):
        assert Money.of(money.amount, "CNY") == money


@given(yuan, yuan)
def test_sums_and_order_are_those_of_the_minor_units(one, other):
    assert (one + other).minor == one.minor + other.minor
    assert one - other == one + -other
    assert (one < other, one <= other, one > other, one >= other) == (
        one.minor < other.minor,
        one.minor <= other.minor,
        one.minor > other.minor,
        one.minor >= other.minor,
    )


@pytest.mark.parametrize("operation", ["__lt__", "__le__", "__gt__", "__ge__", "__add__", "__sub__"])
def test_two_currencies_are_never_mixed(operation):
    with pytest.raises(TypeError, match="are in two currencies"):
        getattr(Money.of(1, "CNY"), operation)(Money.of(1, "HKD"))
    assert getattr(Money.of(1, "CNY"), operation)(1) is NotImplemented


def test_amounts_are_equal_only_within_a_currency():
    assert Money.of(0, "CNY") != Money.of(0, "HKD")
    assert len({Money.of("1.0", "CNY"), Money.of(1, "CNY"), Money.of(1, "HKD")}) == 2


def test_currencies_have_the_digits_of_the_standard():
    assert {code: CURRENCIES[code] for code in ("CNY", "JPY", "KWD", "CLF", "UYW", "ISK", "HUF", "XCG")} == {
        "CNY": 2, "JPY": 0, "KWD": 3, "CLF": 4, "UYW": 4, "ISK": 0, "HUF": 2, "XCG": 2,
    }  # fmt: skip
    assert list(CURRENCIES) == sorted(CURRENCIES)
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in CURRENCIES)
