"""Forms of scenarios → facts and expectations as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, frozen

from kefu_core.diagnostics import Term, did_you_mean, problem
from kefu_core.ir import types
from kefu_core.ir.policy import Expectation, Scenario
from kefu_core.load.hints import example
from kefu_core.load.nodes import MapNode, Scalar, SeqNode
from kefu_core.load.slips import slip, split_value
from kefu_core.load.structure import expected_text, keys_of
from kefu_core.resolve.given import facts_of, is_twice, read_fact
from kefu_core.resolve.scope import Scope, truth_of
from kefu_core.resolve.states import state_named
from kefu_core.resolve.timelines import timeline_of
from kefu_core.resolve.vocabulary import REFUSED, Typed, read, role

if TYPE_CHECKING:
    from kefu_core.ir.events import Event
    from kefu_core.load import forms
    from kefu_core.load.nodes import Node

INSTANT = Typed(types.Instant())
OVER_TIME = ("state", "status", "told", "escalated", "tasks")
"""What can be expected of a timeline besides what can be expected of facts."""
STATUSES = ("open", "paused", "met", "met_late", "missed", "cancelled")


def scenario(
    form: forms.ScenarioForm, scope: Scope, deadlines: Mapping[str, str], sources: frozenset[str], rules: frozenset[str]
) -> Scenario | None:
    """The scenario, or None after a diagnostic.

    ``deadlines`` maps ids to milestones; ``sources`` are all clauses cited; ``rules`` all rules as
    ``table.rule``.
    """
    at, timeline = _when(form, scope)
    facts = facts_of(form.facts, scope) if form.facts is not None else ()
    names = _Names(scope, deadlines, sources)
    expectation = _expect(form.expect, names) if form.expect is not None else Expectation()
    never = _never(form.never, {*sources, *deadlines, *deadlines.values(), *rules}, scope)
    if at is None or facts is None or expectation is None or timeline is None:
        return None
    return Scenario(
        title=form.scenario.text,
        facts=facts,
        at=at,
        expect=expectation,
        never=never,
        exactly=truth_of(form.exactly, scope.problems),
        timeline=timeline,
        span=form.scenario.span,
    )


def _when(form: forms.ScenarioForm, scope: Scope) -> tuple[int | None, tuple[Event, ...] | None]:
    """The instant that is asked about, and what happened up to it, where that is told."""
    if not form.timeline:
        if not _is_understood(form):
            return None, ()
        if form.facts is None:
            scope.problems.append(problem("facts-or-timeline", form.scenario.span, help="missing"))
            return None, ()
        if form.at is None:
            what, example_ = Term("ScenarioForm"), f"at: {example(type(form), 'at')}"
            scope.problems.append(
                problem("missing-key", form.places["scenario"], key="at", what=what, example=example_)
            )
            return None, ()
        at = read(form.at, INSTANT, scope)
        return (None if at is REFUSED else at), ()
    if form.at is not None or form.facts is not None:
        key, help_ = ("at", "at") if form.facts is None else ("facts", "both")
        scope.problems.append(problem("facts-or-timeline", form.places[key], help=help_))
        return None, None
    timeline = timeline_of(form.timeline, scope)
    if form.until is not None:
        until = read(form.until, INSTANT, scope)
        return (None if until is REFUSED else until), timeline
    return max((event.at for event in timeline or ()), default=None), timeline


def _is_understood(form: forms.ScenarioForm) -> bool:
    """Whether something became of every key that was written; where not, that has been told."""
    keys = keys_of(type(form))
    return all(key in keys and getattr(form, keys[key].name) is not None for key in form.places)


@frozen
class _Names:
    """What an expectation may speak of."""

    scope: Scope
    deadlines: Mapping[str, str]
    sources: frozenset[str]


def _expect(node: MapNode, names: _Names) -> Expectation | None:
    scope, deadlines, sources = names.scope, names.deadlines, names.sources
    over_time = _OverTime()
    outcomes: list[tuple[str, Any]] = []
    lists: dict[str, tuple[str, ...]] = {"because": (), "undetermined": ()}
    due: tuple[tuple[str, int | None], ...] = ()
    for key, value in node.entries:
        if key.text == "due":
            due = _due(value, scope, deadlines)
        elif key.text == "because":
            lists["because"] = _words(value, sources, "because", scope)
        elif key.text == "undetermined":
            lists["undetermined"] = _words(value, {*scope.names, *deadlines}, "undetermined", scope)
        elif key.text in OVER_TIME:
            over_time.take(key.text, value, names)
        else:
            declared = scope.find(key.text, ("outcome", "derived"))
            if declared is None:
                more = ("due", "because", "undetermined", *OVER_TIME)
                mistyped = slip(key) or split_value(node, key, value)
                unknown = scope.unknown(key.text, key.span, ("outcome", "derived"), more=more)
                scope.problems.append(mistyped or unknown)
            elif (wanted := read_fact(value, declared, scope)) is not REFUSED and not is_twice(
                declared.id, key, outcomes, scope
            ):
                outcomes.append((declared.id, wanted))
    return Expectation(
        tuple(outcomes), due, lists["because"], lists["undetermined"],
        over_time.state, over_time.status, over_time.told, over_time.escalated, over_time.tasks,
    )  # fmt: skip


@define
class _OverTime:
    """What is expected of a case that goes on."""

    state: str | None = None
    status: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] | None = None
    escalated: tuple[str, ...] | None = None
    tasks: tuple[str, ...] | None = None

    def take(self, key: str, node: Node, names: _Names) -> None:
        """Understand one of them."""
        scope = names.scope
        scalars = node.items if isinstance(node, SeqNode) else (node,)
        if key == "status":
            self.status = _status(node, names)
        elif key == "state" and isinstance(node, Scalar):
            self.state = state_named(node, scope.states, scope)
        elif not all(isinstance(each, Scalar) for each in scalars) or key == "state":
            scope.problems.append(expected_text(node, Term("key", key=key)))
        elif key == "tasks":
            self.tasks = tuple(each.text for each in scalars if isinstance(each, Scalar))
        else:
            found = tuple(filter(None, (role(each, scope) for each in scalars if isinstance(each, Scalar))))
            self.told, self.escalated = (found, self.escalated) if key == "told" else (self.told, found)


def _status(node: Node, names: _Names) -> tuple[tuple[str, str], ...]:
    """How deadlines stand, by their ids or their milestones."""
    if not isinstance(node, MapNode):
        names.scope.problems.append(problem("expected-due", node.span, help="status", key="status"))
        return ()
    found: list[tuple[str, str]] = []
    for key, value in node.entries:
        _check_known(key, {*names.deadlines, *names.deadlines.values()}, "due", names.scope)
        if not isinstance(value, Scalar):
            names.scope.problems.append(expected_text(value, Term("key", key=key.text)))
            continue
        if value.text in STATUSES:
            found.append((key.text, value.text))
            continue
        guess = did_you_mean(value.text, STATUSES)
        help_ = "did-you-mean" if guess else "statuses"
        names.scope.problems.append(
            problem("unknown-status", value.span, help=help_, text=value.text, guess=guess or "", statuses=STATUSES)
        )
    return tuple(found)


def _due(node: Node, scope: Scope, deadlines: Mapping[str, str]) -> tuple[tuple[str, int | None], ...]:
    if not isinstance(node, MapNode):
        scope.problems.append(problem("expected-due", node.span, help="due", key="due"))
        return ()
    due: list[tuple[str, int | None]] = []
    for key, value in node.entries:
        if key.text not in deadlines and key.text not in deadlines.values():
            milestone = scope.find(key.text, ("milestone",))
            if milestone is None or milestone.id not in deadlines.values():
                _check_known(key, {*deadlines, *deadlines.values()}, "due", scope)
                continue
            key = Scalar(text=milestone.id, span=key.span)  # noqa: PLW2901
        waiting = isinstance(value, Scalar) and value.text in {"waits", "none"}
        instant = None if waiting else read(value, INSTANT, scope)
        if instant is not REFUSED and not is_twice(key.text, key, due, scope):
            due.append((key.text, instant))
    return tuple(due)


def _never(scalars: tuple[Scalar, ...], known: set[str], scope: Scope) -> tuple[str, ...]:
    words = [_by_label(scalar, known, scope) for scalar in scalars]
    for word in words:
        _check_known(word, known, "never", scope)
    return tuple(word.text for word in words)


def _words(node: Node, known: set[str] | frozenset[str], place: str, scope: Scope) -> tuple[str, ...]:
    scalars = node.items if isinstance(node, SeqNode) else (node,)
    words = []
    for scalar in scalars:
        if not isinstance(scalar, Scalar):
            scope.problems.append(expected_text(scalar, Term("key", key=place)))
            continue
        word = _by_label(scalar, known, scope)
        _check_known(word, known, place, scope)
        words.append(word.text)
    return tuple(words)


def _by_label(scalar: Scalar, known: set[str] | frozenset[str], scope: Scope) -> Scalar:
    """The name that a label stands for, if it is a name that may stand here."""
    declared = None if scalar.text in known else scope.find(scalar.text, {each.sort for each in scope.names.values()})
    return scalar if declared is None or declared.id not in known else Scalar(text=declared.id, span=scalar.span)


def _check_known(scalar: Scalar, known: set[str] | frozenset[str], place: str, scope: Scope) -> None:
    if scalar.text not in known:
        guess = did_you_mean(scalar.text, known)
        help_ = "did-you-mean" if guess else place
        scope.problems.append(
            problem("unknown-in-scenario", scalar.span, help=help_, text=scalar.text, guess=guess or "")
        )
