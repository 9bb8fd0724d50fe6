"""One item at a time: what goes wrong with it costs only itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pipeline.errors import DiskFull, LeaseLost, NewsloomError, StoreBusy, StoreUnusable

log = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an item could not be done. ``words`` are one line for a person, ``error`` has the traceback for the log."""

    words: str
    error: Exception

    def report(self, item: str) -> None:
        """One line to the user; the traceback of what nobody expected goes to the log file beside it."""
        unexpected = not isinstance(self.error, NewsloomError)
        log.warning("%s: %s", item, self.words, exc_info=self.error if unexpected else None)


def attempt(work: Callable[[], Result]) -> Result | Fault:
    """What ``work`` gives for one item (a page, an article, a story), or the fault it ended with.

    A store that is busy, full or unusable, and a lease that is lost, say nothing about the item: they go on to the caller.
    """
    try:
        return work()
    except (StoreBusy, DiskFull, StoreUnusable, LeaseLost):
        raise
    except NewsloomError as error:
        return Fault(str(error), error)
    except Exception as error:  # noqa: BLE001  a fault of ours in one item must stop neither a run nor the work process
        return Fault(f"unexpected {type(error).__name__}: {' '.join(str(error).split())[:200]}", error)
