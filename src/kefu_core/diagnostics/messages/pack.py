"""Messages about a pack as a whole: its head, its sources, what tables and cells mean together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

_DOMAIN_HERE: Final[Mapping[str, Text]] = {"domain-here": ("this is its domain", "它的取值范围在这里")}

TITLE: Final = ("The pack as a whole", "规则包整体")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="pack-too-large",
        en="the pack has more than {files} files, or more than {size} MiB of text",
        zh="规则包超过 {files} 个文件，或文字超过 {size} MiB",
        helps={
            "always": (
                "keep only rule files in its folder, or make several packs of it",
                "请只把规则文件放在这个文件夹里，或拆成几个规则包",
            )
        },
    ),
    Entry(
        code="not-a-file",
        en="`{path}` is not a file that can be read",
        zh="`{path}` 不是可以读取的文件",
        helps={"always": ("a pack holds plain files and folders", "规则包里只能有普通文件和文件夹")},
    ),
    Entry(code="no-clauses", en="the catalogue has no list of `clauses`", zh="条款目录里没有 `clauses` 列表"),
    Entry(
        code="path-outside",
        en="`{path}` leads out of the pack",
        zh="`{path}` 指向规则文件夹之外",
        helps={
            "always": (
                "name a file by its path inside the folder of the pack, such as `vocabulary.yaml`",
                "请用规则文件夹里面的路径，例如 `vocabulary.yaml`",
            )
        },
    ),
    Entry(
        code="unknown-zone",
        en="there is no time zone `{zone}`",
        zh="没有名为 `{zone}` 的时区",
        helps={
            **DID_YOU_MEAN,
            "zone": ("use a name of the IANA list, such as `Asia/Shanghai`", "请用 IANA 时区名，例如 `Asia/Shanghai`"),
        },
    ),
    Entry(
        code="unknown-language",
        en="`{text}` is no language of kefu",
        zh="`{text}` 不是 kefu 支持的语言",
        helps={"always": ("write `zh` for Chinese or `en` for English", "中文请写 `zh`，英文请写 `en`")},
    ),
    Entry(
        code="no-condition",
        en="`{id}` says of every case that it is impossible",
        zh="`{id}` 没有条件，等于说所有案件都不可能出现",
        helps={
            "always": (
                'name under `when` what never comes together, such as `{{nature: conduct, loss: "> 0 CNY"}}`',
                '请在 `when` 下写明哪些情形不会同时出现，例如 `{{nature: conduct, loss: "> 0 CNY"}}`',
            )
        },
    ),
    Entry(
        code="no-source",
        severity="warning",
        en="rule `{id}` cites no clause",
        zh="规则 `{id}` 没有引用条款",
        helps={
            "always": (
                "add the clause of the manual that it implements, such as `source: manual.3.2`",
                "请写明它所依据的条款，例如 `source: manual.3.2`",
            )
        },
    ),
    Entry(
        code="unknown-source",
        en="there is no clause `{source}`",
        zh="没有条款 `{source}`",
        helps={
            **DID_YOU_MEAN,
            "clauses": (
                "list it under `clauses`, such as `- {{id: {source}}}`",
                "请把它列入 `clauses`，例如 `- {{id: {source}}}`",
            ),
            "document": (
                "an id of a clause begins with that of its document: did you mean `{guess}`?",
                "条款编号的第一段是文件编号，是不是想写 `{guess}`？",
            ),
            "documents": (
                "an id of a clause begins with that of its document, which is one of {documents}",
                "条款编号的第一段是文件编号，可用：{documents}",
            ),
        },
    ),
    Entry(
        code="circle",
        en="this depends on itself: `{path}`",
        zh="循环依赖：`{path}`",
        helps={
            "always": (
                "one of them has to be decided without the others: take it out of the inputs or the expression that"
                " reads it",
                "其中一项必须能单独得出，请把它从读取它的输入列或算式里去掉",
            )
        },
    ),
    Entry(
        code="decided-twice",
        en="two tables decide `{name}` at the same time",
        zh="有两张表同时决定 `{name}`",
        helps={
            "always": (
                "join their rules in one table, or give them dates (`from`, `until`) that do not overlap",
                "请把规则合并到一张表里，或用 `from`、`until` 让两张表的有效期不重叠",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="duplicate-table",
        en="two tables are called `{id}`",
        zh="有两张表都叫 `{id}`",
        helps={
            "always": (
                "give each a name of its own: reasons name the table by it",
                "请各用一个名称：裁决的依据要靠名称指明决策表",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="duplicate-deadline",
        en="two deadlines are called `{id}` at the same time",
        zh="有两个同时有效的时限都叫 `{id}`",
        helps={
            "always": (
                "give each an id of its own, or dates (`in_force`) that do not overlap",
                "请各用一个编号，或用 `in_force` 让有效期不重叠",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="never-decided",
        severity="warning",
        en="no table decides `{name}`",
        zh="没有决策表会给出 `{name}`",
        helps={
            "always": (
                "write a table with `output: {name}`, or take the outcome out",
                "请写一张 `output: {name}` 的决策表，或删掉这个结果",
            )
        },
    ),
    Entry(
        code="never-holds",
        en="no value of `{name}` makes this cell hold",
        zh="`{name}` 取任何值，这个单元格都不成立",
        helps={
            "always": (
                "are its end points the wrong way round, or outside the domain of `{name}`?",
                "两端是不是写反了，或者超出了 `{name}` 的取值范围？",
            ),
            "domain": (
                "no value at all passes this domain: are its end points the wrong way round?",
                "没有任何值在这个取值范围之内：两端是不是写反了？",
            ),
        },
        notes=_DOMAIN_HERE,
    ),
    Entry(
        code="out-of-domain",
        en="`{text}` lies outside the domain of `{name}`",
        zh="`{text}` 超出了 `{name}` 的取值范围",
        helps={
            "always": (
                "write a value inside the domain, or widen the domain",
                "请写取值范围内的值，或放宽取值范围",
            )
        },
        notes=_DOMAIN_HERE,
    ),
    Entry(
        code="may-be-empty",
        en="where no rule holds, `{aggregate}` gives no `{name}`",
        zh="没有规则适用时，`{aggregate}` 得不出 `{name}`",
        helps={
            "always": (
                "add what holds then, such as `default: {{then: ...}}`, or declare `{name}` with `optional: true`",
                "请写明这时取什么，例如 `default: {{then: ...}}`；或在声明 `{name}` 时加上 `optional: true`",
            )
        },
    ),
    Entry(
        code="no-start",
        en="no milestone is marked as the one at which cases are decided",
        zh="没有标明哪个里程碑是案件受理的起点",
        helps={
            "always": (
                "mark the one at which a case is accepted: `{{id: {milestone}, start: true}}`",
                "请在受理案件的那个里程碑上标明：`{{id: {milestone}, start: true}}`",
            )
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {}
