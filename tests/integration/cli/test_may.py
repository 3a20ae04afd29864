"""``kefu may``: the answer, its clauses, and what is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kefu_adapters.cli.app import app

PACK = """
policy: shop
format: 1
zone: Asia/Shanghai
documents: [manual]
---
clauses:
  - {id: manual.1, says: {zh: 录音经申请和客服同意方可调取。, en: Recordings are heard after an application.}}
  - {id: manual.2, says: {zh: 未经客户同意不得提供给第三方。, en: Nothing goes to third parties without consent.}}
facts:
  - {id: customer, type: party, label: {zh: 客户, en: customer}}
  - {id: department, type: choice, choices: [sales], label: {zh: 部门, en: department}}
roles:
  - {id: head, label: {zh: 负责人, en: head}}
  - {id: agent, label: {zh: 客服, en: agent}}
  - {id: third_party, label: {zh: 第三方, en: third party}}
milestones:
  - {id: accepted, start: true}
  - {id: applied, label: {zh: 申请, en: applied}}
  - {id: consented, label: {zh: 同意, en: consented}}
resources: [recording]
permits:
  - id: heads
    may: [head of department, on_duty(agent)]
    do: read
    on: recording
    needs: applied by actor
    source: manual.1
  - {id: strangers, forbid: third_party, do: read, on: recording, unless: consented by customer, source: manual.2}
"""
EVENTS = """
{"at": "2026-11-02T10:00+08:00", "type": "accepted", "case": "7", "customer": "C1", "department": "sales"}
{"at": "2026-11-02T11:00+08:00", "type": "applied", "case": "7", "actor": "ann"}
"""
PEOPLE = "holdings: [{person: ann, role: head, of: sales}, {person: sam, role: third_party}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KEFU_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    for name, text in (("shop.yaml", PACK), ("events.jsonl", EVENTS), ("people.yml", PEOPLE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def ask(actor: str, *more: str, on: str = "recording", case: str = "7", at: str = "2026-11-02T12:00") -> Result:
    words = [
        "may",
        "shop.yaml",
        "events.jsonl",
        "--case",
        case,
        "--actor",
        actor,
        "--do",
        "read",
        "--on",
        on,
        "--at",
        at,
    ]
    return CliRunner().invoke(app, [*words, *more])


@pytest.mark.usefixtures("folder")
def test_a_permission_cites_its_clause():
    found = ask("ann", "--directory", "people.yml")

    assert found.exit_code == 0
    assert found.stdout == "可以：有规则允许\n  heads 允许  [manual.1]\n    manual.1：录音经申请和客服同意方可调取。\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("actor", "language", "said"),
    [
        ("bo", "en", "    not head of department\n    not agent on duty\n    missing: applied by whoever asks\n"),
        ("bo", "zh", "    不是部门的负责人\n    不是当班的客服\n    还缺：申请（由本人）\n"),
        ("sam", "en", "    unless: consented by customer\n"),
        ("sam", "zh", "    除非：同意（由客户）\n"),
    ],
)
def test_a_refusal_says_what_is_missing(actor, language, said):
    found = ask(actor, "--directory", "people.yml", "--lang", language)

    assert found.exit_code == 1
    assert said in found.stdout


@pytest.mark.usefixtures("folder")
def test_it_is_asked_about_an_instant():
    assert ask("ann", "--directory", "people.yml", at="2026-11-02T10:59").exit_code == 1


@pytest.mark.usefixtures("folder")
def test_without_a_directory_nobody_holds_a_role():
    assert ask("ann").exit_code == 1
    assert ask("sam").exit_code == 1


@pytest.mark.usefixtures("folder")
def test_the_answer_as_json():
    said = json.loads(ask("sam", "--directory", "people.yml", "--json").stdout)

    assert (said["allowed"], said["code"], said["sources"]) == (False, "forbidden", ["manual.2"])
    assert said["at"] == "2026-11-02T12:00+08:00"
    assert said["reasons"][0]["missing"] == [{"kind": "need", "what": "consented by customer"}]


@pytest.mark.parametrize(
    ("more", "changed", "said"),
    [
        ((), {"on": "recrding"}, "unknown-resource"),
        ((), {"case": "8"}, "8"),
        (("--directory", "nobody.yaml"), {}, "nobody.yaml"),
        (("--directory", "bad.yaml"), {}, "unknown-role"),
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
def test_what_cannot_be_asked_is_wrong_usage(folder, more, changed, said, as_json):
    (folder / "bad.yaml").write_text("holdings: [{person: ann, role: haed}]\n", encoding="utf-8")
    found = ask("ann", *more, *(["--json"] if as_json else []), **changed)

    assert found.exit_code == 2
    assert said in (found.stdout if as_json else found.stderr)
    if as_json:
        json.loads(found.stdout)
