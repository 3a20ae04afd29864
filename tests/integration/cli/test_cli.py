"""The command, as scripts and people call it: what it prints, on which stream, and with which exit code."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kefu_adapters.cli.app import app

PARK = str(Path(__file__).parents[3] / "rules" / "park")
AT = "2026-11-02T10:00+08:00"
RUDE = '{"nature": "conduct", "loss": "0 CNY"}'


@pytest.fixture(autouse=True)
def no_language_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEFU_LANG", raising=False)


def kefu(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def broken_pack(folder: Path) -> Path:
    (folder / "policy.yaml").write_text("policy: p\nformat: 1\nzone: Asia/Shangai\n", encoding="utf-8")
    return folder


def pack_with_a_warning(folder: Path) -> Path:
    text = (
        "policy: p\nformat: 1\nzone: UTC\n---\n"
        "facts:\n  - {id: a, type: boolean}\noutcomes:\n  - {id: b, type: boolean}\n"
        "---\ntable: t\ninputs: [a]\noutput: b\nhit: first\nrules:\n  - {id: r, when: {}, then: true}\n"
    )
    (folder / "policy.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_clean_pack_is_found_by_its_name_and_leaves_with_zero() -> None:
    done = kefu("check", "park", "--lang", "en")
    assert done.exit_code == 0
    assert "no problems found" in done.stdout


def test_a_broken_pack_is_shown_with_place_and_help_and_leaves_with_one(tmp_path: Path) -> None:
    done = kefu("check", str(broken_pack(tmp_path)), "--lang", "en")
    assert done.exit_code == 1
    assert "error[unknown-zone]: there is no time zone `Asia/Shangai`" in done.stdout
    assert "did you mean `Asia/Shanghai`?" in done.stdout
    assert done.stdout.rstrip().endswith("1 error, 0 warnings in 1 file")


def test_check_gives_one_json_document_and_nothing_else(tmp_path: Path) -> None:
    done = kefu("check", str(broken_pack(tmp_path)), "--json", "--lang", "en")
    assert done.exit_code == 1
    (diagnostic,) = json.loads(done.stdout)["diagnostics"]
    assert diagnostic == {
        "code": "unknown-zone",
        "severity": "error",
        "message": "there is no time zone `Asia/Shangai`",
        "file": "policy.yaml",
        "line": 3,
        "column": 7,
        "end_line": 3,
        "end_column": 19,
        "help": "did you mean `Asia/Shanghai`?",
        "related": [],
        "witness": None,
    }


def test_warnings_count_only_when_strict(tmp_path: Path) -> None:
    pack = str(pack_with_a_warning(tmp_path))
    assert kefu("check", pack).exit_code == 0
    assert kefu("check", pack, "--strict").exit_code == 1


def test_an_unknown_pack_leaves_with_two_and_a_guess() -> None:
    done = kefu("check", "prak")
    assert done.exit_code == 2
    assert "did you mean `park`?" in done.stderr


def test_a_decision_as_json_is_the_contract() -> None:
    done = kefu("decide", PARK, "-", "--at", AT, "--json", given=RUDE)
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert list(document) == ["policy", "version", "as_of", "outcomes", "deadlines", "reasons", "undetermined"]
    assert (document["policy"], document["as_of"], document["undetermined"]) == ("park", AT, [])
    assert document["outcomes"] == {
        "severity": "minor",
        "category": "complaint",
        "lead": "department_contact",
        "first_responsible": "reception",
    }
    assert document["deadlines"][:2] == [
        {
            "id": "forward.minor",
            "milestone": "forwarded",
            "starts": AT,
            "due": "2026-11-02T10:15+08:00",
            "waits_for": None,
            "provisional": False,
            "sources": ["park.forward.minor"],
        },
        {
            "id": "service.minor",
            "milestone": "resolved",
            "starts": AT,
            "due": "2026-11-02T14:00+08:00",
            "waits_for": None,
            "provisional": False,
            "sources": ["park.service.minor", "park.escalate"],
        },
    ]
    waiting = {each["id"]: each["waits_for"] for each in document["deadlines"] if each["due"] is None}
    assert waiting == {"workorder.minor": "dispatched", "form.sameday": "resolved", "callback": "form_returned"}
    assert {"table": "severity", "rule": "minor", "sources": ["park.severity.minor"]} in document["reasons"]


@pytest.mark.parametrize("engine", ["auto", "reference", "generated"])
def test_every_engine_gives_the_same_answer(engine: str) -> None:
    done = kefu("decide", PARK, "-", "--at", AT, "--json", "--engine", engine, given=RUDE)
    assert json.loads(done.stdout) == json.loads(kefu("decide", PARK, "-", "--at", AT, "--json", given=RUDE).stdout)


def test_people_are_told_how_long_is_left_and_what_codes_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    english = kefu("decide", PARK, "-", "--at", AT, "--lang", "en", given=RUDE).stdout
    assert "2026-11-02T14:00+08:00 (in 4 h)" in english
    chinese = kefu("decide", PARK, "-", "--at", AT, "--lang", "zh", given=RUDE).stdout
    assert "（还有 15 分钟）" in chinese
    assert "minor（轻微）" in chinese


def test_tables_with_nothing_in_them_are_left_out() -> None:
    shown = kefu("decide", PARK, "-", "--at", AT, "--lang", "en", given="{}").stdout
    assert "Outcome" not in shown
    assert "Rule" not in shown
    assert "importance of the service item (item_importance)" in shown


def test_what_cannot_be_decided_names_the_facts_and_leaves_with_one() -> None:
    done = kefu("decide", PARK, "-", "--at", AT, "--lang", "zh", given="nature: 其他\nloss: 0元\n")
    assert done.exit_code == 1
    assert "需要补充：公司有过失 (company_at_fault)" in done.stdout
    document = json.loads(kefu("decide", PARK, "-", "--at", AT, "--json", given="nature: other\nloss: 0 CNY\n").stdout)
    severity = next(each for each in document["undetermined"] if each["name"] == "severity")
    assert (severity["table"], severity["code"]) == ("severity", "missing-fact")
    assert severity["missing"] == ["company_at_fault"]


def test_wrong_facts_are_all_shown_at_their_place_and_leave_with_two(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("nature: conductt\nlos: 3\nearlier_reports: -1\n", encoding="utf-8")
    done = kefu("decide", PARK, str(facts), "--lang", "en")
    assert done.exit_code == 2
    assert [line for line in done.stderr.splitlines() if line.startswith("error")] == [
        "error[wrong-fact]: fact `nature`: `conductt` is none of the choices",
        "error[unknown-fact]: there is no fact `los`",
        "error[fact-out-of-domain]: `-1` lies outside the domain of `earlier_reports`",
    ]
    assert f"{facts}:2:1" in done.stderr


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param("- a\n- b\n", "facts are one mapping", id="a list"),
        pytest.param("a: 1\n---\nb: 2\n", "facts are one mapping", id="two documents"),
        pytest.param("a: [\n", "yaml-syntax", id="no YAML"),
        pytest.param("nature: conduct\n投诉性质: 行为不当\n", "given twice", id="a fact by its code and by its label"),
        pytest.param("nature: {a: b}\n", "expected-text", id="a mapping for a value"),
        pytest.param("nature: null\n", "is null", id="null"),
    ],
)
def test_facts_that_are_none_get_a_clear_error(facts: str, said: str) -> None:
    done = kefu("decide", PARK, "-", "--lang", "en", given=facts)
    assert done.exit_code == 2
    assert said in done.stderr


def test_no_facts_at_all_leave_everything_open() -> None:
    assert kefu("decide", PARK, "-", given="{}").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [("check", "no-such-pack"), ("decide", PARK, "no-such-file.yaml"), ("decide", PARK, "-", "--at", "now")],
)
def test_programs_that_ask_for_json_get_it_on_wrong_usage_too(arguments: tuple[str, ...]) -> None:
    done = kefu(*arguments, "--json", given=RUDE)
    assert done.exit_code == 2
    assert list(json.loads(done.stdout)) == ["error"]


@pytest.mark.parametrize("command", ["check", "test", "trace"])
def test_warnings_count_where_it_is_to_be_strict(command: str, tmp_path: Path) -> None:
    done = kefu(command, str(pack_with_a_warning(tmp_path)), "--strict", "--lang", "en")
    assert done.exit_code == 1
    assert "warning" in done.output


def test_a_pack_that_lists_no_clauses_cannot_be_traced_by_itself(tmp_path: Path) -> None:
    done = kefu("trace", str(pack_with_a_warning(tmp_path)))
    assert done.exit_code == 2
    assert "--clauses" in done.stderr


def test_a_wrong_instant_or_a_missing_file_leaves_with_two() -> None:
    assert kefu("decide", PARK, "-", "--at", "yesterday", given=RUDE).exit_code == 2
    assert kefu("decide", PARK, "no-such-file.yaml").exit_code == 2


def test_scenarios_pass_and_coverage_is_told() -> None:
    done = kefu("test", "park", "--json")
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert all(each["passed"] for each in document["scenarios"])
    assert document["coverage"]["rules"]["missing"] == []
    assert document["coverage"]["clauses"]["missing"] == []


def test_a_failing_scenario_shows_both_sides_and_leaves_with_one(tmp_path: Path) -> None:
    assert kefu("new", str(tmp_path / "mine"), "--lang", "en").exit_code == 0
    example = tmp_path / "mine" / "scenarios" / "examples.yaml"
    text = example.read_text(encoding="utf-8").replace("severity: grave", "severity: ordinary")
    example.write_text(text, encoding="utf-8")
    done = kefu("test", str(tmp_path / "mine"), "--lang", "en")
    assert done.exit_code == 1
    assert "✗ a loss of exactly the limit is grave" in done.stdout
    assert "scenarios/examples.yaml:2" in done.stdout
    assert [word for word in ("ordinary", "grave", "expected", "got") if word not in done.stdout] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_pack_works_at_once(tmp_path: Path, language: str) -> None:
    pack = str(tmp_path / "我的 Pack-1")
    assert kefu("new", pack, "--lang", language).exit_code == 0
    assert kefu("check", pack, "--strict").exit_code == 0
    assert kefu("test", pack).exit_code == 0
    assert kefu("trace", pack).exit_code == 0


def test_new_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "keep.txt").write_text("mine", encoding="utf-8")
    done = kefu("new", str(tmp_path))
    assert done.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["keep.txt"]


def test_trace_is_complete_over_the_packs_own_clauses() -> None:
    for pack in ("park", "cfpb"):
        assert kefu("trace", pack).exit_code == 0


def test_trace_tells_what_a_catalogue_has_and_the_pack_has_not(tmp_path: Path) -> None:
    catalogue = tmp_path / "clauses.yaml"
    catalogue.write_text(
        "documents: {park: {title: x}}\nclauses:\n"
        "  - {id: park.route, doc: park, executable: rule, says: x}\n"
        "  - {id: park.archive, doc: park, executable: rule, says: x}\n"
        "  - {id: park.conduct, doc: park, executable: check, says: x}\n"
        "  - {id: decor.forward, doc: decor, executable: rule, says: x}\n",
        encoding="utf-8",
    )
    done = kefu("trace", "park", "--clauses", str(catalogue), "--json")
    assert done.exit_code == 1
    document = json.loads(done.stdout)
    status = {each["id"]: each["status"] for each in document["clauses"]}
    assert (status["park.route"], status["park.archive"], status["park.conduct"]) == ("shown", "missing", "context")
    assert "decor.forward" not in status
    assert document["missing"] == ["park.archive"]
    assert "park.forward.minor" in document["unknown"]


def test_the_language_is_the_option_then_the_environment_then_the_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有发现问题" in kefu("check", "park").stdout
    assert "no problems found" in kefu("check", "cfpb").stdout
    monkeypatch.setenv("KEFU_LANG", "en")
    assert "no problems found" in kefu("check", "park").stdout
    assert "没有发现问题" in kefu("check", "park", "--lang", "zh").stdout


def test_bundled_packs_are_listed() -> None:
    done = kefu("packs")
    assert done.exit_code == 0
    assert [name for name in ("park", "cfpb") if name not in done.stdout] == []


def test_text_of_a_pack_is_never_taken_for_markup(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("policy: '[red]x[/red]'\nformat: 1\nzone: UTC\n", encoding="utf-8")
    assert "[red]x[/red]" in kefu("check", str(tmp_path), "--lang", "en").stdout


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from kefu_adapters.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)


def test_a_terminal_that_cannot_show_chinese_is_no_reason_to_fail() -> None:
    import os

    done = run("check", "park", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert b"\\u5ba2" in done.stdout


def test_help_and_version_are_there() -> None:
    assert run("--help").returncode == 0
    for command in ("check", "decide", "test", "trace", "new", "packs"):
        told = run(command, "--help")
        assert told.returncode == 0
        assert b"Example: " in told.stdout
    assert run("--version").stdout.startswith(b"kefu ")
    assert run("no-such-command").returncode == 2


GAP = Path(__file__).parents[2] / "golden" / "unsound" / "gap.yaml"


def pack_with_a_gap(folder: Path) -> Path:
    (folder / "policy.yaml").write_text(GAP.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def test_a_gap_is_told_with_a_case_and_is_a_finding(tmp_path: Path) -> None:
    done = kefu("check", str(pack_with_a_gap(tmp_path)), "--lang", "en")
    assert done.exit_code == 1
    assert 'error[gap]: no rule of table `grade` holds for {nature: conduct, loss: "0.00 CNY"}' in done.stdout
    assert "case gap.grade: {loss: 0.00 CNY, nature: conduct}, at 2026-01-01T00:00+08:00" in done.stdout


def test_decide_confirms_the_case_of_a_finding(tmp_path: Path) -> None:
    pack = str(pack_with_a_gap(tmp_path))
    (finding,) = json.loads(kefu("check", pack, "--json").stdout)["diagnostics"]
    case = finding["witness"]
    done = kefu("decide", pack, "-", "--at", case["at"], "--json", given=json.dumps(case["facts"]))
    assert [each["code"] for each in json.loads(done.stdout)["undetermined"]] == ["no-rule"]


def test_the_case_of_a_finding_becomes_a_scenario_to_complete(tmp_path: Path) -> None:
    pack = pack_with_a_gap(tmp_path)
    kefu("check", str(pack), "--write-scenario", "gap.grade", "--lang", "zh")
    written = (pack / "scenarios" / "gap.grade.yaml").read_text(encoding="utf-8")
    assert written.startswith("# `kefu check` 用这个案件说明：决策表 `grade` 有遗漏")
    assert "#   级别: …" in written
    assert kefu("test", str(pack)).exit_code == 0
    assert "expects-nothing" in kefu("check", str(pack)).stdout
    again = kefu("check", str(pack), "--write-scenario", "gap.grade")
    assert (again.exit_code, written) == (2, (pack / "scenarios" / "gap.grade.yaml").read_text(encoding="utf-8"))


def test_only_a_finding_with_a_case_can_be_written(tmp_path: Path) -> None:
    done = kefu("check", str(pack_with_a_gap(tmp_path)), "--write-scenario", "gap.grad", "--lang", "en")
    assert done.exit_code == 2
    assert "did you mean gap.grade?" in done.stderr


def test_check_looks_again_whenever_a_file_changes(tmp_path: Path) -> None:
    pack = pack_with_a_gap(tmp_path)
    start = "from kefu_adapters.cli import main; main()"
    command = [sys.executable, "-c", start, "check", str(pack), "--watch", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as watching:
        assert watching.stdout is not None
        seen = ""
        while "1 error, 0 warnings" not in seen:
            seen = watching.stdout.readline()
        text = (pack / "policy.yaml").read_text(encoding="utf-8")
        (pack / "policy.yaml").write_text(text + "default: {then: minor, source: shop.a}\n", encoding="utf-8")
        while "no problems found" not in seen:
            seen = watching.stdout.readline()
            assert seen, "it has ended by itself"
        watching.send_signal(signal.SIGINT)
        assert watching.wait(timeout=20) == 0


def test_mistakes_that_nothing_notices_are_listed() -> None:
    document = json.loads(kefu("test", "park", "--mutate", "--json").stdout)["mutation"]
    assert document["mutants"] == document["noticed"] + len(document["unnoticed"])
    assert document["unnoticed"][0].keys() == {"kind", "where", "detail", "file", "line"}
    shown = kefu("test", "park", "--mutate", "--lang", "en").stdout
    assert f"{document['noticed']} of {document['mutants']} mistakes noticed" in shown
    assert "a milestone forgotten: complaint.unsatisfied (revokes: called_back)" in shown


def test_a_decision_is_explained_in_words_as_markdown_and_as_json() -> None:
    text = kefu("explain", PARK, "-", "--at", AT, "--lang", "zh", given=RUDE)
    assert text.exit_code == 0
    assert "为什么不是其他规则" in text.stdout
    markdown = kefu("explain", PARK, "-", "--at", AT, "--lang", "en", "--format", "markdown", given=RUDE)
    assert "## severity: minor" in markdown.stdout
    document = json.loads(kefu("explain", PARK, "-", "--at", AT, "--json", given=RUDE).stdout)
    assert document.keys() == {"decision", "missing", "tables", "changes"}
    assert kefu("explain", PARK, "-", "--at", AT, given='{"nature": "other"}').exit_code == 1
    assert kefu("explain", PARK, "-", "--at", AT, given='{"natur": "other"}').exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--watch", "--json"), "--watch goes on"),
        (("--watch", "--strict"), "--watch goes on"),
        (("--json", "--write-scenario", "gap.x"), "does not go with --json"),
    ],
)
def test_options_of_check_that_exclude_each_other_are_refused(arguments: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(app, ["check", "park", "--lang", "en", *arguments])
    assert (done.exit_code, said in done.stderr) == (2, True)


def test_a_due_date_that_may_still_move_is_said_to_be_provisional(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "policy.yaml").write_text(
        "policy: t\nformat: 1\nzone: Asia/Shanghai\ncalendar: office\n---\n"
        "calendar: office\nweek: {mon-fri: 09:00-18:00}\nknown_until: 2026-11-04\n---\n"
        "milestones: [{id: got, start: true}, told]\ndeadlines:\n"
        "  - {id: soon, from: got, until: told, within: 1 working day, source: m.a}\n"
        "  - {id: later, from: got, until: told, within: 2 working days, source: m.a}\n",
        encoding="utf-8",
    )

    for command, english, chinese in (
        ("decide", "in 2 d 8 h, provisional: ", "还有 2 天 8 小时，暂定："),
        ("explain", "18:00 (provisional: ", "18:00（暂定："),
    ):
        told = {
            each: kefu(command, str(tmp_path), "-", "--at", AT, "--lang", each, given="{}") for each in ("en", "zh")
        }
        assert {each.exit_code for each in told.values()} == {0}, told
        for language, words in (("en", english), ("zh", chinese)):
            (line,) = [line for line in told[language].stdout.splitlines() if "2026-11-04" in line]
            assert words in line
            (line,) = [line for line in told[language].stdout.splitlines() if "2026-11-03" in line]
            assert "provisional" not in line
            assert "暂定" not in line
