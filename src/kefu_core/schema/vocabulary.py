"""The words of a pack, as its files declare them: what may stand where a name is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from kefu_core.ir.notation import FALSE, NONE, TRUE
from kefu_core.load.forms import CodeForm, LabelForm, Pack, TypedForm
from kefu_core.schema.texts import Schema, Word, one_of, one_of_or_text, text


@frozen
class Named:
    """A name that a pack declares: the words for it, what is said of it, and the codes that it can take."""

    id: str
    words: tuple[Word, ...]
    says: str
    type: str = ""
    values: tuple[Word, ...] = ()

    def cell(self) -> Schema:
        """What a cell over it may be."""
        return one_of_or_text(self.values, description=self.says)

    def value(self) -> Schema:
        """What a fact, or an outcome of a scenario, may be."""
        if not self.values:
            return {"anyOf": [text(), {"type": "array", "items": text()}], "description": self.says}
        if self.type.startswith(("set", "list")):
            items = one_of(self.values)
            return {"anyOf": [{"type": "array", "items": items}, items, text()], "description": self.says}
        return one_of(self.values, description=self.says)


class Vocabulary:
    """All names of a pack, by sort."""

    def __init__(self, pack: Pack) -> None:
        self._sections = pack.sections
        self._roles = tuple(_words_of_codes(each for section in pack.sections for each in section.roles))
        self.facts = self._typed("facts")
        self.derived = self._typed("derived")
        self.outcomes = self._typed("outcomes")
        self.parameters = self._typed("parameters")
        self.milestones = [_named(each.id.text, each.label) for section in pack.sections for each in section.milestones]
        self.clauses = [Word(each.id.text, _both(each.says)) for section in pack.sections for each in section.clauses]
        self.deadlines = [
            Word(each.id.text, _both(each.label)) for section in pack.sections for each in section.deadlines
        ]
        self.roles = [_named(each.id.text, each.label) for section in pack.sections for each in section.roles]
        kinds = [each for section in pack.sections for each in section.kinds]
        self.states = [_named(each.id.text, each.label) for kind in kinds for each in kind.states]
        self.kinds = [_named(kind.id.text, kind.label) for kind in kinds]
        self.actions = [_named(each.id.text, each.label) for section in pack.sections for each in section.actions]
        self.resources = [_named(each.id.text, each.label) for section in pack.sections for each in section.resources]
        self.forms = [_named(each.id.text, each.label) for section in pack.sections for each in section.forms]
        self.calendars = [_named(each.calendar.text, each.label) for each in pack.calendars]
        rows = ((table, rule) for table in pack.tables for rule in table.rules)
        self.rules = [Word(f"{table.table.text}.{rule.id.text}", _both(rule.label)) for table, rule in rows]

    @property
    def names(self) -> list[Named]:
        """All that share one space of names."""
        return [*self.facts, *self.derived, *self.outcomes, *self.parameters, *self.milestones]

    def _typed(self, section: str) -> list[Named]:
        forms: Iterable[TypedForm] = (form for each in self._sections for form in getattr(each, section))
        return [self._named(form) for form in forms]

    def _named(self, form: TypedForm) -> Named:
        kind = " ".join(form.type.text.split())
        values: tuple[Word, ...] = ()
        if kind.endswith("choice"):
            values = tuple(_words_of_codes(form.choices))
        elif kind.endswith("role"):
            values = self._roles
        elif kind == "boolean":
            values = tuple(map(Word, sorted(TRUE | FALSE)))
        if values and getattr(form, "optional", None) is not None:
            values += tuple(map(Word, sorted(NONE)))
        said = [_both(form.label), " ".join(filter(None, (kind, form.unit.text if form.unit else "")))]
        return _named(form.id.text, form.label, says=" · ".join(filter(None, said)), type_=kind, values=values)


def _named(
    id_: str, label: LabelForm | None, *, says: str = "", type_: str = "", values: tuple[Word, ...] = ()
) -> Named:
    words = tuple(_words(id_, label))
    return Named(id_, words, says or _both(label), type_, values)


def _words_of_codes(codes: Iterable[CodeForm]) -> Iterator[Word]:
    for code in codes:
        yield from _words(code.id.text, code.label)


def _words(id_: str, label: LabelForm | None) -> Iterator[Word]:
    """The id, which says its labels, and each label, which says the id."""
    yield Word(id_, _both(label))
    for each in _labels(label):
        if each != id_:
            yield Word(each, id_)


def _both(label: LabelForm | None) -> str:
    return " · ".join(_labels(label))


def _labels(label: LabelForm | None) -> list[str]:
    if label is None:
        return []
    return [each.text for each in (label.zh, label.en) if each is not None]
