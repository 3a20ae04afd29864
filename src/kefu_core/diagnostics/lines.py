r"""Offsets in a text, as lines and columns.

A line ends with ``\n``, ``\r\n`` or ``\r``, as in every editor. YAML 1.1 and `str.splitlines` know more line ends
(U+0085, U+2028, U+2029 and others), which editors show as characters of the line; here they are that, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import Final

from kefu_core.diagnostics.span import Span

BREAK: Final = re.compile(r"\r\n|\r|\n")


class Lines:
    r"""The lines of a text.

    >>> Lines("a.yaml", "x: 1\r\ny: 2").span(6, 7)
    Span(file='a.yaml', line=2, column=1, end_line=2, end_column=2)
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0, *(found.end() for found in BREAK.finditer(text))]

    def span(self, start: int, end: int) -> Span:
        """The span from one offset to another."""
        number = bisect_right(self._starts, start)
        first = self._starts[number - 1]
        if number == len(self._starts) or end < self._starts[number]:  # in one line, as most are
            return Span(self.file, number, start - first + 1, number, end - first + 1)
        last = bisect_right(self._starts, end)
        return Span(self.file, number, start - first + 1, last, end - self._starts[last - 1] + 1)

    def offset(self, span: Span) -> int:
        """The offset at which a span of this text starts."""
        return self._starts[span.line - 1] + span.column - 1

    def number(self, offset: int) -> int:
        """The number of the line in which an offset lies."""
        return bisect_right(self._starts, offset)

    def start(self, number: int) -> int:
        """The offset at which a line starts."""
        return self._starts[number - 1]

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        found = BREAK.search(self.text, self._starts[number - 1])
        return self.text[self._starts[number - 1] : found.start() if found else len(self.text)]


def line_of(text: str, number: int) -> str | None:
    """One line of a text, without its end; None where the text has not so many."""
    start = 0
    if number > 1:
        before = next(islice(BREAK.finditer(text), number - 2, None), None)
        if before is None:
            return None
        start = before.end()
    after = BREAK.search(text, start)
    return text[start : after.start() if after else len(text)]
