"""Text of the facts of one case → the facts that a policy takes, with what is wrong at its place in the text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import evolve, frozen

from kefu_core.decide.policy import Policy
from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.load.facts import given_facts


@frozen
class FactText:
    """Facts as `Policy.decide` takes them, the problems of the text, and the text itself for excerpts, by its name."""

    facts: Mapping[str, Any]
    problems: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def read_fact_text(name: str, data: str | bytes, policy: Policy, *, at: datetime) -> FactText:
    """The facts that a YAML or JSON text says, as of an instant; names may be labels.

    ``name`` is what places in the text are called by. Nothing is decided; where there are problems, nothing should be.
    """
    problems: list[Diagnostic] = []
    given = given_facts(name, data, problems)
    facts: dict[str, Any] = {}
    intake = policy.intake(at)
    for each in given.facts:
        code = intake.words.get(each.name, each.name)
        if code in facts:
            problems.append(problem("fact-twice", each.name_span, name=code))
            continue
        _, found = intake.take({code: each.value})
        place = each.name_span if any(one.code == "unknown-fact" for one in found) else each.value_span
        problems += [evolve(one, span=place) for one in found]
        facts[code] = each.value
    return FactText(facts, tuple(problems), {} if given.text is None else {name: given.text})
