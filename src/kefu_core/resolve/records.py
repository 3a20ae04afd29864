"""Forms of forms and of retention → what is written down of a case, and how long it is kept (S33)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast, get_args

from kefu_core.diagnostics import Term, did_you_mean, problem
from kefu_core.ir.notation import NONE
from kefu_core.ir.policy import ALWAYS
from kefu_core.ir.records import Fate, Form, Retention
from kefu_core.load.nodes import Scalar
from kefu_core.resolve.conditions import OF_A_CASE, conditions_of
from kefu_core.resolve.deadlines import WITHIN, milestone_named, refuse_what_needs_a_calendar
from kefu_core.resolve.expressions import FACTS
from kefu_core.resolve.outputs import expression
from kefu_core.resolve.people import persons_of
from kefu_core.resolve.permits import refuse_twice
from kefu_core.resolve.scope import id_of, label_of, sources_of
from kefu_core.resolve.tables import in_force

if TYPE_CHECKING:
    from kefu_core.load import forms
    from kefu_core.load.syntax import Reader
    from kefu_core.resolve.permits import Words
    from kefu_core.resolve.scope import Scope

_BEFORE: Final = re.compile(r"before\s+(?P<en>.+)|(?P<zh>.+?)\s*(?:之前|以前|前)")


def forms_of(sections: tuple[forms.SectionsForm, ...], scope: Scope, reader: Reader) -> tuple[Form, ...]:
    """The forms of a pack."""
    given = tuple(form for section in sections for form in section.forms)
    refuse_twice(given, scope)
    found = [_form(form, scope, reader) for form in given]
    return tuple(each for each in found if each is not None)


def _form(form: forms.FormForm, scope: Scope, reader: Reader) -> Form | None:
    if not form.fields and not form.signatures:
        scope.problems.append(problem("empty-form", form.id.span, id=form.id.text))
        return None
    conditions = conditions_of(form.when, FACTS, scope, reader)
    fields = [_field(each, scope) for each in form.fields]
    signatures = persons_of(form.signatures, scope)
    before = _before(form.complete, scope) if form.complete is not None else None
    at = milestone_named(form.at, scope) if form.at is not None else None
    dates = in_force(form.in_force.from_, form.in_force.until, scope) if form.in_force else ALWAYS
    if (
        conditions is None
        or None in fields
        or signatures is None
        or (form.complete and before is None)
        or (form.at and at is None)
    ):
        return None
    return Form(
        id=id_of(form.id, scope.problems),
        when=conditions,
        at=at,
        fields=tuple(dict.fromkeys(each for each in fields if each is not None)),
        signatures=signatures,
        before=before,
        in_force=dates,
        sources=sources_of(form.source, scope.problems),
        label=label_of(form.label),
        span=form.id.span,
    )


def _field(scalar: Scalar, scope: Scope) -> str | None:
    declared = scope.find(scalar.text, OF_A_CASE)
    if declared is None:
        scope.problems.append(scope.unknown(scalar.text, scalar.span, OF_A_CASE))
        return None
    return declared.id


def _before(scalar: Scalar, scope: Scope) -> str | None:
    """The milestone of ``before forwarded``."""
    found = _BEFORE.fullmatch(scalar.text.strip())
    if found is None:
        milestone = scope.find(scalar.text, ("milestone",))
        help_ = "write" if milestone is not None else "before"
        mended = f"before {scalar.text}"
        scope.problems.append(problem("bad-before", scalar.span, help=help_, text=scalar.text, mended=mended))
        return None
    group = "en" if found["en"] is not None else "zh"
    return milestone_named(Scalar(text=found[group], span=scalar.at(*found.span(group))), scope)


def retention_of(
    sections: tuple[forms.SectionsForm, ...], words: Words, scope: Scope, reader: Reader
) -> tuple[Retention, ...]:
    """The rules of a pack on how long records are kept."""
    given = tuple(form for section in sections for form in section.retention)
    refuse_twice(given, scope)
    found = [_retention(form, words, scope, reader) for form in given]
    return tuple(each for each in found if each is not None)


def _retention(form: forms.RetentionForm, words: Words, scope: Scope, reader: Reader) -> Retention | None:
    before = len(scope.problems)
    conditions = conditions_of(form.when, FACTS, scope, reader)
    start = milestone_named(form.from_, scope)
    of = words.record(form.of) if form.of is not None else None
    for_good = form.for_.text.strip() in NONE
    period = None if for_good else expression(form.for_, WITHIN, scope, reader)
    if period is not None and scope.calendar is None:
        refuse_what_needs_a_calendar(period, scope)
    then = _fate(form, scope, for_good=for_good)
    dates = in_force(form.in_force.from_, form.in_force.until, scope) if form.in_force else ALWAYS
    sources = sources_of(form.source, scope.problems)
    if len(scope.problems) > before or conditions is None or start is None:
        return None
    return Retention(
        id=id_of(form.id, scope.problems),
        start=start,
        period=period,
        then=then,
        of=of,
        when=conditions,
        in_force=dates,
        sources=sources,
        label=label_of(form.label),
        span=form.id.span,
    )


def _fate(form: forms.RetentionForm, scope: Scope, *, for_good: bool) -> Fate | None:
    """What becomes of the record; nothing ever does where it is kept for good."""
    if form.then is None:
        if not for_good:
            scope.problems.append(
                problem("missing-key", form.id.span, key="then", what=Term("RetentionForm"), example="then: destroy")
            )
        return None
    if for_good:
        scope.problems.append(problem("unknown-fate", form.then.span, help="for-good", text=form.then.text))
        return None
    if form.then.text in get_args(Fate):
        return cast("Fate", form.then.text)
    guess = did_you_mean(form.then.text, get_args(Fate))
    help_ = "did-you-mean" if guess else "fates"
    scope.problems.append(problem("unknown-fate", form.then.span, help=help_, text=form.then.text, guess=guess or ""))
    return None
