"""Why a file cannot be read or written, in words of both languages."""

from __future__ import annotations

import errno
from typing import Final

from kefu_core import KefuError
from kefu_core.diagnostics import Language

_CHINESE: Final = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.EROFS: "所在磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接互相指向，没有尽头",
}


class Refusal(KefuError):  # noqa: N818 - it says what is the case
    """Something outside that cannot be had. The message says what and why."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english, chinese)

    def text(self, language: Language) -> str:
        """The message in one of the languages."""
        return str(self.args[0 if language == "en" else 1])

    def __str__(self) -> str:
        return self.text("en")


def reason(error: Exception, language: Language) -> str:
    """What the system says, in Chinese as far as it is a frequent one."""
    if isinstance(error, OSError):
        said = _CHINESE.get(error.errno or 0) if language == "zh" else None
        return said or error.strerror or str(error)
    return str(error)
