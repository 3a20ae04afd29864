"""The form in which messages are written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from attrs import field, frozen

Language = Literal["zh", "en"]
Severity = Literal["error", "warning", "note"]

Text = tuple[str, str]
"""A template in English and in Chinese."""


def choose(text: Text, language: Language) -> str:
    """The template in one of the languages."""
    return text[0] if language == "en" else text[1]


@frozen(kw_only=True)
class Entry:
    """A kind of diagnostic: its code, how grave it is, and what it says in both languages.

    Templates take named fields (`str.format`). A message is one line, in English without a capital or a full stop; text
    of the user stands in backticks. ``helps`` say what to do, ``notes`` what stands at a related place, each by a key.
    """

    code: str
    severity: Severity = "error"
    en: str
    zh: str
    helps: Mapping[str, Text] = field(factory=dict, hash=False)
    notes: Mapping[str, Text] = field(factory=dict, hash=False)


class Family(Protocol):
    """What a module of `kefu_core.diagnostics.messages` holds: a title, entries, and phrases for their fields."""

    TITLE: Text
    ENTRIES: tuple[Entry, ...]
    TERMS: Mapping[str, Text]
