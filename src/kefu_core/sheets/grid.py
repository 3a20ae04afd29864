"""Sheets of a workbook: as they are written, and as they are found after somebody has worked on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

Style = Literal["plain", "title", "key", "kind", "code", "label", "type", "cell", "output", "id", "default", "muted"]


@frozen
class Cell:
    """A cell to be written: always text, so that nothing in it is ever run; ``note`` is a remark beside it."""

    text: str
    style: Style = "plain"
    note: str = ""


@frozen
class Sheet:
    """A sheet to be written. The rows below ``frozen`` scroll, and so do the columns behind the first."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    frozen: int


@frozen
class Broken:
    """What a cell holds that has no value: an error such as ``#REF!``, or a formula that nothing has calculated."""

    text: str
    formula: bool = False


Raw = str | int | float | bool | dt.date | dt.time | dt.timedelta | Broken
"""What a cell may hold."""


@frozen
class Place:
    """A cell of a workbook; rows and columns count from 0.

    >>> str(Place("severity", 6, 2)), str(Place("分 级", 0, 27))
    ('severity!C7', "'分 级'!AB1")
    """

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        letters, rest = "", self.column + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        sheet = self.sheet if self.sheet.isidentifier() else "'" + self.sheet.replace("'", "''") + "'"
        return f"{sheet}!{letters}{self.row + 1}"


@frozen
class Grid:
    """A sheet as it was found: cells that are not empty, and the stretches (first and last cell) that were merged."""

    name: str
    cells: Mapping[tuple[int, int], Raw]
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())

    def parted(self) -> Grid:
        """The same without merged cells: each has the value of the whole stretch."""
        cells = dict(self.cells)
        for top, left, bottom, right in self.merged:
            if (top, left) in self.cells:
                stretch = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
                cells |= dict.fromkeys(stretch, self.cells[top, left])
        return Grid(self.name, cells)


def written(value: Raw, *, instant: bool = False) -> str:
    """A value as rule files write it; ``instant`` if a date stands for its first moment.

    Numbers have the fifteen digits that spreadsheets know.

    >>> written(5000.0), written(0.1), written(True), written(dt.datetime(2026, 1, 2)), written("  a ")
    ('5000', '0.1', 'true', '2026-01-02', 'a')
    """
    match value:
        case Broken():
            return value.text
        case bool():
            return "true" if value else "false"
        case float():
            number = f"{Decimal(f'{value:.15g}'):f}"
            return number.rstrip("0").rstrip(".") if "." in number else number
        case dt.datetime():
            if value.time() == dt.time() and not instant:
                return value.date().isoformat()
            return value.isoformat(timespec="minutes" if not value.second and not value.microsecond else "seconds")
        case dt.date() | dt.time():
            return value.isoformat()
    return str(value).strip()
