"""Whole policies: a small vocabulary, steps that feed each other, deadlines; all of it passes the checks."""

from __future__ import annotations

from typing import Any, Final, get_args
from zoneinfo import ZoneInfo

from hypothesis import currently_in_test_context, note
from hypothesis import strategies as st

from kefu_core.calendars import Roll
from kefu_core.decide import Policy
from kefu_core.ir import types
from kefu_core.ir.calendar import Calendar
from kefu_core.ir.cases import Kind
from kefu_core.ir.policy import (
    Clause,
    Condition,
    Deadline,
    Derived,
    Document,
    Fact,
    Impossible,
    Milestone,
    Outcome,
    ParameterDefinition,
    PolicyIR,
)
from kefu_core.ir.types import Code, Label
from kefu_core.load.write import write
from kefu_core.loading import edition
from kefu_core.testing.generating.calendars import calendar
from kefu_core.testing.generating.cells import cell, domain
from kefu_core.testing.generating.draft import DATES, KINDS, ZONES, Column, Draft, codes_of
from kefu_core.testing.generating.lives import around, kinds, latches
from kefu_core.testing.generating.records import records
from kefu_core.testing.generating.tables import derived, tables
from kefu_core.testing.generating.terms import due, period
from kefu_core.values import Dated

CLAUSES: Final = ("manual.one", "manual.two", "law.1-2")
MILESTONES: Final = ("accepted", "forwarded", "resolved", "asked", "replied", "contested")
ROLES: Final = (Code("reception"), Code("manager", Label(zh="园总", en="manager")))
ROLE: Final = types.Choice(tuple(role.id for role in ROLES))


@st.composite
def policies(draw: st.DrawFn, *, least_rows: int = 1) -> PolicyIR:
    """Small policies that pass the checks, with everything that the language has.

    Their first table has ``least_rows`` rows at least; long tables hold constants only.

    >>> policies().example().tables                          # doctest: +SKIP
    (Table(id='table-0', inputs=('a',), outputs=('b',), hit='first', ...),)
    """
    zone = draw(st.sampled_from(ZONES))
    draft = Draft(draw, ZoneInfo(zone), CLAUSES)
    parameters = [_parameter(draft) for _ in range(draft.pick((0, 1, 2, 3)))]
    facts = [_fact(draft) for _ in range(draft.pick((1, 2, 3, 4)))]
    computed = []
    outcomes: list[Outcome] = []
    decided = []
    for number in range(draft.pick((1, 2, 3) if least_rows > 1 else (1, 2, 3, 0))):
        if draft.chance(one_in=2):
            computed.append(derived(draft))
        more, made = tables(draft, number=number, least_rows=least_rows if number == 0 else 1)
        outcomes += more
        decided += made
    calendars = [calendar(draft, number) for number in range(draft.pick((0, 0, 1, 2)))]
    default = draft.pick((None, *(each.id for each in calendars)))
    lives = kinds(draft)
    deadlines = [_deadline(draft, number, calendars, default, lives) for number in range(draft.pick((0, 1, 2, 3)))]
    excluded = [_impossible(draft, number, {*facts, *computed}) for number in range(draft.pick((0, 0, 1, 2)))]
    kept = records(draft, facts, MILESTONES, [role.id for role in ROLES], working=default is not None)
    taken_back = draft.pick((None, None, MILESTONES[2]))
    return PolicyIR(
        id="generated",
        zone=zone,
        title=draft.label(),
        owner=draft.pick([None, "policy office"]),
        language=draft.pick(["zh", "en"]),
        documents=(Document("manual", draft.label()), Document("law")),
        clauses=draft.pick(
            [
                (),
                tuple(
                    Clause(each, at="§ 1", executable=draft.pick(["rule", "context"]), says=draft.label())
                    for each in CLAUSES
                ),
            ]
        ),
        facts=tuple(facts),
        derived=_shuffled(draft, computed),
        outcomes=tuple(outcomes),
        parameters=tuple(parameters),
        roles=ROLES,
        milestones=tuple(
            Milestone(each, start=each == MILESTONES[0], until=taken_back if each == MILESTONES[1] else None)
            for each in MILESTONES
        ),
        tables=_shuffled(draft, decided),
        deadlines=tuple(deadlines),
        latches=latches(draft, facts),
        kinds=lives,
        calendar=default,
        calendars=tuple(calendars),
        impossible=tuple(excluded),
        actions=kept.actions,
        resources=kept.resources,
        permits=kept.permits,
        forms=kept.forms,
        retention=kept.retention,
    )


def packs(*, least_rows: int = 1) -> st.SearchStrategy[Policy]:
    """Generated `policies`, ready to decide.

    >>> packs().example().decide({}, at=at)                  # doctest: +SKIP
    Decision(policy='generated', ...)
    """
    return policies(least_rows=least_rows).map(_ready)


def _ready(ir: PolicyIR) -> Policy:
    files = write(ir)
    if currently_in_test_context():
        note("\n---\n".join(files.values()))  # easier to read than the value, where a law breaks
    return Policy(ir, edition(files))


def _shuffled(draft: Draft, steps: list[Any]) -> tuple[Any, ...]:
    """The order in which steps are written says nothing (S17)."""
    return tuple(draft.draw(st.permutations(steps))) if len(steps) > 1 else tuple(steps)


def _fact(draft: Draft) -> Fact:
    kind = draft.kind((*KINDS, ROLE))
    optional = draft.chance(one_in=3)
    limits = domain(draft, kind) if draft.chance(one_in=4) else None
    labels = ROLES if kind == ROLE else codes_of(kind)
    supplier = draft.pick((None, None, *(role.id for role in ROLES)))
    fact = Fact(
        draft.name(), kind, draft.label(), optional=optional, domain=limits, labels=labels, supplied_by=supplier,
        personal=draft.chance(one_in=4),
    )  # fmt: skip
    draft.columns.append(Column(fact.id, kind, optional, limits))
    return fact


def _parameter(draft: Draft) -> ParameterDefinition:
    kind = draft.kind([kind for kind in KINDS if kind != types.Duration()])
    if draft.chance(one_in=2):
        values = {day: draft.value(kind) for day in draft.pick([DATES, DATES[:1], DATES[1:]])}
    else:
        values = {None: draft.value(kind)}
    parameter = ParameterDefinition(
        draft.name(), kind, Dated(values), draft.label(), sources=draft.sources(), labels=codes_of(kind)
    )
    draft.parameters.append(parameter)
    return parameter


def _deadline(
    draft: Draft, number: int, calendars: list[Calendar], default: str | None, lives: tuple[Kind, ...]
) -> Deadline:
    columns = draft.draw(st.lists(st.sampled_from(draft.columns), max_size=2, unique_by=lambda column: column.id))
    start, milestone = draft.pick([("accepted", "resolved"), ("accepted", "forwarded"), ("forwarded", "resolved")])
    by_data = draft.chance(one_in=3)
    named = draft.pick((None, *(each.id for each in calendars)))
    return Deadline(
        id=f"deadline.{number}",
        when=tuple(Condition(column.id, cell(draft, column)) for column in columns),
        starts=(start,) if draft.chance(one_in=2) else (start, "accepted" if start == "forwarded" else "forwarded"),
        milestone=milestone,
        within=None if by_data else period(draft, working=named is not None or default is not None),
        due=due(draft, start) if by_data else None,
        calendar=named,
        roll=None if named is None else draft.pick((None, *get_args(Roll))),
        sources=draft.sources(),
        in_force=draft.in_force(),
        label=draft.label(),
        **around(draft, lives, tuple(role.id for role in ROLES)),
    )


def _impossible(draft: Draft, number: int, things: set[Fact | Derived]) -> Impossible:
    names = {thing.id for thing in things}
    columns = [column for column in draft.columns if column.id in names]
    chosen = draft.draw(st.lists(st.sampled_from(columns), min_size=1, max_size=2, unique_by=lambda column: column.id))
    return Impossible(
        id=f"impossible.{number}",
        when=tuple(Condition(column.id, cell(draft, column)) for column in chosen),
        sources=draft.sources(),
        label=draft.label(),
    )
