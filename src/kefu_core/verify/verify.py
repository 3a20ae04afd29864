"""All questions to all tables at all times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve

from kefu_core.decide import Policy
from kefu_core.diagnostics import Diagnostic, Span, Term, ordered, problem
from kefu_core.ir.policy import Table
from kefu_core.verify.axis import OutsideFragment
from kefu_core.verify.expectations import expectations
from kefu_core.verify.gaps import gaps
from kefu_core.verify.holes import holes
from kefu_core.verify.idle import idle_columns
from kefu_core.verify.overlaps import overlaps
from kefu_core.verify.periods import Version, stretches, versions
from kefu_core.verify.redundant import redundant
from kefu_core.verify.search import Budget, BudgetSpent
from kefu_core.verify.slots import Slots
from kefu_core.verify.tried import tried
from kefu_core.verify.unreachable import unreachable
from kefu_core.verify.unused import unused
from kefu_core.verify.view import View

BUDGET: Final = 20_000_000
"""Steps that one question to one table may take: some ten seconds."""

Question = Callable[[View, Policy], Iterator[Diagnostic]]

QUESTIONS: Final[tuple[Question, ...]] = (gaps, overlaps, unreachable, redundant, idle_columns)

DOING_NOTHING: Final = frozenset({"masked", "never-reached", "redundant", "idle-column"})
"""Findings that say nothing unless they hold at all times: a rule may wait for its day, or have had it."""


def verify(policy: Policy, *, budget: int = BUDGET, today: date | None = None) -> tuple[Diagnostic, ...]:
    """All findings about a policy that was loaded without errors, in the order of its files.

    A finding's ``witness`` is a case, ``{"id": …, "facts": …, "at": …}``, of which `Policy.decide` says what the
    finding says; its id is the finding's code with the rule or the table. A question that needs more than ``budget``
    steps ends in the diagnostic ``check-budget``; of a table outside what can be proven cases are
    tried, and the note ``not-proven`` says how many. With ``today``, what is missing before the first date is told if
    today lies there.

    >>> [each.code for each in verify(policy)]    # doctest: +SKIP
    ['gap']

    Source: S35.
    """
    times = stretches(policy.ir)
    slots = {each.period: Slots(policy.ir, each.moment) for each in times}
    findings = {
        version: tuple(_answers(version, slots[version.stretch.period], policy, budget))
        for version in versions(policy.ir, times)
    }
    found = [*unused(policy), *holes(policy, times, today), *expectations(policy), *_lasting(findings)]
    found += [each for answers in findings.values() for each in answers if each.code not in DOING_NOTHING]
    return _named(ordered(found))


def _answers(version: Version, slots: Slots, policy: Policy, budget: int) -> Iterator[Diagnostic]:
    table = version.table
    try:
        view = View(table, version.period, slots, Budget(budget))
    except OutsideFragment:
        if version.settled:
            yield from tried(version, slots, policy, Budget(budget), ())
        return
    proven = True
    told: list[Diagnostic] = []
    for question in QUESTIONS:
        view.budget.left = budget
        try:
            for each in question(view, policy):
                told.append(each)
                yield each
        except BudgetSpent:
            name = question.__name__.replace("_", "-")
            yield problem("check-budget", table.span, id=table.id, question=Term(f"question-{name}"))
        except OutsideFragment:  # of what stands behind an input
            proven = False
    if version.settled and not (proven and view.proven):
        yield from tried(version, slots, policy, Budget(budget), told)


def _lasting(findings: Mapping[Version, Sequence[Diagnostic]]) -> Iterator[Diagnostic]:
    """Of the rows and columns that do nothing for a time, those that never do anything."""
    idle = [(version.table, each) for version, answers in findings.items() for each in answers]
    idle = [(table, each) for table, each in idle if each.code in DOING_NOTHING]
    times = Counter((table.id, _what(each)) for table, each in idle)
    for table, each in idle:
        versions = (version.table for version in findings if version.table.id == table.id)
        if times[table.id, _what(each)] == sum(_what(each) in _parts(version) for version in versions):
            yield each


def _what(finding: Diagnostic) -> tuple[str, Span | None]:
    """The column or the row that does nothing; two tables that follow one another may have rows of one id."""
    return str(finding.args["name" if finding.code == "idle-column" else "id"]), finding.span


def _parts(table: Table) -> set[tuple[str, Span | None]]:
    return {(name, table.span) for name in table.inputs} | {(row.id, row.span) for row in table.rows}


def _named(findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Findings with an id for each witness, so that one can be asked for."""
    times: Counter[str] = Counter()
    named = []
    for each in findings:
        if isinstance(each.witness, dict):
            name = f"{each.code}.{each.args['id']}"
            times[name] += 1
            number = f".{times[name]}" if times[name] > 1 else ""
            named.append(evolve(each, witness={"id": f"{name}{number}", **each.witness}))
        else:
            named.append(each)
    return tuple(named)
