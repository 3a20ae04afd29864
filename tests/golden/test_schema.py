"""The schema, run by a real engine over the corpus: what is right passes, and mistakes of form do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from kefu_adapters.files import bundled_packs, read_pack_files
from kefu_core.load.compose import compose
from kefu_core.load.decode import decode
from kefu_core.load.nodes import MapNode, Node, Scalar
from kefu_core.load.pack import read_pack
from kefu_core.schema import json_schema
from kefu_core.schema.texts import typed

HERE = Path(__file__).parent
BASE = {path.name: path.read_bytes() for path in sorted((HERE / "base").glob("*.yaml"))}
BAD = sorted(path for path in (HERE / "bad").iterdir() if path.suffix != ".txt")
GOOD = sorted((HERE / "good").iterdir())
TEMPLATES = Path(__file__).parents[2] / "src/kefu_adapters/cli/template"
PLAIN = Draft7Validator(json_schema())

BY_FORM = (
    "bad-id", "bad-name-chinese", "bad-name-hyphen", "bad-name-reserved", "may-or-forbid-neither",
    "empty-cell", "expected-cell", "expected-list", "expected-mapping", "expected-text-list",
    "key-without-value", "missing-key-then", "missing-key-type", "missing-key-zone", "output-or-outputs", "set-of-what",
    "unknown-aggregate", "unknown-format", "unknown-hit-policy", "unknown-key", "unknown-language", "unknown-rounding",
    "unknown-section", "unknown-type", "value-or-values-both", "value-or-values-neither", "within-or-due",
)  # fmt: skip
"""How the names of files begin whose mistake shows without the names of the pack."""

BY_NAME = (
    "name-not-here-fact-as-output", "name-not-here-outcome-as-scenario-fact", "not-an-input-typo", "not-an-output",
    "unknown-action-typo",
    "unknown-choice-in-scenario", "unknown-in-scenario", "unknown-name-in-expectation", "unknown-name-in-inputs",
    "unknown-name-in-scenario", "unknown-name-milestone", "unknown-name-output", "unknown-source-of-default",
    "unknown-source-typo",
)  # fmt: skip
"""Those whose mistake shows with them."""


def own_files(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])}


def pack_of(path: Path) -> dict[str, bytes]:
    return own_files(path) if path.is_dir() else BASE | own_files(path)


def as_json(node: Node) -> Any:
    """What YAML 1.2 makes of a node, as editors see it."""
    if isinstance(node, Scalar):
        return typed(node.text) if node.raw is None else node.text
    if isinstance(node, MapNode):
        return {key.text: as_json(value) for key, value in node.entries}
    return [as_json(each) for each in node.items]


def complaints(files: dict[str, bytes], schema: Draft7Validator) -> list[str]:
    texts = {name: decode(name, data, []) or "" for name, data in files.items()}
    documents = [as_json(each) for name, text in texts.items() for each in compose(name, text, [])]
    return [each.message for document in documents for each in schema.iter_errors(document)]


def knowing(files: dict[str, bytes]) -> Draft7Validator:
    schema = json_schema(read_pack(files, [], {}))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def starts(path: Path, names: tuple[str, ...]) -> bool:
    return path.name.startswith(names)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_what_is_right_is_valid(path):
    files = own_files(path)

    assert complaints(files, PLAIN) == []
    assert complaints(files, knowing(pack_of(path))) == []


@pytest.mark.parametrize(
    "path", [*bundled_packs().values(), HERE / "base", *TEMPLATES.iterdir()], ids=lambda path: path.name
)
def test_a_pack_is_valid_by_its_own_schema(path):
    files = dict(read_pack_files(path))

    assert complaints(files, PLAIN) == []
    assert complaints(files, knowing(files)) == []


@pytest.mark.parametrize("path", [path for path in BAD if starts(path, BY_FORM)], ids=lambda path: path.name)
def test_a_mistake_of_form_is_invalid(path):
    assert complaints(own_files(path), PLAIN)


@pytest.mark.parametrize("path", [path for path in BAD if starts(path, BY_NAME)], ids=lambda path: path.name)
def test_a_mistake_in_a_name_is_invalid_by_the_schema_of_the_pack(path):
    files = own_files(path)

    assert complaints(files, PLAIN) == []
    assert complaints(files, knowing(pack_of(path)))
