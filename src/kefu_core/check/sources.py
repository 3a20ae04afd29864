"""Does every rule cite a clause, and does every clause cited exist?"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_core.diagnostics import Diagnostic, did_you_mean, problem
from kefu_core.ir.policy import Deadline, Derived, ParameterDefinition, PolicyIR, Row


def sources(ir: PolicyIR) -> Iterator[Diagnostic]:
    """Rules without a source, and sources that no document or clause of the pack has."""
    clauses = {clause.id for clause in ir.clauses}
    documents = {document.id for document in ir.documents}
    for rule in citing(ir):
        if not rule.sources and not isinstance(rule, (Derived, ParameterDefinition)):
            yield problem("no-source", rule.span, id=rule.id)
        for source in rule.sources:
            if clauses and source not in clauses:
                guess = did_you_mean(source, clauses)
                yield problem(
                    "unknown-source",
                    rule.span,
                    help="did-you-mean" if guess else "clauses",
                    source=source,
                    guess=guess or "",
                )
            elif not clauses and documents and source.split(".")[0] not in documents:
                yield problem("unknown-source", rule.span, help="documents", source=source, guess="")


def citing(ir: PolicyIR) -> Iterator[Row | Deadline | Derived | ParameterDefinition]:
    """Everything of a policy that cites clauses, but the defaults of tables."""
    for table in ir.tables:
        yield from table.rows
    yield from ir.deadlines
    yield from ir.derived
    yield from ir.parameters
