"""Texts of a pack → forms, with every problem found."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from kefu_core.diagnostics import Diagnostic, problem
from kefu_core.load.compose import compose
from kefu_core.load.decode import decode
from kefu_core.load.forms import Pack
from kefu_core.load.nodes import Node
from kefu_core.load.structure import structure

MAX_FILES = 2_000
MAX_PACK = 32 * 1024 * 1024
"""How many files, and how many characters in all, a pack may have."""


def read_pack(files: Mapping[str, str | bytes], problems: list[Diagnostic], texts: dict[str, str]) -> Pack:
    """The forms of all files, in the order of their names; the texts that can be read are added to ``texts``.

    Where a file was not read as it stands, the forms are not complete.
    """
    if len(files) > MAX_FILES or sum(len(data) for data in files.values()) > MAX_PACK:
        problems.append(problem("pack-too-large", None, files=MAX_FILES, size=MAX_PACK // (1024 * 1024)))
        return Pack(complete=False)
    nodes: list[Node] = []
    for name in sorted(files):
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            problems.append(problem("path-outside", None, path=name))
            continue
        text = decode(name, files[name], problems)
        if text is not None:
            texts[name] = text
            nodes += compose(name, text, problems)
    read_as_written = not problems
    pack = structure(tuple(nodes), problems)
    return evolve(pack, complete=pack.complete and read_as_written)
