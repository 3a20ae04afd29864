"""Lengths of time as people say them."""

from __future__ import annotations

from typing import Final

from kefu_core.diagnostics import Language
from kefu_core.values import Duration, Family, format_number, ratio

_WAY_OF_COUNTING: Final = {Family.DAYS: "{}天", Family.MONTHS: "{}个月", Family.WORKING_DAYS: "{}个工作日"}


def duration(length: Duration, language: Language) -> str:
    """A length of time in as many units as it takes, each a whole number.

    >>> duration(Duration.parse("90 min"), "en"), duration(Duration.parse("90 min"), "zh")
    ('1 h 30 min', '1小时30分钟')
    """
    if length.family in {Family.CLOCK, Family.WORKING_CLOCK}:
        hours, rest = divmod(length.count, 3_600_000_000)
        minutes, micros = divmod(rest, 60_000_000)
        seconds = format_number(ratio(micros, 1_000_000))
        told = in_units(((hours, "h", "小时"), (minutes, "min", "分钟"), (seconds, "s", "秒")), language)
        if length.family is Family.CLOCK:
            return told
        return f"{told}工作时间" if language == "zh" else f"{told} of working time"
    if language == "en":
        return length.text()
    return _WAY_OF_COUNTING[length.family].format(length.count) if length.family in _WAY_OF_COUNTING else "当天"


def in_units(parts: tuple[tuple[int | str, str, str], ...], language: Language) -> str:
    """The numbers that are not nothing, each with its unit in the language."""
    some = [part for part in parts if str(part[0]) != "0"] or [parts[1]]
    if language == "zh":
        return "".join(f"{number}{unit}" for number, _, unit in some)
    return " ".join(f"{number} {unit}" for number, unit, _ in some)
