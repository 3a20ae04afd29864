"""The pytest plugin: scenarios beside the rules of a pack are tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect ``scenarios/*.yaml`` beside a ``policy.yaml``; everything else is left alone."""
    if file_path.suffix not in {".yaml", ".yml"} or file_path.parent.name != "scenarios":
        return None
    pack = file_path.parent.parent
    if not (pack / "policy.yaml").is_file():
        return None
    # Imported here: the plugin is loaded in every project where kefu is installed, and must cost those nothing.
    from kefu_adapters.files import open_pack  # noqa: PLC0415
    from kefu_core.testing.collector import ScenarioFile  # noqa: PLC0415

    return ScenarioFile.from_parent(parent, path=file_path, pack=pack, load=open_pack)
