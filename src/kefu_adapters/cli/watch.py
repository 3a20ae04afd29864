"""Waiting for the files of a pack to change."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kefu_adapters.files.reading import SUFFIXES

EVERY: Final = 0.3
"""Seconds between two looks."""


def changes(pack: Path) -> Iterator[None]:
    """Once at once, and then whenever a rule file is written, added or removed; it never ends.

    While there is nothing at all, since a folder is being replaced, it waits.
    """
    seen: object = None
    while True:
        now = _state(pack)
        if now != seen and (now or seen is None):
            seen = now
            yield
        time.sleep(EVERY)


def _state(pack: Path) -> tuple[tuple[str, int, int], ...]:
    files = [pack] if pack.is_file() else [each for each in pack.rglob("*") if each.suffix in SUFFIXES]
    state = []
    for each in sorted(files):
        try:
            about = each.stat()
        except OSError:  # it is being replaced: the next look sees it
            continue
        state.append((str(each), about.st_mtime_ns, about.st_size))
    return tuple(state)
