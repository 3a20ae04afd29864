"""Deadlines for calendar programs: iCalendar (RFC 5545), with the library ``icalendar`` (the extra ``calendars``)."""

from __future__ import annotations

from datetime import UTC
from typing import Any, Literal

import icalendar

from kefu_core import Decision, Policy
from kefu_core.decide import DueDate
from kefu_core.diagnostics import Language
from kefu_core.wording import Lexicon, promise, timeless

Kind = Literal["todo", "event"]


def deadlines_ical(
    decision: Decision, policy: Policy, *, case: str, kind: Kind = "todo", language: Language | None = None
) -> str:
    """The deadlines of a decision that have a due date, as the text of an iCalendar file.

    ``case`` names the case: with it and the deadline's id a program knows an entry again when the file is written anew.
    ``kind`` is ``todo``, which says when it is due, or ``event``, an entry at that instant, for programs that show no
    to-dos. Clauses that a deadline implements stand in its description, and whether it is provisional; such an
    event is tentative.
    """
    speaks: Language = language or ("en" if policy.ir.language == "en" else "zh")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//kefu//deadlines//EN")
    calendar.add("version", "2.0")
    for each in decision.deadlines:
        if each.due is not None:
            calendar.add_component(_entry(each, decision, policy, case, kind, speaks))
    text: str = calendar.to_ical().decode()
    return text


def _entry(deadline: DueDate, decision: Decision, policy: Policy, case: str, kind: Kind, language: Language) -> Any:
    lexicon = Lexicon(policy.ir, language)
    entry: Any = icalendar.Todo() if kind == "todo" else icalendar.Event()
    assert deadline.due is not None
    due = deadline.due.astimezone(UTC)
    entry.add("uid", f"{case}.{deadline.id}@{policy.id}.kefu")
    entry.add("dtstamp", decision.as_of.astimezone(UTC))
    entry.add("summary", f"{case}: {lexicon.name(deadline.milestone)}")
    entry.add("description", _described(deadline, policy, lexicon))
    if kind == "todo":
        assert deadline.starts is not None
        if deadline.starts.astimezone(UTC) < due:  # RFC 5545, 3.8.2.3: what is due is due later than it starts
            entry.add("dtstart", deadline.starts.astimezone(UTC))
        entry.add("due", due)
        entry.add("status", "NEEDS-ACTION")
    else:
        entry.add("dtstart", due)  # without an end it ends then, too (RFC 5545, 3.6.1)
        entry.add("status", "TENTATIVE" if deadline.provisional else "CONFIRMED")
        entry.add("transp", "TRANSPARENT")
    return entry


def _described(deadline: DueDate, policy: Policy, lexicon: Lexicon) -> str:
    """The promise in words, and the clauses behind it."""
    written = next(each for each in policy.ir.deadlines if each.id == deadline.id)
    clauses = {each.id: each.says.in_language(lexicon.language, "") for each in policy.ir.clauses}
    lines = [promise(written, timeless(lexicon))]
    lines += [f"{source}: {clauses[source]}" if clauses.get(source) else source for source in deadline.sources]
    if deadline.provisional:
        lines.append("暂定" if lexicon.language == "zh" else "provisional")
    return "\n".join(lines)
