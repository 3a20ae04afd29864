"""What an editor is told of each form and each key, in English and Chinese: shown where the pointer rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Text


def described(form: type, key: str | None = None) -> str:
    """What is said of a form, or of a key of it, in both languages."""
    if key is None:
        english, chinese = FORMS[form.__name__]
    else:
        english, chinese = KEYS.get((form.__name__, key)) or SHARED[key]
    return f"{english}\n\n{chinese}"


FORMS: Final[Mapping[str, Text]] = {
    "LabelForm": (
        "What people read: `{zh: ..., en: ...}`, or one text.",
        "给人看的名称：`{zh: ..., en: ...}`，或直接写文字。",
    ),
    "DocumentForm": ("A manual that the pack implements.", "规则包所依据的一份规程。"),
    "PolicyForm": ("The head of the pack: one in each.", "规则包的开头，每个规则包有且只有一个。"),
    "ClauseForm": (
        "A clause of a manual; rules cite it as their `source`.",
        "规程的一个条款；规则用 `source` 引用它。",
    ),
    "CodeForm": ("A code and what people call it.", "一个代码和它的名称。"),
    "FactForm": ("Something that the host tells of a case.", "裁决之前要知道的一件事，由接入系统提供。"),
    "OutcomeForm": ("Something that tables decide.", "由决策表得出的一项结果。"),
    "DerivedForm": ("A fact that follows from others.", "由其他事实推算出来的事实。"),
    "ParameterForm": ("A number, an amount or a period of the policy.", "规程里的一个数、一笔金额或一段时长。"),
    "MilestoneForm": ("An event that starts clocks or meets deadlines.", "一个事件：时限从它起算，或到它为止。"),
    "InForceForm": ("The dates between which the deadline holds.", "这条时限的有效期。"),
    "DeadlineForm": ("A promise in time.", "一条时限。"),
    "WarnForm": ("A notice before the deadline ends.", "到期之前的提醒。"),
    "LateForm": ("What follows a breach.", "超时之后的一步。"),
    "ExtendForm": ("Whether more time may be granted.", "可否延期。"),
    "KindForm": (
        "What a case can be: how it begins, stands and goes on.",
        "一种案件：怎样开始，有哪些状态，怎样流转。",
    ),
    "StateForm": ("How a case can stand.", "案件的一个状态。"),
    "MoveForm": ("An event that brings a case into another state.", "使案件改变状态的事件。"),
    "ReopenForm": ("An event that opens a case once more.", "使案件重新打开的事件。"),
    "LatchForm": ("A clock whose passing sets a fact for good.", "到时未办完，就把某个事实永久标上。"),
    "ImpossibleForm": ("A combination that no case has; proofs leave it out.", "不会同时出现的情形，检查时不予考虑。"),
    "RuleForm": ("A row of the table.", "决策表的一行规则。"),
    "DefaultForm": ("What the table gives where no row holds.", "没有一行适用时的结果。"),
    "TableForm": ("A decision table: inputs, an outcome, rows.", "一张决策表：输入、结果和逐行的规则。"),
    "CalendarForm": (
        "Working hours: of a week, and of the dates that differ.",
        "工作时间：每周的时间，以及与平时不同的日期。",
    ),
    "HolidayForm": (
        "A date, a range of dates, or the public holidays of a country.",
        "一个日期、一段日期，或一个国家的法定节假日。",
    ),
    "ScenarioForm": ("A test: facts, and what must come of them.", "一个测试场景：给出事实，写明应得的结果。"),
    "SectionsForm": (
        "Lists of what the rules speak of; they may be split over files in any way.",
        "规则所用的各种列表；怎样拆分到各个文件都可以。",
    ),
}

SHARED: Final[Mapping[str, Text]] = {
    "id": ("A short name: `a-z`, `0-9` and `_`, a letter first.", "代码：小写字母、数字和下划线，以字母开头。"),
    "label": ("What people read; rules may be written with it, too.", "给人看的名称；写规则时也可以用它。"),
    "title": ("What people read.", "给人看的标题。"),
    "type": ("What sort of value it has.", "取值的类型。"),
    "ordered": ("`true`: the choices are a scale, from least to most grave.", "`true` 表示选项有轻重之分，从轻到重列出。"),
    "unit": (
        "The currency of money (`CNY`), the unit of a duration (`h`), or any word for a number.",
        "金额的币种（`CNY`）、时长的单位（`h`），或数字后面的量词。",
    ),
    "scale": ("The most digits after the point: 0 to 12.", "最多几位小数，0 到 12。"),
    "choices": ("The codes from which the value is chosen.", "可选的代码，每次取其中之一。"),
    "domain": ("A cell that every value has to pass, such as `>= 0`.", "取值范围，写成单元格，例如 `>= 0`。"),
    "optional": ("`true`: the value may also be `none`.", "`true` 表示也可以是“无”（`none`）。"),
    "source": ("The clause that this implements, or a list of clauses.", "所依据的条款编号；有几条时写成列表。"),
    "reading": ("How an unclear text was read, and by what right.", "原文不明确时采用的读法和理由。"),
    "when": ('What must hold: a cell for each name, such as `loss: ">= 5000 CNY"`.', '成立的条件：每个名称对应一个单元格，例如 `loss: ">= 5000 CNY"`。'),
    "then": ("The value that is decided; with several outputs, one for each.", "得出的结果；有几个输出时，逐个写明。"),
    "from": ("The first day in force.", "生效日期，当天起有效。"),
    "until": ("The first day no longer in force.", "失效日期，当天起无效。"),
    "zh": ("in Chinese", "中文"),
    "en": ("in English", "英文"),
}  # fmt: skip

KEYS: Final[Mapping[tuple[str, str], Text]] = {
    ("DocumentForm", "id"): ("The first part of the ids of its clauses.", "文件编号，也是其条款编号的第一段。"),
    ("PolicyForm", "policy"): ("The id of the pack.", "规则包的编号。"),
    ("PolicyForm", "format"): ("The version of the rule language.", "规则语言的版本。"),
    ("PolicyForm", "owner"): ("Who answers for the policy.", "归口部门或负责人。"),
    ("PolicyForm", "zone"): ("The time zone by which days begin and end.", "时区，按它计算每天的起止。"),
    ("PolicyForm", "language"): ("What explanations speak when nobody says otherwise.", "默认用哪种语言说明。"),
    ("PolicyForm", "documents"): ("The manuals that the pack implements.", "所依据的规程。"),
    ("ClauseForm", "id"): ("The id of its document, a point, and more: `manual.3.2`.", "条款编号：文件编号加点号开头，例如 `manual.3.2`。"),
    ("ClauseForm", "doc"): ("The document, where the id does not begin with it.", "所属文件；条款编号已写明时不必写。"),
    ("ClauseForm", "at"): ("Where it stands in the document.", "在文件中的位置，例如“第三条”。"),
    ("ClauseForm", "kind"): ("What sort of clause it is; for catalogues.", "条款的类别，供条款目录使用。"),
    ("ClauseForm", "executable"): ("`rule`, or why it is none; for `kefu trace`.", "`rule` 表示应有规则；否则写明原因，供 `kefu trace` 使用。"),
    ("ClauseForm", "says"): ("What the clause says, in short.", "条文大意。"),
    ("FactForm", "supplied_by"): ("The role to ask where the fact is not known.", "不知道时，由哪个角色查明。"),
    ("DerivedForm", "value"): ("An expression over facts, outcomes and parameters.", "由事实、结果和参数组成的算式。"),
    ("OutcomeForm", "rounding"): ("How what a table gives is rounded.", "怎样取整。"),
    ("ParameterForm", "value"): ("The value, since ever.", "一直有效的值。"),
    ("ParameterForm", "values"): ("Values by the date from which each holds.", "各个生效日期起的值。"),
    ("MilestoneForm", "start"): ("`true`: the event at which a case is decided.", "`true` 表示案件在这个事件时裁决（受理）。"),
    ("DeadlineForm", "id"): ("The name of the deadline in answers.", "时限的编号，会出现在裁决结果里。"),
    ("DeadlineForm", "from"): (
        "The milestone that starts the clock; of several, the first in the list that has happened.",
        "从哪个里程碑起算；写了几个时，取列表中第一个已发生的。",
    ),
    ("DeadlineForm", "until"): ("The milestone that meets it.", "到哪个里程碑为止。"),
    ("DeadlineForm", "within"): ("How long: `4 h`, `3 days`, `same day`, or a parameter.", "多长时间之内：`4小时`、`3天`、`当天`，或参数。"),
    ("DeadlineForm", "due"): ("The instant at which it is due, instead of `within`.", "到期的时刻，代替 `within`。"),
    ("DeadlineForm", "in_force"): ("The dates between which it holds.", "有效期。"),
    ("DeadlineForm", "pause"): (
        "States in which its time does not count; without it, those that pause.",
        "在这些状态下不计时；不写就按状态自己的规定。",
    ),
    ("DeadlineForm", "warn"): ("Notices before the end: `75 %` of the time, or `30 min before`.", "到期之前的提醒：时间过了 `75 %`，或提前 `30 分钟`。"),
    ("DeadlineForm", "late"): ("What follows a breach, step by step.", "超时之后逐级怎么办。"),
    ("DeadlineForm", "retarget"): (
        "Where the time begins if this takes the place of another deadline.",
        "代替另一条时限时从何时起算。",
    ),
    ("DeadlineForm", "extend"): ("Whether more time may be granted; without it, never.", "可否延期；不写就不可以。"),
    ("WarnForm", "at"): ("When: `75 %`, or `30 min before`.", "何时提醒：`75 %`，或提前 `30 分钟`。"),
    ("WarnForm", "notify"): ("The roles that are told; else those who handle the case.", "提醒哪些角色；不写就提醒经办人。"),
    ("LateForm", "after"): ("How long after the due date; without it, at once.", "到期多久之后；不写就立即。"),
    ("LateForm", "notify"): ("The roles that are told.", "通知哪些角色。"),
    ("LateForm", "escalate"): ("The role that takes the case over.", "升级给哪个角色。"),
    ("LateForm", "task"): ("What is to be done.", "要做的事。"),
    ("ExtendForm", "times"): ("How often; without it, without end.", "最多几次；不写就不限。"),
    ("ExtendForm", "by"): ("Who grants it.", "由谁批准。"),
    ("KindForm", "starts"): ("The events that begin such a case.", "由哪些事件开始。"),
    ("KindForm", "states"): ("How it can stand; it begins in the first.", "有哪些状态；从第一个开始。"),
    ("KindForm", "moves"): ("What brings it from one state into another.", "什么事件使它改变状态。"),
    ("KindForm", "reopens"): ("What opens it once more.", "什么事件使它重新打开。"),
    ("StateForm", "pauses"): ("`true`: time does not count in it.", "`true` 表示在此状态下不计时。"),
    ("StateForm", "final"): ("`true`: the case is at its end.", "`true` 表示案件终结。"),
    ("MoveForm", "on"): ("The event.", "什么事件。"),
    ("MoveForm", "from"): ("The states in which it may happen; without it, all that are not final.", "在哪些状态下可以发生；不写就是所有未终结的状态。"),
    ("MoveForm", "to"): ("The state that it leads to.", "变成什么状态。"),
    ("MoveForm", "needs"): ("Milestones that have to be reached before.", "之前必须达到的里程碑。"),
    ("MoveForm", "stops"): ("`true`: clocks that still run end here.", "`true` 表示还在走的时限到此取消。"),
    ("ReopenForm", "on"): ("The event.", "什么事件。"),
    ("ReopenForm", "from"): ("The states in which it may happen; without it, the final ones.", "在哪些状态下可以发生；不写就是已终结的状态。"),
    ("ReopenForm", "to"): ("The state that it leads to.", "变成什么状态。"),
    ("ReopenForm", "revokes"): ("Milestones that are not reached any longer.", "哪些里程碑不再算达到。"),
    ("ReopenForm", "time"): (
        "The time in between: `pause` leaves it out, `continue` counts it, `restart` begins anew.",
        "中间的时间：`pause` 不计入，`continue` 计入，`restart` 重新起算。",
    ),
    ("LatchForm", "from"): ("The milestone that starts the clock.", "从哪个里程碑起算。"),
    ("LatchForm", "until"): ("The milestone that comes in time, or not.", "到哪个里程碑为止。"),
    ("LatchForm", "within"): ("How long.", "多长时间之内。"),
    ("LatchForm", "set"): ("The facts that are so from then on.", "此后哪些事实成立。"),
    ("LatchForm", "calendar"): ("The calendar that counts.", "所用的日历。"),
    ("LatchForm", "in_force"): ("The dates between which it holds.", "有效期。"),
    ("ScenarioForm", "timeline"): (
        "What happened, event by event: `{at: ..., type: accepted, nature: conduct}`.",
        "逐个事件写出经过：`{at: ..., type: accepted, nature: conduct}`。",
    ),
    ("ScenarioForm", "until"): ("The instant that is asked about; without it, the last event's.", "看到什么时刻为止；不写就是最后一个事件的时刻。"),
    ("ImpossibleForm", "id"): ("A name for it.", "编号。"),
    ("RuleForm", "id"): ("The name of the row in answers.", "规则编号，会出现在裁决依据里。"),
    ("TableForm", "table"): ("The id of the table.", "决策表的编号。"),
    ("TableForm", "inputs"): ("What the rows ask for: facts, derived facts, outcomes of other tables.", "各行要看的输入：事实、派生事实，或其他表的结果。"),
    ("TableForm", "output"): ("The outcome that the table decides.", "这张表得出的结果。"),
    ("TableForm", "outputs"): ("The outcomes that the table decides, where there are several.", "这张表得出的几个结果。"),
    ("TableForm", "hit"): (
        "`unique`: one row at most holds; `first`: the first that holds; `any`: all that hold agree; `collect`: all of them.",
        "`unique` 至多一行适用；`first` 取自上而下第一行；`any` 适用的各行结果相同；`collect` 取全部成立的行。",
    ),
    ("TableForm", "aggregate"): ("What `collect` makes of the rows.", "`collect` 时怎样汇总。"),
    ("TableForm", "rules"): ("The rows, from the top.", "规则，自上而下逐行列出。"),
    ("TableForm", "default"): ("What the table gives where no row holds.", "没有一行适用时的结果。"),
    ("PolicyForm", "calendar"): ("The calendar that working time is counted by.", "按哪个日历计算工作时间。"),
    ("DeadlineForm", "calendar"): (
        "The calendar of this deadline; a last day ends at its close of business.",
        "这条时限所用的日历；最后一天到下班时间为止。",
    ),
    ("DeadlineForm", "roll"): (
        "Where a last day goes on which nobody works: the next working day, or the one before.",
        "最后一天不上班时，顺延到下一个工作日，或提前到上一个工作日。",
    ),
    ("CalendarForm", "calendar"): ("The id of the calendar.", "日历的编号。"),
    ("CalendarForm", "zone"): ("Its time zone, if it is not that of the policy.", "日历的时区；不写就用规则包的时区。"),
    ("CalendarForm", "week"): (
        "The hours of each weekday: `mon-fri: [09:00-12:00, 13:00-18:00]`.",
        "每周各天的工作时间：`mon-fri: [09:00-12:00, 13:00-18:00]`。",
    ),
    ("CalendarForm", "holidays"): (
        "Dates without work: `2026-10-01`, `2026-10-01/2026-10-07`, `12-25` of every year, or `{country: CN}`.",
        "放假的日期：`2026-10-01`、`2026-10-01/2026-10-07`、每年的 `12-25`，或 `{country: CN}`。",
    ),
    ("CalendarForm", "breaks"): ("Hours taken out of a date.", "某一天要扣掉的时间。"),
    ("CalendarForm", "dates"): ("Dates with exactly these hours; `[]` for none.", "某一天的工作时间以此为准；`[]` 表示不上班。"),
    ("CalendarForm", "known_until"): (
        "The first date of which not everything is known yet; later dues are provisional.",
        "从这一天起安排尚未确定；之后的到期时间只是暂定。",
    ),
    ("HolidayForm", "country"): ("The code of the country: `CN`.", "国家代码：`CN`。"),
    ("HolidayForm", "subdivision"): ("The code of a part of the country: `BY`.", "地区代码，例如 `BY`。"),
    ("HolidayForm", "makeup"): (
        "The hours of a date that is worked to make up for a holiday; else those of the first working weekday.",
        "调休上班日的工作时间；不写就用每周第一个工作日的时间。",
    ),
    ("ScenarioForm", "scenario"): ("What it shows, in a sentence.", "场景的标题，一句话。"),
    ("ScenarioForm", "facts"): ("The facts, as a host would give them.", "已知的事实；没有写的视为不知道。"),
    ("ScenarioForm", "at"): ("When the case was accepted.", "受理的时刻。"),
    ("ScenarioForm", "expect"): (
        "What must come out: outcomes, `due`, `because`, `undetermined`. What is not named is not compared.",
        "应得的结果，以及 `due`、`because`、`undetermined`。没有写的不比较。",
    ),
    ("ScenarioForm", "never"): ("Clauses, deadlines, milestones or rules that must not appear.", "不得出现的条款、时限、里程碑或规则。"),
    ("ScenarioForm", "exactly"): ("`true`: nothing else may come out.", "`true` 表示除此之外不得有别的结果。"),
    ("SectionsForm", "clauses"): ("The clauses of the manuals.", "规程的条款。"),
    ("SectionsForm", "facts"): ("What the host tells of a case.", "裁决之前要知道的事实。"),
    ("SectionsForm", "derived"): ("Facts that follow from others.", "由其他事实推算出来的事实。"),
    ("SectionsForm", "outcomes"): ("What tables decide.", "决策表得出的结果。"),
    ("SectionsForm", "parameters"): ("The numbers, amounts and periods of the policy.", "规程里的数、金额和时长。"),
    ("SectionsForm", "roles"): ("Who acts.", "角色：由谁处理。"),
    ("SectionsForm", "milestones"): ("The events of a case.", "案件经过的事件。"),
    ("SectionsForm", "kinds"): ("What cases can be.", "案件的种类。"),
    ("SectionsForm", "latches"): ("Clocks whose passing sets a fact.", "到时未办完就标上的事实。"),
    ("SectionsForm", "impossible"): ("What never comes together in a case.", "不会同时出现的情形。"),
    ("SectionsForm", "deadlines"): ("The promises in time.", "各条时限。"),
}  # fmt: skip

EXPECTED: Final[Mapping[str, Text]] = {
    "due": (
        "Due dates by milestone or deadline; `waits` for one that has not begun.",
        "各里程碑或时限的到期时刻；还没有起算的写 `waits`。",
    ),
    "because": ("Clauses that must be cited.", "必须引用的条款。"),
    "undetermined": ("What must stay undecided.", "应当未能裁决的结果或时限。"),
    "state": ("Of a timeline: the state of the case.", "时间线结束时案件的状态。"),
    "status": ("Of a timeline: how deadlines stand.", "时间线结束时各时限的状况。"),
    "told": ("Of a timeline: the roles that were told.", "时间线中得到通知的角色。"),
    "escalated": ("Of a timeline: the roles that took the case over.", "时间线中升级给的角色。"),
    "tasks": ("Of a timeline: what was to be done.", "时间线中布置的任务。"),
}
