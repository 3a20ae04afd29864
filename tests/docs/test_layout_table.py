"""The order of keys that the reference lists is that of the forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kefu_core.load import forms
from kefu_core.load.shapes import shapes_of

PAGE = (Path(__file__).parents[2] / "docs/reference/language.md").read_text(encoding="utf-8")
LAYOUT = PAGE.partition("\n## Layout\n")[2].partition("\n## ")[0]
ROWS = {
    name: re.findall("`([a-z_]+)`", keys)
    for names, keys in re.findall(r"^\| (`.*?) \| (`.*?) \|$", LAYOUT, re.MULTILINE)
    for name in re.findall("`([a-z_]+)`", names)
}
FORMS = {
    "policy": forms.PolicyForm,
    "table": forms.TableForm,
    "calendar": forms.CalendarForm,
    "scenario": forms.ScenarioForm,
    **{
        key: shape.form
        for form in (
            forms.SectionsForm,
            forms.PolicyForm,
            forms.TableForm,
            forms.FactForm,
            forms.DeadlineForm,
            forms.CalendarForm,
            forms.KindForm,
        )
        for key, shape in shapes_of(form).items()
        if shape.form not in {None, forms.LabelForm}
    },
}


@pytest.mark.parametrize("name", FORMS)
def test_the_reference_lists_the_keys_in_their_order(name):
    assert ROWS[name] == list(shapes_of(FORMS[name]))


def test_nothing_else_is_listed():
    assert set(ROWS) == set(FORMS)
