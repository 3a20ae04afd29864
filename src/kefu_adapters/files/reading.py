"""A folder of rule files → a policy."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kefu_adapters.files.reasons import Refusal, reason
from kefu_core import InvalidPolicy, Policy
from kefu_core.calendars import LookUp, PublicDays, WorkingCalendar
from kefu_core.diagnostics import Diagnostic, ordered, problem
from kefu_core.diagnostics.span import Span
from kefu_core.load.decode import too_large
from kefu_core.load.pack import MAX_FILES, MAX_PACK
from kefu_core.loading import Loaded, LoadedCalendar, load, load_one_calendar

SUFFIXES: Final = (".yaml", ".yml")


class PackNotFound(Refusal):
    """There is no such folder or file, it cannot be read, or it holds no rule files. The message says which."""


def load_pack(path: str | os.PathLike[str]) -> Policy:
    """The policy of a folder, or of one file.

    Raises `PackNotFound`, or `InvalidPolicy` with every diagnostic.

    >>> load_pack("rules/park").id    # doctest: +SKIP
    'park'
    """
    loaded = open_pack(path)
    if loaded.policy is None:
        raise InvalidPolicy(loaded.diagnostics, loaded.texts)
    return loaded.policy


def open_pack(path: str | os.PathLike[str]) -> Loaded:
    """What loading a folder or a file gives, warnings included, as a value. Raises `PackNotFound`."""
    files, problems = _read(Path(path))
    loaded = load(files, public_days_if_installed())
    if not problems:
        return loaded
    return Loaded(None, tuple(ordered([*problems, *loaded.diagnostics])), loaded.texts)


def load_calendar(path: str | os.PathLike[str], *, name: str | None = None) -> WorkingCalendar:
    """The working calendar of a file, or of a pack; ``name`` says which where there are several.

    Raises `PackNotFound`, or `InvalidPolicy` with every diagnostic.

    >>> load_calendar("office.yaml").is_open(now)    # doctest: +SKIP
    True
    """
    loaded = open_calendar(path, name=name)
    if loaded.calendar is None:
        raise InvalidPolicy(loaded.diagnostics, loaded.texts)
    return loaded.calendar


def open_calendar(path: str | os.PathLike[str], *, name: str | None = None) -> LoadedCalendar:
    """What loading a calendar gives, as a value. Raises `PackNotFound`."""
    files, problems = _read(Path(path))
    loaded = load_one_calendar(files, public_days_if_installed(), name)
    if not problems:
        return loaded
    return LoadedCalendar(None, None, tuple(ordered([*problems, *loaded.diagnostics])), loaded.texts)


def public_days_if_installed() -> LookUp | None:
    """The look-up of public holidays, imported only when a calendar asks for them; None without its library."""
    if find_spec("holidays") is None:
        return None

    def look_up(country: str, subdivision: str | None) -> PublicDays | None:
        from kefu_adapters.calendars.public import public_days  # noqa: PLC0415 - slow to import, and seldom needed

        return public_days(country, subdivision)

    return look_up


def read_pack_files(path: str | os.PathLike[str]) -> dict[str, bytes]:
    """The rule files of a folder by their names in it, as `kefu_core.load_policy` takes them.

    Raises `PackNotFound`, or `InvalidPolicy` where a file must not be read: a link that leads out of the folder, a
    pipe, a file that is too large.
    """
    files, problems = _read(Path(path))
    if problems:
        raise InvalidPolicy(problems)
    return files


def _read(path: Path) -> tuple[dict[str, bytes], list[Diagnostic]]:
    try:
        root = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise PackNotFound(
            f"there is no pack at {path}: {reason(error, 'en')}", f"{path} 处没有规则包：{reason(error, 'zh')}"
        ) from error
    single = not root.is_dir()
    if single and not root.is_file():
        raise PackNotFound(f"{path} is neither a folder nor a file", f"{path} 既不是文件夹，也不是文件")
    found = [root] if single else list(_rule_files(root, path))
    if not found:
        raise PackNotFound(f"{path} holds no rule files (*.yaml)", f"{path} 里没有规则文件（*.yaml）")
    base = root.parent if single else root
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    size = 0
    for each in found:
        name = each.relative_to(base).as_posix()
        refused = _refused(each, name, base)
        if refused is not None:
            problems.append(refused)
            continue
        try:
            files[name] = each.read_bytes()
        except OSError as error:
            raise _cannot_be_read(each, error) from error
        size += len(files[name])
        if size > MAX_PACK or len(files) > MAX_FILES:
            break  # the core says so; what lies beyond is not worth the memory
    return files, problems


def _rule_files(root: Path, shown: Path) -> Iterator[Path]:
    """Rule files below a folder, in the order of their names; hidden ones and folders behind links are passed over."""

    def cannot(error: OSError) -> None:
        raise _cannot_be_read(shown, error) from error

    for folder, folders, names in os.walk(root, onerror=cannot):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A folder behind a link is not entered, but one that leads out is looked at, and refused: it may hold rules.
        strange = [each for each in folders if _is_rule_file(each) or _leads_out(Path(folder, each), root)]
        for name in sorted([*(each for each in names if _is_rule_file(each)), *strange]):
            if not name.startswith("."):
                yield Path(folder, name)


def _is_rule_file(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _leads_out(folder: Path, root: Path) -> bool:
    return folder.is_symlink() and not folder.resolve().is_relative_to(root)


def _refused(file: Path, name: str, root: Path) -> Diagnostic | None:
    """Why a file must not be read, judged before a byte of it is."""
    try:
        real = file.resolve(strict=True)
        about = real.stat()
    except (OSError, RuntimeError):
        return problem("not-a-file", Span.top_of(name), path=name)
    if not real.is_relative_to(root):
        return problem("path-outside", Span.top_of(name), path=name)
    if not stat.S_ISREG(about.st_mode):
        return problem("not-a-file", Span.top_of(name), path=name)
    return too_large(name, about.st_size)


def _cannot_be_read(path: Path, error: OSError) -> PackNotFound:
    return PackNotFound(f"{path} cannot be read: {reason(error, 'en')}", f"无法读取 {path}：{reason(error, 'zh')}")
