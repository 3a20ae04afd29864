"""Public holidays of the world in calendars; those of China against another library."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from kefu_adapters.calendars.public import public_days
from kefu_adapters.files import load_calendar, load_pack
from kefu_core import InvalidPolicy

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DIFFERENT = {
    # The New Year of 2006: 31 December 2005, a Saturday, was worked for the days off that followed (notice of the
    # General Office of the State Council). chinesecalendar has it as a weekend.
    date(2005, 12, 31): "worked",
}
CALENDAR = """
calendar: office
zone: Asia/Shanghai
week: {mon-fri: [09:00-12:00, 13:00-18:00]}
holidays: HOLIDAYS
"""


def written(folder: Path, holidays: str) -> Path:
    (folder / "office.yaml").write_text(CALENDAR.replace("HOLIDAYS", holidays), encoding="utf-8")
    return folder / "office.yaml"


def test_the_chinese_days_are_those_of_another_library_but_for_one() -> None:
    found = public_days("CN")
    assert found is not None
    closed, worked = {day for day, _ in found.closed}, {day for day, _ in found.worked}
    different = {}
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        works = day in worked or (day.weekday() < 5 and day not in closed)
        if works != chinese_calendar.is_workday(day):
            different[day] = "worked" if works else "off"
    assert different == DIFFERENT


def test_a_calendar_of_china_works_on_make_up_days_and_is_known_as_far_as_published(tmp_path: Path) -> None:
    office = load_calendar(written(tmp_path, "{country: CN}"))
    shanghai = office.zone
    assert office.closing_of(date(2026, 10, 10)) == datetime(2026, 10, 10, 18, tzinfo=shanghai)
    assert office.closing_of(date(2026, 10, 8)) is not None
    assert office.closing_of(date(2026, 10, 7)) is None
    assert office.known_until is not None
    assert office.known_until >= date(2027, 1, 1)


def test_make_up_days_may_have_hours_of_their_own_and_own_dates_come_first(tmp_path: Path) -> None:
    path = written(tmp_path, '[{country: CN, makeup: "10:00-15:00"}, 2026-11-11]\ndates: {2026-10-10: []}')
    office = load_calendar(path)
    assert office.closing_of(date(2026, 9, 20)) == datetime(2026, 9, 20, 15, tzinfo=office.zone)
    assert office.closing_of(date(2026, 10, 10)) is None
    assert office.closing_of(date(2026, 11, 11)) is None


def test_a_part_of_a_country_has_holidays_of_its_own(tmp_path: Path) -> None:
    bavaria = load_calendar(written(tmp_path, "{country: DE, subdivision: BY}"))
    berlin = load_calendar(written(tmp_path, "{country: DE, subdivision: BE}"))
    assert (bavaria.closing_of(date(2026, 1, 6)), berlin.closing_of(date(2026, 1, 6)) is None) == (None, False)
    assert bavaria.known_until == date(2051, 1, 1)  # further than that nobody has looked


@pytest.mark.parametrize("country", ["SG", "KE", "MY", "AE"])
def test_where_the_moon_decides_what_is_reckoned_is_not_known(country: str) -> None:
    days = public_days(country)
    assert days is not None
    assert days.known_until is not None
    assert date(2026, 1, 1) < days.known_until < date(2032, 1, 1)


def test_a_date_named_as_a_holiday_is_one_even_where_the_country_works(tmp_path: Path) -> None:
    office = load_calendar(written(tmp_path, "[{country: CN}, 2026-10-10]"))
    assert office.closing_of(date(2026, 10, 10)) is None


@pytest.mark.parametrize("country", ["China", "HolidayBase", "country_holidays", "NYSE", "cn"])
def test_a_country_has_the_code_of_iso_3166(country: str) -> None:
    assert public_days(country) is None


@pytest.mark.parametrize(("holidays", "wrong"), [("{country: XX}", "XX"), ("{country: DE, subdivision: QQ}", "QQ")])
def test_what_no_library_knows_is_told_with_its_place(tmp_path: Path, holidays: str, wrong: str) -> None:
    path = written(tmp_path, holidays)
    with pytest.raises(InvalidPolicy) as caught:
        load_calendar(path)
    (told,) = caught.value.diagnostics
    assert (told.code, told.args["country"], told.help) == ("no-public-holidays", wrong, "codes")


def test_what_was_looked_up_is_part_of_the_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "policy.yaml").write_text(
        "policy: t\nformat: 1\nzone: Asia/Shanghai\ncalendar: office\n---"
        + CALENDAR.replace("HOLIDAYS", "{country: CN}"),
        encoding="utf-8",
    )
    before = load_pack(tmp_path)
    monkeypatch.setattr("kefu_adapters.calendars.public.YEARS", (2000, 2040))
    after = load_pack(tmp_path)
    assert before.edition != after.edition
    assert before.calendars["office"].closing_of(date(2026, 10, 1)) is None
