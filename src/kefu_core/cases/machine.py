"""The one transition table behind all kinds of cases (S20), with its theory.

Theory
------

A case is, at any instant, in one *standing*:

``new``        nothing has begun it yet
``open``       work is to be done, and time counts
``paused``     work waits for somebody else, and time does not count
``closed``     it is at its end
``reopened``   as ``open``, after it had been closed

A kind refines this table. Each of its states *is* one of the standings ``open`` (or ``reopened``, once the case has
been opened again), ``paused`` (the state says ``pauses``) or ``closed`` (it says ``final``); each of its moves is one
of the steps below, named by the standings of the states that it leads from and to. What the table has no step for, no
kind can allow: a closed case goes nowhere but by a re-opening, and a case begins once. A re-opening may be named for
states that are not final, too: work that had been reported done is taken up again.

=============  =================  ==========================================================
standing       step               leads to
=============  =================  ==========================================================
new            start              open, paused or closed, as the first state of the kind is
open, paused,  move               open, paused or closed, as the state that it leads to is
reopened
closed         reopen             reopened, or paused
=============  =================  ==========================================================

Events that no move of the kind names change no state: they are milestones, and are noted in any standing but ``new``.
An event that a move or a re-opening names, but from no state in which the case is, is *refused*: as a command it leaves
no trace, and in a history that was recorded all the same it is passed over with a remark.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from kefu_core.ir.cases import Kind, Move, Reopening, State

Standing = Literal["new", "open", "paused", "closed", "reopened"]


@frozen
class Step:
    """A step that an event may take: the state that it leads to, and the move or re-opening that says so, if any."""

    target: str
    by: Move | Reopening | None


@frozen
class Refused:
    """Why an event may not happen now, in both languages, and the clauses that say so."""

    code: Literal["not-begun", "begun", "wrong-state", "needs", "incomplete"]
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def standing_of(state: State, *, again: bool) -> Standing:
    """What a state of a kind is."""
    if state.final:
        return "closed"
    if state.pauses:
        return "paused"
    return "reopened" if again else "open"


def step(kind: Kind, state: str | None, event: str, reached: Iterable[str]) -> Step | Refused | None:
    """What an event does to a case in a state, None before it began; None for an event that changes no state.

    ``reached`` are the milestones that stand.
    """
    if state is None:
        return Step(kind.states[0].id, None) if event in kind.starts else Refused("not-begun", kind.starts)
    ways = [each for each in kind.reopenings if each.event == event and state in kind.origins(each)]
    if ways:
        return Step(ways[0].target, ways[0])
    moves = [each for each in kind.moves if each.event == event and state in kind.origins(each)]
    allowed = [each for each in moves if not _lacking(each, reached)]
    if allowed:
        return Step(allowed[0].target, allowed[0])
    if moves:
        return Refused("needs", _lacking(moves[0], reached), moves[0].sources)
    named = [each for each in kind.ways if each.event == event]
    if named:
        return Refused("wrong-state", (), tuple(dict.fromkeys(source for each in named for source in each.sources)))
    if event in kind.starts:
        return Refused("begun", (), kind.sources)
    return None


def _lacking(move: Move, reached: Iterable[str]) -> tuple[str, ...]:
    have = set(reached)
    return tuple(each for each in move.needs if each not in have)
