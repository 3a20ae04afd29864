"""Text of a user, made fit for a terminal: nothing hidden, nothing that steers, and a known width."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 300
"""How much of a user's text a message quotes."""


def visible(char: str) -> str:
    """A character as an excerpt shows it: control characters as pictures, other unprintable ones by number.

    >>> visible("a"), visible(chr(27)), visible(chr(0x202E))
    ('a', '␛', '<U+202E>')
    """
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def quoted(text: str) -> str:
    """A text as a message quotes it: on one line, with every blank but the plain one made visible, and not too long."""
    shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return shown if shown.isprintable() else "".join(_quoted(char) for char in shown)


def _quoted(char: str) -> str:
    return visible(char) if char == " " or unicodedata.category(char) != "Zs" else f"<U+{ord(char):04X}>"


def width(text: str) -> int:
    """The columns that a text takes on a screen of fixed pitch: two for wide characters, none for combining ones.

    >>> width("abc"), width("承诺"), width("e" + chr(0x301))
    (3, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
