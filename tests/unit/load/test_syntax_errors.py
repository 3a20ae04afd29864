"""What is said about a text that is no YAML: what the caret underlines, and which help is given."""

from typing import Any

import pytest
import yaml

from kefu_core.diagnostics import Diagnostic, Lines
from kefu_core.load.compose import PARSER, compose


def error(text: str, parser: Any = PARSER) -> Diagnostic:
    problems: list[Diagnostic] = []
    compose("a.yaml", text, problems, parser=parser)
    (problem,) = problems
    assert problem.code == "yaml-syntax"
    return problem


@pytest.mark.parametrize("parser", [yaml.CBaseLoader, yaml.BaseLoader])
@pytest.mark.parametrize(
    ("text", "helped", "written", "line"),
    [
        ("a:\n\tb: 1\n", "tab", "\t", 2),
        ("a:\n  \tb: 1\n", "tab", "\t", 2),
        ("a:\u00a0b\nc: d\n", "blank", "\u00a0", 1),
        ("a: 1\nb:\u3000c\n", "blank", "\u3000", 2),
        ("a:\n- b: 1\n\u3000c: 2\n", "blank", "\u3000", 3),
        ("-\u3000a: 1\n  b: 2\n", "blank", "\u3000", 1),
        ("a: {b:\u00a0c, d: e}\n", "blank", "\u00a0", 1),
        ("a: |\n  b\n  \u3000\u3000c\nfoo\nb: 2\n", "no-colon", "foo", 4),
        ("id：x\nname: y\n", "full-width", "：", 1),
        ("rules:\n- id: a\n  when：b\n  then: c\n", "full-width", "：", 3),
        ("a: {b: 1，c: 2}\n", "full-width", "，", 1),
        ("a: {b: 1｝\nc: d\n", "full-width", "｝", 1),
        ("a: “b: c”\n", "full-width", "“", 1),
        ("a: [1]，b: 2\n", "full-width", "，", 1),
        ('a: "b"，c: 2\n', "full-width", "，", 1),
        ("id:x\nname: y\n", "space-after-colon", ":", 1),
        ("a: 1\nid:x\nname: y\n", "space-after-colon", ":", 2),
        ("a: 1\nfoo\nb: 2\n", "no-colon", "foo", 2),
        ("foo\nb: 2\n", "no-colon", "foo", 1),
        ("a: 他说：好: x\n", "colon-in-value", ":", 1),
        ("a: b: c\n", "colon-in-value", ":", 1),
        ("a: 1\n  b: 2\n", "nested", "b", 2),
        ("a:\n  - x\n - y\n", "indent", "-", 3),
        ("a:\n  - x\n - y：z\n", "indent", "-", 3),
        ("a:\n  b: 1\n c: 2\n", "indent", "c", 3),
        ("a: 'x\nb: 1", "unclosed-quote", "'", 1),
        ('a: "x\nb: "y"\n', "unclosed-quote", '"', 1),
        ("a: [1, 2\nb: 3\n", "unclosed-bracket", "[", 1),
        ("a: {b: [1, 2]\n", "unclosed-bracket", "{", 1),
        ("a: [1}\n", "in-brackets", "}", 1),
        ("a: ]\n", "stray-bracket", "]", 1),
        ("a: [1]]\n", "stray-bracket", "]", 1),
        ("a: @x\n", "start", "@x", 1),
        ("a: `x`  # y\n", "start", "`x`", 1),
        ("a: %x\n", "start", "%x", 1),
        ("a: >= 5 h\n", "start", ">= 5 h", 1),
        ("a: {b: >= 5, c: d}\n", "start", ">= 5", 1),
        ("a: , b\n", "start", ", b", 1),
        ("a: - b\n", "start", "- b", 1),
        ("a: *\n", "start", "*", 1),
        ('a: "b" c\n', "after-quote", "c", 1),
        ("a: 'it's'\n", "after-quote", "s'", 1),
        ('a: "\\q"\n', "escape", "\\q", 1),
        ('a: "\\xZZ"\n', "escape", "\\x", 1),
        ('a: "\\U00110000"\n', "escape", "\\U", 1),
        ("[a]\nb: c\n", None, "b", 2),
    ],
)
def test_the_cause_is_guessed_and_underlined(text, helped, written, line, parser):
    problem = error(text, parser)
    assert problem.span
    start = Lines("a.yaml", text).offset(problem.span)

    assert problem.help == helped
    assert problem.span == Lines("a.yaml", text).span(start, start + len(written))
    assert text[start : start + len(written)] == written
    assert problem.span.line == line


def test_the_help_writes_the_value_as_it_should_be():
    assert error("a: >= 5 h  # x\n").help_text("en") == 'put the value in quotation marks: `">= 5 h"`'
    assert error('a: `it\'s "b"`\n').help_text("zh") == "请给这个值加上引号：`'`it''s \"b\"`'`"
    assert error("a: {b: 1，c: 2}\n").help_text("zh") == "请把 `，` 改成 `,`"


def test_the_bracket_that_is_open_is_shown():
    problem = error("a: [1}\n")

    assert [(note.message("en"), note.span.column) for note in problem.related] == [("it was opened here", 4)]


def test_full_width_punctuation_in_prose_is_not_blamed():
    assert error("a: 他说：好，“行”\nb: [1\n").help == "unclosed-bracket"


def test_a_line_without_end_is_not_searched_for_long():
    assert error("a: {b: c" + "，" * 1_000_000 + ": d: e").help == "full-width"
    assert error("a: b" + "：x" * 1_000_000 + ": d").help == "colon-in-value"
