"""Programs that are killed: ``write`` writes as fast as it can, ``work`` claims what is due and does it.

For each line ``URL TASK NAME`` this program becomes two, and the new one says its number once its store is open: so a
hundred programs can be killed in the time that one needs to start.
"""

import os
import signal
import sys
import time
from itertools import count

from kefu_adapters.storage.sql import SqlStore, open_store
from kefu_core.ports import Change, ClaimLost, Notice, Record


def write(store: SqlStore, name: str) -> None:
    for number in count():
        pair = tuple(Record(f"{name}.{number}.{half}", "noted", number, 0, "{}") for half in "ab")
        store.commit(Change("C1", pair, notices=(Notice(f"{name}.{number}", "{}"),), wake=number))


def work(store: SqlStore, name: str) -> None:
    while True:
        for claim in store.claim_due(now=time.monotonic_ns() // 1_000, limit=3, lease=20_000):
            done = Record(f"{claim.stream}.done.{claim.due}", "noted", 0, 0, name)
            told = Notice(f"{claim.stream}.told", "{}")
            try:
                store.commit(Change(claim.stream, (done,), notices=(told,), wake=None, claim=claim))
            except ClaimLost:
                continue


signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if os.fork() == 0:
        url, task, name = line.split()
        opened = open_store(url)
        os.write(1, f"{os.getpid()}\n".encode())
        {"write": write, "work": work}[task](opened, name)
