"""Which item does a comment belong to?

A comment at the end of a line belongs to what the line ends with. One on a line of its own belongs to what follows it,
unless it is indented like the entries before it and deeper than what follows: then it closes those entries, as a row
does that somebody has commented out. A blank line belongs to what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from kefu_core.layout.items import BLANK, Item
from kefu_core.layout.trivia import BREAKS, Trivia

SEPARATOR: Final = re.compile(rf"(?<=[{BREAKS}])(?:---|\.\.\.)(?=[ \t{BREAKS}])")
_BREAK: Final = re.compile(f"[{BREAKS}]")


def give(trivia: Iterable[Trivia], documents: list[Item], text: str) -> None:
    """Add each comment and blank line to the item to which it belongs; there is one document at least."""
    starts = [0]
    for one, other in pairwise(documents):
        separator = SEPARATOR.search(text, one.end, other.start)
        assert separator is not None
        starts.append(separator.start())
    for each in trivia:
        document = documents[bisect_right(starts, each.start) - 1]
        if each.start < document.start:
            document.above.append(each.text)
        else:
            _to_one_of(each, [document], document, text)


def _to_one_of(trivia: Trivia, items: list[Item], owner: Item, text: str) -> None:
    """Give a comment to one of the items, or to the owner of all."""
    number = bisect_right(items, trivia.start, key=lambda item: item.start)
    before = items[number - 1] if number else None
    after = items[number] if number < len(items) else None
    if before is not None:
        if trivia.start < before.end:
            _inside(trivia, before, text)
            return
        if not trivia.alone and not _BREAK.search(text, before.end, trivia.start):
            while before.items and not before.in_brackets:
                before = before.items[-1]
            _beside(trivia, before)
            return
        deeper = before.items and not before.in_brackets and (before is owner or trivia.column > before.column)
        if trivia.alone and deeper and trivia.column >= before.items[0].column:
            _to_one_of(trivia, before.items, before, text)
            return
    if after is not None:
        after.above.append(trivia.text)
    else:
        owner.below.append(trivia.text)


def _inside(trivia: Trivia, item: Item, text: str) -> None:
    if item.items and (trivia.alone or item.items[0].start < trivia.start):
        _to_one_of(trivia, item.items, item, text)
    elif trivia.alone:
        item.above.append(trivia.text)
    else:
        _beside(trivia, item)


def _beside(trivia: Trivia, item: Item) -> None:
    if item.beside is None:
        item.beside = trivia.text
    else:
        item.above.append(trivia.text)


def settle(item: Item) -> None:
    """Move what would stand where no comment can, and leave out the blank lines that part nothing."""
    _settle(item)
    if item.beside is not None:
        item.above.append(item.beside)
    item.above = _without_doubles(item.above, at_the_start=True)


def _settle(item: Item) -> None:
    for index, each in enumerate(item.items):
        _settle(each)
        each.above = _without_doubles(each.above, at_the_start=index == 0)
    if item.items and item.key is None and item.items[0].above:
        # There is no line above the first entry: it begins on that of the dash.
        item.above += item.items[0].above
        item.items[0].above = []
    item.below = _without_doubles([*item.below[::-1]], at_the_start=True)[::-1]
    if not item.items:
        item.above += item.below
        item.below = []


def _without_doubles(comments: list[str], *, at_the_start: bool) -> list[str]:
    kept: list[str] = []
    for each in comments:
        if each != BLANK or (kept[-1] != BLANK if kept else not at_the_start):
            kept.append(each)
    return kept
