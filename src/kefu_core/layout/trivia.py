"""What a text holds beside its values: comments and blank lines, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from kefu_core.diagnostics import Lines
from kefu_core.load.nodes import MapNode, Node, Scalar

BREAKS: Final = "\r\n\x85\u2028\u2029"
"""Where lines end for YAML 1.1."""

_TRIVIA: Final = re.compile(rf"#[^{BREAKS}]*|(?:^|(?<=[{BREAKS}]))[ \t]*(?=[{BREAKS}])(?!(?<=\r)\n)")
_HEADER: Final = re.compile(rf"[|>][-+0-9]*[ \t]+(#[^{BREAKS}]*)")


@frozen
class Trivia:
    """A comment, or a blank line, whose text is empty.

    ``alone`` if nothing else stands on its line; ``column`` is then that of the comment, and that of the comment below
    for a blank line above one, so that they stay together; else -1.
    """

    text: str
    start: int
    alone: bool
    column: int


def trivia_of(lines: Lines, documents: Iterable[Node]) -> list[Trivia]:
    """The comments and blank lines of a text, in its order: all that `#` begins outside of values."""
    text = lines.text
    breaks = [found.end() for found in re.finditer(rf"\r\n|[{BREAKS}]", text)]
    found: list[Trivia] = []
    at = 0
    for start, end, header in (*_places(lines, documents), (len(text), len(text), None)):
        for each in _TRIVIA.finditer(text, at, start):
            place = bisect_right(breaks, each.start())
            first = breaks[place - 1] if place else 0
            alone = not text[first : each.start()].strip(" \t")
            column = each.start() - first if alone and each[0].startswith("#") else -1
            found.append(Trivia(each[0].strip(" \t"), each.start(), alone, column))
        if header is not None:
            found.append(header)
        at = max(at, end)
    for index in range(len(found) - 2, -1, -1):
        blank, below = found[index], found[index + 1]
        if not blank.text and below.alone and not text[blank.start : below.start].strip(" \t" + BREAKS):
            found[index] = evolve(blank, column=below.column)
    return found


def _places(lines: Lines, documents: Iterable[Node]) -> Iterator[tuple[int, int, Trivia | None]]:
    """Where each scalar stands, in the order of the text, with the comment in the first line of a block."""
    waiting = list(documents)[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            start, end = extent(lines, node)
            header = _HEADER.match(node.raw) if node.raw is not None else None
            yield start, end, _beside(header, start) if header else None
        elif isinstance(node, MapNode):
            waiting += [part for entry in node.entries[::-1] for part in entry[::-1]]
        else:
            waiting += node.items[::-1]


def _beside(header: re.Match[str], start: int) -> Trivia:
    return Trivia(header[1].rstrip(" \t"), start + header.start(1), alone=False, column=-1)


def extent(lines: Lines, node: Node) -> tuple[int, int]:
    """The offsets at which a node starts and ends."""
    return lines.offset(node.span), lines.start(node.span.end_line) + node.span.end_column - 1
