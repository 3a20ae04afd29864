"""A sheet as it was found → the table that it says, each text with its cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve, field, frozen

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.diagnostics.confusables import fold
from kefu_core.ir import types
from kefu_core.sheets.grid import Broken, Grid, Place, Raw, written
from kefu_core.sheets.headings import CODE, FILE, HEAD_HEADINGS, HEADINGS, LABEL, TYPE, is_line, means
from kefu_core.sheets.names import Names
from kefu_core.sheets.tables import ANYTHING, COMMENT, DEFAULT, HEAD, ID, Column, HeadKey, Kind

EPOCH: Final = dt.date(1899, 12, 30)
"""Day 0 of spreadsheets; days before March 1900 are counted wrongly there, and nobody's rules are that old."""

_BREAK: Final = re.compile(r"\s*[\r\n]\s*")
_WORD: Final = re.compile(r'"[^"]*"|[^"]+')


@frozen
class Told:
    """A finding with the cell that it is about; None for one about no cell."""

    diagnostic: Diagnostic
    place: Place | None = None
    text: str = ""


@frozen
class SheetRow:
    """A row: its texts, and the number of its line on the sheet."""

    texts: Mapping[Column, str]
    line: int


@frozen
class SheetTable:
    """The table that a sheet says. ``file`` and ``number`` tell the document, where the sheet still says that."""

    sheet: str
    head: Mapping[HeadKey, str]
    head_lines: Mapping[HeadKey, int]
    columns: Mapping[Column, int]
    heading_line: int
    rows: tuple[SheetRow, ...]
    file: str = ""
    number: int | None = None
    problems: tuple[Told, ...] = field(default=())

    def place(self, row: SheetRow, column: Column) -> Place:
        """The cell of a row in a column; its first where the sheet has no such column."""
        return Place(self.sheet, row.line, self.columns.get(column, 0))

    def head_place(self, key: HeadKey) -> Place:
        """The cell of a text above the rows."""
        return Place(self.sheet, self.head_lines.get(key, 0), 1)

    def heading(self, column: Column) -> Place:
        """The cell that names a column."""
        return Place(self.sheet, self.heading_line, self.columns.get(column, 0))


def table_of(grid: Grid, names: Names) -> SheetTable | None:
    """The table on a sheet; None for a sheet that does not begin as one."""
    reader = _Reader(grid.parted(), names)
    return reader.table() if reader.is_table() else None


def mended(text: str) -> str:
    """A text with its look-alikes replaced, but between quotation marks."""
    return "".join(part if part.startswith('"') else fold(part) for part in _WORD.findall(text)).strip()


class _Reader:
    def __init__(self, grid: Grid, names: Names) -> None:
        self.grid = grid
        self.names = names
        self.problems: list[Told] = []
        self.last = max((row for row, _ in grid.cells), default=-1)
        self.width = max((column for _, column in grid.cells), default=-1) + 1
        self.kinds = self._line_of_kinds()

    def is_table(self) -> bool:
        above = range(self.kinds if self.kinds is not None else self.last + 1)
        return any(means(self.text(row, 0), HEAD_HEADINGS["table"]) for row in above) and self.last >= 0

    def table(self) -> SheetTable:
        above = range(self.kinds if self.kinds is not None else self.last + 1)
        head_lines: dict[HeadKey, int] = {}
        head: dict[HeadKey, str] = {}
        file, number = "", None
        for row in above:
            key = next((key for key in HEAD if means(self.text(row, 0), HEAD_HEADINGS[key])), None)
            if key is not None and key not in head:
                head_lines[key], head[key] = row, self.sound(row, 1, dates=key in {"from", "until"})
            elif means(self.text(row, 0), FILE):
                file, _, place = self.text(row, 1).rpartition(" #")
                number = int(place) - 1 if place.isdecimal() else None
        table = SheetTable(self.grid.name, head, head_lines, {}, 0, (), file, number)
        if self.kinds is None:
            self.tell("sheet-without-columns", head_lines["table"], 0, sheet=self.grid.name)
            return evolve(table, problems=tuple(self.problems))
        columns, heading, body = self._columns(self.kinds)
        rows = tuple(self._rows(columns, body))
        return evolve(table, columns=columns, heading_line=heading, rows=rows, problems=tuple(self.problems))

    # -- cells -------------------------------------------------------------------------------------------------------

    def raw(self, row: int, column: int) -> Raw:
        return self.grid.cells.get((row, column), "")

    def text(self, row: int, column: int) -> str:
        return written(self.raw(row, column))

    def sound(self, row: int, column: int, *, dates: bool = False, instant: bool = False) -> str:
        """The text of a cell that counts; what it cannot say is reported."""
        raw = self.raw(row, column)
        if isinstance(raw, Broken):
            code = "cell-not-calculated" if raw.formula else "cell-error"
            self.tell(code, row, column, text=raw.text)
        elif isinstance(raw, (dt.time, dt.timedelta)):
            self.tell("cell-time-of-day", row, column, text=written(raw))
        elif isinstance(raw, (int, float)) and not isinstance(raw, bool) and (dates or instant):
            day = EPOCH + dt.timedelta(days=raw) if 0 <= raw < 2_958_466 else None
            self.tell("cell-number-for-date", row, column, help="date" if day else "format", text=written(raw),
                      date=day.isoformat() if day else "")  # fmt: skip
        return written(raw, instant=instant)

    def tell(self, code: str, row: int, column: int, *, help: str | None = None, **fields: Any) -> None:  # noqa: A002
        place = Place(self.grid.name, row, column)
        self.problems.append(Told(problem(code, None, help=help, **fields), place, self.text(row, column)))

    # -- columns -----------------------------------------------------------------------------------------------------

    def _line_of_kinds(self) -> int | None:
        """The line that says of each column what it is: the first with an id and a result."""
        for row in range(self.last + 1):
            said = [self.text(row, column) for column in range(self.width)]
            if all(any(means(text, HEADINGS[kind]) for text in said) for kind in ("id", "then")):
                return row
        return None

    def _columns(self, kinds: int) -> tuple[dict[Column, int], int, int]:
        """The columns of the table with their places, the line of their codes, and the first line of its rows."""
        first = next(column for column in range(self.width) if means(self.text(kinds, column), HEADINGS["id"]))
        lines = {CODE: kinds, LABEL: kinds}
        body = kinds + 1
        while body <= self.last and (
            heading := next((each for each in (CODE, LABEL, TYPE) if is_line(self.text(body, first), each)), None)
        ):
            lines[heading] = body
            body += 1
        columns: dict[Column, int] = {}
        for place in range(self.width):
            column = self._column(kinds, lines, place)
            if column is None:
                filled = [row for row in range(kinds, self.last + 1) if self.text(row, place)]
                if filled:
                    self.tell("sheet-column-ignored", filled[0], place)
            elif column in columns:
                self.tell("sheet-column-twice", lines[CODE], place, name=self._said(lines, place))
            else:
                columns[column] = place
        return columns, lines[CODE], body

    def _column(self, kinds: int, lines: Mapping[str, int], place: int) -> Column | None:
        kind: Kind | None = next((kind for kind in HEADINGS if means(self.text(kinds, place), HEADINGS[kind])), None)
        if kind not in {"when", "then"}:
            return None if kind is None else Column(kind)
        word = self._said(lines, place)
        if not word:
            return None
        outcome = kind == "then"
        name = self.names.find(word, outcome=outcome) or self.names.find(mended(word), outcome=outcome)
        return Column(kind, name or word)

    def _said(self, lines: Mapping[str, int], place: int) -> str:
        """What a column is called: its code, else its label."""
        return next((text for heading in (CODE, LABEL) if (text := self.text(lines[heading], place))), "")

    # -- rows --------------------------------------------------------------------------------------------------------

    def _rows(self, columns: Mapping[Column, int], body: int) -> list[SheetRow]:
        rows: list[SheetRow] = []
        for line in range(body, self.last + 1):
            if not any(self.text(line, place).strip(ANYTHING) for place in columns.values()):
                continue
            texts = {column: self._cell(line, place, column) for column, place in columns.items()}
            for column, text in texts.items():
                if column.kind == "then" and not text:
                    self.tell("cell-empty", line, columns[column], name=column.name)
            first = next((each for each in rows if texts[ID] and each.texts[ID] == texts[ID]), None)
            if first is not None:
                self.tell("sheet-id-twice", line, columns[ID], id=texts[ID], first=str(first.line + 1))
            if texts[ID] == DEFAULT:
                self._check_default(line, texts, columns)
            rows.append(SheetRow(texts, line))
        return rows

    def _check_default(self, line: int, texts: Mapping[Column, str], columns: Mapping[Column, int]) -> None:
        for column in texts:
            useless = column.kind in {"when", "from", "until", "zh", "en"}
            if useless and texts[column].strip(ANYTHING):
                self.tell("cell-not-for-default", line, columns[column])

    def _cell(self, line: int, place: int, column: Column) -> str:
        thing = self.names.thing(column.name)
        kind = thing.type if thing is not None else None
        text = self.sound(
            line, place, dates=column.kind in {"from", "until"} or isinstance(kind, types.Date),
            instant=isinstance(kind, types.Instant),
        )  # fmt: skip
        if column != COMMENT:
            text = _BREAK.sub(" ", text)
        if column.kind == "when":
            return text or ANYTHING
        if column == ID and mended(text) == DEFAULT:
            return DEFAULT
        return text
