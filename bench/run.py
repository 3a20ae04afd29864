"""Measure kefu beside code by hand and other engines: ``python bench/run.py [--quick] [--json] [--check]``.

Answers are compared before anything is timed. Exit code 0 also where a goal is missed: a shared machine proves nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from contenders import PEERS, agree
from results import machine, plain, speed, told, told_machine
from startup import Start, heavy_imports, starts
from works import WORKS

SAMPLE = 200


def main() -> int:
    """Run, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a first impression")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of tables")
    parser.add_argument("--check", action="store_true", help="compare the answers, and measure nothing")
    options = parser.parse_args()
    works = [make(SAMPLE) for make in WORKS]
    for work in works:
        agree(work)
    if options.check:
        print(f"all answers agree: {sum(len(group) for work in works for group in work.groups)} contenders")
        return 0
    rounds = 9 if options.quick else 61
    report = {
        "machine": machine(PEERS),
        "works": [speed(work, rounds) for work in works],
        "starts": [_start(start) for start in starts(rounds=3 if options.quick else 9)],
        "heavy_imports": heavy_imports(),
    }
    if options.json:
        print(json.dumps(report, indent=2))
    else:
        print("\n".join(_text(report)))
    return 0


def _start(start: Start) -> dict[str, Any]:
    return {"title": start.title, "seconds": plain(start.seconds)}


def _text(report: dict[str, Any]) -> Iterator[str]:
    about = report["machine"]
    yield from told_machine(about)
    for work in report["works"]:
        yield from told(work)
    yield ""
    yield f"{'to begin':40} {'ms':>12}   (least .. most)"
    for start in report["starts"]:
        median, least, most = (start["seconds"][key] * 1_000 for key in ("median", "least", "most"))
        yield f"  {start['title']:38} {median:12,.1f}   ({least:,.1f} .. {most:,.1f})"
    yield f"  heavy libraries that import kefu_core brings along: {', '.join(report['heavy_imports']) or 'none'}"


if __name__ == "__main__":
    sys.exit(main())
