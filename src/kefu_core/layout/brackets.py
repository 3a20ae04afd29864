"""Values on one line: what may stand there, and how it is written."""

from __future__ import annotations

from kefu_core.layout.items import Item
from kefu_core.layout.scalars import WIDTH, as_block, on_a_line
from kefu_core.load.nodes import MapNode, Scalar, SeqNode


def on_one_line(item: Item) -> str | None:
    """The value of an item on one line, or None where that would hide a comment, or more than a line can show."""
    if item.has_comments_inside or is_deep(item):
        return None
    return in_brackets(item)


def is_deep(item: Item) -> bool:
    """Whether a value holds more than may stand on one line: a list of lists or mappings, or a mapping of mappings.

    An entry of a list may hold mappings of its own: a whole role, fact or deadline stands on one line.
    """
    inner = [each for each in item.items if each.items]
    if isinstance(item.node, SeqNode):
        return bool(inner)
    if item.key is None:
        return any(is_deep(each) for each in inner)
    return any(isinstance(each.node, MapNode) or is_deep(each) for each in inner)


def in_brackets(item: Item) -> str | None:
    """A value on one line, however long; None if there is something in it that cannot stand there."""
    node = item.node
    if isinstance(node, Scalar):
        lines = "\n" in node.text and as_block(node, WIDTH) is not None
        return None if node.absent or lines else on_a_line(node, in_brackets=True)
    parts: list[str] = []
    for each in item.items:
        value = in_brackets(each)
        if value is None:
            return None
        parts.append(keyed(each, value))
    joined = ", ".join(parts)
    return f"{{{joined}}}" if isinstance(node, MapNode) else f"[{joined}]"


def keyed(item: Item, value: str) -> str:
    """A value in brackets behind its key, where it has one."""
    if item.key is None:
        return value
    return f"{on_a_line(item.key, in_brackets=True) or EMPTY}: {value}"


EMPTY = '""'
