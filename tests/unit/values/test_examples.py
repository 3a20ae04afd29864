"""The examples in the docstrings are run."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "values.dated",
        "values.duration",
        "values.instant",
        "values.money",
        "values.number",
        "values.rounding",
        "values.units",
        "calendars.counting",
        "layout.scalars",
        "layout.text",
        "load.shapes",
        "schema.document",
        "schema.texts",
    ],
)
def test_the_examples_of_a_module_hold(module):
    result = doctest.testmod(importlib.import_module(f"kefu_core.{module}"))
    assert result.attempted > 0
    assert result.failed == 0
