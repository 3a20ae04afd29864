"""Forms of a directory → the directory as a value, by the roles and the zone of a policy (S30)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kefu_core.diagnostics import problem
from kefu_core.ir import types
from kefu_core.people import Directory, Holding, Shift
from kefu_core.resolve.scope import Scope
from kefu_core.resolve.vocabulary import REFUSED, Typed, read, role
from kefu_core.values import day_start, from_micros, parse_date, to_micros

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kefu_core.diagnostics import Diagnostic
    from kefu_core.ir.policy import PolicyIR
    from kefu_core.load.directory import DirectoryForm, HoldingForm, ShiftForm
    from kefu_core.load.nodes import Scalar

_INSTANT = Typed(types.Instant())


def directory_of(forms: Iterable[DirectoryForm], ir: PolicyIR, problems: list[Diagnostic]) -> Directory:
    """What could be understood; roles, teams and units may be ids or labels."""
    scope = Scope(zone=ZoneInfo(ir.zone), problems=problems, roles=ir.roles)
    units = _units(ir)
    found = tuple(forms)
    holdings = [_holding(each, scope, units) for form in found for each in form.holdings]
    shifts = [_shift(each, scope) for form in found for each in form.shifts]
    return Directory(
        tuple(each for each in holdings if each is not None), tuple(each for each in shifts if each is not None)
    )


def _holding(form: HoldingForm, scope: Scope, units: dict[str, str]) -> Holding | None:
    held = role(form.role, scope)
    bounds = _bounds(form.from_, form.until, scope)
    if held is None or bounds is None:
        return None
    of = None if form.of is None else units.get(form.of.text, form.of.text)
    return Holding(form.person.text, held, of, *bounds)


def _shift(form: ShiftForm, scope: Scope) -> Shift | None:
    team = role(form.team, scope)
    bounds = _bounds(form.from_, form.until, scope)
    if team is None or bounds is None:
        return None
    start, end = bounds
    assert start is not None
    assert end is not None
    return Shift(form.person.text, team, start, end)


def _bounds(since: Scalar | None, until: Scalar | None, scope: Scope) -> tuple[datetime | None, datetime | None] | None:
    """From when until when; None after a diagnostic."""
    before = len(scope.problems)
    start, end = (None if each is None else _instant(each, scope) for each in (since, until))
    if start is not None and end is not None and to_micros(start) >= to_micros(end):
        assert since is not None
        assert until is not None
        scope.problems.append(problem("reversed-dates", until.span, since=since.text, until=until.text))
    return (start, end) if len(scope.problems) == before else None


def _instant(scalar: Scalar, scope: Scope) -> datetime | None:
    """An instant, or the local midnight at which a date begins."""
    try:
        return day_start(parse_date(scalar.text), scope.zone)
    except ValueError:
        said = read(scalar, _INSTANT, scope)
    return None if said is REFUSED else from_micros(said, scope.zone)


def _units(ir: PolicyIR) -> dict[str, str]:
    """The codes of choices by those labels that only one of them has."""
    found: dict[str, set[str]] = {}
    for codes in (*(fact.labels for fact in ir.facts), *(derived.labels for derived in ir.derived)):
        for code in codes:
            for text in (code.label.zh, code.label.en):
                if text:
                    found.setdefault(text, set()).add(code.id)
    return {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}
