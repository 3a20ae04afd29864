"""Lines of JSON as hosts write them: what is an event, and where a message points."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kefu_core import load_policy
from kefu_core.cases.reading import Timeline, read_timeline

POLICY = load_policy(
    {
        "shop.yaml": """
policy: shop
format: 1
zone: Asia/Shanghai
documents: [shop]
---
facts:
  - {id: remark, label: {zh: 备注, en: remark}, type: text}
  - {id: loss, label: {zh: 损失, en: loss}, type: money, unit: CNY}
milestones: [{id: accepted, start: true, label: {zh: 受理, en: accepted}}, resolved]
"""
    }
)
ACCEPTED = {"at": "2026-11-02T10:00+08:00", "type": "accepted", "case": "1"}


def read(*lines: dict[str, Any] | str) -> Timeline:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    return read_timeline("events.jsonl", "\n".join(texts), POLICY)


def underlined(timeline: Timeline) -> list[tuple[str, str]]:
    """The code of each problem, and the text under its carets."""
    lines = timeline.sources["events.jsonl"].split("\n")
    spans = [(each.code, each.span) for each in timeline.problems if each.span is not None]
    return [(code, lines[span.line - 1][span.column - 1 : span.end_column - 1]) for code, span in spans]


@pytest.mark.parametrize("key", ["id", "recorded", "seq", "subject", "kind", "actor", "corrects", "voids"])
def test_a_part_of_the_envelope_that_is_null_is_one_that_is_not_there(key):
    (event,) = read({**ACCEPTED, key: None}).events
    (plain,) = read(ACCEPTED).events
    assert event == plain


def test_an_event_of_a_subject_belongs_to_no_case_even_where_the_case_is_null():
    timeline = read({**ACCEPTED, "case": None, "subject": "customer-1"})

    assert timeline.problems == ()
    assert timeline.by_case() == {}


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_what_ends_a_line_elsewhere_may_stand_in_a_text(end):
    timeline = read({**ACCEPTED, "remark": f"rude{end}twice"})

    assert timeline.problems == ()
    assert dict(timeline.events[0].facts) == {"remark": f"rude{end}twice"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_every_editor(end):
    text = f"{json.dumps(ACCEPTED)}{end}{end}[]{end}"
    timeline = read_timeline("events.jsonl", text, POLICY)

    assert [each.origin for each in timeline.events] == ["events.jsonl:1"]
    assert [(each.code, each.span.line) for each in timeline.problems if each.span] == [("bad-line", 3)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ({**ACCEPTED, "type": "acepted"}, [("unknown-event", '"acepted"')]),
        ({**ACCEPTED, "type": 5}, [("unknown-event", "5")]),
        ({**ACCEPTED, "at": "tomorrow"}, [("wrong-value", '"tomorrow"')]),
        ({**ACCEPTED, "at": 1793584800}, [("wrong-value", "1793584800")]),
        ({**ACCEPTED, "recorded": "later"}, [("wrong-value", '"later"')]),
        ({**ACCEPTED, "los": "5 CNY"}, [("unknown-fact", '"los"')]),
        ({**ACCEPTED, "loss": "5"}, [("wrong-fact", '"5"')]),
        ({**ACCEPTED, "loss": None}, [("fact-is-null", "null")]),
        ({**ACCEPTED, "loss": "5 CNY", "损失": "6 CNY"}, [("fact-twice", '"损失"')]),
        ({**ACCEPTED, "facts": {"loss": "5", "los": 1}}, [("wrong-fact", '"5"'), ("unknown-fact", '"los"')]),
        (
            {**ACCEPTED, "type": "extension", "milestone": "resolvd", "by": "a while"},
            [("unknown-event", '"resolvd"'), ("wrong-value", '"a while"')],
        ),
    ],
)
def test_the_carets_stand_under_the_name_or_the_value_to_be_mended(line, found):
    assert underlined(read("", line)) == found


@pytest.mark.parametrize("line", ['["a"]', "{'at': 1}", '{"at": ', "3", "null"])
def test_what_is_no_object_is_underlined_whole(line):
    assert underlined(read(ACCEPTED, line)) == [("bad-line", line)]


def test_all_that_an_event_lacks_is_told():
    timeline = read({"at": None})

    assert [each.args["key"] for each in timeline.problems] == ["at", "type", "case"]


def test_what_is_wrong_is_told_in_chinese_throughout():
    (wrong,) = read({**ACCEPTED, "at": "明天"}).problems

    assert wrong.message("zh") == "`明天` 不是时刻"
