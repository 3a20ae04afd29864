"""Events without what is personal: what is left when a case is redacted (S33)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from kefu_core.decide import Policy
from kefu_core.ir.events import Event
from kefu_core.ir.flows import flows


def redacted(policy: Policy, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events without what is personal; ids, times, amounts and all else are kept.

    Facts marked ``personal`` go, and derived facts that a host calculated from them and gave itself. A fact that is
    gone is not known any longer, so that what rules decided by it is decided no more: a host keeps the decision beside.
    Redacting twice changes nothing.
    """
    personal = flows(policy.ir, (fact.id for fact in policy.ir.facts if fact.personal)).names
    return tuple(
        evolve(event, facts=tuple((name, value) for name, value in event.facts if name not in personal))
        for event in events
    )
