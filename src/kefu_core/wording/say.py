"""Words put together: seams between Chinese and other script, lists, quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from kefu_core.diagnostics import Language
from kefu_core.diagnostics.entry import Text, choose
from kefu_core.diagnostics.visible import quoted


def say(text: Text, language: Language, *args: str) -> str:
    """A template in one of the languages; each ``{}`` takes an argument, in the order of the template's language.

    >>> say(("at least {}", "不低于{}"), "zh", "5000 元")
    '不低于 5000 元'
    """
    first, *rest = choose(text, language).split("{}")
    pieces = [first]
    for argument, piece in zip(args, rest, strict=True):
        pieces += [argument, piece]
    return join(*pieces)


def join(*pieces: str) -> str:
    """Pieces of one sentence; where Chinese meets a letter or a digit of another script, a blank parts them.

    >>> join("还有", "3 天", "到期"), join("at ", "noon")
    ('还有 3 天到期', 'at noon')
    """
    whole = ""
    for piece in pieces:
        if whole and piece and _needs_blank(whole[-1], piece[0]):
            whole += " "
        whole += piece
    return whole


def _needs_blank(left: str, right: str) -> bool:
    return (_is_chinese(left) and _is_plain(right)) or (_is_plain(left) and _is_chinese(right))


def _is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _is_plain(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "%+-")


def quote(text: str, language: Language) -> str:
    """A text of the user's in quotation marks, with nothing in it that steers a terminal."""
    return f'"{quoted(text)}"' if language == "en" else f"“{quoted(text)}”"


def listed(words: Sequence[str], language: Language) -> str:
    """``a, b and c``."""
    return _series(words, (" and ", "和"), language)


def either(words: Sequence[str], language: Language) -> str:
    """``a, b or c``."""
    return _series(words, (" or ", "或"), language)


def _series(words: Sequence[str], last: Text, language: Language) -> str:
    if len(words) < 2:
        return "".join(words)
    comma = ", " if language == "en" else "、"
    return join(comma.join(words[:-1]), choose(last, language), words[-1])
