"""Third net of purity: ruff refuses clocks and chance in the core, also where they come through an allowed module."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUFF = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select=DTZ,TID251", "--output-format=concise"]


def ruff(*arguments: str, source: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUFF, *arguments], cwd=ROOT, input=source, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_core_has_neither_clock_nor_chance_even_behind_a_noqa() -> None:
    done = ruff("--ignore-noqa", "src/kefu_core")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "planted",
    [
        "from datetime import datetime, UTC\ndatetime.now(UTC)",
        "import datetime as dt\ndt.datetime.now(tz=dt.UTC)",
        "from datetime import datetime\ndatetime.utcnow()",
        "from datetime import datetime\ndatetime.today()",
        "from datetime import date\ndate.today()",
        "import time\ntime.time()",
        "from time import monotonic",
        "import random",
        "from uuid import uuid4",
        "from secrets import token_hex",
    ],
)
def test_a_planted_clock_or_chance_is_refused_in_the_core(planted: str) -> None:
    done = ruff("--stdin-filename=src/kefu_core/decide/planted.py", "-", source=planted)
    assert done.returncode == 1, done.stderr
    assert "TID251" in done.stdout


def test_a_naive_instant_is_refused_in_the_core() -> None:
    naive = "import datetime\ndatetime.datetime(2026, 1, 1)"
    done = ruff("--stdin-filename=src/kefu_core/planted.py", "-", source=naive)
    assert "DTZ001" in done.stdout


def test_an_adapter_may_read_the_clock() -> None:
    clock = "from datetime import datetime, UTC\nNOW = datetime.now(UTC)"
    assert ruff("--stdin-filename=src/kefu_adapters/clock.py", "-", source=clock).returncode == 0
