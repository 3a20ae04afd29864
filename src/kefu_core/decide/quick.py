"""The quick way to a decision: all facts known, every table decides plainly.

One generated function runs all steps; which rows hit then settles the outcomes, the reasons and the deadlines that
apply, so these are put together once for each combination of rows and kept. Whatever is not plain takes the general
way, which always gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from kefu_core.decide.clocks import Clock
from kefu_core.decide.decision import DueDate, Outcomes, Reason
from kefu_core.decide.steps import DerivedStep, TableStep

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
    _kept: dict[Any, Parts] = field(factory=dict, init=False, repr=False)

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
