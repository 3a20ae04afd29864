import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_core.values import Dated, NotInForce

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)
# Few days, so that the day asked for is often one of a change, or its neighbour.
days = st.integers(0, 12).map(lambda number: MAY + timedelta(days=number))
starts = st.none() | days
tables = st.dictionaries(starts, st.integers(), min_size=1)


@given(tables, days)
def test_the_value_in_force_is_that_of_the_last_start_not_after_the_day(table, day):
    begun = [since for since in table if since is None or since <= day]
    dated = Dated(table)
    if begun:
        latest = max(begun, key=lambda since: since or date.min)
        assert dated.at(day) == dated.get(day, "none") == table[latest]
    else:
        assert dated.get(day, "none") == "none"
        with pytest.raises(NotInForce, match=f"nothing is in force yet on {day}"):
            dated.at(day)


@given(tables)
def test_before_every_change_only_that_holds_which_has_no_start(table):
    assert Dated(table).get(None, "none") == table.get(None, "none")


@given(tables, st.randoms(use_true_random=False))
def test_the_order_in_which_values_are_given_does_not_matter(table, random):
    pairs = list(table.items())
    random.shuffle(pairs)
    dated = Dated(pairs)
    assert dated == Dated(table)
    assert hash(dated) == hash(Dated(table))
    assert pickle.loads(pickle.dumps(dated)) == dated


@given(tables)
def test_the_changes_are_the_dates_in_order(table):
    assert list(Dated(table).changes) == sorted(since for since in table if since is not None)


def test_a_value_begins_on_its_date():
    limit = Dated({JULY: 800, None: 500})
    assert (limit.at(date(2026, 6, 30)), limit.at(JULY)) == (500, 800)
    assert limit.entries == ((None, 500), (JULY, 800))


def test_since_ever_comes_before_the_first_day_of_the_calendar():
    assert Dated([(date.min, "first day"), (None, "ever")]).entries == ((None, "ever"), (date.min, "first day"))


def test_a_date_has_one_value():
    with pytest.raises(ValueError, match="two values begin on one date"):
        Dated([(MAY, 1), (JULY, 2), (MAY, 1)])


def test_not_in_force_is_a_lookup_error():
    assert issubclass(NotInForce, LookupError)
