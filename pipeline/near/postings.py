"""Which rows carry a key: a dictionary for the newest rows, packed segments for the others.

As in a log-structured index (P. O'Neil et al., "The log-structured merge-tree", 1996) each full dictionary becomes a
segment, and four segments of a size become one of the next: adding stays cheap, and a look-up visits few places.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.near.segments import NOTHING, SEGMENT_ROWS, Found, Limits, Packed, Segment, kept, merged, packed, segment
from pipeline.near.sketch import Keys

_TAIL_ROWS = 2048
_FAN = 4


@dataclass(slots=True)
class Postings:
    """Rows by key. Rows are added in ascending order, without gaps, from ``rows`` on."""

    rows: int = 0
    _segments: list[Segment] = field(default_factory=list)
    _tail: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _waiting: list[Packed] = field(default_factory=list)
    _sealed: int = 0

    def add(self, keys: Keys) -> int:
        """Add the next row with its keys; gives its number."""
        row = self.rows
        self._waiting.append(packed(keys, np.full(len(keys), row), self._sealed))
        tail = self._tail
        for key in keys.tolist():
            tail[key].append(row)
        self.rows += 1
        if self.rows - self._sealed >= _TAIL_ROWS:
            self.seal()
        return row

    def extend(self, part: Segment) -> None:
        """Take a segment that was made elsewhere, of the next rows. Nothing may wait in the dictionary: ``seal`` before."""
        self._segments.append(part)
        self.rows = self._sealed = part.first + part.rows

    def seal(self) -> None:
        """Turn the dictionary into a segment."""
        if self.rows == self._sealed:
            return
        self._segments.append(segment(self._sealed, self.rows - self._sealed, np.concatenate(self._waiting)))
        self._tail.clear()
        self._waiting.clear()
        self._sealed = self.rows
        while self._newest_are_alike():
            self._segments[-_FAN:] = [merged(self._segments[-_FAN:])]

    def find(self, keys: Keys, limits: Limits) -> Found:
        """Give the postings of the keys, the frequent ones limited (in each segment, and among the newest rows)."""
        found = [part.find(keys, limits) for part in self._segments]
        if self._tail:
            found.append(self._in_tail(keys, limits))
        if len(found) == 1:
            return found[0]
        return tuple(map(np.concatenate, zip(*found, strict=True))) if found else NOTHING  # type: ignore[return-value]  # two arrays

    def keep(self, alive: NDArray[np.bool_]) -> None:
        """Leave out the rows that are not ``alive``; those that stay are numbered anew, in their order."""
        self.seal()
        numbers = np.where(alive, np.cumsum(alive) - 1, -1)
        first, parts = 0, []
        for part in self._segments:
            part_numbers = numbers[part.first : part.first + part.rows]
            parts.append(kept(part, first, part_numbers))
            first += parts[-1].rows
        self._segments = [part for part in parts if part.rows]
        self.rows = self._sealed = first

    def nbytes(self) -> int:
        """Give the bytes of the segments."""
        return sum(part.starts.nbytes + part.postings.nbytes for part in self._segments)

    def _in_tail(self, keys: Keys, limits: Limits) -> Found:
        places: list[int] = []
        rows: list[int] = []
        tail = self._tail
        for place, key in enumerate(keys.tolist()):
            if key in tail:
                held = tail[key]
                if place >= limits.bands and len(held) > limits.common:
                    continue
                held = held[: limits.most]
                rows += held
                places += [place] * len(held)
        return np.array(places, dtype=np.int64), np.array(rows, dtype=np.int64)

    def _newest_are_alike(self) -> bool:
        newest = self._segments[-_FAN:]
        if len(newest) < _FAN or sum(part.rows for part in newest) > SEGMENT_ROWS:
            return False
        return newest[0].rows < _FAN * newest[-1].rows
