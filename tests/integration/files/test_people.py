"""Directories and rosters as files (S30)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_adapters.files import DirectoryNotFound, open_directory, read_directory
from kefu_core import InvalidFacts, load_policy
from kefu_core.people import Directory, Holding, Shift
from kefu_core.values import parse_instant

POLICY = load_policy(
    {
        "shop.yaml": """
policy: shop
format: 1
zone: Asia/Shanghai
---
facts:
  - {id: department, type: choice, choices: [{id: sales, label: 销售部}]}
roles: [{id: manager, label: 店长}, {id: service, label: {zh: 客服}}]
milestones: [{id: accepted, start: true}]
"""
    }
)
WANTED = Directory(
    (
        Holding(
            "A1", "manager", "sales", parse_instant("2026-01-01T00:00+08:00"), parse_instant("2026-07-01T12:00+08:00")
        ),
        Holding("007", "service"),
    ),
    (Shift("007", "service", parse_instant("2026-11-02T22:00+08:00"), parse_instant("2026-11-03T06:00+08:00")),),
)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_directory_is_read_with_labels_dates_and_local_times(tmp_path):
    path = written(
        tmp_path,
        "people.yaml",
        """
holdings:
  - {person: A1, role: 店长, of: 销售部, from: 2026-01-01, until: 2026-07-01T12:00}
  - {person: 007, role: service}
shifts:
  - {person: 007, team: 客服, from: 2026-11-02T22:00, until: 2026-11-03T06:00+08:00}
""",
    )

    assert read_directory(path, POLICY) == WANTED


def test_tables_say_the_same(tmp_path):
    held = written(
        tmp_path,
        "held.csv",
        "\ufeffperson,role,of,from,until\nA1,店长,销售部,2026-01-01,2026-07-01T12:00\n007,service,,,\n",
    )
    duty = written(tmp_path, "duty.CSV", "person,team,from,until\n007,客服,2026-11-02T22:00,2026-11-03T06:00\n")

    assert read_directory(held, POLICY).holdings == WANTED.holdings
    assert read_directory(duty, POLICY).shifts == WANTED.shifts


@pytest.mark.parametrize(
    ("name", "text", "code", "place"),
    [
        ("a.yaml", "holdings:\n  - {person: A1, role: manger}\n", "unknown-role", (2, 24)),
        ("a.yaml", "holdings:\n  - {person: A1}\n", "missing-key", (2, 6)),
        ("a.yaml", "holdings:\n  - {person: A1, role: manager, until: soon}\n", "wrong-value", (2, 40)),
        ("a.yaml", "holding:\n  - {person: A1, role: manager}\n", "unknown-key", (1, 1)),
        ("a.yaml", "- {person: A1, role: manager}\n", "expected-mapping", (1, 1)),
        (
            "a.yaml",
            "holdings: [{person: A1, role: manager, from: 2026-07-01, until: 2026-07-01}]",
            "reversed-dates",
            (1, 65),
        ),
        ("a.csv", "person,role\nA1,manager\nA2,manger\n", "unknown-role", (3, 4)),
        ("a.csv", 'person,role\n"A1","manger"\n', "unknown-role", (2, 7)),
        ("a.csv", "person,role\nA1,manager,x\n", "unknown-key", (2, 12)),
        ("a.csv", "person,role\nA1\n", "missing-key", (2, 1)),
        ("a.csv", "person,post\nA1,manager\n", "unknown-key", (2, 4)),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path, name, text, code, place):
    loaded = open_directory(written(tmp_path, name, text), POLICY)
    found = {(each.code, (each.span.line, each.span.column)) for each in loaded.diagnostics if each.span}

    assert loaded.directory is None
    assert (code, place) in found
    with pytest.raises(InvalidFacts):
        read_directory(tmp_path / name, POLICY)


@pytest.mark.parametrize("name", ["a.yaml", "a.csv"])
def test_an_empty_file_holds_nobody(tmp_path, name):
    assert read_directory(written(tmp_path, name, ""), POLICY) == Directory()


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DirectoryNotFound, match="No such file"):
        open_directory(tmp_path / "nobody.yaml", POLICY)
