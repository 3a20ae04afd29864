"""Messages about cells, expressions, tables and deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

TITLE: Final = ("Tables, cells, deadlines and scenarios", "决策表、单元格、时限与场景")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="unknown-name",
        en="there is no {what} called `{name}`",
        zh="没有名为 `{name}` 的{what}",
        helps={
            **DID_YOU_MEAN,
            "list": ("write several names as a list: `{guess}`", "几个名称请写成列表：`{guess}`"),
            "fact": ("declare it under `facts`", "请先在 `facts` 里声明"),
            "fact-or-outcome": ("declare it under `facts`", "请先在 `facts` 里声明"),
            "outcome": ("declare it under `outcomes`", "请先在 `outcomes` 里声明"),
            "parameter": ("declare it under `parameters`", "请先在 `parameters` 里声明"),
            "milestone": ("declare it under `milestones`", "请先在 `milestones` 里声明"),
            "name": (
                "declare it under `facts` or `parameters`; if it is text, write it as `'\"{name}\"'`",
                "请先在 `facts` 或 `parameters` 里声明；如果是文本，请写成 `'\"{name}\"'`",
            ),
            "name-or-milestone": (
                "declare it under `facts`, `parameters` or `milestones`",
                "请先在 `facts`、`parameters` 或 `milestones` 里声明",
            ),
        },
    ),
    Entry(
        code="name-not-here",
        en="`{name}` is {sort}, where {wanted} belongs",
        zh="`{name}` 是{sort}，这里要写{wanted}",
    ),
    Entry(
        code="empty-cell",
        en="there is nothing between the quotation marks",
        zh="引号里面没有内容",
        helps={
            "cell": ("write `-` for any value, or leave the key out", "不限请写 `-`，或删掉这一项"),
            "expression": ("write a value, or `none` where there is none", "请写一个值；没有值请写 `none`"),
        },
    ),
    Entry(
        code="cell-too-long",
        en="this is longer than {length} characters, or strings together more than {depth} brackets or operators",
        zh="这段文字超过 {length} 个字符，或者连用了 {depth} 层以上的括号或运算符",
        helps={
            "always": (
                "make several rules of it, or a derived fact that says what the values have in common",
                "请拆成几条规则，或把这些值的共同点写成派生事实",
            )
        },
    ),
    Entry(
        code="thousands-comma",
        en="`{text}` could be one number or several",
        zh="`{text}` 可能是一个数，也可能是几个数",
        helps={
            "always": (
                "write `{plain}` if it is one number, `{several}` if any of them will do",
                "如果是一个数，请写 `{plain}`；如果是几个数中的任一个，请写 `{several}`",
            )
        },
    ),
    Entry(
        code="cell-ends-early",
        en="`{text}` ends too early",
        zh="`{text}` 没有写完",
        helps={
            "cell": (
                "a comparison needs a value after it, such as `>= 3`, and every bracket its other half",
                "比较符后面要有值，例如 `>= 3`；括号要成对",
            ),
            "expression": (
                "an operator needs a value after it, such as `n * 2`, and every bracket its other half",
                "运算符后面要有值，例如 `n * 2`；括号要成对",
            ),
        },
    ),
    Entry(
        code="cannot-read",
        en="`{found}` cannot stand here in {expected}",
        zh="{expected}里，这个位置不能写 `{found}`",
        helps={
            "cell": (
                "a cell is a value, `< 5`, `[1..5]`, several of these with commas, or `not(...)`",
                "单元格可以写：一个值、`< 5`、`[1..5]`、用英文逗号隔开的几项，或 `not(...)`",
            ),
            "expression": (
                "write a value, a name, or a calculation such as `100 + trunc((n - 330) / 10)`",
                "请写一个值、一个名称，或算式，例如 `100 + trunc((n - 330) / 10)`",
            ),
            "operator": ("write `{mended}`", "请写成 `{mended}`"),
            "semicolon": (
                "part the values by commas, all in one pair of quotation marks: `{mended}`",
                "几项之间用英文逗号隔开，外面加一对引号：`{mended}`",
            ),
            "quote": (
                "this quotation mark has no second one: write `{found}` where the text ends",
                "这个引号没有配对，请在文字结束的地方再写一个 `{found}`",
            ),
        },
    ),
    Entry(
        code="said-in-words",
        en="`{text}` is not how a cell says it",
        zh="`{text}` 不是单元格的写法",
        helps={"always": ('write `"{mended}"`', '请写成 `"{mended}"`')},
    ),
    Entry(
        code="range-or-minus",
        en="`{text}` is a subtraction here, not a range",
        zh="`{text}` 在这里是减法，不是范围",
        helps={"always": ('write `"{mended}"` for a range', '范围请写成 `"{mended}"`')},
    ),
    Entry(
        code="unknown-function",
        en="there is no function `{name}`",
        zh="没有名为 `{name}` 的函数",
        helps={**DID_YOU_MEAN, "functions": ("the functions are {functions}", "可用的函数：{functions}")},
    ),
    Entry(
        code="wrong-arguments",
        en="`{function}` cannot be applied to {given}",
        zh="`{function}` 不能用于{given}",
        helps={
            "two-numbers": (
                "it takes two numbers, or two amounts in one currency",
                "它需要两个数，或同一货币的两个金额",
            ),
            "one-number": ("it takes one number or amount", "它需要一个数或金额"),
            "number-and-digits": (
                "it takes a number and, if you like, how many digits to keep: `{function}(x, 2)`",
                "它需要一个数，还可以再写要保留的位数：`{function}(x, 2)`",
            ),
            "comparable": ("it takes values of one type that has an order", "各项必须同类型，而且能比较大小"),
            "instants": ("it takes instants, or dates", "它需要时刻，或日期"),
            "same-type": ("all of them have to be of one type", "各项必须是同一类型"),
            "one-set": ("it takes one set", "它需要一个集合"),
            "numbers": ("it takes numbers, or amounts in one currency", "它需要若干个数，或同一货币的金额"),
            "booleans": ("it takes conditions, which are true or false", "它需要条件，也就是真假值"),
            "condition": (
                "what stands after `then` and after `else` has to be of one type",
                "`then` 和 `else` 后面的值必须是同一类型",
            ),
        },
    ),
    Entry(
        code="needs-condition",
        en="`{function}` needs a condition, and `{text}` is {given}",
        zh="`{function}` 需要条件，而 `{text}` 是{given}",
        helps={
            "always": (
                "write what is to be true of it, such as `{text} = ...`",
                "请写成一个条件，例如 `{text} = ...`",
            )
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
        zh="`{text}` 可能是 `none`，不能直接用于 `{function}`",
        helps={
            "always": (
                "say what to take instead of `none`, such as `coalesce({text}, {example})`",
                "请说明没有值时取什么，例如 `coalesce({text}, {example})`",
            )
        },
    ),
    Entry(
        code="never-none",
        en="`{name}` always has a value, so it is never `none`",
        zh="`{name}` 一定有值，不会是 `none`",
        helps={
            "always": (
                "if it can be without one, add `optional: true` where it is declared",
                "如果可以没有值，请在声明处加上 `optional: true`",
            )
        },
    ),
    Entry(
        code="type-mismatch",
        en="`{text}` is {given}, but `{name}` is {wanted}",
        zh="`{text}` 是{given}，而 `{name}` 是{wanted}",
        helps={"always": ("write {wanted}, such as `{example}`", "这里要写{wanted}，例如 `{example}`")},
    ),
    Entry(
        code="other-choices",
        en="`{text}` has other choices than `{name}`",
        zh="`{text}` 和 `{name}` 的选项不一样",
        helps={
            "always": (
                "one can stand for the other only where both list the same choices in the same order",
                "两者的选项完全相同、顺序一致，才能互相代替或比较",
            )
        },
    ),
    Entry(
        code="not-ordered",
        en="`{name}` is {type}, which has no order to compare by",
        zh="`{name}` 是{type}，没有大小之分",
        helps={
            "always": (
                "name the value itself: `{example}` or `not({example})`",
                "请直接写值：`{example}` 或 `not({example})`",
            ),
            "choice": (
                'name the choices, such as `"{example}"`; if they are grades, list them from least to most grave'
                " where `{name}` is declared, and add `ordered: true`",
                '请直接列出选项，例如 `"{example}"`；如果选项有轻重，请在声明 `{name}` 的地方从轻到重排列，'
                "并加上 `ordered: true`",
            ),
            "set": (
                "name a member, or ask for `not(a)`, `all(a, b)` or `empty`",
                "请写成员名，或者 `not(a)`、`all(a, b)`、`empty`",
            ),
        },
    ),
    Entry(
        code="none-not-ordered",
        en="`none` is neither less nor more than any value of `{name}`",
        zh="`none` 与 `{name}` 的任何取值都不能比较大小",
        helps={"always": ("ask for `none` or `not(none)`", "请写 `none` 或 `not(none)`")},
    ),
    Entry(
        code="only-for-sets",
        en="`all(...)` is for sets, and `{name}` has one value at a time",
        zh="`all(...)` 只用于集合，而 `{name}` 一次只有一个值",
        helps={"always": ('for one value of several write `"a, b"`', '几个值中的任一个请写 `"a, b"`')},
    ),
    Entry(
        code="label-needs-quotes",
        en="`{text}` is a label that means something else here without quotation marks",
        zh="`{text}` 是选项的名称，但不加引号会被读成别的意思",
        helps={
            "always": (
                "write it with quotation marks of its own inside those of YAML: `'\"{text}\"'`, or write its code",
                "请在 YAML 的引号里面再加一层引号：`'\"{text}\"'`；也可以写它的代码",
            )
        },
    ),
    Entry(
        code="text-needs-quotes",
        en="`{text}` is neither a name nor text in quotation marks",
        zh="`{text}` 既不是名称，也不是加了引号的文本",
        helps={
            "always": (
                "text has quotation marks of its own inside those of YAML: `'\"{text}\"'`",
                "文本要在 YAML 的引号里面再加一层引号：`'\"{text}\"'`",
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
        en="`aggregate` is only for `hit: collect`, and this table has `hit: {hit}`",
        zh="`aggregate` 只用于 `hit: collect`，而这张表是 `hit: {hit}`",
        helps={
            "always": ("take this line out, or write `hit: collect`", "请删掉这一行，或改成 `hit: collect`"),
        },
    ),
    Entry(
        code="collect-needs-aggregate",
        en="`hit: collect` needs to know what to make of the rules that hold",
        zh="`hit: collect` 没有说明怎样汇总各条适用的规则",
        helps={
            "always": (
                "add `aggregate:` with one of `list`, `sum`, `min`, `max`, `count`",
                "请加上 `aggregate:`，取 `list`、`sum`、`min`、`max`、`count` 之一",
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
            "sum": (
                "only numbers and amounts add up; for the gravest take `max`",
                "只有数和金额能相加；要取最重的一级请用 `max`",
            ),
            "min": ("only types with an order have a least value", "只有能比较大小的类型才有最小值"),
            "max": ("only types with an order have a greatest value", "只有能比较大小的类型才有最大值"),
        },
    ),
    Entry(
        code="output-or-outputs",
        en="table `{table}` takes one of `output` and `outputs`",
        zh="表 `{table}` 的 `output` 和 `outputs` 要写其中一个",
        helps={
            "missing": (
                "add `output:` with the outcome that the table decides",
                "请加上 `output:`，写明这张表决定哪个结果",
            ),
            "both": (
                "keep `output` for one outcome, `outputs` for several",
                "一个结果用 `output`，几个结果用 `outputs`，只留一种",
            ),
        },
    ),
    Entry(
        code="duplicate-column",
        en="`{name}` is listed twice",
        zh="`{name}` 列了两次",
        helps={"always": ("take one of them out", "请删掉其中一个")},
        notes=FIRST_HERE,
    ),
    Entry(
        code="duplicate-rule",
        en="two rules of this table are called `{rule}`",
        zh="这张表里有两条规则都叫 `{rule}`",
        helps={
            "always": (
                "give each an id of its own: reasons name the rule by it",
                "请各用一个编号：裁决的依据要靠编号指明规则",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="reserved-rule",
        en="no rule can be called `{rule}`",
        zh="规则不能叫 `{rule}`",
        helps={
            "always": (
                "choose another id; what holds where no rule does stands under the table's own key `default:`",
                "请换一个编号；没有规则适用时的结果，请写在表的 `default:` 键下面",
            )
        },
    ),
    Entry(
        code="no-rules",
        en="table `{table}` has no rules",
        zh="表 `{table}` 没有规则",
        helps={
            "always": (
                "write at least one under `rules`, such as `- {{id: grave, when: {{nature: conduct}}, then: major}}`",
                "请在 `rules` 下面至少写一条，例如 `- {{id: grave, when: {{nature: conduct}}, then: major}}`",
            )
        },
    ),
    Entry(
        code="not-an-input",
        en="`{name}` is not an input of table `{table}`",
        zh="`{name}` 不是表 `{table}` 的输入",
        helps={
            **DID_YOU_MEAN,
            "add": ("add it to them: `{example}`", "请把它加进输入列：`{example}`"),
            "inputs": ("the inputs are {inputs}", "输入列：{inputs}"),
        },
    ),
    Entry(
        code="comma-in-braces",
        en="in braces a comma ends the value of `{name}`",
        zh="花括号里，逗号会结束 `{name}` 的值",
        helps={
            "always": (
                "a value with a comma needs quotation marks: `{example}`",
                "值里有逗号时要加引号：`{example}`",
            )
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
        helps={
            "always": (
                'write a value or a comparison, such as `{name}: ">= 3"`',
                '请写一个值或比较，例如 `{name}: ">= 3"`',
            ),
            "list": (
                "several values are written in one text: `{example}`",
                "多个值写在同一段文字里：`{example}`",
            ),
        },
    ),
    Entry(
        code="then-needs-names",
        en="this table has several outputs, so `then` has to name each",
        zh="这张表有几个输出，`then` 要分别写明",
        helps={"always": ("write `{example}`", "请写成 `{example}`")},
    ),
    Entry(
        code="missing-output",
        en="this does not give `{name}`",
        zh="这里没有给出 `{name}`",
        helps={
            "always": (
                "add `{name}: ...`; where an optional outcome has no value, write `{name}: none`",
                "请补上 `{name}: ...`；可选的结果没有值时写 `{name}: none`",
            )
        },
    ),
    Entry(
        code="needs-rounding",
        en="`{text}` may have more digits than `{name}` holds",
        zh="`{text}` 的小数位数可能超过 `{name}` 所能容纳",
        helps={
            "outcome": (
                "name the rounding where `{name}` is declared, such as `rounding: round_half_up`",
                "请在声明 `{name}` 的地方写明取整方式，例如 `rounding: round_half_up`",
            ),
            "derived": (
                "say how to round, such as `round_half_up({text})`",
                "请写明怎样取整，例如 `round_half_up({text})`",
            ),
        },
    ),
    Entry(
        code="reversed-dates",
        en="`{until}` is not after `{since}`",
        zh="`{until}` 不晚于 `{since}`",
        helps={
            "always": (
                "`from` is the first day on which it holds, `until` the first on which it no longer does",
                "`from` 是生效的第一天，`until` 是不再有效的第一天",
            )
        },
    ),
    Entry(
        code="zero-period",
        en="deadline `{id}` leaves no time at all",
        zh="时限 `{id}` 没有留出任何时间",
        helps={
            "always": (
                "write how long it may take, such as `4 h`; `same day` lasts until midnight",
                "请写明多久之内，例如 `4 h`；当天之内请写 `same day`",
            ),
            "parameter": (
                "`{name}` is nothing at one of its dates: give it a period such as `4 h`",
                "参数 `{name}` 在某个日期的值为零，请改成 `4 h` 这样的时长",
            ),
        },
    ),
    Entry(
        code="within-or-due",
        en="deadline `{id}` takes one of `within` and `due`",
        zh="时限 `{id}` 的 `within` 和 `due` 要写其中一个",
        helps={
            "missing": (
                "add how long it may take, such as `within: 4 h`, or by when, such as `due: accepted + 4 h`",
                "请写明多久之内，例如 `within: 4 h`；或写明到什么时候，例如 `due: accepted + 4 h`",
            ),
            "both": (
                "keep `within` for a period, `due` for an instant",
                "按时长用 `within`，按时刻用 `due`，只留一个",
            ),
        },
    ),
    Entry(
        code="no-start-event",
        en="deadline `{id}` names no event that starts it",
        zh="时限 `{id}` 没有写明从哪个里程碑起算",
        helps={
            "always": (
                "write `from: accepted`, or whichever milestone starts the clock",
                "请写明起算的里程碑，例如 `from: accepted`",
            )
        },
    ),
    Entry(
        code="expected-due",
        en="`{key}` has to say which milestone or deadline it speaks of",
        zh="`{key}` 要写明说的是哪个里程碑或时限",
        helps={
            "due": (
                "name it before the instant: `due: {{resolved: 2026-11-02T14:00+08:00}}`",
                "请在时刻前面写上名称：`due: {{resolved: 2026-11-02T14:00+08:00}}`",
            ),
            "status": (
                "name it before the word for how it stands: `status: {{resolved: met}}`",
                "请在状况前面写上名称：`status: {{resolved: met}}`",
            ),
        },
    ),
    Entry(
        code="unknown-in-scenario",
        en="nothing in this pack could give `{text}`",
        zh="没有任何规则会得出 `{text}`",
        helps={
            **DID_YOU_MEAN,
            "because": ("`because` lists clauses that rules cite", "`because` 列出规则引用的条款"),
            "never": ("`never` lists clauses, rules, deadlines or milestones", "`never` 列出条款、规则、时限或里程碑"),
            "due": ("`due` names milestones or deadlines", "`due` 里写里程碑或时限"),
            "undetermined": (
                "`undetermined` lists outcomes, derived facts or deadlines",
                "`undetermined` 列出结果、派生事实或时限",
            ),
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    "cell": ("a cell", "单元格"),
    "expression": ("an expression", "算式"),
    "nothing": ("nothing", "空的括号"),
    # What a place asks for.
    "fact": ("fact", "事实"),
    "fact-or-outcome": ("fact or outcome", "事实或结果"),
    "name": ("fact, outcome or parameter", "事实、结果或参数"),
    "name-or-milestone": ("fact, outcome, parameter or milestone", "事实、结果、参数或里程碑"),
    "outcome": ("outcome", "结果"),
    "parameter": ("parameter", "参数"),
    "milestone": ("milestone", "里程碑"),
    "a-fact": ("a fact", "事实"),
    "a-fact-or-outcome": ("a fact or an outcome", "事实或结果"),
    "a-name": ("a fact, an outcome or a parameter", "事实、结果或参数"),
    "a-name-or-milestone": ("a fact, an outcome, a parameter or a milestone", "事实、结果、参数或里程碑"),
    "a-outcome": ("an outcome", "结果"),
    "a-parameter": ("a parameter", "参数"),
    "a-milestone": ("a milestone", "里程碑"),
}
