"""Tables made to be hard: how the time of a check grows with them, until its budget ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from time import process_time
from typing import Final

from attrs import frozen
from cases.bands import Row, Sheet, columns

from kefu_core import load_policy
from kefu_core.verify import verify

GUESTS: Final = (4, 5, 6, 7, 8, 9, 10, 11)
QUEENS: Final = (4, 6, 8, 10, 12, 14)
CORNERS: Final = (4, 8, 12, 16, 20, 24)


@frozen
class Measured:
    """One size of a family: whether the checks were done, or ended by their budget, and after how many seconds."""

    family: str
    inputs: int
    rows: int
    seconds: float
    done: bool


def guests(count: int) -> Sheet:
    """More guests than rooms, and a row for each two in one room: some row holds for every case, which is hard to see.

    Known as the pigeonhole principle.
    """
    rooms = count - 1
    over = columns(("choice", rooms) for _ in range(count))
    pairs = [(one, other, room) for one, other in combinations(range(count), 2) for room in range(rooms)]
    rows = [
        Row({one: frozenset({room}), other: frozenset({room})}, number)
        for number, (one, other, room) in enumerate(pairs)
    ]
    return Sheet("guests", "first", over, rows, planted=frozenset())


def queens(count: int) -> Sheet:
    """A row for each square of a queen and each other line of the board: a gap is a solution of the queens' problem."""
    over = columns(("choice", count) for _ in range(count))
    rows = []
    for one, other in combinations(range(count), 2):
        for square in range(count):
            reach = {square, square + other - one, square - other + one} & set(range(count))
            rows.append(Row({one: frozenset({square}), other: frozenset(reach)}, len(rows)))
    return Sheet("queens", "first", over, rows)


def corners(count: int) -> Sheet:
    """A row for each two neighbouring yes-or-no questions with different answers, round in a circle, and the two rest.

    Boxes without end, and yet quickly told: the like is left over after each question.
    """
    over = columns(("flag", 2) for _ in range(count))
    rows = [Row({place: frozenset({0}), (place + 1) % count: frozenset({1})}, place) for place in range(count)]
    rows += [Row({place: frozenset({side}) for place in range(count)}, count + side) for side in (0, 1)]
    return Sheet("circle", "first", over, rows, planted=frozenset())


FAMILIES: Final[tuple[tuple[Callable[[int], Sheet], tuple[int, ...]], ...]] = (
    (guests, GUESTS),
    (queens, QUEENS),
    (corners, CORNERS),
)


def growth() -> list[Measured]:
    """Each family in growing sizes, up to the first that the budget ends."""
    found = []
    for make, sizes in FAMILIES:
        for size in sizes:
            found.append(_measured(make(size)))
            if not found[-1].done:
                break
    return found


def _measured(sheet: Sheet) -> Measured:
    policy = load_policy(sheet.pack())
    start = process_time()
    codes = {each.code for each in verify(policy)}
    seconds = process_time() - start
    return Measured(sheet.name, len(sheet.columns), len(sheet.rows), seconds, "check-budget" not in codes)


def told_growth(found: list[Measured]) -> Iterator[str]:
    """The figures as a table."""
    yield f"{'family':10} {'inputs':>6} {'rows':>6} {'seconds':>9}"
    for each in found:
        end = "" if each.done else "   ended by the budget"
        yield f"{each.family:10} {each.inputs:6} {each.rows:6} {each.seconds:9.2f}{end}"
