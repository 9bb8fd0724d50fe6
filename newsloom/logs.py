"""Log lines: one line each to standard error, and with their tracebacks to ``var/logs/newsloom.log``."""

from __future__ import annotations

import copy
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

FILE_LINE = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"


class OneLine(logging.Formatter):
    """A record without its traceback, on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        plain = copy.copy(record)
        plain.exc_info = plain.exc_text = plain.stack_info = None
        return " ".join(super().format(plain).splitlines())


class _LogFile(logging.FileHandler):
    """The log file. One that cannot be written (a full disk) must not stop the work that wanted to say something."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            super().emit(record)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's own name
        """Nothing: standard error has the line."""


@contextmanager
def log_file(folder: Path) -> Iterator[None]:
    """Write warnings and worse to ``newsloom.log`` in ``folder`` while the block runs; the file is made with its first line."""
    handler = _LogFile(folder / "newsloom.log", encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(FILE_LINE))
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
