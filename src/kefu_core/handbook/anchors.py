"""Where each part of a handbook stands in it."""

from __future__ import annotations

from collections import Counter

from kefu_core.handbook.parts import Named
from kefu_core.ir.policy import PolicyIR
from kefu_core.ir.types import Code, Label
from kefu_core.wording import Lexicon


class Anchors:
    """Names and anchors for one policy: what bears one id twice, by date, has two anchors."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.ir: PolicyIR = lexicon.ir
        self._places = {clause.id: clause.at or "" for clause in self.ir.clauses}
        self._used: Counter[str] = Counter()

    def new(self, kind: str, id_: str, label: Label) -> Named:
        """A part that is described here."""
        anchor = f"{kind}-{id_}"
        self._used[anchor] += 1
        number = self._used[anchor]
        return Named(self.lexicon.label(label, id_), id_, anchor if number == 1 else f"{anchor}-{number}")

    def clause(self, id_: str) -> Named:
        """A clause, called by its place in the document."""
        return Named(self._places.get(id_) or id_, id_, f"clause-{id_}")

    def clauses(self, ids: tuple[str, ...]) -> tuple[Named, ...]:
        """The clauses that something cites."""
        return tuple(map(self.clause, ids))

    def codes(self, codes: tuple[Code, ...]) -> tuple[Named, ...]:
        """Codes with their labels."""
        return tuple(Named(self.lexicon.label(code.label, code.id), code.id) for code in codes)
