"""Measure kefu beside code by hand and other engines: ``python bench/run.py [--quick] [--json] [--check]``.

Answers are compared before anything is timed. Exit code 0 also where a goal is missed: a shared machine proves nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from contenders import PEERS, Goal, Work, agree
from measure import Spread, Timings, side_by_side
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
        "machine": machine(),
        "works": [_speed(work, rounds) for work in works],
        "starts": [_start(start) for start in starts(rounds=3 if options.quick else 9)],
        "heavy_imports": heavy_imports(),
    }
    if options.json:
        print(json.dumps(report, indent=2))
    else:
        print("\n".join(_text(report)))
    return 0


def machine() -> dict[str, Any]:
    """What the numbers were measured on."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "peers": {name: _version(name.replace("_", "-")) for name in PEERS},
    }


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _speed(work: Work, rounds: int) -> dict[str, Any]:
    timings = side_by_side([each.contender for group in work.groups for each in group], rounds=rounds)
    lines = [
        {
            "name": each.name,
            "calls_per_second": timings.rate(each.name).median,
            "yardstick": group[0].name,
            "ratio": _plain(timings.ratio(each.name, to=group[0].name)),
        }
        for group in work.groups
        for each in group
    ]
    return {"title": work.title, "lines": lines, "goals": [_goal(goal, timings) for goal in work.goals]}


def _goal(goal: Goal, timings: Timings) -> dict[str, Any]:
    found = timings.rate(goal.who) if goal.to is None else timings.ratio(goal.who, to=goal.to)
    reached = None if goal.least is None else found.median >= goal.least
    return {"who": goal.who, "to": goal.to, "least": goal.least, "found": _plain(found), "reached": reached}


def _start(start: Start) -> dict[str, Any]:
    return {"title": start.title, "seconds": _plain(start.seconds)}


def _plain(spread: Spread) -> dict[str, float]:
    return {"median": spread.median, "least": spread.least, "most": spread.most}


def _text(report: dict[str, Any]) -> Iterator[str]:
    about = report["machine"]
    yield f"{about['date']}, {about['python']}, {about['system']}, {about['cpus']} CPUs, load {about['load']}"
    yield ", ".join(f"{name} {found or 'not installed'}" for name, found in about["peers"].items())
    for work in report["works"]:
        yield ""
        yield f"{work['title']:36} {'calls/s':>12}   as fast as the first of its group (least .. most)"
        for line in work["lines"]:
            if line["name"] == line["yardstick"]:
                yield f"  {line['name']:34} {line['calls_per_second']:12,.0f}   1"
            else:
                yield f"  {line['name']:34} {line['calls_per_second']:12,.0f}   {_times(line['ratio'])}"
        for goal in work["goals"]:
            yield f"  {_verdict(goal)}"
    yield ""
    yield f"{'to begin':36} {'ms':>12}   (least .. most)"
    for start in report["starts"]:
        median, least, most = (start["seconds"][key] * 1_000 for key in ("median", "least", "most"))
        yield f"  {start['title']:34} {median:12,.1f}   ({least:,.1f} .. {most:,.1f})"
    yield f"  heavy libraries that import kefu_core brings along: {', '.join(report['heavy_imports']) or 'none'}"


def _verdict(goal: dict[str, Any]) -> str:
    against = f"{goal['who']} / {goal['to']}" if goal["to"] else f"{goal['who']}, calls a second"
    found = _number(goal["found"]["median"])
    if goal["least"] is None:
        return f"{against}: {found}"
    share = goal["found"]["median"] / goal["least"]
    verdict = "reached" if goal["reached"] else f"MISSED: {share:.0%} of the goal"
    return f"goal: {against} >= {_number(goal['least'])}: {found}, {verdict}"


def _times(ratio: dict[str, float]) -> str:
    return f"{_number(ratio['median']):8} ({_number(ratio['least'])} .. {_number(ratio['most'])})"


def _number(value: float) -> str:
    """Three digits that matter; whole numbers in groups."""
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main())
