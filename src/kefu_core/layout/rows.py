"""Rows of a decision table below each other: one line each, with its columns aligned, or none of them.

Where the lines become too long with every input in a column of its own, only `when`, `then` and the like are aligned;
where that is too long as well, each row takes several lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen

from kefu_core.diagnostics.visible import width
from kefu_core.layout.brackets import in_brackets, is_deep, keyed
from kefu_core.layout.items import Item
from kefu_core.load.forms import RuleForm
from kefu_core.load.nodes import MapNode
from kefu_core.load.shapes import shapes_of

Column = tuple[str, str]
"""A key of a row, and a key of the mapping below it; both are empty where there is none."""

_OPENING: Final = "- {"


@frozen
class _Cell:
    """What a row has in one column. ``opens`` if no blank parts it from the next column."""

    column: Column
    text: str
    opens: bool = False


def rows_of(owner: Item, room: int) -> Sequence[str] | None:
    """The lines of a table's rows; empty if they take several lines each, None if these are no rows of a table."""
    if not owner.items or any(each.form is not RuleForm or each.key is not None for each in owner.items):
        return None
    for apart in (True, False):
        rows = [_cells(each, apart=apart) for each in owner.items]
        columns = _columns(owner, apart=apart)
        if columns is None or any(row is None for row in rows):
            continue
        lines = _aligned([row for row in rows if row is not None], columns)
        if max(map(width, lines)) <= room:
            return lines
    return ()


def _cells(row: Item, *, apart: bool) -> list[_Cell] | None:
    """The cells of a row, with the commas and brackets between them; None if it cannot stand on one line."""
    if not isinstance(row.node, MapNode) or not row.items or row.has_comments_inside:
        return None
    cells: list[_Cell] = []
    for each in row.items:
        value = in_brackets(each)
        if value is None or is_deep(each):
            return None
        key = each.key.text if each.key is not None else ""
        if apart and isinstance(each.node, MapNode) and each.items:
            cells.append(_Cell((key, ""), keyed(each, "{"), opens=True))
            cells += [
                _Cell((key, inner.key.text if inner.key else ""), f"{keyed(inner, in_brackets(inner) or '')},")
                for inner in each.items
            ]
            cells[-1] = evolve(cells[-1], text=f"{cells[-1].text.removesuffix(',')}}},")
        else:
            cells.append(_Cell((key, ""), f"{keyed(each, value)},"))
    cells[-1] = evolve(cells[-1], text=f"{cells[-1].text.removesuffix(',')}}}")
    return cells


def _columns(owner: Item, *, apart: bool) -> list[Column] | None:
    """All columns of the rows in their order; None if the rows do not agree on one."""
    entries = [each for row in owner.items for each in row.items if each.key is not None]
    present = {each.key.text for each in entries if each.key is not None}
    keys = [key for key in shapes_of(RuleForm) if key in present]
    if len(keys) < len(present):
        return None
    columns: list[Column] = []
    for key in keys:
        columns.append((key, ""))
        if not apart:
            continue
        values = [each for each in entries if each.key is not None and each.key.text == key and each.items]
        below = [[inner.key.text for inner in each.items if inner.key is not None] for each in values]
        names = list(dict.fromkeys(name for row in below for name in row))
        known = owner.columns.get(key, [])
        if set(names) <= set(known):
            names = [name for name in dict.fromkeys(known) if name in names]
        if any(sorted(row, key=names.index) != row for row in below):
            return None
        columns += [(key, name) for name in names]
    return columns


def _aligned(rows: list[list[_Cell]], columns: list[Column]) -> list[str]:
    widths = {
        column: max(width(cell.text) for row in rows for cell in row if cell.column == column) for column in columns
    }
    opening = {cell.column for row in rows for cell in row if cell.opens}
    lines = []
    for row in rows:
        given = {cell.column: cell.text for cell in row}
        line = _OPENING
        for column in columns:
            text = given.get(column, "")
            line += text + " " * (widths[column] - width(text)) + ("" if column in opening else " ")
        lines.append(line.rstrip(" "))
    return lines
