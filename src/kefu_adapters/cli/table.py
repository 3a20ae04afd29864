"""``kefu table``: decision tables to a workbook and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from attrs import evolve
from rich.text import Text

from kefu_adapters.cli.common import (
    FINDINGS,
    STYLES,
    JsonOption,
    LangOption,
    PackArgument,
    console,
    counted,
    fail,
    language_of,
    load,
    locate,
    or_leave,
    pack_language,
    point_to_pages,
    print_json,
    refuse,
)
from kefu_adapters.cli.extras import wanting
from kefu_adapters.files import PackNotFound, read_pack_files
from kefu_adapters.files.reasons import reason
from kefu_adapters.files.replacing import NotReplaced, Replacement, replace_files
from kefu_core import InvalidPolicy
from kefu_core.diagnostics import Language, did_you_mean, layout, to_json
from kefu_core.sheets import Change, Column, Imported, Names, Told, documents_of, import_sheets, sheets_of

table = typer.Typer(
    help="Decision tables as a workbook that spreadsheet programs open, and back. 决策表导出为电子表格，改好再导入。",
    no_args_is_help=True,
    rich_markup_mode=None,
)

WorkbookArgument = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook.")]


@table.command("export")
def export(
    pack: PackArgument,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.xlsx", help="The workbook to write.")],
    only: Annotated[
        list[str] | None, typer.Option("--table", metavar="ID", help="Only this table; may be given several times.")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Write decision tables to a workbook, a sheet for each. 把决策表导出为工作簿，每张表一个工作表。

    Example: kefu table export my_policy --output tables.xlsx
    """
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    or_leave(loaded, language, as_json=False, strict=False)
    assert loaded.policy is not None
    names = Names(loaded.policy.ir)
    tables = [each.text for each in documents_of(loaded.texts, names)]
    known = {each.id for each in tables}
    for name in only or ():
        if name not in known:
            guess = did_you_mean(name, known)
            there = ", ".join(sorted(known))
            fail(
                f"there is no table `{name}`; " + (f"did you mean `{guess}`?" if guess else f"there are: {there}"),
                f"没有决策表 `{name}`；" + (f"是不是 `{guess}`？" if guess else f"已有：{there}"),
                pack=language,
            )
    chosen = [each for each in tables if not only or each.id in only]
    if not chosen:
        fail(f"{pack} has no decision tables", f"{pack} 没有决策表", pack=language)
    if output.exists():
        fail(
            f"{output} is there already, perhaps with changes that were not imported; nothing was written",
            f"{output} 已经存在，里面可能有还没导入的改动；没有写入",
            pack=language,
        )
    with wanting("kefu table", "xlsx"):
        from kefu_adapters.exchange.xlsx_writing import NotWritten, workbook_of  # noqa: PLC0415 - it is an extra
    try:
        output.write_bytes(workbook_of(sheets_of(chosen, names, language)))
    except NotWritten as error:
        refuse(error, pack=language)
    except OSError as error:
        fail(
            f"{output} cannot be written: {reason(error, 'en')}",
            f"无法写入 {output}：{reason(error, 'zh')}",
            pack=language,
        )
    rows = sum(len(each.rows) for each in chosen)
    said = f"{output}: {counted(len(chosen), 'table')}, {counted(rows, 'row')}"
    console().print(f"{output}：{len(chosen)} 张表，{rows} 行" if language == "zh" else said)


@table.command("import")
def import_(
    pack: PackArgument,
    workbook: WorkbookArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Take over the tables of a workbook; comments and all else stay. 导入工作簿里的决策表，注释和其他内容不变。

    Example: kefu table import my_policy tables.xlsx --dry-run
    """
    before = _files(locate(pack), language_of(lang))
    loaded = load(pack)
    language = language_of(lang, pack_language(loaded))
    or_leave(loaded, language, as_json=as_json, strict=False)
    assert loaded.policy is not None
    if not dry_run and not Path(pack).exists():
        fail(
            f"`{pack}` is a pack that comes with kefu; name its folder to change it: {locate(pack)}",
            f"`{pack}` 是 kefu 自带的规则包；要改动它，请写出文件夹：{locate(pack)}",
            pack=language,
        )
    with wanting("kefu table", "xlsx"):
        from kefu_adapters.exchange.xlsx_reading import NotAWorkbook, grids_of  # noqa: PLC0415 - it is an extra
    try:
        grids = grids_of(workbook)
    except NotAWorkbook as error:
        refuse(error, pack=language)
    imported = import_sheets(loaded.texts, loaded.policy, grids)
    if not imported.refused and not dry_run:
        _write(locate(pack), imported, before, language)
    if as_json:
        print_json(_document(imported, language, dry_run=dry_run))
    else:
        _show(imported, language, dry_run=dry_run)
    if imported.refused:
        raise typer.Exit(FINDINGS)


def _files(path: Path, language: Language) -> dict[str, bytes]:
    """The files of a pack as they are now, before they are loaded."""
    try:
        return read_pack_files(path)
    except PackNotFound as error:
        refuse(error, pack=language)
    except InvalidPolicy:
        return {}  # loading says why


def _write(path: Path, imported: Imported, before: Mapping[str, bytes], language: Language) -> None:
    """Put the changed files in the place of those that were loaded: each whole, and none if one has changed since."""
    changes = []
    for name, text in imported.texts.items():
        mark = b"\xef\xbb\xbf" if before[name].startswith(b"\xef\xbb\xbf") else b""
        changes.append(Replacement(path / name if path.is_dir() else path, mark + text.encode(), before[name]))
    try:
        replace_files(changes)
    except NotReplaced as error:
        refuse(error, pack=language)


def _show(imported: Imported, language: Language, *, dry_run: bool) -> None:
    out = console()
    for told in imported.problems:
        _print_told(told, language)
    point_to_pages((each.diagnostic for each in imported.problems), language, stderr=True)
    if imported.refused:
        errors = sum(each.diagnostic.severity == "error" for each in imported.problems)
        said = f"{counted(errors, 'error')}; nothing was written"
        out.print(f"{errors} 个错误，没有写入任何内容" if language == "zh" else said, style="red")
        return
    for each in imported.changes:
        out.print(_line(each, language))
    if imported.mended:
        cells = ", ".join(map(str, imported.mended))
        said = f"full-width characters were replaced in {cells}"
        out.print(f"已把全角字符换成半角：{cells}" if language == "zh" else said, style="yellow")
    out.print(_summary(imported, language, dry_run=dry_run), style="green")


def _print_told(told: Told, language: Language) -> None:
    """A finding with its cell in front, as `kefu check` has a place behind it."""
    text = Text()
    if told.place is not None:
        text.append(f"{told.place}", STYLES["place"])
        text.append(f"  {told.text}\n" if told.text else "\n")
    diagnostic = evolve(told.diagnostic, related=(), span=None if told.place else told.diagnostic.span)
    for style, piece in layout(diagnostic, sources={}, language=language):
        text.append(piece, STYLES.get(style, ""))
    out = console(stderr=True)
    out.print(text)
    out.print()


_SORTS = {
    "added": ("added", "新增"),
    "removed": ("removed", "删除"),
    "renamed": ("renamed", "改编号"),
    "reordered": ("in another order", "调整了顺序"),
    "column": ("new condition", "新增条件列"),
}


def _line(change: Change, language: Language) -> str:
    """A change on one line: where, what it was, what it is."""
    where = change.table if not change.rule else f"{change.table}.{change.rule}"
    cell = "" if change.place is None else f"  [{change.place}]"
    if change.sort in {"changed", "renamed"}:
        what = change.column.name or change.column.kind if isinstance(change.column, Column) else change.column
        old, new = (_shown(each, language) for each in (change.old, change.new))
        return f"  {where}  {what}: {old} → {new}{cell}"
    said = _SORTS[change.sort][0 if language == "en" else 1]
    return f"  {where}  {said}{' ' + change.new if change.sort == 'column' else ''}{cell}"


def _shown(text: str, language: Language) -> str:
    if not text:
        return "(empty)" if language == "en" else "（空）"
    return json.dumps(text, ensure_ascii=False) if "\n" in text or text != text.strip() else text


def _summary(imported: Imported, language: Language, *, dry_run: bool) -> str:
    changes, files = len(imported.changes), ", ".join(imported.texts)
    if not changes:
        return "没有变化" if language == "zh" else "nothing has changed"
    if language == "zh":
        return f"{changes} 处变化，{'将写入' if dry_run else '已写入'} {files}"
    return f"{counted(changes, 'change')}, {'to be written' if dry_run else 'written'} to {files}"


def _document(imported: Imported, language: Language, *, dry_run: bool) -> dict[str, Any]:
    return {
        "diagnostics": _told_json(imported.problems, language),
        "changes": [_change_json(each) for each in imported.changes] if not imported.refused else [],
        "mended": [str(each) for each in imported.mended],
        "written": [] if dry_run else list(imported.texts),
    }


def _told_json(problems: Iterable[Told], language: Language) -> Sequence[dict[str, Any]]:
    return [
        {**to_json(each.diagnostic, language), "cell": None if each.place is None else str(each.place)}
        for each in problems
    ]


def _change_json(change: Change) -> dict[str, Any]:
    column = change.column
    return {
        "sort": change.sort,
        "table": change.table,
        "rule": change.rule or None,
        "column": column.kind if isinstance(column, Column) else column,
        "name": column.name or None if isinstance(column, Column) else None,
        "old": change.old,
        "new": change.new,
        "cell": None if change.place is None else str(change.place),
    }
