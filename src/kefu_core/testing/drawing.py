"""Strategies of facts and instants for one policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from kefu_core.decide import Policy
from kefu_core.ir.moment import dates_of_change, moment
from kefu_core.ir.policy import Derived, Fact, Outcome
from kefu_core.testing.spelling import spelled
from kefu_core.testing.values import far
from kefu_core.values import day_start
from kefu_core.verify.near import EARLIEST, LATEST, inside, near


@frozen
class Case:
    """Something to decide: what is known of it, and the instant at which it was accepted."""

    facts: Mapping[str, Any]
    at: dt.datetime


def facts(
    policy: Policy,
    *,
    near_thresholds: bool = True,
    at: dt.datetime | None = None,
    missing: bool = True,
    derived: bool = False,
) -> st.SearchStrategy[dict[str, Any]]:
    """Facts that `Policy.decide` accepts, as a host might write them: codes and labels, objects and text.

    Most values are neighbours of the thresholds in the policy's cells, domains and parameters, since that is where
    mistakes are; with ``near_thresholds=False`` they lie anywhere. Values are inside the domains in force ``at`` an
    instant, or at all times where none is given. ``missing`` leaves facts out now and then, and ``derived`` supplies
    derived facts as a host may (S16).

    >>> facts(policy).example()                              # doctest: +SKIP
    {'nature': 'conduct', 'loss': Money(minor=499999, currency='CNY')}
    """
    return _Facts(policy, near_thresholds=near_thresholds, at=at).some(missing=missing, derived=derived)


def values_of(
    policy: Policy, fact: str, *, near_thresholds: bool = True, at: dt.datetime | None = None
) -> st.SearchStrategy[Any]:
    """Values of one fact, drawn as `facts` draws them. Raises ``KeyError`` for a name that is no fact.

    >>> values_of(policy, "earlier_reports").example()       # doctest: +SKIP
    2
    """
    drawn = _Facts(policy, near_thresholds=near_thresholds, at=at)
    known = drawn.known[fact]
    return drawn.inner(fact).flatmap(lambda value: spelled(value, known, policy.zone))


def inner_values_of(policy: Policy, fact: str) -> st.SearchStrategy[Any]:
    """Values of one fact as the engines hold them (`kefu_core.ir.types`)."""
    return _Facts(policy, near_thresholds=True, at=None).inner(fact)


def instants(policy: Policy) -> st.SearchStrategy[dt.datetime]:
    """Aware instants: around the midnights at which rules and parameters change, and anywhere between 1990 and 2100.

    >>> instants(policy).example()                           # doctest: +SKIP
    datetime.datetime(2026, 6, 30, 23, 59, 59, 999999, tzinfo=zoneinfo.ZoneInfo(key='Asia/Shanghai'))
    """
    zones = st.sampled_from([policy.zone, dt.UTC, dt.timezone(dt.timedelta(hours=-11))])
    anywhere = st.datetimes(EARLIEST, LATEST, timezones=st.just(policy.zone), allow_imaginary=False)
    midnights = [day_start(day, policy.zone).astimezone(dt.UTC) for day in dates_of_change(policy.ir)]
    steps = st.sampled_from([dt.timedelta(0), dt.timedelta(microseconds=-1), dt.timedelta(microseconds=1)])
    if midnights:
        anywhere = st.builds(lambda midnight, step: midnight + step, st.sampled_from(midnights), steps) | anywhere
    return st.builds(lambda instant, zone: instant.astimezone(zone), anywhere, zones)


@st.composite
def cases(
    draw: st.DrawFn, policy: Policy, *, near_thresholds: bool = True, missing: bool = True, derived: bool = False
) -> Case:
    """Facts and an instant, drawn to fit each other.

    >>> cases(policy).example()                              # doctest: +SKIP
    Case(facts={'nature': '行为不当'}, at=datetime.datetime(2026, 7, 1, 0, 0, tzinfo=datetime.timezone.utc))
    """
    at = draw(instants(policy))
    drawn = _Facts(policy, near_thresholds=near_thresholds, at=at)
    return Case(draw(drawn.some(missing=missing, derived=derived)), at)


class _Facts:
    """The facts of a policy, with the values that may be drawn for each."""

    def __init__(self, policy: Policy, *, near_thresholds: bool, at: dt.datetime | None) -> None:
        self.policy = policy
        self.near_thresholds = near_thresholds
        ir = policy.ir
        moments = [policy.moment(at)] if at else [moment(ir, day) for day in (None, *dates_of_change(ir))]
        self.parameters = [each.parameters for each in moments]
        self.known: dict[str, Fact | Derived] = {
            name: thing for name, thing in ir.names.items() if not isinstance(thing, Outcome)
        }
        names = [word for fact in self.known.values() for word in {fact.id, fact.label.zh, fact.label.en}]
        self.labels = {
            name: [label for label in (fact.label.zh, fact.label.en) if label and names.count(label) == 1]
            for name, fact in self.known.items()
        }
        self.values = {name: self._inner(fact) for name, fact in self.known.items()}

    def inner(self, name: str) -> st.SearchStrategy[Any]:
        """Values of a fact as the engines hold them, all inside its domain."""
        return self.values[name]

    def _inner(self, fact: Fact | Derived) -> st.SearchStrategy[Any]:

        def accepted(value: Any) -> bool:
            return all(inside(value, fact, parameters) for parameters in self.parameters)

        choices = [value for value in near(self.policy.ir, fact) if accepted(value)]
        if not choices:  # a domain that nothing is in, or not at all times
            return st.nothing()
        anywhere = far(fact.type).map(lambda value: value if accepted(value) else choices[0])
        if not self.near_thresholds:
            return anywhere | st.just(None) if fact.optional else anywhere
        chosen = st.sampled_from(choices)
        return st.one_of(chosen, chosen, chosen, anywhere)

    def entry(self, name: str) -> st.SearchStrategy[tuple[str, Any]]:
        """A name or label, and a value as a host may write it."""
        fact = self.known[name]
        keys = st.sampled_from([name, name, *self.labels[name]])
        values = self.inner(name).flatmap(lambda value: spelled(value, fact, self.policy.zone))
        return st.tuples(keys, values)

    def some(self, *, missing: bool, derived: bool) -> st.SearchStrategy[dict[str, Any]]:
        """Facts of one case."""
        return _some(self, missing=missing, derived=derived)


@st.composite
def _some(draw: st.DrawFn, drawn: _Facts, *, missing: bool, derived: bool) -> dict[str, Any]:
    names = [fact.id for fact in drawn.policy.ir.facts if not drawn.inner(fact.id).is_empty]
    if missing and names:
        some = st.frozensets(st.sampled_from(names))
        left_out = draw(st.one_of(st.just(frozenset[str]()), some, some))
        names = [name for name in names if name not in left_out]
    if derived and drawn.policy.ir.derived:
        computed = [each.id for each in drawn.policy.ir.derived]
        names += draw(st.just([]) | st.lists(st.sampled_from(computed), unique=True, max_size=2))
    return dict(draw(drawn.entry(name)) for name in names)
