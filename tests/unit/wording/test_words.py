"""Cells and calculations in words, as a manager would say them."""

from __future__ import annotations

import pytest

from kefu_core.ir.policy import PolicyIR
from kefu_core.loading import load
from kefu_core.wording import Words

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
parameters:
  - {id: limit, label: {zh: 限额, en: limit}, type: money, unit: CNY, value: 5000 CNY, source: m.1}
  - {id: rate, label: {zh: 费率, en: rate}, type: decimal, values: {2026-01-01: 0.1, 2027-01-01: 0.2}, source: m.1}
outcomes:
  - {id: pay, label: {zh: 赔付, en: payment}, type: money, unit: CNY, rounding: round_half_up}
"""  # noqa: E501
TABLE = """\
---
table: t
inputs: [nature, loss, times, vip, day, tags, delay]
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
        ("nature", "rude, late, lost", "性质为粗暴、迟到或lost", "nature is rudeness, lateness or lost"),
        ("nature", "not(rude)", "性质不是粗暴", "nature: not rudeness"),
        ("nature", "not(rude, late)", "性质不是粗暴或迟到", "nature: none of rudeness or lateness"),
        ("nature", "!= rude", "性质不是粗暴", "nature is not rudeness"),
        ("loss", "0 CNY", "损失为0元", "loss is 0 CNY"),
        ("loss", ">= 5000.50 CNY", "损失不低于5000.5元", "loss is at least 5000.5 CNY"),
        ("loss", "> limit", "损失高于限额（5000元）", "loss is more than limit (5000 CNY)"),
        ("loss", "< limit * rate", "损失低于限额（5000元） × 费率", "loss is less than limit (5000 CNY) × rate"),
        ("loss", "[0 CNY..10 CNY)", "损失不低于0元、低于10元", "loss is at least 0 CNY and less than 10 CNY"),
        ("loss", "none", "没有损失", "there is no loss"),
        ("loss", "not(none)", "有损失", "there is a loss"),
        ("loss", "none, < 10 CNY", "损失无，或者低于10元", "loss is none, or less than 10 CNY"),
        ("times", "<= 3", "次数不超过3", "times is at most 3"),
        ("vip", "true", "贵宾", "guest of honour is yes"),
        ("vip", "false", "并非贵宾", "guest of honour is no"),
        ("day", ">= 2026-01-02", "日期不早于2026-01-02", "day is not before 2026-01-02"),
        ("tags", "cold", "标记包含冷藏", "tags: includes cold"),
        ("tags", "cold, open", "标记包含冷藏或已拆", "tags: includes cold or opened"),
        ("tags", "all(cold, open)", "标记包含冷藏，并且包含已拆", "tags: includes cold and includes opened"),
        ("tags", "not(cold)", "标记不包含冷藏", "tags: without cold"),
        ("delay", "> 90 min", "延误高于1小时30分钟", "delay is more than 1 h 30 min"),
    ],
)
def test_a_cell_is_a_condition(name: str, cell: str, zh: str, en: str) -> None:
    ir = policy(f'{name}: "{cell}"')
    place = ir.tables[0].inputs.index(name)
    test = ir.tables[0].rows[0].cells[place]

    assert Words(ir, "zh").condition(test, name) == zh
    assert Words(ir, "en").condition(test, name) == en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("100 CNY", "100元", "100 CNY"),
        ("limit * (1 - rate) + 1 CNY", "限额（5000元） × （1 − 费率） + 1元", "limit (5000 CNY) × (1 − rate) + 1 CNY"),
        ("min(limit, coalesce(loss, 0 CNY))", "限额（5000元） 与 （损失 与 0元中第一个有值的）中较小的", "the least of limit (5000 CNY), (the first known of loss, 0 CNY)"),
        ("if vip and not (nature = rude) or times > 2 then limit else 0 CNY", "如果贵宾，并且并非（性质为粗暴），或者次数 > 2，则限额（5000元），否则0元", "if guest of honour and not (nature is rudeness) or times > 2, limit (5000 CNY), else 0 CNY"),
        ("round_half_up(limit / 3, 1)", "限额（5000元） ÷ 3（四舍五入，保留 1 位小数）", "limit (5000 CNY) ÷ 3 rounded to 1 decimal places"),
    ],
)  # fmt: skip
def test_a_calculation_is_said(text: str, zh: str, en: str) -> None:
    ir = policy(then=text)
    output = ir.tables[0].rows[0].outputs[0]

    assert Words(ir, "zh").term(output) == zh
    assert Words(ir, "en").term(output) == en
