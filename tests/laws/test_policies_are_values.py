"""A policy is a value: it can be shared, sent, compared; and it always answers the same."""

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from operator import methodcaller

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_adapters.files import find_pack, load_pack
from kefu_core.decide import Policy
from kefu_core.load.write import write
from kefu_core.loading import load
from kefu_core.testing import cases, packs

AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def fresh(policy: Policy) -> Policy:
    """The same policy, with nothing compiled yet."""
    return Policy(policy.ir, policy.edition, policy.scenarios)


@given(packs(), st.data())
def test_a_decision_depends_on_facts_and_instant_alone(policy: Policy, data: st.DataObject) -> None:
    drawn = [data.draw(cases(policy)) for _ in range(3)]
    first = [policy.decide(case.facts, at=case.at) for case in drawn]
    other = fresh(policy)
    assert [other.decide(case.facts, at=case.at) for case in reversed(drawn)] == first[::-1]


@given(packs(), st.data())
def test_eight_threads_that_compile_at_once_get_the_same_answers(policy: Policy, data: st.DataObject) -> None:
    drawn = [data.draw(cases(policy)) for _ in range(4)] * 2
    expected = [policy.decide(case.facts, at=case.at) for case in drawn]
    shared = fresh(policy)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda case: shared.decide(case.facts, at=case.at), drawn))
    assert answers == expected


@given(packs(), st.data())
def test_policies_and_decisions_survive_pickling_and_copying(policy: Policy, data: st.DataObject) -> None:
    case = data.draw(cases(policy))
    decision = policy.decide(case.facts, at=case.at)
    for sent in (pickle.loads(pickle.dumps(policy, protocol)) for protocol in PROTOCOLS):
        assert sent == policy
        assert sent.ir == policy.ir
        assert sent.decide(case.facts, at=case.at) == decision
    for received in (pickle.loads(pickle.dumps(decision, protocol)) for protocol in PROTOCOLS):
        assert received == decision
    assert copy.deepcopy(policy).decide(case.facts, at=case.at) == decision
    assert copy.deepcopy(decision) == decision


def test_another_process_decides_the_same() -> None:
    policy = load_pack(find_pack("park")).as_of(AT)
    decide = methodcaller("decide", {"nature": "conduct", "loss": "0 CNY"}, at=AT)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes:
        sent, decision = processes.submit(copy.copy, policy).result(), processes.submit(decide, policy).result()
    assert sent == policy
    assert decision == decide(policy)


@given(packs())
def test_policies_of_one_edition_are_one_policy(policy: Policy) -> None:
    again = load(write(policy.ir)).policy
    assert again is not None
    assert (again, hash(again)) == (policy, hash(policy))
    assert again.as_of(AT) != policy
    assert len({again, policy, again.as_of(AT), policy.as_of(AT)}) == 2


def test_a_policy_is_no_other_kind_of_value() -> None:
    assert load_pack(find_pack("park")) != "park"


@pytest.mark.parametrize(
    "change",
    [methodcaller("clear"), methodcaller("update", a=1), methodcaller("__setitem__", "a", 1)],
    ids=["clear", "update", "set"],
)
def test_the_outcomes_of_a_decision_cannot_be_changed(change) -> None:
    decision = load_pack(find_pack("park")).decide({"nature": "conduct", "loss": "0 CNY"}, at=AT)
    with pytest.raises(TypeError, match="cannot be changed"):
        change(decision.outcomes)
