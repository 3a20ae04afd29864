"""What a shell proposes where the name of a pack is asked for."""

from __future__ import annotations

from pathlib import Path

from kefu_adapters.files import bundled_packs, packs_beside


def complete_pack(incomplete: str) -> list[str]:
    """The packs that come with kefu and those in the folder that is being named; other paths the shell knows itself.

    >>> complete_pack("cf")
    ['cfpb']
    """
    folder = incomplete[: incomplete.rfind("/") + 1]
    beside = [folder + name for name in packs_beside(Path(f"{folder}*"))]
    return [name for name in dict.fromkeys([*bundled_packs(), *beside]) if name.startswith(incomplete)]
