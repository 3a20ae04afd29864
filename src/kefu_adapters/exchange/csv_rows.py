"""Rows of a CSV file, read one by one, with what is wrong told by line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from kefu_core import KefuError


class UnreadableTable(KefuError):  # noqa: N818 - it says what is the case
    """A CSV file is not there, is not text in UTF-8, or lacks columns. The message says where and what."""


@frozen
class TableRow:
    """A row by its column names, and the line of the file on which it ends."""

    line: int
    cells: dict[str, str]


def rows(path: Path, *, columns: Sequence[str]) -> Iterator[TableRow]:
    """The rows of a file with a heading, of which all ``columns`` must be there; others are kept too.

    Raises `UnreadableTable`. A byte order mark is passed over; cells keep their blanks.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _read(csv.reader(file, strict=True), path, columns)
    except FileNotFoundError as error:
        raise UnreadableTable(f"there is no file {path}") from error
    except OSError as error:
        raise UnreadableTable(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        byte = f"0x{error.object[error.start]:02x}"
        raise UnreadableTable(f"{path}:{_undecodable(path)}: not in UTF-8 (byte {byte}); save it as UTF-8") from error


def _read(reader: Any, path: Path, columns: Sequence[str]) -> Iterator[TableRow]:
    try:
        heading = next(reader, None)
        if heading is None:
            raise UnreadableTable(f"{path} is empty")
        missing = [column for column in columns if column not in heading]
        if missing:
            raise UnreadableTable(f"{path}:1: no column {', '.join(f'`{each}`' for each in missing)}")
        twice = [column for column in columns if heading.count(column) > 1]
        if twice:
            raise UnreadableTable(f"{path}:1: more than one column {', '.join(f'`{each}`' for each in twice)}")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(heading):
                found = f"{len(cells)} cells where the heading has {len(heading)}"
                raise UnreadableTable(f"{path}:{reader.line_num}: {found}")
            yield TableRow(reader.line_num, dict(zip(heading, cells, strict=True)))
    except csv.Error as error:
        raise UnreadableTable(f"{path}:{reader.line_num}: {error}") from error


def _undecodable(path: Path) -> int:
    """The first line that is not UTF-8: text is decoded in blocks, whose errors do not tell the line.

    0 where the file cannot be read a second time, as a pipe cannot.
    """
    with path.open("rb") as file:
        return next((number for number, line in enumerate(file, start=1) if not _is_text(line)), 0)


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
