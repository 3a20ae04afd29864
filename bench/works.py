"""The work that is measured: one function for each row of the limits, which makes those who take part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Final

from by_hand import lookup as lookup_by_hand
from by_hand import park as park_by_hand
from by_hand import severity as severity_by_hand
from cases import lookup, park, severity
from cases.pack import pack
from cases.table import Answer, Table
from contenders import PEERS, Answering, Goal, Work, peer, positional, single
from measure import Contender

from kefu_core import InvalidFacts, Money, Policy, load_policy
from kefu_core.decide.steps import TableStep

AT: Final = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
SIZES: Final = (100, 1_000, 10_000)


def table_function(count: int) -> Work:
    """Fact values to output and row number, all facts known."""
    cases = severity.cases(count)
    plain = _step(_policy(severity.TABLE)).plain
    assert plain is not None
    group = (
        positional("by hand", severity_by_hand.severity, cases),
        positional("kefu", plain, cases),
        *(each for engine in PEERS for each in peer(engine, severity.TABLE, cases)),
    )
    return Work("a table of 9 rows and 5 inputs", (group,), (Goal("kefu", "by hand", 0.9),))


def checked_table(count: int) -> Work:
    """The same from facts by name, with names, types and domains checked."""
    names = severity.TABLE.names
    cases = [dict(zip(names, values, strict=True)) for values in severity.cases(count)]
    facts = [{**case, "loss": Money(case["loss"], "CNY")} for case in cases]
    group = (
        single("by hand", severity_by_hand.checked, facts),
        single("kefu", _checked(_policy(severity.TABLE)), facts),
    )
    return Work("the same with facts checked", (group,), (Goal("kefu", "by hand", 0.5),))


def park_policy(count: int) -> Work:
    """`Policy.decide` on a whole policy: severity, route, deadlines, reasons."""
    cases = park.cases(count)
    policy = load_policy(park.files())
    by_hand = park_by_hand.deciding(policy.edition)

    def ours() -> None:
        for facts, at in cases:
            policy.decide(facts, at=at)

    def theirs() -> None:
        for facts, at in cases:
            by_hand(facts, at)

    group = (
        Answering(Contender("by hand", theirs, count), lambda: [by_hand(facts, at) for facts, at in cases]),
        Answering(Contender("kefu", ours, count), lambda: [policy.decide(facts, at=at) for facts, at in cases]),
    )
    return Work("Policy.decide on rules/park", (group,), (Goal("kefu", "by hand", 0.5), Goal("kefu", None, 50_000)))


def long_table(count: int, sizes: tuple[int, ...] = SIZES) -> Work:
    """A table with two columns of equality and one of ranges, in several sizes."""
    least, most = (f", {rows:,} rows" for rows in (sizes[0], sizes[-1]))
    goals = [Goal(f"kefu, {hit}{most}", f"kefu, {hit}{least}", None) for hit in ("first", "unique")]
    if peer("zen-engine", severity.TABLE, ()):
        goals.append(Goal(f"kefu, first{most}", f"zen-engine{most}", 40))
    return Work("a long table", tuple(_of_size(rows, count) for rows in sizes), tuple(goals))


def _of_size(rows: int, count: int) -> tuple[Answering, ...]:
    table, cases, label = lookup.table(rows), lookup.cases(rows, count), f", {rows:,} rows"

    def ours(hit: str) -> Answering:
        plain = _step(_policy(table, hit=hit)).plain
        assert plain is not None
        return positional(f"kefu, {hit}{label}", plain, cases)

    return (
        positional(f"dictionary by hand{label}", lookup_by_hand.by_dictionary(table), cases),
        ours("first"),
        ours("unique"),
        *peer("zen-engine", table, cases, label=label),
        positional(f"row by row{label}", lookup_by_hand.linear(table), cases),
    )


WORKS: Final[tuple[Callable[[int], Work], ...]] = (table_function, checked_table, park_policy, long_table)


def _policy(table: Table, *, hit: str = "first") -> Policy:
    return load_policy(pack(table, hit=hit))


def _step(policy: Policy) -> TableStep:
    (step,) = policy.program(AT).steps
    assert isinstance(step, TableStep)
    return step


def _checked(policy: Policy) -> Callable[[Mapping[str, Any]], Answer]:
    take, step = policy.intake(AT).take, _step(policy)
    plain, in_order = step.plain, itemgetter(*step.parameters)
    assert plain is not None

    def decide(facts: Mapping[str, Any]) -> Answer:
        values, problems = take(facts)
        if problems:
            raise InvalidFacts(problems)
        found: Answer = plain(*in_order(values))
        return found

    return decide
