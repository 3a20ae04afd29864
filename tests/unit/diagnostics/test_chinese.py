"""Chinese texts of the program: punctuation, blanks beside other script, one word for each idea."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kefu_core

SOURCES = Path(kefu_core.__file__).parents[1]
HAN = r"[\u4e00-\u9fff]"
QUOTED = re.compile(r"`[^`]*`|\{[^{}]*\}")

WHAT_PEOPLE_WRITE = {"hints.py", "spoken.py"}
"""Modules that hold what is read, as people write it, and not what is said."""

OTHER_WORDS = {
    "策略": "规程",
    "政策": "规程",
    "字段": "事实",
    "节点": "里程碑",
    "删去": "删掉",
    "用例": "场景",
}
"""Words that stand for an idea which the glossary calls otherwise."""


def texts() -> Iterator[tuple[str, str]]:
    """The strings of the program that hold Chinese, each with its place; what is in backticks left out."""
    for path in sorted(SOURCES.rglob("kefu_*/**/*.py")):
        if path.name in WHAT_PEOPLE_WRITE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {
            node.body[0].value
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if node in documentation or not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if re.search(HAN, node.value):
                yield f"{path.relative_to(SOURCES)}:{node.lineno}", QUOTED.sub("`", node.value)


FOUND = list(texts())


def test_there_are_texts() -> None:
    assert len(FOUND) > 500


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ("a half-width sign inside Chinese", rf"{HAN}[,;:?!]{HAN}"),
        ("no blank between Chinese and another script", rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}"),
        ("two full stops", r"。。|，，|；；"),
    ],
)
def test_no_text_has(fault: str, pattern: str) -> None:
    assert [(place, text) for place, text in FOUND if re.search(pattern, text)] == [], fault


def test_an_idea_has_one_word() -> None:
    found = [(place, word, text) for place, text in FOUND for word in OTHER_WORDS if word in text]
    assert found == []
