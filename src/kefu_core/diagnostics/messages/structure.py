"""The shape of documents: which keys, and what stands under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics.entry import Entry
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu_core.diagnostics.entry import Text

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="empty-pack",
        en="the pack holds nothing: no file of it has a document",
        zh="规则包是空的：所有文件里都没有内容",
    ),
    Entry(
        code="no-policy",
        en="no document of the pack begins with the key `policy`",
        zh="规则包里没有以 `policy` 键开头的文档",
    ),
    Entry(
        code="second-policy",
        en="a pack has one `policy` document, and this is another",
        zh="一个规则包只能有一个 `policy` 文档，这里又出现了一个",
        notes=FIRST_HERE,
    ),
    Entry(
        code="unknown-format",
        en="format version `{format}` cannot be read: this release reads `{known}`",
        zh="无法读取格式版本 `{format}`：当前程序支持的版本是 `{known}`",
    ),
    Entry(
        code="unknown-section",
        en="`{key}` is not a key of a rule file",
        zh="规则文件里没有名为 `{key}` 的键",
        helps={
            **DID_YOU_MEAN,
            "keys": ("a document may have the keys {keys}", "文档里可以用的键：{keys}"),
        },
    ),
    Entry(
        code="unknown-key",
        en="`{key}` is not a key of {what}",
        zh="{what}里没有名为 `{key}` 的键",
        helps={
            **DID_YOU_MEAN,
            "keys": ("its keys are {keys}", "可以用的键：{keys}"),
        },
    ),
    Entry(
        code="missing-key",
        en="{what} must have the key `{key}`",
        zh="{what}缺少必需的键 `{key}`",
    ),
    Entry(
        code="duplicate-key",
        en="the key `{key}` is given twice",
        zh="键 `{key}` 重复了",
        helps={"keep-one": ("keep one of them, or join their values", "只保留一个，或者把两处的内容合并")},
        notes=FIRST_HERE,
    ),
    Entry(
        code="complex-key",
        en="a key must be a single text, not a list or a mapping",
        zh="键只能是一段文字，不能是列表，也不能是另一组键值",
    ),
    Entry(
        code="expected-mapping",
        en="{what} is written as keys and values: `key: value`",
        zh="{what}要写成一组键值：`键: 值`",
    ),
    Entry(
        code="expected-list",
        en="a list belongs here: `[a, b]`, or lines that start with `- `",
        zh="这里要写列表：`[a, b]`，或者每行以 `- ` 开头",
    ),
    Entry(
        code="expected-text",
        en="a single value belongs here, not a list or a mapping",
        zh="这里只能写一个值，不能写列表，也不能写一组键值",
    ),
    Entry(
        code="empty-value",
        en="a value is missing here",
        zh="这里缺少一个值",
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    "document": ("a document", "文档"),
    "value": ("this value", "这个值"),
    # What the classes of `kefu_core.load.forms` stand for.
    "LabelForm": ("a label", "标签"),
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
    "RuleForm": ("a rule", "规则"),
    "DefaultForm": ("the default of a table", "决策表的默认值"),
    "TableForm": ("a table", "决策表"),
    "ScenarioForm": ("a scenario", "场景"),
    "SectionsForm": ("a document", "文档"),
}
