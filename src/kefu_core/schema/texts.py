"""Schemas of single values. To kefu every value is text; an editor of YAML takes some of them for something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from attrs import frozen

Schema = dict[str, Any]

TYPES: Final = ("string", "number", "boolean", "null")
"""What YAML 1.2 makes of a text: `2` is a number, `true` a truth value, `null` nothing at all."""

_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


@frozen
class Word:
    """A word that may stand somewhere, and what is said of it."""

    text: str
    says: str = ""


def text(**more: Any) -> Schema:
    """Any text that is not blank."""
    return {"type": list(TYPES), "pattern": r"\S", **more}


def one_of(words: Iterable[Word | str], **more: Any) -> Schema:
    """One of some words."""
    enum: list[Any] = []
    said: list[str] = []
    for word in dict.fromkeys(each if isinstance(each, Word) else Word(each) for each in words):
        value = typed(word.text)
        for spelling in (word.text,) if isinstance(value, str) else (word.text, value):
            enum.append(spelling)
            said.append(word.says)
    return {"enum": enum, **({"enumDescriptions": said} if any(said) else {}), **more}


def one_of_or_text(words: Iterable[Word | str], **more: Any) -> Schema:
    """Any text; some words are proposed."""
    proposed = one_of(words)
    return {"anyOf": [proposed, text()], **more} if proposed["enum"] else text(**more)


def matching(pattern: re.Pattern[str], **more: Any) -> Schema:
    """A text of a form, told in a pattern that Python and JavaScript read alike."""
    inner = pattern.pattern.removesuffix(r"\Z")
    return text(**more) | {"pattern": f"^{inner}$"}


def typed(word: str) -> Any:
    """What YAML 1.2 makes of a word without quotation marks.

    >>> [typed(word) for word in ("007", "1e3", "true", "no", "null", "2026-01-01")]
    [7, 1000.0, True, 'no', None, '2026-01-01']
    """
    if word in {"null", "Null", "NULL", "~", ""}:
        return None
    if word in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return word.lower() == "true"
    if _INTEGER.fullmatch(word):
        return int(word)
    if _BASED.fullmatch(word):
        return int(word, 0)
    return float(word) if _DECIMAL.fullmatch(word) else word
