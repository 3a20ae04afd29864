"""The index of long tables finds exactly the rows that a walk over all rows finds."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kefu_core.lower.index import Bucket, Interval, _bucket

ENDS = st.none() | st.integers(0, 6)
INTERVALS = st.builds(Interval, low=ENDS, high=ENDS, low_open=st.booleans(), high_open=st.booleans())


def inside(interval: Interval, value: float) -> bool:
    low, high = interval.low, interval.high
    above = low is None or (value > low if interval.low_open else value >= low)
    below = high is None or (value < high if interval.high_open else value <= high)
    return above and below


@given(st.lists(INTERVALS, max_size=8), st.integers(-2, 16).map(lambda half: half / 2))
def test_a_bucket_gives_the_rows_whose_interval_has_the_value(intervals: list[Interval], value: float) -> None:
    bucket: Any = _bucket(list(enumerate(intervals)))
    assert isinstance(bucket, Bucket)
    assert bucket.find(value) == tuple(row for row, interval in enumerate(intervals) if inside(interval, value))


def test_rows_that_overlap_far_and_wide_are_not_indexed() -> None:
    assert _bucket([(row, Interval(low=row, high=10_000 - row)) for row in range(2_000)]) is None
