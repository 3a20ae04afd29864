"""The search for a place that no box covers, against looking at every place."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.verify.boxes import Boxes, Cover, bits
from kefu_core.verify.search import Box, Budget, BudgetSpent

SPACE = (0b1111, 0b111, 0b11111)
boxes = st.lists(st.tuples(*(st.integers(1, whole) for whole in SPACE)), max_size=12)
inner = st.tuples(*(st.integers(1, whole) for whole in SPACE))


def places(*within: Box) -> set[tuple[int, ...]]:
    """Every single place inside any of some boxes."""
    return {
        place
        for box in within
        for place in product(*([slot for slot in range(mask.bit_length()) if mask >> slot & 1] for mask in box))
    }


def budget() -> Budget:
    return Budget(1_000_000)


def every(boxes: Boxes) -> int:
    return (1 << boxes.count) - 1


@given(boxes)
def test_a_place_is_found_if_and_only_if_there_is_one(taken):
    ground = Boxes.of(SPACE, taken)
    found = ground.look(SPACE, every(ground), budget())
    assert isinstance(found, Cover) == (places(*taken) == places(SPACE))


@given(boxes, inner)
def test_what_is_found_meets_no_box_and_cannot_grow(taken, space):
    ground = Boxes.of(SPACE, taken)
    found = ground.look(space, every(ground), budget())
    if isinstance(found, Cover):
        return
    assert not places(found) & places(*taken)
    for column, whole in enumerate(space):
        for slot in bits(whole):
            wider = tuple(mask | (1 << slot if place == column else 0) for place, mask in enumerate(found))
            assert wider == found or places(wider) & places(*taken)


@given(boxes, inner)
def test_a_cover_covers_and_each_of_a_few_is_needed(taken, space):
    ground = Boxes.of(SPACE, taken)
    found = ground.look(space, every(ground), budget())
    if not isinstance(found, Cover):
        assert not places(space) <= places(*taken)
        return
    assert places(space) <= places(*(taken[each] for each in bits(found.boxes)))
    chosen = [taken[each] for each in bits(ground.needed(space, found, budget()))]
    assert places(space) <= places(*chosen)
    for each in range(len(chosen)):
        assert not places(space) <= places(*chosen[:each], *chosen[each + 1 :])


@given(boxes, boxes, inner, st.integers(0))
def test_it_does_not_matter_whether_boxes_were_there_or_are_added(taken, added, space, among):
    ground, whole = Boxes.of(SPACE, taken), Boxes.of(SPACE, [*taken, *added])
    ground.meeting(space, among, budget())
    for box in added:
        ground.add(box)
    among &= every(whole)
    assert ground.count == whole.count
    assert ground.full == whole.full
    assert ground.meeting(space, among, budget()) == whole.meeting(space, among, budget())
    covered = [isinstance(each.look(space, among, budget()), Cover) for each in (ground, whole)]
    assert covered[0] == covered[1]


def test_a_search_that_takes_too_long_says_so():
    ground = Boxes.of(SPACE, [(1, 1, 1), (2, 2, 2), (4, 4, 4)])
    with pytest.raises(BudgetSpent):
        ground.look(SPACE, every(ground), Budget(5))
