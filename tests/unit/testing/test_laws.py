"""A law that cannot be broken says nothing: each finds out a policy, or an engine, that breaks it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import settings

from kefu_core import Decision, Policy, load_policy
from kefu_core.testing import decided_alike, engines_agree, ignorance_is_safe, round_trips, stays_decided

AT = datetime(2026, 11, 2, tzinfo=UTC)
TEXT = """
policy: t
format: 1
zone: UTC
---
facts: [{id: a, type: integer, domain: ">= 0"}, {id: b, type: integer, domain: ">= 0"}]
outcomes: [{id: out, type: integer}]
---
table: out
inputs: [a, b]
output: out
hit: first
rules: [{id: r, when: {a: "> 7312"}, then: 1, source: m.r}]
default: {then: 2, source: m.d}
"""
GOOD = load_policy({"p.yaml": TEXT})


class Careless(Policy):
    """Takes a missing fact for 0, and the generated engine forgets what is greater than 7312."""

    def decide(self, facts: Any, *, at: datetime, engine: Any = "auto") -> Decision:
        if engine == "generated":
            facts = {**facts, "a": 0}
        elif engine == "auto":
            facts = {"a": 0, **facts}
        return super().decide(facts, at=at, engine=engine)


CARELESS = Careless(GOOD.ir, GOOD.edition)


def test_the_laws_hold_for_a_good_policy() -> None:
    engines_agree(GOOD)()
    ignorance_is_safe(GOOD)()
    round_trips(GOOD.ir)


def test_engines_that_differ_for_one_value_in_a_million_are_found_out() -> None:
    with pytest.raises(AssertionError, match="the generated engine decides otherwise"):
        engines_agree(CARELESS)()


def test_one_case_shows_that_engines_differ() -> None:
    assert decided_alike(GOOD, {"a": 7313}, at=AT).outcomes == {"out": 1}
    with pytest.raises(AssertionError, match="the generated engine decides otherwise"):
        decided_alike(CARELESS, {"a": 7313}, at=AT)


def test_an_outcome_that_what_is_learned_alters_is_found_out() -> None:
    with pytest.raises(AssertionError, match="`out` was 2, and {'a': 7313} makes it another"):
        stays_decided(CARELESS, {}, {"a": 7313}, at=AT)
    with pytest.raises(AssertionError, match="`out` was 2"):
        settings(max_examples=1_000, deadline=None)(ignorance_is_safe(CARELESS))()


def test_an_outcome_that_what_is_learned_takes_away_is_found_out() -> None:
    class Forgetful(Policy):
        def decide(self, facts: Any, *, at: datetime, engine: Any = "auto") -> Decision:
            return super().decide({} if "b" in facts else facts, at=at, engine=engine)

    with pytest.raises(AssertionError, match="`out` was decided, and {'b': 1} leaves it open"):
        stays_decided(Forgetful(GOOD.ir, GOOD.edition), {"a": 1}, {"b": 1}, at=AT)


def test_a_policy_that_text_cannot_say_is_found_out() -> None:
    (table,) = GOOD.ir.tables
    with pytest.raises(AssertionError, match="cannot be loaded: .*`nobody`"):
        round_trips(evolve(GOOD.ir, tables=(evolve(table, inputs=("a", "nobody")),)))
    with pytest.raises(AssertionError, match="says something else"):
        round_trips(evolve(GOOD.ir, language="en", title=evolve(GOOD.ir.title, zh="")))
