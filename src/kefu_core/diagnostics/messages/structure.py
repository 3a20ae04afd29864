"""The shape of documents: which keys, and what stands under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics.entry import Entry
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu_core.diagnostics.entry import Text

_ENGLISH: Final[Mapping[str, Text]] = {
    "english": ("keys are written in English: `{guess}`", "键要用英文写：`{guess}`"),
}
_HEAD: Final[Text] = (
    "begin one file with `policy: complaints`, `format: 1` and `zone: Asia/Shanghai`, each on a line of its own",
    "请在一个文件的开头写上 `policy: complaints`、`format: 1`、`zone: Asia/Shanghai`，各占一行",
)

TITLE: Final = ("Keys and their places", "键与文件结构")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="empty-pack",
        en="the pack is empty: nothing is written in any of its files",
        zh="规则包是空的：所有文件里都没有内容",
        helps={"always": _HEAD},
    ),
    Entry(
        code="no-policy",
        en="the pack has no head: none of its files has the key `policy`",
        zh="规则包没有首部：没有一个文件写了 `policy` 键",
        helps={"always": _HEAD},
    ),
    Entry(
        code="second-policy",
        en="a pack has one `policy`, and this is another",
        zh="一个规则包只能有一个 `policy`，这里又出现了一个",
        helps={
            "always": (
                "keep one of them; two policies belong into two folders",
                "请只保留一个；如果是两套规程，请分放在两个文件夹里",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="unknown-format",
        en="format version `{format}` cannot be read: this release reads `{known}`",
        zh="无法读取格式版本 `{format}`：当前程序支持的版本是 `{known}`",
        helps={
            "always": (
                "write `format: {known}`, or take the release of kefu for which the pack was written",
                "请写 `format: {known}`；如果规则包是为更新的版本写的，请升级 kefu",
            )
        },
    ),
    Entry(
        code="unknown-section",
        en="`{key}` is not a key of a rule file",
        zh="规则文件里没有名为 `{key}` 的键",
        helps={
            **DID_YOU_MEAN,
            **_ENGLISH,
            "keys": ("a document may have the keys {keys}", "文档里可以用的键：{keys}"),
        },
    ),
    Entry(
        code="unknown-key",
        en="`{key}` is not a key of {what}",
        zh="{what}里没有名为 `{key}` 的键",
        helps={
            **DID_YOU_MEAN,
            **_ENGLISH,
            "keys": ("its keys are {keys}", "可以用的键：{keys}"),
        },
    ),
    Entry(
        code="missing-key",
        en="{what} needs the key `{key}`",
        zh="{what}缺少必需的键 `{key}`",
        helps={"always": ("add it, such as `{example}`", "请补上，例如 `{example}`")},
    ),
    Entry(
        code="duplicate-key",
        en="the key `{key}` is given twice",
        zh="键 `{key}` 重复了",
        helps={
            "keep-one": ("keep one of them, or join their values", "只保留一个，或者把两处的内容合并"),
            "label": ("once by its code and once by its label: keep one", "代码和名称各写了一次，请只保留一处"),
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="complex-key",
        en="a key is a single word, not a list or a mapping",
        zh="键只能是一个词，不能是列表，也不能是一组键值",
        helps={
            "always": (
                "braces and brackets stand after a colon: `key: {{a: 1}}`, `key: [a, b]`",
                "花括号和方括号要写在冒号后面，例如 `key: {{a: 1}}`、`key: [a, b]`",
            )
        },
    ),
    Entry(
        code="expected-mapping",
        en="{what} is written as keys and values",
        zh="{what}要写成一组“键: 值”",
        helps={"always": ("such as `{example}`", "例如 `{example}`")},
    ),
    Entry(
        code="expected-list",
        en="{what} takes a list",
        zh="{what}要写成列表",
        helps={
            "brackets": ("write `{example}`, also for a single one", "请写成 `{example}`，只有一项也要加方括号"),
            "dashes": (
                "begin each entry with `- `, such as `- id: ...`, and indent the rest of it as far",
                "每一项都以 `- ` 开头，例如 `- id: ...`，其余各行与它的第一个键左对齐",
            ),
        },
    ),
    Entry(
        code="expected-text",
        en="{what} takes a single value, not a list or a mapping",
        zh="{what}只能写一个值，不能写列表，也不能写一组键值",
        helps={"only": ("write `{example}`, without brackets", "请去掉方括号，写成 `{example}`")},
    ),
    Entry(
        code="empty-value",
        en="a value is missing here",
        zh="这里缺少一个值",
    ),
    Entry(
        code="key-without-value",
        en="`{key}` has no value",
        zh="`{key}` 后面没有值",
        helps={
            "always": (
                "write one after the colon, such as `{example}`, or take the key out",
                "请在冒号后面写上值，例如 `{example}`；如果不需要，请删掉这个键",
            )
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    "document": ("a document", "文档"),
    "value": ("this entry", "这一项"),
    "key": ("`{key}`", "`{key}` "),
    "an-amount": ("an amount of money", "金额"),
    "event": ("an event of a timeline", "时间线中的事件"),
    # What the classes of `kefu_core.load.forms` stand for.
    "LabelForm": ("a label", "名称"),
    "DocumentForm": ("a source document", "来源文件"),
    "PolicyForm": ("the head of a policy", "规则包的首部"),
    "ClauseForm": ("a clause", "条款"),
    "CodeForm": ("a code", "代码"),
    "FactForm": ("a fact", "事实"),
    "OutcomeForm": ("an outcome", "结果"),
    "DerivedForm": ("a derived fact", "派生事实"),
    "ParameterForm": ("a parameter", "参数"),
    "MilestoneForm": ("a milestone", "里程碑"),
    "InForceForm": ("the dates of validity", "生效日期"),
    "DeadlineForm": ("a deadline", "时限"),
    "WarnForm": ("a warning", "提醒"),
    "LateForm": ("a step after a breach", "超时之后的一步"),
    "ExtendForm": ("an extension", "延期"),
    "KindForm": ("a kind of case", "案件种类"),
    "StateForm": ("a state", "状态"),
    "MoveForm": ("a move", "状态变化"),
    "ReopenForm": ("a re-opening", "重新打开"),
    "LatchForm": ("a latch", "超时标记"),
    "PermitForm": ("a permit", "权限规则"),
    "FormForm": ("a form", "表单"),
    "RetentionForm": ("a rule on how long a record is kept", "保存期限规则"),
    "DirectoryForm": ("a directory", "人员名册"),
    "HoldingForm": ("somebody who holds a role", "任职记录"),
    "ShiftForm": ("a shift", "班次"),
    "ImpossibleForm": ("an impossible combination", "不可能的组合"),
    "RuleForm": ("a rule", "规则"),
    "DefaultForm": ("the default of a table", "决策表的默认值"),
    "TableForm": ("a table", "决策表"),
    "CalendarForm": ("a calendar", "日历"),
    "HolidayForm": ("the holidays of a country", "一个国家的节假日"),
    "ScenarioForm": ("a scenario", "场景"),
    "SectionsForm": ("a document", "文档"),
}
