"""What all commands share: the language, the terminal, packs and diagnostics on it, exit codes."""

from __future__ import annotations

import json
import locale
import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NoReturn, cast

import typer
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from kefu_adapters.cli.completion import complete_pack
from kefu_adapters.files import PackNotFound, find_pack, open_pack
from kefu_adapters.files.reading import SUFFIXES
from kefu_adapters.files.reasons import Refusal
from kefu_core.diagnostics import Diagnostic, Language, layout, to_json
from kefu_core.loading import Loaded

FINDINGS: Final = 1
WRONG_USAGE: Final = 2
"""Exit codes: 0 is fine, 1 findings, 2 wrong usage or unreadable input."""

PackArgument = Annotated[
    str,
    typer.Argument(
        metavar="PACK",
        help="A folder of rule files, one file, or the name of a bundled pack.",
        autocompletion=complete_pack,
    ),
]
PacksArgument = Annotated[
    list[str],
    typer.Argument(metavar="PACK...", help="Folders, files or names of bundled packs.", autocompletion=complete_pack),
]
_JSON_WANTED: ContextVar[bool] = ContextVar("_JSON_WANTED", default=False)
"""Whether the command that runs was asked for JSON: `fail` is called from places that do not know."""


def _want_json(wanted: bool) -> bool:  # noqa: FBT001 - typer calls it with the option's value
    _JSON_WANTED.set(wanted)
    return wanted


JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document and nothing else.", callback=_want_json)
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Warnings count as findings.")]
_LANGUAGE_CHOSEN: ContextVar[str | None] = ContextVar("_LANGUAGE_CHOSEN", default=None)
"""What ``--lang`` said, for `fail` again."""


def _choose_language(chosen: str | None) -> str | None:
    _LANGUAGE_CHOSEN.set(chosen)
    return chosen


LangOption = Annotated[
    Literal["zh", "en"] | None,
    typer.Option(
        "--lang",
        help="Language of messages and labels; else KEFU_LANG, else the pack's own.",
        callback=_choose_language,
    ),
]

STYLES: Final[Mapping[str, Style]] = {
    "error": Style(color="red", bold=True),
    "warning": Style(color="yellow", bold=True),
    "note": Style(color="cyan", bold=True),
    "help": Style(color="green", bold=True),
    "message": Style(bold=True),
    "place": Style(color="blue"),
    "gutter": Style(color="blue"),
    "caret": Style(color="red", bold=True),
}


_HEAD: Final = re.compile(r"^policy:", re.MULTILINE)
_LANGUAGE: Final = re.compile(r"^language:[ \t]*[\"']?(zh|en)\b", re.MULTILINE)


class _Terminal(Console):
    def on_broken_pipe(self) -> None:
        """The reader has gone away, which is no finding: leave as a program that a signal ends."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """A terminal, or what stands for one; colours only where somebody sees them."""
    return _Terminal(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def grid(*heads: str) -> Table:
    """A table whose cells wrap instead of losing their ends."""
    table = Table()
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def language_of(chosen: str | None, pack: str | None = None) -> Language:
    """The language to speak: the option, KEFU_LANG, the pack's own, the system's."""
    for each in (chosen, os.environ.get("KEFU_LANG"), pack):
        if each in {"zh", "en"}:
            return cast("Language", each)
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def fail(english: str, chinese: str, *, pack: str | None = None) -> NoReturn:
    """Say what cannot be done, and leave as on wrong usage; a program that asked for JSON gets JSON.

    ``pack`` is the language of the pack that is worked on, where one is.
    """
    message = chinese if language_of(_LANGUAGE_CHOSEN.get(), pack) == "zh" else english
    if _JSON_WANTED.get():
        print_json({"error": message})
    typer.echo(f"kefu: {message}", err=True)
    raise typer.Exit(WRONG_USAGE)


def refuse(error: Refusal, *, pack: str | None = None) -> NoReturn:
    """`fail` with what an adapter says."""
    fail(error.text("en"), error.text("zh"), pack=pack)


def locate(pack: str) -> Path:
    """The folder or file of a pack, by path or name; leaves where there is none."""
    try:
        return find_pack(pack)
    except PackNotFound as error:
        refuse(error)


def load(pack: str) -> Loaded:
    """What loading a pack gives; leaves where there is nothing to load."""
    try:
        return open_pack(locate(pack))
    except PackNotFound as error:
        refuse(error)


def pack_language(loaded: Loaded) -> str | None:
    """The language that a pack is written in, read from its text where it has errors: then most is said about it."""
    if loaded.policy is not None:
        return loaded.policy.ir.language
    heads = (text for text in loaded.texts.values() if _HEAD.search(text))
    found = next((match for text in heads if (match := _LANGUAGE.search(text))), None)
    return found[1] if found else None


def print_json(document: Any) -> None:
    """One JSON document on standard output, escaped where its encoding cannot say all: it must stay JSON."""
    utf = (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(document, ensure_ascii=not utf, indent=2) + "\n")


def diagnostics_json(diagnostics: Iterable[Diagnostic], language: Language) -> list[dict[str, Any]]:
    """Diagnostics as the JSON contract has them."""
    return [to_json(each, language) for each in diagnostics]


def print_diagnostic(
    diagnostic: Diagnostic,
    sources: Mapping[str, str],
    language: Language,
    *,
    stderr: bool = False,
    after: str = "",
) -> None:
    """A diagnostic with its excerpt, followed by the line ``after`` and a blank one."""
    out = console(stderr=stderr)
    text = Text()
    for style, piece in layout(diagnostic, sources=sources, language=language):
        text.append(piece, STYLES.get(style, Style()))
    out.print(text)
    if after:
        out.print(f"  {after}", style="cyan")
    out.print()


def print_diagnostics(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], language: Language) -> None:
    """Diagnostics on standard error, and where to read more."""
    told = tuple(diagnostics)
    for each in told:
        print_diagnostic(each, sources, language, stderr=True)
    point_to_pages(told, language, stderr=True)


def point_to_pages(diagnostics: Iterable[Diagnostic], language: Language, *, stderr: bool = False) -> None:
    """One line that says how to read more about the codes of diagnostics."""
    codes = tuple(dict.fromkeys(each.code for each in diagnostics))
    if not codes:
        return
    if len(codes) == 1:
        said = f"`kefu code {codes[0]}` says why, with an example"
        chinese = f"运行 `kefu code {codes[0]}` 可以查看解释和例子"
    else:
        said = f"`kefu code CODE` says why, with an example: {', '.join(codes)}"
        chinese = f"运行 `kefu code 代码` 可以查看解释和例子：{'、'.join(codes)}"
    console(stderr=stderr).print(chinese if language == "zh" else said, style="cyan")


def or_leave(loaded: Loaded, language: Language, *, as_json: bool, strict: bool) -> None:
    """Leave with the diagnostics where a pack has errors, or, if ``strict``, warnings."""
    if loaded.policy is not None and not (strict and loaded.diagnostics):
        return
    if as_json:
        print_json({"diagnostics": diagnostics_json(loaded.diagnostics, language)})
    else:
        print_diagnostics(loaded.diagnostics, loaded.texts, language)
    raise typer.Exit(FINDINGS)


def refuse_rule_file(output: Path, *, pack: str | None = None) -> None:
    """Leave before something that is generated is written over a rule file."""
    if output.suffix in SUFFIXES:
        fail(f"{output} would be a rule file; choose another name", f"{output} 是规则文件的名字，请换一个", pack=pack)


def counted(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else more or one + 's'}"
