"""A loaded policy: the one value that a host application holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from kefu_core.calendars import WorkingCalendar
from kefu_core.decide.decision import Decision
from kefu_core.diagnostics import InvalidFacts, problem
from kefu_core.ir.moment import Moment, dates_of_change, moment
from kefu_core.ir.policy import PolicyIR, Scenario
from kefu_core.values import day_start, to_micros

if TYPE_CHECKING:
    from kefu_core.decide.facts import Intake
    from kefu_core.decide.program import Program

Engines = Literal["auto", "reference", "generated"]


@frozen(hash=False, eq=False)
class Policy:
    """A policy, immutable, hashable by edition, picklable and safe to share between threads.

    ``ir`` is what it says; ``edition`` is the hash of the texts it was loaded from. What engines compile is kept beside
    it, made when first needed; two threads that need the same at once both make it, and either is right.

    Source: S13 to S18.
    """

    ir: PolicyIR
    edition: str
    scenarios: tuple[Scenario, ...] = ()
    fixed_at: datetime | None = None
    _programs: dict[tuple[int, str], Any] = field(factory=dict, init=False, repr=False)
    _changes: tuple[date, ...] = field(init=False, repr=False)
    _instants: tuple[int, ...] = field(init=False, repr=False)
    _zone: ZoneInfo = field(init=False, repr=False)
    _calendars: Mapping[str, WorkingCalendar] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        zone = ZoneInfo(self.ir.zone)
        changes = dates_of_change(self.ir)
        object.__setattr__(self, "_zone", zone)
        calendars = {each.id: WorkingCalendar(each.hours()) for each in self.ir.calendars}
        object.__setattr__(self, "_calendars", MappingProxyType(calendars))
        object.__setattr__(self, "_changes", changes)
        object.__setattr__(self, "_instants", tuple(to_micros(day_start(day, zone)) for day in changes))

    def __hash__(self) -> int:
        return hash((self.edition, self.fixed_at))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Policy):
            return NotImplemented
        return (self.edition, self.fixed_at) == (other.edition, other.fixed_at)

    def __getstate__(self) -> tuple[Any, ...]:
        return (self.ir, self.edition, self.scenarios, self.fixed_at)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(("ir", "edition", "scenarios", "fixed_at"), state, strict=True):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_programs", {})
        self.__attrs_post_init__()

    @property
    def id(self) -> str:
        """The policy's id."""
        return self.ir.id

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which its days begin and end."""
        return self._zone

    @property
    def calendars(self) -> Mapping[str, WorkingCalendar]:
        """Its working calendars by id."""
        return self._calendars

    def as_of(self, at: datetime) -> Policy:
        """The policy with what is in force at an instant, whatever instants it is asked about later (S18)."""
        fixed = evolve(self, fixed_at=_aware(at))
        object.__setattr__(fixed, "_programs", self._programs)  # what is compiled does not depend on the instant
        return fixed

    def decide(self, facts: Mapping[str, Any], *, at: datetime, engine: Engines = "auto") -> Decision:
        """Severity, route, deadlines: all that the policy decides for a case accepted ``at`` an aware instant.

        ``facts`` maps names (or labels) to Python values or to text as rule files write it: ``{"nature": "conduct",
        "loss": "0 CNY"}``. Facts that are left out are unknown; what depends on them is reported in ``undetermined``.
        Raises `InvalidFacts` with every problem where a name is unknown, or a value of the wrong type or outside its
        domain.
        """
        program = self.program(at, engine=engine)
        values, problems = program.intake.take(facts)
        if problems:
            raise InvalidFacts(problems)
        return program.decide(values, at.astimezone(self._zone))

    def moment(self, at: datetime) -> Moment:
        """What is in force at an instant."""
        return moment(self.ir, self._day(self._segment(at)))

    def intake(self, at: datetime) -> Intake:
        """What takes the facts of a case at an instant, for hosts that check facts before they ask for a decision."""
        return self.program(at).intake

    def program(self, at: datetime, *, engine: Engines = "auto") -> Program:
        """The policy in force at an instant, ready to run."""
        chosen: Literal["reference", "generated"] = "reference" if engine == "reference" else "generated"
        segment = self._segment(at)
        program: Program | None = self._programs.get((segment, chosen))
        if program is None:
            # The engines are imported by those who decide: whoever only loads a policy need not wait for them.
            from kefu_core.decide.compile import compile_program  # noqa: PLC0415

            program = compile_program(
                self.ir,
                moment(self.ir, self._day(segment)),
                self._calendars,
                version=self.edition,
                engine=chosen,
            )
            self._programs[segment, chosen] = program
        return program

    def _segment(self, at: datetime) -> int:
        aware = at if at.tzinfo is not None else _aware(at)
        governing = self.fixed_at or aware
        return bisect_right(self._instants, to_micros(governing)) if self._instants else 0

    def _day(self, segment: int) -> date | None:
        return self._changes[segment - 1] if segment else None


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise InvalidFacts([problem("naive-instant", None, at=at.isoformat())])
    return at
