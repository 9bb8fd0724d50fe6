"""Files that are whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import ExportFailed

_LOCK = ".newsloom.lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder, made if it is not there, against every other process that exports into it.

    Raises ExportFailed where the folder cannot be made or written.
    """
    with _named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        with _named(folder):
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def write_all(folder: Path, contents: Mapping[str, bytes]) -> list[str]:
    """Write these files into the folder, all or none as far as a disk allows; gives the names of those that changed.

    A file that holds these bytes already is not touched. Every file is complete on disk before the first is moved into
    place, so a full disk changes nothing. Raises ExportFailed naming the file. Call it while the folder is ``held``.
    """
    changed = [name for name, content in contents.items() if _holds(folder / name) != content]
    try:
        for name in changed:
            with _named(folder / name):
                _write(_waiting(folder, name), contents[name])
        for name in changed:
            with _named(folder / name):
                _waiting(folder, name).replace(folder / name)
    except ExportFailed:
        for name in changed:
            with suppress(OSError):
                _waiting(folder, name).unlink(missing_ok=True)
        raise
    return changed


def _waiting(folder: Path, name: str) -> Path:
    return folder / f".{name}.new"


def _write(path: Path, content: bytes) -> None:
    # O_NOFOLLOW: what a link of this name points to is not ours to overwrite.
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _holds(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportFailed(
            f"{path}: cannot be written ({error.strerror or error}); {_mend(error, path)}, then export again"
        ) from error


def _mend(error: OSError, path: Path) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "free some space on that disk"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"make {path.parent} writable for the user who runs newsloom"
    return "set the target's `directory` to a folder that can be written"
