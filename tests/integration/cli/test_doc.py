"""`kefu doc`: the page, where it goes, and what stands in its way."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kefu_adapters.cli.app import app


@pytest.fixture(autouse=True)
def no_language_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEFU_LANG", raising=False)


def kefu(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["doc", *arguments])


def test_the_page_is_written_in_the_language_of_the_pack_or_the_one_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "park.html"
    done = kefu("park", "--output", str(page))
    assert (done.exit_code, done.stdout) == (0, f"{page}：规程手册已写好\n")
    assert '<html lang="zh-CN">' in page.read_text(encoding="utf-8")
    assert "handbook is written" in kefu("park", "-o", str(page), "--lang", "en").stdout
    assert '<html lang="en">' in page.read_text(encoding="utf-8")


def test_without_a_file_the_page_goes_to_standard_output() -> None:
    done = kefu("cfpb", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout.startswith("<!doctype html>")
    assert done.stdout.endswith("</html>\n")


def test_a_pack_with_errors_has_no_page(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("policy: p\nformat: 1\nzone: Asia/Shangai\n", encoding="utf-8")
    page = tmp_path / "page.html"
    done = kefu(str(tmp_path), "--output", str(page), "--lang", "en")
    assert done.exit_code == 1
    assert "unknown-zone" in done.output
    assert not page.exists()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = kefu("park", "--output", str(tmp_path / "nowhere" / "park.html"))
    assert done.exit_code == 2
    assert "无法写入" in done.stderr
    assert "park.html：没有这个文件或文件夹" in done.stderr


def test_without_its_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    for module in [name for name in sys.modules if name.startswith("kefu_adapters.exchange.handbook")]:
        monkeypatch.delitem(sys.modules, module)
    done = kefu("park")
    assert done.exit_code == 2
    assert "pip install 'kefu[doc]'" in done.stderr


@pytest.mark.parametrize("command", ["doc", "schema"])
def test_what_is_generated_never_takes_the_name_of_a_rule_file(tmp_path: Path, command: str) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("policy: p\nformat: 1\nzone: UTC\n", encoding="utf-8")
    done = CliRunner().invoke(app, [command, str(tmp_path), "--output", str(rules)])
    assert (done.exit_code, "rule file" in done.stderr or "规则文件" in done.stderr) == (2, True)
    assert rules.read_text(encoding="utf-8").startswith("policy: p")
