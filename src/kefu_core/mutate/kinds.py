"""Slips in kinds of cases: a move that is missing, leads elsewhere, asks for less; a pause that is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from attrs import evolve

from kefu_core.diagnostics import Span
from kefu_core.ir.cases import Kind, Move, Reopen, Reopening
from kefu_core.mutate.slips import neighbours, now, replaced


def of_kind(kind: Kind) -> Iterator[tuple[str, str, str, Span | None, Kind]]:
    """What a slip makes of a kind: the slip's kind, the event or state it was made in, its detail, its place."""
    for place, state in enumerate(kind.states):
        if state.pauses:
            changed = replaced(kind.states, place, evolve(state, pauses=False))
            yield "pause", state.id, "", state.span, evolve(kind, states=changed)
    for place, move in enumerate(kind.moves):
        yield "row", move.event, "", move.span, evolve(kind, moves=replaced(kind.moves, place))
        for slip, detail, changed_move in _of_move(move, kind):
            moves = replaced(kind.moves, place, changed_move)
            yield slip, move.event, detail, move.span, evolve(kind, moves=moves)
    for place, way in enumerate(kind.reopenings):
        yield "row", way.event, "", way.span, evolve(kind, reopenings=replaced(kind.reopenings, place))
        for slip, detail, changed_way in _of_reopening(way, kind):
            reopenings = replaced(kind.reopenings, place, changed_way)
            yield slip, way.event, detail, way.span, evolve(kind, reopenings=reopenings)


def _of_move(move: Move, kind: Kind) -> Iterator[tuple[str, str, Move]]:
    for target in _others(move, kind):
        yield "state", now("to", move.target, target), evolve(move, target=target)
    for place, needed in enumerate(move.needs):
        yield "milestone", f"needs: {needed}", evolve(move, needs=replaced(move.needs, place))
    if move.stops:
        yield "counting", "stops", evolve(move, stops=False)


def _of_reopening(way: Reopening, kind: Kind) -> Iterator[tuple[str, str, Reopening]]:
    for target in _others(way, kind):
        yield "state", now("to", way.target, target), evolve(way, target=target)
    for place, revoked in enumerate(way.revokes):
        yield "milestone", f"revokes: {revoked}", evolve(way, revokes=replaced(way.revokes, place))
    if way.revokes:
        for time in get_args(Reopen):
            if time != way.time:
                yield "counting", now("time", way.time, time), evolve(way, time=time)


def _others(way: Move | Reopening, kind: Kind) -> Iterator[str]:
    """The states next to that which a way leads to."""
    return neighbours(tuple(state.id for state in kind.states), way.target)
