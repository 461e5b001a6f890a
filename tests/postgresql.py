"""A private PostgreSQL for the tests: a cluster on a unix socket, a template, a copy per test.

PostgreSQL refuses to run as root, so root runs it as user postgres. The server is our child and
ends with us, also when the test run is killed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cached_property
from itertools import count
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "30",
}


class NoPostgresqlError(Exception):
    """There is no PostgreSQL here that could be used."""


def programs() -> Path:
    """The folder with initdb and postgres; Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise NoPostgresqlError("initdb is not installed")
    return found[-1].parent


class Cluster:
    """A server with one template database, migrated once."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tf-pg-", dir=_memory()))
        self._numbers = count(1)
        self._as: dict[str, object] = {"cwd": "/"}
        if os.getuid() == 0:
            self._as |= {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self.folder, "postgres", "postgres")
        self.folder.chmod(0o755)
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Makes the cluster and waits until it answers."""
        data = self.folder / "data"
        initdb = [programs() / "initdb", "-D", data, "-A", "trust", "-U", "postgres"]
        initdb += ["--locale=C.UTF-8", "-E", "UTF8", "--no-sync"]
        subprocess.run(initdb, check=True, capture_output=True, **self._as)
        command = [programs() / "postgres", "-D", data, "-k", self.folder]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        with (self.folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 (before any thread)
                **self._as,
            )
        self._wait()

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    @cached_property
    def _strategy(self) -> str:
        """PostgreSQL 15 and newer copy faster by files, where nothing waits for the disk."""
        import psycopg

        with psycopg.connect(self.url("postgres")) as connection:
            return " strategy file_copy" if connection.info.server_version >= 150000 else ""

    def run(self, sql: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql)

    def new_database(self, template: str | None = None) -> str:
        """A new database's name, empty or a copy."""
        name = f"test_{next(self._numbers)}"
        copy = f" template {template}{self._strategy}" if template else ""
        self.run(f"create database {name}{copy}")
        return name

    def drop(self, database: str) -> None:
        self.run(f"drop database if exists {database} with (force)")

    def stop(self) -> None:
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        for _ in range(300):
            try:
                return self.run("select 1")
            except Exception:
                time.sleep(0.05)
        raise NoPostgresqlError((self.folder / "log").read_text())


def _memory() -> str | None:
    """A folder in memory where there is room: copying a database there takes 20 ms, not 400."""
    shared = Path("/dev/shm")
    roomy = shared.is_dir() and shutil.disk_usage(shared).free > 2**30
    return str(shared) if roomy and os.access(shared, os.W_OK) else None


def _end_with_parent() -> None:
    """Linux: the server gets SIGINT when the test run dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)
