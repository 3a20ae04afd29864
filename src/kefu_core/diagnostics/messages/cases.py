"""Messages about kinds of cases, their states and moves, and what comes before and after a deadline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

TITLE: Final = ("Cases over time", "案件的经过")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="duplicate-kind",
        en="there are two kinds `{id}`",
        zh="有两种案件都叫 `{id}`",
        helps={"always": ("give one of them another id", "请给其中一种换一个编号")},
        notes=FIRST_HERE,
    ),
    Entry(
        code="kind-without-start",
        en="no event begins a case of the kind `{id}`",
        zh="没有说明 `{id}` 这种案件由什么事件开始",
        helps={"always": ("name one: `starts: accepted`", "请写明，例如 `starts: accepted`")},
    ),
    Entry(
        code="kind-without-states",
        en="the kind `{id}` has no states",
        zh="`{id}` 这种案件没有任何状态",
        helps={
            "always": (
                "name at least one; a case begins in the first: `states: [open, {{id: closed, final: true}}]`",
                "请至少写一个，案件从第一个状态开始：`states: [open, {{id: closed, final: true}}]`",
            )
        },
    ),
    Entry(
        code="duplicate-state",
        en="the state `{id}` is there twice",
        zh="状态 `{id}` 写了两次",
        helps={"always": ("keep one of them", "请只保留一处")},
        notes=FIRST_HERE,
    ),
    Entry(
        code="unknown-state",
        en="there is no state `{state}`",
        zh="没有名为 `{state}` 的状态",
        helps={
            **DID_YOU_MEAN,
            "states": ("the states are {states}", "已有的状态：{states}"),
            "no-states": (
                "states are listed with the kind of case that has them: `kinds: [{{id: complaint, states: [...]}}]`",
                "状态写在案件种类里：`kinds: [{{id: complaint, states: [...]}}]`",
            ),
        },
    ),
    Entry(
        code="ambiguous-move",
        en="`{event}` moves a case from `{state}` in two ways",
        zh="案件在 `{state}` 时发生 `{event}`，有两种去向",
        helps={
            "always": (
                "say with `from` in which states each of them holds",
                "请用 `from` 写明各自在哪些状态下适用",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="unreachable-state",
        severity="warning",
        en="no case of the kind `{kind}` ever comes into the state `{id}`",
        zh="`{kind}` 这种案件永远不会进入状态 `{id}`",
        helps={
            "always": (
                "name the event that leads there under `moves`, or take the state out",
                "请在 `moves` 中写明哪个事件通向它，或删掉这个状态",
            )
        },
    ),
    Entry(
        code="unknown-reopen",
        en="`{text}` does not say what becomes of the time in between",
        zh="`{text}` 没有说明中间这段时间怎么算",
        helps={
            **DID_YOU_MEAN,
            "ways": (
                "write `pause` (it does not count), `continue` (it counts) or `restart` (the whole time anew)",
                "请写 `pause`（不计入）、`continue`（计入）或 `restart`（重新起算）",
            ),
        },
    ),
    Entry(
        code="unknown-retarget",
        en="`{text}` does not say from when the time counts",
        zh="`{text}` 没有说明从何时起算",
        helps={
            **DID_YOU_MEAN,
            "ways": (
                "write `from_start`, `from_change`, or `keep` for the due date that was there",
                "请写 `from_start`（从头起算）、`from_change`（从变更时起算）或 `keep`（沿用原来的到期时间）",
            ),
        },
    ),
    Entry(
        code="bad-warning",
        en="no warning can come at `{text}`",
        zh="`{text}` 不能作为提醒的时刻",
        helps={
            "share": (
                "a share of the time lies above 0 and is at most 100: `75 %`",
                "比例大于 0，不超过 100，例如 `75 %`",
            ),
            "clock": (
                "count back from the end in minutes, hours or working hours: `24 h before`",
                "提前多久请用分钟、小时或工作小时，例如 `24 h before` 或 `提前 24 小时`",
            ),
        },
    ),
    Entry(
        code="bad-extension",
        en="`{text}` is not how often more time may be granted",
        zh="`{text}` 不是可以延期的次数",
        helps={
            "always": (
                "write a number from 1, or leave `extend` out where no more time is granted",
                "请写不小于 1 的整数；不许延期的，请删掉 `extend`",
            )
        },
    ),
    Entry(
        code="nothing-follows",
        en="nothing is done in this step",
        zh="这一步没有写明后果",
        helps={
            "always": (
                "say who is told, who takes over or what is to be done: `notify`, `escalate` or `task`",
                "请写明通知谁（`notify`）、升级给谁（`escalate`）或要做什么（`task`）",
            )
        },
    ),
    Entry(
        code="kinds-differ",
        en="the choices of the fact `kind` and the list `kinds` differ in `{id}`",
        zh="事实 `kind` 的选项和 `kinds` 里的种类对不上：`{id}`",
        helps={
            **DID_YOU_MEAN,
            "choice": (
                "it is no kind of case: declare it under `kinds`, where {known} stands, or take the choice out",
                "没有这种案件：请在 `kinds` 中声明，或删掉这个选项；已有的种类：{known}",
            ),
            "kind": (
                "it is no choice: add it to those of the fact `kind`, which are {known}",
                "选项里没有它：请加进事实 `kind` 的选项；已有的选项：{known}",
            ),
        },
    ),
    Entry(
        code="unknown-status",
        en="`{text}` does not say how a deadline stands",
        zh="`{text}` 不是时限的状况",
        helps={
            **DID_YOU_MEAN,
            "statuses": ("write one of {statuses}", "请写其中之一：{statuses}"),
        },
    ),
    Entry(
        code="facts-or-timeline",
        en="a scenario takes `facts` and `at`, or a `timeline`",
        zh="场景要么写 `facts` 和 `at`，要么写 `timeline`",
        helps={
            "missing": (
                "add the facts of a case, such as `facts: {{nature: conduct}}`, or tell what happened in a `timeline`",
                "请写明案件的事实，例如 `facts: {{nature: conduct}}`；或用 `timeline` 写出经过",
            ),
            "both": (
                "the events of a timeline give the facts: let the first of them say these, and take `facts` out",
                "时间线的事实由事件给出：请把它们写进第一个事件，并删掉 `facts`",
            ),
            "at": (
                "the instant up to which a timeline is followed is called `until`",
                "时间线跟踪到哪一刻，用 `until` 写明",
            ),
        },
    ),
    Entry(
        code="event-without",
        en="the event does not say `{key}`",
        zh="这个事件没有写 `{key}`",
        helps={
            "scenario": (
                "an event says at least when and what: `{{at: 2026-11-02T10:00+08:00, type: accepted}}`",
                "事件至少要写明时刻和类型：`{{at: 2026-11-02T10:00+08:00, type: accepted}}`",
            ),
            "line": (
                "an event says at least when, what and of which case: "
                '`{{"at": "2026-11-02T10:00+08:00", "type": "accepted", "case": "1"}}`',
                '事件至少要写明时刻、类型和案件：`{{"at": "2026-11-02T10:00+08:00", "type": "accepted", "case": "1"}}`',
            ),
        },
    ),
    Entry(
        code="unknown-event",
        en="there is no event `{type}`",
        zh="没有名为 `{type}` 的事件",
        helps={
            **DID_YOU_MEAN,
            "milestones": (
                "events are the milestones: {milestones}; `facts` says that more is known",
                "事件就是里程碑：{milestones}；`facts` 表示又知道了一些事实",
            ),
        },
    ),
    Entry(
        code="bad-line",
        en="this line is not a JSON object",
        zh="这一行不是 JSON 对象",
        helps={
            "always": (
                'write an event in each line: `{{"at": "2026-11-02T10:00+08:00", "type": "accepted", "case": "1"}}`',
                '请每行写一个事件：`{{"at": "2026-11-02T10:00+08:00", "type": "accepted", "case": "1"}}`',
            )
        },
    ),
    Entry(
        code="clashing-events",
        en="two events have the id `{id}` and say different things",
        zh="有两个事件编号都是 `{id}`，内容却不同",
        helps={
            "always": (
                "an event is never rewritten: give the second its own id; if it puts the first right, let it say `corrects`",
                "已记录的事件不能改写：请给第二个换一个编号；如果是更正，请用 `corrects` 指明更正哪一个",
            )
        },
        notes=FIRST_HERE,
    ),
)

TERMS: Final[Mapping[str, Text]] = {}
