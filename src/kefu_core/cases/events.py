"""Events: what a host recorded, and which of it stands once corrections and withdrawals are taken into account (S19).

A case is a function of the *set* of its events: in what order they are delivered, and how often, makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kefu_core.diagnostics import KefuError
from kefu_core.ir.events import VOID, Event


class ClashingEvents(KefuError):  # noqa: N818 - it says what is the case
    """Two events have the same id and say different things."""

    def __init__(self, id: str) -> None:  # noqa: A002 - what hosts call it
        super().__init__(f"two events have the id `{id}` and say different things")
        self.id = id


def distinct(events: Iterable[Event]) -> list[Event]:
    """Each event once, whatever the number of its deliveries. Raises `ClashingEvents`."""
    found: dict[str, Event] = {}
    for event in events:
        known = found.setdefault(event.id, event)
        if known is not event and known != event:
            raise ClashingEvents(event.id)
    return list(found.values())


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that hold, in their order: what was corrected or voided is gone, and so is what only said so.

    An event has a say over those recorded before it. A correction that is voided gives back what it replaced; one that
    is itself corrected does not. Raises `ClashingEvents`.
    """
    known = {event.id: event for event in sorted(distinct(events), key=lambda event: event.known_at)}
    places = {name: place for place, name in enumerate(known)}
    voided: set[str] = set()
    for event in reversed(known.values()):
        if event.voids is not None and event.id not in voided and _is_earlier(event.voids, event, places):
            voided.add(event.voids)
    replaced = {
        event.corrects
        for event in known.values()
        if event.corrects is not None and event.id not in voided and _is_earlier(event.corrects, event, places)
    }
    left = (event for event in known.values() if event.id not in voided | replaced and event.type != VOID)
    return sorted(left, key=lambda event: event.order)


def _is_earlier(other: str, event: Event, places: Mapping[str, int]) -> bool:
    return other in places and places[other] < places[event.id]
