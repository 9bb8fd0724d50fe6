"""Where the words of a text begin and end in its UTF-8 bytes, found without making one object per word."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

_ASTRAL = 0x10000


def word_bounds(text: str) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    r"""Give a text's UTF-8 bytes (uint8), and the offsets in them at which each ``\w+`` begins and ends.

    Lone surrogates, which are in no word, are kept as three bytes each.
    """
    if text.isascii():
        letters = np.frombuffer(text.encode(), dtype=np.uint8)
        inside = _basic_plane()[letters]
    else:
        letters = np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8)
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        inside = np.repeat(_in_words(points), _byte_lengths(points))
    steps = np.zeros(len(letters) + 2, dtype=np.bool_)
    steps[1:-1] = inside
    turns = np.flatnonzero(steps[1:] != steps[:-1])
    return letters, turns[0::2], turns[1::2]


def _byte_lengths(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    lengths = (points >= 0x80).astype(np.uint8)
    lengths += points >= 0x800
    lengths += points >= _ASTRAL
    lengths += np.uint8(1)
    return lengths


def _in_words(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    basic = _basic_plane()
    astral = points >= _ASTRAL
    if not astral.any():
        return basic[points]
    inside = basic[np.where(astral, 0, points)]
    inside[astral] = [_is_word(int(point)) for point in points[astral]]
    return inside


@cache
def _basic_plane() -> NDArray[np.bool_]:
    return np.fromiter(map(_is_word, range(_ASTRAL)), dtype=np.bool_, count=_ASTRAL)


def _is_word(point: int) -> bool:
    # What ``re`` takes for ``\w`` in a str.
    letter = chr(point)
    return letter.isalnum() or letter == "_"
