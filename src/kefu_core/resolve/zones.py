"""The time zone that a text names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, available_timezones

from kefu_core.diagnostics import did_you_mean, problem

if TYPE_CHECKING:
    from kefu_core.diagnostics import Diagnostic
    from kefu_core.load.nodes import Scalar


OF_THE_MACHINE: Final = frozenset({"localtime", "posixrules", "Factory"})
"""Names that mean something else on each machine, or nothing."""


def zone_of(scalar: Scalar, problems: list[Diagnostic]) -> ZoneInfo:
    """The zone; UTC after a diagnostic."""
    try:
        return ZoneInfo(scalar.text if scalar.text not in OF_THE_MACHINE else "")
    except (KeyError, ValueError, OSError):
        said = scalar.text.casefold()
        in_china = any(word in said for word in ("beijing", "china", "北京", "中国", "utc+8", "gmt+8", "+08:00"))
        guess = "Asia/Shanghai" if in_china else did_you_mean(scalar.text, available_timezones())
        help_ = "did-you-mean" if guess else "zone"
        problems.append(problem("unknown-zone", scalar.span, help=help_, zone=scalar.text, guess=guess or ""))
        return ZoneInfo("UTC")
