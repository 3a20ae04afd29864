"""`dev.py` names the extras that it installs; this holds them to the extra `dev` of `pyproject.toml`."""

import re
import runpy
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]


def requirements(name: str) -> set[str]:
    """What an extra comes to, with the extras of kefu itself that it names written out."""
    found = set()
    for requirement in EXTRAS[name]:
        own = re.fullmatch(r"kefu\[(.+)\]", requirement)
        found |= set().union(*map(requirements, own[1].split(","))) if own else {requirement}
    return found


def test_dev_py_installs_the_extra_dev_with_durable_apart() -> None:
    named = runpy.run_path(str(ROOT / "dev.py"))["WITHOUT_COMPILER"].split(",")
    assert set().union(*map(requirements, named)) == requirements("dev") - requirements("durable")
