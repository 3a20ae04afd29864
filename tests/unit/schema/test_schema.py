"""The schema follows the forms: every key is there, explained in both languages, and takes what YAML makes of text."""

from __future__ import annotations

import inspect
import re
from textwrap import dedent
from typing import Any

import attrs
import pytest
from jsonschema import Draft7Validator

from kefu_core.load import forms
from kefu_core.load.pack import read_pack
from kefu_core.load.shapes import shapes_of
from kefu_core.schema import json_schema
from kefu_core.schema.descriptions import FORMS, KEYS, described

ALL_FORMS = [
    form for name, form in inspect.getmembers(forms, attrs.has) if name.endswith("Form") and name != "TypedForm"
]
CHINESE = re.compile("[\u4e00-\u9fff]")

PACK = """
policy: p
format: 1
zone: UTC
---
clauses: [{id: m.1, says: {en: one, zh: 一}}]
roles: [{id: clerk, label: 职员}]
milestones: [{id: accepted, label: 受理, start: true}, answered]
facts:
  - {id: nature, label: {zh: 性质, en: kind}, type: choice, optional: true, choices: [{id: rude, label: 粗鲁}, no]}
  - {id: marks, type: set of choice, choices: [a, b]}
  - {id: loss, type: money, unit: CNY}
  - {id: known, type: boolean}
outcomes:
  - {id: lead, label: 处置人, type: role}
  - {id: n, type: integer}
parameters: [{id: limit, type: duration, value: 4 h}]
"""


def schema_of(text: str | None = None) -> Draft7Validator:
    problems: list[Any] = []
    schema = json_schema(None if text is None else read_pack({"a.yaml": text}, problems, {}))
    assert problems == []
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


DEFINITIONS = json_schema()["definitions"]
PACK_FORMS = read_pack({"a.yaml": PACK}, [], {})
PLAIN = schema_of()
KNOWING = schema_of(PACK)


def complaints(document: Any, schema: Draft7Validator = KNOWING) -> list[str]:
    return [each.message for each in schema.iter_errors(document)]


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.__name__)
def test_every_key_is_explained_in_both_languages(form):
    for key in (None, *shapes_of(form)):
        english, chinese = described(form, key).split("\n\n")
        assert english.isascii()
        assert CHINESE.search(chinese)


def test_nothing_is_explained_that_is_not_there():
    assert set(FORMS) == {form.__name__ for form in ALL_FORMS}
    assert {name for name, _ in KEYS} <= set(FORMS)
    assert all(key in shapes_of(getattr(forms, name)) for name, key in KEYS)


def test_every_form_and_key_is_in_the_schema():
    described_keys = [
        set(each.get("properties") or each["anyOf"][1]["properties"])
        for each in DEFINITIONS.values()
        if isinstance(each, dict) and "description" in each
    ]
    for form in ALL_FORMS:
        assert set(shapes_of(form)) in described_keys


@pytest.mark.parametrize("value", ["x", 1, 1.5, True, None, "2026-01-01"])
def test_whatever_yaml_makes_of_a_text_it_is_a_text(value):
    assert complaints({"scenario": value, "facts": {"f": value}, "at": value}, PLAIN) == []


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        pytest.param({"table": "t", "inputs": [], "output": "lead", "hit": "first", "rules": []}, True, id="a table"),
        pytest.param({"table": "t", "inputs": [], "hit": "first", "rules": []}, False, id="no output"),
        pytest.param({"roles": ["a"], "facts": []}, True, id="lists"),
        pytest.param({"roles": "a"}, False, id="no list"),
        pytest.param({"tabel": "t"}, False, id="an unknown key"),
        pytest.param({"policy": "p", "format": 1, "zone": "UTC"}, True, id="a head"),
        pytest.param({"policy": "p", "format": "1", "zone": "UTC"}, True, id="a number in quotation marks"),
        pytest.param({"policy": "p", "format": 2, "zone": "UTC"}, False, id="another format"),
        pytest.param({"policy": "p", "format": 1, "zone": ["UTC"]}, False, id="a list for a text"),
        pytest.param({"policy": "p", "format": 1, "zone": " "}, False, id="nothing for a text"),
        pytest.param(None, True, id="nothing but comments"),
        pytest.param("facts", False, id="a text"),
        pytest.param({"milestones": [{"id": "a", "start": True}, {"id": "b", "start": "false"}]}, True, id="truth"),
        pytest.param({"milestones": [{"id": "a", "start": "是"}]}, True, id="truth in words"),
        pytest.param({"milestones": [{"id": "a", "start": "maybe"}]}, False, id="no truth"),
        pytest.param({"roles": ["due"]}, False, id="a reserved word"),
        pytest.param({"roles": ["Clerk"]}, False, id="a capital in a name"),
        pytest.param({"deadlines": [{"id": "A.b-1", "from": "a", "until": "b", "within": "1 h"}]}, True, id="an id"),
        pytest.param({"deadlines": [{"id": "a b", "from": "a", "until": "b", "within": "1 h"}]}, False, id="no id"),
    ],
)
def test_documents(document, valid):
    assert (complaints(document, PLAIN) == []) is valid


def rule(**keys: Any) -> dict[str, Any]:
    row = {"id": "r", "then": "x", **keys}
    return {"table": "t", "inputs": ["nature"], "output": "lead", "hit": "first", "rules": [row]}


def scenario(**keys: Any) -> dict[str, Any]:
    return {"scenario": "s", "facts": {}, "at": "2026-01-01T10:00", **keys}


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        pytest.param(rule(when={"nature": "rude"}), True, id="a name"),
        pytest.param(rule(when={"性质": "not(粗鲁)"}), True, id="a label, and any cell"),
        pytest.param(rule(when={"natur": "rude"}), False, id="an unknown name"),
        pytest.param(rule(when={"limit": "4 h"}), False, id="a parameter where a fact belongs"),
        pytest.param(rule(then={"lead": "clerk", "n": 1}), True, id="outcomes"),
        pytest.param(rule(then={"nature": "rude"}), False, id="a fact for an outcome"),
        pytest.param(rule(source="m.1"), True, id="a clause"),
        pytest.param(rule(source=["m.1", "m.2"]), False, id="an unknown clause"),
        pytest.param({**rule(), "inputs": ["known", "kind", "n"]}, True, id="inputs"),
        pytest.param({**rule(), "inputs": ["accepted"]}, False, id="a milestone for an input"),
        pytest.param({**rule(), "output": "nature"}, False, id="a fact for an output"),
        pytest.param(
            scenario(facts={"nature": "粗鲁", "marks": ["a"], "loss": "5元", "known": True}), True, id="facts"
        ),
        pytest.param(scenario(facts={"nature": "none", "marks": "a, b", "known": "是"}), True, id="facts as text"),
        pytest.param(scenario(facts={"nature": "rood"}), False, id="no choice of the fact"),
        pytest.param(scenario(facts={"marks": ["c"]}), False, id="no member of the set"),
        pytest.param(scenario(facts={"lead": "clerk"}), False, id="an outcome for a fact"),
        pytest.param(scenario(expect={"处置人": "职员", "n": 5, "because": "m.1"}), True, id="expectations"),
        pytest.param(scenario(expect={"due": {"answered": "waits"}, "undetermined": ["n"]}), True, id="special ones"),
        pytest.param(scenario(expect={"due": {"closed": "waits"}}), False, id="due at no event"),
        pytest.param(scenario(never=["m.1", "answered"]), True, id="what never appears"),
        pytest.param(scenario(never="t.r"), False, id="no such rule"),
    ],
)
def test_the_names_of_a_pack_are_known(document, valid):
    assert (complaints(document) == []) is valid


def test_a_choice_that_yaml_takes_for_a_number_is_known_by_both():
    numbered = schema_of(PACK.replace("choices: [a, b]", "choices: [a, {id: b, label: 007}]"))

    assert complaints(scenario(facts={"marks": ["007", 7]}), numbered) == []


def test_words_are_explained_by_their_other_names():
    clauses = json_schema(PACK_FORMS)["definitions"]["source"]
    inputs = json_schema(PACK_FORMS)["definitions"]["input"]

    assert clauses == {"enum": ["m.1"], "enumDescriptions": ["一 · one"]}
    assert dict(zip(inputs["enum"], inputs["enumDescriptions"], strict=True))["kind"] == "nature"


def test_a_pack_without_clauses_may_cite_any():
    schema = schema_of(dedent("policy: p\nformat: 1\nzone: UTC\n---\nfacts: [{id: nature, type: text}]\n"))

    assert complaints({"derived": [{"id": "d", "type": "text", "value": "x", "source": "m.9"}]}, schema) == []
