"""What the shell proposes, asked as a shell asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KEFU = [sys.executable, "-c", "import sys; sys.argv[0] = 'kefu'; from kefu_adapters.cli import main; main()"]


def run(command: list[str], folder: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def proposed(typed: str, folder: Path) -> list[str]:
    words = typed.split(" ")
    asked = {"_KEFU_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    return run(KEFU, folder, **asked).split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("refunds", "packs/parcels"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "policy.yaml").touch()
    return tmp_path


def test_commands_and_packs_are_proposed(folder: Path) -> None:
    assert proposed("kefu sch", folder) == ["schema"]
    assert proposed("kefu check ", folder) == ["cfpb", "park", "refunds"]
    assert proposed("kefu fmt pa", folder) == ["park"]
    assert proposed("kefu test park packs/", folder) == ["packs/parcels"]
    assert proposed("kefu schema nothing/", folder) == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_takes_the_script_and_completes_by_it(folder: Path) -> None:
    script = run(KEFU, folder, _KEFU_COMPLETE="source_bash")
    ask = (
        'eval "$SCRIPT"; COMP_WORDS=(kefu check re); COMP_CWORD=2; _kefu_completion "$STARTER"; echo "${COMPREPLY[@]}"'
    )
    starter = folder / "kefu"
    starter.write_text(f'#!/bin/sh\nexec "{KEFU[0]}" -c "{KEFU[2]}" "$@"\n', encoding="utf-8")
    starter.chmod(0o755)

    assert run(["bash", "-c", ask], folder, SCRIPT=script, STARTER=str(starter)) == "refunds\n"
