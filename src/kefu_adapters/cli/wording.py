"""Values, names and spans of time as people read them; programs ask for JSON."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from kefu_core import Policy
from kefu_core.diagnostics import Language
from kefu_core.ir import notation, types
from kefu_core.ir.policy import Derived, Fact, Outcome, ParameterDefinition
from kefu_core.ir.types import Code
from kefu_core.wording import duration_words, in_units, join

_CHINESE: Final = {"true": "是", "false": "否", "none": "无"}


def named(name: str, policy: Policy, language: Language) -> str:
    """A name with its label before it, where it has one."""
    deadlines = {each.id: each for each in policy.ir.deadlines}
    thing = policy.ir.names.get(name) or deadlines.get(name)
    label = thing.label.in_language(language, name) if thing is not None else name
    return name if label == name else f"{label} ({name})"


def with_label(code: str, labels: tuple[Code, ...], language: Language) -> str:
    """A code with its label beside it, where it has one: ``minor（轻微）``."""
    label = next((each.label.in_language(language, "") for each in labels if each.id == code), "")
    if not label or label == code:
        return code
    return f"{code}（{label}）" if language == "zh" else f"{code} ({label})"


def value_of(name: str, value: Any, policy: Policy, language: Language) -> str:
    """The value of a fact or an outcome, as the engines hold it.

    What rule files write for it, but for codes, which have their labels beside them, and for what only an editor of
    rules would read with ease.
    """
    thing = policy.ir.names[name]
    return _value(value, thing.type, thing.labels, policy, language)


def _value(value: Any, kind: types.Type, labels: tuple[Code, ...], policy: Policy, language: Language) -> str:
    comma = "、" if language == "zh" else ", "
    match kind:
        case types.List(of) if value:
            return comma.join(_value(each, of, labels, policy, language) for each in value)
        case types.Set(of) if value:
            return comma.join(_value(each, of, labels, policy, language) for each in sorted(value))
        case types.List() | types.Set():
            return "无" if language == "zh" else "none"
        case types.Choice() if value is not None:
            return with_label(value, labels, language)
        case types.Duration() if value is not None:
            return duration_words(value, language)
        case types.Boolean() if language == "zh":
            return _CHINESE[notation.write(value, kind)]
    if value is None and language == "zh":
        return _CHINESE["none"]
    return notation.write(value, kind, zone=policy.zone)


def written(text: str, thing: Fact | Derived | Outcome | ParameterDefinition, language: Language) -> str:
    """A value that is written as in rule files, with the labels of its codes."""
    if isinstance(thing.type, (types.Choice, types.Set, types.List)):
        comma = "、" if language == "zh" else ", "
        return comma.join(with_label(_word(each, language), thing.labels, language) for each in text.split(", "))
    return text if isinstance(thing.type, (types.Text, types.Party)) else _word(text, language)


def _word(text: str, language: Language) -> str:
    return _CHINESE.get(text, text) if language == "zh" else text


def from_now(time: timedelta, language: Language) -> str:
    """How long it is until then, or has been since: in whole days and hours, or hours and minutes.

    >>> from_now(timedelta(hours=30), "en"), from_now(timedelta(minutes=-90), "zh")
    ('in 1 d 6 h', '已过期 1 小时 30 分钟')
    """
    over = time < timedelta(0)
    minutes = int(abs(time).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    told = in_units(((days, "d", "天"), (hours, "h", "小时"), (0 if days else minutes, "min", "分钟")), language)
    if abs(time) < timedelta(minutes=1):
        told = "不到 1 分钟" if language == "zh" else "less than 1 min"
    if not time:
        return "现在到期" if language == "zh" else "now"
    if language == "zh":
        return join("已过期" if over else "还有", told)
    return f"{told} ago" if over else f"in {told}"
