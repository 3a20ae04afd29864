"""The examples in the docstrings are run."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "kefu_core.ir.notation",
        "kefu_core.load.compose",
        "kefu_core.load.decode",
        "kefu_core.load.facts",
        "kefu_core.load.hints",
        "kefu_core.load.nodes",
        "kefu_core.load.slips",
        "kefu_core.load.spoken",
        "kefu_core.load.yaml_errors",
        "kefu_adapters.cli.wording",
    ],
)
def test_the_examples_of_a_module_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted > 0
    assert result.failed == 0
