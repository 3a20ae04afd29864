"""What working hours rely on in the time zones of the world."""

from __future__ import annotations

import struct
from importlib import resources
from itertools import pairwise
from pathlib import Path
from zoneinfo import TZPATH, available_timezones

import pytest

DAY = 86_400


def transitions(zone: str) -> list[tuple[int, int, int]]:
    """When a zone changes its offset: the second, the offset before, and the one after (RFC 8536, version 2 and up)."""
    data = compiled(zone)
    first = struct.unpack(">6l", data[20:44])
    start = 44 + first[3] * 5 + first[4] * 6 + first[5] + first[2] * 8 + first[1] + first[0]
    _, _, _, number, types, _ = struct.unpack(">6l", data[start + 20 : start + 44])
    times = struct.unpack(f">{number}q", data[start + 44 : start + 44 + 8 * number])
    kinds = data[start + 44 + 8 * number : start + 44 + 9 * number]
    at = start + 44 + 9 * number
    offsets = [struct.unpack(">l", data[at + 6 * each : at + 6 * each + 4])[0] for each in range(types)]
    before = [offsets[0], *(offsets[kind] for kind in kinds[:-1])] if number else []
    return [
        (second, old, offsets[kind])
        for second, kind, old in zip(times, kinds, before, strict=True)
        if old != offsets[kind]
    ]


def compiled(zone: str) -> bytes:
    for folder in TZPATH:
        if (file := Path(folder) / zone).is_file():
            return file.read_bytes()
    return resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()


def test_no_zone_moves_its_clocks_to_and_fro_within_two_days() -> None:
    """Else equal offsets at three midnights would not say that the clocks ran on in between."""
    near = [
        (zone, second)
        for zone in sorted(available_timezones())
        for (second, old, _), (later, _, new) in pairwise(transitions(zone))
        if later - second < 3 * DAY and old == new
    ]
    assert near == []


@pytest.mark.parametrize(("zone", "least"), [("Europe/Berlin", 100), ("Asia/Shanghai", 20), ("UTC", 0)])
def test_the_changes_of_a_zone_are_really_read(zone: str, least: int) -> None:
    assert len(transitions(zone)) >= least
