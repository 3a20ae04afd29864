"""From a place in a rule file back to the cell of the sheet that said it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from kefu_core.diagnostics import Span
from kefu_core.layout import Item
from kefu_core.sheets.grid import Place
from kefu_core.sheets.parse import SheetRow, SheetTable
from kefu_core.sheets.reading import TableDocument, entry, label_at
from kefu_core.sheets.tables import DEFAULT, HEAD, ID, Column


@frozen
class CellSpan:
    """A stretch of a rule file, and the cell that says it with its text."""

    span: Span
    place: Place
    text: str


def cell_spans(document: TableDocument, sheet: SheetTable) -> Iterator[CellSpan]:
    """The stretches of a table's document, the larger before those inside them."""
    item = document.item
    yield CellSpan(item.node.span, sheet.head_place("table"), document.text.id)
    for key in HEAD[1:]:
        if (there := entry(item, "label" if key in {"zh", "en"} else key)) is not None and key != "en":
            yield from _spans(there, sheet.head_place(key), document.text.head[key])
    for name in ("inputs", "output", "outputs"):
        there = entry(item, name)
        for each in (there.items or [there]) if there is not None else ():
            word = getattr(each.node, "text", "")
            column = next((column for column, said in document.words.items() if said == word), ID)
            yield CellSpan(each.node.span, sheet.heading(column), word)
    rules, default = entry(item, "rules"), entry(item, DEFAULT)
    rows = [row for row in sheet.rows if row.texts[ID] != DEFAULT]
    rows += [row for row in sheet.rows if row.texts[ID] == DEFAULT][:1]
    for row, each in zip(rows, [*(rules.items if rules else ()), *([default] if default else ())], strict=False):
        yield from _row(each, row, sheet, document)


def _row(item: Item, row: SheetRow, sheet: SheetTable, document: TableDocument) -> Iterator[CellSpan]:
    yield CellSpan(item.node.span, sheet.place(row, ID), row.texts[ID])
    for each in item.items:
        key = each.key.text if each.key is not None else ""
        if key in {"when", "then"} and each.items and each.items[0].key is not None:
            for inner in each.items:
                word = inner.key.text if inner.key is not None else ""
                name = document.names.find(word, outcome=key == "then") or word
                yield from _cell(inner, Column("when" if key == "when" else "then", name), row, sheet)
        elif key == "then":
            column = next(column for column in document.text.columns if column.kind == "then")
            yield from _cell(each, column, row, sheet)
        elif key == "label":
            yield from _cell(each, Column("zh" if label_at(each).zh else "en"), row, sheet)
        elif key == "source":
            yield from _cell(each, Column("source"), row, sheet)
        elif key in {"from", "until"}:
            yield from _cell(each, Column("from" if key == "from" else "until"), row, sheet)


def _cell(item: Item, column: Column, row: SheetRow, sheet: SheetTable) -> Iterator[CellSpan]:
    yield from _spans(item, sheet.place(row, column), row.texts.get(column, ""))


def _spans(item: Item, place: Place, text: str) -> Iterator[CellSpan]:
    span = item.node.span
    yield CellSpan(item.key.span.to(span) if item.key is not None else span, place, text)


def cell_at(span: Span | None, spans: list[CellSpan]) -> CellSpan | None:
    """The cell that says what stands at a place: the innermost stretch around its start."""
    if span is None:
        return None
    start = (span.line, span.column)
    around = [
        each
        for each in spans
        if each.span.file == span.file
        and (each.span.line, each.span.column) <= start <= (each.span.end_line, each.span.end_column)
    ]
    return min(around, key=_size) if around else None


def _size(each: CellSpan) -> tuple[int, int]:
    lines = each.span.end_line - each.span.line
    return lines, each.span.end_column - each.span.column
