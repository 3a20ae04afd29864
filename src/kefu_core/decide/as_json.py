"""A decision as JSON: codes and never labels, times in ISO 8601 with their offset, numbers and money as exact text."""

from __future__ import annotations

from typing import Any

from kefu_core.decide.decision import Decision
from kefu_core.decide.policy import Policy
from kefu_core.ir import notation
from kefu_core.values import iso


def decision_json(decision: Decision, policy: Policy) -> dict[str, Any]:
    """What a decision says, made of what JSON has: strings, numbers, booleans, null, lists and mappings.

    >>> decision_json(decision, policy)["outcomes"]    # doctest: +SKIP
    {'severity': 'minor', 'category': 'complaint'}
    """
    kinds = policy.ir.names
    outcomes = {
        name: notation.to_json(notation.internal_outcome(value, kinds[name].type), kinds[name].type, zone=policy.zone)
        for name, value in decision.outcomes.items()
    }
    return {
        "policy": decision.policy,
        "version": decision.version,
        "as_of": iso(decision.as_of),
        "outcomes": outcomes,
        "deadlines": [
            {
                "id": each.id,
                "milestone": each.milestone,
                "starts": None if each.starts is None else iso(each.starts),
                "due": None if each.due is None else iso(each.due),
                "waits_for": each.waits_for,
                "provisional": each.provisional,
                "sources": list(each.sources),
            }
            for each in decision.deadlines
        ],
        "reasons": [
            {"table": each.table, "rule": each.rule, "sources": list(each.sources)} for each in decision.reasons
        ],
        "undetermined": [
            {
                "name": each.name,
                "table": each.table,
                "rule": each.rule,
                "missing": list(each.missing),
                "code": each.code,
                "sources": list(each.sources),
            }
            for each in decision.undetermined
        ],
    }
