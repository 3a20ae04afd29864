"""How a case stands as of an instant: frozen values, made by `kefu_core.cases.fold`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from attrs import field, frozen

from kefu_core.cases.machine import Standing
from kefu_core.clocks import Line
from kefu_core.decide import Decision
from kefu_core.ir.events import Event
from kefu_core.ir.people import Role


@frozen
class Promise:
    """One target of one clock of a case: the deadline it comes from, and how it stands."""

    id: str
    milestone: str
    line: Line
    sources: tuple[str, ...] = ()


@frozen
class Waiting:
    """A deadline that applies and has not begun: ``waits_for`` is the event that would begin it."""

    id: str
    milestone: str
    waits_for: str
    sources: tuple[str, ...] = ()


@frozen
class Told:
    """A warning, or a step after a breach, whose time has come.

    ``deliver`` is later than ``at`` where quiet hours put it off. ``escalate`` is the role that takes the case over.
    """

    deadline: str
    kind: Literal["warning", "late"]
    step: int
    at: datetime
    deliver: datetime
    notify: tuple[Role, ...] = ()
    escalate: Role | None = None
    task: str | None = None
    sources: tuple[str, ...] = ()


@frozen
class Moved:
    """The case came into a ``state`` by an event: its id and type, and the clauses of the move."""

    event: str
    type: str
    at: datetime
    state: str
    sources: tuple[str, ...] = ()


@frozen
class Latched:
    """A latch has passed, and has set its facts for good."""

    latch: str
    at: datetime
    sources: tuple[str, ...] = ()


@frozen
class Remark:
    """Something in the history that was passed over, and why: the id and the type of the event."""

    event: str
    type: str
    at: datetime
    code: str
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@frozen
class CaseState:
    """A case as of an instant.

    ``kind`` and ``state`` are None until it has begun; ``reached`` are the milestones that stand, with their instants.
    ``facts`` are the values known, as the engines hold them, ``values`` those with all that follows from them;
    ``decisions`` are all that were made as these changed, the last of which is ``decision``; ``history`` is what stands
    of the events until then. ``next_wakeup`` is the first instant after it at which anything changes without a further
    event; None if nothing will (S6).
    """

    id: str
    standing: Standing
    kind: str | None = None
    state: str | None = None
    accepted: datetime | None = None
    facts: Mapping[str, Any] = field(factory=dict, hash=False)
    reached: Mapping[str, datetime] = field(factory=dict, hash=False)
    decision: Decision | None = None
    decisions: tuple[Decision, ...] = ()
    moves: tuple[Moved, ...] = ()
    latched: tuple[Latched, ...] = ()
    promises: tuple[Promise, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    told: tuple[Told, ...] = ()
    remarks: tuple[Remark, ...] = ()
    next_wakeup: datetime | None = None
    as_of: datetime | None = None
    values: Mapping[str, Any] = field(factory=dict, hash=False)
    history: tuple[Event, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """All clauses that are behind how the case stands, each once."""
        decided = self.decision.sources if self.decision is not None else ()
        parts = (self.moves, self.latched, self.promises, self.waiting, self.told)
        return tuple(dict.fromkeys([*decided, *(source for part in parts for each in part for source in each.sources)]))
