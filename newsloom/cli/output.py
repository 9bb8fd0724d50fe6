"""Standard output that says its name when it cannot be written: Python's own error says only that there is no space."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NAME = "standard output"


class _Named(io.FileIO):
    """The file descriptor of standard output. ``told`` is called when its reader has gone."""

    def __init__(self, descriptor: int, told: Callable[[OSError], None]) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self._told = told

    def write(self, some: bytes) -> int | None:  # type: ignore[override]  # the stub's buffer type is private to typeshed
        """Write; an error carries the name of the stream, as that of a file carries the file's."""
        try:
            return super().write(some)
        except OSError as error:
            error.filename = NAME
            if isinstance(error, BrokenPipeError):
                self._told(error)
            raise


@contextmanager
def named_output(told: Callable[[OSError], None]) -> Iterator[None]:
    """Give standard output its name for as long as the block runs; one that is no file (in a test) stays as it is.

    ``told`` is called when its reader has gone, with the error that is then raised.
    """
    before = sys.stdout
    try:
        raw = _Named(before.fileno(), told)
    except (OSError, ValueError, AttributeError):
        yield
        return
    named = io.TextIOWrapper(
        io.BufferedWriter(raw),  # type: ignore[type-var]  # the narrower write is what makes it fit no stub
        encoding=before.encoding,
        errors=before.errors,
        line_buffering=before.isatty(),
    )
    sys.stdout = named
    try:
        yield
        named.flush()
    finally:
        sys.stdout = before


def give_up_output() -> None:
    """Send what is left to nowhere: Python would complain of it again when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
