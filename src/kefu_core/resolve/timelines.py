"""The timeline of a scenario → events (S19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kefu_core.diagnostics import Diagnostic, Term, did_you_mean, problem
from kefu_core.ir import types
from kefu_core.ir.events import BUILT_IN, ENVELOPE, EXTENSION, MORE, NEEDED, SIGNED, Event
from kefu_core.ir.signatures import Signature, signature_of, words_of
from kefu_core.load.hints import example
from kefu_core.load.nodes import MapNode, Scalar
from kefu_core.load.slips import slip, split_value
from kefu_core.load.structure import expected_text
from kefu_core.resolve.given import read_fact
from kefu_core.resolve.vocabulary import REFUSED, Typed, read

if TYPE_CHECKING:
    from kefu_core.load.nodes import Node
    from kefu_core.resolve.scope import Scope

INSTANT = Typed(types.Instant())
PERIOD = Typed(types.Duration())


def timeline_of(nodes: tuple[Node, ...], scope: Scope) -> tuple[Event, ...] | None:
    """The events in the order in which they are written, or None after a diagnostic."""
    events = []
    for number, node in enumerate(nodes):
        if isinstance(node, MapNode):
            events.append(_event(node, number, scope))
        else:
            events.append(None)
            what, shown = Term("event"), example(None, "event")
            scope.problems.append(problem("expected-mapping", node.span, what=what, example=shown))
    found = tuple(each for each in events if each is not None)
    return found if len(found) == len(events) else None


def _event(node: MapNode, number: int, scope: Scope) -> Event | None:
    before = len(scope.problems)
    given = {key.text: (key, value) for key, value in node.entries}
    for needed in ("at", "type"):
        if needed not in given:
            scope.problems.append(problem("event-without", node.span, help="scenario", key=needed))
    type_ = _type(given["type"][1], scope) if "type" in given else None
    asked = () if type_ is None or scope.find(type_, ("milestone",)) else MORE.get(type_, ())
    for needed in NEEDED.get(type_ or "", ()):
        if asked and needed not in given:
            scope.problems.append(problem("event-without", node.span, help="scenario", key=needed))
    facts: list[tuple[str, Any]] = []
    more: list[tuple[str, Any]] = []
    texts: dict[str, str] = {}
    for key, value in node.entries:
        declared = scope.find(key.text, ("fact", "derived"))
        if key.text in asked:
            more.append((key.text, _more(key.text, value, type_, scope)))
        elif declared is not None and (key.text not in ENVELOPE or key.text == "kind"):
            facts.append((declared.id, read_fact(value, declared, scope)))
        if key.text in ENVELOPE:
            texts[key.text] = value.text if isinstance(value, Scalar) else ""
        elif declared is None and key.text not in asked:
            mistyped = slip(key) or split_value(node, key, value)
            unknown = scope.unknown(key.text, key.span, ("fact", "derived"), more=ENVELOPE)
            scope.problems.append(mistyped or unknown)
    if type_ == SIGNED and asked and len(scope.problems) == before:
        signature = _signature(given["form"][1], given["by"][1], scope)
        more = [("form", signature[0]), ("by", signature[1])] if signature is not None else []
    at, recorded = (_instant(given.get(key), scope) for key in ("at", "recorded"))
    if len(scope.problems) > before or type_ is None or at is None:
        return None
    return Event(
        id=texts.get("id", f"event {number + 1}"),
        at=at,
        type=type_,
        case=texts.get("case", ""),
        subject=texts.get("subject"),
        seq=number,
        recorded=recorded,
        kind=texts.get("kind"),
        actor=texts.get("actor"),
        facts=tuple(facts),
        more=tuple(more),
        corrects=texts.get("corrects"),
        voids=texts.get("voids"),
    )


def _type(node: Node, scope: Scope) -> str | None:
    """The milestone, or the built-in event, that a text names."""
    if not isinstance(node, Scalar):
        scope.problems.append(expected_text(node, Term("key", key="type")))
        return None
    if node.text in BUILT_IN:
        return node.text
    declared = scope.find(node.text, ("milestone",))
    if declared is not None:
        return declared.id
    milestones = [each.id for each in scope.names.values() if each.sort == "milestone"]
    guess = did_you_mean(node.text, (*milestones, *BUILT_IN))
    help_ = "did-you-mean" if guess else "milestones"
    scope.problems.append(
        problem("unknown-event", node.span, help=help_, type=node.text, guess=guess or "", milestones=tuple(milestones))
    )
    return None


def _instant(entry: tuple[Scalar, Node] | None, scope: Scope) -> int | None:
    if entry is None:
        return None
    said = read(entry[1], INSTANT, scope)
    return None if said is REFUSED else said


def _more(key: str, node: Node, type_: str | None, scope: Scope) -> Any:
    if key == "by" and type_ == EXTENSION:
        return read(node, PERIOD, scope)
    if key == "milestone":
        return _type(node, scope)
    if not isinstance(node, Scalar):
        scope.problems.append(expected_text(node, Term("key", key=key)))
        return ""
    return node.text


def _signature(form: Node, by: Node, scope: Scope) -> Signature | None:
    """The form that was signed and as whom, both as rules call them."""
    assert isinstance(form, Scalar)
    assert isinstance(by, Scalar)
    facts = ((each.id, each.label) for each in scope.names.values() if each.sort == "fact")
    words = words_of(scope.roles, facts)
    found = signature_of(form.text, by.text, scope.forms, words, form_span=form.span, by_span=by.span)
    if isinstance(found, Diagnostic):
        scope.problems.append(found)
        return None
    return found
