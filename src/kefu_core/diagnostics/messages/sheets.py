"""Messages about workbooks: what a sheet says that no table can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN

TITLE: Final = ("Workbooks", "电子表格")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="workbook-without-tables",
        en="no sheet of this workbook is a decision table",
        zh="这个工作簿里没有决策表",
        helps={
            "always": (
                "begin from a workbook that `kefu table export` has written, and leave its headings in place",
                "请先用 `kefu table export` 导出，再在导出的工作簿上修改，不要删掉表头",
            )
        },
    ),
    Entry(
        code="sheet-without-columns",
        en="sheet `{sheet}` has no line that says which columns are conditions and which are results",
        zh="工作表 `{sheet}` 缺少标明条件列和结果列的那一行",
        helps={
            "always": (
                "put back the line that begins with `编号 id`; `kefu table export` shows it",
                "请补回以 `编号 id` 开头的那一行，可参照 `kefu table export` 的结果",
            )
        },
    ),
    Entry(
        code="sheet-unknown-table",
        en="there is no table `{table}` in the pack",
        zh="规则包里没有决策表 `{table}`",
        helps={
            **DID_YOU_MEAN,
            "tables": (
                "its tables are {tables}; a new table begins in a rule file",
                "现有的表：{tables}；新表要先写在规则文件里",
            ),
        },
    ),
    Entry(
        code="sheet-which-table",
        en="the pack has several tables `{table}`, and the sheet does not say which it is",
        zh="规则包里有几张表都叫 `{table}`，工作表没有说明是哪一张",
        helps={"always": ("write one of {files} beside `文件 file`", "请在 `文件 file` 后面写明：{files} 之一")},
    ),
    Entry(
        code="sheet-table-twice",
        en="table `{table}` stands on the sheet `{other}` as well",
        zh="决策表 `{table}` 在工作表 `{other}` 里也有一份",
        helps={"always": ("keep one of the sheets", "请只保留一份")},
    ),
    Entry(
        code="sheet-column-missing",
        en="the column `{name}` of table `{table}` is missing",
        zh="决策表 `{table}` 的 `{name}` 列不见了",
        helps={
            "always": (
                "put the column back; to take it out of the table, delete it in the rule file and export again",
                "请补回这一列；确实不要的，请在规则文件里删掉，再重新导出",
            )
        },
    ),
    Entry(
        code="sheet-column-not-an-output",
        en="`{name}` is not an output of table `{table}`",
        zh="`{name}` 不是决策表 `{table}` 的输出",
        helps={
            "always": (
                "add it to the outputs in the rule file and export again; a new condition can be added here",
                "请先在规则文件里加上这个输出，再重新导出；新的条件列可以直接加在工作表里",
            )
        },
    ),
    Entry(
        code="sheet-column-twice",
        en="there are two columns `{name}`",
        zh="`{name}` 有两列",
        helps={"always": ("keep one of them", "请只保留一列")},
    ),
    Entry(
        code="sheet-column-ignored",
        severity="warning",
        en="this column has no heading, so it was passed over",
        zh="这一列没有表头，已略过",
        helps={
            "always": (
                "for a new condition write `条件 when` above it, and below that the code or the label of a fact",
                "要加条件列，请在上面写 `条件 when`，下一行写事实的代码或名称",
            )
        },
    ),
    Entry(
        code="sheet-id-twice",
        en="line {first} has the id `{id}` as well",
        zh="第 {first} 行的编号也是 `{id}`",
        helps={
            "always": (
                "give each row an id of its own; a row without one gets one",
                "请让每一行各有编号；留空则自动生成",
            )
        },
    ),
    Entry(
        code="cell-not-for-default",
        en="the row `default` has nothing in this column",
        zh="`default` 行的这一列不能填写",
        helps={
            "always": (
                "it holds where no other row does: it has results, clauses and a remark only",
                "它在其他各行都不适用时生效，只有结果、依据和备注",
            )
        },
    ),
    Entry(
        code="cell-empty",
        en="the rule does not say its `{name}`",
        zh="这条规则没有写明 `{name}`",
        helps={
            "always": (
                "write what the rule gives; where it gives nothing, `none`",
                "请写明得出什么结果；没有结果的写 `none`",
            )
        },
    ),
    Entry(
        code="cell-error",
        en="the cell shows the error `{text}`",
        zh="单元格显示错误值 `{text}`",
        helps={"always": ("write the value itself", "请直接填写内容")},
    ),
    Entry(
        code="cell-not-calculated",
        en="nobody has calculated the formula `{text}`",
        zh="公式 `{text}` 还没有算出结果",
        helps={
            "always": (
                "open the workbook in a spreadsheet program and save it, or write the value itself",
                "请用电子表格软件打开并保存一次，或直接填写内容",
            )
        },
    ),
    Entry(
        code="cell-number-for-date",
        en="`{text}` is a number, where a date belongs",
        zh="`{text}` 是数字，这里应当是日期",
        helps={
            "date": (
                "spreadsheets count days: if `{date}` is meant, write that",
                "电子表格用天数表示日期：如果是 `{date}`，请直接这样写",
            ),
            "format": ("write it as `2026-11-02`", "请写成 `2026-11-02`"),
        },
    ),
    Entry(
        code="cell-time-of-day",
        en="`{text}` is a time of day for the spreadsheet, which no rule can use",
        zh="`{text}` 在电子表格里是一个钟点，规则里用不了",
        helps={
            "always": (
                "format the cell as text, and write a duration such as `4 h`, or an instant with its date",
                "请把单元格设为文本格式，写时长（例如 `4 h`）或带日期的时刻",
            )
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {}
