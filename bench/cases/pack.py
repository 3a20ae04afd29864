"""A table → a pack of kefu."""

from __future__ import annotations

from cases.table import Between, Cell, Column, Equal, OneOf, Table

HEAD = """\
policy: bench
format: 1
title: {zh: 测速, en: for measuring}
zone: Asia/Shanghai
---
clauses:
  - {id: bench.table, at: "1", says: {zh: 照表办理。, en: The table decides.}}
"""


def pack(table: Table, *, hit: str = "first") -> dict[str, str]:
    """The files of a pack that holds one table. The hit policy may be another where at most one row ever holds."""
    kinds = {column.name: column.kind for column in table.columns}
    facts = [f"  - {_fact(column)}" for column in table.columns]
    rules = []
    for number, line in enumerate(table.lines):
        when = ", ".join(f'{name}: "{_cell(cell, kinds[name])}"' for name, cell in line.when.items())
        rules.append(f"  - {{id: row.{number}, when: {{{when}}}, then: {line.then}, source: bench.table}}")
    outcome = f"type: choice, choices: [{_codes(table.codes)}]" if table.codes else "type: integer"
    vocabulary = ["facts:", *facts, "outcomes:", f"  - {{id: {table.output}, {outcome}}}", ""]
    head = [f"table: {table.name}", f"inputs: [{', '.join(table.names)}]", f"output: {table.output}", f"hit: {hit}"]
    return {
        "policy.yaml": HEAD,
        "vocabulary.yaml": "\n".join(vocabulary),
        "table.yaml": "\n".join([*head, "rules:", *rules, ""]),
    }


def _fact(column: Column) -> str:
    match column.kind:
        case "choice":
            return f"{{id: {column.name}, type: choice, choices: [{_codes(column.codes)}]}}"
        case "money":
            return f'{{id: {column.name}, type: money, unit: CNY, domain: ">= 0 CNY"}}'
        case "integer":
            return f'{{id: {column.name}, type: integer, domain: ">= 0"}}'
        case "boolean":
            return f"{{id: {column.name}, type: boolean}}"


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(f"{{id: {code}}}" for code in codes)


def _cell(cell: Cell, kind: str) -> str:
    match cell:
        case Equal(value):
            return _value(value, kind)
        case OneOf(values):
            return ", ".join(_value(value, kind) for value in values)
        case Between(low, None):
            return f">= {_value(low, kind)}"
        case Between(None, high):
            return f"< {_value(high, kind)}"
        case Between(low, high):
            return f"[{_value(low, kind)}..{_value(high, kind)})"


def _value(value: object, kind: str) -> str:
    if kind == "money":
        assert isinstance(value, int)
        return f"{value // 100}.{value % 100:02} CNY"
    return str(value).lower() if isinstance(value, bool) else str(value)
