"""How much text two articles share, exactly, without what their sites print on every page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.features.shingles import Hashes, stored_hashes
from pipeline.near.index import NearIndex
from pipeline.values import Fingerprint, NearCopy, Relation

COPY = 0.6
EXCERPT = 0.3
# Fewer shared shingles than this (twelve words in a row) are a phrase, not a copy, unless the whole text is shared.
_PHRASE = 8
# On so many differing pages of one domain a shingle is the site's own furniture.
_BOILERPLATE_PAGES = 3
_PAGES_LOOKED_AT = 40
# Two pages that share so much are one text printed twice, not two pages with the same furniture.
_ONE_TEXT = 0.9


def compare(earlier: Fingerprint, later: Fingerprint, index: NearIndex) -> NearCopy | None:
    """Give what two articles share, None below the excerpt threshold. ``earlier`` becomes ``a``."""
    first, second = stored_hashes(earlier.shingles), stored_hashes(later.shingles)
    if _containment(first, second) < EXCERPT:
        return None
    first = _without_boilerplate(earlier, first, index)
    second = _without_boilerplate(later, second, index)
    smaller = min(len(first), len(second))
    shared = _shared(first, second)
    containment = shared / smaller if smaller else 0.0
    if containment < EXCERPT or (shared < _PHRASE and containment < _ONE_TEXT):
        return None
    jaccard = shared / (len(first) + len(second) - shared)
    relation = Relation.COPY if containment >= COPY else Relation.EXCERPT
    return NearCopy(earlier.article, later.article, containment, jaccard, relation)


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


def _without_boilerplate(page: Fingerprint, shingles: Hashes, index: NearIndex) -> Hashes:
    pages = index.by_domain.get(page.domain or "", [])
    if len(pages) < _BOILERPLATE_PAGES:
        return shingles
    counts = np.ones(len(shingles), dtype=np.int64)
    for other in pages[-_PAGES_LOOKED_AT:]:
        if other == page.article:
            continue
        theirs = stored_hashes(index.known[other].shingles)
        mine = _present(shingles, theirs)
        if mine.sum() < _ONE_TEXT * min(len(shingles), len(theirs)):
            counts += mine
    return shingles[counts < _BOILERPLATE_PAGES]


def _containment(first: Hashes, second: Hashes) -> float:
    smaller = min(len(first), len(second))
    return _shared(first, second) / smaller if smaller else 0.0


def _shared(first: Hashes, second: Hashes) -> int:
    small, large = (first, second) if len(first) <= len(second) else (second, first)
    return int(_present(small, large).sum())


def _present(wanted: Hashes, among: Hashes) -> NDArray[np.bool_]:
    """Tell for each hash whether it stands in the sorted ``among``."""
    if not len(among):
        return np.zeros(len(wanted), dtype=np.bool_)
    places = np.searchsorted(among, wanted)
    places[places == len(among)] = 0
    return np.asarray(among[places] == wanted, dtype=np.bool_)
