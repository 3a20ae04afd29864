"""A log of incidents, a row for each change of one, as the UCI repository has it (no. 498): rows → incidents.

A row says how the incident stood after a change; what never changes is in each of its rows. Its times have no zone and
are to the minute, so that many changes of an incident share one: the order of the file is then that of what happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

from attrs import frozen

from kefu_adapters.exchange.csv_rows import TableRow, UnreadableTable, rows
from kefu_core.values import local

COLUMNS: Final = (
    "number", "incident_state", "made_sla", "opened_at", "sys_updated_at", "priority", "resolved_at", "closed_at",
)  # fmt: skip
UNKNOWN: Final = "?"
WAITING: Final = frozenset({"Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "Awaiting Evidence"})
"""States in which the desk waits for somebody else."""


@frozen
class Change:
    """An incident came into a state, or stayed in it while something else changed."""

    at: datetime
    state: str


@frozen
class Incident:
    """An incident with its changes in order of time. ``kept`` is what the log says of its promise, when it ends."""

    number: str
    priority: str
    opened: datetime
    resolved: datetime | None
    closed: datetime
    kept: bool
    changes: tuple[Change, ...]

    def waits(self) -> tuple[tuple[datetime, datetime], ...]:
        """From when to when it stood in a state of `WAITING`; a wait that nothing ended ends with the last change."""
        found, since = [], None
        for change in self.changes:
            if change.state in WAITING:
                since = change.at if since is None else since
            elif since is not None:
                found.append((since, change.at))
                since = None
        if since is not None and since < self.changes[-1].at:
            found.append((since, self.changes[-1].at))
        return tuple(found)


def incidents(path: Path, *, zone: tzinfo) -> Iterator[Incident]:
    """The incidents of a log, plain or packed with gzip, in the order of their numbers in it; its clocks show ``zone``.

    Raises `UnreadableTable`, also for a time that is none, and where the rows of an incident do not stand together.
    """
    seen: set[str] = set()
    together: list[TableRow] = []
    for row in rows(path, columns=COLUMNS):
        number = row.cells["number"]
        if together and together[-1].cells["number"] != number:
            yield _incident(together, path, zone)
            together = []
        if not together and number in seen:
            raise UnreadableTable(f"{path}:{row.line}: the rows of incident {number} do not stand together")
        seen.add(number)
        together.append(row)
    if together:
        yield _incident(together, path, zone)


def _incident(found: list[TableRow], path: Path, zone: tzinfo) -> Incident:
    changes = [Change(_time(row, "sys_updated_at", path, zone), row.cells["incident_state"]) for row in found]
    last = found[-1]
    resolved = None if last.cells["resolved_at"] == UNKNOWN else _time(last, "resolved_at", path, zone)
    return Incident(
        number=last.cells["number"],
        priority=last.cells["priority"],
        opened=_time(last, "opened_at", path, zone),
        resolved=resolved,
        closed=_time(last, "closed_at", path, zone),
        kept=_truth(last, "made_sla", path),
        changes=tuple(sorted(changes, key=lambda change: change.at)),  # a stable order: the file's within a minute
    )


def _truth(row: TableRow, column: str, path: Path) -> bool:
    text = row.cells[column]
    if text not in {"true", "false"}:
        raise UnreadableTable(f"{path}:{row.line}: `{column}` is `{text}`, neither `true` nor `false`")
    return text == "true"


def _time(row: TableRow, column: str, path: Path, zone: tzinfo) -> datetime:
    text = row.cells[column]
    try:
        return local(datetime.strptime(text, "%d/%m/%Y %H:%M"), zone)  # noqa: DTZ007 - the next step gives it a zone
    except ValueError as error:
        raise UnreadableTable(
            f"{path}:{row.line}: `{column}` is `{text}`; a time is written as 29/2/2016 01:16"
        ) from error
