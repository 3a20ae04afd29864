"""How long did incidents take, and does that explain which promises a log says were kept?

Reads the UCI incident log (no. 498), plain or packed; without an argument the 167 incidents bundled beside this file.
For each priority it counts the time from opening to resolution and to closing, by a calendar, with states of waiting
counted or not, finds on every other incident the limit that best tells kept promises from broken ones, and says how
many of the other half it tells.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from attrs import frozen
from rich.console import Console
from rich.progress import track
from rich.table import Table

from kefu_adapters.exchange.csv_rows import UnreadableTable
from kefu_adapters.exchange.incidents import Incident, incidents
from kefu_adapters.files import load_calendar
from kefu_core import KefuError
from kefu_core.calendars import WorkingCalendar
from kefu_core.clocks import Event, Met, Paused, Resumed, Started, Target, follow
from kefu_core.values import Duration

HERE: Final = Path(__file__).parent
NEVER: Final = Duration.parse("100000 working hours")
"""A period that no incident uses up: what is asked is how much of it has gone by."""


@frozen
class Way:
    """A way to count: up to which change, and whether time in which the desk waits for somebody counts."""

    until: str
    waiting: bool


WAYS: Final = tuple(Way(until, waiting) for until in ("resolved", "closed") for waiting in (False, True))


@frozen
class Fit:
    """How well a limit tells kept promises from broken ones; ``usual`` is what the commoner of the two would get."""

    incidents: int
    kept: float
    usual: float
    limit: timedelta
    right: float


def main() -> int:
    """Run the example; 2 where a file cannot be used."""
    options = arguments()
    errors = Console(stderr=True)
    try:
        calendar = load_calendar(options.calendar)
        found = list(
            track(incidents(options.log, zone=calendar.zone), "reading", console=errors, transient=True, total=None)
        )
        counted = {
            way: [measured(each, way, calendar) for each in track(found, "counting", console=errors, transient=True)]
            for way in WAYS
        }
    except UnreadableTable as error:
        print(
            f"{error}\nThe log is https://doi.org/10.24432/C57S4H; without an argument a slice of it is read.",
            file=sys.stderr,
        )
        return 2
    except KefuError as error:
        print(error, file=sys.stderr)
        return 2
    show(found, counted)
    return 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", nargs="?", type=Path, default=HERE / "incidents.csv", help="the log; else the slice")
    parser.add_argument(
        "--calendar", type=Path, default=HERE / "weekdays.yaml", metavar="FILE", help="whose hours count"
    )
    return parser.parse_args()


def measured(incident: Incident, way: Way, calendar: WorkingCalendar) -> timedelta | None:
    """The time that the clock counts; None where the log does not say when it ended."""
    end = incident.resolved if way.until == "resolved" else incident.closed
    if end is None:
        return None
    target = Target("incident", calendar.zone, NEVER, calendar=calendar)
    (line,) = follow(target, history(incident, end, waiting=way.waiting), as_of=end).lines
    return timedelta(microseconds=line.consumed or 0)


def history(incident: Incident, end: datetime, *, waiting: bool) -> Iterator[Event]:
    """What happened to the clock of an incident, which stands while the desk waits, unless ``waiting`` counts."""
    yield Started(incident.opened)
    if not waiting:
        for since, until in incident.waits():
            yield Paused(max(since, incident.opened))
            yield Resumed(max(until, incident.opened))
    yield Met(end)


def fit(pairs: Sequence[tuple[timedelta, bool]]) -> Fit:
    """Find the limit on every other pair of a time and whether the promise was kept; the rest says what it is worth."""
    learn, test = pairs[::2], pairs[1::2]
    limit = best_limit(learn)
    kept = sum(kept for _, kept in pairs) / len(pairs)
    right = sum((took <= limit) == kept for took, kept in test) / len(test)
    return Fit(len(pairs), kept, max(kept, 1 - kept), limit, right)


def best_limit(pairs: Iterable[tuple[timedelta, bool]]) -> timedelta:
    """The least limit for which most pairs are right: kept up to it, broken beyond."""
    best, found, score = 0, timedelta(-1), 0
    for took, ahead in _scores(pairs):
        score += ahead
        if score > best:
            best, found = score, took
    return found


def _scores(pairs: Iterable[tuple[timedelta, bool]]) -> Iterator[tuple[timedelta, int]]:
    """For each time, in order, how many more pairs are right if the limit moves there."""
    gains: dict[timedelta, int] = {}
    for took, kept in pairs:
        gains[took] = gains.get(took, 0) + (1 if kept else -1)
    yield from sorted(gains.items())


def show(found: Sequence[Incident], counted: dict[Way, list[timedelta | None]]) -> None:
    """A table for each way to count, a line for each priority."""
    out = Console(highlight=False)
    print(f"{len(found):,} incidents with {sum(len(each.changes) for each in found):,} changes")
    for way, times in counted.items():
        waits = "time of waiting counts" if way.waiting else "without time of waiting"
        table = Table(title=f"From opening until {way.until}, {waits}", title_justify="left")
        for heading in ("priority", "incidents", "kept", "the commoner", "limit", "told rightly"):
            table.add_column(heading, justify="right")
        for priority in sorted({each.priority for each in found}):
            pairs = [
                (took, each.kept)
                for each, took in zip(found, times, strict=True)
                if each.priority == priority and took is not None
            ]
            if len(pairs) > 1:
                table.add_row(priority, *_cells(fit(pairs)))
        out.print(table)


def _cells(found: Fit) -> tuple[str, ...]:
    limit = "none" if found.limit < timedelta(0) else f"{found.limit / timedelta(hours=1):.1f} h"
    return f"{found.incidents:,}", f"{found.kept:.1%}", f"{found.usual:.1%}", limit, f"{found.right:.1%}"


if __name__ == "__main__":
    sys.exit(main())
