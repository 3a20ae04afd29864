"""rule-engine (Python): a chain of rules, the first that matches gives the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import rule_engine
from cases.table import Answer, Between, Cell, Equal, OneOf, Table


def prepare(table: Table) -> Callable[[dict[str, Any]], Any]:
    """One compiled rule for each row."""
    chain = rule_engine.Chain(
        [(_condition(line.when) or "true", (number, line.then)) for number, line in enumerate(table.lines)]
    )
    evaluate: Callable[[dict[str, Any]], Any] = chain.evaluate
    return evaluate


def facts(cases: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Dictionaries as they are."""
    return list(cases)


def read(answer: Any) -> Answer:
    """The row and the output."""
    row, output = answer
    return row, output


def _condition(when: dict[str, Cell]) -> str:
    return " and ".join(_cell(name, cell) for name, cell in when.items())


def _cell(name: str, cell: Cell) -> str:
    match cell:
        case Equal(bool() as value):
            return name if value else f"not {name}"
        case Equal(value):
            return f"{name} == {_literal(value)}"
        case OneOf(values):
            return f"{name} in [{', '.join(_literal(value) for value in values)}]"
        case Between(low, high):
            ends = ((">=", low), ("<", high))
            return " and ".join(f"{name} {operator} {end}" for operator, end in ends if end is not None)


def _literal(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
