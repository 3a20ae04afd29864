"""The bureau's complaints: every value is mapped, due dates are right, and dirt is told."""

import os
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kefu_adapters.exchange.cfpb import COLUMNS, Complaint, complaints
from kefu_adapters.exchange.csv_rows import UnreadableTable
from kefu_adapters.files import find_pack, load_pack
from kefu_core import Policy

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "cfpb" / "decide_complaints.py"
BUNDLED = EXAMPLE.with_name("complaints.csv")
NEW_YORK = ZoneInfo("America/New_York")
FILES = [BUNDLED, *([Path(os.environ["KEFU_CFPB"])] if "KEFU_CFPB" in os.environ else [])]
"""The bundled slice, and the whole log where KEFU_CFPB names it."""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_pack(find_pack("cfpb"))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def log(request: pytest.FixtureRequest) -> list[Complaint]:
    return list(complaints(request.param))


def test_every_value_of_the_log_is_mapped(log: list[Complaint]) -> None:
    assert [each.unmapped for each in log if each.unmapped] == []


def test_both_engines_decide_every_complaint_alike_and_leave_nothing_open(log: list[Complaint], policy: Policy) -> None:
    for each in log:
        decision = policy.decide(each.facts, at=each.at, engine="generated")
        assert decision == policy.decide(each.facts, at=each.at, engine="reference")
        assert decision.undetermined == ()


def test_the_answer_is_due_at_the_end_of_the_fifteenth_day_in_new_york(log: list[Complaint], policy: Policy) -> None:
    for each in log:
        due = policy.decide(each.facts, at=each.at).due("answered")
        wanted = datetime.combine(each.at.date() + timedelta(days=16), datetime.min.time(), NEW_YORK)
        assert due is not None
        assert due.timestamp() == wanted.timestamp()
        assert each.at.hour == 0


def test_the_slice_is_decided_as_it_was_when_it_was_bundled(policy: Policy) -> None:
    decided = [policy.decide(each.facts, at=each.at) for each in complaints(BUNDLED)]
    assert Counter(each.outcomes["severity"] for each in decided) == {"routine": 272, "elevated": 123, "urgent": 5}
    assert Counter(each.outcomes["result"] for each in decided) == {
        "explained": 320,
        "relief_in_money": 28,
        "other_relief": 28,
        "answered_late": 23,
        "open": 1,
    }


def write(path: Path, *changes: tuple[str, str], heading: tuple[str, ...] = COLUMNS) -> Path:
    row = {
        "Issue": "Other",
        "Tags": "",
        "Date sent to company": "2024-02-14",
        "Company response to consumer": "Closed with explanation",
        "Timely response?": "Yes",
        "Complaint ID": "1",
        **dict(changes),
    }
    lines = [",".join(heading), ",".join(f'"{row[column]}"' for column in heading)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_value_that_is_not_known_leaves_its_fact_open_and_is_told(tmp_path: Path, policy: Policy) -> None:
    (complaint,) = complaints(write(tmp_path / "a.csv", ("Issue", "Something new"), ("Tags", "Veteran")))
    assert complaint.unmapped == (("Issue", "Something new"), ("Tags", "Veteran"))
    decision = policy.decide(complaint.facts, at=complaint.at)
    assert "severity" not in decision.outcomes
    assert {fact for each in decision.undetermined for fact in each.missing} == {"harm", "tags"}


def test_missing_columns_are_named_all_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", heading=COLUMNS[2:])
    with pytest.raises(UnreadableTable, match="no column `Issue`, `Tags`"):
        list(complaints(path))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\xff\xfe", "not in UTF-8", id="another encoding"),
        pytest.param((",".join(COLUMNS) + "\n1,2\n").encode(), ":2: 2 cells", id="a short row"),
        pytest.param((",".join(COLUMNS) + '\n"a').encode(), ":2: ", id="a quotation that never ends"),
    ],
)
def test_a_file_that_is_no_table_is_told_by_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableTable) as caught:
        list(complaints(path))
    assert said in str(caught.value)


def test_a_date_that_is_none_is_told_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", ("Date sent to company", "14/02/2024"))
    with pytest.raises(UnreadableTable, match=r"a\.csv:2: `14/02/2024`"):
        list(complaints(path))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, EXAMPLE, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_example_runs_on_the_bundled_complaints(tmp_path: Path) -> None:
    done = run("--out", str(tmp_path / "out.csv"), "--json", str(tmp_path / "out.jsonl"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "400 complaints decided by `cfpb`" in done.stdout
    assert "we claim no lateness" in done.stdout
    assert done.stdout.count("because   cfpb.") >= 9
    assert len((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()) == 401
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 400


def test_the_example_says_what_to_do_where_the_file_is_missing() -> None:
    done = run("no-such-file.csv")
    assert done.returncode == 2
    assert "there is no file no-such-file.csv" in done.stderr
    assert "Traceback" not in done.stderr
