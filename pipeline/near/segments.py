"""Postings of many texts at once, packed: which rows carry a key, in four bytes a posting.

A segment covers up to 2^17 consecutive rows. Its keys are sorted into buckets by their upper bits; a directory says where
each bucket begins, and a posting holds the rest of the key beside the row. A look-up is a few numpy passes for all keys of
a text together. Segments never change: they are merged into larger ones, or dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.near.sketch import Keys

ROW_BITS = 17
SEGMENT_ROWS = 1 << ROW_BITS
_KEY_BITS = 32
_FEWEST_BUCKET_BITS = _KEY_BITS - (32 - ROW_BITS)
_MOST_BUCKET_BITS = 22
# Buckets hold four postings on average where there are enough of them.
_BUCKET_FILL_BITS = 2
_COUNTED_AT_ONCE = 1 << 20

Packed = NDArray[np.uint64]


# of each posting whether its key is a sample (else a band), and its row
Found = tuple[NDArray[np.bool_], NDArray[np.int64]]
NOTHING: Found = (np.empty(0, dtype=np.bool_), np.empty(0, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Limits:
    """What to do about keys that many rows carry.

    Of each of the first ``bands`` keys the first ``most`` rows are given (all, if None); of the others none, where more
    than ``common`` rows carry it.
    """

    bands: int
    most: int | None
    common: int

    def apply(self, count: NDArray[np.int64]) -> None:
        """Limit the numbers of rows of each key, in place."""
        count[self.bands :][count[self.bands :] > self.common] = 0
        if self.most is not None:
            np.minimum(count, self.most, out=count)


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows ``first`` to ``first + rows``: ``starts`` of each bucket in ``postings`` (uint32: rest of the key, then the row)."""

    first: int
    rows: int
    bucket_bits: int
    starts: NDArray[np.uint32]
    postings: NDArray[np.uint32]

    def moved_to(self, first: int) -> Segment:
        """Give the same segment of the rows from ``first`` on."""
        return replace(self, first=first)

    def find(self, keys: Keys, limits: Limits) -> Found:
        """Give the postings of the keys, the frequent ones limited."""
        buckets = keys >> np.uint32(_KEY_BITS - self.bucket_bits)
        begin = self.starts[buckets].astype(np.int64)
        count = self.starts[buckets + np.uint32(1)] - begin
        limits.apply(count)
        ends = np.cumsum(count)
        if not len(ends) or not ends[-1]:
            return NOTHING
        whose = np.repeat(np.arange(len(keys)), count)
        held = self.postings[np.arange(ends[-1]) + np.repeat(begin - ends + count, count)]
        rest = keys & np.uint32((1 << (_KEY_BITS - self.bucket_bits)) - 1)
        right = held >> np.uint32(ROW_BITS) == rest[whose]
        rows = (held[right] & np.uint32(SEGMENT_ROWS - 1)).astype(np.int64)
        return whose[right] >= limits.bands, rows + self.first


def packed(keys: Keys, rows: NDArray[np.int64] | NDArray[np.uint64], first: int) -> Packed:
    """Give postings as ``segment`` takes them; ``rows`` belong to the keys, ``first`` is the segment's first row."""
    together = keys.astype(np.uint64)
    together <<= np.uint64(ROW_BITS)
    together |= (rows - rows.dtype.type(first)).astype(np.uint64, copy=False)
    return together


def segment(first: int, rows: int, together: Packed) -> Segment:
    """Make a segment of packed postings, which are used up."""
    together.sort()
    bits = min(_MOST_BUCKET_BITS, max(_FEWEST_BUCKET_BITS, len(together).bit_length() - _BUCKET_FILL_BITS))
    # In place where it can be: a segment of half a gigabyte must not need two more while it is made.
    cut = _KEY_BITS - bits + ROW_BITS
    starts = np.zeros((1 << bits) + 1, dtype=np.uint32)
    for begin in range(0, len(together), _COUNTED_AT_ONCE):
        buckets = (together[begin : begin + _COUNTED_AT_ONCE] >> np.uint64(cut)).view(np.int64)
        counts = np.bincount(buckets - buckets[0])
        starts[buckets[0] + 1 : buckets[0] + 1 + len(counts)] += counts.astype(np.uint32)
    np.cumsum(starts, out=starts, dtype=np.uint32)
    # What is cut off on the left is the bucket.
    together &= np.uint64((1 << cut) - 1)
    return Segment(first, rows, bits, starts, together.astype(np.uint32))


def merged(parts: Sequence[Segment]) -> Segment:
    """Make one segment of consecutive ones, of SEGMENT_ROWS together at most."""
    first = parts[0].first
    together = np.concatenate([_unpacked(part) + np.uint64(part.first - first) for part in parts])
    return segment(first, sum(part.rows for part in parts), together)


def kept(part: Segment, first: int, numbers: NDArray[np.int64]) -> Segment:
    """Make a segment of the rows that stay; ``numbers`` gives the new number of each of its rows, -1 for one that goes."""
    together = _unpacked(part)
    renamed = numbers[(together & np.uint64(SEGMENT_ROWS - 1)).astype(np.int64)]
    stay = renamed >= 0
    keys = (together[stay] >> np.uint64(ROW_BITS)).astype(np.uint32)
    return segment(first, int((numbers >= 0).sum()), packed(keys, renamed[stay], first))


def _unpacked(part: Segment) -> Packed:
    buckets = np.repeat(np.arange(len(part.starts) - 1, dtype=np.uint64), np.diff(part.starts))
    buckets <<= np.uint64(_KEY_BITS - part.bucket_bits + ROW_BITS)
    buckets |= part.postings
    return buckets
