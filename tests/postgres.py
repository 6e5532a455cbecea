"""
A PostgreSQL server of our own, for as long as the tests run.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

# What a server may have been told, and the sandbox must not depend on.
_ADVERSE = {
    "timezone": "Asia/Tokyo",
    "synchronous_commit": "off",
    "default_transaction_isolation": "serializable",
}
_PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


class Cluster:
    """
    A server in *folder* that trusts everybody on this machine.
    """

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._data = str(folder / "data")
        self._numbers = itertools.count(1)
        self._port = _free_port()
        self._user = _unprivileged() if os.geteuid() == 0 else None
        if self._user is not None:
            shutil.chown(folder, self._user)
        self._run("initdb", "-D", self._data, "-A", "trust", "-U", "atlas", "-E", "UTF8", "--locale=C")

    def start(self) -> None:
        """
        Start the server; it answers when this returns.
        """
        settings = {
            "port": self._port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": 200,
            # Only processes crash in these tests, and never the machine.
            "fsync": "off",
            **_ADVERSE,
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", log, "-o", options)

    def stop(self) -> None:
        """
        Stop the server as a crash would.
        """
        self._run("pg_ctl", "stop", "-w", "-D", self._data, "-m", "immediate")

    def url(self, database: str) -> str:
        """
        Return where *database* is.
        """
        return f"postgresql://atlas@127.0.0.1:{self._port}/{database}"

    def new_database(self) -> str:
        """
        Make an empty database and return where it is.
        """
        name = f"atlas_{next(self._numbers)}"
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        return self.url(name)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        groups: list[int] | None = None if self._user is None else []
        # The server that stays behind inherits what its starter had, and a pipe would never end.
        with (self._folder / "said").open("w") as said:
            done = subprocess.run(
                command,
                stdout=said,
                stderr=said,
                cwd=self._folder,
                user=self._user,
                extra_groups=groups,
                check=False,
            )
        assert done.returncode == 0, (self._folder / "said").read_text()


def find_binaries() -> Path | None:
    """
    Return the folder that holds PostgreSQL's programs, of the newest if there are several.
    """
    known = shutil.which("initdb")
    if known is not None:
        return Path(known).resolve().parent
    found = [
        folder for place in _PLACES for folder in Path("/").glob(place[1:]) if (folder / "initdb").exists()
    ]
    return max(found, key=lambda folder: folder.stat().st_mtime, default=None)


@contextmanager
def running_cluster(binaries: Path) -> Iterator[Cluster]:
    """
    Give a server that is gone after the block, with everything in it.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-postgres-") as folder:
        cluster = Cluster(binaries, Path(folder))
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


def _unprivileged() -> str:
    """
    Return the user to run as where we are root, which PostgreSQL refuses.
    """
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
