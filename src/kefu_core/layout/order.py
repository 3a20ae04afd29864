"""The order of keys: that of the forms, and in rows that of the table's columns.

What the language gives no order keeps the editor's: lists and documents, sections, the languages of a label, the
conditions of a deadline, the facts of a scenario.
"""

from __future__ import annotations

from collections.abc import Sequence

from kefu_core.layout.items import Item
from kefu_core.load.forms import DefaultForm, LabelForm, RuleForm, SectionsForm, TableForm
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.load.shapes import shapes_of

_AS_WRITTEN = (LabelForm, SectionsForm)


def put_in_order(item: Item) -> None:
    """Sort the keys of an item and of all within it, where each of them is known."""
    if isinstance(item.node, MapNode) and item.form is not None:
        if item.form not in _AS_WRITTEN:
            _sort(item, list(shapes_of(item.form)))
        if item.form is TableForm:
            _sort_rows(item)
    for each in item.items:
        put_in_order(each)


def _sort(item: Item, keys: Sequence[str]) -> None:
    """Sort by a list of keys; where one is not among them, nothing is known of the others' places either."""
    places = {key: place for place, key in enumerate(keys)}
    if all(each.key is not None and each.key.text in places for each in item.items):
        item.items.sort(key=lambda each: places[each.key.text] if each.key is not None else 0)


def _sort_rows(table: Item) -> None:
    parts = {each.key.text: each for each in table.items if each.key is not None}
    columns = {
        "when": _texts(parts["inputs"].node) if "inputs" in parts else [],
        "then": [text for key in ("output", "outputs") if key in parts for text in _texts(parts[key].node)],
    }
    if "rules" in parts:
        parts["rules"].columns = columns
    rows = [*(parts["rules"].items if "rules" in parts else ()), *(parts[key] for key in ("default",) if key in parts)]
    for row in (row for row in rows if row.form in {RuleForm, DefaultForm}):
        for each in row.items:
            if each.key is not None and each.key.text in columns and isinstance(each.node, MapNode):
                _sort(each, columns[each.key.text])


def _texts(node: Node) -> list[str]:
    nodes = node.items if isinstance(node, SeqNode) else (node,)
    return [each.text for each in nodes if isinstance(each, Scalar)]
