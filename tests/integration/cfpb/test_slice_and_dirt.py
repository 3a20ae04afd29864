"""The bundled complaints hold every rare value, and what is wrong with a file is told with its line."""

import csv
import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kefu_adapters.exchange.cfpb import COLUMNS, HARMS, TAGS, Complaint, complaints
from kefu_adapters.exchange.csv_rows import UnreadableTable, rows
from kefu_adapters.files import find_pack, load_pack
from kefu_core import Policy
from kefu_core.ir.types import Choice, Set

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "cfpb" / "decide_complaints.py"
BUNDLED = EXAMPLE.with_name("complaints.csv")

HEADING = ",".join(COLUMNS).encode()
ROW = b'Other,"Older American, Servicemember",2024-02-14,Closed with explanation,Yes,1'


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_pack(find_pack("cfpb"))


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(UnreadableTable) as caught:
        list(complaints(path))
    return str(caught.value)


def run(*arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(
        [sys.executable, EXAMPLE, *arguments],
        capture_output=True, text=True, encoding=encoding, env=environment, check=False,
    )  # fmt: skip


# --- The slice ---


def test_the_slice_has_every_rare_value() -> None:
    columns = (*COLUMNS, "Product", "Submitted via")
    bundled = [row.cells for row in rows(BUNDLED, columns=columns)]
    held = {column: Counter(cells[column] for cells in bundled) for column in columns}
    assert held["Company response to consumer"]["Untimely response"] == 23
    assert held["Company response to consumer"]["In progress"] == 1
    assert held["Submitted via"] == {"Web": 343, "Referral": 25, "Phone": 17, "Postal mail": 10, "Fax": 4, "Email": 1}
    assert held["Tags"] == {"": 318, "Servicemember": 51, "Older American": 22, "Older American, Servicemember": 9}
    assert len(held["Product"]) == 11
    assert len(held["Issue"]) == 54


def test_every_code_that_the_adapter_gives_is_one_of_the_pack(policy: Policy) -> None:
    names = policy.ir.names
    harm = names["harm"].type
    assert isinstance(harm, Choice)
    assert set(HARMS.values()) == set(harm.codes)
    tags = names["tags"].type
    assert isinstance(tags, Set)
    assert set(TAGS.values()) == set(tags.of.codes)


def eastern_offset(day: date) -> int:
    """Hours from UTC at the midnight that begins a day in New York, by the law of 2007 and without a zone database."""
    first_of_march = date(day.year, 3, 1)
    second_sunday = first_of_march + timedelta(days=(6 - first_of_march.weekday()) % 7 + 7)
    first_of_november = date(day.year, 11, 1)
    first_sunday = first_of_november + timedelta(days=(6 - first_of_november.weekday()) % 7)
    return -4 if second_sunday < day <= first_sunday else -5  # the clocks are moved at two in the morning


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=eastern_offset(day))


def sent(day: str, path: Path) -> Complaint:
    path.write_bytes(HEADING + b"\n" + ROW.replace(b"2024-02-14", day.encode()) + b"\n")
    (complaint,) = complaints(path)
    return complaint


def test_dues_of_the_slice_agree_with_the_daylight_saving_rule_written_out(policy: Policy) -> None:
    across = 0
    for complaint in complaints(BUNDLED):
        day = complaint.at.date()
        assert complaint.at == midnight(day)
        assert policy.decide(complaint.facts, at=complaint.at).due("answered") == midnight(day + timedelta(days=16))
        across += eastern_offset(day) != eastern_offset(day + timedelta(days=16))
    assert across == 21


@pytest.mark.parametrize(
    "day",
    ["2023-03-11", "2023-03-12", "2023-03-13", "2023-02-24", "2023-02-25", "2023-11-04", "2023-11-05", "2023-11-06",
     "2023-10-20", "2023-10-21", "2024-02-14", "2023-12-20"],
)  # fmt: skip
def test_the_answer_is_due_at_a_midnight_whatever_the_clocks_do(day: str, tmp_path: Path, policy: Policy) -> None:
    complaint = sent(day, tmp_path / "a.csv")
    wanted = midnight(date.fromisoformat(day) + timedelta(days=16))
    assert policy.decide(complaint.facts, at=complaint.at).due("answered") == wanted


# --- Dirt ---


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    plain, windows = tmp_path / "plain.csv", tmp_path / "windows.csv"
    plain.write_bytes(HEADING + b"\n" + ROW + b"\n")
    windows.write_bytes(b"\xef\xbb\xbf" + HEADING + b"\r\n" + ROW + b"\r\n")
    assert list(complaints(windows)) == list(complaints(plain))


def test_the_line_that_is_not_utf8_is_named_however_far_down_it_is(tmp_path: Path) -> None:
    content = b"\n".join([HEADING, *[ROW] * 500, ROW.replace(b"Other", b"Oth\xe9r"), ROW])
    assert "a.csv:502: not in UTF-8 (byte 0xe9)" in refusal(tmp_path / "a.csv", content)


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    message = refusal(tmp_path / "a.csv", HEADING + b",Tags,Issue\n")
    assert "a.csv:1: more than one column `Issue`, `Tags`" in message


@pytest.mark.parametrize("text", ["20240214", "2024-W07-3", "2024-02-30", "2024-2-14", ""])
def test_only_one_form_of_date_is_taken(text: str, tmp_path: Path) -> None:
    message = refusal(tmp_path / "a.csv", HEADING + b"\n" + ROW.replace(b"2024-02-14", text.encode()))
    assert f"a.csv:2: `{text}` in `Date sent to company`" in message


def test_the_example_counts_what_it_does_not_know_and_names_the_line(tmp_path: Path) -> None:
    strange = ROW.replace(b"Other,", b"Lost in orbit,")
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n".join([HEADING, ROW, strange, strange]))
    done = run(str(path))
    assert done.returncode == 0
    assert "2  Issue: 'Lost in orbit', first in line 3" in done.stdout
    assert "2  severity not decided, for want of harm" in done.stdout


def test_the_example_prints_on_a_terminal_that_has_only_ascii() -> None:
    done = run("--limit", "20", encoding="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u" not in done.stdout


if "KEFU_CFPB" in os.environ:

    def test_the_slice_is_a_part_of_the_whole_log_with_its_bytes_unchanged() -> None:
        whole = Path(os.environ["KEFU_CFPB"]).read_bytes().split(b"\n")
        place = {line: number for number, line in enumerate(whole)}
        places = [place[line] for line in BUNDLED.read_bytes().rstrip(b"\n").split(b"\n")]
        assert places == sorted(set(places))

    def test_the_slice_has_every_value_of_the_whole_log() -> None:
        with Path(os.environ["KEFU_CFPB"]).open(encoding="utf-8", newline="") as file:
            log = list(csv.DictReader(file))
        bundled = [row.cells for row in rows(BUNDLED, columns=(*COLUMNS, "Product", "Submitted via"))]
        for column in ("Product", "Issue", "Tags", "Submitted via", "Company response to consumer", "Timely response?"):
            assert {cells[column] for cells in bundled} == {cells[column] for cells in log}
