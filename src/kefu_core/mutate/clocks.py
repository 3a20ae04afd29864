"""Slips in deadlines and latches: when they apply, how long they last, what comes before the end and after it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from kefu_core.ir import notation
from kefu_core.ir.cases import LateStep, WarnStep
from kefu_core.ir.policy import Deadline, Latch, PolicyIR
from kefu_core.ir.types import Duration
from kefu_core.mutate.slips import Tell, conditions, next_to, now, periods, replaced
from kefu_core.values import format_number

PERCENT = Fraction(1, 100)


def of_deadline(deadline: Deadline, tell: Tell) -> Iterator[tuple[str, str, Deadline | None]]:
    """What a slip makes of a deadline: its kind, its detail, and the deadline, None where it is dropped."""
    yield "row", "", None
    for kind, detail, when in conditions(deadline.when, tell):
        yield kind, detail, evolve(deadline, when=when)
    for detail, within in periods(deadline.within):
        yield "period", detail, evolve(deadline, within=within)
    for place, state in enumerate(deadline.pauses or ()):
        yield "pause", state, evolve(deadline, pauses=replaced(deadline.pauses or (), place))
    if deadline.retarget != "from_start":
        yield "counting", now("retarget", deadline.retarget, "from_start"), evolve(deadline, retarget="from_start")
    for times in (deadline.extensions - 1, deadline.extensions + 1) if deadline.extensions else ():
        yield "counting", now("extend", str(deadline.extensions), str(times)), evolve(deadline, extensions=times)
    for place, warning in enumerate(deadline.warnings):
        yield "step", f"warn {place + 1}", evolve(deadline, warnings=replaced(deadline.warnings, place))
        for detail, moved in _moved_warnings(warning):
            yield "period", detail, evolve(deadline, warnings=replaced(deadline.warnings, place, moved))
    for place, late in enumerate(deadline.ladder):
        yield "step", f"late {place + 1}", evolve(deadline, ladder=replaced(deadline.ladder, place))
        for kind, detail, changed in _of_late(late, place):
            yield kind, detail, evolve(deadline, ladder=replaced(deadline.ladder, place, changed))


def _moved_warnings(warning: WarnStep) -> Iterator[tuple[str, WarnStep]]:
    if warning.before is not None:
        for before in next_to(warning.before, Duration()):
            was, is_ = (notation.write(each, Duration()) for each in (warning.before, before))
            yield now("warn", was, is_), evolve(warning, before=before)
    if warning.share is not None:
        for share in (warning.share - PERCENT, warning.share + PERCENT):
            if 0 < share <= 1:
                was, is_ = (f"{format_number(each * 100)} %" for each in (warning.share, share))
                yield now("warn", was, is_), evolve(warning, share=share)


def _of_late(late: LateStep, place: int) -> Iterator[tuple[str, str, LateStep]]:
    """A step at another time, or without one of several things that it says."""
    if late.after is not None:
        for after in next_to(late.after, Duration()):
            was, is_ = (notation.write(each, Duration()) for each in (late.after, after))
            yield "period", now(f"late {place + 1}", was, is_), evolve(late, after=after)
    less = {
        "notify": evolve(late, notify=()),
        "escalate": evolve(late, escalate=None),
        "task": evolve(late, task=None),
    }
    said = [part for part, without in less.items() if without != late]
    for part in said if len(said) > 1 else ():
        yield "step", f"late {place + 1}: {part}", less[part]


def of_latch(latch: Latch, ir: PolicyIR, tell: Tell) -> Iterator[tuple[str, str, Latch | None]]:
    """What a slip makes of a latch: its kind, its detail, and the latch, None where it is dropped."""
    yield "row", "", None
    for kind, detail, when in conditions(latch.when, tell, negate=True):
        yield kind, detail, evolve(latch, when=when)
    for detail, within in periods(latch.within):
        yield "period", detail, evolve(latch, within=within)
    for place, (name, value) in enumerate(latch.sets):
        type_ = ir.names[name].type
        for other in next_to(value, type_):
            detail = now(name, notation.write(value, type_), notation.write(other, type_))
            yield "result", detail, evolve(latch, sets=replaced(latch.sets, place, (name, other)))
