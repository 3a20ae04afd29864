"""Every message gets the fields that its templates name: read from the calls in the source, whatever is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import kefu_core
from kefu_core.diagnostics import CATALOGUE

ROOTS = [Path(kefu_core.__file__).parent, Path(kefu_core.__file__).parents[1] / "kefu_adapters"]
MAKERS = {"problem", "refuse"}
OPTIONS = {"help", "help_", "related", "witness"}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def words(node: ast.expr) -> set[str]:
    """The texts that an expression can come to, as far as they are written out."""
    match node:
        case ast.Constant(str(value)):
            return {value}
        case ast.IfExp(_, yes, no):
            return words(yes) | words(no)
    return set()


def helps_of(node: ast.expr | None, code: str) -> set[str]:
    """The helps that an expression can name: all of the entry's where only the program can tell."""
    match node:
        case None:
            return {"always"}
        case ast.Constant(value):
            return {str(value) if value else "always"}
        case ast.IfExp(_, yes, no):
            return helps_of(yes, code) | helps_of(no, code)
    return set(CATALOGUE[code].helps)


def calls() -> Iterator[tuple[str, str, set[str], set[str]]]:
    """Where a diagnostic is made, its code, the helps it may have, and the fields it is given."""
    for path in (path for root in ROOTS for path in sorted(root.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or any(each.arg is None for each in node.keywords):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            position = next((at for at, each in enumerate(node.args) if words(each) & set(CATALOGUE)), None)
            if name not in MAKERS or position is None:
                continue
            given = {str(each.arg): each.value for each in node.keywords}
            is_refusal = name == "refuse" and len(node.args) > position + 1
            named = node.args[position + 1] if is_refusal else given.get("help", given.get("help_"))
            for code in sorted(words(node.args[position])):
                place = f"{path.parent.name}/{path.name}:{node.lineno}:{code}"
                yield place, code, helps_of(named, code), set(given) - OPTIONS


CALLS = list(calls())


def test_the_calls_are_found():
    assert len(CALLS) > 80


@pytest.mark.parametrize(("code", "helps", "given"), [call[1:] for call in CALLS], ids=[call[0] for call in CALLS])
def test_a_message_gets_what_it_names(code, helps, given):
    entry = CATALOGUE[code]
    templates = [entry.en, entry.zh, *(text for help_ in helps & set(entry.helps) for text in entry.helps[help_])]

    assert set().union(*map(fields, templates)) <= given
