"""The tables on which the checks are timed: kinds that people write, drawn with fixed seeds, faults planted in some."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from cases.bands import Bands, Column, Row, Sheet, columns

Box = list[Bands]

KINDS: Final = {
    "plain": ("choice", "number"),
    "mixed": ("choice", "money", "marks", "insured", "number", "flag", "choice", "money"),
    "terms": ("choice", "terms", "flag", "terms", "choice", "terms", "money", "number"),
}
BANDS: Final = 12


def sheets(inputs: int, rows: int) -> Iterator[Sheet]:
    """A table of each family."""
    yield tree("tree", "mixed", inputs, rows)
    yield tree("tree with faults", "mixed", inputs, rows, faults=True)
    yield tree("sums in parameters", "terms", inputs, rows, faults=True)
    yield exceptions(inputs, rows)
    for hit in ("first", "unique", "any"):
        for empty in (0.2, 0.5):
            yield scattered(hit, inputs, rows, empty=empty)


def tree(name: str, kinds: str, inputs: int, rows: int, *, faults: bool = False) -> Sheet:
    """A tree of questions written out as rows, of which one holds for each case; a hole and an overlap if asked for."""
    draw = random.Random(f"{name} {inputs} {rows}")  # noqa: S311 - tables, not secrets
    over = _columns(kinds, inputs)
    leaves: list[Box] = [[column.every for column in over]]
    while len(leaves) < rows:
        leaf = leaves.pop(draw.randrange(len(leaves)))
        wide = [place for place, bands in enumerate(leaf) if len(bands) > 1]
        if not wide:
            leaves.append(leaf)
            continue
        place = draw.choice(wide)
        one, other = _halves(draw, over[place], leaf[place])
        leaves += [[*leaf[:place], part, *leaf[place + 1 :]] for part in (one, other)]
    if not faults:
        return Sheet(name, "unique", over, _rows(over, leaves), planted=frozenset())
    *others, one, other = leaves
    hole = others.pop(len(others) // 2)
    wider = [a | b for a, b in zip(one, other, strict=True)]
    planted = frozenset({("gap", "desk"), ("overlap", f"row_{len(others) + 1}")})
    places = {"gap": hole, "overlap": other}
    return Sheet(name, "unique", over, _rows(over, [*others, wider, other]), planted=planted, places=places)


def exceptions(inputs: int, rows: int) -> Sheet:
    """Narrow exceptions above a general rule; one is shared out among two others before it, and one comes too late."""
    draw = random.Random(f"exceptions {inputs} {rows}")  # noqa: S311
    over = _columns("mixed", inputs)
    narrow = [place for place, column in enumerate(over) if column.size == BANDS][:3]
    rest = [place for place in range(inputs) if place not in narrow]
    drawn: set[tuple[int, ...]] = set()
    while len(drawn) < rows - 4:
        drawn.add(tuple(draw.randrange(BANDS) for _ in narrow))
    first, *others = (
        {place: frozenset({band}) for place, band in zip(narrow, key, strict=True)} for key in sorted(drawn)
    )
    below, above = _halves(draw, over[rest[0]], over[rest[0]].every)
    half, _ = _halves(draw, over[0], over[0].every)
    boxes = [first | {rest[0]: below}, first | {rest[0]: above}, first]
    boxes += [box | {extra: _some(draw, over[extra])} for box in others for extra in [draw.choice(rest)]]
    boxes += [{0: half}, {0: frozenset({min(half)}), 1: frozenset({0})}]
    lines = [Row(box, number) for number, box in enumerate(boxes)]
    planted = frozenset({("masked", "row_2"), ("masked", f"row_{len(lines) - 1}")})
    return Sheet("exceptions first", "first", over, lines, default=True, planted=planted)


def scattered(hit: str, inputs: int, rows: int, *, empty: float) -> Sheet:
    """Rows drawn at random, which overlap heavily; of the cells, the share ``empty`` says nothing."""
    draw = random.Random(f"scattered {hit} {inputs} {rows} {empty}")  # noqa: S311
    over = columns((kind, 12 if kind == "choice" else 1_000) for kind in _kinds("plain", inputs))
    lines = [
        Row(
            {place: _some(draw, column) for place, column in enumerate(over) if draw.random() >= empty},
            draw.randrange(5),
        )
        for _ in range(rows)
    ]
    return Sheet(f"scattered, {hit}, {empty:.0%} empty", hit, over, lines)


def _kinds(name: str, inputs: int) -> list[str]:
    return [KINDS[name][place % len(KINDS[name])] for place in range(inputs)]


def _columns(kinds: str, inputs: int) -> tuple[Column, ...]:
    return columns((kind, BANDS) for kind in _kinds(kinds, inputs))


def _rows(over: tuple[Column, ...], boxes: list[Box]) -> tuple[Row, ...]:
    return tuple(
        Row({place: bands for place, bands in enumerate(box) if bands != over[place].every}, number)
        for number, box in enumerate(boxes)
    )


def _halves(draw: random.Random, column: Column, bands: Bands) -> tuple[Bands, Bands]:
    """Two parts of bands; of a column in order, those below a bound and those above."""
    listed = sorted(bands)
    if not column.in_order:
        draw.shuffle(listed)
    cut = draw.randrange(1, len(listed))
    return frozenset(listed[:cut]), frozenset(listed[cut:])


def _some(draw: random.Random, column: Column) -> Bands:
    """Some bands of a column, not all: a stretch of up to two fifths, or up to half of those without an order."""
    if column.in_order:
        low = draw.randrange(column.size)
        return frozenset(range(low, min(column.size, low + 1 + draw.randrange(max(1, column.size * 2 // 5)))))
    return frozenset(draw.sample(range(column.size), draw.randrange(1, max(2, column.size // 2))))
