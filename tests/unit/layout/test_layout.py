"""The canonical layout by example: what is written, and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from kefu_core.diagnostics import Diagnostic
from kefu_core.layout import laid_out

ROOT = Path(__file__).parents[3]
RULE_FILES = sorted(path for folder in ("rules", "examples", "src") for path in (ROOT / folder).rglob("*.yaml"))


def fmt(text: str) -> str:
    problems: list[Diagnostic] = []
    written = laid_out("a.yaml", dedent(text), problems)
    assert problems == []
    assert written is not None
    assert laid_out("a.yaml", written, []) == written
    return written


def becomes(before: str, after: str) -> None:
    assert fmt(before) == dedent(after)


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_comes_with_kefu_is_in_its_layout(path):
    assert laid_out(path.name, path.read_bytes(), []) == path.read_text(encoding="utf-8")


def test_keys_stand_in_the_order_of_the_reference():
    becomes(
        """\
        hit: first
        rules: [{then: x, id: r, source: m.1, when: {a: 1}}]
        output: o
        inputs: [a]
        table: t
        """,
        """\
        table: t
        inputs: [a]
        output: o
        hit: first
        rules:
          - {id: r, when: {a: 1}, then: x, source: m.1}
        """,
    )


def test_where_a_key_is_unknown_the_order_stays():
    becomes("facts: [{type: text, ID: a}]", "facts:\n  - {type: text, ID: a}\n")


def test_what_has_no_order_keeps_the_editors():
    becomes(
        """\
        roles: [{label: {en: clerk, zh: 职员}, id: clerk}]
        facts: [b, a]
        """,
        """\
        roles:
          - {id: clerk, label: {en: clerk, zh: 职员}}
        facts: [b, a]
        """,
    )


def test_rows_of_a_table_read_as_a_table_whatever_their_script():
    becomes(
        """\
        table: t
        inputs: [性质, loss]
        outputs: [o, p]
        hit: first
        rules:
        - {id: one, when: {loss: "> 5", 性质: 行为不当}, then: {p: x, o: 1}}
        - id: three
          when:
            loss: '-'
          then: {o: 22, p: y}

        - {id: all, then: {o: 333, p: z}, from: 2026-01-01}
        """,
        """\
        table: t
        inputs: [性质, loss]
        outputs: [o, p]
        hit: first
        rules:
          - {id: one,   when: {性质: 行为不当, loss: "> 5"}, then: {o: 1,   p: x}}
          - {id: three, when: {                loss: "-"},   then: {o: 22,  p: y}}

          - {id: all,                                        then: {o: 333, p: z}, from: 2026-01-01}
        """,
    )


LONG = "x" * 40


def test_rows_too_long_for_columns_of_inputs_align_their_parts():
    rows = [f"{{id: a, when: {{a: {LONG}}}, then: x}}", f"{{id: bb, when: {{b: {LONG}, c: 1}}, then: x}}"]

    assert fmt(f"table: t\ninputs: [a, b, c]\nrules: [{', '.join(rows)}]").splitlines()[3:] == [
        f"  - {{id: a,  when: {{a: {LONG}}},       then: x}}",
        f"  - {{id: bb, when: {{b: {LONG}, c: 1}}, then: x}}",
    ]


def test_rows_too_long_for_a_line_take_several_all_of_them():
    written = fmt(
        f"table: t\nrules: [{{id: a, when: {{a: {LONG}, b: {LONG}, c: {LONG}}}, then: x}}, {{id: b, then: y}}]"
    )

    assert written.splitlines()[1:] == [
        "rules:",
        "  - id: a",
        "    when:",
        f"      a: {LONG}",
        f"      b: {LONG}",
        f"      c: {LONG}",
        "    then: x",
        "  - id: b",
        "    then: y",
    ]


def test_a_line_has_120_columns_and_wide_characters_take_two():
    for text, lines in (("字" * 50, 1), ("字" * 50 + "x", 2)):
        assert len(fmt(f"roles: [{{id: a, label: {text}}}]").splitlines()) == 1 + lines


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('"no"', "no", id="a text that YAML would read as something else is text anyway"),
        pytest.param("'>= 5'", '">= 5"', id="a comparison"),
        pytest.param('"-"', '"-"', id="a hyphen"),
        pytest.param("'\"express\"'", "'\"express\"'", id="a text in a cell"),
        pytest.param("'it''s \"so\": yes'", "'it''s \"so\": yes'", id="both sorts of quotation marks"),
        pytest.param('"a: b"', '"a: b"', id="a colon"),
        pytest.param('"a:b"', "a:b", id="a colon without a blank"),
        pytest.param('"a #b"', '"a #b"', id="what looks like a comment"),
        pytest.param('"a#b"', "a#b", id="a number sign in a word"),
        pytest.param('"a, b"', "a, b", id="a comma outside of braces"),
        pytest.param('" a"', '" a"', id="a blank at the start"),
        pytest.param('"a\\tb"', '"a\\tb"', id="a tab"),
        pytest.param('""', '""', id="nothing"),
        pytest.param("-1.50", "-1.50", id="a negative number"),
    ],
)
def test_quotation_marks_stand_where_they_are_needed(before, after):
    assert fmt(f"owner: {before}") == f"owner: {after}\n"


def test_a_comma_needs_quotation_marks_in_braces():
    assert fmt("when: {a: 'x, y'}") == 'when: {a: "x, y"}\n'
    assert fmt("when:\n  a: x, y") == 'when: {a: "x, y"}\n'


def test_several_lines_stay_several_lines():
    becomes("says: |\n     one\n\n     two: 2\n", "says: |\n  one\n\n  two: 2\n")
    becomes('says: {zh: "one\\ntwo"}', "says:\n  zh: |-\n    one\n    two\n")


def test_a_long_text_over_several_lines_is_filled_anew_and_one_on_a_line_is_left():
    words = " ".join(["word"] * 40)
    half = " ".join(["word"] * 20)

    assert fmt(f"says: {words}") == f"says: {words}\n"
    assert fmt(f"says: {half}\n  {half}") == "says: >-\n  {}\n  {}\n".format(
        " ".join(["word"] * 23), " ".join(["word"] * 17)
    )


def test_comments_go_where_their_entries_go():
    becomes(
        """\
        # of the file

        # of the table
        table: t   # its name
        # what it gives
        output: o
        inputs: [a]  # what it asks
        rules:   # from the top
        # of the first
        - then: x   # why x
          # why r
          id: r
        #- {id: left_out, then: y}
        default: {then: z}
            # the end
        """,
        """\
        # of the file

        # of the table
        table: t     # its name
        inputs: [a]  # what it asks
        # what it gives
        output: o
        rules:  # from the top
          # of the first
          # why r
          - id: r
            then: x  # why x
        #- {id: left_out, then: y}
        default: {then: z}
        # the end
        """,
    )


def test_a_row_that_has_been_commented_out_stays_among_the_rows():
    text = "table: t\nrules:\n  - {id: a, then: x}\n  # - {id: b, then: y}\ndefault: {then: z}\n"

    assert fmt(text) == text


def test_a_comment_in_brackets_opens_them():
    becomes(
        "roles: [{id: a, # one\n label: b}, c] # all",
        """\
        roles:  # all
          - id: a  # one
            label: b
          - c
        """,
    )


def test_blank_lines_part_what_the_editor_parted():
    becomes(
        "\n\nfacts:\n\n\n  - a\n\n\n\n  - b\n\n\n\nroles:\n\n  - {id: c,\n\n     label: d}\n\n\n",
        "facts: [a, b]\n\nroles:\n  - {id: c, label: d}\n",
    )
    becomes("facts:\n\n  - {id: a}\n\n\n  - {id: b}\n", "facts:\n  - {id: a}\n\n  - {id: b}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("\ufeffa: b\r\nc: d\r\n", "a: b\nc: d\n", id="a byte order mark, and line ends of Windows"),
        pytest.param("a: b\rc: d", "a: b\nc: d\n", id="line ends of old Macs"),
        pytest.param("--- \na: b\n---\n---\n# c\n--- # d\ne: f\n...\n", "a: b\n---\n# c\n# d\ne: f\n", id="documents"),
        pytest.param("a: b\n# end\n---\nc: d\n", "a: b\n# end\n---\nc: d\n", id="a comment before the next document"),
        pytest.param("", "", id="nothing"),
        pytest.param("# only this\n\n\n# and this", "# only this\n# and this\n", id="only comments"),
        pytest.param("%YAML 1.1\n---\na: b\n", "a: b\n", id="a directive"),
        pytest.param("a:\nb: [ ]\nc: {}\n", "a:\nb: []\nc: {}\n", id="what holds nothing"),
        pytest.param("- [a, [b]]\n- - c", "- - a\n  - [b]\n- [c]\n", id="lists in lists"),
    ],
)
def test_documents(before, after):
    assert fmt(before) == after


def test_a_key_of_any_length_is_kept():
    key = "k" * 1_100

    assert fmt(f"? {key}\n: a\n") == f"? {key}\n: a\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [("a: [b", "yaml-syntax"), ("a: b\na: c", "duplicate-key"), ("a: &b c", "no-alias"), (b"\xff\xfea", "not-utf8")],
)
def test_what_is_not_whole_is_not_laid_out(text, code):
    problems: list[Diagnostic] = []

    assert laid_out("a.yaml", text, problems) is None
    assert problems[0].code == code
