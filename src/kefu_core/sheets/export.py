"""Decision tables → sheets that an editor can read and change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kefu_core.diagnostics import Language
from kefu_core.ir import types
from kefu_core.ir.phrases import describe
from kefu_core.sheets.grid import Cell, Sheet, Style
from kefu_core.sheets.headings import CODE, FILE, HEAD_HEADINGS, HEADINGS, LABEL, TYPE
from kefu_core.sheets.names import Names, Thing
from kefu_core.sheets.tables import DEFAULT, HEAD, ID, Column, Row, TableText

LONGEST_NAME: Final = 31
"""Characters that spreadsheet programs allow in the name of a sheet."""

_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")
_RESERVED: Final = frozenset({"history", ""})


def sheets_of(tables: Iterable[TableText], names: Names, language: Language) -> tuple[Sheet, ...]:
    """A sheet for each table: its head, what its columns are, and its rows."""
    taken: set[str] = set(_RESERVED)
    sheets = []
    for table in tables:
        name = _free(table.id, taken)
        taken.add(name.casefold())
        sheets.append(Sheet(name, tuple(_rows(table, names, language)), frozen=len(HEAD) + 6))
    return tuple(sheets)


def _free(table: str, taken: set[str]) -> str:
    """A name for a sheet that is allowed, and that no sheet before it has."""
    plain = _NOT_IN_NAMES.sub("_", table)[:LONGEST_NAME]
    number, name = 1, plain
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: LONGEST_NAME - 5]} ({number})"
    return name


def _rows(table: TableText, names: Names, language: Language) -> Iterable[tuple[Cell, ...]]:
    for key in HEAD:
        title = key == "table"
        note = table.notes.get(-1, "") if title else ""
        yield Cell(HEAD_HEADINGS[key], "key"), Cell(table.head[key], "title" if title else "plain", note)
    yield Cell(FILE, "key"), Cell(f"{table.file} #{table.number + 1}", "muted")
    yield ()
    things = [names.thing(column.name) if column.name else None for column in table.columns]
    yield tuple(Cell(HEADINGS[column.kind], "kind") for column in table.columns)
    yield (Cell(CODE, "code"), *(Cell(column.name, "code") for column in table.columns[1:]))
    yield (Cell(LABEL, "label"), *(Cell(_label(thing, language), "label") for thing in things[1:]))
    yield (Cell(TYPE, "type"), *(Cell(_type(thing, language), "type") for thing in things[1:]))
    for place, row in enumerate(table.rows):
        yield tuple(_cell(row, column, table.notes.get(place, "")) for column in table.columns)


def _cell(row: Row, column: Column, note: str) -> Cell:
    styles: dict[str, Style] = {"id": "id", "then": "output"}
    style: Style = "default" if row[ID] == DEFAULT else styles.get(column.kind, "cell")
    return Cell(row.get(column, ""), style, note if column == ID else "")


def _label(thing: Thing | None, language: Language) -> str:
    return "" if thing is None else thing.label.in_language(language, thing.id)


def _type(thing: Thing | None, language: Language) -> str:
    """What may stand in a column, in words: its type, its unit, its choices."""
    if thing is None:
        return ""
    said = describe(thing.type).text(language)
    colon, none = (": ", "or none") if language == "en" else ("：", "可以是 none")
    kind = thing.type.of if isinstance(thing.type, (types.Set, types.List)) else thing.type
    if isinstance(kind, types.Choice):
        labels = {code.id: code.label.in_language(language, "") for code in thing.labels}
        joint = " < " if kind.ordered else ", " if language == "en" else "、"
        said += colon + joint.join(f"{code} {labels.get(code, '')}".strip() for code in kind.codes)
    elif isinstance(kind, (types.Integer, types.Decimal)) and kind.unit:
        said += f" ({kind.unit})" if language == "en" else f"（{kind.unit}）"
    return f"{said}; {none}" if thing.optional and language == "en" else f"{said}；{none}" if thing.optional else said
