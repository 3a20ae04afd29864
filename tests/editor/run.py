"""A YAML language server over packs good and bad, with the schema of `kefu schema` and the settings of `kefu new`.

The argument is the folder into which `yaml-language-server` has been installed; `python3 dev.py editor` does both.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from typer.testing import CliRunner

from kefu_adapters.cli.app import app
from kefu_adapters.files import bundled_packs
from tests.editor.server import LanguageServer

GOLDEN = Path(__file__).parents[1] / "golden"

MISTAKES = ("unknown-key-typo", "unknown-section-misspelt", "missing-key-then", "expected-list-inputs",
            "expected-mapping-when-as-text", "unknown-hit-policy-typo", "unknown-type-typo", "bad-name-hyphen",
            "output-or-outputs-neither", "unknown-name-in-inputs", "unknown-source-typo", "not-an-output-typo",
            "unknown-in-scenario-due", "unknown-choice-in-scenario", "yaml-syntax-unclosed-brace")  # fmt: skip
"""Files of the corpus that the server has to underline."""

UNFINISHED = """\
table: severity
inputs: [nature, ]
output: severity
hit: @
rules:
  - id: a
    when: {nature: }
    w
    source: @
---
f
""".replace("@", "")  # which stands where a blank at the end of a line would not be seen
PROPOSED = [
    (1, 17, "loss", "客户经济损失 · customer's loss"),
    (3, 5, "collect", "`unique`"),
    (6, 19, "conduct", "行为不当 · improper conduct"),
    (7, 5, "then", "得出的结果"),
    (8, 12, "park.route", "重大投诉由园总处置"),
    (10, 1, "facts", "裁决之前要知道的事实"),
    (10, 1, "scenario", "场景的标题"),
]
"""Lines and columns (from 0) of it, with a word that is proposed there, and a part of what is said of the word."""

Result = tuple[bool, str]
"""Whether something is as it should be, and what to say where it is not."""


def kefu(*arguments: str) -> None:
    """Run a command that has to succeed."""
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output


def opened(pack: Path, server: list[str]) -> LanguageServer:
    """A server for a pack, with the settings that lie in its folder, and the schema made of it."""
    kefu("schema", str(pack), "--output", str(pack / "kefu.schema.json"))
    settings = json.loads((pack / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    yaml = {name.removeprefix("yaml."): value for name, value in settings.items()}
    return LanguageServer(server, pack, {"yaml": {"validate": True, "completion": True, "hover": True, **yaml}})


def files_of(folder: Path) -> dict[str, str]:
    """The rule files of a folder, or one file, by their names in it."""
    paths = sorted(folder.rglob("*.yaml")) if folder.is_dir() else [folder]
    root = folder if folder.is_dir() else folder.parent
    return {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8-sig", "replace") for path in paths}


def laid_down(pack: Path, files: dict[str, str]) -> None:
    """Make a folder of it: the settings that `kefu new` writes, and these files."""
    kefu("new", str(pack))
    for path in [*pack.glob("*.yaml"), *pack.glob("scenarios/*.yaml")]:
        path.unlink()
    for name, text in files.items():
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_text(text, encoding="utf-8", newline="")


def check_packs(folder: Path, server: list[str]) -> Iterator[Result]:
    """Nothing is underlined in what comes with kefu."""
    kefu("new", str(folder / "made"))
    for name, path in bundled_packs().items():
        laid_down(folder / name, files_of(path))
    for pack in (folder / "made", *(folder / name for name in bundled_packs())):
        with opened(pack, server) as running:
            for name, text in files_of(pack).items():
                said = running.open(pack / name, text)
                yield not said, f"{pack.name}/{name} is right, and the server says: {said}"


def check_corpus(folder: Path, server: list[str]) -> Iterator[Result]:
    """Nothing is underlined in what is right; mistakes of form and of names are."""
    pack = folder / "shop"
    right = {path.name: path.read_bytes().decode("utf-8-sig") for path in sorted((GOLDEN / "good").glob("*.yaml"))}
    laid_down(pack, files_of(GOLDEN / "base") | right)
    with opened(pack, server) as running:
        for name, text in right.items():
            said = running.open(pack / name, text)
            yield not said, f"good/{name} is right, and the server says: {said}"
        for name in MISTAKES:
            said = running.open(pack / f"{name}.yaml", (GOLDEN / "bad" / f"{name}.yaml").read_text(encoding="utf-8"))
            yield bool(said), f"bad/{name}.yaml is wrong, and the server says nothing"


def check_help(folder: Path, server: list[str]) -> Iterator[Result]:
    """Words are proposed where they belong, and explained in both languages."""
    pack = folder / "park"
    with opened(pack, server) as running:
        running.open(pack / "unfinished.yaml", UNFINISHED)
        for line, column, word, said in PROPOSED:
            found = running.completions(pack / "unfinished.yaml", line, column)
            yield said in found.get(word, ""), f"`{word}` is not proposed at {line}:{column} with `{said}`: {found}"
        shown = running.hover(pack / "unfinished.yaml", 2, 3)
        yield "The outcome that the table decides." in shown and "这张表得出的结果。" in shown, f"hover: {shown}"


def main() -> int:
    """Run all checks; 1 if one of them fails."""
    script = Path(sys.argv[1]) / "node_modules/yaml-language-server/bin/yaml-language-server"
    server = ["node", str(script), "--stdio"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        results = [each for check in (check_packs, check_corpus, check_help) for each in check(folder, server)]
    failures = [said for fine, said in results if not fine]
    print(*failures, sep="\n", end="\n" if failures else "")
    print(f"{len(results) - len(failures)} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
