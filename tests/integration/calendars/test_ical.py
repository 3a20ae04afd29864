"""Deadlines as iCalendar, read back by the library that calendar programs of Python use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest

from kefu_adapters.calendars.ical import Kind, deadlines_ical
from kefu_adapters.files import find_pack, load_pack
from kefu_core import load_policy

PARK = load_pack(find_pack("park"))
AT = datetime.fromisoformat("2026-11-02T10:00+08:00")
DECISION = PARK.decide({"nature": "conduct", "loss": "0 CNY"}, at=AT)


def entries(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).subcomponents)


def test_each_deadline_that_runs_is_a_to_do_with_its_clause() -> None:
    found = entries(deadlines_ical(DECISION, PARK, case="C-17", language="en"))
    assert [str(each["uid"]) for each in found] == [
        "C-17.forward.minor@park.kefu",
        "C-17.service.minor@park.kefu",
    ]
    first = found[0]
    assert (first.name, first["due"].dt) == ("VTODO", AT.astimezone(UTC) + timedelta(minutes=15))
    assert first["dtstart"].dt == AT.astimezone(UTC)
    assert str(first["summary"]) == "C-17: forwarded"
    assert "park.forward.minor: A minor complaint's form is passed" in str(first["description"])


def test_the_same_case_has_the_same_entries_and_speaks_the_language_of_its_pack() -> None:
    text = deadlines_ical(DECISION, PARK, case="C-17")
    assert text == deadlines_ical(DECISION, PARK, case="C-17")
    assert "分钟" in str(entries(text)[0]["description"])


@pytest.mark.parametrize(("kind", "name"), [("todo", "VTODO"), ("event", "VEVENT")])
def test_an_event_stands_at_the_due_date_and_is_tentative_where_it_is_provisional(kind: Kind, name: str) -> None:
    policy = load_policy(
        {
            "t.yaml": """
policy: t
format: 1
zone: Asia/Shanghai
calendar: office
---
calendar: office
week: {mon-fri: [09:00-18:00]}
known_until: 2026-11-04
---
milestones: [{id: got, start: true}, told]
deadlines:
  - {id: soon, from: got, until: told, within: 1 working day, source: m.a}
  - {id: later, from: got, until: told, within: 2 working days, source: m.a}
"""
        }
    )
    decision = policy.decide({}, at=AT)
    soon, later = entries(deadlines_ical(decision, policy, case="1", kind=kind, language="en"))
    assert (soon.name, later.name) == (name, name)
    assert ("provisional" in str(soon["description"]), "provisional" in str(later["description"])) == (False, True)
    if kind == "event":
        assert (str(soon["status"]), str(later["status"])) == ("CONFIRMED", "TENTATIVE")
        assert later["dtstart"].dt == datetime(2026, 11, 4, 10, tzinfo=UTC)
