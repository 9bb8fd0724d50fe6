"""What the index keeps of a text: keys of 32 bits, equal where texts share something.

Two kinds. *Bands* are runs of three values of the MinHash signature, as in datasketch's ``MinHashLSH``: texts of Jaccard
similarity .5 share one 95 times in 100, of .7 always. *Samples* are a fixed quarter of the shingles (those divisible by
four; of a long text an eighth: U. Manber, "Finding similar files in a large file system", 1994), which find a short text
inside a long one: the share of a short text's samples that a long one has is the containment, whatever the lengths.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.features.shingles import PERMUTATIONS, Hashes, distinct, signature

Keys = NDArray[np.uint32]
# the number of shingles of a text without furniture, and its keys (``text_keys``)
Sketch = tuple[int, Keys]

BANDS, ROWS = 21, 3
# So many values of a signature are in the bands.
BANDED = BANDS * ROWS
SAMPLE = 4
# Texts of more shingles are sampled half as densely: they are most of what an index has to hold.
LONG = 400
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_SALTS = np.arange(1, BANDS + 1, dtype=np.uint64) * np.uint64(0xD6E8FEB86659FD93)


def band_keys(signatures: NDArray[np.uint32]) -> Keys:
    """Give the keys of each signature, shape (n, BANDS), of signatures of shape (n, BANDED) or wider."""
    rows = signatures[:, :BANDED].reshape(-1, BANDS, ROWS).astype(np.uint64)
    rows *= _MULTIPLIERS
    mixed = rows.sum(axis=2, dtype=np.uint64)
    mixed += _SALTS
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    return np.asarray(mixed >> np.uint64(32), dtype=np.uint32)


def sampled(shingles: Hashes) -> Hashes:
    """Give the sampled ones of a text's sorted shingles."""
    chosen: Hashes = shingles[shingles & np.uint64(SAMPLE - 1) == 0]
    return chosen


def text_keys(shingles: Hashes, signatures: NDArray[np.uint32] | None = None) -> Keys:
    """Give the BANDS band keys of a text's shingles, then its sample keys.

    Its signature, shape (1, n), is worked out where it is not given.
    """
    if signatures is None:
        signatures = signature(shingles, BANDED)[None, :]
    samples = shingles[shingles & np.uint64(density(len(shingles)) - 1) == 0]
    return np.concatenate((band_keys(signatures)[0], (samples >> np.uint64(32)).astype(np.uint32)))


def density(size: int) -> int:
    """Give of how many shingles one is sampled in a text of so many."""
    return SAMPLE if size <= LONG else 2 * SAMPLE


def signature_rows(stored: bytes) -> NDArray[np.uint32]:
    """Give stored signatures, one behind the other, as a matrix of shape (n, PERMUTATIONS)."""
    return np.frombuffer(stored, dtype="<u4").reshape(-1, PERMUTATIONS)


def present(wanted: Hashes, among: Hashes) -> NDArray[np.bool_]:
    """Tell for each hash whether it stands in the sorted ``among``."""
    if not len(among):
        return np.zeros(len(wanted), dtype=np.bool_)
    places = np.searchsorted(among, wanted)
    places[places == len(among)] = 0
    return np.asarray(among[places] == wanted, dtype=np.bool_)


def shared(first: Hashes, second: Hashes) -> int:
    """Give how many hashes stand in both of two sorted arrays without repeats."""
    both = np.concatenate((first, second))
    return len(both) - len(distinct(both))
