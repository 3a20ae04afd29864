"""``kefu time``: when something is due, how much working time has gone by, and what the weeks look like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

import typer

from kefu_adapters.cli.common import (
    FINDINGS,
    JsonOption,
    LangOption,
    console,
    diagnostics_json,
    fail,
    language_of,
    locate,
    print_diagnostics,
    print_json,
    refuse,
)
from kefu_adapters.cli.weeks import Weeks
from kefu_adapters.files import PackNotFound, open_calendar
from kefu_core.calendars import NoWorkingTime, Roll, WorkingCalendar, is_provisional
from kefu_core.calendars import due as due_by
from kefu_core.calendars.table import FIRST_YEAR, LAST_YEAR
from kefu_core.diagnostics import Language
from kefu_core.ir.calendar import Calendar
from kefu_core.values import Duration, Family, iso, iso_end, parse_date, parse_instant, to_micros
from kefu_core.wording import in_units

time = typer.Typer(
    help="Working time by a calendar: due dates, time gone by, a picture of the weeks. 按工作日历计算时间。",
    no_args_is_help=True,
    rich_markup_mode=None,
)

CalendarArgument = Annotated[str, typer.Argument(metavar="CAL", help="A calendar file, or a pack with calendars.")]
NameOption = Annotated[
    str | None, typer.Option("--calendar", metavar="ID", help="Which calendar, where there are several.")
]
PauseOption = Annotated[
    list[str] | None,
    typer.Option("--pause", metavar="A/B", help="Time that does not count; may be given several times."),
]
SHOWN = 28
"""Days shown where nobody says until when."""


@time.command()
def due(
    calendar: CalendarArgument,
    start: Annotated[str, typer.Option("--start", metavar="T", help="When the period begins (ISO 8601).")],
    within: Annotated[str, typer.Option("--within", metavar="P", help="A period: 8 working hours, 3 days, 48 h.")],
    tie: Annotated[
        Literal["close", "next_open"],
        typer.Option("--tie", help="Working hours used up at closing: due then, or at the next opening."),
    ] = "close",
    roll: Annotated[
        Literal["next", "previous"] | None,
        typer.Option("--roll", help="Where a last day goes on which nobody works: the next or previous working day."),
    ] = None,
    pause: PauseOption = None,
    name: NameOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """When a period is over. 期限到什么时候为止。

    Example: kefu time due office.yaml --start 2026-09-30T17:00 --within "8 working hours"
    """
    working, _ = _loaded(calendar, name, lang, as_json=as_json)
    begin = _instant("--start", start, working)
    period = _period(within)
    pauses = _pauses(pause, working)
    if tie == "next_open" and period.family is not Family.WORKING_CLOCK:
        fail("--tie next_open is for working hours and minutes", "--tie next_open 只用于工作小时和工作分钟")
    rolled: Roll | None = None if roll is None else ("next working day" if roll == "next" else "previous working day")
    try:
        if period.family is Family.WORKING_CLOCK:
            end = working.due(begin, timedelta(microseconds=period.count), tie=tie, pauses=pauses)
        else:
            end = due_by(begin, period, zone=working.zone, calendar=working, roll=rolled, pauses=pauses)
    except NoWorkingTime:
        fail("the calendar has not enough working time for that", "日历里没有这么多工作时间")
    except OverflowError:
        fail("working time is known in the years 2 to 9998", "只能计算公元 2 年到 9998 年的工作时间")
    unrolled = end if rolled is None else due_by(begin, period, zone=working.zone, calendar=working, pauses=pauses)
    provisional = period.family is not Family.CLOCK and is_provisional(working, end, unrolled)
    if as_json:
        print_json({"due": iso(end), "provisional": provisional})
        return
    typer.echo(iso_end(end))
    if provisional:
        _say_provisional(working, lang)


@time.command()
def elapsed(
    calendar: CalendarArgument,
    start: Annotated[str, typer.Option("--start", metavar="A", help="From this instant (ISO 8601).")],
    end: Annotated[str, typer.Option("--end", metavar="B", help="Until this one; before A the result is negative.")],
    pause: PauseOption = None,
    name: NameOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """How much working time lies between two instants. 两个时刻之间有多少工作时间。

    Example: kefu time elapsed office.yaml --start 2026-09-30T17:00 --end 2026-10-08T12:00
    """
    working, _ = _loaded(calendar, name, lang, as_json=as_json)
    first, last = _instant("--start", start, working), _instant("--end", end, working)
    try:
        length = working.elapsed(first, last, pauses=_pauses(pause, working))
    except OverflowError:
        fail("working time is known in the years 2 to 9998", "只能计算公元 2 年到 9998 年的工作时间")
    micros = length // timedelta(microseconds=1)
    seconds = micros // 1_000_000 if micros % 1_000_000 == 0 else micros / 1_000_000
    provisional = is_provisional(working, first, last)
    if as_json:
        print_json({"seconds": seconds, "provisional": provisional})
        return
    typer.echo(_words(micros, language_of(lang)))
    if provisional:
        _say_provisional(working, lang)


@time.command()
def show(
    calendar: CalendarArgument,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first date; else this Monday.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last date; else four weeks.")] = None,
    name: NameOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """A picture of the weeks: hours, holidays, dates that differ. 按周显示工作时间、节假日和特殊日期。

    Example: kefu time show office.yaml --from 2026-09-28 --to 2026-10-11
    """
    working, written = _loaded(calendar, name, lang, as_json=as_json)
    first = _date("--from", since) if since is not None else _monday(datetime.now(UTC).astimezone(working.zone).date())
    last = _date("--to", until) if until is not None else first + timedelta(days=SHOWN - 1)
    if not timedelta(0) <= last - first <= timedelta(days=3_660):
        fail("--to has to lie after --from, at most ten years", "--to 要在 --from 之后，最多十年")
    if first.year < FIRST_YEAR or last.year > LAST_YEAR:
        fail("working time is known in the years 2 to 9998", "只能计算公元 2 年到 9998 年的工作时间")
    weeks = Weeks(working, written, language_of(lang))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if as_json:
        origins = [each.days.provenance for each in written.public]
        shown = [weeks.as_json(day) for day in days]
        print_json({"calendar": written.id, "zone": written.zone, "holidays_from": origins, "days": shown})
        return
    for line in weeks.lines(days):
        console().print(line)


def _loaded(calendar: str, name: str | None, lang: str | None, *, as_json: bool) -> tuple[WorkingCalendar, Calendar]:
    """The calendar, or leave with what is wrong with it."""
    try:
        loaded = open_calendar(locate(calendar), name=name)
    except PackNotFound as error:
        refuse(error)
    if loaded.calendar is None or loaded.written is None:
        language = language_of(lang)
        if as_json:
            print_json({"diagnostics": diagnostics_json(loaded.diagnostics, language)})
        else:
            print_diagnostics(loaded.diagnostics, loaded.texts, language)
        raise typer.Exit(FINDINGS)
    return loaded.calendar, loaded.written


def _say_provisional(working: WorkingCalendar, lang: str | None) -> None:
    chinese = f"暂定：{working.known_until} 起的安排尚未公布"
    english = f"provisional: not everything is known yet from {working.known_until} on"
    typer.echo(f"kefu: {chinese if language_of(lang) == 'zh' else english}", err=True)


def _instant(option: str, text: str, working: WorkingCalendar) -> datetime:
    """An instant; local in the calendar's zone where it has no offset (S3)."""
    try:
        return parse_instant(text, zone=working.zone)
    except (ValueError, OverflowError) as error:
        fail(f"{option}: {error}", f"{option}：`{text}` 不是有效的时刻，请写成 2026-11-02T10:00+08:00 这样的形式")


def _date(option: str, text: str) -> date:
    try:
        return parse_date(text)
    except ValueError:
        fail(f"{option}: `{text}` is not a date such as 2026-11-02", f"{option}：`{text}` 不是 2026-11-02 这样的日期")


def _period(text: str) -> Duration:
    try:
        period = Duration.parse(text)
    except ValueError as error:
        fail(
            f"--within: {error}; write a number and a unit: 8 working hours, 2 working days, 3 days, 48 h",
            f"--within：`{text}` 不是一段时间，请写数字加单位：8 工作小时、2 工作日、3 天、48 h",
        )
    if not period.count and period.family is not Family.SAME_DAY:
        fail("--within: a period is longer than nothing", "--within：期限必须大于零")
    return period


def _pauses(texts: Sequence[str] | None, working: WorkingCalendar) -> list[tuple[datetime, datetime]]:
    pauses = []
    for text in texts or ():
        first, slash, last = text.partition("/")
        if not slash:
            fail(f"--pause: write A/B, two instants, not `{text}`", f"--pause：请写成 A/B 两个时刻，而不是 `{text}`")
        pause = _instant("--pause", first, working), _instant("--pause", last, working)
        if to_micros(pause[0]) >= to_micros(pause[1]):
            fail(f"--pause: `{text}` ends before it begins", f"--pause：`{text}` 结束早于开始")
        pauses.append(pause)
    return pauses


def _words(micros: int, language: Language) -> str:
    """A length of time in hours, minutes and seconds; negative where it goes back."""
    minutes, rest = divmod(abs(micros), 60_000_000)
    parts: list[tuple[int | str, str, str]] = [
        (minutes // 60, "h", "小时"),
        (minutes % 60, "min", "分钟"),
        (f"{rest // 1_000_000}.{rest % 1_000_000:06}".rstrip("0").rstrip("."), "s", "秒"),
    ]
    return ("-" if micros < 0 else "") + in_units(parts, language)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
