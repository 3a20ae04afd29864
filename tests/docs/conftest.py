"""What the tests of the pages of codes share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from kefu_adapters.cli.common import print_diagnostic
from kefu_adapters.cli.witness import case_of
from kefu_adapters.codes import Page, folder_of_pages, page_of
from kefu_core.diagnostics import Diagnostic, Language
from kefu_core.ir.policy import PolicyIR

BASE = Path(__file__).parents[1] / "golden/base"
UPDATE = os.environ.get("KEFU_UPDATE_DOCS") == "1"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def updating() -> bool:
    """Whether pages are to be written anew."""
    return UPDATE


@pytest.fixture
def shop() -> Callable[[Mapping[str, str]], dict[str, str]]:
    """The pack that the files of a page are, completed as those of the corpus are (tests/golden)."""

    def completed(files: Mapping[str, str]) -> dict[str, str]:
        texts = "\n".join(files.values())
        if re.search(r"^policy:", texts, re.MULTILINE):
            return dict(files)
        base = {path.name: path.read_text(encoding="utf-8") for path in sorted(BASE.glob("*.yaml"))}
        if re.search(r"^outputs?:.*\bgrade\b", texts, re.MULTILINE):
            del base["grade.yaml"]
        return base | dict(files)

    return completed


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[Language, str]]:
    """Diagnostics in both languages, as the command prints them."""

    def shown(
        diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], ir: PolicyIR | None = None
    ) -> dict[Language, str]:
        said: dict[Language, str] = {}
        for language in LANGUAGES:
            for each in diagnostics:
                case = "" if ir is None else case_of(each, ir, language)
                print_diagnostic(each, texts, language, after=case)
            said[language] = capsys.readouterr().out
        return said

    return shown


@pytest.fixture
def reported() -> Callable[[Page, Mapping[Language, str]], None]:
    """That a page shows what is said; with ``KEFU_UPDATE_DOCS=1`` it is made to."""

    def compared(page: Page, said: Mapping[Language, str]) -> None:
        trimmed = {
            language: "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
            for language, text in said.items()
        }
        if UPDATE:
            path = folder_of_pages() / f"{page.code}.md"
            text = path.read_text(encoding="utf-8")
            head, middle, rest = text.partition(f"`{page.command}` 报告 says:\n\n")
            after = rest[rest.index("改正后 After: ") :]
            blocks = "".join(f"```text\n{trimmed[language]}\n```\n\n" for language in LANGUAGES)
            path.write_text(head + middle + blocks + after, encoding="utf-8", newline="\n")
            page = page_of(page.code)
        assert page.reported == trimmed

    return compared
