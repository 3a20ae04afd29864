"""Second net of purity: an audit hook around `decide` sees what really happens, also inside the libraries it calls."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("audited.py")


def audit(work: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, work], capture_output=True, text=True, check=False, timeout=60)


def test_deciding_touches_neither_files_nor_network_nor_threads() -> None:
    done = audit("decide")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


@pytest.mark.parametrize("event", ["open", "import", "compile", "os.putenv", "socket.__new__", "subprocess.Popen"])
def test_a_planted_offence_is_seen(event: str) -> None:
    done = audit(event)
    assert done.returncode == 1, done.stderr
    assert event in done.stdout.splitlines()
