"""The forms of the rule language → one JSON Schema (draft-07), with the words of a pack where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from kefu_core.load import forms
from kefu_core.load.forms import Pack
from kefu_core.load.shapes import Shape, shapes_of
from kefu_core.load.structure import BARE, HEADS
from kefu_core.schema.descriptions import described
from kefu_core.schema.slots import Slots
from kefu_core.schema.texts import Schema

DRAFT: Final = "http://json-schema.org/draft-07/schema#"

EITHER: Final[Mapping[type, tuple[str, ...]]] = {
    forms.TableForm: ("output", "outputs"),
    forms.DeadlineForm: ("within", "due"),
    forms.ParameterForm: ("value", "values"),
    forms.HolidayForm: ("country",),
    forms.PermitForm: ("may", "forbid"),
}
"""Keys of which a form has one."""


def json_schema(pack: Pack | None = None) -> Schema:
    """The schema that each document of a rule file has to meet; ``pack`` adds the names that its files declare.

    Every value may be written as YAML takes it: `2`, `true` and `"2"` are all text to kefu.

    >>> json_schema()["definitions"]["milestone"]["anyOf"][1]["required"]
    ['id']
    """
    slots = Slots(pack)
    documents = [*HEADS.values(), forms.SectionsForm]
    definitions = {_name(form): _definition(form, slots) for form in _reachable(documents)}
    title = next((head.policy.text for head in pack.policies), "kefu") if pack is not None else "kefu"
    return {
        "$schema": DRAFT,
        "title": title,
        "description": "A document of a rule file of kefu.\n\nkefu 规则文件中的一个部分。",
        "type": ["object", "null"],
        # Known before anything tells which document it is to be.
        "properties": {head: {"description": described(form, head)} for head, form in HEADS.items()},
        **_by_head(list(HEADS.items())),
        "definitions": {**definitions, **slots.definitions},
    }


def _by_head(heads: list[tuple[str, type]]) -> Schema:
    """What a document is shows in its keys, and the first of the heads decides."""
    if not heads:
        return {"anyOf": [{"type": "null"}, _reference(forms.SectionsForm)]}
    (head, form), *others = heads
    return {
        "if": {"type": "object", "required": [head]},
        "then": _reference(form),
        "else": _by_head(others),
    }


def _reachable(documents: Iterable[type]) -> list[type]:
    found: dict[type, None] = {}
    waiting = list(documents)
    while waiting:
        form = waiting.pop(0)
        if form not in found:
            found[form] = None
            waiting += [shape.form for shape in shapes_of(form).values() if shape.form is not None]
    return list(found)


def _name(form: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", form.__name__.removesuffix("Form")).lower()


def _reference(form: type, **more: Any) -> Schema:
    return {"$ref": f"#/definitions/{_name(form)}", **more}


def _definition(form: type, slots: Slots) -> Schema:
    shapes = shapes_of(form)
    schema: Schema = {
        "type": "object",
        "properties": {key: _property(form, key, shape, slots) for key, shape in shapes.items()},
        "required": [key for key, shape in shapes.items() if shape.required],
        "additionalProperties": False,
    }
    if form in EITHER:
        schema["oneOf"] = [{"required": [key]} for key in EITHER[form]]
    if form in BARE:
        schema = {"anyOf": [slots.bare(form), schema]}
    return {"description": described(form), **schema}


def _property(form: type, key: str, shape: Shape, slots: Slots) -> Schema:
    said = described(form, key)
    if shape.kind == "form":
        assert shape.form is not None
        one = _reference(shape.form)
    else:
        one = slots.of(form, key)
    if not shape.many:
        return {**one, "description": said}
    listed = {"type": "array", "items": one}
    return {"anyOf": [one, listed], "description": said} if shape.or_one else {**listed, "description": said}
