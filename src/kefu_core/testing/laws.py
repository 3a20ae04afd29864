"""Laws that hold for every policy: as assertions on one example, and as whole property tests for one policy.

A law that is a property test (`engines_agree`, `never_falls`, `ignorance_is_safe`) is given a policy and returns a test
without arguments, for pytest to collect or for anybody to call. For generated policies, use the assertions and draw
`cases` with ``st.data()``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from hypothesis import event, given, note
from hypothesis import strategies as st

from kefu_core.decide import Decision, Policy
from kefu_core.decide.steps import DERIVED, GIVEN
from kefu_core.ir import types
from kefu_core.ir.policy import PolicyIR
from kefu_core.load.write import write
from kefu_core.loading import load
from kefu_core.testing.drawing import Case, cases, inner_values_of, values_of

Property = Callable[[], None]
"""A property test: passes, or raises with the simplest example that breaks the law."""


# -- both engines say the same ---------------------------------------------------------------------------------------


def engines_agree(policy: Policy) -> Property:
    """The reference and the generated engine give equal decisions, unknown facts and supplied derived facts included.

    >>> test_engines_agree = engines_agree(policy)           # doctest: +SKIP
    """

    @given(cases(policy, derived=True))
    def test(case: Case) -> None:
        decided_alike(policy, case.facts, at=case.at)

    return test


def decided_alike(policy: Policy, facts: Mapping[str, Any], *, at: datetime) -> Decision:
    """Assert that both engines give one decision, and return it."""
    meant = policy.decide(facts, at=at, engine="reference")
    given_ = policy.decide(facts, at=at, engine="generated")
    assert given_ == meant, f"the generated engine decides otherwise:\n{given_}\n{meant}"
    return meant


# -- what is not known changes nothing that is decided ---------------------------------------------------------------


def ignorance_is_safe(policy: Policy) -> Property:
    """What is decided while facts are unknown stays so whatever they turn out to be (S13).

    >>> test_ignorance_is_safe = ignorance_is_safe(policy)   # doctest: +SKIP
    """

    @given(st.data())
    def test(data: st.DataObject) -> None:
        case = data.draw(cases(policy))
        known = {*policy.intake(case.at).take(case.facts)[0], *policy.ir.flags}  # a flag is false until a latch passes
        left_out = [fact.id for fact in policy.ir.facts if fact.id not in known]
        for name in left_out:
            found = values_of(policy, name, at=case.at)
            if not found.is_empty:
                stays_decided(policy, case.facts, {name: data.draw(found, label=name)}, at=case.at)

    return test


def stays_decided(policy: Policy, facts: Mapping[str, Any], learned: Mapping[str, Any], *, at: datetime) -> None:
    """Assert that learning more facts alters no outcome and no deadline that was decided without them (S13)."""
    before, after = policy.decide(facts, at=at), policy.decide({**facts, **learned}, at=at)
    for name, value in before.outcomes.items():
        assert name in after.outcomes, f"`{name}` was decided, and {dict(learned)} leaves it open"
        assert after.outcomes[name] == value, f"`{name}` was {value!r}, and {dict(learned)} makes it another"
    open_before = {each.name for each in before.undetermined}
    known = [each for each in before.deadlines if each.id not in open_before]
    kept = [each for each in after.deadlines if each.id not in open_before]
    assert kept == known, f"{dict(learned)} alters deadlines that had been settled:\n{kept}\n{known}"


# -- worse is graver -------------------------------------------------------------------------------------------------


def never_falls(policy: Policy, outcome: str, *, as_fact_grows: str) -> Property:
    """An ordered outcome never falls as one fact grows and all others stay; ``none`` is the least of all (S15, S35).

    A step that leaves the outcome undetermined at one end breaks nothing: it is counted apart, as the event
    ``undetermined at one end`` of Hypothesis's statistics. Raises ``KeyError`` for unknown names and ``ValueError``
    for types without an order.

    >>> test_worse_is_graver = never_falls(policy, "severity", as_fact_grows="loss")  # doctest: +SKIP
    """
    names = policy.ir.names
    fact, decided = names[as_fact_grows], names[outcome]
    for thing in (fact, decided):
        if not types.is_ordered(thing.type):
            raise ValueError(f"values of `{thing.id}` have no order")
    values = inner_values_of(policy, as_fact_grows).filter(lambda value: value is not None)
    rank = _rank(decided.type)

    @given(st.data())
    def test(data: st.DataObject) -> None:
        case = data.draw(cases(policy))
        at, own = case.at, {fact.id, fact.label.zh, fact.label.en}
        rest = {name: value for name, value in case.facts.items() if name not in own}
        low, high = sorted(data.draw(st.tuples(values, values), label=as_fact_grows), key=_rank(fact.type))
        program = policy.program(at)
        taken, _ = program.intake.take(rest)
        less, more = (
            program.decide({**taken, fact.id: value}, at.astimezone(policy.zone)).outcomes for value in (low, high)
        )
        note(f"{as_fact_grows} = {low!r}: {less}")
        note(f"{as_fact_grows} = {high!r}: {more}")
        if outcome not in less or outcome not in more:
            event("undetermined at one end" if outcome in less or outcome in more else "undetermined at both ends")
            return
        assert rank(less[outcome]) <= rank(more[outcome]), (
            f"`{outcome}` falls from {less[outcome]} to {more[outcome]} as `{as_fact_grows}` grows"
        )

    return test


def _rank(kind: types.Type) -> Callable[[Any], Any]:
    """Where a value stands in the order of its type, ``none`` before all others."""
    place = kind.rank if isinstance(kind, types.Choice) else lambda value: value
    return lambda value: (value is not None, None if value is None else place(value))


# -- every answer cites its clause -----------------------------------------------------------------------------------


def reasons_exist(policy: Policy, decision: Decision) -> None:
    """Assert that each reason and deadline names a rule of the policy, and cites what that rule cites.

    Where the policy lists its clauses, each source is one of them; and every outcome has a reason of its table.

    >>> reasons_exist(policy, policy.decide(facts, at=at))   # doctest: +SKIP
    """
    rules = _rules(policy.ir)
    for reason in decision.reasons:
        assert reason.sources in rules.get((reason.table, reason.rule), ()), f"no rule of the policy is {reason}"
    for each in decision.deadlines:
        assert each.sources in rules.get(("deadlines", each.id), ()), f"no deadline of the policy is {each}"
    clauses = {clause.id for clause in policy.ir.clauses}
    if clauses:
        unknown = set(decision.sources) - clauses
        assert not unknown, f"the policy has no clauses {sorted(unknown)}"
    tables = {name: {table.id for table in policy.ir.tables if name in table.outputs} for name in decision.outcomes}
    given_by = {reason.table for reason in decision.reasons}
    collected = {name for table in policy.ir.tables if table.hit == "collect" for name in table.outputs}
    for name in decision.outcomes.keys() - collected:  # what is collected may be nothing, and then no rule gave it
        assert tables[name] & given_by, f"no reason is given for `{name}`"


def _rules(ir: PolicyIR) -> dict[tuple[str, str | None], list[tuple[str, ...]]]:
    """What each rule cites, by table and rule; two rules may share an id where they hold at different times."""
    found: dict[tuple[str, str | None], list[tuple[str, ...]]] = {}
    for table in ir.tables:
        for row in table.rows:
            found.setdefault((table.id, row.id), []).append(row.sources)
        if table.default is not None:
            found.setdefault((table.id, "default"), []).append(table.default.sources)
    for derived in ir.derived:
        found.setdefault((derived.id, DERIVED), []).append(derived.sources)
        found.setdefault((derived.id, GIVEN), []).append(())
    for deadline in ir.deadlines:
        found.setdefault(("deadlines", deadline.id), []).append(deadline.sources)
    return found


# -- the text says it all --------------------------------------------------------------------------------------------


def round_trips(ir: PolicyIR) -> None:
    """Assert that a policy written as text and loaded again is equal, without a diagnostic of error.

    >>> round_trips(policy.ir)                               # doctest: +SKIP
    """
    loaded = load(write(ir))
    messages = [each.message("en") for each in loaded.diagnostics if each.severity == "error"]
    assert loaded.policy is not None, f"what was written cannot be loaded: {messages}"
    assert loaded.policy.ir == ir, "the text says something else than the policy that was written"


__all__ = [
    "Property",
    "decided_alike",
    "engines_agree",
    "ignorance_is_safe",
    "never_falls",
    "reasons_exist",
    "round_trips",
    "stays_decided",
]
