"""``kefu fmt``: rule files in their canonical layout."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated

import typer
from attrs import frozen

from kefu_adapters.cli.common import (
    FINDINGS,
    WRONG_USAGE,
    LangOption,
    PacksArgument,
    console,
    counted,
    fail,
    language_of,
    locate,
    pack_language,
    print_diagnostics,
    refuse,
)
from kefu_adapters.files import PackNotFound, read_pack_files
from kefu_adapters.files.replacing import NotReplaced, replace_file
from kefu_core import InvalidPolicy
from kefu_core.diagnostics import Diagnostic, Language
from kefu_core.layout import laid_out
from kefu_core.load.decode import decode
from kefu_core.loading import Loaded


@frozen
class _File:
    """A rule file as it is, and as it is to be: None if it cannot be read."""

    path: Path
    shown: str
    was: bytes
    text: str | None
    problems: tuple[Diagnostic, ...]

    @property
    def changes(self) -> bool:
        """Whether its layout is another."""
        return self.text is not None and self.text.encode() != self.was


def fmt(
    pack: PacksArgument,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit code 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    lang: LangOption = None,
) -> None:
    """Put rule files into the canonical layout; values and comments stay. 统一规则文件的版式，内容和注释不变。

    Example: kefu fmt my_policy
    """
    files = [each for name in dict.fromkeys(pack) for each in _files(name, writes=not (check or diff))]
    texts = {each.shown: decode(each.shown, each.was, []) or "" for each in files}
    language = language_of(lang, pack_language(Loaded(None, (), texts)))
    problems = [problem for each in files for problem in each.problems]
    print_diagnostics(problems, texts, language)
    changed = [each for each in files if each.changes]
    out = console()
    for each in changed:
        if diff:
            typer.echo(_difference(each), nl=False)
            continue
        if not check:
            _write(each)
        out.print(f"  {each.shown}")
    if not diff:
        broken = sum(each.text is None for each in files)
        out.print(_summary(len(changed), len(files) - len(changed) - broken, broken, language, done=not check))
    if problems:
        raise typer.Exit(WRONG_USAGE)
    if check and changed:
        raise typer.Exit(FINDINGS)


def _files(name: str, *, writes: bool) -> list[_File]:
    """The rule files of a pack, each with its layout; leaves where there are none."""
    path = locate(name)
    if writes and not Path(name).exists():
        fail(
            f"`{name}` is a pack that comes with kefu; name its folder to change it: {path}",
            f"`{name}` 是 kefu 自带的规则包；要改动它，请写出文件夹：{path}",
        )
    try:
        found = read_pack_files(path)
    except PackNotFound as error:
        refuse(error)
    except InvalidPolicy as error:
        print_diagnostics(error.diagnostics, error.sources, language_of(None))
        raise typer.Exit(WRONG_USAGE) from None
    files = []
    for file, data in found.items():
        # The name as it was given, so that an editor can click on it.
        place = path / file if path.is_dir() else path
        if path.is_dir() and place.is_symlink():
            continue  # it leads to another file of the pack, which is laid out under its own name
        problems: list[Diagnostic] = []
        text = laid_out(str(place), data, problems)
        files.append(_File(place, str(place), data, text, tuple(problems)))
    return files


def _write(file: _File) -> None:
    assert file.text is not None
    try:
        replace_file(file.path, file.text.encode(), was=file.was)
    except NotReplaced as error:
        refuse(error)


def _difference(file: _File) -> str:
    assert file.text is not None
    lines = difflib.unified_diff(
        file.was.decode("utf-8-sig").splitlines(keepends=True),
        file.text.splitlines(keepends=True),
        fromfile=file.shown,
        tofile=file.shown,
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _summary(changed: int, same: int, broken: int, language: Language, *, done: bool) -> str:
    if language == "zh":
        said = f"{'已整理' if done else '需要整理'} {changed} 个文件，{same} 个无需改动"
        return said + (f"，{broken} 个有语法错误，未改动" if broken else "")
    said = f"{counted(changed, 'file')} {'laid out' if done else 'to be laid out'}, "
    said += counted(same, "left as it is", "left as they are")
    return said + (f", {broken} not touched because of errors" if broken else "")
