"""The articles behind the rows of the postings: who may share a good part of a text, the likeliest first."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.near.postings import Postings
from pipeline.near.segments import Limits, Segment
from pipeline.near.sketch import BANDS, Keys, density

# A shingle that so many articles carry is a formula or a footer; whole copies of them are still found by the bands.
_COMMON = 64
# Least estimated containment that is worth an exact look: half of what an excerpt has.
_WORTH_A_LOOK = 0.15
# The table is rebuilt when more rows than these, and than half of all, are dead.
_DEAD_ROWS = 4096


@dataclass(slots=True)
class KeyTable:
    """Known articles by their keys. A row is an article's for ever, or dead once it is forgotten."""

    _articles: list[str | None] = field(default_factory=list)
    _sizes: array[int] = field(default_factory=lambda: array("I"))
    _at: array[int] = field(default_factory=lambda: array("q"))
    _rows: dict[str, int] = field(default_factory=dict)
    _postings: Postings = field(default_factory=Postings)

    def __contains__(self, article: str) -> bool:
        return article in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, article: str, size: int, keys: Keys, at: int = 0) -> None:
        """Make an article known by its band keys and sample keys, in this order; one that is known already is replaced.

        ``size`` is its number of shingles, ``at`` the second for which it is in the window.
        """
        self.forget(article)
        self._rebuild_if_mostly_dead()
        self._rows[article] = self._postings.add(keys)
        self._articles.append(article)
        self._sizes.append(size)
        self._at.append(at)

    def add_segment(self, articles: Sequence[str], sizes: Sequence[int], at: Sequence[int], part: Segment) -> None:
        """Make many articles known at once; the segment holds their keys by their places in ``articles``."""
        self._postings.seal()
        first = self._postings.rows
        self._postings.extend(part.moved_to(first))
        self._sizes.extend(sizes)
        self._at.extend(at)
        for row, article in enumerate(articles, first):
            older = self._rows.get(article)
            if older is not None:
                self._articles[older] = None
            self._rows[article] = row
            self._articles.append(article)
        self._rebuild_if_mostly_dead()

    def forget(self, article: str) -> None:
        """Drop an article; one that is not known is no error."""
        row = self._rows.pop(article, None)
        if row is None:
            return
        self._articles[row] = None

    def forget_before(self, second: int) -> None:
        """Drop the articles that are older."""
        for row in np.flatnonzero(np.frombuffer(self._at, dtype=np.int64) < second).tolist() if self._at else ():
            article = self._articles[row]
            if article is not None:
                self.forget(article)
        self._rebuild_if_mostly_dead()

    def candidates(self, keys: Keys, size: int, *, besides: str, most: int | None) -> list[str]:
        """Give known articles that may share a good part of a text of ``size`` shingles, the likeliest first.

        ``besides`` is left out. With ``most`` the list has no more, and the work for a text that is everywhere is bounded.
        """
        sampled, rows = self._postings.find(keys, Limits(BANDS, most, _COMMON))
        if not len(rows):
            return []
        counts = Counter(rows[sampled].tolist())
        likely = dict.fromkeys(rows[~sampled].tolist(), 0.0)
        for row, count in counts.items():
            other = self._sizes[row]
            estimate = count * density(max(size, other)) / min(size, other)
            if estimate >= _WORTH_A_LOOK or row in likely:
                likely[row] = estimate
        found = [(-estimate, article) for row, estimate in likely.items() if (article := self._articles[row]) is not None]
        return [article for _, article in sorted(found) if article != besides][:most]

    def nbytes(self) -> int:
        """Give the bytes of the packed keys, without the names of the articles."""
        return self._postings.nbytes() + self._sizes.itemsize * len(self._sizes)

    def _rebuild_if_mostly_dead(self) -> None:
        dead = len(self._articles) - len(self._rows)
        if dead <= _DEAD_ROWS or dead <= len(self._rows):
            return
        alive = np.fromiter((article is not None for article in self._articles), dtype=np.bool_, count=len(self._articles))
        self._postings.keep(alive)
        self._sizes = array("I", np.frombuffer(self._sizes, dtype=np.uint32)[alive].tobytes())
        self._at = array("q", np.frombuffer(self._at, dtype=np.int64)[alive].tobytes())
        self._articles = [article for article in self._articles if article is not None]
        self._rows = {article: row for row, article in enumerate(self._articles) if article is not None}
