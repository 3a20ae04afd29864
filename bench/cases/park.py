"""Row 2: complaints as a park's reception would enter them, all facts given."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kefu_core import Duration, Money

PACK = Path(__file__).resolve().parents[2] / "rules" / "park"
ZONE = ZoneInfo("Asia/Shanghai")

Case = tuple[dict[str, Any], datetime]
"""The facts, and the instant of acceptance."""


def files() -> dict[str, bytes]:
    """The texts of the park's policy."""
    return {file.relative_to(PACK).as_posix(): file.read_bytes() for file in sorted(PACK.rglob("*.yaml"))}


def cases(count: int) -> list[Case]:
    """Cases over a year; hosts hold instants in UTC or in local time, so half are in either."""
    draw = random.Random(2)  # noqa: S311 - cases, not secrets
    first = datetime(2026, 1, 1, tzinfo=UTC)
    amounts = (0, 1, 30_000, 499_999, 500_000, 2_000_000)
    made: list[Case] = []
    for _ in range(count):
        accepted = first + timedelta(minutes=draw.randrange(365 * 24 * 60))
        facts = {
            "nature": draw.choices(
                ("promise_broken", "service_fault", "conduct", "request", "other"), weights=(3, 4, 4, 6, 3)
            )[0],
            "earlier_reports": draw.choices((0, 1, 2, 5), weights=(12, 4, 2, 1))[0],
            "loss": Money(draw.choices(amounts, weights=(12, 1, 3, 1, 1, 1))[0], "CNY"),
            "company_at_fault": draw.random() < 0.3,
            "item_importance": draw.choice(("minor", "minor", "important")),
            "slip_limit": Duration.parse(draw.choice(("1 h", "2 h", "4 h"))),
            "valid": draw.random() < 0.9,
            "overdue_month": draw.random() < 0.1,
        }
        made.append((facts, accepted.astimezone(ZONE) if draw.random() < 0.5 else accepted))
    return made
