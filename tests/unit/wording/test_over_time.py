"""What becomes of a case in words: pauses, warnings, breaches, latches, states, events."""

from __future__ import annotations

from datetime import datetime

import pytest
from attrs import evolve

from kefu_core.diagnostics import Language
from kefu_core.ir.events import Event
from kefu_core.ir.policy import PolicyIR
from kefu_core.loading import load
from kefu_core.values import Duration, to_micros
from kefu_core.wording import (
    Lexicon,
    aftermath,
    becomes,
    begins,
    conditions_of,
    course,
    event_words,
    lapse,
    leads,
    timeless,
)

PACK = """\
policy: p
format: 1
zone: Asia/Shanghai
documents: [{id: m}]
---
facts:
  - {id: late, label: {zh: 拖延, en: delayed}, type: boolean}
  - {id: grade, label: {zh: 级别, en: grade}, type: choice, choices: [{id: low, label: {zh: 低, en: low}}, {id: high, label: {zh: 高, en: high}}]}
roles: [{id: desk, label: {zh: 理赔台, en: claims desk}}, {id: head, label: {zh: 主管, en: head of claims}}]
milestones:
  - {id: in, label: {zh: 受理, en: received}, start: true}
  - {id: asked, label: {zh: 询问客户, en: customer asked}}
  - {id: seen, label: {zh: 验货, en: inspected}}
  - {id: out, label: {zh: 答复, en: answered}}
  - {id: gone, label: {zh: 撤回, en: withdrawn}}
  - {id: back, label: {zh: 提出异议, en: contested}}
kinds:
  - id: claim
    label: {zh: 理赔, en: claim}
    starts: in
    source: m.1
    states:
      - {id: open, label: {zh: 处理中, en: in hand}}
      - {id: waiting, label: {zh: 等待客户, en: waiting for the customer}, pauses: true}
      - {id: closed, label: {zh: 已结案, en: closed}, final: true}
    moves:
      - {on: asked, from: open, to: waiting}
      - {on: out, from: [open, waiting], to: closed, needs: seen}
      - {on: gone, to: closed, stops: true}
    reopens:
      - {on: back, to: open, revokes: [out, seen], time: %s}
deadlines:
  - {id: d, from: in, until: out, within: 3 days, %s, source: m.1}
latches:
  - {id: l, from: %s, until: out, within: %s, set: {late: true, grade: high}, source: m.1}
"""


def pack(*, around: str = "", starts: str = "in", within: str = "1 month", time: str = "pause") -> PolicyIR:
    text = PACK % (time, around or "label: d", starts, within)
    loaded = load({"p.yaml": text})
    assert loaded.policy is not None, [each.message("en") for each in loaded.diagnostics]
    return loaded.policy.ir


@pytest.mark.parametrize(
    ("keys", "zh", "en"),
    [
        ("", (), ()),
        ("pause: [waiting]", ("“等待客户”期间不计时",), ('time in "waiting for the customer" does not count',)),
        ("pause: []", ("在任何状态下都计时",), ("its time counts in every state",)),
        (
            "retarget: from_change",
            ("取代另一时限时，从变更之时起算",),
            ("where it takes the place of another deadline, its time counts from the change",),
        ),
        (
            "retarget: keep",
            ("取代另一时限时，原来的到期时间不变",),
            ("where it takes the place of another deadline, the due date stays as it was",),
        ),
        ("extend: {}", ("可以延期",), ("more time may be granted",)),
        (
            "extend: {times: 1, by: head}",
            ("可以延期一次，由主管批准",),
            ("more time may be granted once, by head of claims",),
        ),
        ("extend: {times: 2}", ("最多可以延期 2 次",), ("more time may be granted up to 2 times",)),
        (
            "warn: [80 %, {at: 24 h before, notify: [desk, head]}]",
            ("时间过了 80% 时：提醒", "到期前 24 小时：通知理赔台和主管"),
            ("when 80 % of the time is over: a warning", "24 h before it is due: tell claims desk and head of claims"),
        ),
    ],
)
def test_a_deadline_says_what_becomes_of_it_and_nothing_that_goes_without_saying(
    keys: str, zh: tuple[str, ...], en: tuple[str, ...]
) -> None:
    ir = pack(around=keys)

    assert course(ir.deadlines[0], Lexicon(ir, "zh")) == zh
    assert course(ir.deadlines[0], Lexicon(ir, "en")) == en


def test_what_follows_a_breach_is_told_step_by_step_with_roles_and_tasks() -> None:
    ir = pack(around="warn: [50 %], late: [{notify: desk}, {after: 24 h, escalate: head, task: search_again}]")
    chinese, english = Lexicon(ir, "zh"), Lexicon(ir, "en")

    assert aftermath(ir.deadlines[0], chinese) == (
        "超时后立即：通知理赔台",
        "到期后 24 小时：升级到主管；任务：search_again",
    )
    assert aftermath(ir.deadlines[0], english) == (
        "when it is missed: tell claims desk",
        "24 h after it was due: hand it to head of claims; task: search_again",
    )
    assert course(ir.deadlines[0], english)[1:] == aftermath(ir.deadlines[0], english)


@pytest.mark.parametrize(
    ("keys", "zh", "en"),
    [
        ({}, "受理后 1 个月内没有“答复”", '"answered" has not come within 1 month of "received"'),
        ({"within": "same day"}, "受理当天没有“答复”", '"answered" has not come on the day of "received"'),
        (
            {"starts": "[seen, in]"},
            "验货后 1 个月内没有“答复”；没有该事件的，从受理起算",
            '"answered" has not come within 1 month of "inspected", or of "received" where that has not happened',
        ),
    ],
)
def test_a_latch_says_what_has_not_come(keys: dict[str, str], zh: str, en: str) -> None:
    ir = pack(**keys)

    assert lapse(ir.latches[0], timeless(Lexicon(ir, "zh"))) == zh
    assert lapse(ir.latches[0], timeless(Lexicon(ir, "en"))) == en


def test_a_latch_says_what_is_so_from_then_on() -> None:
    ir = pack()
    chinese, english = timeless(Lexicon(ir, "zh")), timeless(Lexicon(ir, "en"))

    assert [becomes(*each, chinese) for each in ir.latches[0].sets] == ["“拖延”变为“是”", "“级别”变为高"]
    assert [becomes(*each, english) for each in ir.latches[0].sets] == ['"delayed" becomes yes', '"grade" becomes high']


def test_a_latch_names_the_calendar_that_counts_its_working_time() -> None:
    text = PACK % ("pause", "label: d", "in", "2 working days, calendar: office")
    calendar = "---\ncalendar: office\nlabel: {zh: 办公时间}\nweek: {mon-fri: [09:00-17:00]}\n"
    loaded = load({"p.yaml": text + calendar})
    assert loaded.policy is not None, [each.message("en") for each in loaded.diagnostics]
    ir = loaded.policy.ir

    assert lapse(ir.latches[0], timeless(Lexicon(ir, "zh"))) == "受理后 2 个工作日内没有“答复”（按“办公时间”）"


def test_a_kind_tells_how_its_cases_begin_and_what_leads_from_state_to_state() -> None:
    ir = pack()
    (kind,) = ir.kinds
    chinese, english = Lexicon(ir, "zh"), Lexicon(ir, "en")

    assert begins(kind, chinese) == "自受理开始，状态为“处理中”"
    assert begins(kind, english) == 'begins with "received", as "in hand"'
    assert [leads(each, kind, chinese) for each in kind.ways] == [
        "处于“处理中”状态的，询问客户后转为“等待客户”",
        "处于“处理中”或“等待客户”状态的，答复后转为“已结案”；须先有验货",
        "处于未终结状态的，撤回后转为“已结案”；仍在计时的时限随之终止",
        "处于已终结状态的，提出异议则重新受理，转为“处理中”；答复和验货不再算数；其间的时间不计",
    ]
    assert [leads(each, kind, english) for each in kind.ways] == [
        '"customer asked" leads from "in hand" to "waiting for the customer"',
        '"answered" leads from "in hand" or "waiting for the customer" to "closed"; not before "inspected"',
        '"withdrawn" leads from any state that is not final to "closed"; the deadlines that still run end with it',
        '"contested" opens it again, from a final state to "in hand"; "answered" and "inspected" no longer count; '
        "the time in between does not count",
    ]


@pytest.mark.parametrize(
    ("time", "zh", "en"),
    [
        ("pause", "其间的时间不计", "the time in between does not count"),
        ("continue", "其间的时间照计", "the time in between counts"),
        ("restart", "时限重新计算", "the whole time begins anew"),
    ],
)
def test_a_reopening_says_what_the_time_in_between_is(time: str, zh: str, en: str) -> None:
    ir = pack(time=time)
    (way,) = ir.kinds[0].reopenings

    assert list(conditions_of(way, Lexicon(ir, "zh")))[-1] == zh
    assert list(conditions_of(way, Lexicon(ir, "en")))[-1] == en
    assert list(conditions_of(evolve(way, revokes=()), Lexicon(ir, "en"))) == []


AT = to_micros(datetime.fromisoformat("2026-11-02T10:00+08:00"))


@pytest.mark.parametrize(
    ("event", "zh", "en"),
    [
        (Event("e", AT, "out"), "答复", "answered"),
        (Event("e", AT, "facts"), "得知", "more is known"),
        (Event("e", AT, "void", voids="e1"), "“e1”没有发生", '"e1" did not happen'),
        (Event("e", AT, "out", corrects="e1"), "答复（更正“e1”）", 'answered (in place of "e1")'),
        (
            Event("e", AT, "extension", more=(("milestone", "out"), ("by", Duration.parse("2 days")))),
            "答复延期 2 天",
            "2 days more for answered",
        ),
        (
            Event("e", AT, "extension", more=(("by", Duration.parse("2 h")), ("milestone", "out"), ("reason", "雪"))),
            "答复延期 2 小时（雪）",
            "2 h more for answered (雪)",
        ),
    ],
)
def test_an_event_is_called_by_its_milestone_or_by_what_it_does(event: Event, zh: str, en: str) -> None:
    ir = pack()
    languages: tuple[Language, Language] = ("zh", "en")

    assert [event_words(event, Lexicon(ir, language)) for language in languages] == [zh, en]
