"""Who carries a word, a name or a number: an inverted index over the active articles, in flat arrays.

A key is a term, a name's word (``@marant``) or a number (``#180000000``) and has a column; an article has a row. Work
for one article is bounded however many are known: only the newest holders of a key are looked at, the rarest keys first.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.background import UNREAD, Background

Columns = NDArray[np.int32]
Weights = NDArray[np.float32]

# Reports of one event come close together, so that the newest holders of a common key are the ones that matter.
_NEWEST = 1_000
_ENTRIES = 12_000
# The lightest words of an article change nothing about who is near it.
_HEAVIEST = 64
_FIRST_SIZE = 1 << 14


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


@dataclass(slots=True)
class Postings:
    """``keys`` are the names of the columns. The rest is private."""

    background: Background
    keys: list[str] = field(default_factory=list)
    _column: dict[str, int] = field(default_factory=dict)
    _rows: list[array[int]] = field(default_factory=list)
    _weights: list[array[float]] = field(default_factory=list)
    _holders: NDArray[np.int32] = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.int32))
    _common: NDArray[np.int32] = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.int32))
    _any_language: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.bool_))
    _dense: Weights = field(default_factory=lambda: np.zeros(_FIRST_SIZE, np.float32))

    def columns(self, keys: Iterable[str]) -> Columns:
        """Give the columns of keys; one that is new gets the next."""
        known = self._column
        return np.array([known[key] if key in known else self._new(key) for key in keys], dtype=np.int32)

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
        for column, weight in zip(vector.columns.tolist(), vector.weights.tolist(), strict=True):
            self._rows[column].append(row)
            self._weights[column].append(weight)

    def forget(self, row: int, vector: Vector) -> None:
        """Drop an article as a holder."""
        self._holders[vector.columns] -= 1
        for column in vector.columns.tolist():
            place = self._rows[column].index(row)
            del self._rows[column][place], self._weights[column][place]

    def nearest(self, vector: Vector, count: int, rows: int) -> list[int]:
        """Give the rows with the largest inner product, at most ``count``, in rising order. ``rows`` have been given out."""
        held: list[Columns] = []
        products: list[Weights] = []
        left = _ENTRIES
        for place in np.argsort(-vector.weights, kind="stable")[:_HEAVIEST].tolist():
            column = int(vector.columns[place])
            holders = self._rows[column]
            if not holders:
                continue
            first = max(0, len(holders) - _NEWEST)
            left -= len(holders) - first
            if left < 0:
                break
            held.append(np.frombuffer(holders, np.int32)[first:])
            products.append(np.frombuffer(self._weights[column], np.float32)[first:] * vector.weights[place])
        if not held:
            return []
        sums = np.bincount(np.concatenate(held), np.concatenate(products), rows)
        found = np.flatnonzero(sums)
        if len(found) > count:
            found = found[sums[found] >= np.partition(sums[found], -count)[-count]]
            # An equal sum leaves the newer one in.
            found = np.sort(found[np.lexsort((-found, -sums[found]))[:count]])
        nearest: list[int] = found.tolist()
        return nearest

    def products(self, mine: Vector, columns: Columns, weights: Weights) -> Weights:
        """Give, for entries of other vectors, their product with the weight of ``mine`` in that column."""
        self._dense[mine.columns] = mine.weights
        found: Weights = self._dense[columns] * weights
        self._dense[mine.columns] = 0
        return found

    def read(self, vector: Vector, mark: str = "") -> dict[str, float]:
        """Give the weights of a vector by key, without the mark that its keys begin with."""
        keys, start = self.keys, len(mark)
        named = [keys[column][start:] for column in vector.columns.tolist()]
        return dict(zip(named, vector.weights.tolist(), strict=True))

    def _new(self, key: str) -> int:
        column = self._column[key] = len(self.keys)
        self.keys.append(key)
        self._rows.append(array("i"))
        self._weights.append(array("f"))
        if column >= len(self._holders):
            for name in ("_holders", "_common", "_any_language", "_dense"):
                grown = getattr(self, name)
                setattr(self, name, np.concatenate((grown, np.zeros_like(grown))))
        self._common[column] = self.background.counts.get(key, 0)
        self._any_language[column] = key[:1] in "@#"
        return column
