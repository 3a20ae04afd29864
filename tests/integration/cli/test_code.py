"""`kefu code`: a reader who has no network and one line of a message."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from kefu_adapters.cli.app import app
from kefu_adapters.cli.code import complete_code
from kefu_adapters.codes import page_of
from kefu_core.diagnostics import CATALOGUE


def run(*words: str):
    return CliRunner().invoke(app, ["code", *words])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_shows_the_page_in_one_language(language):
    page = page_of("missing-unit")
    said = " ".join(run("missing-unit", "--lang", language).output.split())
    other = page.said["en" if language == "zh" else "zh"]

    for part in (page.said[language].summary, page.said[language].body, *page.said[language].causes):
        assert part in said
    assert other.summary not in said
    assert " ".join(page.reported[language].split()) in said
    assert " ".join(page.after[0].text.split()) in said


@pytest.mark.parametrize("typed", ["error[missing-unit]", "错误[missing-unit]：", "[missing-unit]", " missing-unit "])
def test_a_code_is_found_as_it_was_copied(typed):
    assert json.loads(run(typed, "--json").output)["code"] == "missing-unit"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("mising-unit", "there is no code `mising-unit`; did you mean `missing-unit`?"),
        ("zzzzzzzz", "there is no code `zzzzzzzz`; `kefu code` lists all of them"),
    ],
)
def test_a_code_that_does_not_exist_is_wrong_usage(typed, said):
    done = run(typed, "--json", "--lang", "en")

    assert done.exit_code == 2
    assert json.loads(done.stdout) == {"error": said}


def test_without_a_code_all_are_listed():
    listed = run("--lang", "zh").output
    document = json.loads(run("--json", "--lang", "zh").output)

    assert [each["code"] for each in document["codes"]] == list(CATALOGUE)
    for each in document["codes"]:
        assert each["code"] in listed
        assert each["summary"] in listed


def test_the_document_holds_the_whole_page():
    page = page_of("second-policy")
    document = json.loads(run("second-policy", "--json", "--lang", "zh").output)

    assert document == {
        "code": "second-policy",
        "severity": "error",
        "summary": page.said["zh"].summary,
        "explanation": page.said["zh"].body,
        "causes": list(page.said["zh"].causes),
        "before": [{"name": each.name, "text": each.text} for each in page.before],
        "command": "kefu check shop",
        "reported": page.reported["zh"],
        "after": [{"name": each.name, "text": each.text} for each in page.after],
    }


def test_a_shell_completes_codes():
    assert complete_code("unused-") == ["unused-calendar", "unused-fact", "unused-derived", "unused-parameter"]


@pytest.mark.parametrize(
    ("language", "pointer"),
    [("en", "`kefu code no-policy` says why"), ("zh", "运行 `kefu code no-policy` 可以查看解释和例子")],
)
def test_a_check_says_where_to_read_more(language, pointer, tmp_path):
    (tmp_path / "x.yaml").write_text("roles: [clerk]\n", encoding="utf-8")
    said = CliRunner().invoke(app, ["check", str(tmp_path), "--lang", language]).output

    assert pointer in said.splitlines()[-2]
