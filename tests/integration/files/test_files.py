"""Packs on disk: what is read, what is refused before it is read."""

import os
from pathlib import Path

import pytest

from kefu_adapters.files import PackNotFound, bundled_packs, find_pack, load_pack, open_pack, read_pack_files
from kefu_adapters.files.replacing import NotReplaced, Replacement, replace_files
from kefu_core import InvalidPolicy
from kefu_core.load.decode import MAX_FILE

HEAD = "policy: p\nformat: 1\nzone: UTC\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "policy.yaml").write_text(HEAD, encoding="utf-8")
    return folder


def codes(folder: Path) -> list[str]:
    return [each.code for each in open_pack(folder).diagnostics]


def test_a_folder_and_a_single_file_are_packs(pack: Path) -> None:
    assert load_pack(pack).id == load_pack(pack / "policy.yaml").id == "p"


def test_names_are_those_inside_the_folder_and_hidden_files_are_passed_over(pack: Path) -> None:
    (pack / "sub").mkdir()
    (pack / "sub" / "more.yml").write_text("roles: []\n", encoding="utf-8")
    (pack / ".hidden.yaml").write_text("oops", encoding="utf-8")
    (pack / ".git").mkdir()
    (pack / ".git" / "config.yaml").write_text("oops", encoding="utf-8")
    (pack / "notes.txt").write_text("oops", encoding="utf-8")
    assert sorted(read_pack_files(pack)) == ["policy.yaml", "sub/more.yml"]


def test_a_link_that_leads_out_of_the_pack_is_refused_and_not_read(pack: Path) -> None:
    secret = pack.parent / "secret.yaml"
    secret.write_text("password: 1", encoding="utf-8")
    (pack / "link.yaml").symlink_to(secret)
    assert codes(pack) == ["path-outside"]
    with pytest.raises(InvalidPolicy):
        read_pack_files(pack)


def test_a_link_inside_the_pack_is_a_file_like_any_other(pack: Path) -> None:
    (pack / "roles.yaml").write_text("roles: [a]\n", encoding="utf-8")
    (pack / "sub").mkdir()
    (pack / "sub" / "again.yaml").symlink_to(pack / "roles.yaml")
    assert sorted(read_pack_files(pack)) == ["policy.yaml", "roles.yaml", "sub/again.yaml"]


def test_a_folder_behind_a_link_that_leads_out_is_refused(pack: Path) -> None:
    outside = pack.parent / "outside"
    outside.mkdir()
    (outside / "x.yaml").write_text("oops", encoding="utf-8")
    (pack / "away").symlink_to(outside, target_is_directory=True)
    assert codes(pack) == ["path-outside"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_instead_of_waited_for(pack: Path) -> None:
    os.mkfifo(pack / "pipe.yaml")
    assert codes(pack) == ["not-a-file"]


def test_a_broken_link_and_a_folder_named_like_a_file_are_refused(pack: Path) -> None:
    (pack / "gone.yaml").symlink_to(pack / "nowhere")
    (pack / "folder.yaml").mkdir()
    assert codes(pack) == ["not-a-file", "not-a-file"]


def test_a_file_that_is_too_large_is_not_read(pack: Path) -> None:
    with (pack / "large.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert codes(pack) == ["file-too-large"]
    assert MAX_FILE < 100 * 1024 * 1024


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackNotFound, match="no pack"):
        load_pack(tmp_path / "nothing")
    with pytest.raises(PackNotFound, match="no rule files"):
        load_pack(tmp_path)


def test_bundled_packs_are_found_by_name_and_only_by_name() -> None:
    assert {"park", "cfpb"} <= set(bundled_packs())
    assert load_pack(find_pack("park")).id == "park"
    for name in ("../park", "/park", "park/..", "prak", ""):
        if not Path(name).exists():
            with pytest.raises(PackNotFound):
                find_pack(name)


def test_the_edition_depends_on_the_text_but_not_on_its_line_ends(pack: Path) -> None:
    before = load_pack(pack).edition
    (pack / "policy.yaml").write_bytes(HEAD.replace("\n", "\r\n").encode())
    assert load_pack(pack).edition == before
    (pack / "policy.yaml").write_text(HEAD + "# a remark\n", encoding="utf-8")
    assert load_pack(pack).edition != before


def test_the_letters_of_a_suffix_may_be_large(tmp_path: Path) -> None:
    (tmp_path / "RULES.YAML").write_text("policy: p\nformat: 1\nzone: UTC\n", encoding="utf-8")
    (tmp_path / "more.Yml").write_text("facts: [{id: a, type: boolean}]\n", encoding="utf-8")
    assert set(read_pack_files(tmp_path)) == {"RULES.YAML", "more.Yml"}


class TestReplacingSeveralFiles:
    def test_none_is_written_if_one_has_changed_meanwhile(self, tmp_path: Path) -> None:
        first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
        first.write_bytes(b"one")
        second.write_bytes(b"changed")
        with pytest.raises(NotReplaced, match="has changed meanwhile"):
            replace_files([Replacement(first, b"new", b"one"), Replacement(second, b"new", b"two")])
        assert (first.read_bytes(), second.read_bytes()) == (b"one", b"changed")

    def test_what_was_written_is_put_back_if_the_disk_refuses_the_next(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
        for each in (first, second):
            each.write_bytes(b"was")
        replace = Path.replace

        def full(self: Path, target: Path) -> Path:
            if target == second:
                raise OSError(28, "No space left on device")
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(NotReplaced):
            replace_files([Replacement(first, b"new", b"was"), Replacement(second, b"new", b"was")])
        assert (first.read_bytes(), second.read_bytes()) == (b"was", b"was")
        assert sorted(each.name for each in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]
