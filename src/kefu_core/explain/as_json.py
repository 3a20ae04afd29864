"""An explanation as JSON: codes and never labels; cells as rule files write them."""

from __future__ import annotations

from typing import Any

from kefu_core.decide import Policy
from kefu_core.decide.as_json import decision_json
from kefu_core.explain.explanation import CellExplained, Explanation
from kefu_core.ir import notation
from kefu_core.ir.types import UNKNOWN
from kefu_core.load.write import cell_text


def explanation_json(explanation: Explanation, policy: Policy) -> dict[str, Any]:
    """What an explanation says, made of what JSON has."""
    names = policy.ir.names

    def value(name: str, given: Any) -> Any:
        return None if given is UNKNOWN else notation.to_json(given, names[name].type, zone=policy.zone)

    def cell(each: CellExplained) -> dict[str, Any]:
        known = each.value is not UNKNOWN
        return {"name": each.name, "asks": cell_text(each.test, policy.zone), "known": known,
                "value": value(each.name, each.value)}  # fmt: skip

    return {
        "decision": decision_json(explanation.decision, policy),
        "missing": [
            {
                "fact": each.fact,
                "supplied_by": each.supplied_by,
                "outcomes": list(each.outcomes),
                "deadlines": list(each.deadlines),
            }
            for each in explanation.missing
        ],
        "tables": [
            {
                "id": table.id,
                "outcomes": {name: value(name, given) for name, given in table.outcomes.items()},
                "by_default": table.by_default,
                "rules": [
                    {
                        "rule": row.rule,
                        "verdict": row.verdict,
                        "sources": list(row.sources),
                        "cells": [cell(each) for each in row.cells],
                    }
                    for row in table.rows
                ],
            }
            for table in explanation.tables
        ],
        "changes": [
            {
                "facts": {name: value(name, given) for name, given in change.facts.items()},
                "outcome": change.outcome,
                "value": value(change.outcome, change.value),
            }
            for change in explanation.changes
        ],
    }
