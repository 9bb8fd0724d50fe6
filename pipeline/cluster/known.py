"""An article as the clusterer compares it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.cluster.postings import Vector
from pipeline.values import Fingerprint


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """An article as it is compared: unit vectors over its terms, names' words and numbers, weighted when it came in.

    ``heroes`` are the columns of the two names that it is about (by count and rarity; -1 where there is none) and
    ``hero_weight`` is that of the first among the terms. ``day`` is when it was published, in days since 1970 (NaN where
    nobody knows), ``crowd`` the similarity of its tenth nearest article at that time: how crowded its corner of the news is.
    ``length`` is the logarithm of the number of terms in its opening, ``amounts`` how many numbers but years it carries.
    ``row`` is its place in the postings, ``order`` that in which it first came. ``fingerprint`` is without its terms and
    shared text, which are not needed again.
    """

    fingerprint: Fingerprint
    row: int
    order: int
    terms: Vector
    names: Vector
    numbers: Vector
    lead: Vector
    title: Vector
    heroes: tuple[int, int]
    hero_weight: float
    day: float
    length: float
    amounts: int
    crowd: float = 0.0
