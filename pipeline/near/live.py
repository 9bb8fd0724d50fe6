"""The index of the running newsroom: the keys of all articles of the window in memory, everything else in the store.

The store is the truth. Each article is kept there with its signature and its samples under a number that grows with every
keeping; an index is what it has read up to such a number. So it survives a restart by reading them again, agrees after a
crash with what was committed and nothing else, and any number of processes may each have one: all read the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from pipeline.near.compare import MOST_COMPARED
from pipeline.near.copies import near_copies
from pipeline.near.index import NearIndex, Sketches, SketchStore
from pipeline.near.segments import Segment, packed, segment
from pipeline.values import Fingerprint, NearCopy

_READ_AT_ONCE = 8192
# Fewer new articles than this are added one by one.
_FEW = 2048
# Half of what a segment may have: while one is being packed, its memory is needed twice.
_ROWS_PACKED = 1 << 16


@dataclass(slots=True)
class LiveIndex:
    """All articles of the last ``window``, as far as the store was read (``catch_up``). For one thread."""

    store: SketchStore
    window: timedelta
    index: NearIndex = field(init=False)
    _read: int = 0

    def __post_init__(self) -> None:
        self.index = NearIndex(self.store)

    def __len__(self) -> int:
        return len(self.index.table)

    def __contains__(self, article: str) -> bool:
        return article in self.index.table

    def catch_up(self, now: datetime) -> int:
        """Read what any process has kept since the last time, and forget what left the window; gives how many were read."""
        since, known = now - self.window, self._read
        self.drop_unsaved()
        self.index.forget_sites()
        read = 0
        with ThreadPoolExecutor(max_workers=1) as beside:
            packing: Future[Segment] | None = None
            waiting: Sequence[Sketches] = ()
            for batches in self._batches(since):
                # Sorting lets go of the interpreter: one segment is packed while the next one is read.
                self._take(waiting, packing)
                waiting, packing = batches, None
                rows = sum(len(batch.articles) for batch in batches)
                read += rows
                if rows >= _FEW:
                    packing = beside.submit(_segment_of, batches)
            self._take(waiting, packing)
        if known:
            self.index.table.forget_before(int(since.timestamp()))
        return read

    def near_copies(self, fingerprint: Fingerprint, limit: int = MOST_COMPARED) -> list[NearCopy]:
        """Give what an article shares with those in the index, the largest share first.

        Those that the store has no more are forgotten. The article itself need not be kept yet; nor need others of the same
        pass that were added to ``index``.
        """
        return near_copies(fingerprint, self.index, limit)

    def drop_unsaved(self) -> None:
        """Forget what was added to ``index`` and not read from the store: what of it was kept is read again."""
        for article in list(self.index.known):
            self.index.forget(article)

    def nbytes(self) -> int:
        """Give the bytes of the packed keys."""
        return self.index.table.nbytes()

    def _batches(self, since: datetime) -> Iterator[list[Sketches]]:
        """Give what is new in the store, in portions of about _ROWS_PACKED articles."""
        portion: list[Sketches] = []
        after = self._read
        while batch := self.store.sketches(after, since, _READ_AT_ONCE):
            after = batch.last
            portion.append(batch)
            if sum(len(part.articles) for part in portion) + _READ_AT_ONCE > _ROWS_PACKED:
                yield portion
                portion = []
        if portion:
            yield portion

    def _take(self, batches: Sequence[Sketches], packing: Future[Segment] | None) -> None:
        """Make a portion known. Only then it counts as read: a store that fails half way is asked for it again."""
        if packing is not None:
            articles = [article for batch in batches for article in batch.articles]
            sizes = [size for batch in batches for size in batch.sizes]
            self.index.table.add_segment(articles, sizes, [at for batch in batches for at in batch.at], packing.result())
        for batch in batches if packing is None else ():
            ends = np.cumsum(batch.counts)
            for row, article in enumerate(batch.articles):
                keys = batch.keys[ends[row] - batch.counts[row] : ends[row]]
                self.index.table.add(article, batch.sizes[row], keys, batch.at[row])
        if batches:
            self._read = batches[-1].last


def _segment_of(batches: Sequence[Sketches]) -> Segment:
    together = np.empty(sum(len(batch.keys) for batch in batches), dtype=np.uint64)
    row = done = 0
    for batch in batches:
        rows = np.arange(row, row + len(batch.articles), dtype=np.uint64)
        together[done : done + len(batch.keys)] = packed(batch.keys, np.repeat(rows, batch.counts), 0)
        row, done = row + len(batch.articles), done + len(batch.keys)
    return segment(0, row, together)
