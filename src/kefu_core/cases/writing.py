"""Events → JSON, as `kefu_core.cases.reading` takes them: what stores keep (S19)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kefu_core.decide import Policy
from kefu_core.ir import notation
from kefu_core.ir.events import Event
from kefu_core.values import from_micros, iso


def envelope(event: Event, policy: Policy) -> dict[str, Any]:
    """An event as a mapping of JSON: instants in ISO 8601, facts as rule files write them, under ``facts``."""
    zone, names = policy.zone, policy.ir.names
    said: dict[str, Any] = {"id": event.id, "at": iso(from_micros(event.at, zone)), "type": event.type}
    if event.case:
        said["case"] = event.case
    if event.recorded is not None:
        said["recorded"] = iso(from_micros(event.recorded, zone))
    said["seq"] = event.seq
    for key in ("subject", "kind", "actor", "corrects", "voids"):
        if getattr(event, key) is not None:
            said[key] = getattr(event, key)
    said |= {key: str(value) for key, value in event.more}
    if event.facts:
        said["facts"] = {
            name: None if value is None else notation.write(value, names[name].type, zone=zone)
            for name, value in event.facts
        }
    return said


def event_line(event: Event, policy: Policy) -> str:
    """The event as one line of JSON, the same for the same event."""
    return json_line(envelope(event, policy))


def json_line(said: Mapping[str, Any]) -> str:
    """A mapping as one line of JSON: keys sorted, letters as they are, and what cannot be seen escaped."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return (
        text if text.isprintable() else "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in text)
    )
