"""Killable children that read pages: one that hangs or eats memory costs only its own page."""

from __future__ import annotations

import logging
import resource
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from multiprocessing import get_context
from queue import Queue
from types import TracebackType
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4  # pages handed out per child beyond the one it reads, so that none waits for the parent


@dataclass(frozen=True, slots=True)
class Killed:
    """A child was ended at this item; ``detail`` says by which limit."""

    detail: str


def _prepare(megabytes: int) -> None:
    for talkative in ("trafilatura", "htmldate", "readability"):
        logging.getLogger(talkative).setLevel(logging.CRITICAL)  # what they warn of becomes a refusal with its cause
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


class Readers(Generic[Item, Result]):
    """A pool of spawned children that apply one importable function to items, in order.

    ``timeout`` is in seconds for one item, ``memory_mb`` the address space of one child in MiB, ``work`` what they do, for
    the detail of ``Killed``.
    """

    def __init__(
        self, read: Callable[[Item], Result], *, workers: int, timeout: float, memory_mb: int, work: str = "extraction"
    ) -> None:
        self._read, self._timeout, self._workers, self._work = read, timeout, workers, work
        self._pool = ProcessPool(
            max_workers=workers, max_tasks=500, initializer=_prepare, initargs=(memory_mb,), context=get_context("spawn")
        )

    def __enter__(self) -> Readers[Item, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]  # pebble leaves it unannotated
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it unannotated
        self._pool.join()

    def map(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result | Killed]]:
        """Each item with what became of it, in the order given; never more than a few items ahead."""
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        for item in items:
            waiting.append((item, self._pool.schedule(self._read, args=(item,), timeout=self._timeout)))
            if len(waiting) >= self._workers * (1 + AHEAD):
                done, future = waiting.popleft()
                yield done, self._outcome(future)
        for done, future in waiting:
            yield done, self._outcome(future)

    def stream(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result | Killed]]:
        """The same for items that arrive slowly, as from a pipe: an item is answered without waiting for the next one.

        ``items`` is read in a thread of its own; what it raises is raised here, after the answers to what came before.
        """
        waiting: Queue[tuple[Item, Future[Result]] | BaseException | None] = Queue(self._workers * (1 + AHEAD))
        threading.Thread(target=self._feed, args=(items, waiting), daemon=True).start()
        while (next_one := waiting.get()) is not None:
            if isinstance(next_one, BaseException):
                raise next_one
            yield next_one[0], self._outcome(next_one[1])

    def _feed(self, items: Iterable[Item], waiting: Queue[tuple[Item, Future[Result]] | BaseException | None]) -> None:
        try:
            for item in items:
                waiting.put((item, self._pool.schedule(self._read, args=(item,), timeout=self._timeout)))
        except BaseException as error:  # noqa: BLE001  raised again by the thread that asked
            waiting.put(error)
        else:
            waiting.put(None)

    def _outcome(self, future: Future[Result]) -> Result | Killed:
        try:
            return future.result()
        except FutureTimeout:
            return Killed(f"{self._work} timed out after {self._timeout:g} s")
        except MemoryError:
            return Killed(f"{self._work} needs more memory than one process may have")
        except ProcessExpired as error:
            return Killed(f"{self._work} died (exit code {error.exitcode})")
        except Exception as error:  # noqa: BLE001  whatever a hostile page made a reader raise costs that page only
            return Killed(f"{self._work} failed: {type(error).__name__}: {str(error)[:200]}")
