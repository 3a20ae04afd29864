"""The pages of codes about workbooks: lines of a sheet, drawn on the page, take the place of those that were exported.

A line is its number and its cells between bars. A sheet that was not exported has no other lines; one whose name ends
in `(2)` is a copy. `test_code_pages.py` says how pages are written anew.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import pytest

from kefu_adapters.cli.table import _print_told
from kefu_adapters.codes import Block, page_of
from kefu_core import load_policy
from kefu_core.diagnostics import Language
from kefu_core.diagnostics.messages import sheets
from kefu_core.sheets import Broken, Grid, Imported, Names, Raw, documents_of, import_sheets, sheets_of

CODES = [entry.code for entry in sheets.ENTRIES]


def value(text: str) -> Raw:
    """What a spreadsheet program makes of what somebody types."""
    if text.startswith("#"):
        return Broken(text)
    if text.startswith("="):
        return Broken(text, formula=True)
    if re.fullmatch(r"\d+:\d\d", text):
        hours, minutes = text.split(":")
        return dt.time(int(hours), int(minutes))
    return float(text) if re.fullmatch(r"\d{5}", text) else text


def drawn(block: Block, exported: dict[str, dict[int, list[str]]]) -> Grid:
    """The sheet that a block draws."""
    rows = dict(exported.get(block.name.removesuffix(" (2)"), {}))
    for line in block.text.splitlines():
        number, _, texts = line.partition("|")
        rows[int(number)] = [each.strip() for each in texts.split("|")]
    cells = {(row - 1, at): value(text) for row, each in rows.items() for at, text in enumerate(each) if text}
    return Grid(block.name, cells)


def imported(blocks: Sequence[Block], files: dict[str, str]) -> Imported:
    """What comes of an import of the sheets into the pack."""
    policy = load_policy(files)
    names = Names(policy.ir)
    exported = {
        sheet.name: {row: [cell.text for cell in cells] for row, cells in enumerate(sheet.rows, 1)}
        for sheet in sheets_of([each.text for each in documents_of(files, names)], names, "zh")
    }
    return import_sheets(files, policy, [drawn(each, exported) for each in blocks if each.kind == "text"])


@pytest.mark.parametrize("code", CODES)
def test_a_sheet_is_told_as_the_page_shows(code, shop, capsys, reported):
    page = page_of(code)
    files = shop({block.name: block.text for block in page.before if block.kind == "yaml"})
    problems = imported(page.before, files).problems
    said: dict[Language, str] = {}
    for language in ("zh", "en"):
        for told in problems:
            _print_told(told, language)
        said[language] = capsys.readouterr().err

    assert [each.diagnostic.code for each in problems] == [code]
    reported(page, said)


@pytest.mark.parametrize("code", CODES)
def test_the_sheet_after_is_taken_over(code, shop):
    page = page_of(code)
    files = shop({block.name: block.text for block in page.after if block.kind == "yaml"})

    assert imported(page.after, files).problems == ()
