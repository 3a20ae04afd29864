"""So many problems and no more: nobody reads thousands, and a hostile file must not be able to ask for millions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from kefu_core.diagnostics import Diagnostic, problem

MAX_ERRORS = 200
"""How many errors a pack is told of."""


class Enough(Exception):  # noqa: N818 - it says what is the case
    """Raised where one error more is added to `Problems` than they hold."""


class Problems(list[Diagnostic]):
    """A list of diagnostics that is added to until there are errors enough. Warnings do not count."""

    def __init__(self) -> None:
        super().__init__()
        self._errors = 0

    def append(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic. Raises `Enough`, after a diagnostic that says so, where it is one error too many."""
        if diagnostic.severity == "error":
            self._errors += 1
        if self._errors > MAX_ERRORS:
            super().append(problem("too-many-problems", diagnostic.span, limit=MAX_ERRORS))
            raise Enough
        super().append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add several, as `append` does."""
        for each in diagnostics:
            self.append(each)

    def __iadd__(self, diagnostics: Iterable[Diagnostic]) -> Self:  # type: ignore[override,misc]
        self.extend(diagnostics)
        return self
