"""business-rules (Python): a list of conditions, stopped at the first rule that triggers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC, FIELD_TEXT
from business_rules.variables import (
    BaseVariables,
    boolean_rule_variable,
    numeric_rule_variable,
    string_rule_variable,
)
from cases.table import Answer, Between, Cell, Equal, OneOf, Table


class Hit(BaseActions):  # type: ignore[misc]
    """What the rule that triggers has to say."""

    row = -1
    output: Any = None

    @rule_action(params={"row": FIELD_NUMERIC, "output": FIELD_TEXT})  # type: ignore[untyped-decorator]
    def decide(self, row: int, output: Any) -> None:
        """Keep the row and its output."""
        self.row = row
        self.output = output


def prepare(table: Table) -> Callable[[dict[str, Any]], Hit]:
    """Variables as a class with a method for each column, rules as data."""
    variables = _variables(table)
    rules = [
        {
            "conditions": {"all": [each for name, cell in line.when.items() for each in _cell(name, cell)]},
            "actions": [{"name": "decide", "params": {"row": number, "output": line.then}}],
        }
        for number, line in enumerate(table.lines)
        if line.when
    ]
    last = len(table.lines) - 1

    def decide(case: dict[str, Any]) -> Hit:
        hit = Hit()
        if not run_all(rules, variables(case), hit, stop_on_first_trigger=True):
            hit.decide(last, table.lines[last].then)  # a rule without conditions is refused
        return hit

    return decide


def facts(cases: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Dictionaries as they are."""
    return list(cases)


def read(answer: Hit) -> Answer:
    """The row and the output."""
    return answer.row, answer.output


def _variables(table: Table) -> Callable[[dict[str, Any]], Any]:
    kinds = {
        "choice": string_rule_variable,
        "integer": numeric_rule_variable,
        "money": numeric_rule_variable,
        "boolean": boolean_rule_variable,
    }

    class Facts(BaseVariables):  # type: ignore[misc]
        def __init__(self, case: dict[str, Any]) -> None:
            self.case = case

    for column in table.columns:
        name = column.name

        def value(self: Any, name: str = name) -> Any:
            return self.case[name]

        setattr(Facts, name, kinds[column.kind](label=name)(value))
    return Facts


def _cell(name: str, cell: Cell) -> list[dict[str, Any]]:
    def condition(operator: str, value: Any) -> dict[str, Any]:
        return {"name": name, "operator": operator, "value": value}

    match cell:
        case Equal(bool() as value):
            return [condition("is_true" if value else "is_false", None)]
        case Equal(value):
            return [condition("equal_to", value)]
        case OneOf(values):
            return [{"any": [condition("equal_to", value) for value in values]}]
        case Between(low, high):
            ends = (("greater_than_or_equal_to", low), ("less_than", high))
            return [condition(operator, end) for operator, end in ends if end is not None]
