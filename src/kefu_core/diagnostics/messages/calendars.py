"""Messages about working calendars: hours, weekdays, holidays, and who names a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kefu_core.diagnostics.entry import Entry, Text
from kefu_core.diagnostics.messages.shared import DID_YOU_MEAN, FIRST_HERE

TITLE: Final = ("Working calendars", "工作日历")

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        code="bad-hours",
        en="`{text}` is not a range of hours",
        zh="`{text}` 不是一段时间",
        helps={
            "form": (
                "write it as `09:00-18:00`; one that ends before it begins ends on the next day",
                "请写成 `09:00-18:00`；结束早于开始表示到次日为止",
            ),
            "clock": ("clocks go from `00:00` to `24:00`", "钟点从 `00:00` 到 `24:00`"),
            "empty": (
                "a whole day is `00:00-24:00`, and a day without work is `[]`",
                "全天请写 `00:00-24:00`，不上班请写 `[]`",
            ),
        },
    ),
    Entry(
        code="unknown-weekday",
        en="`{text}` is not a weekday",
        zh="`{text}` 不是星期几",
        helps={
            **DID_YOU_MEAN,
            "weekdays": (
                "write `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`, or several as `mon-fri`",
                "请写 `mon`、`tue`、`wed`、`thu`、`fri`、`sat`、`sun`，或写“周一”；连续几天写成 `mon-fri`",
            ),
        },
    ),
    Entry(
        code="weekday-twice",
        en="`{day}` has its hours twice",
        zh="`{day}` 的时间写了两次",
        helps={
            "always": (
                "keep one of them; several ranges of a day stand in one list: `[09:00-12:00, 13:00-18:00]`",
                "请只保留一处；一天有几段时间写在同一个列表里：`[09:00-12:00, 13:00-18:00]`",
            )
        },
        notes=FIRST_HERE,
    ),
    Entry(
        code="bad-holiday",
        en="`{text}` is not a date or a range of dates",
        zh="`{text}` 不是日期，也不是一段日期",
        helps={
            "forms": (
                "write `2026-10-01`, `2026-10-01/2026-10-07`, or `12-25` for every year",
                "请写 `2026-10-01`、`2026-10-01/2026-10-07`，每年都放假的写 `12-25`",
            ),
            "reversed": ("the first date comes first", "开始日期应当在前"),
            "long": ("a range has at most 400 days", "一段最多 400 天"),
        },
    ),
    Entry(
        code="never-open",
        en="calendar `{id}` is never open",
        zh="日历 `{id}` 没有任何工作时间",
        helps={
            "always": (
                "give some weekday its hours: `week: {{mon-fri: [09:00-18:00]}}`",
                "请写明某一天的工作时间：`week: {{mon-fri: [09:00-18:00]}}`",
            )
        },
    ),
    Entry(
        code="duplicate-calendar",
        en="calendar `{id}` is declared twice",
        zh="日历 `{id}` 声明了两次",
        helps={"always": ("rename one of them", "请给其中一个改名")},
        notes=FIRST_HERE,
    ),
    Entry(
        code="one-calendar",
        en="it is not clear which calendar counts",
        zh="不清楚按哪个日历计算",
        helps={
            "none": (
                "begin it with `calendar: office`, then `zone:` and `week:`",
                "请以 `calendar: office` 开头，接着写 `zone:` 和 `week:`",
            ),
            "which": ("name one of {names}", "请指明其中一个：{names}"),
        },
    ),
    Entry(
        code="unknown-calendar",
        en="there is no calendar `{name}`",
        zh="没有日历 `{name}`",
        helps={
            **DID_YOU_MEAN,
            "calendars": ("the calendars are {names}", "已有的日历：{names}"),
            "declare": (
                "declare it in a document of its own, which begins with `calendar: {name}`",
                "请另起一段声明，以 `calendar: {name}` 开头",
            ),
        },
    ),
    Entry(
        code="needs-calendar",
        en="working time needs a working calendar",
        zh="按工作时间计算，需要工作日历",
        helps={
            "always": (
                "name one with `calendar:`, here or in the document that begins with `policy:`",
                "请用 `calendar:` 指明一个日历：写在这条时限里，或写在以 `policy:` 开头的一段里",
            )
        },
    ),
    Entry(
        code="roll-without-calendar",
        en="`roll` moves a last day that is closed, and no calendar is named that says which are",
        zh="`roll` 用来顺延遇到休息日的最后一天，但这里没有指明日历",
        helps={"always": ("add `calendar:` to this deadline", "请给这条时限加上 `calendar:`")},
    ),
    Entry(
        code="unknown-roll",
        en="a last day cannot be moved to `{text}`",
        zh="最后一天不能移到 `{text}`",
        helps={
            **DID_YOU_MEAN,
            "rolls": (
                "write `next working day` or `previous working day`, or leave `roll` away: then the day stays",
                "请写 `next working day`（顺延）或 `previous working day`（提前）；不写 `roll` 就不移动",
            ),
        },
    ),
    Entry(
        code="no-public-holidays",
        en="the public holidays of `{country}` are not known",
        zh="查不到 `{country}` 的法定节假日",
        helps={
            "codes": (
                "write the code of a country and of a part of it as ISO 3166 has them: `CN`, `DE` with `BY`",
                "请写 ISO 3166 的国家代码，如 `CN`；地区代码写在 `subdivision` 下，如 `DE` 的 `BY`",
            ),
            "look-up": (
                "they are looked up where the library `holidays` is installed (`pip install 'kefu[calendars]'`); "
                "else write the dates",
                "需要安装 `holidays`（`pip install 'kefu[calendars]'`）才能查到；也可以直接写出日期",
            ),
        },
    ),
    Entry(
        code="unused-calendar",
        severity="warning",
        en="calendar `{id}` counts for no deadline",
        zh="日历 `{id}` 没有任何时限使用",
        helps={
            "always": (
                "name it with `calendar:` in a deadline, or in the document that begins with `policy:`; or remove it",
                "请在时限里，或在以 `policy:` 开头的一段里，用 `calendar:` 指明它；用不到就删掉",
            )
        },
    ),
)

TERMS: Final[Mapping[str, Text]] = {
    "hours": ("hours", "时间"),
}
