"""Cases as JSON: codes and never labels, times in ISO 8601 with their offset, lists in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from kefu_core.cases.state import CaseState, Promise, Told
from kefu_core.decide import Policy
from kefu_core.decide.as_json import decision_json
from kefu_core.values import iso, to_micros


def cases_json(states: Mapping[str, CaseState], policy: Policy) -> dict[str, Any]:
    """The states of cases by their ids, and when anything changes next."""
    return {
        "policy": policy.id,
        "version": policy.edition,
        "cases": {name: case_json(state, policy) for name, state in states.items()},
        "ledger": [],
        "next_wakeup": _instant(soonest(states.values())),
    }


def soonest(states: Iterable[CaseState]) -> datetime | None:
    """When anything changes next in any of the cases."""
    return min((each.next_wakeup for each in states if each.next_wakeup is not None), key=to_micros, default=None)


def case_json(state: CaseState, policy: Policy) -> dict[str, Any]:
    """How one case stands."""
    decided = decision_json(state.decision, policy) if state.decision is not None else {}
    return {
        "kind": state.kind,
        "state": state.state,
        "standing": state.standing,
        "accepted": _instant(state.accepted),
        "outcomes": decided.get("outcomes", {}),
        "deadlines": [_promise(each) for each in state.promises],
        "waiting": [
            {"id": each.id, "milestone": each.milestone, "waits_for": each.waits_for, "sources": list(each.sources)}
            for each in state.waiting
        ],
        "notices": [_notice(each) for each in state.told if each.notify],
        "escalations": [
            {"deadline": each.deadline, "to": str(each.escalate), "at": iso(each.at), "sources": list(each.sources)}
            for each in state.told
            if each.escalate is not None
        ],
        "tasks": [
            {"deadline": each.deadline, "task": each.task, "at": iso(each.at), "sources": list(each.sources)}
            for each in state.told
            if each.task is not None
        ],
        "moves": [
            {
                "event": each.event, "type": each.type, "at": iso(each.at), "state": each.state,
                "sources": list(each.sources),
            }
            for each in state.moves
        ],
        "latches": [{"id": each.latch, "at": iso(each.at), "sources": list(each.sources)} for each in state.latched],
        "reached": {name: iso(at) for name, at in state.reached.items()},
        "reasons": decided.get("reasons", []),
        "undetermined": decided.get("undetermined", []),
        "remarks": [
            {
                "event": each.event, "type": each.type, "at": iso(each.at), "code": each.code,
                "missing": list(each.missing), "sources": list(each.sources),
            }
            for each in state.remarks
        ],
        "next_wakeup": _instant(state.next_wakeup),
    }  # fmt: skip


def _promise(promise: Promise) -> dict[str, Any]:
    line = promise.line
    return {
        "id": promise.id,
        "milestone": promise.milestone,
        "starts": iso(line.starts),
        "due": _instant(line.due),
        "status": line.status,
        "at": _instant(line.at),
        "attempt": line.attempt,
        "superseded_by": line.superseded_by,
        "provisional": line.provisional,
        "sources": list(promise.sources),
    }


def _notice(told: Told) -> dict[str, Any]:
    return {
        "deadline": told.deadline,
        "kind": told.kind,
        "to": [str(each) for each in told.notify],
        "at": iso(told.at),
        "deliver": iso(told.deliver),
        "sources": list(told.sources),
    }


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else iso(instant)
