"""What all suites have in common: the store, what it can do, and a guard against tests that are replaced unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from kefu_core.ports import Change, Notice, Record

LOOK_ALIKE = ("A1", "Ａ1", "a1", "A1 ", "А1", "客甲", "A\u03011", "A%", "A_", "A'1", "🙂")
"""Names that differ and look much the same, or mean something to a database."""


class Suite:
    """The base of the suites. A subclass has a fixture ``store``, empty for each test.

    ``changed`` names the tests of the suite that a subclass replaces on purpose, each with the reason: without it a
    test that happens to have the same name would take the place of a promise, and nobody would know.
    """

    concurrent: ClassVar[bool] = True
    """Whether threads may share the store."""
    changed: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, **rest: Any) -> None:
        super().__init_subclass__(**rest)
        own = {name for name in vars(cls) if name.startswith("test_")}
        promised = {name for base in cls.__mro__[1:] if issubclass(base, Suite) for name in vars(base)}
        replaced = sorted((own & promised) - cls.changed.keys())
        if replaced:
            raise TypeError(
                f"{cls.__name__} replaces {', '.join(replaced)}: say why in `changed`, or take another name"
            )


def record(id_: str, *, at: int = 0, data: str = "{}") -> Record:
    """A record of no interest but its id."""
    return Record(id_, "noted", at, at, data)


def change(stream: str, *ids: str, **more: Any) -> Change:
    """A change that appends records with these ids."""
    return Change(stream, tuple(map(record, ids)), **more)


def notice(key: str, data: str = "{}") -> Notice:
    """A notice of no interest but its key."""
    return Notice(key, data)
