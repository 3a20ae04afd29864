"""Facts as a host gives them → values as the engines hold them, checked against the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core.diagnostics import Diagnostic, Span, did_you_mean, problem
from kefu_core.engine.generated import compile_test
from kefu_core.engine.reference import Environment, holds
from kefu_core.ir import notation, types
from kefu_core.ir.expressions import Call, walk
from kefu_core.ir.phrases import describe
from kefu_core.ir.policy import Derived, Fact
from kefu_core.values import Money

Accept = Callable[[Any], Any]
"""A given value → the engines' value, or `REFUSED`."""

REFUSED = object()


@frozen
class Intake:
    """Takes the facts of one case. ``known`` are the facts and derived facts that a host may supply, by name."""

    known: Mapping[str, Fact | Derived]
    accept: Mapping[str, Accept]
    words: Mapping[str, str]
    zone: ZoneInfo
    parameters: Mapping[str, Any]

    def take(self, facts: Mapping[str, Any]) -> tuple[dict[str, Any], list[Diagnostic]]:
        """The values of all facts given, and what was wrong with the others. Names may be labels."""
        values: dict[str, Any] = {}
        problems: list[Diagnostic] = []
        accept = self.accept
        for name, given in facts.items():
            reader = accept.get(name)
            value = REFUSED if reader is None else reader(given)
            if value is REFUSED:
                self._carefully(name, given, values, problems)
            else:
                values[name] = value
        if len(values) + len(problems) < len(facts):  # a label came first, and then the name that it stands for
            twice = [code for name in facts if (code := self.words.get(name)) in facts]
            problems += [problem("fact-twice", None, name=code) for code in twice]
        return values, problems

    def _carefully(self, name: str, given: Any, values: dict[str, Any], problems: list[Diagnostic]) -> None:
        """The slow way: labels, text in the notation of rule files, and a message for what is wrong."""
        code = self.words.get(name, name)
        fact = self.known.get(code)
        if fact is None:
            guess = did_you_mean(str(name), (*self.known, *self.words))
            problems.append(
                problem(
                    "unknown-fact",
                    None,
                    help="did-you-mean" if guess else "facts",
                    name=str(name),
                    guess=guess or "",
                    facts=tuple(self.known),
                )
            )
        elif code in values:
            problems.append(problem("fact-twice", None, name=code))
        else:
            value, trouble = read_fact(fact, given, self.zone, self.parameters)
            if trouble is not None:
                problems.append(trouble)
            else:
                values[code] = value


def read_fact(
    fact: Fact | Derived, given: Any, zone: ZoneInfo, parameters: Mapping[str, Any], span: Span | None = None
) -> tuple[Any, Diagnostic | None]:
    """The value of one fact, or what is wrong with it."""
    if fact.optional and (given is None or _says_none(given, fact)):
        return None, None
    if given is None:
        return None, problem("fact-is-null", span, name=fact.id)
    try:
        value = notation.internal(given, fact.type, labels=fact.labels, zone=zone)
    except notation.NotReadable as error:
        fields: dict[str, Any] = {key: describe(each) if key == "type" else each for key, each in error.fields}
        return None, problem("wrong-fact", span, name=fact.id, why=problem(error.code, None, help=error.help, **fields))
    domain = fact.domain if isinstance(fact, Fact) else None
    if domain is not None and holds(domain, value, fact.type, Environment({}, parameters)) is False:
        return None, problem("fact-out-of-domain", span, name=fact.id, text=notation.write(value, fact.type, zone=zone))
    return value, None


def _says_none(given: Any, fact: Fact | Derived) -> bool:
    if not isinstance(given, str):
        return False
    text = given.strip()
    return text in notation.NONE and not notation.is_word(text, fact.type, fact.labels)


def intake(facts: Iterable[Fact | Derived], zone: ZoneInfo, parameters: Mapping[str, Any]) -> Intake:
    """An intake for the facts of a policy."""
    known = {fact.id: fact for fact in facts}
    by_label: dict[str, list[str]] = {}
    for fact in known.values():
        for label in {fact.label.zh, fact.label.en} - {None}:
            by_label.setdefault(str(label), []).append(fact.id)
    words = {label: ids[0] for label, ids in by_label.items() if len(ids) == 1 and label not in known}
    return Intake(
        known=known,
        accept={name: _fast(fact, parameters) for name, fact in known.items()},
        words=words,
        zone=zone,
        parameters=parameters,
    )


def _fast(fact: Fact | Derived, parameters: Mapping[str, Any]) -> Accept:
    """A reader of plain Python values that never complains: what it does not take goes the careful way."""
    if isinstance(fact, Fact) and fact.domain is not None:
        if any(isinstance(part, Call) for part in walk(fact.domain)):
            return lambda _: REFUSED
        bare = _plain(fact)
        inside = compile_test(fact.domain, fact.type, parameters)

        def within(given: Any) -> Any:
            value = bare(given)
            return value if value is not REFUSED and value is not None and inside(value) else REFUSED

        return within
    return _plain(fact)


def _plain(fact: Fact | Derived) -> Accept:
    match fact.type:
        case types.Choice(codes):
            words = {code: code for code in codes}
            labels = [(label, code.id) for code in fact.labels for label in (code.label.zh, code.label.en) if label]
            words = {**dict(labels), **words}
            if fact.optional:
                words_or_none: dict[Any, Any] = {**words, None: None}
                return lambda given: words_or_none.get(given, REFUSED) if type(given) in _HASHABLE else REFUSED
            return lambda given: words.get(given, REFUSED) if type(given) is str else REFUSED
        case types.Integer():
            return lambda given: given if type(given) is int else REFUSED
        case types.Boolean():
            return lambda given: given if type(given) is bool else REFUSED
        case types.Money(currency):
            return lambda given: given.minor if type(given) is Money and given.currency == currency else REFUSED
    return lambda _: REFUSED


_HASHABLE = frozenset({str, type(None)})
