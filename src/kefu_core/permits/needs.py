"""Has somebody done what a permit asks for, and does it still hold? (S31)

An event counts from its effective time on, and whoever did it must have been who is asked for at that instant: an
agreement given by the customer service stays one when its giver leaves. A milestone that another takes back (``until``)
holds while the last of both is the one that gives it; what takes it back counts from whoever could have given it, and
where nobody is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kefu_core.decide import Policy
from kefu_core.ir.events import Event
from kefu_core.ir.records import Need
from kefu_core.people.directory import Directory, is_meant, unknown_unit
from kefu_core.values import from_micros, to_micros


def is_met(
    need: Need,
    policy: Policy,
    history: tuple[Event, ...],
    directory: Directory,
    *,
    at: datetime,
    actor: str,
    values: Mapping[str, Any],
) -> bool | None:
    """Whether the need is met at an instant; None where a fact that would say by whom is not known.

    ``history`` is what stands of a case's events, in their order (`kefu_core.cases.standing`).
    """
    if need.by is not None and unknown_unit(need.by, values) is not None:
        return None
    taken_back_by = next((each.until for each in policy.ir.milestones if each.id == need.event), None)
    holds = False
    for event in history:
        if event.at > to_micros(at) or event.type not in {need.event, taken_back_by}:
            continue
        by_whom = need.by is None or bool(
            is_meant(event.actor, need.by, directory, at=from_micros(event.at, policy.zone), facts=values, actor=actor)
        )
        if event.type == need.event:
            holds = holds or by_whom
        elif by_whom or event.actor is None:
            holds = False
    return holds
