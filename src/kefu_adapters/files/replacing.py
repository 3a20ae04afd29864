"""Files rewritten in place, so that nothing is lost on the way."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kefu_adapters.files.reasons import Refusal, reason


class NotReplaced(Refusal):
    """The file stands as it was. The message says why."""


def replace_file(path: Path, data: bytes, *, was: bytes) -> None:
    """Put ``data`` in the place of a file that held ``was``: all of it, or nothing.

    The new text is written beside the file and then takes its name, with the same permissions. A link is never
    followed. Raises `NotReplaced` for a link, for a file that must not be written, and where it has changed meanwhile.
    """
    if path.is_symlink():
        raise NotReplaced(f"{path} is a link; name the file to which it leads", f"{path} 是链接，请写它所指向的文件")
    try:
        if not os.access(path, os.W_OK):
            raise NotReplaced(f"{path} must not be written", f"{path} 不允许写入")
        if path.read_bytes() != was:
            raise NotReplaced(f"{path} has changed meanwhile", f"{path} 刚刚被别处修改过，没有写入")
        _replace(path, data)
    except OSError as error:
        raise NotReplaced(
            f"{path} cannot be written: {reason(error, 'en')}", f"无法写入 {path}：{reason(error, 'zh')}"
        ) from error


def _replace(path: Path, data: bytes) -> None:
    # A name with a dot in front: whoever reads the folder in this moment passes it over.
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(path.stat().st_mode & 0o7777)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
