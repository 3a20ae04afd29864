"""How a text is written: plain where that can be read back, else in quotation marks, several lines as a block."""

from __future__ import annotations

import re
from typing import Final

from kefu_core.diagnostics.visible import width
from kefu_core.layout.trivia import BREAKS
from kefu_core.load.nodes import Scalar

WIDTH: Final = 120
"""Columns of a line; a text that cannot be broken may stand out."""

_NOT_PLAIN: Final = re.compile(
    # First what means something at the start, then what begins a value or a comment anywhere, then blanks at an end.
    r"""\A(?:[,\[\]{}#&*!|>'"%@` ]|[-?:](?:[ ,\[\]{}]|\Z)|---|\.\.\.|<<\Z|\Z)"""
    rf"""|:(?: |\Z)|[ ]\#|[\t{BREAKS}]|[ ]\Z"""
)
_IN_BRACKETS: Final = re.compile(r"[,\[\]{}]|[?:]$|^[?:]|:\?")
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\N", "\u2028": "\\L",
                   "\u2029": "\\P"}  # fmt: skip
_ESCAPED: Final = re.compile(rf'["\\\t{BREAKS}]')
_LITERAL: Final = re.compile(rf"[^ \t{BREAKS}](?:[^\r\x85\u2028\u2029]*[^ \t{BREAKS}])?\n?\Z")


def on_a_line(scalar: Scalar, *, in_brackets: bool) -> str:
    r"""A scalar on one line, quoted only where it must be; nothing for one that is absent.

    >>> from kefu_core.diagnostics import Span
    >>> def shown(text): return on_a_line(Scalar(text, Span.top_of("a.yaml")), in_brackets=True)
    >>> shown("5000 CNY"), shown(">= 5000 CNY"), shown("a, b"), shown('"express"'), shown("no")
    ('5000 CNY', '">= 5000 CNY"', '"a, b"', '\'"express"\'', 'no')
    """
    text = scalar.text
    if scalar.absent:
        return ""
    if not _NOT_PLAIN.search(text) and not (in_brackets and _IN_BRACKETS.search(text)):
        return text
    if '"' not in text and "\\" not in text and not _ESCAPED.search(text):
        return f'"{text}"'
    if not re.search(rf"[\t{BREAKS}]", text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text) + '"'


def as_block(scalar: Scalar, room: int) -> list[str] | None:
    """The lines of a scalar as a block, its header first; None where it is written on one line.

    Several lines stay several lines. A long text that somebody has spread over lines is filled anew, ``room`` columns
    wide; one that stands on a single line is left there.
    """
    text = scalar.text
    if "\n" in text:
        if not _LITERAL.match(text) or any(line and not line.strip(" \t") for line in text.split("\n")):
            return None
        return ["|" if text.endswith("\n") else "|-", *text.removesuffix("\n").split("\n")]
    spread = scalar.raw is not None and re.search(f"[{BREAKS}]", scalar.raw)
    if not spread or not text or text != text.strip() or re.search(rf"[\t{BREAKS}]|  ", text):
        return None
    return [">-", *_filled(text, room)]


def _filled(text: str, room: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(lines[-1]) + 1 + width(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
