"""Decide real complaints: the US consumer bureau's log through the pack ``cfpb``.

Without arguments it takes the 400 complaints that are bundled beside this file; any CSV export of the CFPB's Consumer
Complaint Database will do. Prints what the policy says of them, next to what the bureau recorded, and explains three.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from attrs import define, field, frozen
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from kefu_adapters.exchange.cfpb import Complaint, complaints
from kefu_adapters.exchange.csv_rows import UnreadableTable
from kefu_adapters.files import find_pack, load_pack
from kefu_core import Decision, Policy
from kefu_core.decide.as_json import decision_json
from kefu_core.values import iso_end

HEADING = ("complaint", "severity", "desk", "result", "answer due", "final due", "timely as recorded", "clauses")
BUNDLED = Path(__file__).with_name("complaints.csv")


@frozen
class Decided:
    """A complaint with its decision."""

    complaint: Complaint
    decision: Decision


@define
class Summary:
    """Counts over all complaints."""

    decided: Counter[tuple[str, str]] = field(factory=Counter)
    results: Counter[tuple[str, str]] = field(factory=Counter)
    undecided: Counter[tuple[str, tuple[str, ...]]] = field(factory=Counter)
    unmapped: Counter[tuple[str, str]] = field(factory=Counter)
    first_lines: dict[tuple[str, str], int] = field(factory=dict)
    dues: dict[str, tuple[datetime, datetime]] = field(factory=dict)
    total: int = 0

    def add(self, each: Decided) -> None:
        """Count one complaint."""
        decision, timely = each.decision, each.complaint.timely
        self.total += 1
        self.decided[decision.outcomes.get("severity", "not decided"), timely] += 1
        self.results[decision.outcomes.get("result", "not decided"), timely] += 1
        for open_part in decision.undetermined:
            self.undecided[open_part.name, open_part.missing] += 1
        self.unmapped.update(each.complaint.unmapped)
        for pair in each.complaint.unmapped:
            self.first_lines.setdefault(pair, each.complaint.line)
        for due in decision.deadlines:
            if due.due is not None:
                first, last = self.dues.get(due.id, (due.due, due.due))
                self.dues[due.id] = (min(first, due.due), max(last, due.due))


def main() -> int:
    """Run the example; 2 where the file cannot be used."""
    options = arguments()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    out = Console(highlight=False, markup=False, emoji=False)
    policy = load_pack(find_pack("cfpb"))
    summary = Summary()
    explained: dict[str, Decided] = {}
    try:
        with open_writers(options, policy) as write:
            for each in decided(policy, options.csv, options.limit):
                summary.add(each)
                explained.setdefault(_kind(each), each)
                write(each)
    except UnreadableTable as error:
        print(f"{error}\nGive a CSV export of the CFPB's Consumer Complaint Database, or nothing.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    show(out, policy, summary)
    for number, each in enumerate(_choice(explained), start=1):
        explain(out, policy, each, number)
    return 0


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv", nargs="?", type=Path, default=BUNDLED, help="a CSV export; else the bundled slice")
    parser.add_argument("--limit", type=int, metavar="N", help="decide the first N complaints only")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write a row for each complaint to a CSV file")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write a decision in each line to a JSON Lines file")
    return parser.parse_args()


def decided(policy: Policy, path: Path, limit: int | None) -> Iterator[Decided]:
    """Every complaint with its decision, while a bar shows the progress on a terminal."""
    total = _lines(path) - 1
    columns = (TextColumn("deciding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    error_console = Console(stderr=True)
    with Progress(*columns, console=error_console, transient=True, disable=not error_console.is_terminal) as progress:
        task = progress.add_task("deciding", total=min(total, limit) if limit is not None else total)
        for number, complaint in enumerate(complaints(path)):
            if limit is not None and number >= limit:
                return
            yield Decided(complaint, policy.decide(complaint.facts, at=complaint.at))
            progress.advance(task)


def _lines(path: Path) -> int:
    """About how many rows a file has: cells may hold line ends, and the bar need not know."""
    try:
        with path.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 1


@contextmanager
def open_writers(options: argparse.Namespace, policy: Policy) -> Iterator[Callable[[Decided], None]]:
    """A function that writes one decision to the files that were asked for."""
    files: list[TextIO] = []
    writers: list[Callable[[Decided], object]] = []
    try:
        if options.out is not None:
            files.append(options.out.open("w", encoding="utf-8", newline=""))
            table = csv.writer(files[-1])
            table.writerow(HEADING)
            writers.append(lambda each: table.writerow(_row(each)))
        if options.json is not None:
            lines = options.json.open("w", encoding="utf-8")
            files.append(lines)
            writers.append(lambda each: lines.write(_json_line(each, policy)))

        def write_all(each: Decided) -> None:
            for write in writers:
                write(each)

        yield write_all
    finally:
        for file in files:
            file.close()


def _row(each: Decided) -> list[Any]:
    decision = each.decision
    dues = {due.id: due.due.isoformat() for due in decision.deadlines if due.due is not None}
    outcomes = [decision.outcomes.get(name, "") for name in ("severity", "desk", "result")]
    clauses = " ".join(decision.sources)
    return [each.complaint.id, *outcomes, dues.get("answer", ""), dues.get("final", ""), each.complaint.timely, clauses]


def _json_line(each: Decided, policy: Policy) -> str:
    document = {"complaint": each.complaint.id, "timely_as_recorded": each.complaint.timely}
    return json.dumps({**document, **decision_json(each.decision, policy)}, ensure_ascii=False) + "\n"


def show(out: Console, policy: Policy, summary: Summary) -> None:
    """The tables over all complaints."""
    out.print(f"\n{summary.total:,} complaints decided by `{policy.id}` (edition {policy.edition})\n", style="bold")
    _cross(out, "Severity (ours)", summary.decided, policy, "severity", summary.total)
    _cross(out, "Result for the consumer (ours)", summary.results, policy, "result", summary.total)
    out.print(
        "`Timely response?` is the bureau's own record. The file has no dates of answers: we claim no lateness.\n"
    )
    for name, (first, last) in summary.dues.items():
        out.print(f"Due dates of `{name}`: from {iso_end(first)} to {iso_end(last)}")
    if summary.unmapped:
        out.print("\nValues that the adapter does not know; what depends on them is left undecided:", style="yellow")
        for (column, value), count in summary.unmapped.most_common():
            line = summary.first_lines[column, value]
            out.print(f"  {count:>6}  {column}: {value!r}, first in line {line}")
    for (name, missing), count in summary.undecided.most_common():
        out.print(f"  {count:>6}  {name} not decided, for want of {', '.join(missing)}", style="yellow")


def _cross(
    out: Console, title: str, counts: Counter[tuple[str, str]], policy: Policy, outcome: str, total: int
) -> None:
    """Our answers by what the bureau recorded."""
    labels = policy.ir.names[outcome].labels
    order = [*(code.id for code in reversed(labels)), "not decided"]
    names = {code.id: code.label.in_language("en", code.id) for code in labels}
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for heading in ("complaints", "share", "recorded as timely", "recorded as not timely"):
        table.add_column(heading, justify="right")
    for code in order:
        found = {timely: count for (value, timely), count in counts.items() if value == code}
        if found:
            here = sum(found.values())
            timely, late = found.get("Yes", 0), found.get("No", 0)
            table.add_row(names.get(code, code), f"{here:,}", f"{here / total:.1%}", f"{timely:,}", f"{late:,}")
    out.print(table)


def _kind(each: Decided) -> str:
    """What a case is an example of."""
    outcomes = each.decision.outcomes
    if any(due.id == "final" for due in each.decision.deadlines):
        return "complicated"
    return "untimely" if outcomes.get("result") == "answered_late" else str(outcomes.get("severity"))


def _choice(explained: dict[str, Decided]) -> list[Decided]:
    """Three cases, the most telling first."""
    wanted = ("urgent", "complicated", "untimely", "elevated", "routine")
    return [explained[kind] for kind in wanted if kind in explained][:3]


def explain(out: Console, policy: Policy, each: Decided, number: int) -> None:
    """One case: its facts, what was decided, and the clause behind each part."""
    complaint, decision = each.complaint, each.decision
    says = {clause.id: clause.says.in_language("en", "") for clause in policy.ir.clauses}
    out.print(f"\nCase {number}: complaint {complaint.id}, sent {complaint.at.date()}", style="bold")
    out.print("  facts     " + "; ".join(f"{name}: {_told(value)}" for name, value in complaint.facts.items()))
    out.print("  decided   " + "; ".join(f"{name}: {value}" for name, value in decision.outcomes.items()))
    for due in decision.deadlines:
        if due.due is not None:
            out.print(f"  due       {due.id}: {iso_end(due.due)}")
    out.print(f"  recorded  Timely response? {complaint.timely}")
    for source in decision.sources:
        out.print(f"  because   {source}: {says.get(source, '')}")


def _told(value: Any) -> str:
    return ", ".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)


if __name__ == "__main__":
    sys.exit(main())
