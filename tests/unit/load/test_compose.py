"""Documents as nodes with places, and the parts of YAML that rule files do without."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from kefu_core.diagnostics import Diagnostic, Lines, Related, Span, render
from kefu_core.load import compose as module
from kefu_core.load.compose import MAX_DEPTH, MAX_PROBLEMS, PARSER, compose
from kefu_core.load.decode import decode
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode

PARSERS = [yaml.CBaseLoader, yaml.BaseLoader]


def read(text: str, parser: Any = PARSER) -> tuple[Any, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    return compose("a.yaml", text, problems, parser=parser), problems


def plain(node: Node) -> Any:
    """A node as lists, pairs and texts."""
    if isinstance(node, MapNode):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items] if isinstance(node, SeqNode) else node.text


def all_nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.items if isinstance(node, SeqNode) else ():
        yield from all_nodes(child)
    for key, value in node.entries if isinstance(node, MapNode) else ():
        yield key
        yield from all_nodes(value)


def underlined(text: str, span: Span | None) -> str:
    assert span
    lines = Lines("a.yaml", text)
    return text[lines.offset(span) : lines.start(span.end_line) + span.end_column - 1]


def said(text: str, parser: Any = PARSER) -> list[tuple[str, str]]:
    """The codes of the problems with what each underlines."""
    _, problems = read(text, parser)
    return [(problem.code, underlined(text, problem.span)) for problem in problems]


def test_every_scalar_stays_the_text_that_was_written():
    (document,), problems = read("a: no\nb: 24:00\nc: 007\nd: ~\ne: null\nf: 1e3\ng: 2026-11-02\nh:\n")

    assert problems == []
    assert plain(document) == {
        "a": "no", "b": "24:00", "c": "007", "d": "~", "e": "null", "f": "1e3", "g": "2026-11-02", "h": "",
    }  # fmt: skip


def test_documents_come_in_order_and_empty_ones_not_at_all():
    documents, problems = read("---\n---\na: 1\n---\n# nothing\n---\n- b\n...\n")

    assert [plain(document) for document in documents] == [{"a": "1"}, ["b"]]
    assert problems == []


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\n\n", "--- # x\n...\n"])
def test_a_text_without_a_document_has_none(text):
    assert read(text) == ((), [])


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_right_under_any_line_end_and_past_any_character(end, parser):
    text = end.join(["😀承: 'e\u0301 x\u2028y'", "", "b: {c: '\t', d: [1, 2]}", "e:", "- f"])
    (document,), problems = read(text, parser)
    places = {
        underlined(text, node.span): (node.span.line, node.span.column)
        for node in all_nodes(document) if isinstance(node, Scalar)
    }  # fmt: skip

    assert problems == []
    assert places == {
        "😀承": (1, 1), "'e\u0301 x\u2028y'": (1, 5), "b": (3, 1), "c": (3, 5), "'\t'": (3, 8), "d": (3, 13),
        "1": (3, 17), "2": (3, 20), "e": (4, 1), "f": (5, 3),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: {b: 1 , c: 2 }  # x", "{b: 1 , c: 2 }"),
        ("a:\n  b: 1\n\n# x\n\nc: 2", "b: 1"),
        ("a:\n- b\n-  c  # x\n\nd: 1", "- b\n-  c"),
        ("a: [b: 1 , c]", "[b: 1 , c]"),
        ("a: |\n  x\n\n# y\nb: 1", "|\n  x"),
        ("a:\nb: 1", ""),
    ],
)
def test_a_value_ends_where_a_reader_would_say(text, written):
    (document,), _ = read(text)

    assert underlined(text, document.entries[0][1].span) == written


@pytest.mark.parametrize(
    "text", ["a:\nb: 1", "a:   # x\nb: 1", "{a: , b: 1}", "{a, b: 1}", "{a: }", "- \n- b", "a:", "- "]
)
@pytest.mark.parametrize("parser", PARSERS)
def test_an_absent_value_stands_right_behind_its_key_or_dash(text, parser):
    (document,), _ = read(text, parser)
    absent = next(node for node in all_nodes(document) if isinstance(node, Scalar) and node.absent)

    assert (absent.span.line, absent.span.column) == (absent.span.end_line, absent.span.end_column)
    assert text[: absent.span.column - 1].rstrip() == text[: absent.span.column - 1]


def test_a_key_given_twice_is_one_problem_and_the_first_holds():
    (document,), problems = read("a: 1\nb: 2\n'a': 3\n")

    assert plain(document) == {"a": "1", "b": "2"}
    assert [problem.code for problem in problems] == ["duplicate-key"]
    assert problems[0].span == Span("a.yaml", 3, 1, 3, 4)
    assert problems[0].related == (Related("first-here", document.entries[0][0].span),)


def test_keys_are_compared_as_text_in_one_mapping_only():
    assert said("1: x\n01: y\n~: z\nnull: q\nb: {1: x}\n") == []


def test_a_key_that_is_no_text_is_a_problem():
    (document,), problems = read("? [a, b]\n: c\nd: e\n")

    assert [problem.code for problem in problems] == ["complex-key"]
    assert plain(document) == {"d": "e"}


@pytest.mark.parametrize("parser", PARSERS)
def test_anchors_aliases_and_merges_are_problems(parser):
    text = "a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n  e: 2\n"
    (document,), problems = read(text, parser)

    assert [(each.code, underlined(text, each.span), each.help) for each in problems] == [
        ("no-alias", "&x", "anchor"),
        ("no-alias", "*x", "alias"),
        ("no-alias", "<<", "merge"),
    ]
    assert plain(document) == {"a": {"b": "1"}, "c": "*x", "d": {"e": "2"}}
    assert underlined(text, document.entries[0][1].span) == "b: 1"


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "tag", "helped"),
    [
        ("a: !foo b", "!foo", "remove"),
        ("a: !!python/object:os.system x", "!!python/object:os.system", "remove"),
        ("a: !<tag:x> b", "!<tag:x>", "remove"),
        ("a: !e!foo b", "!e!foo", "remove"),
        ("a: != 5", "!=", "text"),
    ],
)
def test_tags_are_problems(text, tag, helped, parser):
    _, problems = read(text, parser)

    assert said(text, parser) == [("no-tag", tag)]
    assert problems[0].help == helped


def test_what_had_an_anchor_and_a_tag_is_read_without_them():
    text = "a: !t &x # not this: !u\n  'b'\n"
    (document,), problems = read(text)

    assert [underlined(text, problem.span) for problem in problems] == ["!t", "&x"]
    assert underlined(text, document.entries[0][1].span) == "'b'"


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("escape", [r"\e", r"\0", r"\x07", r"\ufffe"])
def test_an_escape_brings_in_no_character_that_may_not_be_written(escape, parser):
    assert said(f'a: "b{escape}c"', parser) == [("forbidden-character", escape)]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "? "])
def test_any_depth_is_one_problem(bracket, parser):
    text = bracket * 100_000
    documents, problems = read(text, parser)

    assert documents == ()
    assert [problem.code for problem in problems] == ["too-deep"]


def test_the_limit_of_depth_itself_is_allowed():
    assert said("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert said("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("too-deep", "[")]


def test_a_bomb_of_aliases_does_not_go_off():
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    documents, problems = read(text)

    assert documents == ()
    assert {problem.code for problem in problems[:MAX_PROBLEMS]} == {"no-alias"}
    assert problems[MAX_PROBLEMS].code == "too-many-problems"
    assert len(problems) == MAX_PROBLEMS + 1


def test_a_file_may_hold_so_much_and_no_more(monkeypatch):
    monkeypatch.setattr(module, "MAX_NODES", 5)

    assert said("[a, b, c, d]") == []
    assert said("[a, b, c, d, e]") == [("too-large", "[a, b, c, d, e]")]


def test_documents_before_an_error_of_syntax_are_returned_and_it_is_the_only_one():
    documents, problems = read("a: 1\n---\nb: 2\n---\nc: 'x\n---\nd: ]\n")

    assert [plain(document) for document in documents] == [{"a": "1"}, {"b": "2"}]
    assert [problem.code for problem in problems] == ["yaml-syntax"]


def test_a_full_width_colon_leaves_a_scalar_that_shows_it():
    (document,), problems = read("- id：x\n- when：{a: b}\n")

    assert problems == []
    assert plain(document) == ["id：x", {"when：{a": "b}"}]
    assert underlined("- id：x", document.items[0].at(2, 3)) == "："


BITS = st.sampled_from(
    [*"ab:：，[]{}-?|>\"'#&*!%@` \t\n\r\u2028\x85\ufeff😀\\“\u3000", "\r\n", "e\u0301", "\\x", "key: ", "- ", "\n  ",
      "\n- ", "\n---\n", "...\n", "''", '"x y"', "|\n  a\n  b\n", "&a ", "*a", "!t ", "<<: "]
)  # fmt: skip
TEXTS = st.text(max_size=40) | st.lists(BITS, max_size=25).map("".join)


@given(TEXTS, st.sampled_from(PARSERS))
@example("{ ", PARSER)
@example("[? ", PARSER)
@example('"\\U00110000"', yaml.BaseLoader)
@example("&a !t # &b\n  'c'", PARSER)
def test_any_text_gives_nodes_with_true_places_or_diagnostics(text, parser):
    problems: list[Diagnostic] = []
    text = decode("a.yaml", text, problems)
    documents = compose("a.yaml", text, problems, parser=parser) if text is not None else ()

    for problem in problems:
        render(problem, sources={"a.yaml": text or ""}, language="zh")
    for node in (node for document in documents for node in all_nodes(document)):
        span = node.span
        lines = Lines("a.yaml", text)
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.column <= len(lines.line(span.line)) + 1
        assert span.end_column <= len(lines.line(span.end_line)) + 1
        if isinstance(node, Scalar):
            assert underlined(text, span) == (node.text if node.raw is None else node.raw)
            for index in range(len(node.text)):
                part = node.at(index, index + 1)
                assert underlined(text, part) in {node.text[index], underlined(text, part)}
                assert (span.line, span.column) <= (part.line, part.column)
                assert (part.end_line, part.end_column) <= (span.end_line, span.end_column)


SAFE = st.sampled_from([*"ab: ,[]{}-'\"\n😀承", "\r\n", "key: ", "\n- ", "\n  ", "''", '"x y"', "\n---\n", "# c\n"])


@given(st.lists(SAFE, max_size=25).map("".join))
def test_both_parsers_find_the_same_nodes_at_the_same_places(text):
    found = [read(text, parser) for parser in PARSERS]
    places = [[(node, node.span) for document in documents for node in all_nodes(document)] for documents, _ in found]

    if not any(problems for _, problems in found):
        assert places[0] == places[1]
