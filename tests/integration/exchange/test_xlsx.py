"""What people do in spreadsheets: each is taken as it is meant, or told by its cell."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kefu_adapters.exchange.xlsx_reading import NotAWorkbook, grids_of
from kefu_adapters.exchange.xlsx_writing import NotWritten, workbook_of
from kefu_adapters.files import open_pack
from kefu_core.loading import Loaded, load
from kefu_core.sheets import Cell, Imported, Names, Sheet, documents_of, import_sheets, sheets_of

VOCABULARY = """\
policy: shop
format: 1
zone: Asia/Shanghai
documents: [{id: manual}]
---
clauses: [manual.one, manual.two]
facts:
  - id: nature
    label: {zh: 性质, en: nature}
    type: choice
    choices: [{id: late, label: 迟到}, {id: lost, label: 丢失}, damaged]
  - {id: loss, label: {zh: 损失, en: loss}, type: money, unit: CNY}
  - {id: times, label: {zh: 次数, en: times}, type: integer}
  - {id: share, type: decimal}
  - {id: vip, type: boolean}
  - {id: day, type: date}
  - {id: moment, type: instant}
outcomes:
  - id: grade
    label: {zh: 等级, en: grade}
    type: choice
    ordered: true
    choices: [{id: minor, label: 轻微}, {id: major, label: 重大}]
  - {id: code, type: text}
"""
TABLES = """\
# Above the table.
table: grade
label: {zh: 定级, en: grading}
inputs: [性质, loss, times, share, vip, day, moment]   # what is looked at
output: grade
hit: first
rules:
  # The first group.

  # Why lost is grave.
  - {id: lost, when: {性质: lost, loss: ">= 5000 CNY"}, then: major, source: manual.one}   # behind
  - id: often
    when:
      times: ">= 3"   # inside
    then: major
    source: [manual.one, manual.two]
  - {id: late, when: {性质: late}, then: minor, source: manual.one}
default: {then: minor, source: manual.two}
---
# Not touched at all.
table:   code
inputs:  [ nature ]
output:  code
hit:     any
rules:   [{id: express, when: {nature: late}, then: '"＝1+1"', source: manual.one}]
default: {then: '"=2"', source: manual.two}
"""

Change = Callable[[Worksheet], object]
DAY = dt.datetime(2026, 11, 2)  # noqa: DTZ001 - spreadsheets have no zones


@pytest.fixture
def pack(tmp_path: Path) -> Loaded:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack/policy.yaml").write_text(VOCABULARY, encoding="utf-8")
    (tmp_path / "pack/tables.yaml").write_text(TABLES, encoding="utf-8")
    loaded = open_pack(tmp_path / "pack")
    assert loaded.policy is not None, [each.message("en") for each in loaded.diagnostics]
    return loaded


def exported(loaded: Loaded) -> bytes:
    assert loaded.policy is not None
    names = Names(loaded.policy.ir)
    return workbook_of(sheets_of([each.text for each in documents_of(loaded.texts, names)], names, "zh"))


def worked_on(loaded: Loaded, folder: Path, change: Change) -> Imported:
    """What comes of an export after somebody has worked on the sheet of `grade`."""
    book = openpyxl.load_workbook(io.BytesIO(exported(loaded)))
    change(book["grade"])
    book.save(folder / "t.xlsx")
    assert loaded.policy is not None
    return import_sheets(loaded.texts, loaded.policy, grids_of(folder / "t.xlsx"))


def at(sheet: Worksheet, row: str, column: str) -> Any:
    """The cell of a rule in a column, by its id and by the code, or the kind, of the column."""
    ids = {sheet.cell(number, 1).value: number for number in range(1, sheet.max_row + 1)}
    kinds, codes = ids["编号 id"], ids["代码 code"]
    places = {}
    for place in range(1, sheet.max_column + 1):
        kind = str(sheet.cell(kinds, place).value).split(" ")[-1]
        places[sheet.cell(codes, place).value if kind in {"when", "then"} else kind] = place
    return sheet.cell(ids[row], places[column])


def said(imported: Imported) -> list[tuple[str, str]]:
    return [(each.diagnostic.code, str(each.place)) for each in imported.problems]


def changes(imported: Imported) -> list[tuple[str, str, str, str]]:
    return [(each.sort, each.rule, each.old, each.new) for each in imported.changes]


def sets(row: str, column: str, value: object) -> Change:
    def change(sheet: Worksheet) -> None:
        at(sheet, row, column).value = value

    return change


def test_one_cell_changes_one_text_and_nothing_else(pack: Loaded, tmp_path: Path) -> None:
    imported = worked_on(pack, tmp_path, sets("lost", "loss", ">= 6000 CNY"))

    assert changes(imported) == [("changed", "lost", ">= 5000 CNY", ">= 6000 CNY")]
    assert str(imported.changes[0].place) == "grade!C14"
    (text,) = imported.texts.values()
    before, after = TABLES.split("---\n"), text.split("---\n")
    assert after[1] == before[1]
    assert 'when: {性质: lost, loss: ">= 6000 CNY"}' in after[0]
    comments = re.findall("# .*", TABLES.split("---", maxsplit=1)[0])
    assert len(comments) == 6
    assert sorted(re.findall("# .*", after[0])) == sorted(comments)


@pytest.mark.parametrize(
    ("row", "column", "value", "new"),
    [
        ("often", "times", "  >= 4 \n", ">= 4"),
        ("often", "times", "\u3000>= 4\u00a0", ">= 4"),
        ("often", "times", "＞＝４", ">=4"),
        ("often", "nature", "late，damaged", "late,damaged"),
        ("often", "nature", "丢失，迟到", "丢失,迟到"),
        ("often", "times", 5.0, "5"),
        ("often", "times", 5, "5"),
        ("often", "share", 0.1, "0.1"),
        ("often", "share", 0.1 + 0.2, "0.3"),
        ("often", "share", 1e-7, "0.0000001"),
        ("often", "share", "10%", "10%"),
        ("often", "vip", True, "true"),
        ("often", "vip", "是", "是"),
        ("often", "day", dt.date(2026, 11, 2), "2026-11-02"),
        ("often", "day", DAY, "2026-11-02"),
        ("often", "moment", DAY, "2026-11-02T00:00"),
        ("often", "moment", DAY.replace(hour=10, minute=30), "2026-11-02T10:30"),
        ("often", "from", DAY, "2026-11-02"),
        ("often", "from", "２０２６-１１-０２", "2026-11-02"),
        ("often", "grade", "轻微", "轻微"),
        ("often", "source", "manual.two", "manual.two"),
        ("often", "source", "manual.two、manual.one", "manual.two、manual.one"),
        ("often", "source", "manual.two\nmanual.one", "manual.two manual.one"),
        ("often", "zh", "多次", "多次"),
        ("often", "comment", "因为：\n次数多", "因为：\n次数多"),
        ("default", "grade", "major", "major"),
        ("default", "source", "manual.one", "manual.one"),
    ],
)  # fmt: skip
def test_a_value_is_taken_as_it_is_meant(
    pack: Loaded, tmp_path: Path, row: str, column: str, value: Any, new: str
) -> None:
    imported = worked_on(pack, tmp_path, sets(row, column, value))

    assert said(imported) == []
    assert [(sort, rule, after) for sort, rule, _, after in changes(imported)] == [("changed", row, new)]
    assert load({**pack.texts, **imported.texts}).policy is not None


@pytest.mark.parametrize(
    ("row", "column", "value", "code", "cell"),
    [
        ("often", "times", "=1/0", "cell-not-calculated", "grade!D15"),
        ("often", "times", "3 次以上", "said-in-words", "grade!D15"),
        ("often", "loss", 5000.0, "missing-unit", "grade!C15"),
        ("often", "nature", "火灾", "unknown-choice", "grade!B15"),
        ("often", "nature", "丢失（全部）", "look-alike-in-cell", "grade!B15"),
        ("often", "grade", None, "cell-empty", "grade!I15"),
        ("often", "grade", "严重", "unknown-choice", "grade!I15"),
        ("often", "day", 46328, "cell-number-for-date", "grade!G15"),
        ("often", "from", 46328.0, "cell-number-for-date", "grade!K15"),
        ("often", "from", "明年", "wrong-value", "grade!K15"),
        ("often", "moment", dt.time(10, 0), "cell-time-of-day", "grade!H15"),
        ("often", "source", "manual.three", "unknown-source", "grade!J15"),
        ("default", "times", "3", "cell-not-for-default", "grade!D17"),
        ("late", "id", "often", "sheet-id-twice", "grade!A16"),
        ("late", "id", "spät", "bad-id", "grade!A16"),
        ("命中方式 hit", "nature", "erste", "unknown-hit-policy", "grade!B4"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_cell_and_nothing_is_written(
    pack: Loaded, tmp_path: Path, row: str, column: str, value: Any, code: str, cell: str
) -> None:
    imported = worked_on(pack, tmp_path, sets(row, column, value))

    assert (code, cell) in said(imported)
    assert imported.refused
    assert imported.texts == {}


def test_an_error_in_a_cell_is_never_taken_for_an_empty_one(pack: Loaded, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        cell = at(sheet, "lost", "loss")
        cell.value = "#REF!"
        cell.data_type = "e"

    assert said(worked_on(pack, tmp_path, change)) == [("cell-error", "grade!C14")]


def test_text_that_looks_like_a_formula_is_text(pack: Loaded) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(pack)))

    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_merged_cells_have_the_value_of_the_whole(pack: Loaded, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        first, last = at(sheet, "lost", "nature"), at(sheet, "late", "nature")
        sheet.merge_cells(start_row=first.row, end_row=last.row, start_column=first.column, end_column=first.column)

    imported = worked_on(pack, tmp_path, change)
    assert changes(imported) == [("changed", "often", "-", "lost"), ("changed", "late", "late", "lost")]


def test_columns_and_rows_may_be_moved_left_blank_and_hidden(pack: Loaded, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.move_range("C10:C30", cols=30)
        sheet.move_range(f"A{at(sheet, 'late', 'id').row}:Z40", rows=3)
        sheet.row_dimensions[at(sheet, "often", "id").row].hidden = True
        sheet.title = "投诉 分级"

    assert worked_on(pack, tmp_path, change) == Imported({}, (), ())


def test_rows_can_be_added_taken_away_renamed_and_put_in_another_order(pack: Loaded, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        late, often = at(sheet, "late", "id").row, at(sheet, "often", "id").row
        values = [cell.value for cell in sheet[late]]
        sheet.delete_rows(often)
        sheet.insert_rows(often - 1, 2)
        for place, value in enumerate(values, 1):
            sheet.cell(often - 1, place).value = value
        sheet.cell(often - 1, 1).value = "very.late"
        sheet.cell(often, 2).value = "damaged"
        places = {cell.value: cell.column or 0 for cell in sheet[10]}
        sheet.cell(often, places["结果 then"]).value = "major"
        sheet.cell(often, places["备注 comment"]).value = "破损的\n一律从重"
        sheet.delete_rows(often + 2)

    imported = worked_on(pack, tmp_path, change)
    assert [(sort, rule) for sort, rule, _, _ in changes(imported)] == [
        ("removed", "often"), ("renamed", "very.late"), ("added", "major"), ("reordered", ""),
    ]  # fmt: skip
    (text,) = imported.texts.values()
    loaded = load({**pack.texts, **imported.texts})
    assert loaded.policy is not None
    table = next(each for each in loaded.policy.ir.tables if each.id == "grade")
    assert [row.id for row in table.rows] == ["very.late", "major", "lost"]
    assert "  # 破损的\n  # 一律从重\n" in text


def test_an_id_emptied_by_accident_is_kept(pack: Loaded, tmp_path: Path) -> None:
    imported = worked_on(pack, tmp_path, sets("lost", "id", None))

    assert (changes(imported), imported.texts) == ([], {})


def test_the_comments_of_a_group_stay_when_its_first_row_goes(pack: Loaded, tmp_path: Path) -> None:
    imported = worked_on(pack, tmp_path, lambda sheet: sheet.delete_rows(at(sheet, "lost", "id").row))

    (text,) = imported.texts.values()
    assert "# The first group." in text
    assert "# Why lost is grave." not in text


def test_a_condition_can_be_added_as_a_column(pack: Loaded, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["Z10"], sheet["Z11"] = "条件", "等级"
        sheet.cell(at(sheet, "often", "id").row, 26).value = "minor"

    imported = worked_on(pack, tmp_path, change)
    assert imported.changes[0].sort == "column"
    assert said(imported)[0][0] == "circle"  # a grade that asks for itself: told, and nothing written

    def other(sheet: Worksheet) -> None:
        sheet["Z10"], sheet["Z11"] = "条件", "次品"

    assert ("unknown-name", "grade!Z11") in said(worked_on(pack, tmp_path, other))


def test_a_column_that_is_gone_is_told_if_rules_need_it(pack: Loaded, tmp_path: Path) -> None:
    imported = worked_on(pack, tmp_path, lambda sheet: sheet.delete_cols(3))
    assert [code for code, _ in said(imported)] == ["sheet-column-missing"]

    def without_sources(sheet: Worksheet) -> None:
        sheet.delete_cols(at(sheet, "lost", "source").column, 20)

    assert worked_on(pack, tmp_path, without_sources) == Imported({}, (), ())


def test_what_stands_beside_the_table_is_passed_over(pack: Loaded, tmp_path: Path) -> None:
    imported = worked_on(pack, tmp_path, lambda sheet: sheet.cell(14, 30, "ask Li"))
    assert said(imported) == [("sheet-column-ignored", "grade!AD14")]
    assert not imported.refused


def test_the_head_of_a_table_can_be_changed(pack: Loaded, tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"], sheet["B3"], sheet["B6"] = "分级", None, dt.date(2026, 1, 1)

    imported = worked_on(pack, tmp_path, change)
    (text,) = imported.texts.values()
    assert [new for *_, new in changes(imported)] == ["分级", "", "2026-01-01"]
    assert "label: {zh: 分级}\n" in text
    assert "from: 2026-01-01\n" in text


def test_a_default_can_go_and_come(pack: Loaded, tmp_path: Path) -> None:
    imported = worked_on(pack, tmp_path, lambda sheet: sheet.delete_rows(at(sheet, "default", "id").row))
    assert changes(imported) == [("removed", "default", "", "")]
    less = load({**pack.texts, **imported.texts})
    again = import_sheets(less.texts, less.policy, grids_of(_saved(pack, tmp_path)))  # type: ignore[arg-type]
    assert ("added", "default", "", "") in changes(again)
    assert load({**less.texts, **again.texts}).policy.ir == pack.policy.ir  # type: ignore[union-attr]


def _saved(loaded: Loaded, folder: Path) -> Path:
    (folder / "again.xlsx").write_bytes(exported(loaded))
    return folder / "again.xlsx"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda sheet: sheet.cell(1, 2, "grad"), "sheet-unknown-table"),
        (lambda sheet: sheet.cell(1, 2, "code"), "sheet-table-twice"),
        (lambda sheet: sheet.delete_rows(10), "sheet-without-columns"),
        (lambda sheet: sheet.cell(11, 3, "nature"), "sheet-column-twice"),
        (lambda sheet: sheet.cell(10, 8, "结果"), "sheet-column-not-an-output"),
        (lambda sheet: [each.delete_rows(1, 99) for each in sheet.parent], "workbook-without-tables"),
    ],
)
def test_a_sheet_that_is_no_table_of_the_pack_is_told(pack: Loaded, tmp_path: Path, change: Change, code: str) -> None:
    imported = worked_on(pack, tmp_path, change)
    assert code in [each for each, _ in said(imported)]
    assert imported.texts == {}


def test_two_tables_of_one_id_are_told_apart_by_their_place(tmp_path: Path) -> None:
    texts = {"policy.yaml": VOCABULARY, "tables.yaml": TABLES.replace("hit:     any", "hit: any\nuntil: 2026-07-01")}
    texts["later.yaml"] = texts["tables.yaml"].split("---\n")[1].replace("until", "from").replace("late}", "lost}")
    loaded = load(texts)
    assert loaded.policy is not None
    book = openpyxl.load_workbook(io.BytesIO(exported(loaded)))
    assert book.sheetnames == ["code", "grade", "code (2)"]
    book["code"]["B8"] = None
    book.save(tmp_path / "t.xlsx")
    imported = import_sheets(loaded.texts, loaded.policy, grids_of(tmp_path / "t.xlsx"))
    assert said(imported) == [("sheet-which-table", "code!B1")]


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("id,when\n", encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    shutil.make_archive(str(tmp_path / "c"), "zip", tmp_path)
    for name in ("a.xlsx", "b.xlsx", "c.zip", "missing.xlsx", "."):
        with pytest.raises(NotAWorkbook):
            grids_of(tmp_path / name)


@pytest.mark.parametrize("name", ["old.xls", "list.csv"])
def test_other_files_of_spreadsheets_are_told_to_be_saved_as_xlsx(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("id,when\n", encoding="utf-8")
    with pytest.raises(NotAWorkbook, match=r"is no XLSX workbook; save it as one") as caught:
        grids_of(tmp_path / name)
    assert caught.value.text("zh").endswith("请另存为 .xlsx 格式")


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x7f", "\n"])
def test_a_comment_may_hold_what_yaml_takes_for_the_end_of_a_line(pack: Loaded, tmp_path: Path, mark: str) -> None:
    imported = worked_on(pack, tmp_path, sets("late", "comment", f"one{mark}two"))
    (text,) = imported.texts.values()
    assert "# one" in text
    assert not imported.refused


def test_a_text_that_no_cell_can_hold_is_told() -> None:
    with pytest.raises(NotWritten, match="sheet a, row 1"):
        workbook_of([Sheet("a", ((Cell("x" * 40_000),),), frozen=0)])


def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    texts = {"policy.yaml": VOCABULARY, "tables.yaml": TABLES.replace("\n", "\r\n")}
    imported = worked_on(load(texts), tmp_path, sets("late", "grade", "major"))
    (text,) = imported.texts.values()
    assert text.count("\n") == text.count("\r\n")
