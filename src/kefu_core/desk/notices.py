"""What a case has to tell → notices of the outbox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from kefu_core.cases import CaseState, Told
from kefu_core.ports import Notice
from kefu_core.values import iso, to_micros


def notices_of(state: CaseState, *, until: datetime) -> Iterator[Notice]:
    """The notices of all warnings and breaches up to an instant.

    A key holds a digest of what is told: so what has one key is always the same, and a correction of the past that
    changes it is told anew.
    """
    for told in state.told:
        if to_micros(told.at) <= to_micros(until):
            data = json.dumps(_said(state, told), ensure_ascii=False, sort_keys=True)
            digest = sha256(data.encode()).hexdigest()[:12]
            key = f"{state.id}/{told.deadline}/{told.kind}.{told.step}/{digest}"
            yield Notice(key, data, to_micros(told.deliver))


def _said(state: CaseState, told: Told) -> dict[str, Any]:
    return {
        "case": state.id,
        "deadline": told.deadline,
        "kind": told.kind,
        "at": iso(told.at),
        "notify": [str(each) for each in told.notify],
        "escalate": None if told.escalate is None else str(told.escalate),
        "task": told.task,
        "sources": list(told.sources),
    }
