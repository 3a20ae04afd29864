"""What comes before and after a deadline: warnings, the ladder after a breach, extensions (S6, S10, S11)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics import problem
from kefu_core.ir import types
from kefu_core.ir.cases import LateStep, WarnStep
from kefu_core.load.nodes import Scalar
from kefu_core.resolve import people, vocabulary
from kefu_core.resolve.vocabulary import REFUSED, Typed
from kefu_core.values import Duration, Family, parse_number

if TYPE_CHECKING:
    from kefu_core.load import forms
    from kefu_core.resolve.scope import Scope

_SHARE: Final = re.compile(r"(?P<share>[0-9.]+)\s*[%％]")
_BEFORE: Final = re.compile(r"(?:提前|到期前)?\s*(?P<period>.+?)\s*(?:before(?: the end)?|之前|以前|前)?")
_PERIOD: Final = Typed(types.Duration())
_CLOCKS: Final = (Family.CLOCK, Family.WORKING_CLOCK)


def warnings_of(scalars: tuple[forms.WarnForm, ...], scope: Scope) -> tuple[WarnStep, ...]:
    """The warnings before the end: at a share of the time, or a period before it."""
    found = [_warning(form, scope) for form in scalars]
    return tuple(each for each in found if each is not None)


def _warning(form: forms.WarnForm, scope: Scope) -> WarnStep | None:
    notify = people.roles_of(form.notify, scope)
    text = form.at.text.strip()
    if share := _SHARE.fullmatch(text):
        number = parse_number(share["share"])
        part = Fraction(number or 0) / 100
        if not 0 < part <= 1:
            scope.problems.append(problem("bad-warning", form.at.span, help="share", text=text))
            return None
        return WarnStep(share=part, notify=notify)
    if "%" in text or "％" in text:
        scope.problems.append(problem("bad-warning", form.at.span, help="share", text=text))
        return None
    found = _BEFORE.fullmatch(text)
    period = _period(Scalar(text=found["period"] if found else text, span=form.at.span), scope)
    if period is None:
        return None
    if period.family not in _CLOCKS:
        scope.problems.append(problem("bad-warning", form.at.span, help="clock", text=text))
        return None
    return WarnStep(before=period, notify=notify)


def ladder_of(found: tuple[forms.LateForm, ...], scope: Scope) -> tuple[LateStep, ...]:
    """The steps after a breach, in the order of their instants as written."""
    return tuple(each for form in found if (each := _late(form, scope)) is not None)


def _late(form: forms.LateForm, scope: Scope) -> LateStep | None:
    after = _period(form.after, scope) if form.after is not None else None
    notify, escalate = people.roles_of(form.notify, scope), None
    if form.escalate is not None:
        escalate = people.role(form.escalate, scope)
    if not form.notify and form.escalate is None and form.task is None:
        scope.problems.append(problem("nothing-follows", form.span))
        return None
    if form.after is not None and after is None:
        return None
    task = form.task.text if form.task is not None else None
    return LateStep(after=after, notify=notify, escalate=escalate, task=task)


def extension_of(form: forms.ExtendForm | None, scope: Scope) -> tuple[int | None, str | None]:
    """How often more time may be granted, None for without end, and by whom; without the key, never."""
    if form is None:
        return 0, None
    by = vocabulary.role(form.by, scope)
    if form.times is None:
        return None, by
    times = vocabulary.read(form.times, Typed(types.Integer()), scope)
    if times is REFUSED:
        return 0, by
    if times < 1:
        scope.problems.append(problem("bad-extension", form.times.span, text=form.times.text))
        return 0, by
    return times, by


def _period(scalar: Scalar, scope: Scope) -> Duration | None:
    period = vocabulary.read(scalar, _PERIOD, scope)
    return period if isinstance(period, Duration) else None
