"""What was measured, as data that JSON can hold, and as lines to read."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from contenders import Goal, Work
from measure import Spread, Timings, side_by_side


def machine(peers: Iterable[str] = ()) -> dict[str, Any]:
    """What the numbers were measured on."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "peers": {name: _version(name.replace("_", "-")) for name in peers},
    }


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def speed(work: Work, rounds: int) -> dict[str, Any]:
    """Time those who take part in a work side by side."""
    timings = side_by_side([each.contender for group in work.groups for each in group], rounds=rounds)
    lines = [
        {
            "name": each.name,
            "calls_per_second": timings.rate(each.name).median,
            "yardstick": group[0].name,
            "ratio": plain(timings.ratio(each.name, to=group[0].name)),
        }
        for group in work.groups
        for each in group
    ]
    return {"title": work.title, "lines": lines, "goals": [_goal(goal, timings) for goal in work.goals]}


def _goal(goal: Goal, timings: Timings) -> dict[str, Any]:
    found = timings.rate(goal.who) if goal.to is None else timings.ratio(goal.who, to=goal.to)
    reached = None if goal.least is None else found.median >= goal.least
    return {"who": goal.who, "to": goal.to, "least": goal.least, "found": plain(found), "reached": reached}


def plain(spread: Spread) -> dict[str, float]:
    """A spread by the names of its parts."""
    return {"median": spread.median, "least": spread.least, "most": spread.most}


def told_machine(about: dict[str, Any]) -> Iterator[str]:
    """Where and when it was measured, and beside whom."""
    yield f"{about['date']}, {about['python']}, {about['system']}, {about['cpus']} CPUs, load {about['load']}"
    if about["peers"]:
        yield ", ".join(f"{name} {found or 'not installed'}" for name, found in about["peers"].items())


def told(work: dict[str, Any]) -> Iterator[str]:
    """A table of those who took part, and whether goals were reached."""
    yield ""
    yield f"{work['title']:40} {'calls/s':>12}   as fast as the first of its group (least .. most)"
    for line in work["lines"]:
        if line["name"] == line["yardstick"]:
            yield f"  {line['name']:38} {line['calls_per_second']:12,.0f}   1"
        else:
            yield f"  {line['name']:38} {line['calls_per_second']:12,.0f}   {_times(line['ratio'])}"
    for goal in work["goals"]:
        yield f"  {_verdict(goal)}"


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
