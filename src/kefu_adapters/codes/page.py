"""The page of a code, as Markdown and as a value.

A page says in two sections, Chinese and English, what the code means: one sentence in bold, a paragraph, a list of
usual causes. A third shows an example: files (or what else causes it) before, what is said of them in both languages,
and the same files after.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from kefu_core.diagnostics import Language

_PAGE: Final = re.compile(
    r"# (?P<code>[a-z0-9-]+)\n\n[^\n]+\n\n"
    r"## 中文\n\n(?P<zh>.*?)"
    r"## English\n\n(?P<en>.*?)"
    r"## 例 Example\n\n(?P<before>.*?)"
    r"`(?P<command>[^`\n]+)` 报告 says:\n\n"
    r"```text\n(?P<said_zh>.*?)\n```\n\n```text\n(?P<said_en>.*?)\n```\n\n"
    r"(?P<after>.*)",
    re.DOTALL,
)
_SAID: Final = re.compile(
    r"\*\*(?P<summary>[^\n]+)\*\*\n\n(?P<body>[^\n]+)\n\n(?:常见原因：|Usual causes:)\n\n(?P<causes>(?:- [^\n]+\n)+)\n"
)
_BLOCK: Final = re.compile(
    r"(?:改正前 Before|改正后 After): `(?P<name>[^`\n]+)`\n\n```(?P<kind>\w+)\n(?P<text>.*?)```\n+", re.DOTALL
)


@frozen
class Said:
    """What a page says in one language."""

    summary: str
    body: str
    causes: tuple[str, ...]


@frozen
class Block:
    """A part of an example: the name of a file or a sheet, in what it is written (``yaml``, ``text``), and its text."""

    name: str
    kind: str
    text: str


@frozen
class Page:
    """What a page holds. ``command`` is what reports the mistake, ``reported`` what it says of ``before``."""

    code: str
    said: Mapping[Language, Said]
    before: tuple[Block, ...]
    command: str
    reported: Mapping[Language, str]
    after: tuple[Block, ...]


def read_page(text: str) -> Page:
    """The page that a text is; `ValueError` with what is not as on its neighbours."""
    found = _PAGE.fullmatch(text)
    if found is None:
        raise ValueError("a page has the sections 中文, English and 例 Example, as its neighbours have them")
    return Page(
        found["code"],
        {"zh": _said(found["zh"]), "en": _said(found["en"])},
        _blocks(found["before"]),
        found["command"],
        {"zh": found["said_zh"], "en": found["said_en"]},
        _blocks(found["after"]),
    )


def _said(text: str) -> Said:
    found = _SAID.fullmatch(text)
    if found is None:
        raise ValueError(f"not a sentence in bold, a paragraph and a list of causes: {text}")
    return Said(found["summary"], found["body"], tuple(line[2:] for line in found["causes"].splitlines()))


def _blocks(text: str) -> tuple[Block, ...]:
    found = list(_BLOCK.finditer(text))
    if not found or "".join(each[0] for each in found).strip() != text.strip():
        raise ValueError(f"not blocks with names: {text}")
    return tuple(Block(each["name"], each["kind"], each["text"]) for each in found)
