"""A text as the hashes of its 5-word shingles, and their MinHash signature.

Everything is a few numpy passes over one buffer: no Python object per word or per shingle. Words are hashed as
differences of a prefix polynomial (Rabin-Karp over the UTF-8 bytes, modulo 2^64), shingles as a polynomial over five word
hashes; both go through the 64-bit finaliser of MurmurHash3. The signature is datasketch's own ``affine32`` scheme, so that
its ``MinHashLSH`` takes it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
from datasketch import LeanMinHash, MinHash
from numpy.typing import NDArray

from pipeline.features.letters import word_bounds

Hashes = NDArray[np.uint64]

SHINGLE_WORDS = 5
PERMUTATIONS = 128
_SEED = 1
_WORD = re.compile(r"\w+")
_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
_BASE_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))
_STEP = np.uint64(0xD6E8FEB86659FD93)
# The permuted matrix is PERMUTATIONS x this many uint32 at a time: half a megabyte, which stays in a core's own cache.
_CHUNK = 1024


def words_of(text: str) -> list[str]:
    r"""Give the words of a text as shingles are made of them: lower-cased, ``\w+``."""
    return _WORD.findall(text.lower())


def text_shingles(text: str) -> tuple[Hashes, int]:
    """Give the sorted distinct uint64 hashes of a text's 5-word shingles, and how many words it has.

    The same hashes as ``shingle_hashes(words_of(text))``, without making the words.
    """
    return _hashes(text.lower())


def shingle_hashes(words: list[str]) -> Hashes:
    """Give the sorted distinct uint64 hashes of the 5-word shingles.

    A text of one to four words is one shingle of all its words; no words give an empty array.
    """
    return _hashes(" ".join(words))[0]


def _hashes(lowered: str) -> tuple[Hashes, int]:
    letters, starts, ends = word_bounds(lowered)
    if not len(starts):
        return np.empty(0, dtype=np.uint64), 0
    hashed = _word_hashes(letters, starts, ends)
    width = min(SHINGLE_WORDS, len(starts))
    count = len(starts) - width + 1
    rolled = np.full(count, np.uint64(width), dtype=np.uint64)
    for place in range(width):
        rolled *= _STEP
        rolled += hashed[place : place + count]
    return distinct(_mix64(rolled)), len(starts)


def distinct(hashes: Hashes) -> Hashes:
    """Give the hashes sorted, each once (``numpy.unique`` does the same in five times the time)."""
    # What is sorted in parts already, as two texts one behind the other, is merged.
    ordered = np.sort(hashes, kind="stable")
    first = np.empty(len(ordered), dtype=np.bool_)
    first[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def signature(shingles: Hashes, values: int = PERMUTATIONS) -> NDArray[np.uint32]:
    """Give the MinHash signature: uint32 values, equal to datasketch's for the upper halves of the hashes.

    ``values`` gives only so many of its PERMUTATIONS, the first ones. No shingles give the signature of the empty set
    (every value at its maximum).
    """
    multiplier, offset = (part[:values] for part in _permutations())
    lowest = np.full(values, np.iinfo(np.uint32).max, dtype=np.uint32)
    halves = _mix32((shingles >> np.uint64(32)).astype(np.uint32))
    for start in range(0, len(halves), _CHUNK):
        permuted = np.multiply.outer(multiplier, halves[start : start + _CHUNK])
        permuted += offset[:, None]
        np.minimum(lowest, permuted.min(axis=1), out=lowest)
    return lowest


def minhash(stored: bytes) -> Any:
    """Give a stored signature as the object that datasketch's indexes take."""
    return LeanMinHash(seed=_SEED, hashvalues=np.frombuffer(stored, dtype="<u4"), scheme="affine32")


def stored_hashes(stored: bytes) -> Hashes:
    """Give the shingle hashes of a fingerprint as an array."""
    return np.frombuffer(stored, dtype="<u8")


def _word_hashes(letters: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    powers, inverses = _powers(1 << max(14, (len(letters) - 1).bit_length()))
    prefix = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=prefix[1:])
    return _mix64((prefix[ends] - prefix[starts]) * inverses[starts])


def _powers(size: int) -> tuple[Hashes, Hashes]:
    # Ordinary articles share one table; that of a very long text is not kept.
    return _kept_powers(size) if size <= 1 << 17 else _made_powers(size)


@cache
def _kept_powers(size: int) -> tuple[Hashes, Hashes]:
    return _made_powers(size)


def _made_powers(size: int) -> tuple[Hashes, Hashes]:
    tables = []
    for base in (_BASE, _BASE_INVERSE):
        table = np.full(size, base, dtype=np.uint64)
        table[0] = 1
        tables.append(np.cumprod(table, dtype=np.uint64))
    return tables[0], tables[1]


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    pair = MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme="affine32").permutations
    return pair[0], pair[1]


def _mix64(values: Hashes) -> Hashes:
    mixed: Hashes = values ^ (values >> np.uint64(33))
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xC4CEB9FE1A85EC53)
    mixed ^= mixed >> np.uint64(33)
    return mixed


def _mix32(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    mixed: NDArray[np.uint32] = values ^ (values >> np.uint32(16))
    mixed *= np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return mixed
