"""Sheets and a pack → the pack with the tables that the sheets say, or what is wrong with them, told by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from attrs import evolve, field, frozen

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, did_you_mean, problem
from kefu_core.loading import load
from kefu_core.sheets.apply import apply
from kefu_core.sheets.changes import Change
from kefu_core.sheets.grid import Grid, Place
from kefu_core.sheets.names import Names
from kefu_core.sheets.parse import SheetTable, Told, mended, table_of
from kefu_core.sheets.places import CellSpan, cell_at, cell_spans
from kefu_core.sheets.reading import TableDocument, documents_of
from kefu_core.sheets.replace import replaced

Key = tuple[str, int]
"""A table: its file, and the number of its document there."""


@frozen
class Imported:
    """What an import comes to: ``texts`` are the files that change, none where ``problems`` hold an error.

    ``mended`` are the cells whose look-alikes (full-width digits, typographic marks) were replaced so that they could
    be read.
    """

    texts: Mapping[str, str]
    changes: tuple[Change, ...]
    problems: tuple[Told, ...]
    mended: tuple[Place, ...] = field(default=())

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return any(each.diagnostic.severity == "error" for each in self.problems)


def import_sheets(texts: Mapping[str, str], policy: Policy, grids: Sequence[Grid]) -> Imported:
    """Put the tables of a workbook in the place of a pack's: ``texts`` are its files, ``policy`` what they say.

    A table that says the same on its sheet is not touched; nor is a table without a sheet. What the pack's own checks
    say of a changed table is told by the cell that causes it.
    """
    names = Names(policy.ir)
    tables = {_key(each): each for each in documents_of(texts, names)}
    sheets: dict[Key, SheetTable] = {}
    problems: list[Told] = []
    found = [sheet for grid in grids if (sheet := table_of(grid, names)) is not None]
    if not found:
        problems.append(Told(problem("workbook-without-tables", None)))
    for sheet in found:
        key = _meant(sheet, tables, problems)
        if key is None:
            continue
        problems += sheet.problems
        if key in sheets:
            told = problem("sheet-table-twice", None, table=tables[key].text.id, other=sheets[key].sheet)
            problems.append(Told(told, sheet.head_place("table"), tables[key].text.id))
        elif sheet.columns:
            problems += _missing(sheet, tables[key])
            sheets[key] = sheet
    if any(each.diagnostic.severity == "error" for each in problems):
        return Imported({}, (), tuple(problems))
    return _settled(texts, policy, names, sheets, tuple(problems))


def _key(document: TableDocument) -> Key:
    return document.text.file, document.text.number


def _meant(sheet: SheetTable, tables: Mapping[Key, TableDocument], problems: list[Told]) -> Key | None:
    """The table that a sheet is about: by its place in the pack, else by its id."""
    name = mended(sheet.head["table"])
    called = [key for key, each in tables.items() if each.text.id == name]
    here = (sheet.file, sheet.number) if sheet.number is not None else None
    if here in called:
        return here
    if len(called) == 1:
        return called[0]
    ids = tuple(dict.fromkeys(each.text.id for each in tables.values()))
    if called:
        told = problem("sheet-which-table", None, table=name, files=tuple(f"{file} #{at + 1}" for file, at in called))
    else:
        guess = did_you_mean(name, ids)
        help_ = "did-you-mean" if guess else "tables"
        told = problem("sheet-unknown-table", None, help=help_, table=name, guess=guess or "", tables=ids)
    problems.append(Told(told, sheet.head_place("table"), sheet.head["table"]))
    return None


def _missing(sheet: SheetTable, document: TableDocument) -> Iterator[Told]:
    """Inputs and outputs of the table for which the sheet has no column, and outputs that the table does not have."""
    wanted = [column for column in document.text.columns if column.kind in {"when", "then"}]
    for column in wanted:
        if column not in sheet.columns:
            told = problem("sheet-column-missing", None, name=column.name, table=document.text.id)
            yield Told(told, sheet.heading(wanted[0]))
    for column in sheet.columns:
        if column.kind == "then" and column not in wanted:
            told = problem("sheet-column-not-an-output", None, name=column.name, table=document.text.id)
            yield Told(told, sheet.heading(column), column.name)


def _settled(
    texts: Mapping[str, str], policy: Policy, names: Names, sheets: Mapping[Key, SheetTable], problems: tuple[Told, ...]
) -> Imported:
    """The pack with the sheets; where it cannot be read, once more with the look-alikes replaced in what failed."""
    known = {_said(each) for each in load(texts).diagnostics}
    attempt = _Attempt(texts, policy, names, sheets, known)
    cells = {each.place for each in attempt.wrong_cells() if mended(each.text) != each.text}
    if cells:
        again = _Attempt(texts, policy, names, _mended(sheets, cells), known)
        still = cells & {each.place for each in again.wrong_cells()}
        cells -= still
        # What no replacing helps is told as it was written.
        attempt = _Attempt(texts, policy, names, _mended(sheets, cells), known) if still else again
    refused = any(each.diagnostic.severity == "error" for each in attempt.problems)
    return Imported(
        {} if refused else attempt.written,
        tuple(attempt.changes),
        (*problems, *attempt.problems),
        () if refused else tuple(sorted(cells, key=str)),
    )


def _said(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, diagnostic.message("en")


class _Attempt:
    """One reading of the sheets into the pack: the files that change, the changes, and what is wrong with them."""

    def __init__(
        self, texts: Mapping[str, str], policy: Policy, names: Names, sheets: Mapping[Key, SheetTable],
        known: set[tuple[str, str]],
    ) -> None:  # fmt: skip
        self.written: dict[str, str] = {}
        self.changes: list[Change] = []
        for document in documents_of(texts, names):
            sheet = sheets.get(_key(document))
            changes = apply(document, sheet) if sheet is not None else []
            if changes:
                file, number = _key(document)
                self.written[file] = replaced(file, self.written.get(file, texts[file]), number, document.item)
                self.changes += changes
        after = {**texts, **self.written}
        spans: list[CellSpan] = []
        for document in documents_of(self.written, Names(policy.ir)):
            if _key(document) in sheets:
                spans += cell_spans(document, sheets[_key(document)])
        self.problems = [_told(each, spans) for each in load(after).diagnostics if _said(each) not in known]

    def wrong_cells(self) -> Iterator[CellSpan]:
        """The cells that errors are about."""
        for each in self.problems:
            if each.place is not None and each.diagnostic.severity == "error":
                yield CellSpan(each.diagnostic.span, each.place, each.text)  # type: ignore[arg-type]


def _told(diagnostic: Diagnostic, spans: list[CellSpan]) -> Told:
    cell = cell_at(diagnostic.span, spans)
    return Told(diagnostic) if cell is None else Told(diagnostic, cell.place, cell.text)


def _mended(sheets: Mapping[Key, SheetTable], places: AbstractSet[Place]) -> dict[Key, SheetTable]:
    """Sheets with the look-alikes of some cells replaced."""
    return {key: _mended_sheet(sheet, places) for key, sheet in sheets.items()}


def _mended_sheet(sheet: SheetTable, places: AbstractSet[Place]) -> SheetTable:
    def mend(text: str, place: Place, *, free: bool) -> str:
        return mended(text) if place in places and not free else text

    head = {key: mend(text, sheet.head_place(key), free=key in {"zh", "en"}) for key, text in sheet.head.items()}
    rows = tuple(
        evolve(row, texts={
            column: mend(text, sheet.place(row, column), free=column.kind in {"zh", "en", "comment"})
            for column, text in row.texts.items()
        })
        for row in sheet.rows
    )  # fmt: skip
    return evolve(sheet, head=head, rows=rows)
