"""The names that a pack declares, and the finding of one by its id or its label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen, mutable

from kefu_core.diagnostics import Diagnostic, Related, Span, Term, did_you_mean, problem
from kefu_core.diagnostics.confusables import fold
from kefu_core.ir import types
from kefu_core.ir.notation import FALSE, TRUE
from kefu_core.ir.phrases import describe
from kefu_core.ir.types import NO_LABEL, Code, Label
from kefu_core.load.hints import list_of
from kefu_core.values import Family

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kefu_core.ir.calendar import Calendar
    from kefu_core.ir.cases import State
    from kefu_core.ir.records import Form
    from kefu_core.load.forms import LabelForm
    from kefu_core.load.nodes import Scalar

NAME: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*(?:[.-][A-Za-z0-9_]+)*\Z")
RESERVED: Final = frozenset({"due", "because", "undetermined", "none", "true", "false", "and", "or", "not", "if",
                             "then", "else", "all", "default"})  # fmt: skip


@frozen
class Declared:
    """A name with what can be said of it anywhere: what sort of thing it is, its type and its codes' labels.

    ``families`` are the ways of counting that the values of a parameter of periods use.
    """

    id: str
    sort: str
    type: types.Type
    label: Label = NO_LABEL
    optional: bool = False
    labels: tuple[Code, ...] = ()
    domain: Any = None
    families: frozenset[Family] = frozenset()
    span: Span | None = field(default=None, eq=False, repr=False)


@mutable
class Scope:
    """All names of a pack. Facts, derived facts, outcomes, parameters and milestones share one space of names.

    ``partial`` if something of the pack could not be read, and was reported; ``lost_calendars`` if that was a calendar,
    ``lost_states`` if it was a kind of case.
    ``calendar`` is the one that working time is counted by where a deadline names none. ``states`` are those of all
    kinds, ``forms`` what is written down of a case.
    """

    zone: ZoneInfo
    problems: list[Diagnostic]
    names: dict[str, Declared] = field(factory=dict)
    roles: tuple[Code, ...] = ()
    partial: bool = False
    calendars: tuple[Calendar, ...] = ()
    lost_calendars: bool = False
    lost_states: bool = False
    calendar: str | None = None
    states: dict[str, State] = field(factory=dict)
    forms: tuple[Form, ...] = ()

    def declare(self, declared: Declared) -> bool:
        """Add a name; a second declaration of one name is a problem and changes nothing."""
        first = self.names.get(declared.id)
        if first is not None:
            # The first as written, whatever is declared first.
            spans = sorted((each for each in (first.span, declared.span) if each), key=_place)
            note = Related("first-here", spans[0])
            self.problems.append(problem("duplicate-name", spans[-1], name=declared.id, related=(note,)))
            return False
        self.names[declared.id] = declared
        return True

    def find(self, word: str, sorts: Iterable[str]) -> Declared | None:
        """What an id or a label names, among things of the given sorts; a label that two share names neither."""
        wanted = set(sorts)
        declared = self.names.get(word)
        if declared is not None and declared.sort in wanted:
            return declared
        by_label = [
            each for each in self.names.values() if each.sort in wanted and word in {each.label.zh, each.label.en}
        ]
        return by_label[0] if len(by_label) == 1 else None

    def unknown(self, word: str, span: Span, sorts: Iterable[str], *, more: Iterable[str] = ()) -> Diagnostic:
        """The message for a word that names nothing; ``more`` are other words that would have been right."""
        wanted = tuple(sorts)
        known = [each for each in self.names.values() if each.sort in wanted]
        elsewhere = self.names.get(word) or self.find(word, {each.sort for each in self.names.values()})
        if elsewhere is not None:
            return problem(
                "name-not-here", span, name=word, sort=sort_term(elsewhere.sort), wanted=Term("a-" + _SORTS[wanted])
            )
        labels = (text for each in known for text in (each.label.zh, each.label.en) if text)
        guess = did_you_mean(word, [*more, *(each.id for each in known)]) or did_you_mean(word, labels)
        what = _SORTS[wanted]
        if guess is None and (several := list_of(word)).count(", "):
            return problem("unknown-name", span, help="list", name=word, what=Term(what), guess=several)
        return problem(
            "unknown-name", span, help="did-you-mean" if guess else what, name=word, what=Term(what), guess=guess or ""
        )


_SORTS: Final[Mapping[tuple[str, ...], str]] = {
    ("fact", "derived"): "fact",
    ("fact", "derived", "outcome"): "fact-or-outcome",
    ("fact", "derived", "outcome", "parameter"): "name",
    ("fact", "derived", "outcome", "parameter", "milestone"): "name-or-milestone",
    ("outcome",): "outcome",
    ("outcome", "derived"): "outcome",
    ("parameter",): "parameter",
    ("milestone",): "milestone",
    ("fact",): "fact",
}
"""What each place asks for, as messages call it."""


def _place(span: Span) -> tuple[str, int, int]:
    return span.file, span.line, span.column


def sort_term(sort: str) -> Term:
    """The sort of a name, as a phrase for messages."""
    return Term(f"sort-{sort}")


def label_of(form: LabelForm | None) -> Label:
    """A label as text."""
    if form is None:
        return NO_LABEL
    return Label(zh=form.zh.text if form.zh else None, en=form.en.text if form.en else None)


def name_of(scalar: Scalar, problems: list[Diagnostic]) -> str:
    """The text of an id that expressions use, reported where it is not a plain name."""
    if not NAME.match(scalar.text) or scalar.text in RESERVED:
        mended = "_".join(re.findall("[a-z0-9]+", fold(scalar.text).lower()))
        fits = NAME.match(mended) and mended not in RESERVED and scalar.text.isascii()
        reason = "reserved" if scalar.text in RESERVED else "write" if fits else "form"
        problems.append(problem("bad-name", scalar.span, help=reason, name=scalar.text, mended=mended))
    return scalar.text


def id_of(scalar: Scalar, problems: list[Diagnostic]) -> str:
    """The text of an id of a rule, table or deadline, reported where it is not in the form of ids."""
    if not ID.match(scalar.text):
        mended = "-".join(re.findall("[A-Za-z0-9_.]+", fold(scalar.text)))
        fits = ID.match(mended) and scalar.text.isascii()
        problems.append(problem("bad-id", scalar.span, help="write" if fits else None, id=scalar.text, mended=mended))
    return scalar.text


def sources_of(scalars: tuple[Scalar, ...], problems: list[Diagnostic]) -> tuple[str, ...]:
    """The clause ids that a rule cites; whether they exist is asked once for all, in `kefu_core.resolve.sources`."""
    return tuple(id_of(scalar, problems) for scalar in scalars)


def truth_of(scalar: Scalar | None, problems: list[Diagnostic]) -> bool:
    """A yes or no; absent is no."""
    if scalar is None:
        return False
    if scalar.text.lower() in TRUE | FALSE:
        return scalar.text.lower() in TRUE
    problems.append(
        problem("wrong-value", scalar.span, help="boolean", text=scalar.text, type=describe(types.Boolean()))
    )
    return False
