"""What people read on the terminal: no machine forms, and no English where Chinese is spoken."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kefu_adapters.cli.app import app

PACK = """\
policy: p
format: 1
zone: Asia/Shanghai
language: zh
---
facts:
  - {id: promised_by, type: instant}
  - {id: n, type: integer, domain: ">= 0"}
outcomes:
  - {id: urgent, label: {zh: 加急, en: urgent}, type: boolean}
  - {id: grade, type: choice, choices: [{id: big, label: 大}], optional: true}
  - {id: wait, type: duration, unit: min}
  - {id: marks, type: set of choice, choices: [{id: a, label: 甲}, {id: b, label: 乙}]}
  - {id: notes, type: list of choice, choices: [x, y]}
milestones: [{id: accepted, start: true}, {id: done}, {id: paid}]
deadlines:
  - {id: promise, from: accepted, until: done, due: promised_by, source: d.1}
  - {id: pay, from: done, until: paid, within: 2 h, source: d.1}
documents: []
---
table: t
inputs: [n]
outputs: [urgent, grade, wait, marks]
hit: first
rules:
  - {id: r, when: {n: "< 100"}, then: {urgent: true, grade: none, wait: 90 min, marks: "[]"}, source: d.1}
  - {id: s, then: {urgent: false, grade: big, wait: 2 h, marks: "b, a"}, source: d.1}
---
table: u
inputs: [n]
output: notes
hit: collect
aggregate: list
rules:
  - {id: r, when: {n: "> 100"}, then: x, source: d.1}
"""
FACTS = "{n: 1, promised_by: 2026-10-30T08:00}"
AT = "2026-11-02T10:00+08:00"


@pytest.fixture(autouse=True)
def a_wide_terminal_without_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEFU_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "140")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "policy.yaml").write_text(PACK.replace("documents: []\n", ""), encoding="utf-8")
    return folder


def kefu(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def cells(shown: str) -> dict[str, str]:
    """The first two columns of the tables."""
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in shown.splitlines() if line.startswith("│")]
    return {row[0]: row[-2] if len(row) > 2 else row[1] for row in rows}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param(
            "zh",
            {"加急 (urgent)": "是", "grade": "无", "wait": "1 小时 30 分钟", "marks": "无", "notes": "无",
             "promise": "2026-10-30T08:00+08:00（已过期 3 天 2 小时）", "pay": "等待“done”"},
            id="zh",
        ),
        pytest.param(
            "en",
            {"urgent": "true", "grade": "none", "wait": "1 h 30 min", "marks": "none", "notes": "none",
             "promise": "2026-10-30T08:00+08:00 (3 d 2 h ago)", "pay": "waits for done"},
            id="en",
        ),
    ],
)  # fmt: skip
def test_values_and_what_is_overdue_are_told_as_people_say_them(
    pack: Path, language: str, expected: dict[str, str]
) -> None:
    done = kefu("decide", str(pack), "-", "--at", AT, "--lang", language, given=FACTS)
    assert done.exit_code == 0
    shown = cells(done.stdout)
    assert {name: shown.get(name) for name in expected} == expected


def test_members_of_a_set_have_their_labels_beside_them(pack: Path) -> None:
    done = kefu("decide", str(pack), "-", "--at", AT, "--lang", "zh", given="{n: 100, promised_by: 2026-11-05T08:00}")
    assert cells(done.stdout)["marks"] == "a（甲）、b（乙）"


def test_the_differences_of_a_scenario_are_chinese_where_chinese_is_spoken(pack: Path) -> None:
    (pack / "s.yaml").write_text(
        f"scenario: 全都不对\nfacts: {{n: 1}}\nat: {AT}\n"
        "expect: {urgent: false, due: {promise: waits, pay: 2026-11-02T12:00+08:00}, undetermined: [urgent]}\n"
        "never: [d.1]\n---\n"
        f"scenario: 不可能的事实\nfacts: {{n: -1}}\nat: {AT}\nexpect: {{grade: big}}\n",
        encoding="utf-8",
    )
    done = kefu("test", str(pack), "--lang", "zh")
    assert done.exit_code == 1
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in done.stdout.splitlines() if "│" in line]
    assert ["结果", "加急 (urgent)", "否", "是"] in rows
    assert ["到期", "promise", "等待起算", "未能裁决：promised_by"] in rows
    assert ["到期", "pay", "2026-11-02T12:00+08:00", "等待起算"] in rows
    assert ["未能裁决", "加急 (urgent)", "未能裁决", "已裁决"] in rows
    assert ["不应出现", "d.1", "—", "d.1"] in rows
    assert [row[0] for row in rows if row[1] == "n"] == ["事实"]


@pytest.mark.parametrize(("language", "said"), [("zh", "还没有场景"), ("en", "there are no scenarios yet")])
def test_a_pack_without_scenarios_is_told_how_to_write_one(pack: Path, language: str, said: str) -> None:
    done = kefu("test", str(pack), "--lang", language)
    assert done.exit_code == 0
    assert said in done.stdout
    assert "scenario: " in done.stdout
    assert "0/0" not in done.stdout


def test_what_cannot_be_done_is_said_in_chinese(tmp_path: Path, pack: Path) -> None:
    (tmp_path / "empty").mkdir()
    bare = "policy: p\nformat: 1\nzone: UTC\n---\nfacts: [{id: a, type: boolean}]\n"
    (tmp_path / "bare.yaml").write_text(bare, encoding="utf-8")
    for arguments, said in [
        (("check", "prak"), "没有名为 `prak` 的规则包；是不是想写 `park`？"),
        (("check", str(tmp_path / "empty")), "里没有规则文件（*.yaml）"),
        (("decide", str(pack), str(tmp_path / "no.yaml")), "无法读取"),
        (("decide", str(pack), str(tmp_path / "no.yaml")), "没有这个文件或文件夹"),
        (("decide", str(pack), "-", "--at", "昨天"), "--at：`昨天` 不是有效的时刻"),
        (("decide", str(pack), "-", "--at", "9999-12-31T24:00Z"), "--at：`9999-12-31T24:00Z` 不是有效的时刻"),
        (("new", str(pack)), "已经存在，而且不是空的"),
        (("new", ""), "请写明要新建的文件夹"),
        (("trace", str(tmp_path / "bare.yaml")), "没有列出条款"),
        (("trace", "park", "--clauses", str(tmp_path / "no.yaml")), "无法读取"),
    ]:
        done = kefu(*arguments, "--lang", "zh", given="{}")
        assert done.exit_code == 2
        assert said in done.stderr


def test_the_end_of_the_calendar_is_named_and_not_pythons_error(pack: Path) -> None:
    done = kefu("decide", str(pack), "-", "--at", "9999-12-31T24:00Z", "--lang", "en", given="{}")
    assert "it lies at the end of the calendar" in done.stderr


def test_the_pack_whose_facts_are_wrong_says_which_language_is_spoken(pack: Path) -> None:
    assert "不是有效的时刻" in kefu("decide", str(pack), "-", "--at", "x", given="{}").stderr


def test_a_new_pack_in_a_folder_with_blanks_is_named_so_that_it_can_be_pasted(tmp_path: Path) -> None:
    folder = str(tmp_path / "1-2 x")
    assert f"kefu check '{folder}'" in kefu("new", folder, "--lang", "en").stdout


def test_a_new_pack_whose_folder_is_no_id_says_what_id_it_has(tmp_path: Path) -> None:
    assert "规则包的编号是 my_policy" in kefu("new", str(tmp_path / "中文包"), "--lang", "zh").stdout
    assert "id is" not in kefu("new", str(tmp_path / "claims"), "--lang", "en").stdout


def test_every_column_of_the_packs_has_a_heading() -> None:
    assert "位置" in kefu("packs", "--lang", "zh").stdout
    assert "Folder" in kefu("packs", "--lang", "en").stdout


def test_two_documents_of_facts_are_asked_to_be_one(pack: Path) -> None:
    said = kefu("decide", str(pack), "-", "--lang", "zh", given="n: 1\n---\nn: 2\n").stderr
    assert "只保留一个文档" in said
    assert "<stdin>:3:1" in said
