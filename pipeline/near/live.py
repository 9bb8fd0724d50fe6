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
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.features.shingles import Hashes, stored_hashes
from pipeline.near.compare import MOST_COMPARED, between, largest_first
from pipeline.near.furniture import BOILERPLATE_PAGES, NONE, PAGES_LOOKED_AT, cleaned, furniture_of
from pipeline.near.index import keys_of
from pipeline.near.segments import Segment, packed, segment
from pipeline.near.sketch import Keys
from pipeline.near.table import KeyTable
from pipeline.values import Fingerprint, NearCopy

_READ_AT_ONCE = 8192
# Fewer new articles than this are added one by one.
_FEW = 2048
# Half of what a segment may have: while one is being packed, its memory is needed twice.
_ROWS_PACKED = 1 << 16


@dataclass(frozen=True, slots=True)
class Sketches:
    """What the store keeps of some articles for the index, one column each, in the order they were kept.

    ``last`` is the number of the last of them; ``at`` the UTC second for which each is in the window; ``sizes`` their numbers
    of shingles; ``keys`` those of all (``text_keys``), one text behind the other, and ``counts`` how many each has.
    """

    last: int
    articles: Sequence[str]
    at: Sequence[int]
    sizes: Sequence[int]
    keys: Keys
    counts: NDArray[np.int64]


class SketchStore(Protocol):
    """What the index reads. Each method is one transaction."""

    def sketches(self, after: int, since: datetime, limit: int) -> Sketches | None:
        """The next ``limit`` articles with a number larger than ``after`` that are in the window; None if there are none."""

    def fingerprints(self, articles: Sequence[str]) -> list[Fingerprint]:
        """The newest fingerprints of those of these articles that still exist."""

    def pages_of(self, domain: str, limit: int) -> list[bytes]:
        """The shingles of the newest articles of a domain."""


@dataclass(slots=True)
class LiveIndex:
    """All articles of the last ``window``, as far as the store was read (``catch_up``). For one thread."""

    store: SketchStore
    window: timedelta
    _read: int = 0
    _table: KeyTable = field(default_factory=KeyTable)
    _furniture: dict[str, Hashes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._table)

    def __contains__(self, article: str) -> bool:
        return article in self._table

    def catch_up(self, now: datetime) -> int:
        """Read what any process has kept since the last time, and forget what left the window; gives how many were read."""
        since, known = now - self.window, self._read
        self._furniture.clear()
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
            self._table.forget_before(int(since.timestamp()))
        return read

    def near_copies(self, fingerprint: Fingerprint, limit: int = MOST_COMPARED) -> list[NearCopy]:
        """Give what an article shares with those in the index, the largest share first.

        Those that the store has no more are forgotten. The article itself need not be kept yet.
        """
        mine = self._page(fingerprint)
        if not len(mine):
            return []
        keys = keys_of(fingerprint, mine)
        wanted = self._table.candidates(keys, len(mine), besides=fingerprint.article, most=limit)
        kept = self.store.fingerprints(wanted) if wanted else []
        for gone in set(wanted) - {known.article for known in kept}:
            self._table.forget(gone)
        found = (between(known, fingerprint, self._page(known), mine) for known in kept)
        return largest_first(copy for copy in found if copy is not None)

    def nbytes(self) -> int:
        """Give the bytes of the packed keys."""
        return self._table.nbytes()

    def _page(self, fingerprint: Fingerprint) -> Hashes:
        domain = fingerprint.domain
        if domain is None:
            return stored_hashes(fingerprint.shingles)
        if domain not in self._furniture:
            pages = [stored_hashes(page) for page in self.store.pages_of(domain, PAGES_LOOKED_AT)]
            self._furniture[domain] = furniture_of(pages, BOILERPLATE_PAGES) if pages else NONE
        return cleaned(stored_hashes(fingerprint.shingles), self._furniture[domain])

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
            self._table.add_segment(articles, sizes, [at for batch in batches for at in batch.at], packing.result())
        for batch in batches if packing is None else ():
            ends = np.cumsum(batch.counts)
            for row, article in enumerate(batch.articles):
                keys = batch.keys[ends[row] - batch.counts[row] : ends[row]]
                self._table.add(article, batch.sizes[row], keys, batch.at[row])
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
