"""What people write as they say it → how rule files write it: for helps that give the line to write.

Nothing here decides what a text means: a rewriting is only proposed, and only where it can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

from kefu_core.diagnostics import confusables
from kefu_core.ir import notation, types
from kefu_core.ir.types import Code
from kefu_core.values import Exact, Money, format_number, parse_number

_SYMBOLS: Final = {
    ">=": "大于等于|大于或等于|不小于|不低于|不少于|不早于|至少|最少|at least|no less than|not less than",
    "<=": "小于等于|小于或等于|不大于|不高于|不超过|不多于|不晚于|至多|最多|at most|up to|no more than|not more than",
    ">": "大于|高于|多于|超过|晚于|more than|greater than|over|above",
    "<": "小于|低于|少于|不足|不到|未满|早于|less than|fewer than|under|below",
    "!=": "不等于|不是|is not",
    "=": "等于|就是|equals|is",
}
# The longer words of each kind first: `大于等于` before `大于`.
_BEFORE: Final = re.compile(
    "|".join(f"(?P<s{index}>{words})" for index, words in enumerate(_SYMBOLS.values())) + r"(?=\s*\S)"
)
_AFTER: Final = (
    (">=", re.compile(r"(?:或|及|和)?(?:以上|起)|(?: or more| and more)")),
    ("<=", re.compile(r"(?:或|及|和)?(?:以下|以内|之内)|(?: or less| or fewer)")),
)
_BOTH: Final = re.compile(r"(>=?) *(.+?) *(?:,? *and|&&|且|并且) *(<=?) *(.+)")
_RANGE: Final = re.compile(r"(\d+(?:\.\d+)?) *(\D*?) *(?:~|-|—|至|到| to ) *(\d+(?:\.\d+)?) *(\D*)")


def comparison(text: str) -> str | None:
    """A comparison or a range that is said in words, in the notation of cells.

    >>> comparison("大于等于5000元"), comparison("3天以内"), comparison("3至5次"), comparison(">= 2 and < 5")
    ('>= 5000元', '<= 3天', '[3 次..5 次]', '[2..5)')
    """
    text = confusables.fold(text).strip()
    if both := _BOTH.fullmatch(text):
        return _between(*both.groups())
    if "," in text and (parts := text.split(",")) and len(parts) == 2:
        return _two_bounds([_BOUND.fullmatch(comparison(part) or "") for part in parts])
    if found := _BEFORE.match(text):
        number = next(index for index in range(len(_SYMBOLS)) if found[f"s{index}"])
        rest = text[found.end() :].strip()
        return f"{list(_SYMBOLS)[number]} {rest}" if rest else None
    for symbol, words in _AFTER:
        if (end := re.search(f"(?:{words.pattern})$", text)) and end.start():
            return f"{symbol} {text[: end.start()].strip()}"
    if ends := _RANGE.fullmatch(text):
        low, unit, high, last = ends.groups()
        unit = f" {unit or last}" if unit or last else ""
        return f"[{low}{unit}..{high}{unit}]"
    return None


def _between(low: str, first: str, high: str, last: str) -> str:
    return f"{'[' if low == '>=' else '('}{first}..{last}{']' if high == '<=' else ')'}"


_BOUND: Final = re.compile(r"([<>]=?) *(.+)")


def _two_bounds(bounds: list[re.Match[str] | None]) -> str | None:
    """The range between a lower and an upper bound, in either order; None where they leave nothing between them."""
    low, high = (next((each for each in bounds if each and each[1][0] == sign), None) for sign in "><")
    if low is None or high is None:
        return None
    least, most = (_size(each[2]) for each in (low, high))
    if least is not None and most is not None and least >= most:
        return None
    return _between(*low.groups(), *high.groups())


def _size(end: str) -> Exact | None:
    """The number with which an end point begins, by which two of one unit are compared."""
    found = _LEADING.match(_large(_numerals(end)))
    return parse_number(found[0]) if found else None


_LEADING: Final = re.compile(r"\d+(?:\.\d+)?")
_ANYTHING: Final = frozenset(
    {"不限", "任意", "任何", "全部", "所有", "均可", "皆可", "不论", "any", "anything", "all", "null", "*", "n/a"}
)


def is_anything(text: str) -> bool:
    """Whether a text is a word for any value at all, for which a cell has ``-``."""
    return confusables.fold(text).strip().casefold() in _ANYTHING


_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DIGITS: Final = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
                  "九": 9}  # fmt: skip
_TENS: Final = {"十": 10, "百": 100, "千": 1_000}
_NUMERAL: Final = re.compile("[零〇一二两三四五六七八九十百千万亿半]+")
_LARGE: Final = re.compile(r"(\d+(?:\.\d+)?) *([十百千万亿]+)")
_SCALE: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_DAY: Final = re.compile(r"(\d{4}) *[年/.-] *(\d{1,2}) *[月/.-] *(\d{1,2}) *[日号]?")
_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]*(上午|下午|晚上|早上)? *(\d{1,2}) *[点时:] *(\d{1,2})? *分?(.*)")
_HOURS_AND_MINUTES: Final = re.compile(
    r"(?:(\d+) *(?:个?小时|hours?|h) *)?(\d+) *(?:(分钟|分)|minutes?|min)", re.IGNORECASE
)
_COUNTED: Final = re.compile(r"(\d+(?:\.\d+)?) *[^\W\d]+")
_CURRENCY: Final = re.compile(r"([¥$€]|RMB) *([\d.]+)|([\d.]+) *(RMB|块钱|块|圆)")
_CODES: Final = {"¥": "CNY", "$": "USD", "€": "EUR", "RMB": "CNY", "块钱": "CNY", "块": "CNY", "圆": "CNY"}


def rewritings(text: str) -> Iterator[str]:
    """Ways to write a value so that it may be readable, each further from what was written.

    >>> list(rewritings("５,０００元")), list(rewritings("三天")), list(rewritings("2026年1月2日"))
    (['5,000元', '5000元', '5000'], ['3天', '3'], ['2026-01-02'])
    """
    last = text
    for step in (confusables.fold, _without_thousands, _numerals, _large, _day, _time, _minutes, _currency, _bare):
        rewritten = step(last)
        if rewritten != last:
            yield rewritten
            last = rewritten


def readable(text: str, kind: types.Type, *, labels: tuple[Code, ...] = (), zone: ZoneInfo | None = None) -> str | None:
    """The nearest way to write a value of a type so that it can be read, or None.

    >>> readable("90分", types.Duration())
    '90分钟'
    """
    for written in rewritings(text):
        try:
            notation.read(written, kind, labels=labels, zone=zone)
        except notation.NotReadable:
            continue
        return written
    return None


def _without_thousands(text: str) -> str:
    return _THOUSANDS.sub("", text)


def _numerals(text: str) -> str:
    found = _NUMERAL.match(text)
    if found is None or (value := _value(found[0])) is None:
        return text
    return format_number(value) + text[found.end() :]


def _value(numeral: str) -> int | Fraction | None:
    """The number that a Chinese numeral says; None for one that is none."""
    if numeral == "半":
        return Fraction(1, 2)
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section, digit = section + (digit or 1) * _TENS[char], 0
        elif char in _SCALE:
            total, section, digit = (total + section + digit) * _SCALE[char], 0, 0
        else:
            return None
    return total + section + digit


def _large(text: str) -> str:
    """`5万元`: 50000元."""
    found = _LARGE.match(text)
    if found is None or (value := parse_number(found[1])) is None:
        return text
    for char in found[2]:
        value *= _SCALE[char]
    return format_number(Fraction(value)) + text[found.end() :]


def _day(text: str) -> str:
    return _DAY.sub(lambda found: f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", text, count=1)


def _time(text: str) -> str:
    found = _TIME.fullmatch(text)
    if found is None:
        return text
    hour = int(found[3]) + (12 if found[2] in {"下午", "晚上"} and int(found[3]) < 12 else 0)
    return f"{found[1]}T{hour:02}:{int(found[4] or 0):02}{found[5]}"


def _minutes(text: str) -> str:
    """`90分`: 90分钟; `1小时30分`: 90分钟."""
    found = _HOURS_AND_MINUTES.fullmatch(text.strip())
    return text if found is None else f"{int(found[1] or 0) * 60 + int(found[2])}{'分钟' if found[3] else ' min'}"


def _bare(text: str) -> str:
    """`3次`: 3, where numbers have no unit."""
    found = _COUNTED.fullmatch(text.strip())
    return found[1] if found else text


def currency_meant(text: str) -> str | None:
    """The code of a currency by another name that people write for it.

    >>> currency_meant("RMB"), currency_meant("元"), currency_meant("XYZ")
    ('CNY', 'CNY', None)
    """
    name = confusables.fold(text).strip().upper()
    try:
        return _CODES.get(name) or Money.parse(f"1 {name}").currency
    except ValueError:
        return None


def _currency(text: str) -> str:
    found = _CURRENCY.fullmatch(text.strip())
    if found is None:
        return text
    return f"{found[2] or found[3]} {_CODES[found[1] or found[4]]}"
