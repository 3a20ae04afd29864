"""A diagnostic as other programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kefu_core.diagnostics.diagnostic import Diagnostic
    from kefu_core.diagnostics.entry import Language
    from kefu_core.diagnostics.span import Span


def to_json(diagnostic: Diagnostic, language: Language) -> dict[str, object]:
    """A diagnostic as what JSON can say; its place is null where it has none."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message(language),
        **_place(diagnostic.span),
        "help": diagnostic.help_text(language),
        "related": [{"message": each.message(language), **_place(each.span)} for each in diagnostic.related],
        "witness": diagnostic.witness,
    }


def _place(span: Span | None) -> dict[str, object]:
    return {
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
    }
