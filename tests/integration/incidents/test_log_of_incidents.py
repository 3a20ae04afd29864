"""The log of incidents is read as it is, and what cannot be read is told by its line."""

import gzip
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kefu_adapters.exchange.csv_rows import UnreadableTable
from kefu_adapters.exchange.incidents import Change, Incident, incidents

EXAMPLE = Path(__file__).parents[3] / "examples" / "incidents" / "made_sla.py"
SLICE = EXAMPLE.with_name("incidents.csv")
HEADING = "number,incident_state,made_sla,opened_at,sys_updated_at,priority,resolved_at,closed_at\n"


def minute(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2016, 3, day, hour, minute, tzinfo=UTC)


def incident(*changes: tuple[int, str]) -> Incident:
    at = minute(1, 9)
    return Incident(
        "1", "3", at, None, at, kept=True, changes=tuple(Change(minute(1, hour), state) for hour, state in changes)
    )


def read(path: Path, text: str) -> list[Incident]:
    path.write_text(HEADING + text, encoding="utf-8")
    return list(incidents(path, zone=UTC))


def refusal(path: Path, text: str) -> str:
    with pytest.raises(UnreadableTable) as caught:
        read(path, text)
    return str(caught.value)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, EXAMPLE, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_slice_is_read_whole() -> None:
    found = list(incidents(SLICE, zone=UTC))

    assert len(found) == 167
    assert sum(len(each.changes) for each in found) == 927
    assert sum(each.kept for each in found) == 112
    assert sum(each.resolved is None for each in found) == 5
    assert sum(bool(each.waits()) for each in found) == 41
    assert all(each.opened <= (each.resolved or each.closed) <= each.closed for each in found)


def test_the_clocks_of_the_log_show_a_zone(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(HEADING + "7,New,false,29/2/2016 01:16,29/2/2016 01:23,3,?,5/3/2016 12:00\n", encoding="utf-8")
    (found,) = incidents(path, zone=ZoneInfo("America/Sao_Paulo"))

    assert found.opened == datetime(2016, 2, 29, 4, 16, tzinfo=UTC)
    assert (found.number, found.priority, found.resolved, found.kept) == ("7", "3", None, False)


def test_within_a_minute_the_order_of_the_file_stays_and_else_time_decides(tmp_path: Path) -> None:
    head, tail = "7,{},true,1/3/2016 09:00,1/3/2016 ", ",3,?,5/3/2016 12:00\n"
    lines = [("Awaiting Vendor", "10:00"), ("Active", "10:00"), ("New", "09:00")]
    (found,) = read(tmp_path / "log.csv", "".join(head.format(state) + at + tail for state, at in lines))

    assert [each.state for each in found.changes] == ["New", "Awaiting Vendor", "Active"]


def test_waiting_lasts_from_the_first_waiting_state_to_the_next_other_one() -> None:
    waits = incident(
        (9, "New"), (10, "Awaiting Vendor"), (11, "Awaiting User Info"), (13, "Active"), (14, "Awaiting Problem")
    ).waits()
    unended = incident((9, "New"), (10, "Awaiting Vendor"), (12, "Awaiting Vendor")).waits()

    assert waits == ((minute(1, 10), minute(1, 13)),)
    assert unended == ((minute(1, 10), minute(1, 12)),)


def test_a_packed_log_is_unpacked_and_one_that_was_cut_is_told(tmp_path: Path) -> None:
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(SLICE.read_bytes()))
    assert list(incidents(packed, zone=UTC)) == list(incidents(SLICE, zone=UTC))

    packed.write_bytes(packed.read_bytes()[:-200])
    with pytest.raises(UnreadableTable, match="ends in the middle"):
        list(incidents(packed, zone=UTC))


def test_a_time_that_is_none_is_told_by_line_and_column(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    said = refusal(log, "7,New,true,1/3/2016 09:00,2016-03-01 09:00,3,?,5/3/2016 12:00\n")
    assert said == f"{log}:2: `sys_updated_at` is `2016-03-01 09:00`; a time is written as 29/2/2016 01:16"


def test_a_promise_that_is_neither_kept_nor_broken_is_told(tmp_path: Path) -> None:
    said = refusal(tmp_path / "log.csv", "7,New,?,1/3/2016 09:00,1/3/2016 09:00,3,?,5/3/2016 12:00\n")
    assert said.endswith("log.csv:2: `made_sla` is `?`, neither `true` nor `false`")


def test_rows_of_an_incident_that_stand_apart_are_told(tmp_path: Path) -> None:
    row = "{},New,true,1/3/2016 09:00,1/3/2016 09:00,3,?,5/3/2016 12:00\n"
    said = refusal(tmp_path / "log.csv", row.format(1) + row.format(2) + row.format(1))
    assert said.endswith("log.csv:4: the rows of incident 1 do not stand together")


def test_the_example_tells_promises_by_the_time_until_closing() -> None:
    done = run()

    assert done.returncode == 0, done.stderr
    assert "167 incidents with 927 changes" in done.stdout
    last = done.stdout.rpartition("until closed, time of waiting counts")[2]
    line = next(line for line in last.splitlines() if line.startswith("│        3"))
    assert [cell.strip() for cell in line.split("│")[2:7]] == ["162", "67.9%", "67.9%", "153.1 h", "98.8%"]


@pytest.mark.parametrize("arguments", [["nowhere.csv"], ["--calendar", "nowhere.yaml"], ["--calendar", str(SLICE)]])
def test_a_file_that_cannot_be_used_is_told(arguments: list[str]) -> None:
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_the_limit_parts_kept_from_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(EXAMPLE.parent)
    best_limit = import_module("made_sla").best_limit

    hours = [timedelta(hours=each) for each in range(6)]
    assert best_limit(zip(hours, [True, True, False, True, True, False], strict=True)) == hours[4]
    assert best_limit(zip(hours, [False] * 6, strict=True)) < timedelta(0)
    assert best_limit([]) < timedelta(0)
