"""The days of a working calendar as lines of a terminal: a row a day, a block for each half hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from attrs import define
from rich.text import Text

from kefu_core.calendars import WorkingCalendar
from kefu_core.diagnostics import Language
from kefu_core.ir.calendar import Calendar
from kefu_core.values import iso, to_micros
from kefu_core.values.instant import day_start

HALF_HOURS: Final = 48
HALF_HOUR: Final = 1_800_000_000
"""Microseconds."""
OPEN, PART, CLOSED = "█", "▌", "·"
WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
MARKS: Final[dict[str, tuple[str, str]]] = {
    "dates": ("own hours", "另定时间"),
    "makeup": ("make-up workday", "调休上班"),
    "holiday": ("holiday", "节假日"),
    "break": ("break", "扣除时段"),
    "unknown": ("not known yet", "尚未公布"),
    "clocks": ("the clocks change", "时钟调整"),
    "origin": ("holidays", "节假日来源"),
}
"""What differs on a date, in the two languages."""
COLOURS: Final = {"holiday": "red", "makeup": "green", "dates": "cyan", "break": "yellow", "unknown": "magenta"}


@define
class Weeks:
    """A calendar, as it counts and as it was written."""

    working: WorkingCalendar
    written: Calendar
    language: Language

    def lines(self, days: Sequence[date]) -> Iterator[Text]:
        """A heading, and a row for each day; a blank line before each Monday."""
        name = self.written.label.in_language(self.language, self.written.id)
        yield Text(f"{name}  ({self.written.zone})", style="bold")
        ruler = "".join(f"{hour:<6}" for hour in range(0, 24, 3)) + "24"
        yield Text(" " * 16 + ruler, style="dim")
        for number, day in enumerate(days):
            if number and day.weekday() == 0:
                yield Text()
            yield self._line(day)
        for each in self.written.public:
            origin = MARKS["origin"][self.language == "zh"]
            yield Text(f"{origin}{'：' if self.language == 'zh' else ': '}{each.days.provenance}", style="dim")

    def as_json(self, day: date) -> dict[str, Any]:
        """A date: its open stretches, their length, and what differs."""
        stretches = self._stretches(day)
        seconds = sum(to_micros(end) - to_micros(start) for start, end in stretches) // 1_000_000
        return {
            "date": day.isoformat(),
            "open": [{"start": iso(start), "end": iso(end)} for start, end in stretches],
            "seconds": seconds,
            "marks": [{"kind": kind, "name": name} for kind, name in self._marks(day)],
        }

    def _line(self, day: date) -> Text:
        stretches = self._stretches(day)
        marks = self._marks(day)
        style = next((COLOURS[kind] for kind, _ in marks if kind in COLOURS), "")
        text = Text(f"{day}  {WEEKDAYS[self.language][day.weekday()]} ")
        if self.language == "en":
            text.pad_right(16 - len(text.plain))
        text.append(self._blocks(day, stretches), style)
        micros = sum(to_micros(end) - to_micros(start) for start, end in stretches)
        hours, minutes = divmod(micros // 60_000_000, 60)
        text.append(f"  {hours:>2}:{minutes:02}")
        said = "; ".join(self._said(kind, name) for kind, name in marks)
        return text.append(f"  {said}" if said else "", style)

    def _said(self, kind: str, name: str) -> str:
        word = MARKS[kind][self.language == "zh"]
        if not name:
            return word
        return f"{word}：{name}" if self.language == "zh" else f"{word}: {name}"

    def _stretches(self, day: date) -> list[tuple[datetime, datetime]]:
        zone = self.working.zone
        return list(self.working.segments(day_start(day, zone), day_start(day + timedelta(days=1), zone)))

    def _blocks(self, day: date, stretches: Sequence[tuple[datetime, datetime]]) -> str:
        """A block for each half hour of the clock, whole where all of it is open."""
        filled = [0] * HALF_HOURS
        for start, end in stretches:
            low, high = (_shown(day, instant) for instant in (start, end))
            for place in range(HALF_HOURS):
                filled[place] += max(0, min(high, (place + 1) * HALF_HOUR) - max(low, place * HALF_HOUR))
        return "".join(OPEN if part >= HALF_HOUR else PART if part > 0 else CLOSED for part in filled)

    def _marks(self, day: date) -> list[tuple[str, str]]:
        """What makes a date differ from others of its weekday, with its name where it has one."""
        written = self.written
        marks: list[tuple[str, str]] = []
        holidays = {named: text for each in written.public for named, text in each.days.closed}
        makeup = {named: text for each in written.public for named, text in each.days.worked}
        if day in dict(written.dates):
            marks.append(("dates", ""))
        elif day in makeup and day not in written.holidays:
            marks.append(("makeup", makeup[day]))
        elif day in holidays or day in written.holidays or (day.month, day.day) in written.yearly:
            marks.append(("holiday", holidays.get(day, "")))
        if day in dict(written.breaks):
            marks.append(("break", ""))
        known_until = self.working.known_until
        if known_until is not None and day >= known_until:
            marks.append(("unknown", ""))
        midnight, next_ = (day_start(day + timedelta(days=number), self.working.zone) for number in (0, 1))
        if midnight.utcoffset() != next_.utcoffset():
            marks.append(("clocks", ""))
        return marks


def _shown(day: date, instant: datetime) -> int:
    """What the clocks show at an instant, in microseconds since the midnight with which a date begins."""
    since = instant.replace(tzinfo=None) - datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as clocks show it
    return since // timedelta(microseconds=1)
