"""Messages about what a pack declares: names, types, values, parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="bad-name",
        en="`{name}` cannot be a name",
        zh="`{name}` 不能作为名称",
        helps={
            "form": (
                "names begin with a letter and hold only a-z, 0-9 and `_`; put what people read into `label`",
                "名称以字母开头，只含小写字母 a-z、数字和 `_`；给人看的文字请写在 `label` 里",
            ),
            "reserved": (
                "this word has a meaning of its own in rule files; choose another",
                "这个词在规则文件里另有含义，请换一个",
            ),
        },
    ),
    Entry(
        code="bad-id",
        en="`{id}` cannot be an id",
        zh="`{id}` 不能作为编号",
        helps={
            "always": (
                "ids hold letters, digits and `_`, in parts joined by `.` or `-`",
                "编号由字母、数字和 `_` 组成，各段之间用 `.` 或 `-` 连接",
            )
        },
    ),
    Entry(code="duplicate-name", en="`{name}` is declared twice", zh="`{name}` 重复声明", notes=FIRST_HERE),
    Entry(code="duplicate-choice", en="two choices are called `{word}`", zh="有两个选项都叫 `{word}`"),
    Entry(code="duplicate-clause", en="clause `{id}` is listed twice", zh="条款 `{id}` 重复列出", notes=FIRST_HERE),
    Entry(
        code="no-choices", en="`{name}` is a choice without `choices`", zh="`{name}` 是选项类型，却没有列出 `choices`"
    ),
    Entry(
        code="unknown-type",
        en="there is no type `{type}`",
        zh="没有名为 `{type}` 的类型",
        helps={**DID_YOU_MEAN, "types": ("the types are {types}", "可用的类型：{types}")},
    ),
    Entry(
        code="set-of-what", en="a set holds choices or roles, not {type}", zh="集合的成员只能是选项或角色，不能是{type}"
    ),
    Entry(code="useless-key", en="`{key}` means nothing for the type `{type}`", zh="类型 `{type}` 用不到 `{key}`"),
    Entry(
        code="unknown-currency",
        en="`{text}` is no currency",
        zh="`{text}` 不是货币代码",
        helps={
            **DID_YOU_MEAN,
            "always": ("use the three letters of ISO 4217, such as `CNY`", "请用 ISO 4217 的三字母代码，例如 `CNY`"),
        },
    ),
    Entry(
        code="unknown-unit",
        en="there is no unit `{text}`",
        zh="没有名为 `{text}` 的单位",
        helps={
            **DID_YOU_MEAN,
            "units": ("units that fit here: {units}", "这里可用的单位：{units}"),
            "durations": (
                "write one of `min`, `h`, `days`, `months`, `working days`",
                "请写 `min`、`h`、`days`、`months`、`working days` 之一",
            ),
        },
    ),
    Entry(
        code="unknown-rounding",
        en="there is no rounding `{text}`",
        zh="没有名为 `{text}` 的取整方式",
        helps={"always": ("write one of {choices}", "可用：{choices}")},
    ),
    Entry(
        code="value-or-values",
        en="parameter `{name}` needs either `value` or `values`",
        zh="参数 `{name}` 需要写 `value` 或 `values` 其中之一",
        helps={
            "always": (
                "`value` holds for all time; `values` is a map from date to value, each in force from that day on",
                "`value` 始终有效；`values` 是“日期: 值”的列表，从该日起生效",
            )
        },
    ),
    Entry(
        code="wrong-value",
        en="`{text}` is not {type}",
        zh="`{text}` 不是{type}",
        helps={
            "boolean": ("write `true` or `false`", "请写 `true` 或 `false`"),
            "date": ("write a date as `2026-11-02`", "日期请写成 `2026-11-02`"),
            "instant": ("write an instant as `2026-11-02T10:00+08:00`", "时刻请写成 `2026-11-02T10:00+08:00`"),
            "duration": (
                "write a number and a unit: `15 min`, `3 h`, `2 days`, `1 month`, or `same day`",
                "请写数字加单位：`15 min`、`3 h`、`2 days`、`1 month`，或 `same day`（当天）",
            ),
            "money": (
                "write an amount with no more digits than the currency has: `5000 CNY`",
                "请写金额和货币，小数位数不超过该货币的规定：`5000 CNY`",
            ),
            "number": (
                "write plain digits with a point: `12.5`; no `,` for thousands",
                "请用普通数字和小数点：`12.5`；千位不加 `,`",
            ),
            "whole-number": ("it has to be a whole number", "必须是整数"),
            "scale": ("digits after the point: a whole number from 0 to 12", "小数位数：0 到 12 的整数"),
        },
    ),
    Entry(
        code="too-many-digits",
        en="`{text}` has more than {scale} digits after the point",
        zh="`{text}` 的小数超过 {scale} 位",
    ),
    Entry(
        code="not-exact",
        en="`{text}` is a binary float, which is not exact",
        zh="`{text}` 是二进制浮点数，不精确",
        helps={"always": ("give a `Decimal`, an integer or text", "请给 `Decimal`、整数或文本")},
    ),
    Entry(
        code="missing-unit",
        en="`{text}` has no unit",
        zh="`{text}` 没有单位",
        helps={"always": ("write it with one, such as `{example}`", "请带上单位，例如 `{example}`")},
    ),
    Entry(
        code="wrong-currency",
        en="`{text}` is in {given} where {currency} is wanted",
        zh="`{text}` 的货币是 {given}，这里要 {currency}",
    ),
    Entry(
        code="wrong-family",
        en="`{text}` is counted in another way than what it is compared with",
        zh="`{text}` 与所比较的时长计法不同",
        helps={
            "clock": (
                "here time runs by the clock: write `min` or `h` (`48 h`, not `2 days`)",
                "这里按钟点计时：请用 `min` 或 `h`（写 `48 h`，不写 `2 days`）",
            ),
            "days": (
                "here calendar days are counted: write `days` or `weeks`",
                "这里按自然日计：请用 `days` 或 `weeks`",
            ),
            "months": ("here months are counted: write `months` or `years`", "这里按月计：请用 `months` 或 `years`"),
            "working_clock": (
                "here working time runs: write `working hours`",
                "这里按工作时间计：请用 `working hours`",
            ),
            "working_days": (
                "here working days are counted: write `working days`",
                "这里按工作日计：请用 `working days`",
            ),
            "same_day": ("only `same day` can stand here", "这里只能写 `same day`"),
        },
    ),
    Entry(
        code="unknown-choice",
        en="`{text}` is none of the choices",
        zh="`{text}` 不在选项之中",
        helps={**DID_YOU_MEAN, "choices": ("the choices are {choices}", "可选：{choices}")},
    ),
    Entry(
        code="second-start",
        en="two milestones are marked as the start",
        zh="有两个里程碑都标成了起点",
        notes=FIRST_HERE,
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    "type-choice": ("a choice", "选项"),
    "type-integer": ("a whole number", "整数"),
    "type-decimal": ("a decimal number", "小数"),
    "type-money": ("an amount in {currency}", "{currency} 金额"),
    "type-boolean": ("true or false", "真假值"),
    "type-date": ("a date", "日期"),
    "type-instant": ("an instant", "时刻"),
    "type-duration": ("a length of time", "时长"),
    "type-duration-clock": ("a length of time by the clock", "按钟点计的时长"),
    "type-duration-days": ("a number of days", "天数"),
    "type-duration-months": ("a number of months", "月数"),
    "type-duration-working-clock": ("a length of working time", "工作时长"),
    "type-duration-working-days": ("a number of working days", "工作日数"),
    "type-duration-same-day": ("the same day", "当天"),
    "type-text": ("text", "文本"),
    "type-party": ("a party", "当事人"),
    "type-set": ("a set", "集合"),
    "type-list": ("a list", "列表"),
    "type-broken": ("something declared wrongly", "声明有误的内容"),
    "sort-fact": ("a fact", "事实"),
    "sort-derived": ("a derived fact", "推导出的事实"),
    "sort-outcome": ("an outcome", "结果"),
    "sort-parameter": ("a parameter", "参数"),
    "sort-milestone": ("a milestone", "里程碑"),
}
