"""Commands that need more than the command itself does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kefu_adapters.cli.common import fail


@contextmanager
def wanting(command: str, extra: str) -> Iterator[None]:
    """Say what has to be installed where a library of an extra is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        install = f"pip install 'kefu[{extra}]'"
        fail(
            f"`{command}` needs {error.name}; install it with: {install}",
            f"`{command}` 需要 {error.name}，请安装：{install}",
        )
