"""Diagnostics as values, as JSON, and in exceptions."""

import json
import pickle

import pytest

from kefu_core.diagnostics import (
    Diagnostic,
    InvalidFacts,
    InvalidPolicy,
    KefuError,
    Related,
    Span,
    Term,
    ordered,
    problem,
    to_json,
)

AT = Span("a.yaml", 7, 5, 7, 9)
LATER = Span("a.yaml", 10, 1, 10, 2)


def unknown(key: str = "whne", span: Span = AT) -> Diagnostic:
    return problem("unknown-key", span, help="did-you-mean", key=key, what=Term("RuleForm"), guess="when", keys="")


def test_a_message_is_said_in_the_language_of_the_reader():
    assert unknown().message("en") == "`whne` is not a key of a rule"
    assert unknown().message("zh") == "规则里没有名为 `whne` 的键"
    assert unknown().help_text("en") == "did you mean `when`?"
    assert unknown().help_text("zh") == "是不是想写 `when`？"


def test_a_tuple_is_listed_as_each_language_lists():
    diagnostic = problem("unknown-key", AT, help="keys", key="x", what=Term("RuleForm"), guess="", keys=("id", "when"))

    assert diagnostic.help_text("en") == "its keys are `id`, `when`"
    assert diagnostic.help_text("zh") == "可以用的键：`id`、`when`"


def test_text_of_a_user_cannot_steer_a_terminal_or_break_the_line():
    assert unknown("a\x1b[31m\nb\u202ec\u3000").message("en") == ("`a␛[31m␊b<U+202E>c<U+3000>` is not a key of a rule")


def test_text_of_a_user_that_looks_like_a_template_is_only_text():
    assert unknown("{guess}").message("en") == "`{guess}` is not a key of a rule"


def test_text_of_a_user_is_quoted_in_part_if_it_is_very_long():
    message = unknown("k" * 5_000).message("en")

    assert len(message) < 400
    assert "k…`" in message


def test_an_unknown_code_help_or_note_is_our_own_fault_where_it_is_made():
    with pytest.raises(AssertionError, match="no-such-code"):
        problem("no-such-code", AT)
    with pytest.raises(AssertionError, match="no help"):
        problem("empty-value", AT, help="did-you-mean")
    with pytest.raises(AssertionError, match="note"):
        problem("empty-value", AT, related=(Related("no-such-note", AT),))


def test_diagnostics_are_ordered_by_place_and_code_whatever_the_order_of_finding():
    nowhere = problem("no-policy", None)
    found = [
        problem("empty-value", LATER),
        unknown(),
        problem("empty-value", AT),
        problem("empty-value", Span("B.yaml", 99, 1, 99, 1)),
        nowhere,
    ]
    expected = (nowhere, found[3], found[2], found[1], found[0])

    assert ordered(found) == expected
    assert ordered(reversed(found)) == expected


def test_what_is_found_twice_is_said_once():
    assert ordered([unknown(), unknown(), unknown("wehn")]) == (unknown("wehn"), unknown())


def test_what_is_hard_to_hash_can_still_be_a_witness():
    with_witness = problem("empty-value", AT, witness={"loss": ["5000.00 CNY"]})

    assert ordered([with_witness, with_witness]) == (with_witness,)


def test_json_has_the_keys_that_other_programs_rely_on():
    diagnostic = problem(
        "duplicate-key", LATER, help="keep-one", related=(Related("first-here", AT),), key="id", witness={"loss": "1"}
    )

    assert json.loads(json.dumps(to_json(diagnostic, "zh"), ensure_ascii=False)) == {
        "code": "duplicate-key",
        "severity": "error",
        "message": "键 `id` 重复了",
        "file": "a.yaml",
        "line": 10,
        "column": 1,
        "end_line": 10,
        "end_column": 2,
        "help": "只保留一个，或者把两处的内容合并",
        "related": [
            {"message": "第一处在这里", "file": "a.yaml", "line": 7, "column": 5, "end_line": 7, "end_column": 9}
        ],
        "witness": {"loss": "1"},
    }


def test_json_of_a_problem_without_a_place_has_nulls():
    said = to_json(problem("empty-value", None), "en")

    assert [said[key] for key in ("file", "line", "column", "end_line", "end_column", "help", "witness")] == [None] * 7


def test_a_refusal_shows_all_its_diagnostics_in_order():
    error = InvalidPolicy([problem("empty-value", LATER), unknown()], {"a.yaml": "\n" * 6 + "    whne: x\n"})

    assert isinstance(error, KefuError)
    assert [line for line in str(error).splitlines() if line.startswith("error")] == [
        "error[unknown-key]: `whne` is not a key of a rule",
        "error[empty-value]: a value is missing here",
    ]
    assert "错误[unknown-key]：规则里没有名为 `whne` 的键" in error.render("zh")


def test_nothing_is_refused_without_an_error():
    with pytest.raises(AssertionError, match="without an error"):
        InvalidFacts([])


def test_a_refusal_survives_pickling():
    error = InvalidPolicy([unknown()], {"a.yaml": "x"})
    copy = pickle.loads(pickle.dumps(error))

    assert copy.diagnostics == error.diagnostics
    assert str(copy) == str(error)
