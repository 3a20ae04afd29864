"""The names of facts and outcomes, found by id or label as rule files find them."""

from __future__ import annotations

from attrs import frozen

from kefu_core.ir.policy import Derived, Fact, Outcome, PolicyIR

Thing = Fact | Derived | Outcome


@frozen
class Names:
    """What the columns of a policy's tables may be called."""

    ir: PolicyIR

    def find(self, word: str, *, outcome: bool = False) -> str | None:
        """The id that an id or a label names, among outcomes alone or among all; None for one that names nothing."""
        things = [each for each in self.ir.names.values() if isinstance(each, Outcome) or not outcome]
        if any(each.id == word for each in things):
            return word
        labelled = [each.id for each in things if word in {each.label.zh, each.label.en}]
        return labelled[0] if len(labelled) == 1 else None

    def thing(self, name: str) -> Thing | None:
        """The fact or outcome of an id."""
        return self.ir.names.get(name)
