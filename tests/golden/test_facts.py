"""What a host is told that gives wrong facts: messages that no rule file can cause, word for word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kefu_core.diagnostics import InvalidFacts
from kefu_core.loading import load

BASE = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "base").glob("*.yaml"))}
AT = dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("facts", "code", "english", "chinese"),
    [
        (
            {"natur": "conduct"},
            "unknown-fact",
            "there is no fact `natur`\n   = help: did you mean `nature`?",
            "没有名为 `natur` 的事实\n   = 帮助：是不是想写 `nature`？",
        ),
        (
            {"nature": "rudeness"},
            "wrong-fact",
            "fact `nature`: `rudeness` is none of the choices\n"
            "   = help: the choices are `promise broken`, `service at fault`, `improper conduct`",
            "事实 `nature`：`rudeness` 不在选项之中\n   = 帮助：可选：`承诺未兑现`、`服务不到位`、`行为不当`",
        ),
        (
            {"loss": "5000"},
            "wrong-fact",
            "fact `loss`: `5000` has no unit\n   = help: write it with one, such as `5000 CNY`",
            "事实 `loss`：`5000` 没有单位\n   = 帮助：请带上单位，例如 `5000 CNY`",
        ),
        (
            {"score": 4.5},
            "wrong-fact",
            "fact `score`: `4.5` is a binary float, which is not exact\n"
            "   = help: give a `Decimal`, an integer or text",
            "事实 `score`：`4.5` 是二进制浮点数，不精确\n   = 帮助：请给 `Decimal`、整数或文本",
        ),
        (
            {"nature": "conduct", "投诉性质": "行为不当"},
            "fact-twice",
            "`nature` is given twice, by its code and by its label\n   = help: keep one of them",
            "`nature` 给了两次（代码和名称各一次）\n   = 帮助：请只保留一个",
        ),
        (
            {"nature": None},
            "fact-is-null",
            "`nature` is null\n   = help: leave it out if it is not known; only optional facts can be `none`",
            "`nature` 是 null\n   = 帮助：不知道就不要写；只有可选的事实才能是 `none`",
        ),
        (
            {"reports": -1},
            "fact-out-of-domain",
            "`-1` lies outside the domain of `reports`\n"
            "   = help: give a value inside the domain that the vocabulary declares",
            "`-1` 超出了 `reports` 的取值范围\n   = 帮助：请给词汇表所声明的取值范围内的值",
        ),
    ],
)
def test_a_wrong_fact_is_told(facts, code, english, chinese):
    policy = load(BASE).policy
    assert policy is not None
    with pytest.raises(InvalidFacts) as refused:
        policy.decide(facts, at=AT)

    (found,) = refused.value.diagnostics
    assert found.code == code
    assert refused.value.render("en").split(": ", 1)[1].replace("\n  = ", "\n   = ") == english
    assert refused.value.render("zh").split("：", 1)[1].replace("\n  = ", "\n   = ") == chinese


def test_an_instant_without_an_offset_is_told():
    policy = load(BASE).policy
    assert policy is not None
    with pytest.raises(InvalidFacts) as refused:
        policy.decide({}, at=dt.datetime(2026, 11, 2, 10))  # noqa: DTZ001 - that is the point

    assert [each.code for each in refused.value.diagnostics] == ["naive-instant"]
    assert "2026-11-02T10:00+08:00" in refused.value.render("zh")
