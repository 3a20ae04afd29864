"""Cells and calculations in words, as a manager would say them."""

from __future__ import annotations

import pytest

from kefu_core.ir.policy import PolicyIR
from kefu_core.loading import load
from kefu_core.wording import Lexicon, asked, calendar_words, claim, due_words, phrase, promise, start_words, timeless

PACK = """\
policy: p
format: 1
zone: Asia/Shanghai
documents: [{id: m}]
---
facts:
  - {id: nature, label: {zh: 性质, en: nature}, type: choice, choices: [{id: rude, label: {zh: 粗暴, en: rudeness}}, {id: late, label: {zh: 迟到, en: lateness}}, lost]}
  - {id: loss, label: {zh: 损失, en: loss}, type: money, unit: CNY, optional: true}
  - {id: times, label: {zh: 次数, en: times}, type: integer}
  - {id: vip, label: {zh: 贵宾, en: guest of honour}, type: boolean}
  - {id: day, label: {zh: 日期, en: day}, type: date}
  - {id: tags, label: {zh: 标记, en: tags}, type: set of choice, choices: [{id: cold, label: {zh: 冷藏, en: cold}}, {id: open, label: {zh: 已拆, en: opened}}]}
  - {id: delay, label: {zh: 延误, en: delay}, type: duration, unit: h}
  - {id: note, label: {zh: 备注, en: remark}, type: text}
parameters:
  - {id: limit, label: {zh: 限额, en: limit}, type: money, unit: CNY, value: 5000 CNY, source: m.1}
  - {id: rate, label: {zh: 费率, en: rate}, type: decimal, values: {2026-01-01: 0.1, 2027-01-01: 0.2}, source: m.1}
outcomes:
  - {id: pay, label: {zh: 赔付, en: payment}, type: money, unit: CNY, rounding: round_half_up}
"""
TABLE = """\
---
table: t
inputs: [nature, loss, times, vip, day, tags, delay, note]
output: pay
hit: first
rules: [{id: r, when: {%s}, then: '%s', source: m.1}]
default: {then: 0 CNY, source: m.1}
"""


def policy(when: str = "", then: str = "0 CNY") -> PolicyIR:
    loaded = load({"p.yaml": PACK + TABLE % (when, then)})
    assert loaded.policy is not None, [each.message("en") for each in loaded.diagnostics]
    return loaded.policy.ir


@pytest.mark.parametrize(
    ("name", "cell", "zh", "en"),
    [
        ("nature", "rude", "性质为粗暴", "nature is rudeness"),
        ("nature", "rude, late, lost", "性质为粗暴、迟到或 lost", "nature is rudeness, lateness or lost"),
        ("nature", "not(rude)", "性质不是粗暴", "nature is not rudeness"),
        ("nature", "not(rude, late)", "性质不是粗暴，也不是迟到", "nature is neither rudeness nor lateness"),
        ("nature", "!= rude", "性质不是粗暴", "nature is not rudeness"),
        ("loss", "0 CNY", "损失为 0 元", "loss is 0 CNY"),
        ("loss", ">= 5000.50 CNY", "损失不低于 5000.50 元", "loss is at least 5000.50 CNY"),
        ("loss", "> limit", "损失超过 5000 元（限额）", "loss is above 5000 CNY (limit)"),
        ("loss", "< limit * rate", "损失低于 5000 元（限额）× 费率", "loss is below 5000 CNY (limit) × rate"),
        ("loss", "[0 CNY..10 CNY)", "损失不低于 0 元且低于 10 元", "loss is at least 0 CNY and below 10 CNY"),
        ("loss", "not([0 CNY..10 CNY))", "损失低于 0 元，或不低于 10 元，或没有", "loss is below 0 CNY, or at least 10 CNY, or none"),
        ("loss", "none", "没有损失", "loss is none"),
        ("loss", "not(none)", "有损失", "loss is not none"),
        ("loss", "none, < 10 CNY", "没有损失，或损失低于 10 元", "loss is none, or loss is below 10 CNY"),
        ("times", "<= 3", "次数不超过 3", "times is at most 3"),
        ("times", "1, 3", "次数为 1 或 3", "times is 1 or 3"),
        ("vip", "true", "“贵宾”为“是”", '"guest of honour" is yes'),
        ("vip", "false", "“贵宾”为“否”", '"guest of honour" is no'),
        ("day", ">= 2026-01-02", "日期不早于 2026-01-02", "day is not before 2026-01-02"),
        ("tags", "cold", "标记含有冷藏", "tags includes cold"),
        ("tags", "cold, open", "标记含有冷藏或已拆", "tags includes cold or opened"),
        ("tags", "all(cold, open)", "标记同时含有冷藏和已拆", "tags includes cold and opened"),
        ("tags", "not(cold)", "标记不含冷藏", "tags does not include cold"),
        ("tags", "not(cold, open)", "标记不含冷藏或已拆", "tags does not include cold or opened"),
        ("delay", "> 90 min", "延误超过 1 小时 30 分钟", "delay is longer than 1 h 30 min"),
        ("delay", "< 2 h", "延误短于 2 小时", "delay is shorter than 2 h"),
        ("note", '\\"a b\\"', "备注为“a b”", 'remark is "a b"'),
        ("note", '!= \\"x\\"', "备注不是“x”", 'remark is not "x"'),
    ],
)  # fmt: skip
def test_a_cell_is_a_claim(name: str, cell: str, zh: str, en: str) -> None:
    ir = policy(f'{name}: "{cell}"')
    test = ir.tables[0].rows[0].cells[ir.tables[0].inputs.index(name)]

    assert claim(name, test, timeless(Lexicon(ir, "zh"))) == zh
    assert claim(name, test, timeless(Lexicon(ir, "en"))) == en


@pytest.mark.parametrize(
    ("name", "cell", "zh", "en"),
    [
        ("nature", "rude, lost", "粗暴或 lost", "rudeness or lost"),
        ("loss", "0 CNY", "0 元", "0 CNY"),
        ("loss", "(1 CNY..limit]", "超过 1 元且不超过 5000 元（限额）", "above 1 CNY and at most 5000 CNY (limit)"),
        ("loss", "none", "没有", "none"),
        ("vip", "false", "否", "no"),
        ("tags", "not(cold)", "不含冷藏", "does not include cold"),
    ],
)
def test_under_its_heading_a_cell_goes_without_the_name(name: str, cell: str, zh: str, en: str) -> None:
    ir = policy(f'{name}: "{cell}"')
    test = ir.tables[0].rows[0].cells[ir.tables[0].inputs.index(name)]

    assert asked(name, test, timeless(Lexicon(ir, "zh"))) == zh
    assert asked(name, test, timeless(Lexicon(ir, "en"))) == en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("100 CNY", "100 元", "100 CNY"),
        ("limit * (1 - rate) + 1 CNY", "5000 元（限额）× (1 - 费率) + 1 元", "5000 CNY (limit) × (1 - rate) + 1 CNY"),
        ("min(limit, coalesce(loss, 0 CNY))", "5000 元（限额）与（损失和 0 元中第一个有值的）中较小的", "the smaller of 5000 CNY (limit) and (the first of loss and 0 CNY that there is)"),
        ("if vip and not (nature = rude) or times > 2 then limit else 0 CNY", "（“贵宾”为“是”，且性质不是粗暴），或次数多于 2 时为 5000 元（限额），否则为 0 元", '5000 CNY (limit) if ("guest of honour" is yes and nature is not rudeness), or times is more than 2, else 0 CNY'),
        ("round_half_up(limit / 3, 1)", "（5000 元（限额）÷ 3）四舍五入（保留 1 位小数）", "(5000 CNY (limit) ÷ 3) rounded to the nearest (decimal places: 1)"),
        ("if delay > 2 h and (vip or times != 1) then max(limit, 1 CNY, 2 CNY) else -limit", "延误超过 2 小时，且（“贵宾”为“是”，或次数不等于 1）时为 5000 元（限额）、1 元和 2 元中最大的，否则为 -5000 元（限额）", 'the greatest of 5000 CNY (limit), 1 CNY and 2 CNY if delay is longer than 2 h and ("guest of honour" is yes, or times is not 1), else -5000 CNY (limit)'),
    ],
)  # fmt: skip
def test_a_calculation_is_a_phrase(text: str, zh: str, en: str) -> None:
    ir = policy(then=text)
    output = ir.tables[0].rows[0].outputs[0]

    assert phrase(output, timeless(Lexicon(ir, "zh"))) == zh
    assert phrase(output, timeless(Lexicon(ir, "en"))) == en


DEADLINES = """\
milestones: [{id: in, label: {zh: 受理, en: accepted}, start: true}, {id: seen, label: {zh: 查看, en: seen}}, {id: out, label: {zh: 答复, en: answered}}]
deadlines:
  - {id: d, until: out, %s, source: m.1}
"""


@pytest.mark.parametrize(
    ("keys", "zh", "en"),
    [
        ("from: in, within: 90 min", "受理后 1 小时 30 分钟内答复", '"answered" within 1 h 30 min of "accepted"'),
        ("from: in, within: same day", "受理当天答复", '"answered" on the day of "accepted"'),
        (
            "from: [seen, in], within: 3 days",
            "查看后 3 天内答复；没有该事件的，从受理起算",
            '"answered" within 3 days of "seen", or of "accepted" where that has not happened',
        ),
        ("from: in, due: in + 2 h", "答复不晚于受理后满 2 小时", '"answered" by 2 h after "accepted"'),
    ],
)
def test_a_deadline_is_a_promise(keys: str, zh: str, en: str) -> None:
    loaded = load({"p.yaml": PACK + DEADLINES % keys})
    assert loaded.policy is not None, [each.message("en") for each in loaded.diagnostics]
    ir = loaded.policy.ir

    assert promise(ir.deadlines[0], timeless(Lexicon(ir, "zh"))) == zh
    assert promise(ir.deadlines[0], timeless(Lexicon(ir, "en"))) == en


def test_a_deadline_is_told_in_parts() -> None:
    loaded = load({"p.yaml": PACK + DEADLINES % "from: [seen, in], within: same day"})
    assert loaded.policy is not None
    setting = timeless(Lexicon(loaded.policy.ir, "zh"))

    assert start_words(loaded.policy.ir.deadlines[0], setting) == "查看，没有则为受理"
    assert due_words(loaded.policy.ir.deadlines[0], setting) == "当天"


CALENDARS = """\
---
calendar: office
label: {zh: 办公时间, en: office hours}
week: {mon-thu: [09:00-12:00, 13:00-18:00], fri: [09:00-12:00], sat: [22:00-06:00]}
holidays: [2026-10-01/2026-10-07, 2026-11-11, 12-25]
breaks: {2026-03-02: [15:00-18:00]}
dates: {2026-10-10: [09:00-12:00], 2026-12-31: []}
known_until: 2027-01-01
---
milestones: [{id: got, label: {zh: 收到, en: received}, start: true}, {id: told, label: {zh: 答复, en: answered}}]
parameters: [{id: quick, label: {zh: 时限, en: limit}, type: duration, value: 4 working hours, source: m.1}]
deadlines: [{id: d, from: got, until: told, %s, source: m.1}]
"""


def with_deadline(text: str, head: str = "") -> PolicyIR:
    loaded = load({"p.yaml": PACK.replace("documents:", f"{head}\ndocuments:") + CALENDARS % text})
    assert loaded.policy is not None, [each.message("en") for each in loaded.diagnostics]
    return loaded.policy.ir


@pytest.mark.parametrize(
    ("text", "head", "zh", "en"),
    [
        (
            "within: 2 working days, calendar: office",
            "",
            "收到后 2 个工作日内答复（按“办公时间”）",
            '"answered" within 2 working days of "received" by "office hours"',
        ),
        (
            "within: quick",
            "calendar: office",
            "收到后 4 个工作小时内答复（按“办公时间”）",
            '"answered" within 4 working hours of "received" by "office hours"',
        ),
        ("within: 3 days", "calendar: office", "收到后 3 天内答复", '"answered" within 3 days of "received"'),
        (
            "within: 3 days, calendar: office, roll: next working day",
            "",
            "收到后 3 天内答复（按“办公时间”，遇休息日顺延到下一个工作日）",
            '"answered" within 3 days of "received" by "office hours", and if that is a day off, on the next working day',
        ),
    ],
)
def test_a_deadline_says_by_which_calendar(text: str, head: str, zh: str, en: str) -> None:
    ir = with_deadline(text, head)
    assert promise(ir.deadlines[0], timeless(Lexicon(ir, "zh"))) == zh
    assert promise(ir.deadlines[0], timeless(Lexicon(ir, "en"))) == en


def test_a_calendar_is_told_line_by_line() -> None:
    (calendar,) = with_deadline("within: quick, calendar: office").calendars
    assert list(calendar_words(calendar, "en")) == [
        ("Monday to Thursday", "09:00-12:00, 13:00-18:00"),
        ("Friday", "09:00-12:00"),
        ("Saturday", "22:00-06:00"),
        ("days off", "2026-10-01 to 2026-10-07, 2026-11-11, 12-25"),
        ("2026-10-10", "09:00-12:00"),
        ("2026-12-31", "closed"),
        ("2026-03-02", "less 15:00-18:00"),
        ("time zone", "Asia/Shanghai"),
        ("not all known from", "2027-01-01"),
    ]
    assert list(calendar_words(calendar, "zh"))[:4] == [
        ("周一至周四", "09:00-12:00、13:00-18:00"),
        ("周五", "09:00-12:00"),
        ("周六", "22:00-06:00"),
        ("放假", "2026-10-01 至 2026-10-07、2026-11-11、12-25"),
    ]
