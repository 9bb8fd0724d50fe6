"""Who carries a word, a name or a number: an inverted index over the active articles, in flat arrays.

A key is a term, a name's word (``@marant``) or a number (``#180000000``) and has a column; an article has a row. Work
for one article is bounded however many are known: only the newest holders of a key are looked at, the rarest keys first.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.background import UNREAD, Background

Columns = NDArray[np.int32]
Weights = NDArray[np.float32]
Weighed = NDArray[np.float64]

# Reports of one event come close together, so that the newest holders of a common key are the ones that matter.
_NEWEST = 1_000
_ENTRIES = 12_000
# The lightest words of an article change nothing about who is near it.
_HEAVIEST = 64
_SAMPLED = 8
_FIRST_SIZE = 1 << 14
_ROW = 32


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """A sparse vector of unit length (or empty): distinct columns and their weights, of equal length."""

    columns: Columns
    weights: Weights

    def __len__(self) -> int:
        return len(self.columns)


def unit(columns: Columns, weights: NDArray[np.float64]) -> Vector:
    """Give the vector in the direction of these weights, without those that are zero."""
    kept = weights > 0
    length = float(np.sqrt(np.square(weights).sum()))
    return Vector(columns[kept], (weights[kept] / (length or 1.0)).astype(np.float32))


def joined(*parts: Vector) -> tuple[Vector, tuple[int, ...]]:
    """Give vectors one behind the other, and where each ends."""
    whole = Vector(np.concatenate([part.columns for part in parts]), np.concatenate([part.weights for part in parts]))
    return whole, tuple(accumulate(map(len, parts)))


@dataclass(slots=True)
class Postings:
    """``keys`` are the names of the columns. The rest is private."""

    background: Background
    keys: list[str] = field(default_factory=list)
    _column: dict[str, int] = field(default_factory=dict)
    # Of each column, for each holder in rising order: the row in the upper 32 bits, its weight (float32) in the lower.
    _entries: list[array[int]] = field(default_factory=list)
    _holders: NDArray[np.int32] = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.int32))
    _common: NDArray[np.int32] = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.int32))
    _any_language: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.bool_))
    _dense: Weights = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.float32))
    _places: NDArray[np.int32] = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.int32))
    # How many holders ``nearest`` has looked at so far.
    looked_at: int = 0

    def columns(self, keys: Iterable[str]) -> Columns:
        """Give the columns of keys; one that is new gets the next."""
        listed, known = list(keys), self._column
        found = [*map(known.get, listed)]
        for place in [place for place, column in enumerate(found) if column is None]:
            key = listed[place]
            found[place] = known[key] if key in known else self._new(key)
        return np.array(found, dtype=np.int32)

    def column(self, key: str) -> int:
        """Give the column of a key, -1 where it has none."""
        return self._column.get(key, -1)

    def rarities(self, columns: Columns, language: str | None, stream: int) -> NDArray[np.float64]:
        """Give the inverse document frequencies, with ``stream`` articles of this language read besides the background."""
        common = self._common[columns]
        read = self.background.articles
        if language not in (None, "en"):
            read, common = UNREAD, np.where(self._any_language[columns], common, 0)
        rarity: NDArray[np.float64] = np.log((read + stream + 1) / (np.minimum(common, read) + self._holders[columns] + 1.0))
        return np.maximum(0.0, rarity)

    def add(self, row: int, vector: Vector) -> None:
        """Make an article known as a holder. Rows come in rising order."""
        self._holders[vector.columns] += 1
        packed = vector.weights.view(np.uint32) + (np.int64(row) << _ROW)
        entries = self._entries
        for column, entry in zip(vector.columns.tolist(), packed.tolist(), strict=True):
            entries[column].append(entry)

    def forget(self, row: int, vector: Vector) -> None:
        """Drop an article as a holder."""
        self._holders[vector.columns] -= 1
        for column in vector.columns.tolist():
            entries = self._entries[column]
            del entries[bisect_left(entries, row << _ROW)]

    def nearest(self, vector: Vector, count: int, rows: int) -> list[int]:
        """Give the rows with the largest inner product, at most ``count``, in rising order. ``rows`` have been given out.

        Work: ``_ENTRIES`` holders at most, however many rows and holders there are.
        """
        held, weights = self._held(vector)
        if not held:
            return []
        entries = np.frombuffer(b"".join(held), np.int64)
        products = np.repeat(weights, [*map(len, held)])
        self.looked_at += len(entries)
        products *= entries.astype(np.uint32).view(np.float32)
        found, sums = self._summed(entries >> _ROW, products, rows)
        large = np.flatnonzero(sums >= _least(sums, count))
        if len(large) > count:
            large = large[sums[large] >= np.partition(sums[large], -count)[-count]]
            # An equal sum leaves the newer one in.
            large = large[np.lexsort((-found[large], -sums[large]))[:count]]
        nearest: list[int] = np.sort(found[large]).tolist()
        return nearest

    def _held(self, vector: Vector) -> tuple[list[array[int]], Weights]:
        """Give the entries of the newest holders of the heaviest columns, and what each column weighs in the vector."""
        held: list[array[int]] = []
        looked: list[int] = []
        left = _ENTRIES
        heaviest = np.argsort(-vector.weights, kind="stable")[:_HEAVIEST]
        for place, column in zip(heaviest.tolist(), vector.columns[heaviest].tolist(), strict=True):
            entries = self._entries[column]
            if not entries:
                continue
            newest = entries if len(entries) <= _NEWEST else entries[-_NEWEST:]
            left -= len(newest)
            if left < 0:
                break
            held.append(newest)
            looked.append(place)
        return held, vector.weights[looked]

    def _summed(self, rows: NDArray[np.int64], products: Weights, given_out: int) -> tuple[NDArray[np.int64], Weighed]:
        """Give rows, each once among those with a sum, and the sums of their products; 0 where a row was said before.

        In time that does not grow with ``given_out``.
        """
        if len(self._places) < given_out:
            self._places = np.zeros(2 * given_out, np.int32)
        # What an earlier call left here is written over before it is read. Of equal rows the last one has the sum.
        self._places[rows] = np.arange(len(rows), dtype=np.int32)
        return rows, np.asarray(np.bincount(self._places.take(rows), products, len(rows)), np.float64)

    def weights_at(self, mine: Vector, columns: NDArray[np.integer]) -> Weights:
        """Give what ``mine`` weighs in each of these columns, in their shape."""
        self._dense[mine.columns] = mine.weights
        # A column is never out of range: nothing needs to be looked at twice to say so.
        found: Weights = self._dense.take(columns, mode="clip")
        self._dense[mine.columns] = 0
        return found

    def read(self, vector: Vector) -> dict[str, float]:
        """Give the weights of a vector by key."""
        named = [self.keys[column] for column in vector.columns.tolist()]
        return dict(zip(named, vector.weights.tolist(), strict=True))

    def _new(self, key: str) -> int:
        column = self._column[key] = len(self.keys)
        self.keys.append(key)
        self._entries.append(array("q"))
        if column >= len(self._holders):
            for name in ("_holders", "_common", "_any_language", "_dense"):
                grown = getattr(self, name)
                setattr(self, name, np.concatenate((grown, np.zeros_like(grown))))
        self._common[column] = self.background.counts.get(key, 0)
        self._any_language[column] = key[:1] in "@#"
        return column


def _least(sums: Weighed, count: int) -> float:
    """Give a bar that at least ``count`` of these sums reach, and not many more; any that is positive, where there are fewer.

    The ``count``-th largest of an eighth of them is no larger than that of all, and found in an eighth of the time.
    """
    some = sums[::_SAMPLED]
    bar = float(np.partition(some, -count)[-count]) if len(some) >= count else 0.0
    return bar or np.nextafter(0.0, 1.0)
