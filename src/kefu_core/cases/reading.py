"""JSON lines → events: a timeline as hosts write it, one envelope a line (S19)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from attrs import evolve, frozen

from kefu_core.cases.places import Places
from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, Related, Span, did_you_mean, problem
from kefu_core.diagnostics.lines import BREAK
from kefu_core.ir import types
from kefu_core.ir.events import BUILT_IN, ENVELOPE, EXTENSION, MORE, NEEDED, SIGNED, Event
from kefu_core.ir.phrases import describe
from kefu_core.ir.signatures import signature_of, words_of
from kefu_core.load.decode import decode
from kefu_core.values import Duration, from_micros, parse_instant, to_micros

TEXTS: Final = ("subject", "kind", "actor", "corrects", "voids")
"""Parts of an envelope that are texts as they stand."""


@frozen
class Timeline:
    """The events of a text in the order of its lines, what was wrong with it, and the text for excerpts."""

    events: tuple[Event, ...]
    problems: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    def by_case(self) -> dict[str, list[Event]]:
        """The events of each case; those of a subject alone belong to none."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            if event.case:
                found.setdefault(event.case, []).append(event)
        return found


def read_timeline(name: str, data: str | bytes, policy: Policy) -> Timeline:
    """The events that a text of JSON lines says; ``name`` is what places in it are called by.

    A line without an ``id`` is known by its content, so that two deliveries of one text are one; lines that say the
    same within a text are told apart by their number among themselves. Blank lines are passed over.
    """
    problems: list[Diagnostic] = []
    text = decode(name, data, problems)
    reader = _Reader(name, policy, problems)
    events = [] if text is None else [*reader.events(text)]
    return Timeline(tuple(events), tuple(problems), {} if text is None else {name: text})


class _Reader:
    def __init__(self, name: str, policy: Policy, problems: list[Diagnostic]) -> None:
        self.name = name
        self.policy = policy
        self.problems = problems
        self.same: Counter[str] = Counter()
        self.first: dict[str, tuple[Event, Places]] = {}
        self.milestones = {milestone.id for milestone in policy.ir.milestones}
        labels = [(each.label, each.id) for each in policy.ir.milestones]
        self.by_label = {text: id_ for label, id_ in labels for text in (label.zh, label.en) if text}

    def events(self, text: str) -> Iterator[Event]:
        # Not `splitlines`: within its texts JSON may hold other ends of lines.
        for number, line in enumerate(BREAK.split(text), start=1):
            if line.strip():
                places = Places(line, Span(self.name, number, 1, number, len(line) + 1))
                event = self._event(line, number, places)
                if event is not None and self._is_new(event, places):
                    yield event

    def _is_new(self, event: Event, places: Places) -> bool:
        """Whether the id has not been there before; an event that comes again is passed over."""
        known, place = self.first.setdefault(event.id, (event, places))
        if known is event:
            return True
        if known != event and _content(known) != _content(event):
            note = Related("first-here", place.value("id"))
            self.problems.append(problem("clashing-events", places.value("id"), id=event.id, related=(note,)))
        return False

    def _event(self, line: str, number: int, places: Places) -> Event | None:
        try:
            given = json.loads(line, parse_float=Decimal)
        except (json.JSONDecodeError, RecursionError):
            given = None
        if not isinstance(given, dict):
            self.problems.append(problem("bad-line", places.line))
            return None
        before = len(self.problems)
        # A part of the envelope that is null is one that is not there; of facts null says too little.
        given = {key: value for key, value in given.items() if value is not None or key not in ENVELOPE}
        lacking = [key for key in ("at", "type") if key not in given]
        lacking += [] if any(isinstance(given.get(key), str | int) for key in ("case", "subject")) else ["case"]
        self.problems += [problem("event-without", places.line, help="line", key=key) for key in lacking]
        if lacking:
            return None
        at = self._instant(given["at"], "at", places)
        recorded = self._instant(given["recorded"], "recorded", places) if "recorded" in given else at
        type_ = self._type(given["type"], "type", places)
        if at is None or recorded is None or type_ is None:
            return None
        facts, more = self._data(given, type_, at, places)
        if len(self.problems) > before:
            return None
        return Event(
            id=str(given["id"]) if "id" in given else self._made_id(given),
            at=at,
            type=type_,
            case=str(given.get("case", "")),
            seq=given["seq"] if isinstance(given.get("seq"), int) else number,
            recorded=recorded,
            facts=facts,
            more=more,
            origin=f"{self.name}:{number}",
            **{key: str(given[key]) for key in TEXTS if key in given},
        )

    def _made_id(self, given: Mapping[str, Any]) -> str:
        canonical = json.dumps(given, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
        digest = sha256(canonical.encode()).hexdigest()[:16]
        self.same[digest] += 1
        return f"{digest}-{self.same[digest]}"

    def _instant(self, text: Any, key: str, places: Places) -> int | None:
        try:
            return to_micros(parse_instant(str(text), zone=self.policy.zone))
        except (ValueError, OverflowError):
            what, span = describe(types.Instant()), places.value(key)
            self.problems.append(problem("wrong-value", span, help="instant", text=str(text), type=what))
            return None

    def _type(self, given: Any, key: str, places: Places) -> str | None:
        text = str(given)
        if text in self.milestones or text in BUILT_IN:
            return text
        if text in self.by_label:
            return self.by_label[text]
        guess = did_you_mean(text, (*self.milestones, *BUILT_IN, *self.by_label))
        names = tuple(milestone.id for milestone in self.policy.ir.milestones)
        help_ = "did-you-mean" if guess else "milestones"
        self.problems.append(
            problem("unknown-event", places.value(key), help=help_, type=text, guess=guess or "", milestones=names)
        )
        return None

    def _data(
        self, given: Mapping[str, Any], type_: str, at: int, places: Places
    ) -> tuple[tuple[tuple[str, Any], ...], tuple[tuple[str, Any], ...]]:
        """The facts of an event, and what else its type asks for; `facts` holds those called as an envelope's parts."""
        known = self.policy.ir.names
        facts: dict[str, Any] = dict(given["facts"]) if isinstance(given.get("facts"), dict) else {}
        more: list[tuple[str, Any]] = []
        built_in = type_ not in self.milestones
        asked = MORE.get(type_, ()) if built_in else ()
        needed = NEEDED.get(type_, ()) if built_in else ()
        lacking = [key for key in needed if not isinstance(given.get(key), str)]
        self.problems += [problem("event-without", places.line, help="line", key=key) for key in lacking]
        for key, value in given.items():
            if key in asked:
                more.append((key, self._more(key, value, type_, places)))
            elif key not in (*ENVELOPE, "facts") or (key == "kind" and "kind" in known):
                facts[key] = value
        if type_ == SIGNED and needed and not lacking:
            more = self._signature(given["form"], given["by"], places)
        intake = self.policy.intake(from_micros(at, self.policy.zone))
        values, problems = intake.take(facts)
        if problems:
            # Of a code and a label that are one, the later is the one too many.
            keys = {intake.words.get(key, key): key for key in facts}
            for each in problems:
                key = keys[str(each.args["name"])]
                by_name = each.code in {"unknown-fact", "fact-twice"}
                self.problems.append(evolve(each, span=places.name(key) if by_name else places.value(key)))
        return tuple(sorted(values.items())), tuple(more)

    def _signature(self, form: str, by: str, places: Places) -> list[tuple[str, Any]]:
        """The form that was signed and as whom, both as rules call them."""
        ir = self.policy.ir
        words = words_of(ir.roles, ((fact.id, fact.label) for fact in ir.facts))
        spans = {"form_span": places.value("form"), "by_span": places.value("by")}
        found = signature_of(form, by, ir.forms, words, **spans)
        if isinstance(found, Diagnostic):
            self.problems.append(found)
            return []
        return [("form", found[0]), ("by", found[1])]

    def _more(self, key: str, value: Any, type_: str, places: Places) -> Any:
        if key == "milestone":
            return self._type(value, key, places)
        if key == "by" and type_ == EXTENSION:
            try:
                return Duration.parse(str(value))
            except ValueError:
                what, span = describe(types.Duration()), places.value(key)
                self.problems.append(problem("wrong-value", span, help="duration", text=str(value), type=what))
                return None
        return str(value)


def _content(event: Event) -> tuple[Any, ...]:
    """What an event says, whatever its place in the text."""
    return (
        event.at, event.recorded, event.type, event.case, event.subject, event.kind, event.actor,
        event.facts, event.more, event.corrects, event.voids,
    )  # fmt: skip
