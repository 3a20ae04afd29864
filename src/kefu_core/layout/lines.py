"""Items → lines: on one line what is short and flat, else a line for each entry."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

from kefu_core.diagnostics.visible import width
from kefu_core.layout.brackets import EMPTY, on_one_line
from kefu_core.layout.items import Item
from kefu_core.layout.rows import rows_of
from kefu_core.layout.scalars import WIDTH, as_block, on_a_line
from kefu_core.load.nodes import MapNode, Scalar

STEP: Final = 2
LONGEST_KEY: Final = 1_000
"""YAML looks for the colon no further than 1,024 characters behind the start of a key."""


@frozen
class Line:
    """A line, and the comment at its end."""

    text: str
    comment: str | None = None


def lines_of(document: Item) -> list[Line]:
    """The lines of a document."""
    node = document.node
    if isinstance(node, Scalar):
        body = [Line(each) for each in _scalar(node, "")]
    elif document.items:
        body = _entries(document, 0)
    else:
        body = [Line(_empty(document))]
    return [*_comments(document.above, 0), *body, *_comments(document.below, 0)]


def _entries(owner: Item, indent: int) -> list[Line]:
    """The lines of the entries of a mapping or a list."""
    lines: list[Line] = []
    rows = rows_of(owner, WIDTH - indent)
    for number, item in enumerate(owner.items):
        lines += _comments(item.above, indent)
        if rows:
            lines.append(Line(" " * indent + rows[number], item.beside))
        else:
            lines += _entry(item, indent, whole=rows is None)
    return lines


def _entry(item: Item, indent: int, *, whole: bool) -> list[Line]:
    """The lines of one entry, less the comments above it; ``whole`` if it may stand on one line."""
    opening, above = _key(item.key, indent) if item.key is not None else (" " * indent + "-", [])
    beside = [] if item.beside is None else _comments([item.beside], indent)
    if isinstance(item.node, Scalar):
        first, *more = _scalar(item.node, opening)
        if more:  # a comment behind the header of a block would look like a part of it
            return [*beside, *above, Line(first), *map(Line, more)]
        return [*above, Line(first, item.beside)]
    flat = on_one_line(item) if whole or not item.items else None
    if flat is not None and (width(opening) + 1 + width(flat) <= WIDTH or not item.items):
        return [*above, Line(f"{opening} {flat}", item.beside)]
    inner = [*_entries(item, indent + STEP), *_comments(item.below, indent + STEP)]
    if item.key is not None:
        return [*above, Line(opening, item.beside), *inner]
    # The first entry begins behind the dash, and what would stand above it above the dash.
    start = next(number for number, line in enumerate(inner) if not line.text.lstrip(" ").startswith("#"))
    raised = [evolve(line, text=" " * indent + line.text.lstrip(" ")) for line in inner[:start]]
    return [*beside, *raised, evolve(inner[start], text=opening + inner[start].text[indent + 1 :]), *inner[start + 1 :]]


def _key(key: Scalar, indent: int) -> tuple[str, list[Line]]:
    """A key with its colon, and the line above them where the key has to stand alone."""
    written = on_a_line(key, in_brackets=False) or EMPTY
    if len(written) > LONGEST_KEY:
        return f"{' ' * indent}:", [Line(f"{' ' * indent}? {written}")]
    return f"{' ' * indent}{written}:", []


def _scalar(scalar: Scalar, opening: str) -> list[str]:
    """A scalar behind what opens its line: on that line, or as a block below it."""
    indent = len(opening) - len(opening.lstrip(" ")) + STEP
    before = f"{opening} " if opening else ""
    line = f"{before}{on_a_line(scalar, in_brackets=False)}".rstrip(" ")
    block = as_block(scalar, WIDTH - indent)
    if block is None or ("\n" not in scalar.text and width(line) <= WIDTH):
        return [line]
    header, *texts = block
    return [before + header, *(" " * indent + each if each else "" for each in texts)]


def _empty(document: Item) -> str:
    return "{}" if isinstance(document.node, MapNode) else "[]"


def _comments(comments: list[str], indent: int) -> list[Line]:
    return [Line(" " * indent + each if each else "") for each in comments]
