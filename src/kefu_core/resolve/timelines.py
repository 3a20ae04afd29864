"""The timeline of a scenario → events (S19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kefu_core.diagnostics import Term, did_you_mean, problem
from kefu_core.ir import types
from kefu_core.ir.events import BUILT_IN, ENVELOPE, MORE, Event
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
    facts: list[tuple[str, Any]] = []
    more: list[tuple[str, Any]] = []
    texts: dict[str, str] = {}
    for key, value in node.entries:
        declared = scope.find(key.text, ("fact", "derived"))
        if key.text in MORE.get(type_ or "", ()):
            more.append((key.text, _more(key.text, value, scope)))
        elif declared is not None and (key.text not in ENVELOPE or key.text == "kind"):
            facts.append((declared.id, read_fact(value, declared, scope)))
        if key.text in ENVELOPE:
            texts[key.text] = value.text if isinstance(value, Scalar) else ""
        elif declared is None and key.text not in MORE.get(type_ or "", ()):
            mistyped = slip(key) or split_value(node, key, value)
            unknown = scope.unknown(key.text, key.span, ("fact", "derived"), more=ENVELOPE)
            scope.problems.append(mistyped or unknown)
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


def _more(key: str, node: Node, scope: Scope) -> Any:
    if key == "by":
        return read(node, PERIOD, scope)
    if key == "milestone":
        return _type(node, scope)
    return node.text if isinstance(node, Scalar) else ""
