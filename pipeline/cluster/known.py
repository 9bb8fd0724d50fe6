"""An article as the clusterer compares it."""

from __future__ import annotations

from dataclasses import dataclass, field
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.postings import Columns, Vector
from pipeline.values import Fingerprint

FAR_DAYS = 14.0
"""Articles further apart speak for or against one event only where a story has nobody nearer."""
PARTS = ("terms", "names", "numbers", "sounds", "lead", "title")
PART = {part: place for place, part in enumerate(PARTS)}
FACTS = (
    "day", "length", "amounts", "crowd", "hero", "second_hero", "hero_weight", "site", "language", "titled", "dated",
    *(f"end of the {part}" for part in PARTS),
)  # fmt: skip
FACT = {fact: place for place, fact in enumerate(FACTS)}
_PACKED = Struct(f"{len(FACTS)}d")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """An article as it is compared: unit vectors over its terms, names' words and numbers, weighted when it came in.

    ``whole`` holds the entries of all PARTS one behind the other, so that many articles are compared in one pass of numpy;
    ``ends`` is where each part ends in it.

    ``named`` are the columns of its terms that are words of names, ``heroes`` those of the two names that it is about (by
    count and rarity; -1 where there is none) and ``hero_weight`` is that of the first among the terms. ``day`` is when it was
    published, or else first seen, in days since 1970 (NaN where nobody knows), ``crowd`` the similarity of its tenth nearest
    article at that time: how crowded its corner of the news is. ``length`` is the logarithm of the number of terms in its
    opening, ``amounts`` how many numbers but years it carries. ``site`` and ``language`` are numbers that stand for its domain
    and its language, 0 where there is none.
    ``meaning`` is its vector by the newsroom's sentence model, None without one. ``facts`` are FACTS, as float64.
    ``row`` is its place in the postings, ``order`` that in which it first came. ``fingerprint`` is without its terms and
    shared text, which are not needed again.
    """

    fingerprint: Fingerprint
    row: int
    order: int
    whole: Vector
    named: Columns
    ends: tuple[int, ...]
    heroes: tuple[int, int]
    hero_weight: float
    day: float
    length: float
    amounts: int
    crowd: float = 0.0
    site: int = 0
    language: int = 0
    meaning: NDArray[np.float32] | None = None
    facts: bytes = field(init=False)

    def __post_init__(self) -> None:
        """Put what numpy reads of many articles at once into one place."""
        titled = self.ends[-1] > self.ends[-2]
        circumstances = (self.day, self.length, self.amounts, self.crowd)
        row = (*circumstances, *self.heroes, self.hero_weight, self.site, self.language, titled, self.dated, *self.ends)
        object.__setattr__(self, "facts", _PACKED.pack(*row))

    def part(self, first: str, last: str) -> Vector:
        """Give the entries of these PARTS and of those between them."""
        one, other = PART[first], PART[last]
        entries = slice(self.ends[one - 1] if one else 0, self.ends[other])
        return Vector(self.whole.columns[entries], self.whole.weights[entries])

    @property
    def dated(self) -> bool:
        """Tell whether its day is that of its date, not only the day we first saw it."""
        return self.fingerprint.published is not None

    def far_from(self, other: Known) -> bool:
        """Tell whether it is known to be more than FAR_DAYS away: what has no date may be older than the day we saw it."""
        return abs(self.day - other.day) > FAR_DAYS and (self if self.day > other.day else other).dated

    @property
    def terms(self) -> Vector:
        """Give the terms of title and opening."""
        return self.part("terms", "terms")

    @property
    def names(self) -> Vector:
        """Give the words of the names."""
        return self.part("names", "names")

    @property
    def numbers(self) -> Vector:
        """Give the numbers."""
        return self.part("numbers", "numbers")

    @property
    def sounds(self) -> Vector:
        """Give how the words of the first names sound, which is what two scripts share."""
        return self.part("sounds", "sounds")

    @property
    def lead(self) -> Vector:
        """Give the words of the names that the article opens with."""
        return self.part("lead", "lead")

    @property
    def title(self) -> Vector:
        """Give the terms of the title."""
        return self.part("title", "title")
