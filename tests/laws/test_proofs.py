"""What is proven of a policy is what looking at every case says (S35)."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from attrs import evolve
from hypothesis import assume, given

from kefu_core.decide import Decision, Policy
from kefu_core.diagnostics import Diagnostic
from kefu_core.engine.reference import Environment, evaluate, holds
from kefu_core.ir.dependencies import reads
from kefu_core.ir.expressions import Test
from kefu_core.ir.notation import says_none
from kefu_core.ir.policy import Derived, PolicyIR, Table
from kefu_core.ir.samples import samples
from kefu_core.ir.types import UNKNOWN
from kefu_core.testing import packs
from kefu_core.values import parse_instant
from kefu_core.verify import verify

AT = parse_instant("2030-01-01T00:00+08:00")
MOST = 1500
"""Cases looked at of one policy; those that have more are left to the sampler's luck."""


def all_cases(ir: PolicyIR) -> Iterator[dict[str, Any]]:
    """Every combination of the values that tell the policy's cells apart."""
    cells: dict[str, list[Test]] = {name: [] for name in ir.names}
    for table in ir.tables:
        for row in table.rows:
            for name, cell in zip(table.inputs, row.cells, strict=True):
                cells[name].append(cell)
    for condition in (condition for each in ir.impossible for condition in each.when):
        cells[condition.name].append(condition.test)
    values = [
        samples(fact.type, [*cells[fact.id], *([fact.domain] if fact.domain else [])], optional=fact.optional)
        for fact in ir.facts
    ]
    for chosen in product(*values):
        yield {fact.id: value for fact, value in zip(ir.facts, chosen, strict=True)}


def possible_cases(policy: Policy) -> Iterator[dict[str, Any]]:
    """All those that lie in the domains and were not declared impossible."""
    cases = list(islice(all_cases(policy.ir), MOST + 1))
    assume(len(cases) <= MOST)
    yield from (case for case in cases if not _is_impossible(policy, case))


def decided(policy: Policy, case: dict[str, Any]) -> Decision:
    return policy.program(AT, engine="reference").decide(dict(case), AT)


def _is_impossible(policy: Policy, case: dict[str, Any]) -> bool:
    moment = policy.moment(AT)
    known = Environment(dict(case), moment.parameters)
    for fact in policy.ir.facts:
        value = case[fact.id]
        if fact.domain and value is not None and holds(fact.domain, value, fact.type, known) is not True:
            return True
        if fact.optional and isinstance(value, str) and says_none(value, fact.type, fact.labels):
            return True
    for step in moment.steps:
        if isinstance(step, Derived) and (value := evaluate(step.value, known)) is not UNKNOWN:
            known = evolve(known, values={**known.values, step.id: value})
    return any(
        all(
            holds(each.test, known.values.get(each.name, UNKNOWN), moment.kinds[each.name], known) is True
            for each in excluded.when
        )
        for excluded in policy.ir.impossible
    )


def told(found: tuple[Diagnostic, ...], *codes: str) -> set[str]:
    return {str(each.args["id"]) for each in found if each.code in codes}


@given(packs())
def test_every_witness_is_a_case_of_which_decide_says_what_was_found(policy: Policy) -> None:
    for each in verify(policy):
        if each.witness is None:
            continue
        assert isinstance(each.witness, dict)
        at = parse_instant(each.witness["at"])
        decision = policy.decide(each.witness["facts"], at=at)
        codes = {(one.table, one.code) for one in decision.undetermined}
        if each.code == "gap":
            assert (each.args["id"], "no-rule") in codes
        else:
            assert any(code == "conflict" for _, code in codes)


@given(packs())
def test_what_brute_force_sees_is_found(policy: Policy) -> None:
    found = verify(policy)
    silent = told(found, "not-proven", "check-budget")
    gaps = told(found, "gap")
    conflicts = told(found, "overlap", "disagreement")
    dead = told(found, "masked", "never-reached")
    tables = {table.id: table for table in policy.moment(AT).steps if isinstance(table, Table)}
    names = [row.id for table in policy.ir.tables for row in table.rows]
    for decision in (decided(policy, case) for case in possible_cases(policy)):
        for each in decision.undetermined:
            if each.table in tables and each.table not in silent:
                assert each.code != "no-rule" or each.table in gaps
                assert each.code != "conflict" or conflicts & {row.id for row in tables[each.table].rows}
        assert not [each.rule for each in decision.reasons if each.rule in dead and names.count(each.rule) == 1]


@given(packs())
def test_a_row_that_is_redundant_can_be_left_out(policy: Policy) -> None:
    found = [each for each in verify(policy) if each.code in {"redundant", "masked", "never-reached"}]
    tables = {table.id: table for table in policy.ir.tables}
    names = [row.id for table in policy.ir.tables for row in table.rows]
    for finding in found[:2]:
        name = str(finding.args["id"])
        assume(names.count(name) == 1)
        table = next(each for each in tables.values() if name in {row.id for row in each.rows})
        without = evolve(table, rows=tuple(row for row in table.rows if row.id != name))
        assume(without.rows)
        changed = evolve(policy.ir, tables=tuple(without if each is table else each for each in policy.ir.tables))
        for case in possible_cases(policy):
            assert decided(policy, case).outcomes == decided(Policy(changed, name), case).outcomes


@given(packs())
def test_a_column_that_makes_no_difference_can_be_changed_at_will(policy: Policy) -> None:
    facts = {fact.id for fact in policy.ir.facts}
    idle = [each for each in verify(policy) if each.code == "idle-column" and each.args["name"] in facts]
    readers = [name for step in policy.ir.steps for name in reads(step)]
    for finding in idle:
        name = str(finding.args["name"])
        if readers.count(name) > 1 or policy.ir.deadlines:
            continue
        alike: dict[Any, Any] = {}
        for case in islice(all_cases(policy.ir), MOST):
            decision = decided(policy, case)
            rest = tuple((key, value) for key, value in case.items() if key != name)
            assert alike.setdefault(rest, decision.outcomes) == decision.outcomes
