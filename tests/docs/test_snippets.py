"""What the READMEs and the documents show is run: they say what the code does, or this fails.

The blocks of a page run in order, in one folder that is empty at first:

* ``yaml``: the first line is a comment with a path. ``# tea/rules.yaml`` is a file of a pack that the page writes, and
  at the end of the page every pack has to be free of diagnostics, unless the page shows them, by ``$ kefu check tea``;
  ``# rules/park/severity.yaml`` quotes a file of this repository to the letter, where a line ``# ...`` stands for what
  is left out.
* ``python``: is executed; all blocks of a page share their names. What ``print(...)  # text`` prints is the text.
* ``console``: each ``$ kefu ...`` is run, and what it prints is shown below it, where a line ``...`` stands for what is
  left out. ``$ python3 dev.py demo`` is the example that it starts.

``KEFU_UPDATE_DOCS=1`` writes what commands really print into the pages, but where something is left out.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from typer.testing import CliRunner

from kefu_adapters.cli.app import app
from kefu_adapters.files import open_pack

ROOT = Path(__file__).resolve().parents[2]
CODES = ROOT / "docs/reference/diagnostics"  # shown to be true by test_code_pages.py
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent != CODES),
]
UPDATE = os.environ.get("KEFU_UPDATE_DOCS") == "1"

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PRINTED = re.compile(r"^ *print\(.*\)  # (.*)$", re.MULTILINE)
EDITION = re.compile(r"\b[0-9a-f]{16}\b")
RELEASE = re.compile(r"\bkefu \d+\.\d+\.\S+")
LEFT_OUT = "..."
KINDS = {"python", "yaml", "console", "json", "jsonl", "text", "sh"}


@frozen
class Block:
    """A fenced block: its language, its text and the line at which the text begins."""

    kind: str
    text: str
    line: int


@frozen
class Step:
    """A command of a console block, and what is shown below it."""

    command: str
    shown: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        yield Block(found[1], found[2], text.count("\n", 0, found.start()) + 2)


def steps(block: Block) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield Step(command, shown)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("KEFU_LANG", raising=False)
    names: dict[str, object] = {}
    really: list[tuple[Block, str]] = []
    for block in blocks(page):
        assert block.kind in KINDS, f"{page}:{block.line}: a block is one of {sorted(KINDS)}"
        if block.kind == "yaml":
            take_yaml(block, page)
        elif block.kind == "jsonl":
            name, _, lines = block.text.partition("\n")
            Path(name.removeprefix("# ")).write_text(lines, encoding="utf-8")
        elif block.kind == "python":
            # A block begins as far down as in its page, so that a traceback shows the line there.
            exec(compile("\n" * (block.line - 1) + block.text, str(page), "exec"), names)
            printed = capsys.readouterr().out.splitlines()
            assert printed == PRINTED.findall(block.text), f"{page}:{block.line}"
        elif block.kind == "console":
            really.append((block, run_console(block, page)))
    if UPDATE:
        update(page, really)
    packs = {head.parent.name for head in tmp_path.glob("*/policy.yaml")} - mistaken(page)
    found = {pack: [each.message("en") for each in open_pack(pack).diagnostics] for pack in packs}
    assert found == {pack: [] for pack in packs}


def mistaken(page: Path) -> set[str]:
    """The packs whose mistakes, as they are at the end of the page, it shows."""
    shown: set[str] = set()
    for block in blocks(page):
        if block.kind == "yaml":
            shown.discard(block.text.partition("\n")[0].removeprefix("# ").partition("/")[0])
        elif block.kind == "console":
            shown |= {step.command.split()[2] for step in steps(block) if step.command.startswith("kefu check ")}
    return shown


def take_yaml(block: Block, page: Path) -> None:
    first, _, rest = block.text.partition("\n")
    name = re.fullmatch(r"# ([\w./-]+\.yaml)", first)
    assert name is not None, f"{page}:{block.line}: the first line is a comment with the path of the file"
    if name[1].startswith("rules/"):
        quoted = [line for line in rest.splitlines() if line]
        source = [line for line in (ROOT / name[1]).read_text(encoding="utf-8").splitlines() if line]
        assert_in_order(quoted, source, f"{page}:{block.line}", whole=False, gap="# ...")
        return
    path = Path(name[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rest, encoding="utf-8")


def run_console(block: Block, page: Path) -> str:
    """Run the commands of a block, compare, and return the block as it would be if it showed all they print."""
    written = ""
    for step in steps(block):
        got = output_of(step.command)
        written += f"$ {step.command}\n{got}"
        if not UPDATE:
            where = f"{page}:{block.line}: $ {step.command}"
            assert_in_order(lines_of(step.shown), lines_of(got), where, whole=True, gap=LEFT_OUT)
    return written


def output_of(command: str) -> str:
    words = shlex.split(command)
    if words[0] == "kefu":
        result = CliRunner().invoke(app, words[1:], prog_name="kefu")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.output
    assert words == ["python3", "dev.py", "demo"], f"`{command}` is not run here: put it into a block `sh`"
    example = [sys.executable, str(ROOT / "examples/cfpb/decide_complaints.py")]
    return subprocess.run(example, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def lines_of(text: str) -> list[str]:
    """Lines as they are compared: what changes with every edition or release, and blank ends, left out."""
    plain = RELEASE.sub("kefu VERSION", EDITION.sub("EDITION", text))
    return [line.rstrip() for line in plain.splitlines() if line.strip()]


def assert_in_order(shown: list[str], real: list[str], where: str, *, whole: bool, gap: str) -> None:
    """All pieces between gaps stand in ``real``, one after another; ``whole``: from its first line to its last."""
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == gap:
            pieces.append([])
        else:
            pieces[-1].append(line)
    at = 0
    for number, piece in enumerate(pieces):
        anchored = whole and number == 0
        places = [at] if anchored else range(at, len(real) - len(piece) + 1)
        place = next((each for each in places if real[each : each + len(piece)] == piece), None)
        assert place is not None, message(where, piece, real)
        at = place + len(piece)
    if whole and pieces[-1]:
        assert real[-len(pieces[-1]) :] == pieces[-1], message(where, pieces[-1], real)
        assert len(pieces) > 1 or len(real) == len(pieces[0]), message(where, pieces[-1], real)
    elif whole and len(pieces) == 1:
        assert not real, message(where, [], real)


def message(where: str, wanted: list[str], real: list[str]) -> str:
    return "\n".join([f"{where}: this is not there:", *wanted, "---- what is there:", *real])


def update(page: Path, really: list[tuple[Block, str]]) -> None:
    text = page.read_text(encoding="utf-8")
    for block, written in really:
        if not any(line.strip() == LEFT_OUT for line in block.text.splitlines()):
            body = "\n".join(line.rstrip() for line in written.rstrip("\n").splitlines()) + "\n"
            text = text.replace(f"```console\n{block.text}```", f"```console\n{body}```", 1)
    page.write_text(text, encoding="utf-8")
