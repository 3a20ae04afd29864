import pickle
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kefu_core.values import UNITS, Duration, Family, unit_of

SECOND = 1_000_000
HOUR = 3600 * SECOND

# Round lengths and their neighbours, a microsecond to either side.
micros = st.one_of(
    st.integers(0, 10**15),
    st.builds(
        lambda count, unit, hair: max(0, count * unit + hair),
        st.integers(0, 200),
        st.sampled_from([SECOND, 60 * SECOND, HOUR]),
        st.integers(-1, 1),
    ),
)
durations = st.one_of(
    st.builds(Duration, count=micros, family=st.sampled_from([Family.CLOCK, Family.WORKING_CLOCK])),
    st.builds(
        Duration, count=st.integers(0, 1000), family=st.sampled_from([Family.DAYS, Family.MONTHS, Family.WORKING_DAYS])
    ),
    st.just(Duration(count=0, family=Family.SAME_DAY)),
)


@given(durations)
@example(Duration(count=1, family=Family.WORKING_CLOCK))
def test_what_is_written_reads_back(duration):
    assert Duration.parse(duration.text()) == duration
    assert Duration.parse(duration.iso()) == duration
    assert pickle.loads(pickle.dumps(duration)) == duration


@given(durations)
def test_the_canonical_text_is_its_own_canonical_text(duration):
    assert Duration.parse(duration.text()).text() == duration.text()


@pytest.mark.parametrize(
    ("text", "canonical", "iso"),
    [
        ("15 min", "15 min", "PT15M"),
        ("90 min", "90 min", "PT1H30M"),
        ("120 min", "2 h", "PT2H"),
        ("1.5 h", "90 min", "PT1H30M"),
        ("24 h", "24 h", "PT24H"),
        ("3600秒", "1 h", "PT1H"),
        ("30 s", "30 s", "PT30S"),
        ("0.5 s", "0.5 s", "PT0.5S"),
        ("1.000001 s", "1.000001 s", "PT1.000001S"),
        ("0 min", "0 min", "PT0S"),
        ("0 h", "0 min", "PT0S"),
        ("1 day", "1 day", "P1D"),
        ("3天", "3 days", "P3D"),
        ("3 日", "3 days", "P3D"),
        ("2 weeks", "14 days", "P14D"),
        ("1 星期", "7 days", "P7D"),
        ("0 days", "0 days", "P0D"),
        ("1个月", "1 month", "P1M"),
        ("1 year", "12 months", "P12M"),
        ("2 年", "24 months", "P24M"),
        ("2  working   days", "2 working days", "2 working days"),
        ("1个工作日", "1 working day", "1 working day"),
        ("8 working hours", "8 working hours", "8 working hours"),
        ("1 工作小时", "1 working hour", "1 working hour"),
        ("90 working min", "90 working minutes", "90 working minutes"),
        ("0.5 working seconds", "0.5 working seconds", "0.5 working seconds"),
        ("same day", "same day", "same day"),
        ("当天", "same day", "same day"),
        ("当日", "same day", "same day"),
        ("同日", "same day", "same day"),
        ("PT1H30M", "90 min", "PT1H30M"),
        ("PT0.5S", "0.5 s", "PT0.5S"),
        ("PT1.5H", "90 min", "PT1H30M"),
        ("P3D", "3 days", "P3D"),
        ("P1W2D", "9 days", "P9D"),
        ("P1Y2M", "14 months", "P14M"),
    ],
)
def test_a_length_is_written_in_its_largest_unit_and_in_iso(text, canonical, iso):
    duration = Duration.parse(text)
    assert (duration.text(), str(duration), duration.iso()) == (canonical, canonical, iso)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0.5 days", "`days` is counted in whole numbers, and 1/2 is not one"),
        ("1.5 months", "counted in whole numbers"),
        ("0.5个工作日", "counted in whole numbers"),
        ("P0.5D", "is not a length of time"),
        ("0.0000001 s", "not a whole number of microseconds"),
        ("-3 days", "cannot be negative"),
        ("-0.5 h", "cannot be negative"),
        ("1 same day", "`same day` takes no number"),
        ("3 fortnights", "`fortnights` is not a unit of time"),
        ("3 d", "`d` is not a unit of time"),
        ("3 Days", "`Days` is not a unit of time"),
        ("15", "write a number, then the unit"),
        ("days", "write a number, then the unit"),
        ("１５ min", "write a number, then the unit"),
        ("", "write a number, then the unit"),
        ("1.2.3 h", "`1.2.3` is not a number"),
        ("1. h", "`1.` is not a number"),
        ("PT1..5H", "`1..5` is not a number"),
        ("P", "write a number, then the unit"),
        ("PT", "write a number, then the unit"),
        ("P3DT", "write a number, then the unit"),
        ("P1DT2H", "`P1DT2H` mixes what is counted in different ways"),
        ("P1M1D", "mixes what is counted in different ways"),
    ],
)
def test_what_is_no_length_is_refused_with_the_reason(text, why):
    with pytest.raises(ValueError, match=why):
        Duration.parse(text)


@given(st.text(alphabet="0123456789.PYMWDTHS dayshmin天+-当"))
def test_a_text_is_a_length_or_a_value_error(text):
    try:
        duration = Duration.parse(text)
    except ValueError:
        return
    assert Duration.parse(duration.text()) == duration


@given(st.sampled_from(sorted(UNITS)), st.integers(0, 500))
def test_every_unit_counts_by_its_factor(unit, number):
    family, factor = UNITS[unit]
    if family is Family.SAME_DAY:
        with pytest.raises(ValueError, match="takes no number"):
            Duration.of(number, unit)
    else:
        assert Duration.of(number, unit) == Duration(count=number * factor, family=family)
        assert Duration.of(number, unit) == Duration.parse(f"{number}{unit}")


def test_a_unit_is_found_by_its_name():
    assert unit_of("h") == (Family.CLOCK, HOUR)
    assert unit_of("working  days") == (Family.WORKING_DAYS, 1)
    assert unit_of("same day") == (Family.SAME_DAY, 0)
    assert unit_of("") is None


def test_a_duration_counts_in_whole_numbers_from_nothing_up():
    with pytest.raises(ValueError, match="cannot be negative"):
        Duration(count=-1, family=Family.DAYS)
    with pytest.raises(ValueError, match="takes no number"):
        Duration(count=1, family=Family.SAME_DAY)
    with pytest.raises(TypeError, match="counts in whole days"):
        Duration(count=Fraction(1, 2), family=Family.DAYS)  # type: ignore[arg-type]


@given(
    st.integers(0, 3),
    st.integers(0, 3),
    st.sampled_from([family for family in Family if family is not Family.SAME_DAY]),
)
def test_lengths_of_one_family_are_ordered_by_their_count(one, other, family):
    left, right = Duration(one, family), Duration(other, family)
    assert (left < right, left <= right, left > right, left >= right) == (
        one < other,
        one <= other,
        one > other,
        one >= other,
    )


@pytest.mark.parametrize("operation", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_lengths_of_two_families_have_no_order(operation):
    with pytest.raises(TypeError, match="`24 h` and `1 day` are counted in different ways"):
        getattr(Duration.parse("24 h"), operation)(Duration.parse("1 day"))
    assert getattr(Duration.parse("24 h"), operation)(24) is NotImplemented


def test_a_day_is_not_24_hours():
    assert Duration.parse("1 day") != Duration.parse("24 h")
    assert len({Duration.parse("1 h"), Duration.parse("60 min"), Duration.parse("1 day")}) == 2
