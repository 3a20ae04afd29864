"""A strategy of timelines: what could happen to one case, with everything that hosts do to a history."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from kefu_core.decide import Policy
from kefu_core.ir.events import EXTENSION, FACTS, VOID, Event
from kefu_core.testing.drawing import cases, facts
from kefu_core.values import Duration, Family, from_micros, to_micros

MINUTE: Final = 60_000_000
STEPS: Final = (0, 1, 15, 60, 12 * 60, 24 * 60, 10 * 24 * 60, 40 * 24 * 60)
"""Minutes between events: many of one instant, since real logs tie, and some after a deadline is long over."""
LOOK_ALIKE: Final = ("A1", "Ａ1", "a1", "A1 ", "А1", "客甲")
"""Ids that differ and look much the same."""


@st.composite
def timelines(draw: st.DrawFn, policy: Policy, *, most: int = 8) -> tuple[Event, ...]:
    """The events of one case: its start, then up to ``most`` more, out of order, tied, corrected and voided.

    >>> timelines(policy).example()                          # doctest: +SKIP
    (Event(id='A1', at=1793584800000000, type='accepted', case='C', ...), ...)
    """
    first = draw(cases(policy))
    starts = [milestone.id for milestone in policy.ir.milestones if milestone.start]
    start = draw(st.sampled_from(starts)) if starts else FACTS
    at = to_micros(first.at)
    events = [Event(draw(_ids(0)), at, start, "C", facts=_taken(policy, first.facts, at))]
    milestones = [milestone.id for milestone in policy.ir.milestones]
    for number in range(1, 1 + draw(st.integers(0, most))):
        at += draw(st.sampled_from(STEPS)) * MINUTE
        type_ = draw(st.sampled_from([*milestones, *milestones, FACTS, EXTENSION, VOID]))
        known = [each.id for each in events]
        events.append(_event(draw, policy, draw(_ids(number)), at, type_, known))
    return tuple(events)


def _ids(number: int) -> st.SearchStrategy[str]:
    return st.sampled_from(LOOK_ALIKE).map(lambda text: f"{text}.{number}")


def _event(draw: st.DrawFn, policy: Policy, id_: str, at: int, type_: str, known: list[str]) -> Event:
    late = draw(st.sampled_from([0, 0, 0, 60, 7 * 24 * 60])) * MINUTE
    earlier = draw(st.sampled_from([0, 0, 0, 0, 30, 24 * 60])) * MINUTE
    common: dict[str, Any] = {"at": at - earlier, "case": "C", "seq": draw(st.integers(0, 2)), "recorded": at + late}
    if type_ == VOID:
        return Event(id_, type=VOID, voids=draw(st.sampled_from(known)), **common)
    corrects = draw(st.sampled_from([None, None, None, None, *known[-1:]]))
    if type_ == EXTENSION:
        milestone = draw(st.sampled_from([milestone.id for milestone in policy.ir.milestones]))
        by = Duration(draw(st.sampled_from([1, 2])), Family.DAYS)
        return Event(id_, type=EXTENSION, more=(("milestone", milestone), ("by", by)), corrects=corrects, **common)
    more = draw(facts(policy)) if type_ == FACTS or draw(st.integers(0, 4)) == 0 else {}
    return Event(id_, type=type_, facts=_taken(policy, more, at), corrects=corrects, **common)


def _taken(policy: Policy, given: Any, at: int) -> tuple[tuple[str, Any], ...]:
    """Facts as the engines hold them; those outside a domain that is in force at the instant are left out."""
    values, _ = policy.intake(from_micros(at, policy.zone)).take(given)
    return tuple(sorted(values.items()))
