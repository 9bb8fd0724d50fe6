"""Raw answers of the web on disk: each body once, known by its SHA-256, gzip, written whole or not at all."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import tempfile
import zlib
from pathlib import Path

from pipeline.errors import DiskFull, StoreError

# EFBIG is what a size limit on the process answers with.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Archive:
    """A folder of bodies. A name is given back only when its bytes are safe on the disk: no row names a body that is not."""

    def __init__(self, folder: Path) -> None:
        """Keep bodies in ``folder``, which is made when it is first written to."""
        self.folder = folder

    def put(self, body: bytes) -> str:
        """Keep a body and give its name (SHA-256, hex). Raises DiskFull, StoreError."""
        name = hashlib.sha256(body).hexdigest()
        path = self._path(name)
        if not path.exists():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_whole(path, gzip.compress(body, compresslevel=6, mtime=0))
            except OSError as error:
                raise self._fault(error) from error
        return name

    def get(self, name: str) -> bytes:
        """Give the body of this name. Raises StoreError where it is gone or damaged."""
        path = self._path(name)
        try:
            body = gzip.decompress(path.read_bytes())
        except FileNotFoundError as error:
            raise StoreError(f"the archived page {path} is gone: restore the archive from a backup") from error
        except (OSError, EOFError, zlib.error) as error:
            raise StoreError(f"the archived page {path} cannot be read ({error}): restore the archive from a backup") from error
        if hashlib.sha256(body).hexdigest() != name:
            raise StoreError(f"the archived page {path} is damaged: restore the archive from a backup")
        return body

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}.gz"

    def _fault(self, error: OSError) -> StoreError:
        if error.errno in _NO_ROOM:
            return DiskFull(f"disk full: {self.folder}: make room there; nothing was half-written")
        return StoreError(
            f"the archive {self.folder} cannot be written ({error.strerror}): check the folder and its permissions"
        )


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside, sync, rename: after a crash the name stands for all of the bytes or is not there."""
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
