"""Forms of permits → who may do what, under which needs (S31)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics import Related, did_you_mean, problem
from kefu_core.ir.policy import ALWAYS
from kefu_core.ir.records import PERSONAL, Need, Permit
from kefu_core.load.nodes import Scalar
from kefu_core.resolve.conditions import conditions_of
from kefu_core.resolve.deadlines import milestone_named
from kefu_core.resolve.expressions import FACTS
from kefu_core.resolve.people import persons_of, who
from kefu_core.resolve.scope import id_of, label_of, sources_of
from kefu_core.resolve.tables import in_force

if TYPE_CHECKING:
    from kefu_core.diagnostics import Span
    from kefu_core.ir.types import Code
    from kefu_core.load import forms
    from kefu_core.load.syntax import Reader
    from kefu_core.resolve.scope import Scope

_BY: Final = re.compile(r"(?P<event>.+?)\s+(?:by|由)\s+(?P<who>.+)|由\s*(?P<zh_who>.+?)\s+(?P<zh_event>\S+)")


class Words:
    """What permits speak of: actions as listed, and resources, kinds, forms and facts by id or label."""

    def __init__(
        self,
        actions: Iterable[Code],
        resources: Iterable[Code],
        others: Iterable[Code],
        scope: Scope,
    ) -> None:
        self.scope = scope
        self.actions = tuple(actions)
        self.resources = tuple(resources)
        self.others = tuple(others)

    def action(self, scalar: Scalar) -> str | None:
        """The action of an id or a label; any id at all where the pack lists none."""
        return self._named(scalar, self.actions, "unknown-action", checked=bool(self.actions))

    def resource(self, scalar: Scalar) -> str | None:
        """What is acted on: something listed, a kind, a form, a fact, what is personal; any id where none is listed."""
        if scalar.text == PERSONAL:
            return PERSONAL
        fact = self.scope.find(scalar.text, ("fact",))
        if fact is not None and scalar.text not in {each.id for each in (*self.resources, *self.others)}:
            return fact.id
        return self._named(scalar, (*self.resources, *self.others), "unknown-resource", checked=bool(self.resources))

    def record(self, scalar: Scalar) -> str | None:
        """What a rule on retention is about: a kind, a form, something listed."""
        return self._named(scalar, (*self.others, *self.resources), "unknown-record", checked=True)

    def _named(self, scalar: Scalar, codes: tuple[Code, ...], code: str, *, checked: bool) -> str | None:
        ids = tuple(each.id for each in codes)
        if scalar.text in ids:
            return scalar.text
        labels = [text for each in codes for text in (each.label.zh, each.label.en) if text]
        by_label = [each.id for each in codes if scalar.text in {each.label.zh, each.label.en}]
        if len(by_label) == 1:
            return by_label[0]
        if not checked:
            return id_of(scalar, self.scope.problems)
        if self.scope.partial:  # it may be among what could not be read
            return None
        guess = did_you_mean(scalar.text, ids) or did_you_mean(scalar.text, labels)
        self.scope.problems.append(
            problem(code, scalar.span, help="did-you-mean" if guess else "words" if ids else "no-words",
                    text=scalar.text, guess=guess or "", words=ids)
        )  # fmt: skip
        return None


def permits_of(
    sections: tuple[forms.SectionsForm, ...], words: Words, scope: Scope, reader: Reader
) -> tuple[Permit, ...]:
    """The permits of a pack."""
    given = tuple(form for section in sections for form in section.permits)
    refuse_twice(given, scope)
    found = [_permit(form, words, scope, reader) for form in given]
    return tuple(each for each in found if each is not None)


def refuse_twice(given: Iterable[forms.PermitForm | forms.FormForm | forms.RetentionForm], scope: Scope) -> None:
    """Report the second of two rules of one id: answers name a rule by it."""
    first: dict[str, Span] = {}
    for form in given:
        place = first.setdefault(form.id.text, form.id.span)
        if place is not form.id.span:
            note = (Related("first-here", place),)
            scope.problems.append(problem("duplicate-id", form.id.span, id=form.id.text, related=note))


def _permit(form: forms.PermitForm, words: Words, scope: Scope, reader: Reader) -> Permit | None:
    if bool(form.may) == bool(form.forbid):
        span = form.places.get("forbid", form.id.span)
        scope.problems.append(problem("may-or-forbid", span, help="both" if form.may else "neither", id=form.id.text))
        return None
    if (form.forbid and form.needs) or (form.may and form.unless):
        key = "needs" if form.forbid else "unless"
        scope.problems.append(problem("may-or-forbid", form.places[key], help=key, id=form.id.text))
        return None
    persons = persons_of(form.may or form.forbid, scope, anyone=True)
    actions = [words.action(each) for each in form.do]
    resources = [words.resource(each) for each in form.on]
    conditions = conditions_of(form.when, FACTS, scope, reader)
    needs = [_need(each, scope) for each in (*form.needs, *form.unless)]
    dates = in_force(form.in_force.from_, form.in_force.until, scope) if form.in_force else ALWAYS
    if persons is None or conditions is None or not actions or None in actions or None in resources or None in needs:
        return None
    found = tuple(each for each in needs if each is not None)
    return Permit(
        id=id_of(form.id, scope.problems),
        effect="may" if form.may else "forbid",
        who=persons,
        actions=tuple(dict.fromkeys(each for each in actions if each is not None)),
        resources=tuple(dict.fromkeys(each for each in resources if each is not None)),
        when=conditions,
        needs=found if form.may else (),
        unless=found if form.forbid else (),
        in_force=dates,
        sources=sources_of(form.source, scope.problems),
        label=label_of(form.label),
        span=form.id.span,
    )


def _need(scalar: Scalar, scope: Scope) -> Need | None:
    """``agreed by customer_service``, or the milestone alone."""
    found = None if scope.find(scalar.text, ("milestone",)) else _BY.fullmatch(scalar.text.strip())
    if found is None:
        event = milestone_named(scalar, scope)
        return None if event is None else Need(event)
    chinese = found["zh_who"] is not None
    happened, person = ("zh_event", "zh_who") if chinese else ("event", "who")
    event = milestone_named(_part(scalar, found, happened), scope)
    by = who(_part(scalar, found, person), scope, actor=True)
    return None if event is None or by is None else Need(event, by)


def _part(scalar: Scalar, found: re.Match[str], group: str) -> Scalar:
    return Scalar(text=found[group], span=scalar.at(*found.span(group)))
