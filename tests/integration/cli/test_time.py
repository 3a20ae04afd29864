"""``kefu time``: due, elapsed and show, as people and programs call them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kefu_adapters.cli.app import app

OFFICE = """
calendar: office
label: {zh: 办公时间, en: office hours}
zone: Asia/Shanghai
week: {mon-fri: [09:00-12:00, 13:00-18:00], sat: [22:00-06:00]}
holidays: [2026-10-01/2026-10-07, 12-25]
breaks: {2026-09-30: [17:15-18:00]}
dates: {2026-10-10: [10:00-15:00], 2026-10-11: []}
known_until: 2027-01-01
"""


@pytest.fixture
def office(tmp_path: Path) -> str:
    path = tmp_path / "office.yaml"
    path.write_text(OFFICE, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["time", *arguments, "--lang", "en"])


def due(office: str, start: str, within: str, *more: str) -> Any:
    done = run("due", office, "--start", start, "--within", within, "--json", *more)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["due"]


@pytest.mark.parametrize(
    ("start", "within", "more", "end"),
    [
        ("2026-09-30T17:00+08:00", "1 working hour", (), "2026-10-08T09:45+08:00"),
        ("2026-09-30T17:00", "15 工作分钟", (), "2026-09-30T17:15+08:00"),
        ("2026-09-30T17:00", "15 工作分钟", ("--tie", "next_open"), "2026-10-08T09:00+08:00"),
        ("2026-09-30T09:00Z", "2 working days", (), "2026-10-09T18:00+08:00"),
        ("2026-09-30T17:00", "3 days", (), "2026-10-04T00:00+08:00"),
        ("2026-09-30T17:00", "3 days", ("--roll", "next"), "2026-10-08T18:00+08:00"),
        ("2026-09-30T17:00", "3 days", ("--roll", "previous"), "2026-09-30T17:15+08:00"),
        ("2026-09-30T17:00", "48 h", (), "2026-10-02T17:00+08:00"),
        ("2026-09-30T17:00", "same day", (), "2026-09-30T17:15+08:00"),
        ("2026-10-08T09:00", "2 working hours", ("--pause", "2026-10-08T10:00/2026-10-08T11:30"),
         "2026-10-08T13:30+08:00"),
        ("2026-10-08T09:00", "2 h", ("--pause", "2026-10-08T10:00/2026-10-08T11:00", "--pause",
                                      "2026-10-08T10:30/2026-10-08T12:00"), "2026-10-08T13:00+08:00"),
    ],
)  # fmt: skip
def test_a_period_ends_by_the_calendar(office: str, start: str, within: str, more: tuple[str, ...], end: str) -> None:
    assert due(office, start, within, *more) == end


def test_people_read_midnight_as_the_end_of_the_day(office: str) -> None:
    done = run("due", office, "--start", "2026-09-30T17:00", "--within", "3 days")
    assert (done.exit_code, done.stdout) == (0, "2026-10-03T24:00+08:00\n")


def test_what_ends_after_the_calendar_is_known_is_provisional(office: str) -> None:
    done = run("due", office, "--start", "2026-12-31T17:00", "--within", "8 working hours")
    assert done.stdout == "2027-01-01T17:00+08:00\n"
    assert "provisional: not everything is known yet from 2027-01-01 on" in done.stderr


def test_what_the_calendar_has_no_say_in_and_what_ends_with_the_last_known_day_is_not_provisional(office: str) -> None:
    for start, within in (("2026-12-31T17:00", "48 h"), ("2026-12-30T10:00", "same day")):
        done = json.loads(run("due", office, "--start", start, "--within", within, "--json").stdout)
        assert done["provisional"] is False, within
    back = ("--start", "2026-12-31T10:00", "--within", "3 days", "--roll", "previous", "--json")
    assert json.loads(run("due", office, *back).stdout)["provisional"] is True


def test_time_beyond_what_is_known_is_provisional(office: str) -> None:
    arguments = ("elapsed", office, "--start", "2026-12-31T09:00", "--end", "2027-01-04T10:00")
    assert json.loads(run(*arguments, "--json").stdout)["provisional"] is True
    assert "provisional: not everything is known yet from 2027-01-01 on" in run(*arguments).stderr


def test_the_picture_marks_what_is_not_known_and_where_the_clocks_change(tmp_path: Path) -> None:
    path = tmp_path / "berlin.yaml"
    path.write_text(
        "calendar: berlin\nzone: Europe/Berlin\nweek: {mon-sun: 00:00-24:00}\nholidays: {country: DE}\n"
        "known_until: 2026-10-26\n",
        encoding="utf-8",
    )
    done = run("show", str(path), "--from", "2026-10-24", "--to", "2026-10-26").stdout.splitlines()
    assert [line[66:].strip() for line in done[2:4]] == ["24:00", "25:00  the clocks change"]
    assert done[5].endswith("24:00  not known yet")
    assert done[6].startswith("holidays: holidays ")
    assert done[6].endswith(": DE, 2000 to 2050")


@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "0001-01-03"), ("9998-12-30", "9999-01-03")])
def test_a_picture_of_the_ends_of_time_is_refused(office: str, first: str, last: str) -> None:
    done = run("show", office, "--from", first, "--to", last)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "in the years 2 to 9998" in done.stderr


@pytest.mark.parametrize(
    ("start", "end", "seconds", "words"),
    [
        ("2026-10-08T09:00", "2026-10-09T10:00", 9 * 3600, "9 h\n"),
        ("2026-10-09T10:00", "2026-10-08T09:00", -9 * 3600, "-9 h\n"),
        ("2026-10-17T22:00", "2026-10-18T12:00", 8 * 3600, "8 h\n"),
        ("2026-10-08T09:00", "2026-10-08T09:01:30", 90, "1 min 30 s\n"),
        ("2026-10-08T09:00", "2026-10-08T09:00:00.5", 0.5, "0.5 s\n"),
        ("2026-10-08T09:00", "2026-10-08T09:00:59.999999", 59.999999, "59.999999 s\n"),
        ("2026-10-01T00:00", "2026-10-02T00:00", 0, "0 min\n"),
    ],
)
def test_working_time_between_two_instants(office: str, start: str, end: str, seconds: float, words: str) -> None:
    arguments = ("elapsed", office, "--start", start, "--end", end)
    assert json.loads(run(*arguments, "--json").stdout) == {"seconds": seconds, "provisional": False}
    assert run(*arguments).stdout == words


def test_a_picture_of_the_weeks(office: str) -> None:
    done = run("show", office, "--from", "2026-09-30", "--to", "2026-10-11")
    assert (
        done.stdout
        == """\
office hours  (Asia/Shanghai)
                0     3     6     9     12    15    18    21    24
2026-09-30  Wed ··················██████··████████▌·············   7:15  break
2026-10-01  Thu ················································   0:00  holiday
2026-10-02  Fri ················································   0:00  holiday
2026-10-03  Sat ················································   0:00  holiday
2026-10-04  Sun ················································   0:00  holiday

2026-10-05  Mon ················································   0:00  holiday
2026-10-06  Tue ················································   0:00  holiday
2026-10-07  Wed ················································   0:00  holiday
2026-10-08  Thu ··················██████··██████████············   8:00
2026-10-09  Fri ··················██████··██████████············   8:00
2026-10-10  Sat ····················██████████··················   5:00  own hours
2026-10-11  Sun ················································   0:00  own hours
"""
    )


def test_the_picture_as_json_has_the_stretches_of_each_date(office: str) -> None:
    document = json.loads(run("show", office, "--from", "2026-10-17", "--to", "2026-10-18", "--json").stdout)
    assert document == {
        "calendar": "office",
        "zone": "Asia/Shanghai",
        "holidays_from": [],
        "days": [
            {
                "date": "2026-10-17",
                "open": [{"start": "2026-10-17T22:00+08:00", "end": "2026-10-18T00:00+08:00"}],
                "seconds": 7200,
                "marks": [],
            },
            {
                "date": "2026-10-18",
                "open": [{"start": "2026-10-18T00:00+08:00", "end": "2026-10-18T06:00+08:00"}],
                "seconds": 21600,
                "marks": [],
            },
        ],
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("due", "--start", "soon", "--within", "1 h"), "--start"),
        (("due", "--start", "2026-10-08T09:00", "--within", "-3 h"), "a duration cannot be negative"),
        (("due", "--start", "2026-10-08T09:00", "--within", "0 h"), "longer than nothing"),
        (("due", "--start", "2026-10-08T09:00", "--within", "3"), "--within"),
        (("due", "--start", "2026-10-08T09:00", "--within", "3 days", "--tie", "next_open"), "working hours"),
        (("due", "--start", "2026-10-08T09:00", "--within", "9999 years"), "in the years 2 to 9998"),
        (("due", "--start", "2026-10-08T09:00", "--within", "1 h", "--pause", "2026-10-08"), "write A/B"),
        (
            ("due", "--start", "2026-10-08T09:00", "--within", "1 h", "--pause", "2026-10-08T10:00/2026-10-08T10:00"),
            "ends before it begins",
        ),
        (("show", "--from", "2026-10-08", "--to", "2026-10-07"), "has to lie after"),
        (("show", "--from", "8 October"), "is not a date"),
    ],
)
def test_what_cannot_be_counted_is_told(office: str, arguments: tuple[str, ...], said: str) -> None:
    command, *rest = arguments
    done = run(command, office, *rest)
    assert (done.exit_code, said in done.stderr) == (2, True), done.output


def test_a_calendar_with_a_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(OFFICE.replace("13:00-18:00", "13:00-25:00"), encoding="utf-8")
    done = run("show", str(tmp_path / "bad.yaml"))
    assert (done.exit_code, "bad-hours" in done.stderr) == (1, True)
    as_json = json.loads(run("show", str(tmp_path / "bad.yaml"), "--json").stdout)
    assert [each["code"] for each in as_json["diagnostics"]] == ["bad-hours"]


def test_of_several_calendars_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "two.yaml"
    path.write_text(OFFICE + "---" + OFFICE.replace("office", "hotline"), encoding="utf-8")
    arguments = ("elapsed", str(path), "--start", "2026-10-08T09:00", "--end", "2026-10-08T10:00")
    assert run(*arguments).exit_code == 1
    assert run(*arguments, "--calendar", "hotline").stdout == "1 h\n"


def test_a_calendar_alone_names_its_zone(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(OFFICE.replace("zone: Asia/Shanghai\n", ""), encoding="utf-8")
    done = run("show", str(tmp_path / "bad.yaml"))
    assert (done.exit_code, "missing-key" in done.stderr) == (1, True)
