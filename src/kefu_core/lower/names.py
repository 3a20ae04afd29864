"""Python names for the names of a policy, and constants for its values: nothing of a rule file is ever spliced as text.

The names of facts are plain (`resolve` sees to that) and in lower case; every name of ours holds an upper-case letter,
so that the two never meet.
"""

from __future__ import annotations

import keyword
import re
from typing import Any

from attrs import field, mutable


def identifier(name: str) -> str:
    """The Python name of a fact or an outcome."""
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name), name
    return f"{name}_K" if keyword.iskeyword(name) else name


def function_name(number: int, name: str) -> str:
    """The Python name of the function for a table or a rule of any id, readable in a traceback."""
    return f"T{number}_{re.sub(r'[^a-z0-9]', '_', name.lower())}"


def is_plain(value: Any) -> bool:
    """Whether a value can be written out: a plain name or a whole number."""
    return type(value) is int or (type(value) is str and re.fullmatch(r"[a-z][a-z0-9_]*", value) is not None)


@mutable
class Constants:
    """Values that source text refers to as ``C0``, ``C1``, …; small plain ones are written out instead."""

    values: dict[str, Any] = field(factory=dict)

    def write(self, value: Any) -> str:
        """A Python expression for ``value``."""
        if value is None or type(value) in {bool, int}:
            return f"({value!r})" if type(value) is int and value < 0 else repr(value)
        if type(value) is str and re.fullmatch(r"[a-z][a-z0-9_]*", value):
            return repr(value)
        for name, known in self.values.items():
            if type(known) is type(value) and known == value:
                return name
        name = f"C{len(self.values)}"
        self.values[name] = value
        return name

    def write_set(self, values: frozenset[Any]) -> str:
        """A Python expression for what ``in`` looks through: written out where it can be, so that Python folds it."""
        if values and all(is_plain(value) for value in values):
            return "{" + ", ".join(sorted(map(repr, values))) + "}"
        return self.write(values)
