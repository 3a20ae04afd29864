"""Messages about what is true of every case: completeness, consistency, rows and columns that do nothing, holes in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text

_OTHER_RULE: Final[Mapping[str, Text]] = {"other-rule": ("the other rule is here", "另一条规则在这里")}
_BEFORE: Final[Mapping[str, Text]] = {"comes-before": ("this rule comes first", "这条规则排在前面，先适用")}

TITLE: Final = ("What is true of every case", "对所有案件的证明")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="gap",
        en="no rule of table `{id}` holds for {where}",
        zh="决策表 `{id}` 有遗漏：{where} 没有规则适用",
        helps={
            "always": (
                "add a rule or a default, or say under `impossible` that there is no such case",
                "请增加规则或默认值；如果不会有这样的案件，请写入 `impossible`",
            )
        },
    ),
    Entry(
        code="overlap",
        en="rules `{other}` and `{id}` both hold for {where}, and in a `unique` table only one may",
        zh="规则 `{other}` 与 `{id}` 对 {where} 同时适用，而 `unique` 表只允许一条规则适用",
        helps={
            "always": (
                "narrow one of them, or let the order decide with `hit: first`",
                "请缩小其中一条的条件，或者改用 `hit: first`，由先后次序决定",
            )
        },
        notes=_OTHER_RULE,
    ),
    Entry(
        code="disagreement",
        en="rules `{other}` and `{id}` both hold for {where} and give different results",
        zh="规则 `{other}` 与 `{id}` 对 {where} 同时适用，结论却不同",
        helps={
            "always": (
                "narrow one of them, or let the order decide with `hit: first`",
                "请缩小其中一条的条件，或者改用 `hit: first`，由先后次序决定",
            )
        },
        notes=_OTHER_RULE,
    ),
    Entry(
        code="masked",
        severity="warning",
        en="rule `{id}` is never reached: in every case of it {rules} comes first",
        zh="规则 `{id}` 永远轮不到：凡是它适用的案件，{rules} 都已先适用",
        helps={
            "always": (
                "move it up, narrow what comes before it, or remove it",
                "请把它移到前面，或者缩小前面规则的条件，或者删掉它",
            )
        },
        notes=_BEFORE,
    ),
    Entry(
        code="never-reached",
        severity="warning",
        en="there is no case for which rule `{id}` holds",
        zh="没有任何案件会适用规则 `{id}`",
        helps={
            "always": (
                "its cells ask together for what never comes about: mend or remove it",
                "它的各项条件不会同时出现：请修改或删掉",
            )
        },
    ),
    Entry(
        code="redundant",
        severity="warning",
        en="without rule `{id}` every case would be decided alike",
        zh="规则 `{id}` 是多余的：没有它，所有案件的结论也一样",
        helps={
            "always": (
                "remove it, or see whether its result is the one that was meant",
                "请删掉它，或者检查它的结论是否写对了",
            )
        },
    ),
    Entry(
        code="idle-column",
        severity="warning",
        en="input `{name}` makes no difference in table `{table}`",
        zh="输入列 `{name}` 对决策表 `{table}` 没有任何影响",
        helps={
            "always": (
                "remove it from `inputs`, or write what depends on it",
                "请从 `inputs` 中删掉它，或者写明什么取决于它",
            )
        },
    ),
    Entry(
        code="unused-fact",
        severity="warning",
        en="fact `{id}` is read by no rule and no deadline",
        zh="事实 `{id}` 没有规则或时限用到",
        helps={"always": ("remove it, or use it in a rule", "请删掉它，或者在规则中使用它")},
    ),
    Entry(
        code="unused-derived",
        severity="warning",
        en="derived fact `{id}` is read by no rule and no deadline",
        zh="派生事实 `{id}` 没有规则或时限用到",
        helps={"always": ("remove it, or use it in a rule", "请删掉它，或者在规则中使用它")},
    ),
    Entry(
        code="unused-parameter",
        severity="warning",
        en="parameter `{id}` is read by no rule and no deadline",
        zh="参数 `{id}` 没有规则或时限用到",
        helps={"always": ("remove it, or use it in a rule", "请删掉它，或者在规则中使用它")},
    ),
    Entry(
        code="outcome-hole",
        en="outcome `{id}` is decided by no table{dates}, though it is before and after",
        zh="结果 `{id}` 在一段时间内没有决策表裁决{dates}，而此前和此后都有",
        helps={
            "always": (
                "let the `until` of the earlier rules be the `from` of the later ones",
                "请让前一批规则的 `until` 与后一批规则的 `from` 是同一天",
            )
        },
    ),
    Entry(
        code="deadline-hole",
        severity="warning",
        en="deadline `{id}` is not in force{dates}, though it is before and after",
        zh="时限 `{id}` 有一段时间不生效{dates}，而此前和此后都生效",
        helps={
            "always": (
                "let the `until` of the earlier one be the `from` of the later one",
                "请让前一条的 `until` 与后一条的 `from` 是同一天",
            )
        },
    ),
    Entry(
        code="parameter-hole",
        en="parameter `{id}` has no value{dates}, though rules in force read it",
        zh="参数 `{id}` 没有取值{dates}，而生效的规则要用到它",
        helps={
            "always": (
                "give it a value from an earlier date, or let the rules begin later",
                "请给它更早日期起的取值，或者让规则晚一些生效",
            )
        },
    ),
    Entry(
        code="never-in-force",
        severity="warning",
        en="rule `{id}` is never in force: its dates and those of table `{table}` have no day in common",
        zh="规则 `{id}` 从来没有生效：它的有效期与决策表 `{table}` 的有效期没有重合的日子",
        helps={
            "always": (
                "mend `from` or `until` of one of them, or remove the rule",
                "请改正其中一处的 `from` 或 `until`，或者删掉这条规则",
            )
        },
    ),
    Entry(
        code="expects-nothing",
        severity="warning",
        en="scenario `{title}` expects nothing, so that nothing can make it fail",
        zh="场景 `{title}` 没有写预期，无论结果如何都会通过",
        helps={
            "always": (
                "write under `expect` what the manual says of the case",
                "请在 `expect` 下写明制度对这个案件的规定",
            )
        },
    ),
    Entry(
        code="not-proven",
        severity="note",
        en="table `{id}` is outside what can be proven (it compares facts, reads a calculation, or has too many combinations): {tried}",
        zh="决策表 `{id}` 超出可以证明的范围（事实之间互相比较、用到了计算结果，或组合太多）：{tried}",
        helps={
            "always": (
                "what was found is true, but more may be there: cover it with scenarios",
                "已发现的问题属实，但可能还有未发现的问题：请多写场景来检验",
            )
        },
    ),
    Entry(
        code="check-budget",
        severity="warning",
        en="table `{id}` is too intricate: the search for {question} was ended before it was done",
        zh="决策表 `{id}` 过于复杂：“{question}”这项检查没有做完",
        helps={
            "always": (
                "split it into tables that feed each other, or give the check more time with `--budget`",
                "请拆成几张前后衔接的表，或者用 `--budget` 给检查更多时间",
            )
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    "case": ("{{{cells}}}", "{{{cells}}}"),
    "case-from": ("{{{cells}}} from {since} on", "{since} 起的 {{{cells}}}"),
    "case-until": ("{{{cells}}} before {until}", "{until} 之前的 {{{cells}}}"),
    "case-between": ("{{{cells}}} from {since} until {until}", "{since} 至 {until} 之前的 {{{cells}}}"),
    "dates-from": (" from {since} on", "（{since} 起）"),
    "dates-until": (" before {until}", "（{until} 之前）"),
    "dates-between": (" from {since} until {until}", "（{since} 至 {until} 之前）"),
    "tried-clean": (
        "{count} cases were tried, and no gap or clash was found",
        "试算了 {count} 种情形，没有发现遗漏或冲突",
    ),
    "tried-found": (
        "{count} cases were tried, and what they showed is told",
        "试算了 {count} 种情形，发现的问题另行列出",
    ),
    "tried-none": (
        "rules and columns that do nothing may be left untold",
        "不起作用的规则和输入列可能没有全部指出",
    ),
    "question-gaps": ("gaps", "遗漏"),
    "question-overlaps": ("overlaps", "重叠"),
    "question-unreachable": ("rules that are never reached", "永远轮不到的规则"),
    "question-redundant": ("redundant rules", "多余的规则"),
    "question-idle-columns": ("columns that make no difference", "没有影响的输入列"),
}
