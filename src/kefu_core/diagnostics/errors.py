"""The exceptions of kefu. What a user did wrong is in their diagnostics; the exception carries them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kefu_core.diagnostics.diagnostic import ordered
from kefu_core.diagnostics.render import render

if TYPE_CHECKING:
    from kefu_core.diagnostics.diagnostic import Diagnostic
    from kefu_core.diagnostics.entry import Language


class KefuError(Exception):
    """Whatever kefu raises on purpose."""


class _Invalid(KefuError):  # noqa: N818 - what was refused is invalid
    """Something was refused, for reasons that are diagnostics."""

    def __init__(self, diagnostics: Iterable[Diagnostic], sources: Mapping[str, str] | None = None) -> None:
        self.diagnostics = ordered(diagnostics)
        self.sources = dict(sources or {})
        # INVARIANT: nothing is refused without an error that says why.
        assert any(each.severity == "error" for each in self.diagnostics), "refused without an error"
        super().__init__(self.diagnostics, self.sources)

    def render(self, language: Language) -> str:
        """All diagnostics in one of the languages, with excerpts of the sources."""
        return "\n\n".join(render(each, sources=self.sources, language=language) for each in self.diagnostics)

    def __str__(self) -> str:
        return self.render("en")


class InvalidPolicy(_Invalid):
    """A pack of rules cannot be used. ``sources`` are the texts of its files, for the excerpts."""


class InvalidFacts(_Invalid):
    """The facts of a case do not fit the vocabulary of the policy."""
