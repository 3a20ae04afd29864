"""The quick way to a decision: all facts known, every table decides plainly.

One generated function runs all steps; which rows hit then settles the outcomes, the reasons and the deadlines that
apply, so these are put together once for each combination of rows and kept. Whatever is not plain takes the general
way, which always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from attrs import field, frozen

from kefu_core.calendars import NoWorkingTime
from kefu_core.decide.clocks import Clock
from kefu_core.decide.decision import DueDate, Outcomes, Reason
from kefu_core.decide.steps import DerivedStep, TableStep
from kefu_core.values import day_start

MOST_KEPT: Final = 4_096
"""How many combinations are kept: far more than the rows of a manual make, few enough to forget about."""


@frozen
class Parts:
    """What a combination of rows settles.

    ``dues`` are due dates that only wait, and clocks that have to be reckoned.
    """

    outcomes: Outcomes
    reasons: tuple[Reason, ...]
    dues: tuple[DueDate | Clock, ...]


@frozen
class Quick:
    """``run`` gives the results of all steps, and last of the deadlines' conditions, or None.

    ``keep`` says that results are constants, so that they can be kept; a race between threads costs no more than the
    work twice.
    """

    run: Callable[[Mapping[str, Any]], Any]
    steps: Sequence[DerivedStep | TableStep]
    clocks: tuple[Clock, ...]
    public: Callable[[str, Any], Any]
    keep: bool
    derived: frozenset[str]
    zone: ZoneInfo
    _kept: dict[Any, Parts] = field(factory=dict, init=False, repr=False)
    _midnights: dict[int, datetime] = field(factory=dict, init=False, repr=False)

    def parts(self, values: Mapping[str, Any]) -> Parts | None:
        """The parts of the decision, or None where the general way has to be taken."""
        if not self.derived.isdisjoint(values):  # the host supplies what would be computed (S16)
            return None
        try:
            results = self.run(values)
        except (KeyError, ZeroDivisionError):
            return None
        if results is None:
            return None
        if not self.keep:
            return self._assemble(results)
        parts = self._kept.get(results)
        if parts is None:
            parts = self._assemble(results)
            if len(self._kept) < MOST_KEPT:
                self._kept[results] = parts
        return parts

    def due_dates(self, parts: Parts, at: datetime) -> tuple[DueDate, ...] | None:
        """All due dates for a case decided ``at`` an instant in the zone, or None for the general way."""
        dues: list[DueDate] = []
        real: datetime | None = None
        try:
            for each in parts.dues:
                if type(each) is DueDate:
                    dues.append(each)
                    continue
                clock = cast("Clock", each)
                if clock.delta is not None:
                    real = real or at.astimezone(UTC)
                    end = (real + clock.delta).astimezone(self.zone)
                elif clock.days is not None and not at.fold:
                    end = self._midnight(at.toordinal() + clock.days + 1)
                elif clock.period is not None:
                    dues.append(clock.after(clock.period, at))
                    continue
                else:  # its period or due depends on the case
                    return None
                deadline = clock.deadline
                dues.append(DueDate(deadline.id, deadline.milestone, at, end, deadline.sources, None))
        except (OverflowError, ValueError, NoWorkingTime):
            return None
        return tuple(dues)

    def _midnight(self, ordinal: int) -> datetime:
        """The local midnight with which a date begins; most cases of a day ask for the same few."""
        midnight = self._midnights.get(ordinal)
        if midnight is None:
            midnight = day_start(date.fromordinal(ordinal), self.zone)
            if len(self._midnights) < MOST_KEPT:
                self._midnights[ordinal] = midnight
        return midnight

    def _assemble(self, results: tuple[Any, ...]) -> Parts:
        outcomes: dict[str, Any] = {}
        reasons: list[Reason] = []
        remaining = iter(results)
        for step in self.steps:
            if isinstance(step, DerivedStep):
                if next(remaining):
                    reasons.append(step.reason)
                continue
            row, *values = next(remaining)
            reasons += [step.reasons[row]] if type(row) is int else [step.reasons[each] for each in row]
            for name, value in zip(step.table.outputs, values, strict=True):
                outcomes[name] = self.public(name, value)
        (applying,) = remaining
        dues = tuple(self.clocks[number].waiting or self.clocks[number] for number in applying[0])
        return Parts(Outcomes(outcomes), tuple(reasons), dues)
