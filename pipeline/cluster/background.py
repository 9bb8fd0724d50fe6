"""How common words, names and numbers are in the news, learned once and shipped.

``learned/frequencies.tsv.gz`` holds ``key<TAB>articles``: how many of a background of articles carry a term, a
name's word (``@marant``) or a number (``#180000000``). It is written by ``benchmarks/learn_cluster.py``.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What a language without a background is taken to have read: little, so that the stream itself soon decides.
UNREAD = 100


@dataclass(frozen=True, slots=True)
class Background:
    """``articles`` is the size of the background, ``counts`` how many of them carry a key."""

    articles: int
    counts: Mapping[str, int]


@cache
def shipped_background() -> Background:
    """Give the background that ships with the package."""
    packed = files(__package__).joinpath("learned/frequencies.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    counts = {key: int(count) for key, count in (line.split("\t") for line in lines)}
    return Background(counts.pop(""), counts)
