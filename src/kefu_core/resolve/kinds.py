"""Forms of kinds → what a case can be: states, moves, re-opening (S20)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from kefu_core.diagnostics import Related, did_you_mean, problem
from kefu_core.ir.cases import Kind, Move, Reopen, Reopening, State
from kefu_core.resolve.deadlines import milestone_named
from kefu_core.resolve.scope import id_of, label_of, sources_of, truth_of
from kefu_core.resolve.states import state_named

if TYPE_CHECKING:
    from kefu_core.load import forms
    from kefu_core.load.nodes import Scalar
    from kefu_core.resolve.scope import Scope


def kinds_of(sections: tuple[forms.SectionsForm, ...], scope: Scope) -> tuple[Kind, ...]:
    """The kinds of a pack; a second one of the same id is reported and left out."""
    found: dict[str, Kind] = {}
    for form in (form for section in sections for form in section.kinds):
        made = _Kind(form, scope).kind()
        first = found.setdefault(made.id, made)
        if first is not made:
            assert first.span is not None
            note = Related("first-here", first.span)
            scope.problems.append(problem("duplicate-kind", form.id.span, id=made.id, related=(note,)))
    return tuple(found.values())


class _Kind:
    def __init__(self, form: forms.KindForm, scope: Scope) -> None:
        self.form = form
        self.scope = scope
        self.states = self._states()

    def kind(self) -> Kind:
        form, scope = self.form, self.scope
        if not form.starts:
            span = form.places.get("starts", form.id.span)
            scope.problems.append(problem("kind-without-start", span, id=form.id.text))
        if not self.states:
            # What moves a case between states that are not there need not be told as well.
            span = form.places.get("states", form.id.span)
            scope.problems.append(problem("kind-without-states", span, id=form.id.text))
        moves = [self._move(each) for each in form.moves if self.states]
        reopenings = [self._reopening(each) for each in form.reopens if self.states]
        return Kind(
            id=id_of(form.id, scope.problems),
            starts=self._milestones(form.starts),
            states=tuple(self.states.values()),
            moves=tuple(each for each in moves if each is not None),
            reopenings=tuple(each for each in reopenings if each is not None),
            label=label_of(form.label),
            sources=sources_of(form.source, scope.problems),
            span=form.id.span,
        )

    def _states(self) -> dict[str, State]:
        problems = self.scope.problems
        states: dict[str, State] = {}
        for form in self.form.states:
            state = State(
                id=id_of(form.id, problems),
                label=label_of(form.label),
                pauses=truth_of(form.pauses, problems),
                final=truth_of(form.final, problems),
                span=form.id.span,
            )
            first = states.setdefault(state.id, state)
            if first is not state:
                assert first.span is not None
                note = Related("first-here", first.span)
                problems.append(problem("duplicate-state", form.id.span, id=state.id, related=(note,)))
        return states

    def _move(self, form: forms.MoveForm) -> Move | None:
        event, target = milestone_named(form.on, self.scope), state_named(form.to, self.states, self.scope)
        origins, needs = self._origins(form.from_), self._milestones(form.needs)
        if event is None or target is None:
            return None
        return Move(
            event=event,
            origins=origins,
            target=target,
            needs=needs,
            stops=truth_of(form.stops, self.scope.problems),
            sources=sources_of(form.source, self.scope.problems),
            span=form.on.span,
        )

    def _reopening(self, form: forms.ReopenForm) -> Reopening | None:
        event, target = milestone_named(form.on, self.scope), state_named(form.to, self.states, self.scope)
        origins, revokes = self._origins(form.from_), self._milestones(form.revokes)
        time = self._time(form.time)
        if event is None or target is None or time is None:
            return None
        return Reopening(
            event=event,
            origins=origins,
            target=target,
            revokes=revokes,
            time=time,
            sources=sources_of(form.source, self.scope.problems),
            span=form.on.span,
        )

    def _origins(self, scalars: tuple[Scalar, ...]) -> tuple[str, ...]:
        found = [state_named(each, self.states, self.scope) for each in scalars]
        return tuple(each for each in found if each is not None)

    def _milestones(self, scalars: tuple[Scalar, ...]) -> tuple[str, ...]:
        found = [milestone_named(each, self.scope) for each in scalars]
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def _time(self, scalar: Scalar | None) -> Reopen | None:
        if scalar is None:
            return "pause"
        if scalar.text in get_args(Reopen):
            return cast("Reopen", scalar.text)
        guess = did_you_mean(scalar.text, get_args(Reopen))
        help_ = "did-you-mean" if guess else "ways"
        self.scope.problems.append(
            problem("unknown-reopen", scalar.span, help=help_, text=scalar.text, guess=guess or "")
        )
        return None
