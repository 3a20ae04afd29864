"""What names and codes are called in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from kefu_core.diagnostics import Language
from kefu_core.diagnostics.visible import quoted
from kefu_core.ir import notation, types
from kefu_core.ir.policy import Clause, PolicyIR
from kefu_core.ir.types import Code, Label, Type

_CHINESE: Final = {"none": "无", "true": "是", "false": "否"}


@frozen
class Lexicon:
    """The labels of a policy in one language; what has none is called by its code.

    >>> Lexicon(ir, "en").name("loss")        # doctest: +SKIP
    "customer's loss"
    """

    ir: PolicyIR
    language: Language

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which instants are told."""
        return ZoneInfo(self.ir.zone)

    def label(self, label: Label, code: str) -> str:
        """A label, or what stands for it."""
        return quoted(label.in_language(self.language, code))

    def name(self, id_: str) -> str:
        """What a fact, a derived fact, an outcome, a parameter, a milestone or a role is called."""
        return self.label(self._labels.get(id_, types.NO_LABEL), id_)

    def role(self, id_: str) -> str:
        """What a role is called; it may share its id with something else."""
        return self.label(next(each.label for each in self.ir.roles if each.id == id_), id_)

    def state(self, id_: str) -> str:
        """What a state is called in the first kind that has it."""
        states = (state for kind in self.ir.kinds for state in kind.states)
        return self.label(next((each.label for each in states if each.id == id_), types.NO_LABEL), id_)

    def calendar(self, id_: str) -> str:
        """What a calendar is called."""
        return self.label(next(each.label for each in self.ir.calendars if each.id == id_), id_)

    def code(self, code: str, labels: tuple[Code, ...]) -> str:
        """What a code of a choice is called."""
        return self.label(next((each.label for each in labels if each.id == code), types.NO_LABEL), code)

    def codes(self, kind: Type, name: str | None = None) -> tuple[Code, ...]:
        """The labels of a choice's codes: those of a name, or of the first thing that has the type."""
        if name in self._codes_of_names:
            return self._codes_of_names[name]
        return self._codes_of_types.get(_choice(kind), ())

    def key(self, id_: str) -> str:
        """What a rule file calls a name: by its label where that is Chinese and one word, else by its id."""
        return self._written(self.name(id_), id_)

    def entry(self, id_: str, value: Any) -> str:
        """A value of a name, or a member of its sets, as a rule file writes it; choices as `key` does with names."""
        thing = self.ir.names[id_]
        kind = thing.type.of if isinstance(thing.type, types.Set) and isinstance(value, str) else thing.type
        text = self.rewritten(id_, notation.write(value, kind, zone=self.zone))
        assert isinstance(text, str)
        return f'"{text}"' if isinstance(kind, (types.Text, types.Party)) and value is not None else text

    def rewritten(self, id_: str, text: str | list[str]) -> str | list[str]:
        """A fact that is written as in rule files, with `entry` for its codes."""
        thing = self.ir.names[id_]
        if isinstance(text, list):
            return [self._written(self.code(each, thing.labels), each) for each in text]
        if self.language == "zh" and not isinstance(thing.type, (types.Text, types.Party)) and text in _CHINESE:
            return _CHINESE[text]
        return self._written(self.code(text, thing.labels), text)

    def _written(self, label: str, code: str) -> str:
        return label if self.language == "zh" and label.isalpha() and not label.isascii() else code

    def clause(self, id_: str) -> Clause | None:
        """A clause of the catalogue."""
        return self._clauses.get(id_)

    @cached_property
    def _labels(self) -> Mapping[str, Label]:
        return {each.id: each.label for each in (*self.ir.names.values(), *self.ir.parameters, *self.ir.milestones)}

    @cached_property
    def _codes_of_names(self) -> Mapping[str | None, tuple[Code, ...]]:
        return {each.id: each.labels for each in (*self.ir.names.values(), *self.ir.parameters)}

    @cached_property
    def _codes_of_types(self) -> Mapping[Type, tuple[Code, ...]]:
        things = [(_choice(each.type), each.labels) for each in (*self.ir.names.values(), *self.ir.parameters)]
        return dict(reversed([thing for thing in things if isinstance(thing[0], types.Choice)]))

    @cached_property
    def _clauses(self) -> Mapping[str, Clause]:
        return {each.id: each for each in self.ir.clauses}


def _choice(kind: Type) -> Type:
    return kind.of if isinstance(kind, (types.Set, types.List)) else kind
