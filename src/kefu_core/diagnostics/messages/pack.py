"""Messages about a pack as a whole: its head, its sources, what tables and cells mean together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="pack-too-large",
        en="the pack has more than {files} files or {size} MiB of text",
        zh="这套规则超过 {files} 个文件或 {size} MiB",
    ),
    Entry(
        code="not-a-file",
        en="`{path}` is not a file that can be read",
        zh="`{path}` 不是可以读取的文件",
        helps={"always": ("a pack holds plain files and folders", "规则包里只能有普通文件和文件夹")},
    ),
    Entry(code="no-clauses", en="the catalogue has no list of `clauses`", zh="条款目录里没有 `clauses` 列表"),
    Entry(code="path-outside", en="`{path}` leads out of the pack", zh="`{path}` 指向规则文件夹之外"),
    Entry(
        code="unknown-zone",
        en="there is no time zone `{zone}`",
        zh="没有名为 `{zone}` 的时区",
        helps={
            **DID_YOU_MEAN,
            "zone": ("use a name of the IANA list, such as `Asia/Shanghai`", "请用 IANA 时区名，例如 `Asia/Shanghai`"),
        },
    ),
    Entry(code="unknown-language", en="`{text}` is neither `zh` nor `en`", zh="`{text}` 既不是 `zh` 也不是 `en`"),
    Entry(
        code="no-source",
        severity="warning",
        en="rule `{id}` cites no clause",
        zh="规则 `{id}` 没有引用条款",
        helps={
            "always": (
                "add `source:` with the clause of the manual that it implements",
                "请用 `source:` 写明它所依据的条款",
            )
        },
    ),
    Entry(
        code="unknown-source",
        en="there is no clause `{source}`",
        zh="没有条款 `{source}`",
        helps={
            **DID_YOU_MEAN,
            "clauses": ("list it under `clauses`", "请把它列入 `clauses`"),
            "documents": ("its first part is no document of this pack", "它的第一段不是本套规则的文件编号"),
        },
    ),
    Entry(
        code="circle",
        en="this depends on itself: `{path}`",
        zh="循环依赖：`{path}`",
        helps={
            "always": (
                "take one of them out of the inputs or the expression that reads it",
                "请从某个输入或算式里去掉其中一项",
            )
        },
    ),
    Entry(
        code="decided-twice",
        en="two tables decide `{name}` at the same time",
        zh="有两张表同时决定 `{name}`",
        notes=FIRST_HERE,
    ),
    Entry(code="duplicate-table", en="two tables are called `{id}`", zh="有两张表都叫 `{id}`", notes=FIRST_HERE),
    Entry(
        code="duplicate-deadline",
        en="two deadlines are called `{id}` at the same time",
        zh="有两个同时有效的时限都叫 `{id}`",
        notes=FIRST_HERE,
    ),
    Entry(code="never-decided", severity="warning", en="no table decides `{name}`", zh="没有表决定 `{name}`"),
    Entry(
        code="never-holds", en="no value of `{name}` makes this cell hold", zh="`{name}` 取任何值，这个单元格都不成立"
    ),
    Entry(
        code="out-of-domain",
        en="`{text}` lies outside the domain of `{name}`",
        zh="`{text}` 超出了 `{name}` 的取值范围",
    ),
    Entry(
        code="may-be-empty",
        en="where no rule holds, `{aggregate}` gives no `{name}`",
        zh="没有规则成立时，`{aggregate}` 得不出 `{name}`",
        helps={
            "always": (
                "add a `default`, or mark the outcome `optional: true`",
                "请加上 `default`，或给结果标上 `optional: true`",
            )
        },
    ),
    Entry(
        code="no-start",
        en="no milestone is marked as the one at which cases are decided",
        zh="没有标明哪个里程碑是案件受理的起点",
        helps={
            "always": (
                "add `start: true` to it, such as `{{id: accepted, start: true}}`",
                "请给它加上 `start: true`，例如 `{{id: accepted, start: true}}`",
            )
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {}
