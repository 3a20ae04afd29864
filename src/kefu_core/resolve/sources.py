"""The clauses that rules cite: does each exist?"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from kefu_core.diagnostics import Diagnostic, did_you_mean, problem

if TYPE_CHECKING:
    from kefu_core.load import forms
    from kefu_core.load.nodes import Scalar


def cited(pack: forms.Pack) -> Iterator[Scalar]:
    """Every citation of a pack, those of rules that could not be understood included."""
    for table in pack.tables:
        for rule in table.rules:
            yield from rule.source
        if table.default is not None:
            yield from table.default.source
    for section in pack.sections:
        for citing in (section.deadlines, section.derived, section.parameters, section.impossible):
            for form in citing:
                yield from form.source
        for citing_records in (section.permits, section.forms, section.retention):
            for record in citing_records:
                yield from record.source
        for latch in section.latches:
            yield from latch.source
        for kind in section.kinds:
            yield from kind.source
            for move in kind.moves:
                yield from move.source
            for reopening in kind.reopens:
                yield from reopening.source


def refuse_unknown_sources(pack: forms.Pack, clauses: AbstractSet[str], problems: list[Diagnostic]) -> None:
    """Report citations of what is no clause of the pack; of a pack that lists none, what is in no document of it."""
    documents = {document.id.text for head in pack.policies for document in head.documents}
    for scalar in cited(pack):
        source = scalar.text
        if clauses and source not in clauses:
            guess = did_you_mean(source, clauses)
            problems.append(
                problem("unknown-source", scalar.span, help="did-you-mean" if guess else "clauses", source=source,
                        guess=guess or "")
            )  # fmt: skip
        elif not clauses and documents and source.split(".")[0] not in documents:
            guess = did_you_mean(source.split(".")[0], documents)
            help_ = "document" if guess else "documents"
            problems.append(
                problem("unknown-source", scalar.span, help=help_, source=source, guess=guess or "",
                        documents=tuple(sorted(documents)))
            )  # fmt: skip
