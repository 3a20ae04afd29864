"""Messages about cells, expressions, tables and deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

_BOOLEANS = ("it takes conditions, which are true or false", "它需要条件（真或假）")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="unknown-name",
        en="there is nothing called `{name}`",
        zh="没有名为 `{name}` 的东西",
        helps={
            **DID_YOU_MEAN,
            "declare": (
                "declare it in the vocabulary, or put text into quotation marks",
                "请先在词汇表里声明；如果是文本，请加引号",
            ),
        },
    ),
    Entry(code="name-not-here", en="`{name}` is {sort}, which cannot stand here", zh="`{name}` 是{sort}，不能用在这里"),
    Entry(
        code="empty-cell",
        en="nothing is written here",
        zh="这里没有内容",
        helps={
            "cell": ("write `-` for any value, or leave the key out", "不限请写 `-`，或删掉这一项"),
            "expression": ("write a value, or `none` where there is none", "请写一个值；没有值请写 `none`"),
        },
    ),
    Entry(
        code="cell-too-long",
        en="this text is longer than {length} characters or nested deeper than {depth}",
        zh="这段文字超过 {length} 个字符，或嵌套超过 {depth} 层",
    ),
    Entry(
        code="thousands-comma",
        en="`{text}` could be one number or several",
        zh="`{text}` 可能是一个数，也可能是几个数",
        helps={
            "always": (
                "a comma means `or`: write `{plain}` for one number, or put a blank after each comma",
                "逗号表示“或”：一个数请写成 `{plain}`，几个数请在逗号后加空格",
            )
        },
    ),
    Entry(
        code="cell-ends-early",
        en="`{text}` ends too early",
        zh="`{text}` 没有写完",
        helps={
            "cell": ("a comparison needs a value, and every bracket its other half", "比较符后面要有值，括号要成对"),
            "expression": (
                "an operator needs a value after it, and every bracket its other half",
                "运算符后面要有值，括号要成对",
            ),
        },
    ),
    Entry(
        code="cannot-read",
        en="`{found}` cannot stand here in {expected}",
        zh="{expected}里，这个位置不能出现 `{found}`",
        helps={
            "cell": (
                "a cell is a value, `< 5`, `[1..5]`, several of these with commas, or `not(...)`",
                "单元格可以写：一个值、`< 5`、`[1..5]`、用英文逗号隔开的几项，或 `not(...)`",
            ),
            "expression": (
                "write a value, a name, or a calculation such as `100 + trunc((n - 330) / 10)`",
                "请写一个值、一个名称，或算式，例如 `100 + trunc((n - 330) / 10)`",
            ),
            "operator": (
                "the comparisons are `=`, `!=`, `<`, `<=`, `>`, `>=`; words are `and`, `or`, `not`",
                "比较符有 `=`、`!=`、`<`、`<=`、`>`、`>=`；逻辑词用 `and`、`or`、`not`",
            ),
            "quote": ("this quotation mark is never closed", "这个引号没有配对"),
        },
    ),
    Entry(
        code="unknown-function",
        en="there is no function `{name}`",
        zh="没有名为 `{name}` 的函数",
        helps={**DID_YOU_MEAN, "functions": ("the functions are {functions}", "可用的函数：{functions}")},
    ),
    Entry(
        code="wrong-arguments",
        en="`{function}` does not take {given}",
        zh="`{function}` 不接受{given}",
        helps={
            "two-numbers": ("it takes two numbers, or amounts in one currency", "它需要两个数，或同一货币的两个金额"),
            "one-number": ("it takes one number or amount", "它需要一个数或金额"),
            "number-and-digits": (
                "it takes a number and, if you like, how many digits to keep",
                "它需要一个数，还可以再写要保留的位数",
            ),
            "comparable": ("both sides have to be of one type that has an order", "两边必须同类型，而且能比较大小"),
            "instants": ("it takes instants, or dates", "它需要时刻，或日期"),
            "same-type": ("all have to be of one type", "各项必须是同一类型"),
            "one-set": ("it takes one set", "它需要一个集合"),
            "numbers": ("it takes numbers, or amounts in one currency", "它需要若干个数，或同一货币的金额"),
            "booleans": _BOOLEANS,
            "condition": (
                "after `if` stands a condition; both results are of one type",
                "`if` 后面是条件；两个结果必须同类型",
            ),
        },
    ),
    Entry(
        code="bad-digits",
        en="`{text}` cannot be the digits that a rounding keeps",
        zh="`{text}` 不能作为取整保留的位数",
        helps={"always": ("write a whole number from -12 to 12", "请写 -12 到 12 之间的整数")},
    ),
    Entry(
        code="maybe-none",
        en="`{text}` may be `none`, which `{function}` cannot take",
        zh="`{text}` 可能是 `none`，不能用于 `{function}`",
        helps={
            "always": (
                "say what to take instead: `coalesce({text}, ...)`",
                "请说明没有值时取什么：`coalesce({text}, ...)`",
            )
        },
    ),
    Entry(
        code="never-none",
        en="`{name}` is never `none`",
        zh="`{name}` 不会是 `none`",
        helps={"always": ("mark it `optional: true` if it can be absent", "如果可以没有值，请标上 `optional: true`")},
    ),
    Entry(
        code="type-mismatch",
        en="`{text}` is {given}, but `{name}` is {wanted}",
        zh="`{text}` 是{given}，而 `{name}` 是{wanted}",
    ),
    Entry(
        code="not-ordered",
        en="`{name}` is {type}, which has no order to compare by",
        zh="`{name}` 是{type}，没有大小之分",
        helps={
            "choice": (
                "list the choices from least to most grave and add `ordered: true`",
                "请把选项从轻到重排列，并加上 `ordered: true`",
            ),
            "none": ("ask `none` or `not(none)`", "请写 `none` 或 `not(none)`"),
            "set": (
                "name a member, `not(...)`, `all(a, b)` or `empty`",
                "请写成员名、`not(...)`、`all(a, b)` 或 `empty`",
            ),
        },
    ),
    Entry(
        code="only-for-sets",
        en="`all(...)` is for sets, and `{name}` is none",
        zh="`all(...)` 只用于集合，而 `{name}` 不是集合",
    ),
    Entry(
        code="text-needs-quotes",
        en="`{text}` is neither a name nor text in quotation marks",
        zh="`{text}` 既不是名称，也不是加了引号的文本",
        helps={
            "always": (
                "write text with quotation marks inside the YAML ones: `'\"{text}\"'`",
                "文本要在 YAML 引号里面再加一层引号：`'\"{text}\"'`",
            )
        },
    ),
    Entry(
        code="unknown-hit-policy",
        en="there is no hit policy `{text}`",
        zh="没有名为 `{text}` 的命中方式",
        helps={**DID_YOU_MEAN, "known": ("the hit policies are {known}", "可用：{known}")},
    ),
    Entry(
        code="unknown-aggregate",
        en="there is no aggregate `{text}`",
        zh="没有名为 `{text}` 的汇总方式",
        helps={**DID_YOU_MEAN, "known": ("the aggregates are {known}", "可用：{known}")},
    ),
    Entry(
        code="aggregate-needs-collect",
        en="`aggregate` belongs to `hit: collect`, not to `{hit}`",
        zh="`aggregate` 只用于 `hit: collect`，不用于 `{hit}`",
    ),
    Entry(
        code="collect-needs-aggregate",
        en="`hit: collect` does not say what to make of the rows",
        zh="`hit: collect` 没有说明怎样汇总",
        helps={
            "always": (
                "add `aggregate: list`, `sum`, `min`, `max` or `count`",
                "请加上 `aggregate:` `list`、`sum`、`min`、`max` 或 `count`",
            )
        },
    ),
    Entry(
        code="wrong-aggregate",
        en="`{aggregate}` cannot give `{name}`, which is {type}",
        zh="`{aggregate}` 得不出 `{name}`（{type}）",
        helps={
            "list": ("declare the outcome with `type: list of ...`", "请把结果声明为 `type: list of ...`"),
            "count": ("declare the outcome with `type: integer`", "请把结果声明为 `type: integer`"),
            "sum": ("only numbers and money add up", "只有数和金额能相加"),
            "min": ("only types with an order have a least value", "只有能比较大小的类型才有最小值"),
            "max": ("only types with an order have a greatest value", "只有能比较大小的类型才有最大值"),
        },
    ),
    Entry(
        code="output-or-outputs",
        en="table `{table}` needs either `output` or `outputs`",
        zh="表 `{table}` 需要写 `output` 或 `outputs` 其中之一",
    ),
    Entry(code="duplicate-column", en="`{name}` is a column already", zh="`{name}` 已经是一列了"),
    Entry(
        code="duplicate-rule",
        en="two rules of this table are called `{rule}`",
        zh="这张表里有两条规则都叫 `{rule}`",
        notes=FIRST_HERE,
    ),
    Entry(
        code="reserved-rule",
        en="no rule can be called `{rule}`",
        zh="规则不能叫 `{rule}`",
        helps={
            "always": ("`default` is what the table gives where no rule holds", "`default` 专指没有规则成立时的结果")
        },
    ),
    Entry(code="no-rules", en="table `{table}` has no rules", zh="表 `{table}` 没有规则"),
    Entry(
        code="not-an-input",
        en="`{name}` is not an input of table `{table}`",
        zh="`{name}` 不是表 `{table}` 的输入",
        helps={
            **DID_YOU_MEAN,
            "add": ("add it to `inputs`", "请把它加进 `inputs`"),
            "inputs": ("the inputs are {inputs}", "输入列：{inputs}"),
        },
    ),
    Entry(
        code="not-an-output",
        en="`{name}` is not an output of this table",
        zh="`{name}` 不是这张表的输出",
        helps={**DID_YOU_MEAN, "outputs": ("the outputs are {outputs}", "输出列：{outputs}")},
    ),
    Entry(
        code="expected-cell",
        en="the cell of `{name}` is not a plain text",
        zh="`{name}` 的单元格不是一段文字",
        helps={"always": ("several values are written in one text: `a, b`", "多个值写在同一段文字里：`a, b`")},
    ),
    Entry(
        code="then-needs-names",
        en="`then` has to name the outputs",
        zh="`then` 要写明各个输出",
        helps={"always": ("write a value for each of {outputs}", "请给 {outputs} 各写一个值")},
    ),
    Entry(
        code="missing-output",
        en="this rule gives no `{name}`",
        zh="这条规则没有给出 `{name}`",
        helps={
            "always": (
                "every rule gives every output; write `none` for an optional one",
                "每条规则都要给出所有输出；可选的输出没有值请写 `none`",
            )
        },
    ),
    Entry(
        code="needs-rounding",
        en="`{text}` may have more digits than `{name}` holds",
        zh="`{text}` 的小数位数可能超过 `{name}` 所能容纳",
        helps={
            "always": (
                "name the rounding where the outcome is declared, such as `rounding: round_half_up`",
                "请在声明处写明取整方式，例如 `rounding: round_half_up`",
            )
        },
    ),
    Entry(
        code="reversed-dates",
        en="`{until}` is not after `{since}`",
        zh="`{until}` 不晚于 `{since}`",
        helps={
            "always": (
                "`from` is the first day; `until` the first day on which it no longer holds",
                "`from` 是生效的第一天；`until` 是不再有效的第一天",
            )
        },
    ),
    Entry(
        code="within-or-due",
        en="deadline `{id}` needs either `within` or `due`",
        zh="时限 `{id}` 需要写 `within` 或 `due` 其中之一",
    ),
    Entry(
        code="needs-calendar",
        en="working time needs a working calendar",
        zh="按工作时间计算需要工作日历",
        helps={
            "always": (
                "count in `h` or `days`; calendars are not part of this version yet",
                "请用 `h` 或 `days`；本版本还不支持工作日历",
            )
        },
    ),
    Entry(
        code="expected-due",
        en="`due` is a map from milestone or deadline to instant",
        zh="`due` 应写成“里程碑或时限: 时刻”",
    ),
    Entry(
        code="unknown-in-scenario",
        en="`{text}` is nothing that this pack could give",
        zh="这套规则给不出 `{text}`",
        helps={
            **DID_YOU_MEAN,
            "because": ("`because` lists clauses that rules cite", "`because` 列出规则引用的条款"),
            "never": ("`never` lists clauses, deadlines or milestones", "`never` 列出条款、时限或里程碑"),
            "due": ("`due` names milestones or deadlines", "`due` 写里程碑或时限"),
            "undetermined": ("`undetermined` lists outcomes or derived facts", "`undetermined` 列出结果或推导出的事实"),
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    "cell": ("a cell", "单元格"),
    "expression": ("an expression", "算式"),
}
