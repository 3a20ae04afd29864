"""Laws of the sheets: what goes out and comes back is the same, and what is changed on the way arrives."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu_adapters.exchange.xlsx_reading import grids_of
from kefu_adapters.exchange.xlsx_writing import workbook_of
from kefu_adapters.files import find_pack, read_pack_files
from kefu_core.diagnostics import Lines
from kefu_core.layout.trivia import trivia_of
from kefu_core.load.compose import compose
from kefu_core.load.write import write
from kefu_core.loading import Loaded, load
from kefu_core.sheets import Grid, Imported, Names, Sheet, documents_of, import_sheets, sheets_of
from kefu_core.testing import policies

FEWER = settings(max_examples=max(settings().max_examples // 3, 1))  # each of them is loaded several times
CHANCE = st.randoms(use_true_random=False)


def sheets(loaded: Loaded) -> tuple[Sheet, ...]:
    assert loaded.policy is not None
    names = Names(loaded.policy.ir)
    return sheets_of((each.text for each in documents_of(loaded.texts, names)), names, "zh")


def found(sheet: Sheet) -> Grid:
    """A sheet as it is found when nobody has touched it, without the way through a file."""
    cells = {
        (row, column): cell.text for row, line in enumerate(sheet.rows) for column, cell in enumerate(line) if cell.text
    }
    return Grid(sheet.name, cells)


def brought(loaded: Loaded, grids: Any) -> Imported:
    assert loaded.policy is not None
    return import_sheets(loaded.texts, loaded.policy, grids)


def comments(texts: Any) -> Counter[str]:
    return Counter(
        each.text
        for name, text in texts.items()
        for each in trivia_of(Lines(name, text), compose(name, text, []))
        if each.text
    )


@pytest.mark.parametrize("pack", ["park", "cfpb"])
def test_a_bundled_pack_comes_back_as_it_was(pack, tmp_path):
    loaded = load(read_pack_files(find_pack(pack)))
    book = tmp_path / "t.xlsx"
    book.write_bytes(workbook_of(sheets(loaded)))

    assert brought(loaded, grids_of(book)) == Imported({}, (), ())


def test_the_same_tables_make_the_same_workbook():
    loaded = load(read_pack_files(find_pack("park")))
    assert workbook_of(sheets(loaded)) == workbook_of(sheets(loaded))


@FEWER
@given(ir=policies())
def test_a_pack_comes_back_as_it_was(ir, tmp_path_factory):
    loaded = load(write(ir))
    tables = sheets(loaded)
    if not tables:
        return
    book: Path = tmp_path_factory.mktemp("book") / "t.xlsx"
    book.write_bytes(workbook_of(tables))

    assert brought(loaded, grids_of(book)) == Imported({}, (), ())


@FEWER
@given(ir=policies(), chance=CHANCE)
def test_the_tables_of_another_version_come_into_the_pack(ir, chance):
    """The sheets of a pack, put into one whose rows and cells are others, make it say what they say."""
    target = load(commented(write(ir), chance))
    other = load(write(altered(ir, chance)))
    if other.policy is None or not ir.tables:  # what was altered does not hold together, or there is nothing
        return
    imported = brought(other, [found(each) for each in sheets(target)])

    assert [each.diagnostic.code for each in imported.problems if each.diagnostic.severity == "error"] == []
    got = load({**other.texts, **imported.texts}).policy
    assert got is not None
    assert got.ir == ir


@FEWER
@given(ir=policies(), chance=CHANCE)
def test_comments_survive_a_change_of_every_cell_that_can_change(ir, chance):
    texts = commented(write(ir), chance)
    target, other = load(texts), load(write(altered(ir, chance, rows=False)))
    if other.policy is None or target.policy is None or not ir.tables:
        return
    wanted = [found(each) for each in sheets(other)]
    imported = brought(target, [without_comments(each) for each in wanted])

    if not imported.refused:
        after = {**target.texts, **imported.texts}
        assert comments(after) == comments(texts)
        assert load(after).policy.ir == other.policy.ir  # type: ignore[union-attr]


def without_comments(grid: Grid) -> Grid:
    """A sheet from which somebody has taken the column of remarks."""
    places = {column for (_, column), text in grid.cells.items() if text == "备注 comment"}
    return Grid(grid.name, {place: text for place, text in grid.cells.items() if place[1] not in places})


def altered(ir: Any, chance: random.Random, *, rows: bool = True) -> Any:
    """A policy whose tables differ in cells, and, if ``rows``, in their rows: gone, moved, called otherwise."""
    return evolve(ir, tables=tuple(_altered(table, chance, rows=rows) for table in ir.tables))


def _altered(table: Any, chance: random.Random, *, rows: bool) -> Any:
    changed = list(table.rows)
    for place, row in enumerate(changed):
        donor = chance.choice(table.rows)
        parts = {"cells": donor.cells} if chance.random() < 0.5 else {"outputs": donor.outputs}
        parts |= {"sources": donor.sources, "in_force": donor.in_force} if chance.random() < 0.3 else {}
        changed[place] = evolve(row, **parts)
    if rows:
        chance.shuffle(changed)
        if len(changed) > 1 and chance.random() < 0.5:
            changed.pop()
        if chance.random() < 0.3:
            changed[0] = evolve(changed[0], id=f"{changed[0].id}-new")
        if chance.random() < 0.3:
            return evolve(table, rows=tuple(changed), default=None if table.aggregate is None else table.default)
    return evolve(table, rows=tuple(changed))


def commented(files: dict[str, str], chance: random.Random) -> dict[str, str]:
    """The files with comments between their lines, and behind some; as they are where one would stand inside a text."""
    written = {name: "\n".join(_commented(text, chance)) + "\n" for name, text in files.items()}
    return written if load(written).policy is not None else files


def _commented(text: str, chance: random.Random) -> list[str]:
    lines = []
    for number, line in enumerate(text.splitlines()):
        inside = line.lstrip().startswith(("'", '"')) or (
            line and ":" not in line and not line.lstrip().startswith("-")
        )
        if chance.random() < 0.3 and not inside:
            lines.append(" " * (len(line) - len(line.lstrip())) + f"# {number} 说明")
        behind = chance.random() < 0.2 and line.endswith((":", "true", "first", "unique")) and "'" not in line
        lines.append(f"{line}  # {number} behind" if behind else line)
    return lines
