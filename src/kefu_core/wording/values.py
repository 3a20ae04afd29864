"""Values in words: amounts, lengths of time, instants, choices by their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from kefu_core.diagnostics import Language
from kefu_core.ir import notation, types
from kefu_core.ir.types import Code
from kefu_core.values import Duration, Family, format_number, from_micros, iso, iso_end
from kefu_core.values.currencies import CHINESE_NAMES, CURRENCIES
from kefu_core.values.number import exact, is_finite_decimal
from kefu_core.wording.lexicon import Lexicon
from kefu_core.wording.say import join, listed, quote, say

_OFFSET: Final = re.compile(r"(?:Z|[+-]\d\d:\d\d(?::\d\d)?)\Z")
_CURRENCIES: Final = {code: name for name, code in reversed(list(CHINESE_NAMES.items()))}
_COUNTED: Final = {
    Family.DAYS: ("day", "天"),
    Family.MONTHS: ("month", "个月"),
    Family.WORKING_DAYS: ("working day", "个工作日"),
}


def value_words(value: Any, kind: types.Type, lexicon: Lexicon, labels: tuple[Code, ...] = ()) -> str:
    """A value as the engines hold it, in words; ``labels`` are those of a choice's codes."""
    language = lexicon.language
    match kind:
        case types.List(of) | types.Set(of) if value is not None:
            members = sorted(value, key=kind.of.codes.index) if isinstance(kind, types.Set) else value
            words = [value_words(each, of, lexicon, labels) for each in members]
            return listed(words, language) or say(("nothing", "没有"), language)
        case _ if value is None:
            return say(("none", "无"), language)
        case types.Choice():
            return lexicon.code(value, labels)
        case types.Integer(unit) | types.Decimal(_, unit):
            return join(*_number(value), *([" ", unit] if unit and language == "en" else [unit] if unit else []))
        case types.Money(currency):
            return amount(value, currency, language)
        case types.Boolean():
            return say(("yes", "是") if value else ("no", "否"), language)
        case types.Instant():
            return instant_words(from_micros(value, lexicon.zone))
        case types.Duration():
            return duration_words(value, language)
        case types.Text() | types.Party():
            return quote(value, language)
        case _:
            return notation.write(value, kind, zone=lexicon.zone)


def _number(value: Any) -> tuple[str, ...]:
    number = Fraction(value)
    if is_finite_decimal(exact(number), None):
        return (format_number(exact(number)),)
    return (f"{number.numerator}/{number.denominator}",)


def amount(minor: Any, currency: str, language: Language) -> str:
    """An amount of money; whole ones without digits after the point.

    >>> amount(500_000, "CNY", "zh"), amount(1250, "CNY", "en")
    ('5000 元', '12.50 CNY')
    """
    digits = CURRENCIES[currency]
    number = Fraction(minor) / 10**digits
    (text,) = _number(number)
    if number.denominator > 1 and is_finite_decimal(exact(number), digits):
        whole, _, part = text.partition(".")
        text = f"{whole}.{part:0<{digits}}"
    return f"{text} {currency if language == 'en' else _CURRENCIES.get(currency, currency)}"


def duration_words(length: Duration, language: Language) -> str:
    """A length of time, in as many units as it takes.

    >>> duration_words(Duration.parse("90 min"), "zh"), duration_words(Duration.parse("3 days"), "en")
    ('1 小时 30 分钟', '3 days')
    """
    if length.family is Family.SAME_DAY:
        return say(("the same day", "当天"), language)
    if length.family in _COUNTED:
        english, chinese = _COUNTED[length.family]
        return say((f"{{}} {english}{'' if length.count == 1 else 's'}", f"{{}}{chinese}"), language, str(length.count))
    hours, rest = divmod(length.count, 3_600_000_000)
    minutes, micros = divmod(rest, 60_000_000)
    seconds = format_number(exact(Fraction(micros, 1_000_000)))
    if length.family is Family.WORKING_CLOCK and hours and not rest:
        return say(("{} working hour" + ("" if hours == 1 else "s"), "{} 个工作小时"), language, str(hours))
    told = in_units([(hours, "h", "小时"), (minutes, "min", "分钟"), (seconds, "s", "秒")], language)
    return told if length.family is Family.CLOCK else say(("{} of working time", "{}工作时间"), language, told)


def in_units(parts: Sequence[tuple[int | str, str, str]], language: Language) -> str:
    """The numbers that are not nothing, each with its unit in English or Chinese; nothing at all in the second unit.

    >>> in_units([(1, "d", "天"), (0, "h", "小时"), (5, "min", "分钟")], "zh")
    '1 天 5 分钟'
    """
    some = [part for part in parts if str(part[0]) != "0"] or [parts[1]]
    return " ".join(f"{number} {english if language == 'en' else chinese}" for number, english, chinese in some)


def instant_words(instant: datetime, *, end: bool = False) -> str:
    """A local date and time; as the ``end`` of something, midnight is 24:00 of the day before.

    >>> from zoneinfo import ZoneInfo
    >>> instant_words(datetime(2026, 11, 6, tzinfo=ZoneInfo("Asia/Shanghai")), end=True)
    '2026-11-05 24:00'
    """
    return _OFFSET.sub("", iso_end(instant) if end else iso(instant)).replace("T", " ")
