"""Columns cut into bands and tables over them: what a check has to find in such a table can be seen without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from attrs import field, frozen

Bands = frozenset[int]
Point = tuple[int, ...]
"""A band of each column."""

STEP: Final = 100
"""What lies between two bounds of a column of sums or numbers."""

MARKS: Final = ("fragile", "cold")
"""The members of a set that cells ask for; a band for each combination."""


@frozen
class Column:
    """``kind`` is choice, flag, marks, number, money, terms (money bounded by parameters) or insured (may be none)."""

    name: str
    kind: str
    size: int

    @property
    def every(self) -> Bands:
        """All bands."""
        return frozenset(range(self.size))

    @property
    def in_order(self) -> bool:
        """Whether neighbouring bands are written as one."""
        return self.kind in {"number", "money", "terms", "insured"}

    def fact(self) -> str:
        """The declaration of the fact."""
        match self.kind:
            case "choice":
                codes = ", ".join(f"{{id: {self.name}_{band}}}" for band in range(self.size))
                return f"{{id: {self.name}, type: choice, choices: [{codes}]}}"
            case "flag":
                return f"{{id: {self.name}, type: boolean}}"
            case "marks":
                codes = ", ".join(f"{{id: {mark}}}" for mark in (*MARKS, "upright"))
                return f"{{id: {self.name}, type: set of choice, choices: [{codes}]}}"
            case "number":
                return f'{{id: {self.name}, type: integer, domain: ">= 0"}}'
        optional = ", optional: true" if self.kind == "insured" else ""
        return f'{{id: {self.name}, type: money, unit: CNY, domain: ">= 0 CNY"{optional}}}'

    def parameters(self) -> Iterator[str]:
        """The declarations of the bounds that are parameters."""
        if self.kind == "terms":
            for band in range(1, self.size):
                value = f'"{band * STEP} CNY"'
                yield f"{{id: {self.name}_{band}, type: money, unit: CNY, value: {value}, source: bench.table}}"

    def cell(self, bands: Bands) -> str:
        """The cell that holds in these bands."""
        if self.kind == "choice":
            return ", ".join(f"{self.name}_{band}" for band in sorted(bands))
        if self.kind == "flag":
            return ", ".join("true" if band else "false" for band in sorted(bands))
        if self.kind == "marks":
            return ", ".join(f"all({', '.join(_mark(number, band) for number in (0, 1))})" for band in sorted(bands))
        last = self.size - 1 - (self.kind == "insured")
        sums = [band for band in sorted(bands) if band <= last]
        runs = [[band for _, band in run] for _, run in groupby(enumerate(sums), lambda pair: pair[1] - pair[0])]
        parts = [self._between(run[0], run[-1], last) for run in runs]
        return ", ".join([*parts, *(["none"] if last < self.size - 1 in bands else [])])

    def value(self, band: int) -> Any:
        """A value of a band, as facts are given."""
        match self.kind:
            case "choice":
                return f"{self.name}_{band}"
            case "flag":
                return bool(band)
            case "marks":
                return [mark for number, mark in enumerate(MARKS) if band >> number & 1]
            case "number":
                return band * STEP
        return None if self.kind == "insured" and band == self.size - 1 else f"{band * STEP}.00 CNY"

    def band(self, value: Any) -> int:
        """The band that a given value lies in."""
        if self.kind == "flag":
            return int(str(value).lower() == "true")
        if self.kind == "choice":
            return int(value.removeprefix(f"{self.name}_"))
        if self.kind == "marks":
            return sum(1 << number for number, mark in enumerate(MARKS) if mark in value)
        if value in {None, "none"}:
            return self.size - 1
        last = self.size - 1 - (self.kind == "insured")
        return min(int(float(str(value).removesuffix(" CNY"))) // STEP, last)

    def _between(self, first: int, last: int, end: int) -> str:
        low, high = self._bound(first), self._bound(last + 1)
        if first == 0:
            return "not(none)" if last == end and self.kind == "insured" else f"< {high}" if last < end else ">= 0 CNY"
        return f">= {low}" if last == end else f"[{low}..{high})"

    def _bound(self, band: int) -> str:
        if self.kind == "terms":
            return f"{self.name}_{band}"
        return f"{band * STEP}" if self.kind == "number" else f"{band * STEP} CNY"


def _mark(number: int, band: int) -> str:
    return MARKS[number] if band >> number & 1 else f"not({MARKS[number]})"


@frozen
class Row:
    """The bands in which a row holds, by column; columns that are left out say nothing."""

    when: Mapping[int, Bands]
    then: int

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return all(point[column] in bands for column, bands in self.when.items())


@frozen
class Sheet:
    """A table, and the findings that it was made for, as (code, id); None where nobody planted any."""

    name: str
    hit: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    default: bool = False
    planted: frozenset[tuple[str, str]] | None = None
    places: Mapping[str, Sequence[Bands]] = field(factory=dict)
    """Where the witness of a finding must lie, by the finding's code."""

    def pack(self) -> dict[str, str]:
        """The files of a pack with this table alone."""
        parameters = [f"  - {each}" for column in self.columns for each in column.parameters()]
        lines = [
            "policy: bench\nformat: 1\nzone: Asia/Shanghai\n---",
            *(["parameters:", *parameters] if parameters else []),
            "facts:",
            *(f"  - {column.fact()}" for column in self.columns),
            "outcomes: [{id: desk, type: integer}]\n---",
            f"table: desk\ninputs: [{', '.join(column.name for column in self.columns)}]",
            f"output: desk\nhit: {self.hit}\nrules:",
            *(f"  - {self._rule(number, row)}" for number, row in enumerate(self.rows)),
            *(['default: {then: "0", source: bench.table}'] if self.default else []),
        ]
        return {"policy.yaml": "\n".join([*lines, ""])}

    def point(self, facts: Mapping[str, Any]) -> Point:
        """The bands in which facts lie."""
        return tuple(column.band(facts[column.name]) for column in self.columns)

    def _rule(self, number: int, row: Row) -> str:
        cells = ((self.columns[place], bands) for place, bands in sorted(row.when.items()))
        when = ", ".join(f'{column.name}: "{column.cell(bands)}"' for column, bands in cells)
        return f'{{id: row_{number}, when: {{{when}}}, then: "{row.then}", source: bench.table}}'


def columns(kinds: Iterable[tuple[str, int]]) -> tuple[Column, ...]:
    """Columns named by kind and place."""
    sizes = {"flag": 2, "marks": 4}
    return tuple(Column(f"{kind}_{number}", kind, sizes.get(kind, size)) for number, (kind, size) in enumerate(kinds))
