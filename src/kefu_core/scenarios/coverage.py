"""Which rules, deadlines and clauses the scenarios of a policy have exercised."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from kefu_core.decide import Decision, Policy


@frozen
class Coverage:
    """Rules (``table.rule``), deadlines and clauses: those exercised, and all there are, in the order of the pack."""

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


def coverage(policy: Policy, decisions: Iterable[Decision]) -> Coverage:
    """What a set of decisions has exercised of the policy's rules and of the clauses that they cite."""
    decided = tuple(decisions)
    used = {f"{reason.table}.{reason.rule}" for each in decided for reason in each.reasons}
    used |= {f"deadlines.{due.id}" for each in decided for due in each.deadlines}
    cited = {source for each in decided for source in each.sources}
    ir = policy.ir
    rules = [f"{table.id}.{row.id}" for table in ir.tables for row in table.rows]
    rules += [f"{table.id}.default" for table in ir.tables if table.default is not None]
    rules += [f"deadlines.{deadline.id}" for deadline in ir.deadlines]
    clauses = list(dict.fromkeys(source for source, _ in citations(policy)))
    return Coverage(
        rules=tuple(rule for rule in rules if rule in used),
        all_rules=tuple(rules),
        clauses=tuple(clause for clause in clauses if clause in cited),
        all_clauses=tuple(clauses),
    )


def citations(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Pairs of a clause and what cites it: ``table.rule``, ``deadlines.id``, ``derived.id`` or ``parameters.id``."""
    ir = policy.ir
    pairs = [(source, f"{table.id}.{row.id}") for table in ir.tables for row in table.rows for source in row.sources]
    for table in ir.tables:
        pairs += [(source, f"{table.id}.default") for source in (table.default.sources if table.default else ())]
    pairs += [(source, f"deadlines.{each.id}") for each in ir.deadlines for source in each.sources]
    pairs += [(source, f"derived.{each.id}") for each in ir.derived for source in each.sources]
    pairs += [(source, f"parameters.{each.id}") for each in ir.parameters for source in each.sources]
    return tuple(pairs)
