"""The states of a kind as a picture: boxes in a row, moves as lines above them, what goes back as lines below.

Everything it shows stands in the table beside it, too, so that readers who cannot see it miss nothing. Lengths are in
the units of an SVG, of which a letter is about eight wide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen
from markupsafe import Markup

from kefu_core.handbook.parts import Kind, State

LETTER: Final = 7.5
HEIGHT: Final = 40
"""Of a box."""
LANE: Final = 30
"""Between two lines one above the other."""
GAP: Final = 48
"""Between two boxes, at least."""
STEP: Final = 14
"""Between two lines that end at one box."""
EDGE: Final = 4


@frozen
class Line:
    """From one box to another, by their places, in a ``lane`` above the boxes or below them, 0 the nearest."""

    start: int
    end: int
    label: str
    lane: int

    @property
    def forward(self) -> bool:
        """Whether it leads to a later state, above the boxes."""
        return self.start < self.end

    @property
    def between(self) -> tuple[int, int]:
        """The places of its two boxes, from left to right."""
        return min(self.start, self.end), max(self.start, self.end)


def picture(kind: Kind, comma: str) -> Markup:
    """The states of a kind and what leads from one to another, as one element of SVG, empty for a single state.

    Several events that lead the same way share a line, with ``comma`` between their names.
    """
    lines = [*_lanes(_merged(kind, comma, forward=True)), *_lanes(_merged(kind, comma, forward=False))]
    if not lines:
        return Markup()
    widths = [
        max(_width(each.at.label) + 2 * STEP, STEP * (_ends(lines, place) + 1))
        for place, each in enumerate(kind.states)
    ]
    lefts = _lefts(widths, lines)
    above = LANE * (1 + max((each.lane for each in lines if each.forward), default=-1)) + EDGE
    below = LANE * (1 + max((each.lane for each in lines if not each.forward), default=-1)) + EDGE
    size = f"0 0 {lefts[-1] + widths[-1] + EDGE:g} {above + HEIGHT + below:g}"
    parts = [_box(state, lefts[place], widths[place], above) for place, state in enumerate(kind.states)]
    parts += [_drawn(each, _at(each, lines, lefts, widths), above) for each in lines]
    width = lefts[-1] + widths[-1] + EDGE
    return Markup('<svg class="states" role="img" aria-label="{}" viewBox="{}" width="{:g}">{}</svg>').format(
        kind.at.label, size, width, Markup().join(parts)
    )


def _merged(kind: Kind, comma: str, *, forward: bool) -> list[tuple[int, int, str]]:
    """The lines that lead forward, or back, with the names of their events; what stays where it is has none."""
    places = {state.at.id: place for place, state in enumerate(kind.states)}
    found: dict[tuple[int, int], list[str]] = {}
    for way in kind.ways:
        end = places[way.target.id]
        for origin in way.origins:
            start = places[origin.id]
            if start != end and (start < end) is forward:
                found.setdefault((start, end), []).append(way.event.label)
    return [(start, end, comma.join(dict.fromkeys(labels))) for (start, end), labels in found.items()]


def _lanes(lines: Sequence[tuple[int, int, str]]) -> Iterator[Line]:
    """Short lines next to the boxes; no two that overlap in one lane."""
    taken: list[list[tuple[int, int]]] = []
    for start, end, label in sorted(lines, key=lambda each: (abs(each[1] - each[0]), each[:2])):
        low, high = min(start, end), max(start, end)
        lane = next(
            (lane for lane, those in enumerate(taken) if all(high <= one or other <= low for one, other in those)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        yield Line(start, end, label, lane)


def _lefts(widths: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """Where the boxes begin: so far apart that the name of each line has room on it."""
    lefts = [float(EDGE)]
    for place, width in enumerate(widths[:-1], start=1):
        left = lefts[-1] + width + GAP
        for line in lines:
            low, high = line.between
            if high == place:
                left = max(left, lefts[low] + widths[low] + _width(line.label) + 2 * STEP)
        lefts.append(left)
    return lefts


def _ends(lines: Sequence[Line], place: int) -> int:
    """How many lines end at a box, on the side where there are more."""
    return max(sum(place in each.between for each in lines if each.forward is side) for side in (True, False))


def _at(line: Line, lines: Sequence[Line], lefts: Sequence[float], widths: Sequence[float]) -> tuple[float, float]:
    """Where a line leaves its first box and where it reaches its second, from left to right without crossings."""
    found = []
    for place in (line.start, line.end):
        those = sorted(
            (each for each in lines if each.forward is line.forward and place in each.between),
            key=lambda each: _turn(each, place),
        )
        found.append(lefts[place] + widths[place] * (those.index(line) + 1) / (len(those) + 1))
    return found[0], found[1]


def _turn(line: Line, place: int) -> tuple[bool, int]:
    """The order of the lines at a box: those to the left first, the nearest leftmost; then those to the right."""
    low, _ = line.between
    right = low == place
    return right, -line.lane if right else line.lane


def _box(state: State, left: float, width: float, top: float) -> Markup:
    classes = [name for name in ("first", "pauses", "final") if getattr(state, name)]
    return Markup(
        '<g class="{}"><rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="8"/><text x="{:g}" y="{:g}">{}</text></g>'
    ).format(
        " ".join(["state", *classes]), left, top, width, HEIGHT, left + width / 2, top + HEIGHT / 2 + 5, state.at.label
    )


def _drawn(line: Line, ends: tuple[float, float], top: float) -> Markup:
    """A line up from its box, across, and down with an arrow; below the boxes the other way round."""
    start, end = ends
    turn = -1 if line.forward else 1
    base = top if line.forward else top + HEIGHT
    across = base + turn * (LANE * line.lane + LANE / 2)
    tip = base + turn * 6
    return Markup(
        '<path class="way" d="M{:g} {:g}V{:g}H{:g}V{:g}"/><path class="tip" d="M{:g} {:g}l-4 {:g}h8z"/>'
        '<text class="event" x="{:g}" y="{:g}">{}</text>'
    ).format(start, base, across, end, tip, end, base, turn * 8, (start + end) / 2, across + 4, line.label)


def _width(text: str) -> float:
    """About how wide a text is: letters of Chinese are twice as wide as others."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text) * LETTER
