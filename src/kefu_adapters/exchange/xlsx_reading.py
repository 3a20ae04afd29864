"""An XLSX workbook → grids, by openpyxl, which tells errors and formulas without a result from empty cells.

It needs the extra ``kefu[xlsx]``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from kefu_adapters.files.reasons import Refusal, reason
from kefu_core.sheets import Broken, Grid, Raw

LARGEST: Final = 16 * 1024 * 1024
"""Bytes of a workbook."""
MOST_CELLS: Final = 2_000_000
"""Cells of a sheet between its first and its last; beyond that something far outside of the table was filled in."""


class NotAWorkbook(Refusal):
    """A file cannot be read as a workbook. The message says why."""


def grids_of(path: Path) -> tuple[Grid, ...]:
    """The sheets of a workbook in their order, hidden ones and hidden rows included. Raises `NotAWorkbook`."""
    try:
        if path.stat().st_size > LARGEST:
            size = f"{LARGEST // (1024 * 1024)} MiB"
            raise NotAWorkbook(f"{path} is larger than {size}", f"{path} 超过 {size}")
        values, formulas = _open(path, results=True), _open(path, results=False)
    except OSError as error:
        raise NotAWorkbook(
            f"{path} cannot be read: {reason(error, 'en')}", f"无法读取 {path}：{reason(error, 'zh')}"
        ) from error
    return tuple(
        Grid(sheet.title, dict(_cells(sheet, formulas[sheet.title], path)), tuple(_merged(sheet)))
        for sheet in values.worksheets
    )


def _open(path: Path, *, results: bool) -> Any:
    try:
        with warnings.catch_warnings():  # about decoration that it leaves out
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, data_only=results)
    except OSError:
        raise
    except BadZipFile as error:
        raise _not_xlsx(path) from error
    except Exception as error:  # whatever a file that only looks like a workbook makes of the library
        if path.suffix.lower() not in {".xlsx", ".xlsm"}:
            raise _not_xlsx(path) from error
        why = str(error).partition("\n")[0]
        raise NotAWorkbook(
            f"{path} cannot be read as an XLSX workbook: {why}",
            f"{path} 无法作为 XLSX 工作簿读取，请在电子表格程序里打开，另存为 .xlsx 再试（{why}）",
        ) from error


def _not_xlsx(path: Path) -> NotAWorkbook:
    return NotAWorkbook(
        f"{path} is no XLSX workbook; save it as one (.xlsx)", f"{path} 不是 XLSX 工作簿，请另存为 .xlsx 格式"
    )


def _cells(sheet: Worksheet, formulas: Worksheet, path: Path) -> Iterator[tuple[tuple[int, int], Raw]]:
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise NotAWorkbook(
            f"{path}: sheet {sheet.title} reaches to row {sheet.max_row}, column {sheet.max_column}",
            f"{path}：工作表 {sheet.title} 一直用到第 {sheet.max_row} 行、第 {sheet.max_column} 列，太大了",
        )
    for row in sheet.iter_rows():
        for cell in row:
            value = _value(cell, formulas)
            if value is not None:
                yield (cell.row - 1, cell.column - 1), value  # type: ignore[operator]


def _value(cell: Any, formulas: Worksheet) -> Raw | None:
    if cell.data_type == "e":
        return Broken(str(cell.value))
    if cell.value is None:
        source = formulas.cell(cell.row, cell.column)
        return Broken(str(source.value), formula=True) if source.data_type == "f" else None
    value: Raw = cell.value
    return value


def _merged(sheet: Worksheet) -> Iterator[tuple[int, int, int, int]]:
    for each in sheet.merged_cells.ranges:
        yield each.min_row - 1, each.min_col - 1, each.max_row - 1, each.max_col - 1
