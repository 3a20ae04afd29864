"""The packs that come with kefu."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from kefu_adapters.files.reading import PackNotFound
from kefu_core.diagnostics import did_you_mean

_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")


def bundled_packs() -> dict[str, Path]:
    """The bundled packs by name: those installed with this package or, in a checkout, those of its ``rules`` folder."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "rules", here.parents[3] / "rules"):
        if folder.is_dir():
            return {each.name: each for each in sorted(folder.iterdir()) if (each / "policy.yaml").is_file()}
    return {}


def packs_beside(path: Path) -> list[str]:
    """The names of the packs in the folder in which a path lies, whether there is such a path or not."""
    try:
        return sorted(each.parent.name for each in path.parent.glob("*/policy.yaml"))
    except OSError:
        return []


def find_pack(name: str | os.PathLike[str]) -> Path:
    """Where a pack is: a path that exists, or the name of a bundled pack.

    Raises `PackNotFound`, with the nearest bundled name where there is one.
    """
    path = Path(name)
    if path.exists():
        return path
    packs = bundled_packs()
    if _NAME.fullmatch(str(name)) and str(name) in packs:
        return packs[str(name)]
    guess = did_you_mean(path.name, [*packs, *packs_beside(path)])
    english = f"did you mean `{guess}`?" if guess else f"packs that come with kefu: {', '.join(packs)}"
    chinese = f"是不是想写 `{guess}`？" if guess else f"自带的规则包有：{'、'.join(packs)}"
    raise PackNotFound(f"there is no pack `{name}`; {english}", f"没有名为 `{name}` 的规则包；{chinese}")
