"""Facts and instants from the command line → what a policy takes."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kefu_adapters.cli.common import fail
from kefu_adapters.files.reasons import reason
from kefu_core import Policy
from kefu_core.decide.fact_text import FactText, read_fact_text
from kefu_core.values import parse_instant


def read_facts(source: str, policy: Policy, at: datetime) -> FactText:
    """The facts of a YAML or JSON file (``-``: standard input); leaves where it cannot be read."""
    if source == "-":
        return read_fact_text("<stdin>", sys.stdin.buffer.read(), policy, at=at)
    try:
        data = Path(source).read_bytes()
    except OSError as error:
        fail(
            f"{source} cannot be read: {reason(error, 'en')}",
            f"无法读取 {source}：{reason(error, 'zh')}",
            pack=policy.ir.language,
        )
    return read_fact_text(source, data, policy, at=at)


def instant_of(text: str | None, policy: Policy) -> datetime:
    """The instant of ``--at``, local in the policy's zone where it has no offset; now where it is not given."""
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        instant = parse_instant(text, zone=policy.zone)
        # At the ends of the calendar the days around an instant may be none, in this zone or for a due date.
        for days in (-1, 1):
            (instant + timedelta(days=days)).astimezone(policy.zone)
    except (ValueError, OverflowError) as error:
        fail(
            f"--at: {error}",
            f"--at：`{text}` 不是有效的时刻，请写成 2026-11-02T10:00+08:00 这样的形式，日期要在日历上有",
            pack=policy.ir.language,
        )
    return instant
