"""kefu_core: a customer-service manual as policy, decided by a pure library.

>>> import kefu_core
>>> policy = kefu_core.load_policy({"policy.yaml": text})            # doctest: +SKIP
>>> policy.decide({"nature": "conduct", "loss": "0 CNY"}, at=now)    # doctest: +SKIP

No clock, file, network, thread or randomness: text, values and ``at`` go in, values come out. What loads rule files is
imported when the first policy is loaded, so that importing this package costs little.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kefu_core.decide import Decision, DueDate, Policy, Reason, Undetermined
from kefu_core.diagnostics import Diagnostic, InvalidFacts, InvalidPolicy, KefuError, Span
from kefu_core.values import Duration, Money

if TYPE_CHECKING:
    from kefu_core.calendars import LookUp, WorkingCalendar

__all__ = [
    "Decision",
    "Diagnostic",
    "DueDate",
    "Duration",
    "InvalidFacts",
    "InvalidPolicy",
    "KefuError",
    "Money",
    "Policy",
    "Reason",
    "Span",
    "Undetermined",
    "load_calendar",
    "load_policy",
]


def load_policy(files: Mapping[str, str | bytes], *, look_up: LookUp | None = None) -> Policy:
    """The texts of a pack by name → a policy. Needs no disk.

    ``look_up`` gives the public holidays of a country to calendars that ask for them.

    Raises `InvalidPolicy` with every diagnostic if any is an error; `kefu_core.loading.load` gives warnings too.
    """
    from kefu_core.loading import load  # noqa: PLC0415 - YAML, lark and cattrs are imported by those who load

    loaded = load(files, look_up)
    if loaded.policy is None:
        raise InvalidPolicy(loaded.diagnostics, loaded.texts)
    return loaded.policy


def load_calendar(
    files: Mapping[str, str | bytes], *, name: str | None = None, look_up: LookUp | None = None
) -> WorkingCalendar:
    """The text of a calendar file by its name → its working hours. Needs no disk, and no policy around it.

    ``name`` says which where there are several. Raises `InvalidPolicy` with every diagnostic if any is an error, or if
    it is not clear which calendar is meant.
    """
    from kefu_core.loading import load_one_calendar  # noqa: PLC0415

    loaded = load_one_calendar(files, look_up, name)
    if loaded.calendar is None:
        raise InvalidPolicy(loaded.diagnostics, loaded.texts)
    return loaded.calendar
