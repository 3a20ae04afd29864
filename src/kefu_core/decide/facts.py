"""Facts as a host gives them → values as the engines hold them, checked against the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core.diagnostics import Diagnostic, Span, did_you_mean, problem
from kefu_core.engine.generated import compile_intake
from kefu_core.engine.reference import Environment, holds
from kefu_core.ir import notation
from kefu_core.ir.phrases import describe
from kefu_core.ir.policy import Derived, Fact
from kefu_core.load.spoken import readable


@frozen
class Intake:
    """Takes the facts of one case. ``known`` are the facts and derived facts that a host may supply, by name."""

    known: Mapping[str, Fact | Derived]
    words: Mapping[str, str]
    zone: ZoneInfo
    parameters: Mapping[str, Any]
    plain: Callable[[Mapping[str, Any]], dict[str, Any] | None]

    def take(self, facts: Mapping[str, Any]) -> tuple[dict[str, Any], list[Diagnostic]]:
        """The values of all facts given, and what was wrong with the others. Names may be labels."""
        plain = self.plain(facts)
        if plain is not None:
            return plain, []
        values: dict[str, Any] = {}
        problems: list[Diagnostic] = []
        for name, given in facts.items():
            self._carefully(name, given, values, problems)
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
    none = given is None or (isinstance(given, str) and notation.says_none(given, fact.type, fact.labels))
    if fact.optional and none:
        return None, None
    if given is None:
        return None, problem("fact-is-null", span, name=fact.id)
    try:
        value = notation.internal(given, fact.type, labels=fact.labels, zone=zone)
    except notation.NotReadable as error:
        fields: dict[str, Any] = {key: describe(each) if key == "type" else each for key, each in error.fields}
        said = isinstance(given, str) and error.code in {"wrong-value", "missing-unit"}
        mended = readable(given, fact.type, labels=fact.labels, zone=zone) if said else None
        help_ = "write" if mended else error.help
        why = problem(error.code, None, help=help_, mended=mended, **fields)
        return None, problem("wrong-fact", span, name=fact.id, why=why)
    domain = fact.domain if isinstance(fact, Fact) else None
    if domain is not None and holds(domain, value, fact.type, Environment({}, parameters)) is False:
        return None, problem("fact-out-of-domain", span, name=fact.id, text=notation.write(value, fact.type, zone=zone))
    return value, None


def intake(facts: Iterable[Fact | Derived], zone: ZoneInfo, parameters: Mapping[str, Any], title: str) -> Intake:
    """An intake for the facts of a policy. ``title`` is what tracebacks call its generated function."""
    known = {fact.id: fact for fact in facts}
    plain = compile_intake(known.values(), parameters, title)
    by_label: dict[str, list[str]] = {}
    for fact in known.values():
        for label in {fact.label.zh, fact.label.en} - {None}:
            by_label.setdefault(str(label), []).append(fact.id)
    words = {label: ids[0] for label, ids in by_label.items() if len(ids) == 1 and label not in known}
    return Intake(
        known=known,
        plain=plain,
        words=words,
        zone=zone,
        parameters=parameters,
    )
