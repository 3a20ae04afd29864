"""Laws of the canonical layout: it says the same, keeps every comment, and is its own layout."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kefu_core.diagnostics import Diagnostic, Lines
from kefu_core.layout import laid_out
from kefu_core.layout.scalars import on_a_line
from kefu_core.layout.trivia import trivia_of
from kefu_core.load.compose import compose
from kefu_core.load.nodes import MapNode, Node, Scalar
from kefu_core.load.write import write
from kefu_core.loading import load
from kefu_core.testing import policies

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden"
BASE = {path.name: path.read_bytes() for path in sorted((GOLDEN / "base").glob("*.yaml"))}
CORPUS = sorted(
    [*(GOLDEN / "good").rglob("*.yaml"), *(GOLDEN / "bad").rglob("*.yaml"), *(ROOT / "rules").rglob("*.yaml")]
)


def formatted(name: str, data: str | bytes) -> str:
    written = laid_out(name, data, [])
    assert written is not None
    return written


def comments(text: str) -> Counter[str]:
    return Counter(each.text for each in trivia_of(Lines("", text), compose("", text, [])) if each.text)


def ir_of(files: dict[str, Any]) -> Any:
    policy = load(files).policy
    assert policy is not None
    return policy.ir, policy.scenarios


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_layout_is_its_own_layout(path):
    written = laid_out(path.name, path.read_bytes(), [])

    assert written is None or laid_out(path.name, written, []) == written


@pytest.mark.parametrize("path", sorted((GOLDEN / "good").iterdir()), ids=lambda path: path.name)
def test_a_file_of_the_corpus_means_what_it_meant(path):
    own = {each.name: each.read_bytes() for each in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])}
    text = b"\n".join(own.values()).replace(b"\r", b"\n")
    whole = re.search(rb"^(\xef\xbb\xbf)?policy:", text, re.MULTILINE)
    decides = re.search(rb"^outputs?:.*\bgrade\b", text, re.MULTILINE)
    base = {} if whole else {name: data for name, data in BASE.items() if name != "grade.yaml" or not decides}

    assert ir_of(base | {name: formatted(name, data) for name, data in own.items()}) == ir_of(base | own)


@pytest.mark.parametrize("pack", ["park", "cfpb"])
def test_a_bundled_pack_means_what_it_meant(pack):
    root = ROOT / "rules" / pack
    files = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.yaml")}
    messy = {name: untidy(text, Random(number)) for number, (name, text) in enumerate(files.items())}

    assert ir_of({name: formatted(name, text) for name, text in messy.items()}) == ir_of(messy)


@settings(max_examples=settings().max_examples // 3)  # each of them is loaded twice
@given(ir=policies(), chance=st.randoms(use_true_random=False))
def test_a_pack_means_what_it_meant_however_it_was_written(ir, chance):
    messy = {name: untidy(text, chance) for name, text in write(ir).items()}
    tidy = {name: formatted(name, text) for name, text in messy.items()}

    assert ir_of(tidy) == ir_of(messy)
    assert {name: comments(text) for name, text in tidy.items()} == {name: comments(messy[name]) for name in messy}
    assert {name: formatted(name, text) for name, text in tidy.items()} == tidy


PIECES = [
    *(
        "a b: ",
        "- ",
        "? ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        ":",
        ": ",
        "#c",
        " # c",
        " ",
        "  ",
        "    ",
        "\n",
        "\n",
        "\n",
        "\r\n",
    ),
    *(
        "\t",
        "\u2028",
        "\x85",
        "'x'",
        '"y"',
        '"p\\nq"',
        "''",
        "---\n",
        "...\n",
        "%",
        "!",
        "@",
        "<<",
        "-1",
        "中",
        "|",
        ">",
    ),
    *("\\", "rules:", "when:", "then:", "table: t", "id: x", "inputs: [a, b]", "choices:", "label: {zh: 甲, en: b}"),
    "word word word word word word word",
]


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
@example('-  - "a\\n b"# c1@')
@example("- - rules:?   ? x# c")
@example("? x  # c")
def test_whatever_can_be_read_is_laid_out_once_for_all(text):
    problems: list[Diagnostic] = []
    written = laid_out("a.yaml", text, problems)  # that it says the same, it asserts itself

    if written is None:
        assert problems
    else:
        assert comments(written) == comments(text)
        assert laid_out("a.yaml", written, []) == written


# -- the same values, written as nobody would ------------------------------------------------------------------------


def untidy(text: str, chance: Random) -> str:
    """Another text of the same values: other brackets, quotation marks, order of keys, indentation; with comments."""
    problems: list[Diagnostic] = []
    documents = compose("", text, problems)
    assert not problems
    lines: list[str] = []
    for document in documents:
        lines += ["---", *_block(document, chance, 0)]
    written: list[str] = []
    for number, line in enumerate(lines):
        if chance.random() < 0.1:
            written.append(chance.choice(["", " " * chance.randrange(8) + f"# 第 {number} 行: {{"]))
        written.append(line + (f"  # {number}" if chance.random() < 0.1 else ""))
    return chance.choice(["\n", "\r\n"]).join(written)


def _block(node: Node, chance: Random, indent: int) -> list[str]:
    """A node as lines that begin at ``indent``."""
    before = " " * indent
    if isinstance(node, Scalar):
        return [before + _text(node, chance)]
    if chance.random() < 0.2 or not (node.entries if isinstance(node, MapNode) else node.items):
        return [before + line for line in _flow(node, chance).split("\n")]
    inner = indent + chance.randrange(1, 5)
    lines: list[str] = []
    if not isinstance(node, MapNode):
        for item in node.items:
            below = _block(item, chance, inner + 1)
            # Behind the dash, or on the line below it.
            near = chance.random() < 0.8
            lines += [before + "-" + below[0][indent + 1 :], *below[1:]] if near else [before + "-", *below]
        return lines
    for key, value in _shuffled(node, chance):
        below = _block(value, chance, inner)
        near = isinstance(value, Scalar)
        opening = f"{before}{_text(key, chance)}:"
        lines += [f"{opening} {below[0].strip(' ')}"] if near else [opening, *below]
    return lines


def _flow(node: Node, chance: Random) -> str:
    if isinstance(node, Scalar):
        return _text(node, chance)
    comma = chance.choice([", ", " ,  ", ",\n  "])
    if isinstance(node, MapNode):
        entries = (f"{_text(key, chance)}: {_flow(each, chance)}" for key, each in _shuffled(node, chance))
        return "{ " + comma.join(entries) + "}"
    return "[" + comma.join(_flow(each, chance) for each in node.items) + " ]"


def _text(scalar: Scalar, chance: Random) -> str:
    if "'" not in scalar.text and scalar.text.isprintable() and chance.random() < 0.2:
        return f"'{scalar.text}'"
    return on_a_line(scalar, in_brackets=True)


def _shuffled(node: MapNode, chance: Random) -> list[tuple[Scalar, Node]]:
    return chance.sample(node.entries, len(node.entries)) if chance.random() < 0.5 else list(node.entries)
