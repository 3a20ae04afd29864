"""Time the checks of ``kefu check`` on tables that people write: ``python bench/checks.py [--quick] [--json]``.

What a check has to find is compared with the table itself before anything is timed. ``--growth`` measures tables made
to be hard in growing sizes, and ``--plot FILE`` draws that. Exit code 0 also where a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any, Final

from attrs import asdict, frozen
from cases.bands import Sheet
from cases.sheets import sheets
from findings import agree
from growth import growth, told_growth
from measure import Spread, spread
from results import machine, told_machine

from kefu_core import Policy, load_policy
from kefu_core.verify import verify

SIZES: Final = ((4, 30, None), (8, 100, 1.0), (5, 1_000, 5.0))
"""Inputs, rows, and the seconds that a check may take."""


@frozen
class Timed:
    """How long the checks of a table took, in seconds."""

    name: str
    inputs: int
    rows: int
    seconds: Spread
    goal: float | None
    found: int


def main() -> int:
    """Run, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one round instead of five")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of tables")
    parser.add_argument("--growth", action="store_true", help="tables made to be hard, in growing sizes")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the growth as SVG")
    options = parser.parse_args()
    about = machine()
    if options.growth or options.plot:
        found = growth()
        if options.plot:
            from plot import draw  # noqa: PLC0415 - needs the extra `bench`

            options.plot.write_text(draw(found), encoding="utf-8")
        print(json.dumps([asdict(each) for each in found]) if options.json else "\n".join(told_growth(found)))
        return 0
    lines = [timed(sheet, goal, rounds=1 if options.quick else 5) for sheet, goal in all_sheets()]
    if options.json:
        print(json.dumps({"machine": about, "checks": [asdict(each) for each in lines]}, indent=2))
    else:
        print("\n".join(_text(about, lines)))
    return 0


def all_sheets() -> Iterator[tuple[Sheet, float | None]]:
    """The tables of all sizes, and how long their checks may take."""
    for inputs, rows, goal in SIZES:
        yield from ((sheet, goal) for sheet in sheets(inputs, rows))


def timed(sheet: Sheet, goal: float | None, *, rounds: int) -> Timed:
    """Check a table again and again; the first time, compare what is found with the table itself."""
    policy = load_policy(sheet.pack())
    found = verify(policy)
    agree(sheet, found)
    seconds = []
    for _ in range(rounds):
        fresh = Policy(policy.ir, policy.edition)  # nothing compiled yet
        start = process_time()
        verify(fresh)
        seconds.append(process_time() - start)
    return Timed(sheet.name, len(sheet.columns), len(sheet.rows), spread(seconds), goal, len(found))


def _text(about: dict[str, Any], lines: list[Timed]) -> Iterator[str]:
    yield from told_machine(about)
    for inputs, rows, goal in SIZES:
        yield ""
        title = f"checks of {inputs} inputs x {rows:,} rows" + (f", goal {goal:g} s" if goal else "")
        yield f"{title:44} {'seconds':>8}   (least .. most)   findings"
        for each in lines:
            if (each.inputs, each.goal) == (inputs, goal):
                yield f"  {each.name:42} {_seconds(each.seconds)} {each.found:12}{_verdict(each)}"


def _seconds(took: Spread) -> str:
    return f"{took.median:8.2f}   ({took.least:.2f} .. {took.most:.2f})"


def _verdict(each: Timed) -> str:
    if each.goal is None or each.seconds.median <= each.goal:
        return ""
    return f"   MISSED: {each.seconds.median / each.goal:.1f} x the goal"


if __name__ == "__main__":
    sys.exit(main())
