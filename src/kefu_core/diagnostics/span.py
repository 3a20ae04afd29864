"""Where something stands in a file."""

from __future__ import annotations

from attrs import frozen


@frozen
class Span:
    """A stretch of one file. Lines and columns count from 1, columns in code points; the end is exclusive.

    >>> Span("severity.yaml", 7, 5, 7, 9)
    Span(file='severity.yaml', line=7, column=5, end_line=7, end_column=9)
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def top_of(cls, file: str) -> Span:
        """The place of a problem that concerns a file as a whole."""
        return cls(file, 1, 1, 1, 1)

    def to(self, last: Span) -> Span:
        """The stretch from the start of this span to the end of a later one in the same file."""
        return Span(self.file, self.line, self.column, last.end_line, last.end_column)
