"""Mappings as rule files have them, without what is empty."""

from __future__ import annotations

from typing import Any

from kefu_core.ir.types import Label

Tree = Any


def filled(**fields: Tree) -> dict[str, Tree]:
    """A mapping without what is empty; a trailing ``_`` of a key that is a Python keyword is dropped."""
    return {key.rstrip("_"): value for key, value in fields.items() if value not in (None, (), [], {}, "")}


def true(said: bool) -> str | None:  # noqa: FBT001
    """What is written where it is so; nothing where it is not."""
    return "true" if said else None


def label(given: Label) -> Tree:
    """A label in its languages."""
    return filled(zh=given.zh, en=given.en)
