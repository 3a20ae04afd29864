"""``kefu schema``, and what ``kefu new`` writes for editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kefu_adapters.cli.app import app


def kefu(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_the_schema_is_one_json_document() -> None:
    done = kefu("schema")

    assert done.exit_code == 0
    assert json.loads(done.stdout)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_with_a_pack_it_knows_its_names(tmp_path: Path) -> None:
    file = tmp_path / "park.json"
    done = kefu("schema", "park", "--output", file)

    assert (done.exit_code, done.stdout) == (0, f"  {file}\n")
    text = file.read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(kefu("schema", "park").stdout)
    assert "投诉性质 · nature" in text


def test_names_are_taken_from_rules_that_are_not_right_yet(tmp_path: Path) -> None:
    text = "policy: p\nformat: 1\nzone: Nowhere\n---\nroles: [clerk]\nfacts: [{id: who, type: role, domain: '>'}]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")

    assert kefu("check", tmp_path).exit_code == 1
    assert '"clerk"' in kefu("schema", tmp_path).stdout


@pytest.mark.parametrize(
    ("text", "code"), [("facts: [a", "yaml-syntax"), ("fatcs: []", "unknown-section"), ("a: &b c", "no-alias")]
)
def test_a_pack_that_cannot_be_read_is_told_and_gives_no_schema(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    file = tmp_path / "schema.json"
    done = kefu("schema", tmp_path, "--output", file, "--lang", "en")

    assert done.exit_code == 1
    assert f"error[{code}]" in done.stderr
    assert not file.exists()


def test_wrong_usage(tmp_path: Path) -> None:
    assert kefu("schema", "prak").exit_code == 2
    assert kefu("schema", "park", "--output", tmp_path / "none" / "schema.json").exit_code == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_pack_leads_editors_to_its_schema_and_is_in_its_layout(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "pack"
    assert kefu("new", folder, "--lang", language).exit_code == 0
    ((named, globs),) = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))[
        "yaml.schemas"
    ].items()

    assert globs == ["**/*.yaml", "**/*.yml"]
    assert json.loads((folder / named).read_text(encoding="utf-8")) == json.loads(kefu("schema", folder).stdout)
    assert kefu("fmt", folder, "--check").exit_code == 0
