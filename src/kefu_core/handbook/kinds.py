"""Kinds of cases as parts of a handbook."""

from __future__ import annotations

from kefu_core.handbook.anchors import Anchors
from kefu_core.handbook.parts import Kind, Named, State, Way
from kefu_core.ir import cases
from kefu_core.ir.types import NO_LABEL
from kefu_core.wording import Lexicon, begins, conditions_of, leads


def kind_part(kind: cases.Kind, lexicon: Lexicon, anchors: Anchors) -> Kind:
    """A kind with its states and all that leads from one to another, in the order in which they are written."""
    states = {each.id: Named(lexicon.label(each.label, each.id), each.id) for each in kind.states}
    first = kind.states[0].id

    def way_part(way: cases.Move | cases.Reopening) -> Way:
        at = anchors.new("move", f"{kind.id}.{way.event}", NO_LABEL)
        return Way(
            at=at,
            event=Named(lexicon.name(way.event), way.event),
            origins=tuple(states[each] for each in kind.origins(way)),
            target=states[way.target],
            also=tuple(conditions_of(way, lexicon)),
            again=isinstance(way, cases.Reopening),
            said=leads(way, kind, lexicon),
            clauses=anchors.clauses(way.sources),
        )

    return Kind(
        at=anchors.new("kind", kind.id, kind.label),
        begins=begins(kind, lexicon),
        states=tuple(State(states[each.id], each.id == first, each.pauses, each.final) for each in kind.states),
        ways=tuple(map(way_part, kind.ways)),
        clauses=anchors.clauses(kind.sources),
    )
