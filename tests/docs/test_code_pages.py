"""Every code has a page, and what the page shows is what happens.

A page of ``docs/reference/diagnostics`` is written by hand but for two things: a file before the mistake is mended is
one of the corpus (tests/golden) to the letter, and what is reported of it is what `kefu` says. ``KEFU_UPDATE_DOCS=1``
writes both into the pages, and the lists of the index. The file after is loaded, and has to be without an error, and
without the code of its page.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kefu_adapters.cli.app import app
from kefu_adapters.codes import folder_of_pages, page_of, read_page
from kefu_core.diagnostics import CATALOGUE, Diagnostic, Language
from kefu_core.diagnostics.catalogue import FAMILIES
from kefu_core.diagnostics.messages import sheets
from kefu_core.diagnostics.visible import visible
from kefu_core.loading import Loaded, load
from kefu_core.verify import verify

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden"
INDEX = folder_of_pages() / "README.md"
SEVERITIES = {"error": "错误 error", "warning": "警告 warning", "note": "说明 note"}
WRITTEN = sorted(path.stem for path in folder_of_pages().glob("*.md") if path != INDEX)


def corpus_files(code: str) -> list[Path]:
    """The files of the corpus that the example of a page shows: one, or all those of a folder."""
    names = [block.name for block in page_of(code).before]
    folders = [GOLDEN / "bad", GOLDEN / "unsound", *sorted(GOLDEN.glob(f"bad/{code}*/"))]
    for folder in folders:
        files = [folder / name for name in names]
        if all(each.is_file() for each in files):
            return files
    return []


def as_shown(data: bytes) -> str:
    """The text of a file as an editor shows it."""
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig", "replace").replace("\r\n", "\n")
    return "".join(each if each == "\n" else visible(each) for each in text).rstrip("\n") + "\n"


def take_over(code: str, files: list[Path]) -> None:
    """Write files of the corpus into a page."""
    path = folder_of_pages() / f"{code}.md"
    text = path.read_text(encoding="utf-8")
    for block, file in zip(page_of(code).before, files, strict=True):
        head = f"改正前 Before: `{block.name}`\n\n```{block.kind}\n"
        text = text.replace(f"{head}{block.text}```", f"{head}{as_shown(file.read_bytes())}```", 1)
    path.write_text(text, encoding="utf-8", newline="\n")


RULES = [code for code in WRITTEN if corpus_files(code)]


def found_in(files: Mapping[str, bytes | str]) -> tuple[list[Diagnostic], Loaded]:
    """What `kefu check` finds."""
    loaded = load(files)
    proven = verify(loaded.policy) if loaded.policy else ()
    return [*loaded.diagnostics, *proven], loaded


def test_every_code_has_a_page():
    assert set(CATALOGUE) == set(WRITTEN), "write the page of a new code as its neighbours are written"


def test_what_every_page_shows_is_made_somewhere():
    text = Path(__file__).with_name("test_code_pages_of_hosts.py").read_text(encoding="utf-8")
    of_hosts = {code for code in CATALOGUE if f'"{code}"' in text}
    of_sheets = {entry.code for entry in sheets.ENTRIES}

    assert {*RULES} | of_hosts | of_sheets == set(CATALOGUE)


@pytest.mark.parametrize("code", WRITTEN)
def test_a_page_is_about_its_code(code):
    text = (folder_of_pages() / f"{code}.md").read_text(encoding="utf-8")
    page = read_page(text)

    assert page.code == code
    assert text.splitlines()[2] == f"[全部代码 All codes](README.md) · {SEVERITIES[CATALOGUE[code].severity]}"
    for language, said in page.said.items():
        assert re.search("[。)）]$" if language == "zh" else "[.]$", said.summary)
        assert bool(re.search("[一-鿿]", said.summary)) == (language == "zh")
        assert said.causes
    assert [block.name for block in page.before] != []


@pytest.mark.parametrize("code", RULES)
def test_a_page_shows_a_file_of_the_corpus_and_what_is_said_of_it(code, shop, printed, reported, updating):
    files = corpus_files(code)
    if updating:
        take_over(code, files)
    page = page_of(code)
    assert {block.name: block.text for block in page.before} == {
        path.name: as_shown(path.read_bytes()) for path in files
    }

    data = {path.name: path.read_bytes() for path in files}
    alone = files[0].parent.name not in {"bad", "unsound"}
    pack = data if alone else shop({path.name: as_shown(path.read_bytes()) for path in files}) | data
    found, loaded = found_in(pack)
    assert [each.code for each in found if each.severity == "error" and each.code != code] == []
    ir = loaded.policy.ir if loaded.policy else None
    reported(page, printed([each for each in found if each.code == code], loaded.texts, ir))


@pytest.mark.parametrize("code", RULES)
def test_the_file_after_is_mended_and_little_else_is_changed(code, shop):
    page = page_of(code)
    after = {block.name: block.text for block in page.after}
    found, _ = found_in(shop(after))

    assert [each.message("en") for each in found if each.severity == "error" or each.code == code] == []
    changed = 0
    for block in page.before:
        lines = (block.text.splitlines(), after[block.name].splitlines())
        changed += sum(line[0] in "+-" for line in difflib.ndiff(*lines) if not re.match(r"[+-] (#|$)", line))
    assert changed <= 12, "change as little as possible, so that people see what they have to change"


@pytest.mark.parametrize("code", ["unknown-key", "gap", "second-policy", "never-decided"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_says_what_the_page_says(code, language: Language, shop, tmp_path):
    page = page_of(code)
    for name, text in shop({block.name: block.text for block in page.before}).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = CliRunner().invoke(app, ["check", str(tmp_path), "--lang", language]).output

    assert page.reported[language] in "\n".join(line.rstrip() for line in said.splitlines())


def test_the_index_lists_every_page_with_its_first_sentence(updating):
    head = INDEX.read_text(encoding="utf-8").partition("\n## ")[0].rstrip("\n")
    lists = ""
    for family in FAMILIES:
        lists += f"\n\n## {family.TITLE[1]} · {family.TITLE[0]}\n\n| 代码 code | 中文 | English |\n|---|---|---|\n"
        for entry in family.ENTRIES:
            said = page_of(entry.code).said
            lists += f"| [`{entry.code}`]({entry.code}.md) | {said['zh'].summary} | {said['en'].summary} |\n"
        lists = lists.rstrip("\n")
    written = f"{head}{lists}\n"
    if updating:
        INDEX.write_text(written, encoding="utf-8", newline="\n")

    assert INDEX.read_text(encoding="utf-8") == written
