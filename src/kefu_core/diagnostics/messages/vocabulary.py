"""Messages about what a pack declares: names, types, values, parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE, WRITE

TITLE: Final = ("Names, types and values", "名称、类型与取值")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="bad-name",
        en="`{name}` cannot be a name",
        zh="`{name}` 不能作为名称",
        helps={
            "write": (
                "write `{mended}`; what people read stands in `label`",
                "请写成 `{mended}`；给人看的文字请写在 `label` 里",
            ),
            "form": (
                "names begin with a letter and hold only a-z, 0-9 and `_`, such as `home_town`; what people read stands"
                " in `label`",
                "名称以字母开头，只含小写字母 a-z、数字和 `_`，例如 `home_town`；给人看的文字请写在 `label` 里",
            ),
            "reserved": (
                "this word has a meaning of its own in rule files: choose another",
                "这个词在规则文件里另有含义，请换一个",
            ),
        },
    ),
    Entry(
        code="bad-id",
        en="`{id}` cannot be an id",
        zh="`{id}` 不能作为编号",
        helps={
            **WRITE,
            "always": (
                "ids hold letters a-z, digits and `_`, in parts joined by `.` or `-`, such as `major.repeat`",
                "编号由英文字母、数字和 `_` 组成，各段之间用 `.` 或 `-` 连接，例如 `major.repeat`",
            ),
        },
    ),
    Entry(
        code="duplicate-name",
        en="`{name}` is declared twice",
        zh="`{name}` 重复声明",
        helps={
            "always": (
                "facts, derived facts, outcomes, parameters and milestones share their names: choose another, or take"
                " one out",
                "事实、派生事实、结果、参数和里程碑不能重名：请换一个名称，或删掉一处",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="duplicate-choice",
        en="two choices are called `{word}`",
        zh="有两个选项都叫 `{word}`",
        helps={
            "always": (
                "give each a word of its own: rules may use codes and labels alike",
                "请各用一个叫法：规则里写代码和写名称都可以，所以不能重复",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="duplicate-clause",
        en="clause `{id}` is listed twice",
        zh="条款 `{id}` 重复列出",
        helps={"always": ("keep one of them", "请只保留一处")},
        notes=FIRST_HERE,
    ),
    Entry(
        code="no-choices",
        en="`{name}` is a choice, and its choices are not listed",
        zh="`{name}` 是选项类型，却没有列出选项",
        helps={
            "always": (
                "list them, such as `choices: [small, large]`",
                "请列出选项，例如 `choices: [small, large]`",
            )
        },
    ),
    Entry(
        code="unknown-type",
        en="there is no type `{type}`",
        zh="没有名为 `{type}` 的类型",
        helps={**DID_YOU_MEAN, "types": ("the types are {types}", "可用的类型：{types}")},
    ),
    Entry(
        code="set-of-what",
        en="a set holds choices or roles, not {type}",
        zh="集合的成员只能是选项或角色，不能是{type}",
        helps={
            "always": ("write `set of choice` and list the `choices`", "请写 `set of choice`，并列出 `choices`"),
        },
    ),
    Entry(
        code="useless-key",
        en="`{key}` means nothing for the type `{type}`",
        zh="类型 `{type}` 用不到 `{key}`",
        helps={"always": ("take it out, or choose another type", "请删掉它，或换一个类型")},
    ),
    Entry(
        code="unknown-currency",
        en="`{text}` is no code of a currency",
        zh="`{text}` 不是货币代码",
        helps={
            "did-you-mean": ("write `{guess}`, its code in ISO 4217", "请写它的 ISO 4217 代码 `{guess}`"),
            "always": ("use the three letters of ISO 4217, such as `CNY`", "请用 ISO 4217 的三字母代码，例如 `CNY`"),
        },
    ),
    Entry(
        code="unknown-unit",
        en="there is no unit `{text}` here",
        zh="这里没有名为 `{text}` 的单位",
        helps={
            **DID_YOU_MEAN,
            **WRITE,
            "units": ("units that fit here: {units}", "这里可用的单位：{units}"),
            "no-unit": ("this is a number without a unit: leave `{text}` away", "这里的数没有单位，请去掉 `{text}`"),
            "durations": ("write one of `min`, `h`, `days`, `months`", "请写 `min`、`h`、`days`、`months` 之一"),
        },
    ),
    Entry(
        code="unknown-rounding",
        en="there is no rounding `{text}`",
        zh="没有名为 `{text}` 的取整方式",
        helps={**DID_YOU_MEAN, "always": ("write one of {choices}", "可用：{choices}")},
    ),
    Entry(
        code="value-or-values",
        en="parameter `{name}` takes one of `value` and `values`",
        zh="参数 `{name}` 的 `value` 和 `values` 要写其中一个",
        helps={
            "missing": (
                "write `value: {example}`, or, if it changes by date, `values: {{2026-01-01: {example}}}`",
                "请写 `value: {example}`；如果随日期变化，请写 `values: {{2026-01-01: {example}}}`",
            ),
            "both": (
                "keep `value` if it holds for all time, `values` if it changes by date",
                "始终不变的用 `value`，随日期变化的用 `values`，只留一个",
            ),
        },
    ),
    Entry(
        code="wrong-value",
        en="`{text}` is not {type}",
        zh="`{text}` 不是{type}",
        helps={
            **WRITE,
            "boolean": ("write `true` or `false`", "请写 `true` 或 `false`"),
            "date": ("write a date of the calendar as `2026-11-02`", "请写日历上有的日期，例如 `2026-11-02`"),
            "instant": ("write an instant as `2026-11-02T10:00+08:00`", "时刻请写成 `2026-11-02T10:00+08:00`"),
            "duration": (
                "write a number and a unit: `15 min`, `3 h`, `2 days`, `1 month`, or `same day`",
                "请写数字加单位：`15 min`、`3 h`、`2 days`、`1 month`，或 `same day`（当天）",
            ),
            "whole-count": (
                "days, weeks, months and years are counted whole; minutes and hours may have a fraction",
                "天、周、月、年只能是整数；分钟和小时可以带小数",
            ),
            "money": ("write a number and a currency, such as `5000 CNY`", "请写金额和货币，例如 `5000 CNY`"),
            "number": ("write plain digits, such as `12.5`", "请写普通数字，例如 `12.5`"),
            "finite": (
                "its digits after the point never end: round it first",
                "它是无限小数，请先按需要的位数取整",
            ),
            "set": (
                "write `a, b` or `[a, b]`, and `empty` or `[]` for the set without members",
                "请写成 `a, b` 或 `[a, b]`；没有成员请写 `empty` 或 `[]`",
            ),
            "fewer-digits": ("write it with fewer digits", "请减少数字的位数"),
            "whole-number": (
                "leave the fraction away, or declare it with `type: decimal`",
                "请去掉小数部分，或把类型声明为 `type: decimal`",
            ),
            "scale": (
                "write how many digits it has after the point: a whole number from 0 to 12",
                "请写小数点后有几位：0 到 12 的整数",
            ),
        },
    ),
    Entry(
        code="too-many-digits",
        en="`{text}` has more digits after the point than fit here, at most {scale}",
        zh="`{text}` 的小数位数太多，这里最多 {scale} 位",
        helps={"always": ("write at most {scale} of them", "请保留到 {scale} 位")},
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
        helps={**WRITE, "always": ("write it with one, such as `{example}`", "请带上单位，例如 `{example}`")},
    ),
    Entry(
        code="wrong-currency",
        en="`{text}` is in {given}, where {currency} belongs",
        zh="`{text}` 的货币是 {given}，这里要用 {currency}",
        helps={
            "always": (
                "write the amount in {currency}, such as `5000 {currency}`",
                "请用 {currency} 写金额，例如 `5000 {currency}`",
            )
        },
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
        code="unknown-role",
        en="there is no role `{role}`",
        zh="没有名为 `{role}` 的角色",
        helps={
            **DID_YOU_MEAN,
            "choices": ("the roles are {choices}", "已有的角色：{choices}"),
            "no-roles": (
                "list the roles first, under `roles`: `- {{id: reception, label: reception}}`",
                "请先在 `roles` 中列出角色，例如 `- {{id: reception, label: 前台}}`",
            ),
        },
    ),
    Entry(
        code="second-start",
        en="two milestones are marked as the start",
        zh="有两个里程碑都标成了起点",
        helps={
            "always": (
                "keep `start: true` at the event at which cases are decided",
                "请只在受理案件的那个里程碑上保留 `start: true`",
            )
        },
        notes=FIRST_HERE,
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    "type-choice": ("a choice", "选项"),
    "type-integer": ("a whole number", "整数"),
    "type-decimal": ("a decimal number", "小数"),
    "type-money": ("an amount in {currency}", "以 {currency} 计的金额"),
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
    "sort-derived": ("a derived fact", "派生事实"),
    "sort-outcome": ("an outcome", "结果"),
    "sort-parameter": ("a parameter", "参数"),
    "sort-milestone": ("a milestone", "里程碑"),
}
