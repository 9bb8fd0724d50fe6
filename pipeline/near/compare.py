"""How much text two articles share, exactly, and which of them came first."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.features.shingles import Hashes
from pipeline.near.sketch import shared
from pipeline.values import Fingerprint, NearCopy, Relation

# One text on a thousand pages must not cost a thousand comparisons for each.
MOST_COMPARED = 200
COPY = 0.6
EXCERPT = 0.3
# Fewer shared shingles than this (twelve words in a row) are a phrase, not a copy, unless the whole text is shared.
# It holds between headlines and captions of ten words, which agree in six of them by chance.
_PHRASE = 8
_ONE_TEXT = 0.9


def compare(earlier: Fingerprint, later: Fingerprint, first: Hashes, second: Hashes) -> NearCopy | None:
    """Give what two articles share, None below the excerpt threshold. ``earlier`` becomes ``a``.

    ``first`` and ``second`` are their sorted shingles, without what their sites print on every page.
    """
    smaller = min(len(first), len(second))
    if not smaller:
        return None
    both = shared(first, second)
    containment = both / smaller
    if containment < EXCERPT or (both < _PHRASE and containment < _ONE_TEXT):
        return None
    jaccard = both / (len(first) + len(second) - both)
    relation = Relation.COPY if containment >= COPY else Relation.EXCERPT
    return NearCopy(earlier.article, later.article, containment, jaccard, relation)


def between(standing: Fingerprint, mine: Fingerprint, there: Hashes, here: Hashes) -> NearCopy | None:
    """Give what two articles share, whichever was first; ``there`` and ``here`` are the shingles that ``compare`` takes."""
    earlier, later = ordered(standing, mine)
    return compare(earlier, later, *((there, here) if earlier is standing else (here, there)))


def largest_first(copies: Iterable[NearCopy]) -> list[NearCopy]:
    """Give near-copies in the order of the share, the largest first."""
    return sorted(copies, key=lambda copy: (-copy.containment, -copy.jaccard, copy.a, copy.b))


def ordered(standing: Fingerprint, mine: Fingerprint) -> tuple[Fingerprint, Fingerprint]:
    """Give the earlier of two articles, then the later; where nothing tells, ``standing`` was first."""
    return (mine, standing) if comes_later(standing, mine) else (standing, mine)


def comes_later(first: Fingerprint, second: Fingerprint) -> bool:
    """Tell whether ``first`` is later than ``second``: by publication, then first sight; a tie is not later.

    A day has no time of day: beside a date of the same day it is a tie, and first sight decides.
    """
    one, other = first.published, second.published
    if one is not None and other is not None:
        if one.day_only or other.day_only:
            if one.at.date() != other.at.date():
                return one.at.date() > other.at.date()
        elif one.at != other.at:
            return one.at > other.at
    if first.first_seen is not None and second.first_seen is not None:
        return first.first_seen > second.first_seen
    return False
