"""The layers are contracts of import-linter (in `pyproject.toml`): they hold, and a planted import breaks them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "pyproject.toml"
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """The working folder comes first on the path: a planted tree is read in place of the installed packages."""
    return subprocess.run(
        [*LINT, f"--config={PROJECT}", "--no-cache", "--no-logo"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """A package for each layer that the contract names, with nothing in them but what `load` alone may import."""
    contracts = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    listed = [layer for contract in contracts if contract.get("exhaustive") for layer in contract["layers"]]
    layers = [name.strip(" ()") for layer in listed for name in layer.split(":")]
    for package in ("kefu_core", "kefu_adapters", *(f"kefu_core/{layer}" for layer in layers)):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "kefu_core/load/allowed.py").write_text("import yaml, lark, cattrs", encoding="utf-8")
    return tmp_path


def test_the_contracts_hold() -> None:
    done = lint_imports(ROOT / "src")
    assert done.returncode == 0, done.stdout


def test_a_skeleton_keeps_the_contracts(skeleton: Path) -> None:
    done = lint_imports(skeleton)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("kefu_core/values/planted.py", "import kefu_core.decide"),
        ("kefu_core/diagnostics/planted.py", "from kefu_core import values"),
        ("kefu_core/ir/planted.py", "def f():\n    import kefu_core.load"),
        ("kefu_core/decide/planted.py", "import kefu_adapters"),
        ("kefu_core/decide/planted.py", "import yaml"),
        ("kefu_core/engine/planted.py", "from lark import Lark"),
        ("kefu_adapters/planted.py", "import cattrs"),
        ("kefu_core/unplaced.py", ""),
    ],
)
def test_a_planted_import_breaks_a_contract(skeleton: Path, module: str, planted: str) -> None:
    (skeleton / module).write_text(planted, encoding="utf-8")
    done = lint_imports(skeleton)
    assert done.returncode == 1, done.stderr
    assert "1 broken" in done.stdout
    assert Path(module).stem in done.stdout
