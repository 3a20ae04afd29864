"""What a desk has done."""

from __future__ import annotations

from attrs import frozen


@frozen
class Failure:
    """A case, or a notice, that could not be dealt with, and why. It comes again."""

    id: str
    reason: str


@frozen
class Tick:
    """The cases that were due and have been dealt with, those left to whoever changed them meanwhile, the failures."""

    done: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()


@frozen
class Delivery:
    """The keys of the notices that were delivered, and the failures."""

    done: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
