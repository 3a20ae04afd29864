"""Directories and rosters on disk: YAML as `kefu_core.loading.load_directory` reads it, and tables as CSV."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kefu_adapters.files.reasons import Refusal, reason
from kefu_core import InvalidFacts, Policy
from kefu_core.diagnostics import Diagnostic, Span
from kefu_core.load.decode import decode
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.loading import LoadedDirectory, directory_from, load_directory
from kefu_core.people import Directory

TABLES: Final = (".csv",)


class DirectoryNotFound(Refusal):
    """There is no such file, or it cannot be read. The message says why."""


def read_directory(path: str | os.PathLike[str], policy: Policy) -> Directory:
    """The directory of a file. Raises `DirectoryNotFound`, or `InvalidFacts` with every diagnostic."""
    loaded = open_directory(path, policy)
    if loaded.directory is None:
        raise InvalidFacts(loaded.diagnostics, loaded.texts)
    return loaded.directory


def open_directory(path: str | os.PathLike[str], policy: Policy) -> LoadedDirectory:
    """What loading a directory gives, as a value. Raises `DirectoryNotFound`.

    A table has a line of headings: ``person``, ``role``, ``of``, ``from``, ``until`` for those who hold roles, or
    ``person``, ``team``, ``from``, ``until`` for shifts. Empty cells are left out.
    """
    name = str(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        english, chinese = reason(error, "en"), reason(error, "zh")
        raise DirectoryNotFound(f"{name} cannot be read: {english}", f"无法读取 {name}：{chinese}") from error
    if not name.lower().endswith(TABLES):
        return load_directory(name, data, policy)
    problems: list[Diagnostic] = []
    text = decode(name, data, problems)
    documents = () if text is None else (_document(name, text),)
    return directory_from(documents, policy, problems, {} if text is None else {name: text})


def _document(name: str, text: str) -> Node:
    """A table as a document of a directory file would have it, each cell with its place."""
    rows = list(_rows(name, text))
    headings = rows[0] if rows else []
    top = Span.top_of(name)
    section = "shifts" if any(each.text == "team" for each in headings) else "holdings"
    entries = tuple(_entry(headings, row) for row in rows[1:] if row)
    return MapNode(((Scalar(section, top), SeqNode(entries, top)),), top)


def _entry(headings: list[Scalar], row: list[Scalar]) -> Node:
    """A row; a cell to the right of all headings stands under its own text, which no form has for a key."""
    keys = [*headings, *row[len(headings) :]]
    cells = tuple((Scalar(key.text, cell.span), cell) for key, cell in zip(keys, row, strict=False) if cell.text)
    first, last = row[0].span, row[-1].span
    return MapNode(cells, Span(first.file, first.line, first.column, last.end_line, last.end_column))


def _rows(name: str, text: str) -> Iterator[list[Scalar]]:
    lines = text.splitlines()
    reader = csv.reader(lines)
    for row in reader:
        line, number, at = lines[reader.line_num - 1], reader.line_num, 0
        cells = []
        for cell in row:
            found = line.find(cell.strip(), at)
            begin = max(found, at)
            at = begin + len(cell.strip())
            cells.append(Scalar(cell.strip(), Span(name, number, begin + 1, number, at + 1)))
        yield cells
