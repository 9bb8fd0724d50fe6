"""Where the words of a text begin and end in its UTF-8 bytes, found without making one object per word."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

_ASTRAL = 0x10000


def word_bounds(text: str) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    r"""Give a text's UTF-8 bytes (uint8), and the offsets in them at which each ``\w+`` begins and ends.

    Lone surrogates, which are in no word, are kept as three bytes each.
    """
    written = text.encode("utf-8", "surrogatepass")
    letters = np.frombuffer(written, dtype=np.uint8)
    steps = np.zeros(len(letters) + 2, dtype=np.bool_)
    steps[1:-1] = np.frombuffer(written.translate(_ascii()), dtype=np.bool_)
    if not text.isascii():
        _mark_wide_letters(text, letters, steps[1:-1])
    turns = np.flatnonzero(steps[1:] != steps[:-1])
    return letters, turns[0::2], turns[1::2]


def ranges(wanted: Callable[[str], bool]) -> str:
    r"""Give the letters of the first plane of Unicode that are wanted, as ranges for the class of a pattern.

    Such letters a pattern looks up in a table; of a category like ``\w`` it asks Unicode, letter by letter.
    """
    points = (point for point in range(_ASTRAL) if wanted(chr(point)))
    runs = (list(run) for _, run in groupby(enumerate(points), key=lambda numbered: numbered[1] - numbered[0]))
    return "".join(f"{re.escape(chr(run[0][1]))}-{re.escape(chr(run[-1][1]))}" for run in runs)


def _mark_wide_letters(text: str, letters: NDArray[np.uint8], inside: NDArray[np.bool_]) -> None:
    """Mark the bytes of the letters that take more than one; ``inside`` is changed in place."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    wide = points[np.flatnonzero(points >= 0x80)]
    in_words = np.flatnonzero(_in_words(wide))
    if not len(in_words):  # quotation marks and dashes, as nearly always in English
        return
    wide, starts = wide[in_words], np.flatnonzero(letters >= 0xC0)[in_words]
    for place, least in enumerate((0, 0, 0x800, _ASTRAL)):
        inside[starts[wide >= least] + place] = True


def _in_words(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    basic = _basic_plane()
    astral = points >= _ASTRAL
    if not astral.any():
        return basic[points]
    inside = basic[np.where(astral, 0, points)]
    inside[astral] = [_is_word(int(point)) for point in points[astral]]
    return inside


@cache
def _ascii() -> bytes:
    # By byte: those of longer letters are not known from one byte alone.
    return bytes(byte < 0x80 and _is_word(byte) for byte in range(256))


@cache
def _basic_plane() -> NDArray[np.bool_]:
    return np.fromiter(map(_is_word, range(_ASTRAL)), dtype=np.bool_, count=_ASTRAL)


def _is_word(point: int) -> bool:
    # What ``re`` takes for ``\w`` in a str.
    letter = chr(point)
    return letter.isalnum() or letter == "_"
