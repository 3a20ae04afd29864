"""The ways in which a host may write one value: as a Python object, as text, as a label."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from kefu_core.ir import notation, types
from kefu_core.ir.policy import Derived, Fact
from kefu_core.values import Duration, Family


def spellings(value: Any, fact: Fact | Derived, zone: ZoneInfo) -> tuple[Any, ...]:
    """All that a host may give for a value of the engines; the plainest comes first, and all mean the same."""
    if value is None:
        return (None, "none", "无")
    if isinstance(fact.type, types.Choice):
        return _words(value, fact)
    text = notation.write(value, fact.type, zone=zone)
    plain = notation.public(value, fact.type, zone=zone)
    match fact.type:
        case types.Decimal():
            return (plain, text, Fraction(value))
        case types.Boolean():
            return (plain, text, "是" if value else "否")
        case types.Instant():
            return (plain, text, plain.astimezone(dt.UTC))
        case types.Duration() if isinstance(value, Duration) and value.family is Family.CLOCK:
            return (plain, text, dt.timedelta(microseconds=value.count))
        case types.Set():
            return (plain, sorted(value), text, [_words(code, fact)[-1] for code in sorted(value)])
        case _:
            return (plain, text)


def _words(code: str, fact: Fact | Derived) -> tuple[str, ...]:
    """A code and its labels, those left out that are read as something else."""
    labels = next((each.label for each in fact.labels if each.id == code), types.NO_LABEL)
    taken = notation.NONE if fact.optional else frozenset[str]()
    return (code, *(word for word in (labels.zh, labels.en) if word and word == word.strip() and word not in taken))


def spelled(value: Any, fact: Fact | Derived, zone: ZoneInfo) -> st.SearchStrategy[Any]:
    """One of the spellings; the plainest is the simplest example."""
    return st.sampled_from(spellings(value, fact, zone))
