"""Does each event move a case one way only, and can every state be reached? Do kinds and the fact `kind` agree?"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, Related, did_you_mean, problem
from kefu_core.ir.cases import Kind, Move, Reopening
from kefu_core.ir.policy import PolicyIR
from kefu_core.ir.types import Choice

KIND = "kind"
"""The fact that says of which kind a case is, where a pack declares it."""


def kinds(ir: PolicyIR) -> Iterator[Diagnostic]:
    """Findings about the kinds of cases."""
    for kind in ir.kinds:
        yield from _ambiguous(kind)
        yield from _unreachable(kind)
    yield from _unlike(ir)
    for latch in ir.latches:
        if not latch.sources:
            yield problem("no-source", latch.span, id=latch.id)


def _ambiguous(kind: Kind) -> Iterator[Diagnostic]:
    """Two ways out of one state by one event, of which nothing but the milestones needed could tell."""
    seen: dict[tuple[str, str], Move | Reopening] = {}
    for way in kind.ways:
        needs = _needs(way)
        for state in kind.origins(way):
            first = seen.setdefault((way.event, state), way)
            if first is not way and _needs(first) == needs:
                note = (Related("first-here", first.span),) if first.span else ()
                yield problem("ambiguous-move", way.span, event=way.event, state=state, related=note)
                break


def _needs(way: Move | Reopening) -> tuple[str, ...]:
    return way.needs if isinstance(way, Move) else ()


def _unreachable(kind: Kind) -> Iterator[Diagnostic]:
    reached: set[str] = set()
    pending = [state.id for state in kind.states[:1]]
    while pending:
        state = pending.pop()
        if state not in reached:
            reached.add(state)
            pending += [way.target for way in kind.ways if state in kind.origins(way)]
    for each in kind.states:
        if each.id not in reached:
            yield problem("unreachable-state", each.span, kind=kind.id, id=each.id)


def _unlike(ir: PolicyIR) -> Iterator[Diagnostic]:
    fact = next((fact for fact in ir.facts if fact.id == KIND), None)
    if fact is None or not ir.kinds or not isinstance(fact.type, Choice):
        return
    kinds_, choices = tuple(kind.id for kind in ir.kinds), fact.type.codes
    unlike = [each for each in fact.labels if each.id not in kinds_]
    guesses = {each.id: did_you_mean(each.id, [kind for kind in kinds_ if kind not in choices]) for each in unlike}
    for each in unlike:
        guess = guesses[each.id]
        help_ = "did-you-mean" if guess else "choice"
        yield problem("kinds-differ", each.span, help=help_, id=each.id, guess=guess or "", known=kinds_)
    for kind in ir.kinds:
        if kind.id not in (*choices, *guesses.values()):
            yield problem("kinds-differ", kind.span, help="kind", id=kind.id, guess="", known=choices)
