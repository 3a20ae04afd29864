"""durable-rules (C): an event for each case, and the rule of the highest priority.

Driven below ``durable.lang``, so that neither its host nor its JSON is timed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import durable_rules_engine as engine
from cases.table import Answer, Between, Cell, Equal, OneOf, Table

SESSION = "0"


def prepare(table: Table) -> Callable[[str], Any]:
    """One rule for each row, its priority the row's number; each case has the session to itself."""
    rules = {
        f"{number}:{line.then}": {
            "all": [{"m": {"$and": [{"kind": "case"}, *(_cell(name, cell) for name, cell in line.when.items())]}}],
            "pri": number,
        }
        for number, line in enumerate(table.lines)
    }
    handle = engine.create_ruleset(table.name, json.dumps(rules))

    def decide(event: str) -> Any:
        _, state = engine.assert_event(handle, event)
        action = engine.start_action_for_state(handle, state)
        engine.delete_state(handle, SESSION)
        return action

    return decide


def facts(cases: Iterable[dict[str, Any]]) -> list[str]:
    """Events, written before the clock runs."""
    return [json.dumps({"id": str(number), "kind": "case", **case}) for number, case in enumerate(cases)]


def read(answer: Any) -> Answer:
    """The row and the output, which are the name of the rule."""
    (name,) = json.loads(answer[1])
    row, output = name.split(":")
    return int(row), output


def _cell(name: str, cell: Cell) -> dict[str, Any]:
    match cell:
        case Equal(value):
            return {name: value}
        case OneOf(values):
            return {"$or": [{name: value} for value in values]}
        case Between(low, None):
            return {"$gte": {name: low}}
        case Between(None, high):
            return {"$lt": {name: high}}
        case Between(low, high):
            return {"$and": [{"$gte": {name: low}}, {"$lt": {name: high}}]}
