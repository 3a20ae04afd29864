"""Documents as items: each entry of a mapping or a list with room for the comments that belong to it."""

from __future__ import annotations

from typing import Final

from attrs import define, field

from kefu_core.diagnostics import Lines
from kefu_core.layout.trivia import extent
from kefu_core.load.forms import SectionsForm
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.load.shapes import Shape, shapes_of
from kefu_core.load.structure import HEADS

BLANK: Final = ""
"""A blank line, among the comments above an item."""


@define(eq=False)
class Item:
    """A document, an entry of a mapping (with its key) or an entry of a list.

    ``above`` and ``below`` are comments on lines of their own, before it and behind the last of its ``items``;
    ``beside`` is the comment at the end of its line. ``column`` is where its line begins: at the key or the dash.
    ``columns`` are those of a table, by the keys of its rows, where the item holds the rows.
    """

    node: Node
    start: int
    end: int
    column: int
    key: Scalar | None = None
    form: type | None = None
    in_brackets: bool = False
    items: list[Item] = field(factory=list)
    above: list[str] = field(factory=list)
    beside: str | None = None
    below: list[str] = field(factory=list)
    columns: dict[str, list[str]] = field(factory=dict)

    @property
    def has_comments_inside(self) -> bool:
        """Whether a comment stands inside its value, so that the value cannot be written on one line."""
        return any(self.below) or any(
            any(each.above) or each.beside is not None or each.has_comments_inside for each in self.items
        )


def item_of(document: Node, lines: Lines) -> Item:
    """A document as an item."""
    start, end = extent(lines, document)
    root = Item(document, start, end, 0, form=_form_of(document))
    _fill(root, root.form, lines)
    return root


def _form_of(document: Node) -> type | None:
    if not isinstance(document, MapNode):
        return None
    keys = {key.text for key, _ in document.entries}
    return next((form for head, form in HEADS.items() if head in keys), SectionsForm)


def _fill(item: Item, form: type | None, lines: Lines) -> None:
    """Add the entries of an item's value; ``form`` is that of the value, or of each entry where it is a list."""
    node = item.node
    if isinstance(node, Scalar):
        return
    first = lines.offset(node.span)
    item.in_brackets = lines.text.startswith("{" if isinstance(node, MapNode) else "[", first)
    column = node.span.column - 1  # of the first key, or of the first dash: in a block all stand below each other
    if isinstance(node, SeqNode):
        for value in node.items:
            start, end = extent(lines, value)
            entry = Item(value, start, end, column, form=form)
            _fill(entry, form, lines)
            item.items.append(entry)
        return
    shapes = shapes_of(form) if form is not None else {}
    for key, value in node.entries:
        start, end = extent(lines, key)
        if not (isinstance(value, Scalar) and value.absent):  # that has no place of its own
            end = extent(lines, value)[1]
        entry = Item(value, start, end, column, key, shapes.get(key.text, _UNKNOWN).form)
        _fill(entry, entry.form, lines)
        item.items.append(entry)


_UNKNOWN: Final = Shape("anything")
