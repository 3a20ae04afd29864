"""From each clause of the manuals to the rules that implement it, and on to the scenarios that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from kefu_core.decide import Policy
from kefu_core.load.catalogue import CatalogueClause, read_catalogue
from kefu_core.scenarios.coverage import citations, shown_by
from kefu_core.scenarios.run import run_scenario

__all__ = ["CatalogueClause", "Trace", "TracedClause", "catalogue_of", "read_catalogue", "trace"]


@frozen
class TracedClause:
    """A clause with the rules that cite it (``pack: table.rule``) and the scenarios whose decision cites it.

    ``known`` is false for a clause that rules cite though the catalogue does not have it.
    """

    id: str
    executable: str
    rules: tuple[str, ...]
    scenarios: tuple[str, ...]
    known: bool = True

    @property
    def status(self) -> str:
        """``shown``, ``not shown`` (rules but no scenario), ``missing`` (no rule), ``context`` or ``unknown``."""
        if not self.known:
            return "unknown"
        if self.rules:
            return "shown" if self.scenarios else "not shown"
        return "missing" if self.executable == "rule" else "context"


@frozen
class Trace:
    """The matrix of clauses, in the order of the catalogue, then those cited that it does not have."""

    clauses: tuple[TracedClause, ...]

    @property
    def findings(self) -> tuple[TracedClause, ...]:
        """Clauses that something is wrong with: missing, not shown or unknown."""
        return tuple(each for each in self.clauses if each.status in {"missing", "not shown", "unknown"})


def catalogue_of(policies: Iterable[Policy]) -> tuple[CatalogueClause, ...]:
    """The clauses that packs list themselves."""
    return tuple(
        CatalogueClause(id=clause.id, doc=clause.id.split(".")[0], executable=clause.executable)
        for policy in policies
        for clause in policy.ir.clauses
    )


def trace(policies: Sequence[Policy], catalogue: Sequence[CatalogueClause]) -> Trace:
    """The matrix for packs over a catalogue. A pack answers for the clauses of the documents that it names."""
    documents = {document.id for policy in policies for document in policy.ir.documents}
    rules: dict[str, list[str]] = {}
    shown: dict[str, list[str]] = {}
    for policy in policies:
        for source, rule in citations(policy):
            rules.setdefault(source, []).append(f"{policy.id}: {rule}")
        for scenario in policy.scenarios:
            for source in shown_by(policy, run_scenario(policy, scenario)):
                shown.setdefault(source, []).append(f"{policy.id}: {scenario.title}")
    concerned = [each for each in catalogue if not documents or each.doc in documents]
    clauses = [
        TracedClause(each.id, each.executable, tuple(rules.get(each.id, ())), _scenarios(each.id, rules, shown))
        for each in concerned
    ]
    known = {each.id for each in catalogue}
    clauses += [
        TracedClause(source, "", tuple(citing), _scenarios(source, rules, shown), known=False)
        for source, citing in rules.items()
        if source not in known
    ]
    return Trace(tuple(clauses))


def _scenarios(clause: str, rules: dict[str, list[str]], shown: dict[str, list[str]]) -> tuple[str, ...]:
    """The scenarios that show a clause that rules cite."""
    return tuple(dict.fromkeys(shown.get(clause, ()))) if clause in rules else ()
