"""Which rules, deadlines and clauses the scenarios of a policy have exercised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from attrs import frozen

from kefu_core.decide import Policy
from kefu_core.ir.expressions import parameters_in
from kefu_core.ir.policy import Derived, InForce, PolicyIR
from kefu_core.scenarios.run import ScenarioResult


@frozen
class Coverage:
    """Rules (``table.rule``), deadlines, latches, moves; clauses: those exercised and all, in the order of the pack."""

    rules: tuple[str, ...]
    all_rules: tuple[str, ...]
    clauses: tuple[str, ...]
    all_clauses: tuple[str, ...]

    @property
    def missing_rules(self) -> tuple[str, ...]:
        """Rules and deadlines that no decision used."""
        return tuple(rule for rule in self.all_rules if rule not in self.rules)

    @property
    def missing_clauses(self) -> tuple[str, ...]:
        """Clauses that no decision cited."""
        return tuple(clause for clause in self.all_clauses if clause not in self.clauses)


def coverage(policy: Policy, results: Iterable[ScenarioResult]) -> Coverage:
    """What scenarios have exercised of the policy's rules and of the clauses that they cite."""
    used: set[str] = set()
    cited: set[str] = set()
    for result in results:
        day = result.governed_by.date()
        named = _named(result)
        used |= {name for name, plain, dates in _rules(policy.ir) if plain in named and dates(day)}
        cited |= shown_by(policy, result)
    rules = tuple(name for name, _, _ in _rules(policy.ir))
    clauses = tuple(dict.fromkeys(source for source, _ in citations(policy)))
    return Coverage(
        rules=tuple(rule for rule in rules if rule in used),
        all_rules=rules,
        clauses=tuple(clause for clause in clauses if clause in cited),
        all_clauses=clauses,
    )


def shown_by(policy: Policy, result: ScenarioResult) -> set[str]:
    """The clauses that a scenario shows: those cited, and those of parameters that its rules and deadlines read."""
    moment = policy.moment(result.governed_by)
    named = _named(result)
    read: set[str] = set()
    for step in moment.steps:
        if isinstance(step, Derived):
            if f"{step.id}.derived" in named:
                read |= parameters_in(step.value)
            continue
        for row in step.rows:
            if f"{step.id}.{row.id}" in named:
                read |= {name for part in (*row.cells, *row.outputs) for name in parameters_in(part)}
        if step.default is not None and f"{step.id}.default" in named:
            read |= {name for output in step.default.outputs for name in parameters_in(output)}
    for deadline in moment.deadlines:
        if f"deadlines.{deadline.id}" in named:
            tests = [condition.test for condition in deadline.when]
            values = [value for value in (deadline.within, deadline.due) if value is not None]
            read |= {name for part in (*tests, *values) for name in parameters_in(part)}
    for latch in moment.latches:
        if f"latches.{latch.id}" in named:
            read |= {
                name for part in (*(each.test for each in latch.when), latch.within) for name in parameters_in(part)
            }
    sources = {source for each in policy.ir.parameters if each.id in read for source in each.sources}
    cited = {source for decision in result.decisions for source in decision.sources}
    return sources | cited | set(result.state.sources if result.state is not None else ())


def _named(result: ScenarioResult) -> set[str]:
    """The rules, deadlines, latches and moves that had a part in it."""
    named = {f"{reason.table}.{reason.rule}" for decision in result.decisions for reason in decision.reasons}
    named |= {f"deadlines.{due.id}" for decision in result.decisions for due in decision.deadlines}
    if result.state is not None:
        named |= {f"latches.{each.latch}" for each in result.state.latched}
        named |= {f"{result.state.kind}.{each.type}" for each in result.state.moves}
    return named


def _rules(ir: PolicyIR) -> Iterator[tuple[str, str, Callable[[date], bool]]]:
    """Every rule and deadline: its name, with its date where several have one name; the plain name; when it holds."""
    found: list[tuple[str, tuple[InForce, ...]]] = [
        (f"{table.id}.{row.id}", (table.in_force, row.in_force)) for table in ir.tables for row in table.rows
    ]
    found += [(f"{table.id}.default", (table.in_force,)) for table in ir.tables if table.default is not None]
    found += [(f"deadlines.{deadline.id}", (deadline.in_force,)) for deadline in ir.deadlines]
    found += [(f"latches.{latch.id}", (latch.in_force,)) for latch in ir.latches]
    found += [(name, ()) for name in dict.fromkeys(f"{kind.id}.{way.event}" for kind in ir.kinds for way in kind.ways)]
    times = Counter(name for name, _ in found)
    for name, dates in found:
        since = max((each.since for each in dates if each.since is not None), default=None)
        full = name if times[name] == 1 else f"{name} ({since or '…'})"
        yield full, name, partial(_holds, dates)


def _holds(dates: tuple[InForce, ...], day: date) -> bool:
    return all(each.holds_on(day) for each in dates)


def citations(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Pairs of a clause and what cites it: ``table.rule``, ``kind.event``, ``deadlines.id``, or such."""
    ir = policy.ir
    pairs = [(source, f"{table.id}.{row.id}") for table in ir.tables for row in table.rows for source in row.sources]
    for table in ir.tables:
        pairs += [(source, f"{table.id}.default") for source in (table.default.sources if table.default else ())]
    pairs += [(source, f"deadlines.{each.id}") for each in ir.deadlines for source in each.sources]
    pairs += [(source, f"latches.{each.id}") for each in ir.latches for source in each.sources]
    for kind in ir.kinds:
        pairs += [(source, f"kinds.{kind.id}") for source in kind.sources]
        pairs += [(source, f"{kind.id}.{way.event}") for way in kind.ways for source in way.sources]
    pairs += [(source, f"derived.{each.id}") for each in ir.derived for source in each.sources]
    pairs += [(source, f"parameters.{each.id}") for each in ir.parameters for source in each.sources]
    pairs += [(source, f"permits.{each.id}") for each in ir.permits for source in each.sources]
    pairs += [(source, f"forms.{each.id}") for each in ir.forms for source in each.sources]
    pairs += [(source, f"retention.{each.id}") for each in ir.retention for source in each.sources]
    return tuple(pairs)
