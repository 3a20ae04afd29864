"""The table of row 3 in plain Python: the rows one after another, and a dictionary of sorted bands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from cases.table import Answer, Between, Equal, Table

Find = Callable[[str, str, int], Answer]


def linear(table: Table) -> Find:
    """Walks the rows until one holds."""
    rows = _rows(table)

    def find(district: str, kind: str, amount: int) -> Answer:
        for number, (its_district, its_kind, low, high, desk) in enumerate(rows):
            if its_district == district and its_kind == kind and low <= amount < high:
                return (number, desk)
        raise LookupError((district, kind, amount))

    return find


def by_dictionary(table: Table) -> Find:
    """One hash for district and kind, one bisection for the amount. Takes it that bands ascend and leave no gap."""
    starts: dict[tuple[str, str], list[float]] = {}
    answers: dict[tuple[str, str], list[Answer]] = {}
    for number, (district, kind, low, _, desk) in enumerate(_rows(table)):
        starts.setdefault((district, kind), []).append(low)
        answers.setdefault((district, kind), []).append((number, desk))
    found = {key: (starts[key][1:], answers[key]) for key in starts}

    def find(district: str, kind: str, amount: int) -> Answer:
        cuts, desks = found[district, kind]
        return desks[bisect_right(cuts, amount)]

    return find


def _rows(table: Table) -> list[tuple[str, str, float, float, Any]]:
    rows = []
    for line in table.lines:
        district, kind, amount = (line.when[name] for name in table.names)
        assert isinstance(district, Equal)
        assert isinstance(kind, Equal)
        assert isinstance(amount, Between)
        low = float("-inf") if amount.low is None else amount.low
        high = float("inf") if amount.high is None else amount.high
        rows.append((district.value, kind.value, low, high, line.then))
    return rows
