"""``kefu fmt``: what it writes, what it leaves alone, and with which exit code it leaves."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kefu_adapters.cli.app import app
from kefu_adapters.files.replacing import NotReplaced, replace_file

UNTIDY = b"\xef\xbb\xbfroles:\r\n- {label: b,   id: 'a'}  # c"
TIDY = "roles:\n  - {id: a, label: b}  # c\n"
BROKEN = "roles: [a\n"


@pytest.fixture(autouse=True)
def no_language_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEFU_LANG", "en")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "more").mkdir(parents=True)
    (folder / "a.yaml").write_bytes(UNTIDY)
    (folder / "more" / "b.yml").write_bytes(TIDY.encode())
    return folder


def fmt(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["fmt", *map(str, arguments)])


def test_a_pack_is_laid_out_in_place_and_then_left_alone(pack: Path) -> None:
    done = fmt(pack)
    assert done.exit_code == 0
    assert done.stdout == f"  {pack / 'a.yaml'}\n1 file laid out, 1 left as it is\n"
    assert (pack / "a.yaml").read_bytes() == TIDY.encode()
    assert sorted(each.name for each in pack.iterdir()) == ["a.yaml", "more"]

    again = fmt(pack, "--check")
    assert (again.exit_code, again.stdout) == (0, "0 files to be laid out, 2 left as they are\n")


def test_check_and_diff_write_nothing(pack: Path) -> None:
    checked, shown = fmt(pack, "--check"), fmt(pack / "a.yaml", "--diff")

    assert (checked.exit_code, shown.exit_code) == (1, 0)
    assert f"  {pack / 'a.yaml'}\n" in checked.stdout
    assert "+  - {id: a, label: b}  # c\n" in shown.stdout
    assert fmt(pack, "--diff", "--check").exit_code == 1
    assert (pack / "a.yaml").read_bytes() == UNTIDY


def test_a_file_with_errors_is_told_and_not_touched_and_the_others_are_laid_out(pack: Path) -> None:
    (pack / "b.yaml").write_text(BROKEN, encoding="utf-8")
    done = fmt(pack)

    assert done.exit_code == 2
    assert f"--> {pack / 'b.yaml'}:1:8" in done.stderr
    assert "1 file laid out, 1 left as it is, 1 not touched because of errors" in done.stdout
    assert (pack / "b.yaml").read_text(encoding="utf-8") == BROKEN
    assert (pack / "a.yaml").read_bytes() == TIDY.encode()


def test_rules_that_are_wrong_are_laid_out_all_the_same(pack: Path) -> None:
    (pack / "a.yaml").write_text("roels: {a:   b}", encoding="utf-8")

    assert fmt(pack).exit_code == 0
    assert (pack / "a.yaml").read_text(encoding="utf-8") == "roels: {a: b}\n"


def test_a_bundled_pack_is_not_written_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert fmt("park").exit_code == 2
    assert fmt("park", "cfpb", "--check").exit_code == 0
    assert fmt("prak").exit_code == 2


def test_nothing_is_written_behind_a_link(pack: Path) -> None:
    outside = pack.parent / "outside.yaml"
    outside.write_bytes(UNTIDY)
    (pack / "link.yaml").symlink_to(outside)

    assert fmt(pack).exit_code == 2
    assert fmt(pack / "link.yaml").exit_code == 2
    (pack / "link.yaml").unlink()
    (pack / "link.yaml").symlink_to(pack / "more" / "b.yml")
    (pack / "more" / "b.yml").write_bytes(UNTIDY)
    assert outside.read_bytes() == UNTIDY
    assert fmt(pack).exit_code == 0
    assert (pack / "link.yaml").is_symlink()
    assert (pack / "more" / "b.yml").read_bytes() == TIDY.encode()


def test_permissions_stay_and_those_of_a_guarded_file_hold(pack: Path) -> None:
    file = pack / "a.yaml"
    file.chmod(0o640)
    assert fmt(file).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o640

    file.write_bytes(UNTIDY)
    file.chmod(0o440)
    if not os.access(file, os.W_OK):  # who may write anything is not kept from it
        assert fmt(file).exit_code == 2
        assert file.read_bytes() == UNTIDY


def test_a_file_that_has_changed_meanwhile_is_left_as_it_is(pack: Path) -> None:
    with pytest.raises(NotReplaced, match="has changed meanwhile"):
        replace_file(pack / "a.yaml", b"new", was=b"old")
    assert (pack / "a.yaml").read_bytes() == UNTIDY


def test_where_writing_fails_the_file_is_there_and_nothing_else(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = fmt(pack)

    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert (pack / "a.yaml").read_bytes() == UNTIDY
    assert sorted(each.name for each in pack.iterdir()) == ["a.yaml", "more"]
