"""Diagnostics as people read them: the message, the place, the line with carets under it, and what to do.

error[unknown-key]: `whne` is not a key of a rule
--> severity.yaml:7:5
|
7 |     whne: {nature: 承诺}
|     ^^^^
= help: did you mean `when`?
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal

from kefu_core.diagnostics.lines import line_of
from kefu_core.diagnostics.visible import quoted, visible, width

if TYPE_CHECKING:
    from kefu_core.diagnostics.diagnostic import Diagnostic
    from kefu_core.diagnostics.entry import Language
    from kefu_core.diagnostics.span import Span

Style = Literal["error", "warning", "note", "help", "message", "place", "gutter", "source", "caret"]
Piece = tuple[Style, str]

WIDEST: Final = 96
"""Columns of an excerpt; a longer line is cut around the span."""
BEFORE: Final = 32
"""Columns that a cut line shows before the span."""
TAB: Final = 4

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"error": "error", "warning": "warning", "note": "note", "help": "help", "colon": ": ", "to": "to line {}"},
    "zh": {"error": "错误", "warning": "警告", "note": "说明", "help": "帮助", "colon": "：", "to": "至第 {} 行"},
}


def render(diagnostic: Diagnostic, *, sources: Mapping[str, str], language: Language) -> str:
    """A diagnostic as plain text, without a line end at its end.

    ``sources`` are the texts of the files; where one is missing, the place is told without an excerpt.
    """
    return "".join(text for _, text in layout(diagnostic, sources=sources, language=language))


def layout(diagnostic: Diagnostic, *, sources: Mapping[str, str], language: Language) -> tuple[Piece, ...]:
    """The pieces of `render`'s text, each with a style that a host may colour."""
    words = _WORDS[language]
    spans = [each for each in (diagnostic.span, *(related.span for related in diagnostic.related)) if each]
    margin = " " * (max((len(str(span.line)) for span in spans), default=1) + 1)

    pieces: list[Piece] = [(diagnostic.severity, f"{words[diagnostic.severity]}[{diagnostic.code}]")]
    pieces.append(("message", words["colon"] + diagnostic.message(language)))
    if diagnostic.span:
        pieces += _excerpt(diagnostic.span, margin, sources, words)
    if help_text := diagnostic.help_text(language):
        pieces += [("gutter", f"\n{margin} = "), ("help", words["help"]), ("message", words["colon"] + help_text)]
    for related in diagnostic.related:
        pieces += [("note", "\n" + words["note"]), ("message", words["colon"] + related.message(language))]
        pieces += _excerpt(related.span, margin, sources, words)
    return tuple(pieces)


def _excerpt(span: Span, margin: str, sources: Mapping[str, str], words: Mapping[str, str]) -> Iterator[Piece]:
    """The place of a span, and its first line with carets if the text is at hand."""
    yield "gutter", f"\n{margin}--> "
    yield "place", f"{quoted(span.file)}:{span.line}:{span.column}"
    line = line_of(sources[span.file].removeprefix("\ufeff"), span.line) if span.file in sources else None
    if line is None:
        return
    # A span that ends where a line starts ends with the line before.
    last = span.end_line - 1 if span.end_line > span.line and span.end_column == 1 else span.end_line
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    shown, blank, carets = _underlined(line, min(span.column - 1, len(line)), end)
    yield "gutter", f"\n{margin} |\n{span.line:>{len(margin)}} |"
    yield "source", f" {shown}".rstrip()
    yield "gutter", f"\n{margin} | "
    yield "caret", " " * blank + "^" * carets + (f" … {words['to'].format(last)}" if last > span.line else "")


def _underlined(line: str, start: int, end: int) -> tuple[str, int, int]:
    """A line as it is shown, the columns before the carets, and the number of carets (at least one)."""
    # Of a line without end only what could be shown is looked at.
    skipped = max(0, start - WIDEST)
    more = len(line) > start + 2 * WIDEST
    cells = _cells(line[skipped : start + 2 * WIDEST])
    ends = [0, *accumulate(width(cell) for cell in cells)]
    start -= skipped
    end = min(max(end - skipped, start), len(cells))
    first, last = 0, len(cells)
    if ends[-1] > WIDEST:
        first = start
        # As much as allowed before the span, and more if the rest of the line is short.
        while first and (ends[start] - ends[first - 1] <= BEFORE or ends[-1] - ends[first - 1] <= WIDEST):
            first -= 1
        while last > first + 1 and ends[last] - ends[first] > WIDEST:
            last -= 1
    left, right = "…" * (skipped + first > 0), "…" * (more or last < len(cells))
    shown = left + "".join(cells[first:last]) + right
    return shown, len(left) + ends[start] - ends[first], max(ends[min(end, last)] - ends[start], 1)


def _cells(line: str) -> list[str]:
    """What is shown for each character of a line."""
    cells = []
    column = 0
    for char in line:
        cell = " " * (TAB - column % TAB) if char == "\t" else visible(char)
        column += width(cell)
        cells.append(cell)
    return cells
