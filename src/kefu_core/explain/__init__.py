"""Why a case is decided as it is, why not otherwise, and what would change it; in words, in both languages."""

from kefu_core.explain.changes import Change
from kefu_core.explain.explanation import CellExplained, Explanation, RowExplained, TableExplained, explain
from kefu_core.explain.text import as_markdown, as_text

__all__ = [
    "CellExplained",
    "Change",
    "Explanation",
    "RowExplained",
    "TableExplained",
    "as_markdown",
    "as_text",
    "explain",
]
