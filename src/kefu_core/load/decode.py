"""Bytes of a file → text that can be read as YAML, or the diagnostic that says why not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu_core.diagnostics import Lines, Span, problem

if TYPE_CHECKING:
    from kefu_core.diagnostics import Diagnostic

MIB: Final = 1024 * 1024
MAX_FILE: Final = 8 * MIB
"""The bytes that a file may have."""

FORBIDDEN: Final = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)
"""What YAML 1.1 (section 5.1) does not allow in a text, lone surrogates among it, and a byte order mark inside it."""

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_BYTE_ORDER_MARK: Final = "\ufeff"
_CJK: Final = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff65]")


def decode(name: str, data: str | bytes, problems: list[Diagnostic]) -> str | None:
    r"""The text of a file, less a byte order mark, or None after a diagnostic.

    Bytes must be UTF-8; text has been decoded by somebody else and is only checked.

    >>> decode("a.yaml", b"\xef\xbb\xbfa: 1", [])
    'a: 1'
    """
    reason = too_large(name, _size(data)) or (_unreadable(name, data) if isinstance(data, bytes) else None)
    if reason is None:
        text = data if isinstance(data, str) else data.decode("utf-8")
        text = text.removeprefix(_BYTE_ORDER_MARK)
        reason = _forbidden(name, text)
        if reason is None:
            return text
    problems.append(reason)
    return None


def forbidden(span: Span, char: str, *, escaped: bool = False) -> Diagnostic:
    """The diagnostic for a character that no rule file may hold, not even by an escape."""
    helped = "escape" if escaped else "surrogate" if "\ud800" <= char <= "\udfff" else "control"
    return problem("forbidden-character", span, help=helped, char=f"U+{ord(char):04X}")


def _size(data: str | bytes) -> int:
    return len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))


def too_large(name: str, size: int) -> Diagnostic | None:
    """The diagnostic for a file of so many bytes, so that who knows the size need not read the file."""
    if size <= MAX_FILE:
        return None
    # Rounded up: a file of one byte too many must not be said to have just the size that is allowed.
    shown = f"{-(-size * 10 // MIB) / 10:.1f}"
    return problem("file-too-large", Span.top_of(name), help="split", size=shown, limit=MAX_FILE // MIB)


def _unreadable(name: str, data: bytes) -> Diagnostic | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return problem("not-utf8", Span.top_of(name), help="save", encoding=encoding)
    if b"\0" in data:
        return problem("binary-file", Span.top_of(name), help="save")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
        # The place of the character that could not be read: one column, behind all that could.
        here = Lines(name, before + "?").span(len(before), len(before) + 1)
        helped = "gbk" if _looks_chinese(data) else "save"
        return problem("bad-byte", here, help=helped, byte=f"0x{data[error.start]:02X}")
    return None


def _looks_chinese(data: bytes) -> bool:
    """Whether bytes are mostly Chinese when they are read as GB18030 (of which GBK and GB2312 are parts)."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return 2 * len(_CJK.findall(text)) > sum(not char.isascii() for char in text)


def _forbidden(name: str, text: str) -> Diagnostic | None:
    found = FORBIDDEN.search(text)
    if found is None:
        return None
    if found[0] == "\0":
        return problem("binary-file", Span.top_of(name), help="save")
    return forbidden(Lines(name, text).span(*found.span()), found[0])
