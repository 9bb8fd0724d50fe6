"""Sentences of several origins that say the same: what the article must not leave out, and must not tell twice."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pipeline.facts.align import Alignment, co_cited
from pipeline.facts.reports import Report

_MOST = 40


def shared(alignment: Alignment, reports: Sequence[Report], stale: AbstractSet[int]) -> tuple[frozenset[int], ...]:
    """Sets of sentences (places) of two origins and more that say the same, the most widely supported first.

    A sentence belongs to one set; what is ``stale`` is no longer so, and a set that stands for it is left out.
    """
    used: set[int] = set()
    found: list[frozenset[int]] = []
    order = sorted(
        (place for place, candidate in enumerate(alignment.candidates) if candidate.flaw is None),
        key=lambda place: (-len(alignment.supporters(place)), len(alignment.candidates[place].text), place),
    )
    for place in order:
        if place in used or len(found) >= _MOST:
            continue
        others = [i for i in co_cited(place, alignment.candidates[place].text, alignment, reports, limit=10) if i not in used]
        if others:
            used |= {place, *others}
            found.append(frozenset((place, *others)))
    return tuple(those for those in found if not those <= stale)
