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

import kefu_core
from kefu_core import Policy, load_policy

HEAVY: Final = ("yaml", "lark", "cattrs", "polars")
"""Libraries that ``import kefu_core`` must leave alone."""

LONG: Final = 10_000

FRESH: Final = """
import sys, time
from pathlib import Path
pack = Path({pack!r})
files = {{file.relative_to(pack).as_posix(): file.read_bytes() for file in pack.rglob("*.yaml")}}
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
    load = "import kefu_core; policy = kefu_core.load_policy(files)"
    decide = "policy.decide(case, at=at)"
    ready = f"{load}; from cases import park; case, at = park.cases(1)[0]"
    case, at = park.cases(1)[0]
    files = park.files()
    policy = load_policy(files)
    policy.decide(case, at=at)
    found = [
        Start("import kefu_core, fresh", _fresh("import kefu_core", rounds=rounds)),
        Start("import it and load rules/park, fresh", _fresh(load, rounds=rounds)),
        Start("load rules/park, again", once(lambda: load_policy(files), rounds=rounds)),
        Start("first decision on it, fresh", _fresh(decide, before=ready, rounds=rounds)),
        Start("first decision on it, again", _first(policy, lambda each: each.decide(case, at=at), rounds)),
    ]
    few = min(rounds, 3)
    long = pack(lookup.table(LONG))
    loaded: list[Policy] = []
    found.append(Start(f"load a table of {LONG:,} rows", once(lambda: loaded.append(load_policy(long)), rounds=few)))
    compiling = _first(loaded[-1], lambda each: each.program(at), few)
    return [*found, Start(f"compile a table of {LONG:,} rows", compiling)]


def heavy_imports() -> list[str]:
    """Which of the heavy libraries come with ``import kefu_core``."""
    return _run("import kefu_core")[1].split()


def _first(policy: Policy, use: Callable[[Policy], object], rounds: int) -> Spread:
    """The first use of a policy that is loaded; a copy has nothing compiled."""
    copies = iter([Policy(policy.ir, policy.edition) for _ in range(rounds)])
    return once(lambda: use(next(copies)), rounds=rounds)


def _fresh(work: str, *, before: str = "", rounds: int) -> Spread:
    _run(work, before)
    return spread([float(_run(work, before)[0]) for _ in range(rounds)])


def _run(work: str, before: str = "") -> tuple[str, str]:
    """The seconds that ``work`` takes after ``before``, and the heavy libraries imported by then."""
    folders = (Path(__file__).resolve().parent, Path(kefu_core.__file__).resolve().parents[1])
    source = FRESH.format(pack=str(park.PACK), before=before, work=work, heavy=HEAVY)
    done = subprocess.run(  # noqa: S603 - our own source
        [sys.executable, "-c", source],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))},
    )
    seconds, modules = done.stdout.split("\n")[:2]
    return seconds, modules
