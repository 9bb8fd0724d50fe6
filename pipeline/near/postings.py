"""Which rows carry a key: a dictionary for the newest rows, packed segments for the others.

As in a log-structured index (P. O'Neil et al., "The log-structured merge-tree", 1996) each full dictionary becomes a
segment, and four segments of a size become one of the next: adding stays cheap, and a look-up visits few places.
"""

from __future__ import annotations

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
    # The newest row of each key since the last sealing, and all its rows where there are several: one list a key would keep
    # the garbage collector busy with nothing.
    _newest: dict[int, int] = field(default_factory=dict)
    _repeated: dict[int, list[int]] = field(default_factory=dict)
    _waiting: list[Packed] = field(default_factory=list)
    _sealed: int = 0

    def add(self, keys: Keys) -> int:
        """Add the next row with its keys; gives its number."""
        row = self.rows
        self._waiting.append(packed(keys, np.full(len(keys), row), self._sealed))
        listed = keys.tolist()
        for key in self._newest.keys() & listed:
            self._repeated.setdefault(key, [self._newest[key]]).append(row)
        self._newest.update(dict.fromkeys(listed, row))
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
        self._newest.clear()
        self._repeated.clear()
        self._waiting.clear()
        self._sealed = self.rows
        while self._last_are_alike():
            self._segments[-_FAN:] = [merged(self._segments[-_FAN:])]

    def find(self, keys: Keys, limits: Limits) -> Found:
        """Give the postings of the keys, the frequent ones limited (in each segment, and among the newest rows)."""
        found = [part.find(keys, limits) for part in self._segments]
        found.append(self._among_newest(keys, limits))
        if len(found) == 1:
            return found[0]
        return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])

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

    def _among_newest(self, keys: Keys, limits: Limits) -> Found:
        listed = keys.tolist()
        here = self._newest.keys() & listed
        if not here:
            return NOTHING
        bands = here.intersection(listed[: limits.bands])
        sampled: list[bool] = []
        rows: list[int] = []
        for key in here:
            held = self._repeated.get(key)
            if held is None:
                rows.append(self._newest[key])
                sampled.append(key not in bands)
            elif key in bands:
                rows += held[: limits.most]
                sampled += [False] * (len(rows) - len(sampled))
            elif len(held) <= limits.common:
                rows += held
                sampled += [True] * len(held)
        return np.array(sampled, dtype=np.bool_), np.array(rows, dtype=np.int64)

    def _last_are_alike(self) -> bool:
        last = self._segments[-_FAN:]
        if len(last) < _FAN or sum(part.rows for part in last) > SEGMENT_ROWS:
            return False
        return last[0].rows < _FAN * last[-1].rows
