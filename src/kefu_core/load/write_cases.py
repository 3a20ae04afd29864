"""Kinds of cases, and what comes before and after a deadline → mappings as rule files have them."""

from __future__ import annotations

from kefu_core.ir.cases import Kind, LateStep, Move, Reopening, WarnStep
from kefu_core.ir.policy import Deadline
from kefu_core.load.write_trees import Tree, filled, label, true
from kefu_core.values import format_number


def around(deadline: Deadline) -> Tree:
    """The keys of a deadline that say what comes before its end and after it."""
    times = None if deadline.extensions is None else str(deadline.extensions)
    return {
        **({} if deadline.pauses is None else {"pause": list(deadline.pauses)}),
        **filled(retarget=deadline.retarget if deadline.retarget != "from_start" else None),
        **({} if deadline.extensions == 0 else {"extend": filled(times=times, by=deadline.extended_by)}),
        **filled(warn=[_warning(each) for each in deadline.warnings], late=[_late(each) for each in deadline.ladder]),
    }


def _warning(warning: WarnStep) -> Tree:
    at = f"{warning.before} before" if warning.share is None else f"{format_number(warning.share * 100)} %"
    return filled(at=at, notify=[str(each) for each in warning.notify])


def _late(late: LateStep) -> Tree:
    after = None if late.after is None else str(late.after)
    escalate = None if late.escalate is None else str(late.escalate)
    return filled(after=after, notify=[str(each) for each in late.notify], escalate=escalate, task=late.task)


def kind_tree(kind: Kind) -> Tree:
    """A kind with its states, moves and re-openings."""
    states = [
        filled(id=each.id, label=label(each.label), pauses=true(each.pauses), final=true(each.final))
        for each in kind.states
    ]
    return {
        **filled(id=kind.id, label=label(kind.label)),
        "starts": list(kind.starts),
        **filled(source=list(kind.sources)),
        "states": states,
        **filled(moves=[_move(each) for each in kind.moves], reopens=[_reopening(each) for each in kind.reopenings]),
    }


def _move(move: Move) -> Tree:
    more = filled(needs=list(move.needs), stops=true(move.stops), source=list(move.sources))
    return {"on": move.event, **filled(**{"from": list(move.origins)}), "to": move.target, **more}


def _reopening(way: Reopening) -> Tree:
    more = filled(revokes=list(way.revokes), time=way.time, source=list(way.sources))
    return {"on": way.event, **filled(**{"from": list(way.origins)}), "to": way.target, **more}
