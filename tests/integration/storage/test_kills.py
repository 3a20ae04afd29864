"""Whatever is killed, whenever: what was committed is whole, nothing is done twice, and nothing is lost."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from kefu_adapters.storage.sql import open_store
from kefu_core.testing.contracts.suite import change

PROGRAM = Path(__file__).parent / "writer.py"
KILLS = 100
"""For each database; and half as many of workers."""


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/cases.db"
    return request.getfixturevalue("database")()


@pytest.fixture(scope="module")
def nursery():
    """What starts programs that are to be killed."""
    process = subprocess.Popen([sys.executable, PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield process
    process.communicate("")


def started(nursery: subprocess.Popen[str], url: str, task: str, name: str) -> int:
    """The number of a program that has opened its store."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{url} {task} {name}\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def killed(process: int, after: float) -> None:
    time.sleep(after)
    os.kill(process, signal.SIGKILL)


def test_a_writer_that_is_killed_leaves_whole_changes(nursery: subprocess.Popen[str], url: str) -> None:
    store, chance = open_store(url), Random(7)
    for number in range(KILLS):
        killed(started(nursery, url, "write", f"w{number}"), 0.005 + chance.random() * 0.03)
    found = store.read("C1")
    assert [each.version for each in found] == list(range(1, len(found) + 1))
    halves = [each.record.id.rpartition(".")[0] for each in found]
    assert halves[::2] == halves[1::2]
    assert len(found) >= KILLS // 3
    told = [each.notice.key for each in store.claim_notices(now=0, limit=10**6, lease=1)]
    assert told == halves[::2]
    store.engine.dispose()


def test_workers_that_are_killed_do_each_thing_once(nursery: subprocess.Popen[str], url: str) -> None:
    store, chance = open_store(url), Random(8)
    streams = [f"s{number}" for number in range(60)]
    for stream in streams:
        store.commit(change(stream, stream, wake=0))
    for number in range(KILLS // 4):
        pair = [started(nursery, url, "work", f"w{number}.{each}") for each in "ab"]
        for process in pair:
            killed(process, chance.random() * 0.02)
    last = started(nursery, url, "work", "last")
    deadline = time.monotonic() + 30
    while store.next_due() is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    killed(last, 0)
    assert store.next_due() is None
    for stream in streams:
        assert [each.record.id for each in store.read(stream)] == [stream, f"{stream}.done.0"]
    told = [each.notice.key for each in store.claim_notices(now=0, limit=10**6, lease=1)]
    assert sorted(told) == sorted(f"{stream}.told" for stream in streams)
    store.engine.dispose()
