"""First net of purity: the core imports nothing that could touch the world, and no library that it does not declare.

It reads every line, also those that no test runs.  What it misses (a call through an allowed module), the audit hook
and the lint ban catch.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src"
MODULES = sorted(SOURCES.glob("kefu_core/**/*.py"))

BANNED = frozenset(
    """
    asyncio atexit builtins concurrent ctypes dbm fcntl fileinput ftplib getpass glob http imaplib importlib io locale
    logging mmap multiprocessing os pathlib platform poplib pty queue random resource sched secrets select selectors
    shelve shutil signal smtplib socket socketserver sqlite3 ssl subprocess syslog tempfile threading time tty urllib
    uuid webbrowser wsgiref xmlrpc _thread
    """.split()  # noqa: SIM905 - a word a line would fill the screen
)
BANNED_CALLS = frozenset({"open", "input", "print", "breakpoint", "__import__"})

LIBRARIES = frozenset({"kefu_core", "attrs", "cattrs", "yaml", "lark"})
FOR_TESTING = frozenset({"hypothesis", "pytest", "threading"})
"""`kefu_core.testing` alone may have these: it is for those who already test with them, and
what stores promise to threads is tested by threads."""


def offences(path: Path, source: str) -> Iterator[str]:
    libraries = LIBRARIES | (FOR_TESTING if "testing" in path.parts else frozenset())
    for node in ast.walk(ast.parse(source)):
        for imported in _imports(node):
            top = imported.partition(".")[0]
            if top in BANNED - libraries or (top not in libraries and top not in sys.stdlib_module_names):
                yield f"{path}:{node.lineno}: imports {imported}"  # type: ignore[attr-defined]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BANNED_CALLS:
            yield f"{path}:{node.lineno}: calls {node.func.id}"


def _imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module]
    return []


def test_there_are_modules_to_read() -> None:
    assert MODULES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCES).as_posix())
def test_a_module_of_the_core_imports_nothing_that_touches_the_world(path: Path) -> None:
    assert list(offences(path.relative_to(SOURCES), path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import os",
        "import os.path as p",
        "import math, socket",
        "from os import path",
        "from concurrent.futures import Executor",
        "from urllib.request import urlopen",
        "def f():\n    import random",
        "if TYPE_CHECKING:\n    from pathlib import Path",
        "__import__('os')",
        "open('rules.yaml')",
        "import requests",
        "import hypothesis",
        "import kefu_adapters",
    ],
)
def test_a_planted_import_is_found(planted: str) -> None:
    assert len(list(offences(Path("kefu_core/decide/planted.py"), planted))) == 1


@pytest.mark.parametrize(
    "innocent",
    ["from datetime import time", "import lark", "from . import os", "from .time import x", "door.open()"],
)
def test_what_only_looks_like_an_offence_is_let_through(innocent: str) -> None:
    assert list(offences(Path("kefu_core/decide/innocent.py"), innocent)) == []


def test_the_testing_package_may_import_hypothesis_and_pytest_but_no_clock() -> None:
    found = offences(Path("kefu_core/testing/laws.py"), "import hypothesis\nimport pytest\nimport time")
    assert list(found) == ["kefu_core/testing/laws.py:3: imports time"]
