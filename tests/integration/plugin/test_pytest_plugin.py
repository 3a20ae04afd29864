"""Scenarios beside the rules of a pack are tests of pytest."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

POLICY = """
policy: p
format: 1
zone: UTC
---
facts:
  - {id: a, type: integer}
outcomes:
  - {id: b, type: integer}
"""
TABLE = """
table: t
inputs: [a]
output: b
hit: first
rules:
  - {id: r, when: {a: "> 0"}, then: a + 1, source: x.y}
"""
SCENARIO = """
scenario: one more
facts: {a: 1}
at: 2026-01-01T00:00Z
expect: {b: %s}
"""


def write(folder: Path, expected: str = "2", table: str = TABLE) -> None:
    (folder / "scenarios").mkdir()
    (folder / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (folder / "table.yaml").write_text(table, encoding="utf-8")
    (folder / "scenarios" / "s.yaml").write_text(SCENARIO % expected, encoding="utf-8")


def test_a_scenario_that_holds_passes(pytester: pytest.Pytester) -> None:
    write(pytester.path)
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_a_scenario_that_fails_shows_both_sides_and_no_traceback(pytester: pytest.Pytester) -> None:
    write(pytester.path, expected="3")
    done = pytester.runpytest("-p", "no:cacheprovider")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["*scenarios/s.yaml:2: one more*", "*expected: 3*", "*got:      2*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_pack_that_does_not_load_is_an_error_with_its_diagnostics(pytester: pytest.Pytester) -> None:
    write(pytester.path, table=TABLE.replace("a + 1", "c + 1"))
    done = pytester.runpytest("-p", "no:cacheprovider")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*unknown-name*"])


def test_other_yaml_files_are_left_alone(pytester: pytest.Pytester) -> None:
    (pytester.path / "scenarios").mkdir()
    (pytester.path / "scenarios" / "s.yaml").write_text("scenario: x", encoding="utf-8")
    assert pytester.runpytest("-p", "no:cacheprovider").ret == pytest.ExitCode.NO_TESTS_COLLECTED
