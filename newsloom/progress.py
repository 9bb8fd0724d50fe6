"""Progress on standard error: a bar where it is a terminal, a log line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

STEP = 0.1  # where there is no terminal, one line for each tenth of the work


class Meter(Protocol):
    """What long work is given to say how far it is."""

    def advance(self, steps: int = 1) -> None:
        """So many more steps are done."""

    def total(self, steps: int) -> None:
        """So many steps there are, now that it is known."""


class _Bar:
    def __init__(self, progress: Progress, task: int) -> None:
        self._progress, self._task = progress, task

    def advance(self, steps: int = 1) -> None:
        self._progress.advance(self._task, steps)  # type: ignore[arg-type]  # a TaskID is an int

    def total(self, steps: int) -> None:
        self._progress.update(self._task, total=steps)  # type: ignore[arg-type]  # a TaskID is an int


class _Lines:
    def __init__(self, what: str, total: int | None) -> None:
        self._what, self._total, self._done, self._said = what, total, 0, 0.0

    def advance(self, steps: int = 1) -> None:
        self._done += steps
        if self._total and self._done / self._total >= self._said + STEP:
            self._said = self._done / self._total
            _say(f"{self._what}: {self._done}/{self._total}")

    def total(self, steps: int) -> None:
        self._total = steps

    def finish(self) -> None:
        _say(f"{self._what}: {self._done} done")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@contextmanager
def meter(what: str, total: int | None = None) -> Iterator[Meter]:
    """A meter named ``what`` for as long as the block runs."""
    if not sys.stderr.isatty():
        lines = _Lines(what, total)
        yield lines
        lines.finish()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield _Bar(progress, progress.add_task(what, total=total))


class Silent:
    """A meter for callers that show nothing."""

    def advance(self, steps: int = 1) -> None:
        """Nothing."""

    def total(self, steps: int) -> None:
        """Nothing."""
