"""Connections and transactions: one meaning of "write" and "read" on both databases."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from pipeline.errors import ConfigurationError, StoreBusy, StoreError
from storage.codec import dumps
from storage.columns import read_json
from storage.faults import named_errors

BUSY_SECONDS = 10.0
_EDITORIAL = 0x6E65_7773  # one number for the whole database: "news"


class Database:
    """An engine that knows how to read and how to write.

    A write holds SQLite's write lock from its first statement (``BEGIN IMMEDIATE``: a read that turns into a write
    fails at once under load); a read sees one moment of the database on both.
    """

    def __init__(self, url: str, wait: float = BUSY_SECONDS, holder: str | None = None, *, frozen: bool = False) -> None:
        """Make ready for ``url``; nothing is opened yet.

        ``wait`` is how long a lock of others is waited for, in seconds; ``holder`` names this process in what it leases.
        ``frozen`` reads a SQLite file as it is and needs no room on the disk: what others write meanwhile is not seen.
        """
        self.url = parse_url(url)
        self.wait = wait
        self.frozen = frozen
        self.where = self.url.database or "" if self.is_sqlite else self.url.render_as_string(hide_password=True)
        opened = _frozen(self.url) if frozen else self.url
        self.engine = _sqlite_engine(opened, wait) if self.is_sqlite else _postgres_engine(self.url, wait)
        isolation = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading = self.engine.execution_options(**isolation)
        self._writing = self.engine.execution_options(newsloom_write=True, newsloom_holder=holder)

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file of ours rather than a server."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one moment and changes nothing. Raises StoreBusy, StoreError."""
        with named_errors(self.where), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is kept whole or not at all. Raises StoreBusy, DiskFull, StoreError."""
        with named_errors(self.where), self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def one_at_a_time(tx: Connection) -> None:
    """Until this transaction ends no other one passes here: editorial decisions are made one after another.

    SQLite does that for every write; on PostgreSQL it is an advisory lock that ends with the transaction.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _EDITORIAL})


def parse_url(url: str) -> URL:
    """Give the address with its driver named. Raises ConfigurationError for what is neither SQLite nor PostgreSQL."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigurationError(
            "the database address cannot be read: write sqlite:////folder/newsloom.db or postgresql://user@host/name"
        ) from error
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed.set(drivername="sqlite+pysqlite")
    if backend in {"postgresql", "postgres"}:
        if find_spec("psycopg") is None:
            raise ConfigurationError("PostgreSQL needs the driver psycopg: pip install 'newsloom[postgres]'")
        return parsed.set(drivername="postgresql+psycopg")
    raise ConfigurationError(
        f"a database of the kind {parsed.drivername!r} (or one in memory) is not served: "
        "write sqlite:////folder/newsloom.db or postgresql://user@host/name"
    )


def _frozen(url: URL) -> URL:
    path = quote(str(Path(url.database or "").resolve()))
    return url.set(database=f"file:{path}", query={"mode": "ro", "immutable": "1", "uri": "true"})


def _sqlite_engine(url: URL, wait: float) -> Engine:
    engine = create_engine(
        url, connect_args={"timeout": wait}, pool_timeout=wait, json_serializer=dumps, json_deserializer=read_json
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # Transactions are begun below, by us: the driver would begin them late and deferred.
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "journal_size_limit=67108864"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("newsloom_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres_engine(url: URL, wait: float) -> Engine:
    limit = f"-c lock_timeout={int(wait * 1000)} -c timezone=UTC"
    given = url.query.get("options", "")
    options = " ".join(filter(None, [given if isinstance(given, str) else " ".join(given), limit]))
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_timeout=wait,
        connect_args={"options": options, "application_name": "newsloom"},
        json_serializer=dumps,
        json_deserializer=read_json,
    )


def prepare(database: Database) -> None:
    """Make the place ready before the first transaction: folder and WAL, or the server's encoding. Raises StoreError."""
    if not database.is_sqlite:
        with database.read() as connection:
            encoding = connection.execute(text("show server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise StoreError(f"{database.where} keeps text as {encoding}: create the database with encoding UTF8")
        return
    try:
        Path(database.where).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"no folder for the database at {database.where} ({error.strerror}): make it, or name another"
        ) from error
    _turn_on_wal(database.where, database.wait)


def _turn_on_wal(path: str, wait: float) -> None:
    """Switch the file to WAL once, for ever. The switch itself does not wait for locks, so we do."""
    until = time.monotonic() + wait
    while True:
        try:
            with named_errors(path), closing(sqlite3.connect(path, timeout=wait)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
        except StoreBusy:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
