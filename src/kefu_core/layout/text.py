"""The text of a rule file → the same text in its canonical layout."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from kefu_core.diagnostics import Diagnostic, Lines
from kefu_core.diagnostics.visible import width
from kefu_core.layout.belonging import give, settle
from kefu_core.layout.items import Item, item_of
from kefu_core.layout.lines import Line, lines_of
from kefu_core.layout.order import put_in_order
from kefu_core.layout.trivia import trivia_of
from kefu_core.load.compose import compose
from kefu_core.load.decode import decode
from kefu_core.load.nodes import MapNode, Node, Scalar

GAP = 2
"""Blanks before a comment at the end of a line."""


def laid_out(file: str, data: str | bytes, problems: list[Diagnostic]) -> str | None:
    r"""A file in its canonical layout, or None after a diagnostic where it is not whole YAML of kefu.

    Nothing is added or left out: the values are the same, and so are the comments. Whether the rules are right is not
    asked.

    >>> laid_out("a.yaml", "roles:\r\n- id:   'driver'  # drives", [])
    'roles:\n  - id: driver  # drives\n'
    """
    text = decode(file, data, problems)
    if text is None:
        return None
    found: list[Diagnostic] = []
    documents = compose(file, text, found)
    problems += found
    if found:
        return None
    written = _written(Lines(file, text), documents)
    again = compose(file, written, found)
    # INVARIANT: whatever the layout, the text says the same.
    assert not found, f"what was written cannot be read: {written}"
    assert list(map(_said, again)) == list(map(_said, documents)), written
    assert _comments(Lines(file, written), again) == _comments(Lines(file, text), documents), written
    return written


def _written(lines: Lines, documents: tuple[Node, ...]) -> str:
    if not documents:
        return "".join(f"{each.text}\n" for each in trivia_of(lines, documents) if each.text)
    return "---\n".join(map(text_of, items_of(lines, documents)))


def items_of(lines: Lines, documents: tuple[Node, ...]) -> list[Item]:
    """The documents of a text, one at least, as items with their comments, all in the order of the layout."""
    items = [item_of(document, lines) for document in documents]
    give(trivia_of(lines, documents), items, lines.text)
    for item in items:
        put_in_order(item)
        settle(item)
    return items


def text_of(document: Item) -> str:
    """A document of `items_of`, or what has become of it, in the canonical layout."""
    put_in_order(document)
    return _joined(lines_of(document))


def _joined(lines: list[Line]) -> str:
    """The lines as text; comments at the ends of lines that stand below each other do so, too."""
    texts: list[str] = []
    for (commented, _), group in groupby(lines, key=lambda line: (line.comment is not None, _indent(line))):
        run = list(group)
        column = max(width(line.text) for line in run) + GAP if commented else 0
        texts += [line.text + " " * (column - width(line.text)) + (line.comment or "") for line in run]
    return "".join(f"{text}\n" for text in texts)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" -"))


def _said(node: Node) -> Any:
    """What a node says, whatever the order of its keys."""
    if isinstance(node, Scalar):
        return (node.text, node.absent)
    if isinstance(node, MapNode):
        return {key.text: _said(value) for key, value in node.entries}
    return [_said(each) for each in node.items]


def _comments(lines: Lines, documents: tuple[Node, ...]) -> Counter[str]:
    return Counter(each.text for each in trivia_of(lines, documents) if each.text)
