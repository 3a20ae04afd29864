"""Rows of a CSV file, read one by one, with what is wrong told by line."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

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

    A file that ends in ``.gz`` is unpacked.

    Raises `UnreadableTable`. A byte order mark is passed over; cells keep their blanks.
    """
    try:
        with _opened(path) as file:
            yield from _read(csv.reader(file, strict=True), path, columns)
    except EOFError as error:
        raise UnreadableTable(f"{path} ends in the middle; fetch it once more") from error
    except FileNotFoundError as error:
        raise UnreadableTable(f"there is no file {path}") from error
    except OSError as error:
        raise UnreadableTable(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        byte = f"0x{error.object[error.start]:02x}"
        raise UnreadableTable(f"{path}:{_undecodable(path)}: not in UTF-8 (byte {byte}); save it as UTF-8") from error


def _opened(path: Path) -> TextIO:
    opener = gzip.open if path.suffix == ".gz" else open
    return cast("TextIO", opener(path, "rt", encoding="utf-8-sig", newline=""))


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
    opener = gzip.open if path.suffix == ".gz" else open
    with cast("BinaryIO", opener(path, "rb")) as file:
        return next((number for number, line in enumerate(file, start=1) if not _is_text(line)), 0)


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
