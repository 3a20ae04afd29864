"""The search for a place that no box covers, against looking at every place."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.verify.search import Box, Budget, BudgetSpent, cover, uncovered

SPACE = (0b1111, 0b111, 0b11111)
boxes = st.lists(st.tuples(*(st.integers(1, whole) for whole in SPACE)), max_size=12)


def places(*within: Box) -> set[tuple[int, ...]]:
    """Every single place inside any of some boxes."""
    return {
        place
        for box in within
        for place in product(*([slot for slot in range(mask.bit_length()) if mask >> slot & 1] for mask in box))
    }


def budget() -> Budget:
    return Budget(1_000_000)


@given(boxes)
def test_a_place_is_found_if_and_only_if_there_is_one(taken):
    found = uncovered(SPACE, taken, budget())
    assert (found is None) == (places(*taken) == places(SPACE))


@given(boxes)
def test_what_is_found_meets_no_box_and_cannot_grow(taken):
    found = uncovered(SPACE, taken, budget())
    if found is None:
        return
    assert not places(found) & places(*taken)
    for column, whole in enumerate(SPACE):
        for slot in range(whole.bit_length()):
            wider = tuple(mask | (1 << slot if place == column else 0) for place, mask in enumerate(found))
            assert wider == found or places(wider) & places(*taken)


@given(boxes, st.tuples(*(st.integers(1, whole) for whole in SPACE)))
def test_a_cover_covers_and_each_of_a_few_is_needed(taken, space):
    found = cover(space, taken, budget())
    if not places(space) <= places(*taken):
        assert found == ()
        return
    chosen = [taken[each] for each in found]
    assert places(space) <= places(*chosen)
    for each in chosen:
        rest = [other for other in chosen if other is not each]
        assert len(chosen) == 1 or not places(space) <= places(*rest)


def test_a_search_that_takes_too_long_says_so():
    with pytest.raises(BudgetSpent):
        uncovered(SPACE, [(1, 1, 1), (2, 2, 2), (4, 4, 4)], Budget(5))
