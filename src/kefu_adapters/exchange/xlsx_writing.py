"""Sheets → an XLSX workbook, by XlsxWriter: the same bytes for the same sheets.

It needs the extra ``kefu[xlsx]``.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import xlsxwriter

from kefu_adapters.files.reasons import Refusal
from kefu_core.diagnostics.visible import width
from kefu_core.sheets import Sheet

WIDEST, NARROWEST, BEYOND = 44, 9, 2
"""Characters of a column at most and at least, and the room beside its longest text."""

_CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zones
"""When every workbook was made, so that nothing differs where the tables are the same."""

_BASE: Final[Mapping[str, Any]] = {"num_format": "@", "valign": "top", "text_wrap": True}
_LINE: Final[Mapping[str, Any]] = {"border": 1, "border_color": "#D0D5DD"}
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 14, "text_wrap": False},
    "key": {"font_color": "#667085", "text_wrap": False},
    "muted": {"font_color": "#98A2B3", "text_wrap": False},
    "kind": {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", **_LINE},
    "code": {"bg_color": "#E7EDF5", "font_name": "Consolas", **_LINE},
    "label": {"bg_color": "#E7EDF5", "bold": True, **_LINE},
    "type": {"bg_color": "#F5F7FA", "font_color": "#667085", "font_size": 9, **_LINE},
    "id": {"bold": True, **_LINE},
    "cell": {**_LINE},
    "output": {"bg_color": "#F0F9F0", **_LINE},
    "default": {"italic": True, "bg_color": "#FFF8E6", **_LINE},
}


class NotWritten(Refusal):
    """The tables do not fit into a workbook. The message says why."""


def workbook_of(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook. Every cell is text, so that nothing in it is run. Raises `NotWritten`."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    workbook.set_properties({"created": _CREATED})
    formats = {name: workbook.add_format({**_BASE, **style}) for name, style in _STYLES.items()}
    for sheet in sheets:
        page = workbook.add_worksheet(sheet.name)
        _fill(page, sheet, formats)
    workbook.close()
    return buffer.getvalue()


def _fill(page: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    columns = max(map(len, sheet.rows), default=0)
    for place in range(columns):
        texts = [
            row[place].text for row in sheet.rows if place < len(row) and row[place].style not in {"title", "type"}
        ]
        longest = max((width(line) for text in texts for line in text.split("\n")), default=0)
        page.set_column(place, place, min(max(longest + BEYOND, NARROWEST), WIDEST), formats["plain"])
    for number, row in enumerate(sheet.rows):
        for place, cell in enumerate(row):
            if page.write_string(number, place, cell.text, formats[cell.style]) < 0:
                raise NotWritten(
                    f"sheet {sheet.name}, row {number + 1}: a cell takes no more than 32767 characters",
                    f"工作表 {sheet.name} 第 {number + 1} 行：一个单元格最多容纳 32767 个字符",
                )
            if cell.note:
                page.write_comment(number, place, cell.note, {"x_scale": 2, "author": "kefu"})
    page.freeze_panes(sheet.frozen, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(max(sheet.frozen - 4, 0), sheet.frozen - 1)
