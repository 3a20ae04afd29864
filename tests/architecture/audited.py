"""A script: runs one piece of work under an audit hook and prints what it did to the world, a line for each event.

``python audited.py decide`` decides cases of the park policy; the other names are planted offences.  A process of its
own, because an audit hook cannot be taken away again.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

FORBIDDEN = (
    *("open", "import", "compile", "exec", "builtins.", "ctypes.", "fcntl.", "glob.", "http.", "mmap.", "os."),
    *("pathlib.", "shutil.", "signal.", "socket.", "sqlite3.", "subprocess.", "tempfile.", "_thread.", "time."),
    *("urllib.", "winreg."),
)
"""How the names of audit events begin that a pure function never causes."""

INNOCENT = frozenset({"builtins.id"})

PACK = Path(__file__).parents[2] / "rules" / "park"
FACTS: tuple[dict[str, Any], ...] = (
    {"nature": "conduct", "loss": "0 CNY"},
    {"nature": "promise_broken", "loss": "6000 CNY"},
)
AT = datetime(2026, 11, 2, 10, 0, tzinfo=timezone(timedelta(hours=8)))


def deciding() -> Callable[[], object]:
    """Many decisions at many instants, after one of each: what is loaded on first use may be loaded then."""
    from kefu_core import load_policy

    policy = load_policy({path.name: path.read_text(encoding="utf-8") for path in sorted(PACK.glob("*.yaml"))})

    def decide(times: int) -> None:
        for number in range(times):
            for facts in FACTS:
                policy.decide(facts, at=AT + timedelta(hours=7 * number))

    decide(1)
    return lambda: decide(100)


OFFENCES: dict[str, Callable[[], object]] = {
    "open": lambda: Path(os.devnull).read_bytes(),
    "import": lambda: __import__("colorsys"),
    "compile": lambda: compile("1 + 1", "planted", "eval"),
    "os.putenv": lambda: os.environ.update(PLANTED="yes"),
    "socket.__new__": lambda: socket.socket().close(),
    "subprocess.Popen": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
}
"""Each by the name of the event that must give it away."""


def events_during(work: Callable[[], object]) -> list[str]:
    seen: list[str] = []
    watching = True

    def hook(event: str, _: tuple[object, ...]) -> None:
        if watching and event.startswith(FORBIDDEN) and event not in INNOCENT:
            seen.append(event)

    sys.addaudithook(hook)
    work()
    watching = False
    return seen


if __name__ == "__main__":
    chosen = sys.argv[1]
    events = events_during(deciding() if chosen == "decide" else OFFENCES[chosen])
    print("\n".join(events))
    sys.exit(1 if events else 0)
