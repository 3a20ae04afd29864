"""What is said of one thing: that it is at least so much, earlier than that, has a value or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics import Language
from kefu_core.diagnostics.entry import Text
from kefu_core.ir import types
from kefu_core.wording.say import quote, say

OPPOSITE: Final = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""What holds of two values where a comparison does not."""

TURNED: Final = {"=": "=", "!=": "!=", "<": ">", ">=": "<=", ">": "<", "<=": ">="}
"""The comparison with its sides exchanged."""

_EQUAL: Final[Mapping[str, Text]] = {"=": ("is {}", "为{}"), "!=": ("is not {}", "不是{}")}
_EQUAL_NUMBER: Final[Mapping[str, Text]] = {"=": ("is {}", "为{}"), "!=": ("is not {}", "不等于{}")}
_AMOUNT: Final[Mapping[str, Text]] = {
    **_EQUAL_NUMBER,
    "<": ("is below {}", "低于{}"),
    "<=": ("is at most {}", "不超过{}"),
    ">": ("is above {}", "超过{}"),
    ">=": ("is at least {}", "不低于{}"),
}
_COUNT: Final[Mapping[str, Text]] = {
    **_EQUAL_NUMBER,
    "<": ("is less than {}", "少于{}"),
    "<=": ("is at most {}", "不超过{}"),
    ">": ("is more than {}", "多于{}"),
    ">=": ("is at least {}", "不少于{}"),
}
_LENGTH: Final[Mapping[str, Text]] = {
    **_EQUAL_NUMBER,
    "<": ("is shorter than {}", "短于{}"),
    "<=": ("is at most {}", "不超过{}"),
    ">": ("is longer than {}", "超过{}"),
    ">=": ("is at least {}", "不短于{}"),
}
_TIME: Final[Mapping[str, Text]] = {
    **_EQUAL,
    "<": ("is before {}", "早于{}"),
    "<=": ("is not after {}", "不晚于{}"),
    ">": ("is after {}", "晚于{}"),
    ">=": ("is not before {}", "不早于{}"),
}
_SCALE: Final[Mapping[str, Text]] = {
    **_EQUAL,
    "<": ("is below {}", "低于{}"),
    "<=": ("is at most {}", "不高于{}"),
    ">": ("is above {}", "高于{}"),
    ">=": ("is at least {}", "不低于{}"),
}
_MEMBERS: Final[Mapping[str, Text]] = {
    "=": ("is exactly {}", "正好是{}"),
    "!=": ("is not exactly {}", "不正好是{}"),
}


def compared(operator: str, words: str | None, kind: types.Type, language: Language) -> str:
    """That something of a type compares so with what the words say; ``None`` stands for ``none``.

    >>> compared(">=", "5000 元", types.Money("CNY"), "zh"), compared("=", None, types.Money("CNY"), "en")
    ('不低于 5000 元', 'is none')
    """
    if words is None:
        return say(("is none", "没有") if operator == "=" else ("is not none", "有"), language)
    return say(_table(kind)[operator], language, words)


def _table(kind: types.Type) -> Mapping[str, Text]:
    match kind:
        case types.Money() | types.Decimal():
            return _AMOUNT
        case types.Integer():
            return _COUNT
        case types.Duration():
            return _LENGTH
        case types.Date() | types.Instant():
            return _TIME
        case types.Set():
            return _MEMBERS
        case _:
            return _SCALE


def truth(subject: str, language: Language, *, holds: bool) -> str:
    """That something which can be true or false is so.

    >>> truth("属公司责任", "zh", holds=True)
    '“属公司责任”为“是”'
    """
    word = say(("yes", "“是”") if holds else ("no", "“否”"), language)
    return say(("{} is {}", "{}为{}"), language, quote(subject, language), word)
