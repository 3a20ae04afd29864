"""What nobody writes by mistake: each is one clear diagnostic, and none takes long."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kefu_core.diagnostics import render
from kefu_core.loading import load

BASE = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "base").glob("*.yaml"))}
ESCAPE = "\x1b[2J\x1b]0;owned\x07"


def told(data: str | bytes, *, name: str = "x.yaml") -> list[tuple[str, str]]:
    """What is said about a file, by code, in English."""
    loaded = load({**BASE, name: data})
    return [(each.code, render(each, sources=loaded.texts, language="en")) for each in loaded.diagnostics]


def table(cell: str) -> str:
    return f"facts:\n  - {{id: n, type: integer}}\nderived:\n  - id: d\n    type: boolean\n    value: {cell}\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"# " + b"x" * (9 * 1024 * 1024), "file-too-large", id="nine megabytes"),
        pytest.param("[" * 200_000, "too-deep", id="200,000 brackets"),
        pytest.param("- " * 200_000, "too-deep", id="200,000 dashes in a line"),
        pytest.param("\n".join(" " * n + "a:" for n in range(2_000)), "too-deep", id="2,000 steps of indentation"),
        pytest.param("{a: " * 200_000, "too-deep", id="200,000 braces"),
        pytest.param(bytes(range(256)), "binary-file", id="every byte"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(64), "binary-file", id="a program"),
        pytest.param("facts: [" + "1," * 1_100_000 + "1]", "too-large", id="a million values"),
        pytest.param("facts: !!python/object/apply:os.system []", "no-tag", id="a tag that would run a command"),
        pytest.param(table('"' + "(" * 200_000 + '"'), "cell-too-long", id="200,000 brackets in an expression"),
        pytest.param(table('"' + "n + " * 250_000 + 'n"'), "cell-too-long", id="an expression of a megabyte"),
        pytest.param(table('"' + "not " * 500 + 'n"'), "cell-too-long", id="500 times not"),
        pytest.param(table('"' + "9" * 1_900 + ' = n"'), "wrong-value", id="a number of 1,900 digits"),
        pytest.param("policy: p\nformat: 99\nzone: Nowhere\nnews: [1", "yaml-syntax", id="broken, of another version"),
    ],
)
def test_it_is_one_problem(data, code):
    assert [each for each, _ in told(data)] == [code]


def test_keys_by_the_hundred_thousand_end_in_one_problem_more_than_are_listed():
    codes = [code for code, _ in told("\n".join(f"k{n}: 1" for n in range(100_000)))]

    assert set(codes) == {"unknown-section", "too-many-problems"}
    assert codes.count("too-many-problems") == 1
    assert len(codes) <= 201


def test_a_bomb_of_aliases_is_refused_at_its_first_hundred():
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    codes = [code for code, _ in told(bomb)]

    assert set(codes) == {"no-alias", "too-many-problems"}
    assert len(codes) == 101


def test_the_format_is_looked_at_before_anything_else():
    assert [code for code, _ in told("policy: p\nformat: 99\nzone: x\nfacts: 1", name="0.yaml")] == ["unknown-format"]


@pytest.mark.parametrize("name", ["../x.yaml", "a/../../x.yaml", "/etc/x.yaml", "..\\x.yaml", "C:\\x.yaml"])
def test_a_name_cannot_lead_out_of_the_pack(name):
    assert [code for code, _ in told("roles: [driver]", name=name)] == ["path-outside"]


def test_a_pack_has_a_size():
    assert [each.code for each in load({f"{n}.yaml": "" for n in range(2_001)}).diagnostics] == ["pack-too-large"]
    assert [each.code for each in load({"a": b" " * 17_000_000, "b": b" " * 17_000_000}).diagnostics] == [
        "pack-too-large"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"facts:\n  - {{id: a, type: {ESCAPE}}}", id="as it is"),
        pytest.param('facts:\n  - {id: "\\e[2J", type: text}', id="by an escape of YAML"),
        pytest.param("facts:\n  - {id: a, type: \u202etxet}", id="writing from right to left"),
        pytest.param("facts:\n  - {id: a, type: a\u2028b}", id="a line end that no editor shows"),
        pytest.param("\u200bfacts: []", id="nothing that can be seen"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_that_steers_a_terminal_is_said_aloud(text, language):
    loaded = load({**BASE, f"{ESCAPE}.yaml": text})
    said = "\n".join(render(each, sources=loaded.texts, language=language) for each in loaded.diagnostics)

    assert loaded.diagnostics
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b]", said)


def test_a_text_without_end_is_quoted_without_its_end():
    ((code, said),) = told("facts:\n  - {id: a, type: " + "很" * 1_000_000 + "}")

    assert code == "unknown-type"
    assert len(said) < 2_000
