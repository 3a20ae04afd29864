"""A catalogue of clauses → its clauses: the file against which packs are traced."""

from __future__ import annotations

from attrs import frozen

from kefu_core.diagnostics import Diagnostic, Span, Term, problem
from kefu_core.load.compose import compose
from kefu_core.load.decode import decode
from kefu_core.load.nodes import MapNode, Node, Scalar, SeqNode


@frozen
class CatalogueClause:
    """A clause of a manual. ``executable`` says what becomes of it: ``rule``, ``check`` or ``context``."""

    id: str
    doc: str
    executable: str


def read_catalogue(name: str, data: str | bytes, problems: list[Diagnostic]) -> tuple[CatalogueClause, ...]:
    """The clauses of a catalogue, which lists them under ``clauses``.

    Each has an ``id`` and, if it likes, ``doc`` and ``executable``; other keys are the catalogue's own business.
    """
    text = decode(name, data, problems)
    if text is None:
        return ()
    clauses: list[CatalogueClause] = []
    found = False
    for document in compose(name, text, problems):
        listed = _get(document, "clauses")
        if not isinstance(listed, SeqNode):
            continue
        found = True
        for node in listed.items:
            clause_id = _text(node, "id")
            if clause_id is None:
                clause = Term("ClauseForm")
                problems.append(problem("missing-key", node.span, key="id", what=clause, example="id: manual.1"))
                continue
            doc = _text(node, "doc") or clause_id.split(".")[0]
            clauses.append(CatalogueClause(clause_id, doc, _text(node, "executable") or "rule"))
    if not found and not problems:
        problems.append(problem("no-clauses", Span.top_of(name)))
    return tuple(clauses)


def _get(node: Node, key: str) -> Node | None:
    if not isinstance(node, MapNode):
        return None
    return next((value for each, value in node.entries if each.text == key), None)


def _text(node: Node, key: str) -> str | None:
    value = _get(node, key)
    return value.text if isinstance(value, Scalar) else None
