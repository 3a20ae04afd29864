"""What reaches the streams: JSON whatever the encoding, no colours in a file, silence when nobody reads."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KEFU = [sys.executable, "-c", "from kefu_adapters.cli import main; main()"]
BARE = {name: value for name, value in os.environ.items() if name not in {"KEFU_LANG", "NO_COLOR", "FORCE_COLOR"}}


def kefu(*arguments: str, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*KEFU, *arguments], input=given and given.encode(), capture_output=True, check=False, timeout=60,
        env={**BARE, **environment},
    )  # fmt: skip


@pytest.fixture
def broken(tmp_path: Path) -> str:
    text = "policy: p\nformat: 1\nzone: UTC\nlanguage: zh\n---\nfacts: [{id: é😀, type: boolean}]\n"
    (tmp_path / "policy.yaml").write_text(text, encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_json_stays_json_in_every_encoding(broken: str, encoding: str) -> None:
    done = kefu("check", broken, "--json", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    (found,) = json.loads(done.stdout.decode(encoding))["diagnostics"]
    assert "é😀" in found["message"]


def test_the_diagnostics_of_a_pack_are_in_its_own_language_though_it_does_not_load(broken: str) -> None:
    done = kefu("check", broken, LC_ALL="C", PYTHONIOENCODING="utf-8")
    assert "错误[bad-name]" in done.stdout.decode()


def test_a_pack_says_its_language_in_its_head_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("policy: p\nformat: 1\nzone: Nowhere\n", encoding="utf-8")
    (tmp_path / "other.yaml").write_text("language: zh\n", encoding="utf-8")
    assert b"error[unknown-zone]" in kefu("check", str(tmp_path), LC_ALL="C").stdout


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color"}])
def test_there_are_no_colours_where_there_is_no_terminal(broken: str, environment: dict[str, str]) -> None:
    assert b"\x1b" not in kefu("check", broken, **environment).stdout


@pytest.mark.parametrize(
    "arguments",
    [("trace", "park"), ("check", "park"), ("test", "park", "--json"), ("--help",), ("code",)],
    ids=lambda each: each[0],
)
def test_a_reader_who_goes_away_is_met_with_silence(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*KEFU, *arguments], stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60, env=BARE
        )
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode not in {1, 2}, "that would say that something was found, or asked wrongly"


def decided(given: str, *arguments: str) -> Any:
    done = kefu("decide", "park", "-", "--json", *arguments, given=given)
    assert done.stderr == b""
    return json.loads(done.stdout)


def test_facts_may_be_json_with_tabs_and_escaped_pairs() -> None:
    plain = decided('{"投诉性质": "行为不当", "loss": "0元"}', "--at", "2026-11-02T10:00+08:00")
    escaped = '{\n\t"\\u6295\\u8bc9\\u6027\\u8d28": "conduct",\n\t"loss": "0 CNY"\n}'
    assert decided(escaped, "--at", "2026-11-02T10:00+08:00") == plain


def test_a_pair_that_json_escapes_is_read_as_its_one_character() -> None:
    done = kefu("decide", "park", "-", "--lang", "en", given='{"nature": "\\ud83d\\ude00"}', PYTHONIOENCODING="utf-8")
    assert "`😀` is none of the choices" in done.stderr.decode()


def test_a_backslash_before_what_looks_like_a_pair_is_a_backslash() -> None:
    done = kefu("decide", "park", "-", "--lang", "en", given=r'{"nature": "\\ud83d\\ude00"}', PYTHONIOENCODING="utf-8")
    assert r"`\ud83d\ude00` is none of the choices" in done.stderr.decode()


def test_a_fact_given_twice_is_shown_where_it_is_given_the_second_time() -> None:
    done = kefu("decide", "park", "-", "--lang", "en", given="nature: conduct\n投诉性质: conduct\n")
    assert done.returncode == 2
    assert b"<stdin>:2:1" in done.stderr


@pytest.mark.parametrize("at", ["9999-12-31T23:59Z", "0001-01-01T00:00+14:00", "2026-02-30T10:00Z", "10:00"])
def test_an_instant_that_no_calendar_has_is_wrong_usage_and_no_traceback(at: str) -> None:
    done = kefu("decide", "park", "-", "--at", at, "--lang", "en", given="{}")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"kefu: --at: ")


def test_an_instant_without_an_offset_is_local_in_the_zone_of_the_pack() -> None:
    facts = '{"nature": "conduct", "loss": "0 CNY"}'
    assert decided(facts, "--at", "2026-11-02T10:00")["as_of"] == "2026-11-02T10:00+08:00"


def test_a_folder_beside_is_meant_as_much_as_a_bundled_pack(tmp_path: Path) -> None:
    (tmp_path / "complaints").mkdir()
    (tmp_path / "complaints" / "policy.yaml").write_text("policy: p\nformat: 1\nzone: UTC\n", encoding="utf-8")
    done = kefu("check", str(tmp_path / "complaint"))
    assert done.returncode == 2
    assert b"did you mean `complaints`?" in done.stderr
