"""A real PostgreSQL for the length of a test run: its own folder, its own port, stopped by its own process id.

``running_postgres()`` is for any suite of ours. Where there are no server binaries it raises ``NoPostgres`` with the
command that installs them.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

INSTALL = "apt-get install postgresql (the server's binaries are enough, no cluster is needed)"


class NoPostgres(Exception):
    """There is no PostgreSQL server on this machine."""


def binaries() -> Path:
    """The newest folder with initdb and postgres. Raises NoPostgres."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    found = shutil.which("postgres")
    for folder in [*folders, *([Path(found).resolve().parent] if found else [])]:
        if all((folder / name).exists() for name in ("initdb", "postgres")):
            return folder
    raise NoPostgres(f"no PostgreSQL server here: {INSTALL}")


def _unprivileged() -> int | None:
    """The server refuses to run as root; None when we are somebody else already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_uid
    raise NoPostgres("we are root, and there is neither a user postgres nor nobody to run the server as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    import psycopg

    until = time.monotonic() + 60
    while True:
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended at once:\n{log.read_text()}")
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="newsloom", dbname="postgres").close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


@contextlib.contextmanager
def running_postgres() -> Iterator[str]:
    """A fresh server on a loopback port; gives the address of its database ``postgres``. Raises NoPostgres."""
    programs, user = binaries(), _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="newsloom-pg-"))
    server = None
    try:
        if user is not None:
            os.chown(folder, user, -1)
        port, log = _free_port(), folder / "log"
        initdb = [programs / "initdb", "-D", folder / "db", "-U", "newsloom", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(initdb, check=True, capture_output=True, user=user, cwd=folder)
        settings = (
            "listen_addresses=127.0.0.1",
            f"port={port}",
            f"unix_socket_directories={folder}",
            "max_connections=60",
            "fsync=off",
        )
        command = [programs / "postgres", "-D", folder / "db"]
        for setting in settings:
            command += ["-c", setting]
        with log.open("wb") as output:
            server = subprocess.Popen(command, stdout=output, stderr=output, user=user, cwd=folder)
        _wait_until_up(server, port, log)
        yield f"postgresql://newsloom@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # "fast": open connections are ended
            server.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def fresh_database(server: str, name: str, template: str = "template0") -> Iterator[str]:
    """A database of its own on a running server, dropped at the end; gives its address."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'create database "{name}" encoding UTF8 template "{template}"')
    try:
        yield server.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'drop database "{name}" with (force)')
