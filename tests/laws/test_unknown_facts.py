"""What is decided while facts are unknown stays decided, whatever they turn out to be (S13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_adapters.files import find_pack, load_pack
from kefu_core.decide import Policy
from kefu_core.testing import cases, ignorance_is_safe, packs, stays_decided, values_of


@pytest.mark.parametrize("name", ["park", "cfpb"])
def test_ignorance_is_safe_in_a_bundled_pack(name: str) -> None:
    ignorance_is_safe(load_pack(find_pack(name)))()


@given(packs(), st.data())
def test_any_value_of_a_missing_fact_leaves_what_was_decided(policy: Policy, data: st.DataObject) -> None:
    case = data.draw(cases(policy))
    known, _ = policy.intake(case.at).take(case.facts)
    learned = {
        fact.id: data.draw(values, label=fact.id)
        for fact in policy.ir.facts
        if fact.id not in known and not (values := values_of(policy, fact.id, at=case.at)).is_empty
    }
    for name, value in learned.items():
        stays_decided(policy, case.facts, {name: value}, at=case.at)
    stays_decided(policy, case.facts, learned, at=case.at)


@given(packs(), st.data())
def test_what_is_undetermined_names_a_fact_to_ask_for_or_says_why_none_would_help(
    policy: Policy, data: st.DataObject
) -> None:
    case = data.draw(cases(policy))
    known, _ = policy.intake(case.at).take(case.facts)
    names = {*policy.intake(case.at).known, *(parameter.id for parameter in policy.ir.parameters)}
    for each in policy.decide(case.facts, at=case.at).undetermined:
        assert (each.code == "missing-fact") == bool(policy.intake(case.at).known.keys() & set(each.missing))
        assert set(each.missing) <= names - known.keys()


@given(packs(), st.data())
def test_every_outcome_is_decided_or_undetermined_and_never_both(policy: Policy, data: st.DataObject) -> None:
    case = data.draw(cases(policy))
    decision = policy.decide(case.facts, at=case.at)
    outcomes = {outcome.id for outcome in policy.ir.outcomes}
    open_names = [each.name for each in decision.undetermined]
    assert len(set(open_names)) == len(open_names)
    assert set(decision.outcomes) | set(open_names) >= outcomes
    assert not set(decision.outcomes) & set(open_names)
