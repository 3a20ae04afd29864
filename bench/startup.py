"""What it costs to begin: importing, loading a policy, the first decision."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import frozen
from cases import lookup, park
from cases.pack import pack
from measure import Spread, once, spread

from kefu_core import Policy, load_policy

HEAVY: Final = ("yaml", "lark", "cattrs", "polars")
"""Libraries that ``import kefu_core`` must leave alone."""

BENCH: Final = str(Path(__file__).resolve().parent)

TIMED: Final = """
import sys, time
{before}
start = time.perf_counter()
{work}
print(time.perf_counter() - start)
print(*(name for name in {heavy!r} if name in sys.modules))
"""


@frozen
class Start:
    """How long something takes, in seconds."""

    title: str
    seconds: Spread


def starts(*, rounds: int) -> list[Start]:
    """All that is measured. What is fresh runs in an interpreter of its own, with byte code compiled before."""
    files, long = park.files(), pack(lookup.table(10_000))
    policy, long_policy = load_policy(files), load_policy(long)
    case, at = park.cases(1)[0]
    of_park = "from cases import park; files = park.files()"
    few = min(rounds, 3)
    return [
        Start("import kefu_core, fresh", _fresh("import kefu_core", rounds=rounds)),
        Start(
            "import and load rules/park, fresh",
            _fresh("import kefu_core; kefu_core.load_policy(files)", before=_without_kefu(of_park), rounds=rounds),
        ),
        Start("load rules/park, again", once(lambda: load_policy(files), rounds=rounds)),
        Start("load a table of 10,000 rows", once(lambda: load_policy(long), rounds=few)),
        Start(
            "first decision on rules/park, fresh",
            _fresh(
                "policy.decide(case, at=at)",
                before=f"{of_park}; case, at = park.cases(1)[0]; import kefu_core; policy = kefu_core.load_policy(files)",
                rounds=rounds,
            ),
        ),
        Start("first decision on rules/park, again", _first(policy, lambda each: each.decide(case, at=at), rounds)),
        Start("compile a table of 10,000 rows", _first(long_policy, lambda each: each.program(at), few)),
    ]


def heavy_imports() -> list[str]:
    """Which of the heavy libraries come with ``import kefu_core``."""
    return _run("import kefu_core")[1].split()


def _first(policy: Policy, use: Callable[[Policy], object], rounds: int) -> Spread:
    """The first use of a policy that was loaded already; a copy has nothing compiled."""
    copies = iter([Policy(policy.ir, policy.edition) for _ in range(rounds + 1)])
    return once(lambda: use(next(copies)), rounds=rounds)


def _fresh(work: str, *, before: str = "", rounds: int) -> Spread:
    _run(work, before)
    return spread([float(_run(work, before)[0]) for _ in range(rounds)])


def _without_kefu(text: str) -> str:
    """Preparation after which kefu is as unknown as before."""
    return f"{text}\nfor name in [n for n in sys.modules if n.startswith('kefu_core')]: del sys.modules[name]"


def _run(work: str, before: str = "") -> tuple[str, str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([BENCH, *filter(None, sys.path)])}
    source = TIMED.format(before=before, work=work, heavy=HEAVY)
    done = subprocess.run(  # noqa: S603 - our own source
        [sys.executable, "-c", source], capture_output=True, text=True, check=True, env=environment
    )
    seconds, modules = done.stdout.split("\n")[:2]
    return seconds, modules
