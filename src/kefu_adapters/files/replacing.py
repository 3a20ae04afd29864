"""Files rewritten in place, so that nothing is lost on the way."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from kefu_adapters.files.reasons import Refusal, reason


class NotReplaced(Refusal):
    """The file stands as it was. The message says why."""


@frozen
class Replacement:
    """A file that held ``was``, and what is to stand in its place."""

    path: Path
    data: bytes
    was: bytes


def replace_file(path: Path, data: bytes, *, was: bytes) -> None:
    """`replace_files` for one."""
    replace_files([Replacement(path, data, was)])


def replace_files(changes: Sequence[Replacement]) -> None:
    """Put other contents in the place of files: each whole, and none if one of them cannot be replaced.

    The new text is written beside a file and then takes its name, with the same permissions. A link is never followed.
    Raises `NotReplaced` for a link, for a file that must not be written, and where one has changed meanwhile. What the
    disk refuses half-way is put back as far as it can be.
    """
    for each in changes:
        _refuse(each)
    done: list[Replacement] = []
    for each in changes:
        try:
            _replace(each.path, each.data)
        except OSError as error:
            for other in done:
                _replace(other.path, other.was)
            raise _cannot(each.path, error) from error
        done.append(each)


def _refuse(change: Replacement) -> None:
    path = change.path
    if path.is_symlink():
        raise NotReplaced(f"{path} is a link; name the file to which it leads", f"{path} 是链接，请写它所指向的文件")
    try:
        if not os.access(path, os.W_OK):
            raise NotReplaced(f"{path} must not be written", f"{path} 不允许写入")
        if path.read_bytes() != change.was:
            raise NotReplaced(f"{path} has changed meanwhile", f"{path} 刚刚被别处修改过，没有写入")
    except OSError as error:
        raise _cannot(path, error) from error


def _cannot(path: Path, error: OSError) -> NotReplaced:
    return NotReplaced(f"{path} cannot be written: {reason(error, 'en')}", f"无法写入 {path}：{reason(error, 'zh')}")


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
