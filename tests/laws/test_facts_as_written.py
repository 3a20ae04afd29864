"""How facts are written says nothing: in which order, by which name, as an object or as text."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_adapters.files import find_pack, load_pack
from kefu_core.decide import Policy
from kefu_core.diagnostics import InvalidFacts
from kefu_core.testing import cases, packs
from kefu_core.testing.spelling import spellings

PARK = load_pack(find_pack("park"))


@given(packs(), st.data())
def test_the_order_of_facts_says_nothing(policy: Policy, data: st.DataObject) -> None:
    case = data.draw(cases(policy, derived=True))
    shuffled = dict(data.draw(st.permutations(list(case.facts.items()))))
    assert policy.decide(shuffled, at=case.at) == policy.decide(case.facts, at=case.at)


@given(packs(), st.data())
def test_every_way_to_write_a_value_gives_the_same_answer(policy: Policy, data: st.DataObject) -> None:
    case = data.draw(cases(policy, derived=True))
    decision = policy.decide(case.facts, at=case.at)
    intake = policy.intake(case.at)
    values, problems = intake.take(case.facts)
    assert problems == []
    written: dict[str, Any] = {
        name: data.draw(st.sampled_from(spellings(value, intake.known[name], policy.zone)))
        for name, value in values.items()
    }
    assert policy.decide(written, at=case.at) == decision


@given(cases(PARK))
def test_names_labels_and_codes_of_the_park_give_the_same_answer(case) -> None:
    values, _ = PARK.intake(case.at).take(case.facts)
    for language in ("zh", "en"):
        said = {}
        for fact in (fact for fact in PARK.ir.facts if fact.id in values):
            labels = {code.id: code.label.in_language(language, code.id) for code in fact.labels}
            plain = spellings(values[fact.id], fact, PARK.zone)[0]
            said[fact.label.in_language(language, fact.id)] = labels.get(values[fact.id], plain)
        assert PARK.decide(said, at=case.at) == PARK.decide(case.facts, at=case.at)


@pytest.mark.parametrize(
    "facts", [{"loss": "1 CNY", "客户经济损失": "2 CNY"}, {"客户经济损失": "2 CNY", "loss": "1 CNY"}]
)
def test_a_fact_under_two_names_is_refused_in_either_order(facts: dict[str, str]) -> None:
    with pytest.raises(InvalidFacts) as caught:
        PARK.decide(facts, at=datetime(2026, 11, 2, tzinfo=UTC))
    assert [each.code for each in caught.value.diagnostics] == ["fact-twice"]
