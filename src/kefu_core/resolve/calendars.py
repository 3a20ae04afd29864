"""Forms of calendars → working hours: weekdays, ranges of hours, dates, and holidays looked up by country."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from kefu_core.calendars import Hours, LookUp, PublicDays
from kefu_core.diagnostics import Related, Term, did_you_mean, problem
from kefu_core.ir import types
from kefu_core.ir.calendar import WEEKDAYS, Calendar, DatedHours, PublicHolidays
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode
from kefu_core.load.structure import expected_text
from kefu_core.resolve.scope import Scope, id_of, label_of
from kefu_core.resolve.vocabulary import Typed, read
from kefu_core.resolve.zones import zone_of
from kefu_core.values import parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu_core.diagnostics import Diagnostic
    from kefu_core.load import forms

SPOKEN: Final = {
    **{name: number for number, day in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")) for name in (day[:3], day)},
    **{f"{week}{day}": number for number, day in enumerate("一二三四五六日") for week in ("周", "星期")},
    **{f"{week}天": 6 for week in ("周", "星期")},
}  # fmt: skip
"""What weekdays are called, with their number."""

_TO: Final = re.compile(r"\s*(?:-|–|—|~|至|到)\s*")
_YEARLY: Final = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_LONGEST: Final = 400
"""Days in one range of holidays."""


def calendars_of(found: Sequence[forms.CalendarForm], scope: Scope, look_up: LookUp | None) -> tuple[Calendar, ...]:
    """All calendars of a pack, each declared once."""
    first: dict[str, Calendar] = {}
    for form in found:
        calendar = _calendar(form, scope, look_up)
        earlier = first.setdefault(calendar.id, calendar)
        if earlier is not calendar:
            assert earlier.span is not None
            note = Related("first-here", earlier.span)
            scope.problems.append(problem("duplicate-calendar", form.calendar.span, id=calendar.id, related=(note,)))
    return tuple(first.values())


def resolve_calendar(
    pack: forms.Pack, problems: list[Diagnostic], look_up: LookUp | None, name: str | None
) -> Calendar | None:
    """The calendar of that name, or the only one, without a policy around it; None after a diagnostic."""
    head = pack.policies[0] if pack.policies else None
    scope = Scope(ZoneInfo("UTC") if head is None else zone_of(head.zone, problems), problems)
    found = calendars_of(pack.calendars, scope, look_up)
    chosen = [each for each in found if name is None or name in {each.id, each.label.zh, each.label.en}]
    if len(chosen) != 1:
        if not problems:
            several = found[1].span if len(found) > 1 else None
            names = tuple(each.id for each in found)
            problems.append(problem("one-calendar", several, help="which" if found else "none", names=names))
        return None
    form = next(each for each in pack.calendars if each.calendar.text == chosen[0].id)
    if form.zone is None and head is None:
        problems.append(
            problem("missing-key", form.calendar.span, key="zone", what=Term("CalendarForm"),
                    example="zone: Asia/Shanghai")
        )  # fmt: skip
    return chosen[0]


def calendar_named(scalar: Scalar | None, scope: Scope) -> str | None:
    """The id of the calendar that a text names by id or label; None where there is no text, or after a diagnostic."""
    if scalar is None:
        return None
    for each in scope.calendars:
        if scalar.text in {each.id, each.label.zh, each.label.en}:
            return each.id
    if not scope.lost_calendars:
        names = [each.id for each in scope.calendars]
        guess = did_you_mean(scalar.text, names)
        help_ = "did-you-mean" if guess else "calendars" if names else "declare"
        scope.problems.append(
            problem(
                "unknown-calendar", scalar.span, help=help_, name=scalar.text, guess=guess or "", names=tuple(names)
            )
        )
    return None


def _calendar(form: forms.CalendarForm, scope: Scope, look_up: LookUp | None) -> Calendar:
    before = len(scope.problems)
    zone = scope.zone if form.zone is None else zone_of(form.zone, scope.problems)
    week = _week(form.week, scope)
    holidays, yearly, public = _holidays(form.holidays, scope, look_up)
    calendar = Calendar(
        id=id_of(form.calendar, scope.problems),
        zone=zone.key,
        week=week,
        holidays=holidays,
        yearly=yearly,
        public=public,
        breaks=_dated(form.breaks, scope),
        dates=_dated(form.dates, scope),
        known_until=_date(form.known_until, scope),
        label=label_of(form.label),
        span=form.calendar.span,
    )
    if len(scope.problems) == before and not _ever_opens(calendar):
        scope.problems.append(problem("never-open", form.calendar.span, id=calendar.id))
    return calendar


def _ever_opens(calendar: Calendar) -> bool:
    if any(calendar.week):
        return True
    hours = calendar.hours()
    return any(True for day in hours.dates for _ in hours.owned(day.toordinal(), day.toordinal() + 1))


def _week(node: MapNode, scope: Scope) -> tuple[tuple[Hours, ...], ...]:
    named: dict[int, Scalar] = {}
    week: list[tuple[Hours, ...]] = [()] * len(WEEKDAYS)
    for key, value in node.entries:
        days = _weekdays(key.text)
        if not days:
            guess = _meant(key.text)
            help_ = "did-you-mean" if guess else "weekdays"
            scope.problems.append(problem("unknown-weekday", key.span, help=help_, text=key.text, guess=guess or ""))
        hours = _ranges(value, scope)
        for day in days:
            if day in named:
                note = Related("first-here", named[day].span)
                scope.problems.append(problem("weekday-twice", key.span, day=WEEKDAYS[day], related=(note,)))
                break
            named[day] = key
            week[day] = hours
    return tuple(week)


def _weekdays(text: str) -> tuple[int, ...]:
    """The weekdays of `mon`, `mon-fri` or `sat-mon`; none where it is neither."""
    ends = [SPOKEN.get(each) for each in _TO.split(text.strip().lower())]
    if len(ends) == 1 and ends[0] is not None:
        return (ends[0],)
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
        return tuple((ends[0] + step) % 7 for step in range((ends[1] - ends[0]) % 7 + 1))
    return ()


def _meant(text: str) -> str | None:
    """What a mistyped weekday, or a range of them, was to be: each end by itself."""
    ends = _TO.split(text.strip().lower())
    found = [each if each in SPOKEN else did_you_mean(each, SPOKEN) for each in ends]
    known = [each for each in found if each is not None]
    return "-".join(known) if len(known) == len(ends) <= 2 else None


def _ranges(node: Node, scope: Scope) -> tuple[Hours, ...]:
    """A list of ranges, one range, or an empty list for a day without work."""
    found = []
    for item in node.items if isinstance(node, SeqNode) else (node,):
        if not isinstance(item, Scalar):
            scope.problems.append(expected_text(item, Term("hours")))
            continue
        try:
            found.append(Hours.parse(item.text))
        except ValueError:
            scope.problems.append(problem("bad-hours", item.span, help=_why(item.text), text=item.text))
    return tuple(sorted(found))


def _why(text: str) -> str:
    """What is wrong with a range of hours."""
    ends = re.fullmatch(r"\s*([0-9]{1,2})[:：]([0-9]{2})\D+([0-9]{1,2})[:：]([0-9]{2})\s*", text)
    if ends is None:
        return "form"
    return "empty" if ends[1].zfill(2) + ends[2] == ends[3].zfill(2) + ends[4] else "clock"


def _holidays(
    entries: Sequence[forms.HolidayForm], scope: Scope, look_up: LookUp | None
) -> tuple[tuple[date, ...], tuple[tuple[int, int], ...], tuple[PublicHolidays, ...]]:
    days: set[date] = set()
    yearly: set[tuple[int, int]] = set()
    public = []
    for entry in entries:
        if entry.day is None:
            found = _public(entry, scope, look_up)
            public += [] if found is None else [found]
        elif (every := _YEARLY.fullmatch(entry.day.text)) is not None:
            yearly |= _month_and_day(int(every[1]), int(every[2]), entry.day, scope)
        else:
            days.update(_days(entry.day, scope))
    return tuple(sorted(days)), tuple(sorted(yearly)), tuple(public)


def _month_and_day(month: int, day: int, scalar: Scalar, scope: Scope) -> set[tuple[int, int]]:
    try:
        date(2000, month, day)  # a leap year: 02-29 is a day of some years
    except ValueError:
        scope.problems.append(problem("bad-holiday", scalar.span, help="forms", text=scalar.text))
        return set()
    return {(month, day)}


def _days(scalar: Scalar, scope: Scope) -> list[date]:
    """The dates of `2026-10-01` or `2026-10-01/2026-10-07`, both ends among them."""
    try:
        first, *more = (parse_date(part.strip()) for part in scalar.text.split("/"))
        (last,) = more or (first,)
    except ValueError:
        scope.problems.append(problem("bad-holiday", scalar.span, help="forms", text=scalar.text))
        return []
    if not timedelta(0) <= last - first < timedelta(days=_LONGEST):
        help_ = "reversed" if last < first else "long"
        scope.problems.append(problem("bad-holiday", scalar.span, help=help_, text=scalar.text))
        return []
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _public(entry: forms.HolidayForm, scope: Scope, look_up: LookUp | None) -> PublicHolidays | None:
    country = entry.country
    if country is None:
        scope.problems.append(problem("missing-key", entry.span, key="country", what=Term("HolidayForm"),
                                      example="country: CN"))  # fmt: skip
        return None
    subdivision = entry.subdivision.text if entry.subdivision else None
    makeup = _ranges(SeqNode(entry.makeup, entry.span), scope) if entry.makeup else None
    days: PublicDays | None = PublicDays(())
    if look_up is None:
        scope.problems.append(problem("no-public-holidays", country.span, help="look-up", country=country.text))
    else:
        days = look_up(country.text, subdivision)
    if days is None:
        asked = country if entry.subdivision is None or look_up is None or look_up(country.text, None) is None else None
        wrong = asked or entry.subdivision
        assert wrong is not None
        scope.problems.append(problem("no-public-holidays", wrong.span, help="codes", country=wrong.text))
        days = PublicDays(())
    return PublicHolidays(country.text, subdivision, makeup, days)


def _dated(node: MapNode | None, scope: Scope) -> DatedHours:
    found: dict[date, tuple[Hours, ...]] = {}
    for key, value in node.entries if node else ():
        day = _date(key, scope)
        hours = _ranges(value, scope)
        if day is not None:
            if day in found:
                scope.problems.append(problem("duplicate-key", key.span, key=key.text))
            found[day] = hours
    return tuple(sorted(found.items()))


def _date(scalar: Scalar | None, scope: Scope) -> date | None:
    day = None if scalar is None else read(scalar, Typed(types.Date()), scope)
    return day if type(day) is date else None
