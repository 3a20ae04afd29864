"""What a YAML document is made of: mappings, sequences and scalars, each with its place. Every scalar stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from kefu_core.diagnostics import Lines, Span


@frozen
class Scalar:
    """A text of a document. Two are equal if they say the same, wherever and however they are written.

    ``raw`` is how it is written, where that is not just ``text``: in quotation marks, over several lines, as a block.
    """

    text: str
    span: Span = field(eq=False)
    raw: str | None = field(default=None, eq=False, repr=False)

    @property
    def quoted(self) -> bool:
        """Whether it is written in quotation marks."""
        return self.raw is not None and self.raw.startswith(("'", '"'))

    @property
    def absent(self) -> bool:
        """Whether nothing is written at all, as after ``key:``."""
        return not self.text and self.raw is None

    def at(self, start: int, end: int) -> Span:
        """The place of a part of ``text``, given by offsets; that of the whole scalar where the part cannot be told.

        >>> Scalar("a b", Span("a.yaml", 3, 7, 3, 10)).at(2, 3)
        Span(file='a.yaml', line=3, column=9, end_line=3, end_column=10)
        """
        span, raw = self.span, self.raw
        # Much the most frequent: the text itself on one line, or that between quotation marks.
        if raw is None or (raw[1:-1] == self.text and span.line == span.end_line):
            width = span.end_column - span.column
            before = 0 if raw is None else 1
            if span.line != span.end_line or width != len(self.text) + 2 * before:
                return span
            column = span.column + before
            return Span(span.file, span.line, column + start, span.line, column + end)
        places = _places(self.text, raw)
        if places is None:
            return span
        first = places[start][0]
        inside = Lines(span.file, raw).span(first, places[end - 1][1] if end > start else first)
        left = span.column - 1
        return Span(
            span.file,
            span.line + inside.line - 1,
            inside.column + (left if inside.line == 1 else 0),
            span.line + inside.end_line - 1,
            inside.end_column + (left if inside.end_line == 1 else 0),
        )


@frozen
class MapNode:
    """A mapping, in the order of the text; its keys are unique. ``flawed`` if an entry was refused and left out."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span = field(eq=False)
    flawed: bool = field(default=False, eq=False, repr=False)


@frozen
class SeqNode:
    """A sequence."""

    items: tuple[Node, ...]
    span: Span = field(eq=False)


Node = Scalar | MapNode | SeqNode

MAX_PLACED: Final = 100_000
"""Beyond this length of its raw form the places inside a scalar are not worth the memory."""

Place = tuple[int, int]
"""Where a character of a text comes from: from which offset to which of its raw form."""


def _places(text: str, raw: str) -> list[Place] | None:
    """The place of every character of a text and of its end, or None if that cannot be told."""
    if len(raw) > MAX_PLACED:
        return None
    if raw.startswith(("'", '"')):
        read = list(_flow(raw, 1, len(raw) - 1))
    elif raw.startswith("|"):
        read = list(_literal(raw))
    else:
        read = list(_flow(raw, 0, len(raw)))
    # The line ends that close a block stand after what counts as its place.
    missing = len(text) - len(read) if raw.startswith("|") else 0
    read += [("\n", (len(raw), len(raw)))] * missing
    # INVARIANT: a place is told only where our reading comes to what the parser read.
    if "".join(char for char, _ in read) != text:
        return None
    end = read[-1][1][1] if read else min(1, len(raw))
    return [place for _, place in read] + [(end, end)]


_FOLD: Final = re.compile(r"[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*")
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_BLANKS: Final = re.compile(r"[ \t]+")
_JOINED: Final = re.compile(r"\\(?:\r\n|\r|\n)[ \t]*")
_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Final = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))


def _flow(raw: str, start: int, end: int) -> Iterator[tuple[str, Place]]:
    """The characters of a plain or quoted scalar (YAML 1.1, sections 9.1 and 8.1: line folding)."""
    quote = raw[0] if start else ""
    at = start
    while at < end:
        if fold := _FOLD.match(raw, at, end):
            breaks = len(_BREAK.findall(fold[0]))
            yield from ((char, fold.span()) for char in ("\n" * (breaks - 1) or " "))
            at = fold.end()
        elif blanks := _BLANKS.match(raw, at, end):  # a run at once: `_FOLD` has looked through all of it
            yield from ((raw[index], (index, index + 1)) for index in range(*blanks.span()))
            at = blanks.end()
        elif quote == '"' and (joined := _JOINED.match(raw, at, end)):
            at = joined.end()
        elif quote == '"' and (escape := _ESCAPE.match(raw, at, end)):
            code = escape[1] or escape[2] or escape[3]
            yield (chr(min(int(code, 16), 0x10FFFF)) if code else _ESCAPED.get(escape[4], "")), escape.span()
            at = escape.end()
        else:
            length = 2 if quote == "'" and raw.startswith("''", at) else 1
            yield raw[at], (at, at + length)
            at += length


def _literal(raw: str) -> Iterator[tuple[str, Place]]:
    """The characters of a literal block, whose indentation is that of its first line with text."""
    lines = Lines("", raw)
    margin = re.search(r"[\r\n]( +)[^ \r\n]", raw)
    indent = len(margin[1]) if margin else 0
    at = lines.number(len(raw))
    for number in range(2, at + 1):
        start, line = lines.start(number), lines.line(number)
        for index in range(indent, len(line)):
            yield line[index], (start + index, start + index + 1)
        if number < at:
            yield "\n", (start + len(line), lines.start(number + 1))
