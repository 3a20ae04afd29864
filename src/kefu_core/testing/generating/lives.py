"""What a generated policy says of cases over time: kinds, latches, and what comes before and after a breach."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final, get_args

from kefu_core.ir import types
from kefu_core.ir.cases import Kind, LateStep, Move, Reopen, Reopening, Retarget, State, WarnStep
from kefu_core.ir.expressions import Literal
from kefu_core.ir.policy import Condition, Fact, Latch
from kefu_core.testing.generating.cells import cell
from kefu_core.testing.generating.draft import Column, Draft
from kefu_core.testing.values import duration
from kefu_core.values import Family

STATES: Final = ("open", "waiting", "closed")
MINUTES: Final = (30, 90, 24 * 60)


def kinds(draft: Draft) -> tuple[Kind, ...]:
    """None, or one kind of cases: it may wait for somebody, be closed, and be opened again."""
    if draft.chance(one_in=2):
        return ()
    moves = [
        Move("asked", ("open",), "waiting", sources=draft.sources()),
        Move("replied", ("waiting",), "open"),
        Move(
            "resolved",
            draft.pick([(), ("open",), ("open", "waiting")]),
            "closed",
            needs=draft.pick([(), (), ("forwarded",)]),
            stops=draft.chance(one_in=3),
        ),
    ]
    reopenings: list[Reopening] = []
    if draft.chance(one_in=2):
        revokes = draft.pick([("resolved",), ("resolved", "forwarded"), ()])
        reopenings.append(Reopening("contested", (), "open", revokes, draft.pick(get_args(Reopen)), draft.sources()))
    states = (
        State("open", draft.label()),
        State("waiting", draft.label(), pauses=draft.chance(one_in=2)),
        State("closed", draft.label(), final=True),
    )
    return (Kind("claim", ("accepted",), states, tuple(moves), tuple(reopenings), draft.label(), draft.sources()),)


def around(draft: Draft, kinds: tuple[Kind, ...], roles: tuple[str, ...]) -> dict[str, Any]:
    """What a deadline says of cases that go on."""
    if draft.chance(one_in=2):
        return {}
    warnings = [
        WarnStep(share=Fraction(draft.pick([50, 75, 100]), 100)),
        WarnStep(before=_minutes(draft), notify=roles[:1]),
    ]
    ladder = [
        LateStep(notify=roles[:1]),
        LateStep(_minutes(draft), notify=roles, escalate=roles[-1]),
        LateStep(duration(draft.pick([1, 2]), Family.DAYS), task="report"),
    ]
    return {
        "retarget": draft.pick(get_args(Retarget)),
        "pauses": draft.pick([None, (), ("waiting",)]) if kinds else None,
        "extensions": draft.pick([0, 1, None]),
        "extended_by": None,
        "warnings": tuple(each for each in warnings if draft.chance(one_in=2)),
        "ladder": tuple(each for each in ladder if draft.chance(one_in=2)),
    }


def latches(draft: Draft, facts: list[Fact]) -> tuple[Latch, ...]:
    """None, or one latch over a fact that is true or false."""
    flags = [fact.id for fact in facts if fact.type == types.Boolean() and fact.domain is None]
    columns = [column for column in draft.columns if column.id in {fact.id for fact in facts} - set(flags)]
    if not flags or draft.chance(one_in=2):
        return ()
    chosen: list[Column] = [draft.pick(columns)] if columns and draft.chance(one_in=2) else []
    period = duration(draft.pick([1, 2]), draft.pick([Family.DAYS, Family.MONTHS]))
    return (
        Latch(
            "latch.0",
            tuple(Condition(column.id, cell(draft, column)) for column in chosen),
            ("accepted",),
            "resolved",
            Literal(period, types.Duration(period.family)),
            ((draft.pick(flags), True),),
            sources=draft.sources(),
            in_force=draft.in_force(),
            label=draft.label(),
        ),
    )


def _minutes(draft: Draft) -> Any:
    return duration(draft.pick(MINUTES) * 60_000_000, Family.CLOCK)
