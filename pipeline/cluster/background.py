"""How common words, names and numbers are in the news, learned once and shipped.

``learned/frequencies.tsv.gz`` holds ``key<TAB>articles``: how many of a background of articles carry a term, a
name's word (``@marant``) or a number (``#180000000``). It is written by ``benchmarks/learn_cluster.py``.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What a language that has no background is taken to have read: little, so that the stream itself soon decides.
_UNREAD = 100


@dataclass(frozen=True, slots=True)
class Background:
    """``articles`` is the size of the background, ``counts`` how many of them carry a key."""

    articles: int
    counts: Mapping[str, int]

    def rarity(self, key: str, language: str | None, seen: int, stream: int) -> float:
        """Give the inverse document frequency of a key, with ``seen`` of ``stream`` more articles read."""
        read = self.articles if language in (None, "en") else _UNREAD
        common = self.counts.get(key, 0) if language in (None, "en") or key[:1] in "@#" else 0
        return max(0.0, math.log((read + stream + 1) / (min(common, read) + seen + 1)))


@cache
def shipped_background() -> Background:
    """Give the background that ships with the package."""
    packed = files(__package__).joinpath("learned/frequencies.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    counts = {key: int(count) for key, count in (line.split("\t") for line in lines)}
    return Background(counts.pop(""), counts)
