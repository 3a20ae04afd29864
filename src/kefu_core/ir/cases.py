"""What a case can be and how it goes on: kinds with their states, what comes before and after a breach, latches (S20).

Everything is frozen and hashable; places (`Span`) never take part in equality.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from attrs import field, frozen

from kefu_core.diagnostics import Span
from kefu_core.ir.people import Role
from kefu_core.ir.types import NO_LABEL, Label
from kefu_core.values import Duration

Retarget = Literal["from_start", "from_change", "keep"]
"""Where a target begins to count that takes the place of another (S8)."""

Reopen = Literal["continue", "pause", "restart"]
"""What the time between a milestone and its revocation is (S9)."""


def _span() -> Any:
    return field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class State:
    """How a case can stand. Time does not count in a state that ``pauses``; a ``final`` one ends the case."""

    id: str
    label: Label = NO_LABEL
    pauses: bool = False
    final: bool = False
    span: Span | None = _span()


@frozen
class Move:
    """An event that brings a case into another state.

    ``origins`` are the states in which it may happen; without any, all that are not final. ``needs`` are milestones
    that have to be reached before. Where it ``stops``, the clocks that still run end with it.
    """

    event: str
    origins: tuple[str, ...]
    target: str
    needs: tuple[str, ...] = ()
    stops: bool = False
    sources: tuple[str, ...] = ()
    span: Span | None = _span()


@frozen
class Reopening:
    """An event that opens a case once more: ``revokes`` are milestones that then are not reached any longer (S9).

    ``origins`` are the states in which it may happen; without any, the final ones.
    """

    event: str
    origins: tuple[str, ...]
    target: str
    revokes: tuple[str, ...] = ()
    time: Reopen = "pause"
    sources: tuple[str, ...] = ()
    span: Span | None = _span()


@frozen
class Kind:
    """What a case can be. It begins with one of the events ``starts``, in the first of its ``states``."""

    id: str
    starts: tuple[str, ...]
    states: tuple[State, ...]
    moves: tuple[Move, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    label: Label = NO_LABEL
    sources: tuple[str, ...] = ()
    span: Span | None = _span()

    @property
    def ways(self) -> tuple[Move | Reopening, ...]:
        """Everything that leads from a state into another."""
        return (*self.moves, *self.reopenings)

    def origins(self, way: Move | Reopening) -> tuple[str, ...]:
        """The states in which a move or a re-opening of this kind may happen."""
        finals = isinstance(way, Reopening)
        return way.origins or tuple(state.id for state in self.states if state.final is finals)


@frozen
class WarnStep:
    """A notice before the end: when a ``share`` of the time is over, or a period ``before`` its end (S11)."""

    share: Fraction | None = None
    before: Duration | None = None
    notify: tuple[Role, ...] = ()


@frozen
class LateStep:
    """A step after a breach, at once without ``after``: who is told, who takes the case over, what is to be done."""

    after: Duration | None = None
    notify: tuple[Role, ...] = ()
    escalate: Role | None = None
    task: str | None = None
