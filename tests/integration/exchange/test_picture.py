"""The picture of a kind's states: all of it in sight, no line on top of another."""

from __future__ import annotations

import re
from itertools import combinations

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from kefu_adapters.exchange.handbook.picture import picture
from kefu_core.handbook.parts import Kind, Named, State, Way

LABELS = st.text("ab&< 处理完毕", min_size=1, max_size=12)


@frozen
class Box:
    left: float
    top: float
    width: float
    height: float


@frozen
class Path:
    start: float
    base: float
    across: float
    end: float


@st.composite
def kinds(draw: st.DrawFn) -> Kind:
    """Kinds of up to six states with ways between any of them, also from a state to itself."""
    states = tuple(
        State(
            Named(draw(LABELS), f"s{number}"), first=number == 0, pauses=draw(st.booleans()), final=draw(st.booleans())
        )
        for number in range(draw(st.integers(1, 6)))
    )
    places = st.integers(0, len(states) - 1)
    ways = []
    for number in range(draw(st.integers(0, 8))):
        origins = tuple(states[place].at for place in sorted(draw(st.sets(places, min_size=1))))
        event = Named(draw(LABELS), f"e{number}")
        ways.append(Way(event, event, origins, states[draw(places)].at, (), again=False, said="", clauses=()))
    return Kind(Named(draw(LABELS), "k"), "", states, tuple(ways), ())


@given(kinds())
def test_boxes_stand_apart_and_lines_lie_on_no_other_line(kind: Kind) -> None:
    drawn = str(picture(kind, ", "))
    leads = {(each, way.target) for way in kind.ways for each in way.origins if each != way.target}
    if not leads:
        assert drawn == ""
        return
    number = r"(-?[0-9.]+)"
    boxes = [Box(*map(float, found)) for found in re.findall(
        rf'<rect x="{number}" y="{number}" width="{number}" height="{number}"', drawn
    )]  # fmt: skip
    paths = [Path(*map(float, found[:4])) for found in re.findall(rf"M{number} {number}V{number}H{number}V", drawn)]
    ((width, height),) = re.findall(rf'viewBox="0 0 {number} {number}"', drawn)

    assert len(boxes) == len(kind.states)
    assert len(paths) == len(leads)
    for one, other in combinations(boxes, 2):
        assert one.left + one.width < other.left
    for path in paths:
        assert 0 < path.across < float(height)
        for end in (path.start, path.end):
            assert any(box.left < end < box.left + box.width for box in boxes)
            assert 0 < end < float(width)
    for path, another in combinations(paths, 2):
        if path.across == another.across:
            (_, first_ends), (second_begins, _) = sorted(sorted((each.start, each.end)) for each in (path, another))
            assert first_ends <= second_begins
        ends = [{(each.start, each.base), (each.end, each.base)} for each in (path, another)]
        assert ends[0].isdisjoint(ends[1])


def test_events_that_lead_the_same_way_share_a_line() -> None:
    states = (
        State(Named("in hand", "open"), first=True, pauses=False, final=False),
        State(Named("closed", "closed"), first=False, pauses=False, final=True),
    )
    events = [Named("paid", "paid"), Named("given up", "given_up")]
    ways = tuple(
        Way(each, each, (states[0].at,), states[1].at, (), again=False, said="", clauses=()) for each in events
    )
    drawn = picture(Kind(Named("claim", "claim"), "", states, ways, ()), ", ")
    assert drawn.count('class="way"') == 1
    assert "paid, given up" in drawn
