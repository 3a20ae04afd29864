"""Items of a rule file made and changed: what a sheet says is put in the place of what the file said.

Nothing that somebody wrote beside a value is lost: the comments of an entry that goes are kept above what held it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kefu_core.diagnostics import Span
from kefu_core.layout import Item
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.load.shapes import shapes_of
from kefu_core.sheets.reading import entry

Value = str | tuple[str, ...] | Mapping[str, "Value"]
"""What an entry may say: a text, a list of texts, or a mapping."""

NOWHERE: Final = Span("", 1, 1, 1, 1)
"""The place of what has not been written yet."""


def item_of(value: Value, *, key: str | None = None, form: type | None = None) -> Item:
    """A new entry, of a mapping if it has a key, of a list if not."""
    node = _node(value)
    item = Item(node, 0, 0, 0, None if key is None else Scalar(key, NOWHERE), form)
    if isinstance(value, Mapping):
        shapes = shapes_of(form) if form is not None else {}
        item.items = [
            item_of(each, key=name, form=shapes[name].form if name in shapes else None) for name, each in value.items()
        ]
    elif isinstance(value, tuple):
        item.items = [item_of(each) for each in value]
    return item


def _node(value: Value) -> Node:
    if isinstance(value, str):
        return Scalar(value, NOWHERE)
    if isinstance(value, tuple):
        return SeqNode(tuple(map(_node, value)), NOWHERE)
    return MapNode(tuple((Scalar(key, NOWHERE), _node(each)) for key, each in value.items()), NOWHERE)


def put(owner: Item, key: str, value: Value) -> None:
    """Give a mapping an entry, or take it away where the value is empty; a key keeps its place and its comments."""
    there = entry(owner, key)
    if not value:
        if there is not None:
            owner.items.remove(there)
            owner.above += _comments(there)
        return
    form = shapes_of(owner.form)[key].form if owner.form is not None and key in shapes_of(owner.form) else None
    made = item_of(value, key=key, form=form)
    if there is None:
        owner.items.append(made)
        return
    there.above += [comment for each in there.items for comment in _comments(each)] + there.below
    there.node, there.items, there.below = made.node, made.items, []


def _comments(item: Item) -> Sequence[str]:
    """All comments of an item, those inside it included."""
    beside = [item.beside] if item.beside is not None else []
    return [*item.above, *beside, *(comment for each in item.items for comment in _comments(each)), *item.below]
