"""The plugin in projects of other people, and with packs of many files."""

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

PACK = """
policy: p
format: 1
zone: UTC
---
facts: [{id: a, type: integer}]
outcomes: [{id: b, type: integer}]
---
table: t
inputs: [a]
output: b
hit: first
rules: [{id: r, when: {a: "> 0"}, then: %s, source: x.y}]
"""
SCENARIO = "scenario: s\nfacts: {a: 1}\nat: 2026-01-01T00:00Z\nexpect: {b: 2}\n"
COUNTING = """
import kefu_adapters.files as files
opened = []
original = files.open_pack
def counting(path):
    opened.append(path)
    return original(path)
files.open_pack = counting
def pytest_unconfigure():
    print("packs opened:", len(opened))
"""


def pytest_in(folder: Path, *arguments: str) -> str:
    installed = entry_points(group="pytest11", name="kefu")
    plugin = [] if installed else ["-p", "kefu_adapters.pytest_plugin"]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *plugin, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120).stdout


def write(folder: Path, *, then: str = "a + 1", files: int = 1) -> None:
    (folder / "scenarios").mkdir()
    (folder / "policy.yaml").write_text(PACK % then, encoding="utf-8")
    for number in range(files):
        (folder / "scenarios" / f"s{number}.yaml").write_text(SCENARIO, encoding="utf-8")


def test_a_project_without_packs_imports_nothing_of_kefu(tmp_path: Path) -> None:
    loaded = "[each for each in sys.modules if each.startswith(('kefu_core', 'yaml', 'lark', 'rich', 'typer'))]"
    (tmp_path / "test_it.py").write_text(f"import sys\ndef test_it():\n    assert {loaded} == []\n", encoding="utf-8")
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    assert "1 passed" in pytest_in(tmp_path)


def test_a_pack_with_many_files_of_scenarios_is_opened_once(tmp_path: Path) -> None:
    write(tmp_path, files=3)
    (tmp_path / "conftest.py").write_text(COUNTING, encoding="utf-8")
    said = pytest_in(tmp_path)
    assert "3 passed" in said
    assert "packs opened: 1" in said


def test_a_pack_that_does_not_load_says_why(tmp_path: Path) -> None:
    write(tmp_path, then="c + 1")
    said = pytest_in(tmp_path)
    assert "1 error" in said
    assert "error[unknown-name]" in said
