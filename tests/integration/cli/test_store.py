"""``kefu record`` and ``kefu tick`` on a real file, and cases that adopt another edition in ``kefu run``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kefu_adapters.cli.app import app
from kefu_adapters.files import load_pack

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
language: en
---
roles: [lead]
milestones: [{id: accepted, start: true}, answered, closed]
kinds:
  - id: complaint
    starts: accepted
    states: [open, {id: done, final: true}]
    moves: [{on: closed, from: open, to: done, needs: answered, source: m.close}]
deadlines:
  - {id: answer, from: accepted, until: answered, within: 2 h, late: [{notify: lead}], source: m.answer}
"""
EVENTS = """
{"id": "a", "at": "2026-11-02T10:00+08:00", "type": "accepted", "case": "7"}
{"id": "c", "at": "2026-11-02T10:30+08:00", "type": "closed", "case": "7"}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "strict.yaml").write_text(PACK.replace("within: 2 h", "within: 1 h"), encoding="utf-8")
    (tmp_path / "events.jsonl").write_text(EVENTS, encoding="utf-8")
    return tmp_path


def kefu(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


def record(*more: str) -> Result:
    at = ("--at", "2026-11-02T11:00+08:00")
    return kefu("record", "shop.yaml", "events.jsonl", "--store", "sqlite:///cases.db", *at, *more)


def tick(when: str, *more: str) -> Result:
    return kefu("tick", "shop.yaml", "--store", "sqlite:///cases.db", "--at", f"2026-11-02T{when}+08:00", *more)


def test_what_may_not_happen_is_denied_with_its_clause():
    found = record("--json")
    assert found.exit_code == 1
    assert json.loads(found.stdout) == {
        "recorded": 1,
        "denied": [{"event": "c", "case": "7", "code": "needs", "missing": ["answered"], "sources": ["m.close"]}],
    }
    assert "1 events recorded\n  7  closed (c): it may not happen before answered [m.close]" in record().stdout


def test_what_is_due_is_done_once():
    record()
    assert json.loads(tick("12:00", "--json").stdout)["done"] == []
    assert json.loads(tick("12:01", "--json").stdout) == {"done": ["7"], "left": [], "failed": []}
    assert tick("12:02", "--lang", "zh").stdout == "处理 0 个案件，0 个留给他人，0 个失败\n"


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////nowhere/at/all.db", "oracle://x"])
def test_a_store_that_cannot_be_opened_is_wrong_usage(url):
    found = kefu("tick", "shop.yaml", "--store", url)
    assert found.exit_code == 2
    assert "Traceback" not in found.output


def test_a_case_goes_on_under_an_edition_that_is_named(folder: Path):
    edition = load_pack(folder / "strict.yaml").edition
    adopt = {"at": "2026-11-02T10:10+08:00", "type": "adopt", "case": "7", "edition": edition}
    (folder / "events.jsonl").write_text(f"{EVENTS.splitlines()[1]}\n{json.dumps(adopt)}\n", encoding="utf-8")
    run = ("run", "shop.yaml", "events.jsonl", "--until", "2026-11-02T10:20+08:00", "--json")
    found = kefu(*run)
    assert (found.exit_code, edition in json.loads(found.stdout)["error"]) == (2, True)
    found = kefu(*run, "--edition", "strict.yaml")
    assert json.loads(found.stdout)["cases"]["7"]["deadlines"][0]["due"] == "2026-11-02T11:00+08:00"
