"""What drivers throw, turned into the errors that a user may read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pipeline.errors import DiskFull, StoreBusy, StoreError, StoreUnusable

_SQLITE_FULL = {sqlite3.SQLITE_FULL}
# no room for the shared memory beside the database: the first process to open it makes that, also to read
_SQLITE_NO_ROOM_TO_OPEN = {sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN}
_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SQLITE_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SQLITE_CLOSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
# lock_not_available, deadlock_detected, serialization_failure, query_canceled, too_many_connections
_PG_BUSY = {"55P03", "40P01", "40001", "57014", "53300"}
_PG_FULL = {"53100"}


@contextmanager
def named_errors(where: str) -> Iterator[None]:
    """Let no driver's error out: each becomes StoreBusy, DiskFull or StoreError, with ``where`` and the mend in its line."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy(f"every connection to {where} is in use: start fewer work processes, or try again") from error
    except DBAPIError as error:
        raise _named(error.orig or error, where, unreachable=isinstance(error, OperationalError)) from error
    except sqlite3.Error as error:
        raise _named(error, where) from error
    except SQLAlchemyError as error:
        raise StoreUnusable(f"{where} could not do what was asked: {_line(error)}") from error


def _named(error: BaseException, where: str, *, unreachable: bool = False) -> StoreError:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    state: str | None = getattr(error, "sqlstate", None)
    said = _line(error)
    if state in _PG_FULL or (code is not None and (code & 0xFF in _SQLITE_FULL or code in _SQLITE_NO_ROOM_TO_OPEN)):
        return DiskFull(f"disk full: {where}: make room there; nothing was half-written")
    if state in _PG_BUSY or (code is not None and code & 0xFF in _SQLITE_BUSY):
        return StoreBusy(f"{where} is held by another process ({said}): try again, or end the process that holds it")
    if code is not None:
        return _sqlite(code & 0xFF, where, said)
    if unreachable:
        return StoreUnusable(f"{where} cannot be reached ({said}): is the server running, and is the address right?")
    return StoreUnusable(f"{where} refused what was asked: {said}")


def _sqlite(code: int, where: str, said: str) -> StoreError:
    if code in _SQLITE_DAMAGED:
        return StoreUnusable(f"{where} is damaged or no database ({said}): restore it from a backup")
    if code in _SQLITE_CLOSED:
        return StoreUnusable(f"{where} cannot be opened for writing ({said}): check the folder and its permissions")
    if code == sqlite3.SQLITE_IOERR:
        return StoreUnusable(f"{where} cannot be read or written ({said}): check the disk, its room and its limits")
    return StoreUnusable(f"{where} refused what was asked: {said}")


def _line(error: BaseException) -> str:
    """The first line a driver said: the rest of SQLAlchemy's text carries statements and values."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
