"""Forms of scenarios → facts and expectations as values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kefu_core.diagnostics import Term, did_you_mean, problem
from kefu_core.ir import types
from kefu_core.ir.notation import says_none
from kefu_core.ir.policy import Expectation, Scenario
from kefu_core.load.nodes import MapNode, Scalar, SeqNode
from kefu_core.load.slips import slip, split_value
from kefu_core.load.structure import expected_text
from kefu_core.resolve.scope import truth_of
from kefu_core.resolve.vocabulary import REFUSED, Typed, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu_core.load import forms
    from kefu_core.load.nodes import Node
    from kefu_core.resolve.scope import Declared, Scope

INSTANT = Typed(types.Instant())


def scenario(
    form: forms.ScenarioForm, scope: Scope, deadlines: Mapping[str, str], sources: frozenset[str], rules: frozenset[str]
) -> Scenario | None:
    """The scenario, or None after a diagnostic.

    ``deadlines`` maps ids to milestones; ``sources`` are all clauses cited; ``rules`` all rules as
    ``table.rule``.
    """
    at = read(form.at, INSTANT, scope)
    facts = _facts(form.facts, scope)
    expectation = _expect(form.expect, scope, deadlines, sources) if form.expect is not None else Expectation()
    never = _never(form.never, {*sources, *deadlines, *deadlines.values(), *rules}, scope)
    if at is REFUSED or facts is None or expectation is None:
        return None
    return Scenario(
        title=form.scenario.text,
        facts=facts,
        at=at,
        expect=expectation,
        never=never,
        exactly=truth_of(form.exactly, scope.problems),
        span=form.scenario.span,
    )


def _facts(node: MapNode, scope: Scope) -> tuple[tuple[str, Any], ...] | None:
    facts: list[tuple[str, Any]] = []
    complete = True
    for key, value in node.entries:
        declared = scope.find(key.text, ("fact", "derived"))
        if declared is None:
            mistyped = slip(key) or split_value(node, key, value)
            scope.problems.append(mistyped or scope.unknown(key.text, key.span, ("fact", "derived")))
            complete = False
            continue
        given = read_fact(value, declared, scope)
        if given is REFUSED or _is_twice(declared.id, key, facts, scope):
            complete = False
        else:
            facts.append((declared.id, given))
    return tuple(facts) if complete else None


def _is_twice(name: str, key: Scalar, given: list[tuple[str, Any]], scope: Scope) -> bool:
    """Report what is named by its code and by its label at once."""
    twice = any(name == known for known, _ in given)
    if twice:
        scope.problems.append(problem("duplicate-key", key.span, help="label", key=key.text))
    return twice


def read_fact(node: Node, declared: Declared, scope: Scope) -> Any:
    """The value that a node gives a fact or an outcome; ``none`` where it is optional."""
    says_nothing = isinstance(node, Scalar) and says_none(node.text, declared.type, declared.labels)
    if declared.optional and says_nothing:
        return None
    if isinstance(declared.type, types.Broken):
        return REFUSED
    if says_nothing and not isinstance(declared.type, (types.Text, types.Party)):  # to these it is a word
        scope.problems.append(problem("never-none", node.span, name=declared.id))
        return REFUSED
    if isinstance(declared.type, types.List) and isinstance(node, SeqNode):
        values = [read(item, Typed(declared.type.of, declared.labels), scope) for item in node.items]
        return REFUSED if REFUSED in values else tuple(values)
    return read(node, Typed(declared.type, declared.labels), scope)


def _expect(node: MapNode, scope: Scope, deadlines: Mapping[str, str], sources: frozenset[str]) -> Expectation | None:
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
        else:
            declared = scope.find(key.text, ("outcome", "derived"))
            if declared is None:
                more = ("due", "because", "undetermined")
                mistyped = slip(key) or split_value(node, key, value)
                unknown = scope.unknown(key.text, key.span, ("outcome", "derived"), more=more)
                scope.problems.append(mistyped or unknown)
            elif (wanted := read_fact(value, declared, scope)) is not REFUSED and not _is_twice(
                declared.id, key, outcomes, scope
            ):
                outcomes.append((declared.id, wanted))
    return Expectation(tuple(outcomes), due, lists["because"], lists["undetermined"])


def _due(node: Node, scope: Scope, deadlines: Mapping[str, str]) -> tuple[tuple[str, int | None], ...]:
    if not isinstance(node, MapNode):
        scope.problems.append(problem("expected-due", node.span))
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
        if instant is not REFUSED and not _is_twice(key.text, key, due, scope):
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
