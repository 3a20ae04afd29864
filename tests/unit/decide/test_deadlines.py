"""Deadlines of policies that have hardly anything else, and periods that only the case knows."""

from datetime import datetime
from typing import Any

import pytest

from kefu_core import load_policy

AT = datetime.fromisoformat("2026-11-02T10:00+08:00")
HEAD = """
policy: t
format: 1
zone: Asia/Shanghai
---
milestones: [{id: accepted, start: true}, answered]
"""


def decided(pack: str, engine: Any, **facts: Any) -> Any:
    return load_policy({"t.yaml": HEAD + pack}).decide(facts, at=AT, engine=engine)


@pytest.mark.parametrize("engine", ["reference", "generated"])
class TestWithoutTables:
    def test_a_deadline_is_all_that_a_policy_needs(self, engine) -> None:
        decision = decided("deadlines: [{id: d, from: accepted, until: answered, within: 3 h, source: m.a}]", engine)
        assert [due.due for due in decision.deadlines] == [datetime.fromisoformat("2026-11-02T13:00+08:00")]

    @pytest.mark.parametrize(("x", "dues"), [(1, ["d"]), (2, [])])
    def test_its_condition_decides_whether_it_runs(self, engine, x: int, dues: list[str]) -> None:
        pack = "facts: [{id: x, type: integer}]\ndeadlines: [{id: d, when: {x: '1'}, from: accepted, until: answered,"
        decision = decided(f"{pack} within: 3 h, source: m.a}}]", engine, x=x)
        assert [due.id for due in decision.deadlines] == dues


@pytest.mark.parametrize("engine", ["reference", "generated"])
class TestPeriodsOfTheCase:
    PACK = """
facts: [{id: promised, type: duration}]
deadlines: [{id: d, from: accepted, until: answered, within: promised, source: m.a}]
"""

    def test_the_period_is_counted_as_the_fact_says(self, engine) -> None:
        (due,) = decided(self.PACK, engine, promised="3 days").deadlines
        assert due.due == datetime.fromisoformat("2026-11-06T00:00+08:00")

    def test_working_time_waits_for_a_calendar_and_is_no_crash(self, engine) -> None:
        (undetermined,) = decided(self.PACK, engine, promised="3 working days").undetermined
        assert (undetermined.name, undetermined.code) == ("d", "needs-calendar")

    def test_a_period_that_is_not_known_is_asked_for(self, engine) -> None:
        (undetermined,) = decided(self.PACK, engine).undetermined
        assert (undetermined.code, undetermined.missing) == ("missing-fact", ("promised",))
