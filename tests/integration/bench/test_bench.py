"""What `bench/` times must be the same work: everybody gives the same answers. No test here asserts a time."""

import sys
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from kefu_core import load_policy
from kefu_core.verify import verify

BENCH = Path(__file__).resolve().parents[3] / "bench"
OWN = frozenset(
    {
        *("by_hand", "cases", "checks", "contenders", "findings", "growth", "hours", "measure", "peers", "plot"),
        *("results", "run", "startup", "works"),
    }
)
"""The modules of `bench/`, which has no package name of its own."""

ENGINES = ("zen-engine", "rule-engine", "business-rules", *(["durable_rules"] if find_spec("durable") else []))
"""durable_rules cannot be built everywhere; the others are installed with kefu's tools."""


@pytest.fixture
def bench(monkeypatch):
    """Imports a module of `bench/`, and leaves no trace of it."""
    monkeypatch.syspath_prepend(BENCH)
    yield import_module
    for name in [name for name in sys.modules if name.partition(".")[0] in OWN]:
        del sys.modules[name]


@pytest.mark.parametrize("work", ["table_function", "checked_table", "park_policy"])
def test_kefu_answers_like_the_code_by_hand(bench, work):
    made = getattr(bench("works"), work)(500)
    ((by_hand, kefu, *_),) = made.groups
    assert kefu.answers() == by_hand.answers()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.filterwarnings("default")  # theirs are not our fault
def test_a_peer_answers_like_the_code_by_hand(bench, engine):
    severity = bench("cases.severity")
    cases = severity.cases(500)
    taking_part = bench("contenders").peer(engine, severity.TABLE, cases)
    by_hand = bench("by_hand.severity").severity
    assert taking_part[0].answers() == [by_hand(*values) for values in cases]


@pytest.mark.filterwarnings("default")
def test_all_answer_alike_on_a_long_table(bench):
    bench("contenders").agree(bench("works").long_table(300, (100, 200)))


def test_the_cases_reach_every_row_of_the_short_table(bench):
    severity, by_hand = bench("cases.severity"), bench("by_hand.severity")
    reached = {by_hand.severity(*values)[0] for values in severity.cases(200)}
    assert reached == set(range(len(severity.TABLE.lines)))


def test_the_cases_reach_every_rule_of_the_park_and_both_kinds_of_service_item(bench):
    park = bench("cases.park")
    decide = bench("by_hand.park").deciding("an edition")
    decisions = [decide(facts, at) for facts, at in park.cases(200)]
    rules = {reason.rule for decision in decisions for reason in decision.reasons if reason.table == "severity"}
    deadlines = {deadline.id for decision in decisions for deadline in decision.deadlines}
    assert rules == {"major.repeat", "major.loss", "major.month", "minor", "important", "default"}
    assert {"service.item.minor", "service.item.important"} <= deadlines


def test_all_who_count_working_time_count_alike(bench):
    works = list(bench("hours").all_works(2_000))
    names = " ".join(each.name for work in works for group in work.groups for each in group)
    assert all(library in names for library in ("workclock", "businesstimedelta", "pandas", "numpy"))
    for work in works:
        bench("contenders").agree(work)


def test_a_wrong_answer_is_told_before_anything_is_timed(bench):
    contenders = bench("contenders")
    right = contenders.single("right", lambda case: case, [1, 2])
    wrong = contenders.single("wrong", lambda case: max(case, 2), [1, 2])
    with pytest.raises(contenders.Disagreement, match="wrong, case 0: 2, not 1"):
        contenders.agree(contenders.Work("work", ((right, wrong),), ()))


def test_a_ratio_is_taken_inside_a_round(bench):
    measure = bench("measure")
    timings = measure.Timings({"one": [1.0, 4.0, 2.0], "other": [2.0, 2.0, 2.0]})
    assert timings.ratio("one", to="other") == measure.Spread(median=1.0, least=0.5, most=2.0)


def test_importing_the_core_brings_no_heavy_library(bench):
    assert bench("startup").heavy_imports() == []


def test_the_code_by_hand_is_right_in_summer_time_too(bench):
    park, works = bench("cases.park"), bench("works")
    policy = works.load_policy(park.files())
    decide = bench("by_hand.park").deciding(policy.edition)
    before_the_change = datetime(1988, 4, 16, 15, 50, tzinfo=UTC)  # 23:50 in Shanghai; the clocks go forward at 2:00
    for facts, _ in park.cases(50):
        assert decide(facts, before_the_change) == policy.decide(facts, at=before_the_change)


@pytest.mark.parametrize(("inputs", "rows"), [(4, 30), (6, 60)])
def test_the_checks_find_what_was_planted_and_nothing_that_the_tables_deny(bench, inputs, rows):
    agree = bench("findings").agree
    for sheet in bench("cases.sheets").sheets(inputs, rows):
        agree(sheet, verify(load_policy(sheet.pack())))


def test_a_planted_fault_that_is_not_found_is_told(bench):
    findings, contenders = bench("findings"), bench("contenders")
    sheet = next(each for each in bench("cases.sheets").sheets(4, 30) if each.name == "tree with faults")
    with pytest.raises(contenders.Disagreement, match="tree with faults: found"):
        findings.agree(sheet, [])


@pytest.mark.parametrize(("family", "size"), [("guests", 5), ("queens", 4), ("queens", 6), ("corners", 6)])
def test_what_is_found_of_tables_made_to_be_hard_is_right(bench, family, size):
    sheet = getattr(bench("growth"), family)(size)
    bench("findings").agree(sheet, verify(load_policy(sheet.pack())))


def test_three_queens_have_no_place_and_four_have(bench):
    queens = bench("growth").queens
    gaps = [{each.code for each in verify(load_policy(queens(size).pack()))} & {"gap"} for size in (3, 4)]
    assert gaps == [set(), {"gap"}]


def test_a_picture_of_the_growth_names_every_family_and_what_the_budget_ended(bench):
    growth, plot = bench("growth"), bench("plot")
    sizes = [("guests", 4, 18, 0.1, True), ("guests", 5, 40, 9.0, False), ("queens", 4, 24, 0.2, True)]
    picture = plot.draw([growth.Measured(*each) for each in sizes])
    assert picture.startswith("<svg")
    assert all(word in picture for word in ("guests", "queens", "circle", "budget spent"))
