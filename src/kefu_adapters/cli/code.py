"""``kefu code``: what a code means, with an example before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final

import typer

from kefu_adapters.cli.common import STYLES, JsonOption, LangOption, console, fail, language_of, print_json
from kefu_adapters.codes import Block, Page, page_of
from kefu_core.diagnostics import CATALOGUE, Language, did_you_mean
from kefu_core.diagnostics.catalogue import FAMILIES
from kefu_core.diagnostics.entry import choose

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "error": "error",
        "warning": "warning",
        "note": "note",
        "causes": "Usual causes",
        "before": "Before: {}",
        "says": "`{}` says",
        "after": "After: {}",
        "more": "`kefu code CODE` explains one of them.",
    },
    "zh": {
        "error": "错误",
        "warning": "警告",
        "note": "说明",
        "causes": "常见原因",
        "before": "改正前：{}",
        "says": "`{}` 报告",
        "after": "改正后：{}",
        "more": "`kefu code 代码` 查看其中一个的解释和例子。",
    },
}


def complete_code(incomplete: str) -> list[str]:
    """The codes that begin like what is typed.

    >>> complete_code("unknown-k")
    ['unknown-key']
    """
    return [code for code in CATALOGUE if code.startswith(incomplete)]


def code(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            help="A code, such as unknown-key; without one, all are listed.",
            autocompletion=complete_code,
        ),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Explain the code of an error, with an example before and after. 解释错误代码，并给出改正前后的例子。

    Example: kefu code unknown-key
    """
    language = language_of(lang)
    if name is None:
        _list(language, as_json=as_json)
        return
    known = _known(name)
    page = page_of(known)
    if as_json:
        print_json(_document(page, language))
    else:
        _show(page, language)


def _known(name: str) -> str:
    """The code that was meant: as it is, or in the brackets in which messages show it; leaves where there is none."""
    plain = name.rpartition("[")[2].partition("]")[0].strip()
    if plain not in CATALOGUE:
        guess = did_you_mean(plain, CATALOGUE)
        english = f"did you mean `{guess}`?" if guess else "`kefu code` lists all of them"
        chinese = f"是不是 `{guess}`？" if guess else "运行 `kefu code` 可以列出全部"
        fail(f"there is no code `{plain}`; {english}", f"没有名为 `{plain}` 的代码；{chinese}")
    return plain


def _list(language: Language, *, as_json: bool) -> None:
    if as_json:
        print_json({"codes": [_head(page_of(each), language) for each in CATALOGUE]})
        return
    out = console()
    width = max(map(len, CATALOGUE))
    for family in FAMILIES:
        out.print(choose(family.TITLE, language), style="bold")
        for entry in family.ENTRIES:
            out.print(f"  {entry.code:{width}}  {page_of(entry.code).said[language].summary}")
        out.print()
    out.print(_WORDS[language]["more"])


def _show(page: Page, language: Language) -> None:
    words, said, out = _WORDS[language], page.said[language], console()
    severity = CATALOGUE[page.code].severity
    chinese = language == "zh"  # has no blanks to break lines at: the terminal does it better
    out.print(f"{words[severity]}[{page.code}]", style=STYLES[severity])
    out.print(f"\n{said.summary}", style="bold", soft_wrap=chinese)
    out.print(f"\n{said.body}", soft_wrap=chinese)
    out.print(f"\n{words['causes']}", style="bold")
    for cause in said.causes:
        out.print(f"- {cause}", soft_wrap=chinese)
    for title, text in _example(page, language):
        out.print(f"\n{title}", style="bold")
        for line in text.splitlines():
            out.print(f"  {line}".rstrip())


def _example(page: Page, language: Language) -> Iterator[tuple[str, str]]:
    """The parts of the example: a title, and the text below it."""
    words = _WORDS[language]
    for block in page.before:
        yield words["before"].format(block.name), block.text
    yield words["says"].format(page.command), page.reported[language]
    for block in page.after:
        yield words["after"].format(block.name), block.text


def _head(page: Page, language: Language) -> dict[str, Any]:
    return {
        "code": page.code,
        "severity": CATALOGUE[page.code].severity,
        "summary": page.said[language].summary,
    }


def _document(page: Page, language: Language) -> dict[str, Any]:
    return {
        **_head(page, language),
        "explanation": page.said[language].body,
        "causes": list(page.said[language].causes),
        "before": _blocks(page.before),
        "command": page.command,
        "reported": page.reported[language],
        "after": _blocks(page.after),
    }


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, str]]:
    return [{"name": each.name, "text": each.text} for each in blocks]
