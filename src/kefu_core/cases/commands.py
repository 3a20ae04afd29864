"""Commands → an event to be recorded, or a refusal with the clauses that forbid it (S20, S32).

A command is an event that somebody wishes to happen. It is tried on the history: what the fold would pass over with a
remark may not happen, and nothing of it is kept. So a command and a recorded event can never mean two things.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from attrs import frozen

from kefu_core.cases.fold import NO_OTHERS, fold
from kefu_core.cases.state import CaseState, Remark
from kefu_core.decide import Policy
from kefu_core.decide.policy import Engines
from kefu_core.ir.events import Event
from kefu_core.values import from_micros, to_micros

NOTED: Final = frozenset({"early"})
"""Remarks on events that happened all the same: they serve no purpose, and forbid nothing (S10)."""


@frozen
class Accepted:
    """The event may be recorded; ``state`` is the case as of the instant asked about, with it."""

    event: Event
    state: CaseState


@frozen
class Denied:
    """The event may not happen; ``remark`` says why, with what is missing and the clauses; ``state`` is without it."""

    event: Event
    remark: Remark
    state: CaseState


def attempt(
    policy: Policy,
    events: Collection[Event],
    event: Event,
    *,
    at: datetime,
    editions: Mapping[str, Policy] = NO_OTHERS,
    engine: Engines = "auto",
) -> Accepted | Denied:
    """Try a command on the history of its case, as of an aware instant ``at`` (or of the event, if that is later).

    Raises what `fold` raises, and ``ValueError`` for an event of another case.

    >>> attempt(policy, history, Event("e9", at, "called_back", "C1"), at=now)     # doctest: +SKIP
    Denied(event=..., remark=Remark(code='wrong-state', sources=('park.callback',), ...), ...)
    """
    cases = {each.case for each in (*events, event)}
    if len(cases) > 1:
        raise ValueError(f"events of several cases: {', '.join(sorted(cases))}")
    until = max(at, from_micros(event.at, policy.zone), key=to_micros)
    after = fold(policy, [*events, event], until=until, editions=editions, engine=engine)
    remark = next((each for each in after.remarks if each.event == event.id and each.code not in NOTED), None)
    if remark is None:
        return Accepted(event, after)
    return Denied(event, remark, fold(policy, events, until=until, editions=editions, engine=engine))
