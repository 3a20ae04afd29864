"""Findings about what users write: where, what, and what to do about it, in Chinese and in English."""

from kefu_core.diagnostics import confusables
from kefu_core.diagnostics.as_json import to_json
from kefu_core.diagnostics.catalogue import CATALOGUE
from kefu_core.diagnostics.diagnostic import Diagnostic, Named, Related, Term, ordered, problem
from kefu_core.diagnostics.entry import Entry, Language, Severity
from kefu_core.diagnostics.errors import InvalidFacts, InvalidPolicy, KefuError
from kefu_core.diagnostics.lines import Lines
from kefu_core.diagnostics.render import layout, render
from kefu_core.diagnostics.span import Span
from kefu_core.diagnostics.suggest import did_you_mean

__all__ = [
    "CATALOGUE",
    "Diagnostic",
    "Entry",
    "InvalidFacts",
    "InvalidPolicy",
    "KefuError",
    "Language",
    "Lines",
    "Named",
    "Related",
    "Severity",
    "Span",
    "Term",
    "confusables",
    "did_you_mean",
    "layout",
    "ordered",
    "problem",
    "render",
    "to_json",
]
