"""Characters that pass for those of rule files: full-width forms, typographic marks, letters of other scripts."""

from __future__ import annotations

import re
from typing import Final

_LETTERS: Final = str.maketrans(
    # Cyrillic, then Greek; only letters that are drawn like Latin ones.
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕԁԛԝһ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
    "ABESIJKMHOPCTYXaeijopcyxsdqwh" + "ABEZHIKMNOPTYXoav",
)

_MARKS: Final[dict[int, str]] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **{ord(char): new for new, chars in {
        " ": "\u3000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f",
        "": "\u00ad\u200b\u200c\u200d\u2060\ufeff",
        ",": "、﹐", ".": "。｡﹒", ":": "︰﹕∶", ";": "﹔", "-": "‐‑‒–—―−﹣", "~": "〜∼",
        "(": "﹙", ")": "﹚", "[": "【〔", "]": "】〕", "{": "﹛", "}": "﹜", "<": "〈‹﹤", ">": "〉›﹥",
        "<=": "≤≦⩽", ">=": "≥≧⩾", "!=": "≠", "=": "﹦", "+": "﹢", "*": "×∗﹡", "/": "÷⁄∕", "%": "﹪",
        '"': "“”„‟«»「」『』＂〝〞", "'": "‘’‚‛′",
    }.items() for char in chars},
}  # fmt: skip

BLANKS: Final = "".join(chr(code) for code, plain in _MARKS.items() if not plain.strip())
"""What is no blank of the space bar, though it looks like one or like nothing at all."""
_MARK: Final = re.compile("[" + re.escape("".join(map(chr, _MARKS))) + "]")
_LETTER: Final = re.compile("[" + "".join(map(chr, _LETTERS)) + "]")
_WORD: Final = re.compile(r"[^\W\d]+")


def find(text: str) -> tuple[tuple[int, str, str], ...]:
    """Every look-alike in a text: its offset, itself, and what should stand there (nothing for an invisible one).

    A Cyrillic or Greek letter counts only in a word that could be a Latin one: words in those scripts are left alone.

    >>> find("＞＝ 5，6")
    ((0, '＞', '>'), (1, '＝', '='), (4, '，', ','))
    """
    if text.isascii():
        return ()
    found = [(match.start(), match[0], _MARKS[ord(match[0])]) for match in _MARK.finditer(text)]
    for word in _WORD.finditer(text):
        letters = [(match.start(), match[0]) for match in _LETTER.finditer(text, *word.span())]
        if letters and word[0].translate(_LETTERS).translate(_MARKS).isascii():
            found += [(index, char, char.translate(_LETTERS)) for index, char in letters]
    return tuple(sorted(found))


def fold(text: str) -> str:
    """A text with every look-alike replaced.

    >>> fold("ｎａｔｕｒｅ：")
    'nature:'
    """
    return text if text.isascii() else text.translate(_LETTERS).translate(_MARKS)
