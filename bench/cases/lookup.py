"""Row 3: which desk takes a case, by district, kind and amount: as many rows as one likes."""

from __future__ import annotations

import random

from cases.table import Between, Cell, Column, Equal, Line, Table, Values

KINDS = tuple(f"kind_{number}" for number in range(20))
BANDS = 5
WIDTH = 1_000


def districts(rows: int) -> tuple[str, ...]:
    """As many districts as make a table of ``rows`` rows, a multiple of 100."""
    return tuple(f"district_{number}" for number in range(rows // (len(KINDS) * BANDS)))


def table(rows: int) -> Table:
    """A row for each district, kind and band of amounts; the outermost bands have no end, so that no case is missed."""
    lines: list[Line] = []
    for district in districts(rows):
        for kind in KINDS:
            for band in range(BANDS):
                low = band * WIDTH if band else None
                high = (band + 1) * WIDTH if band < BANDS - 1 else None
                when: dict[str, Cell] = {"district": Equal(district), "kind": Equal(kind), "amount": Between(low, high)}
                lines.append(Line(when, len(lines) * 7 % 1_000))
    columns = (
        Column("district", "choice", districts(rows)),
        Column("kind", "choice", KINDS),
        Column("amount", "integer"),
    )
    return Table("desk", columns, "desk", (), tuple(lines))


def cases(rows: int, count: int) -> list[Values]:
    """Cases spread over the whole table, a third of them on the border of two bands."""
    draw = random.Random(3)  # noqa: S311 - cases, not secrets
    names = districts(rows)
    return [
        (
            draw.choice(names),
            draw.choice(KINDS),
            draw.choice((draw.randrange(BANDS * WIDTH), draw.randrange(BANDS * WIDTH), draw.randrange(BANDS) * WIDTH)),
        )
        for _ in range(count)
    ]
