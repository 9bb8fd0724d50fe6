"""Near-copies of one article or of a whole batch, decided exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.fingerprint import text_fingerprint
from pipeline.near.compare import comes_later, compare
from pipeline.near.index import NearIndex
from pipeline.values import Article, Fingerprint, NearCopy

# One text on a thousand pages must not cost a thousand comparisons for each.
_MOST_COMPARED = 200


def near_copies(fingerprint: Fingerprint, index: NearIndex, limit: int | None = _MOST_COMPARED) -> list[NearCopy]:
    """Give what an article shares with those already in the index, the largest share first.

    The article itself need not be in the index; one of the same id there is an older version of it and left out.
    """
    found = []
    for article in index.candidates(fingerprint, limit):
        known = index.known[article]
        earlier, later = (fingerprint, known) if comes_later(known, fingerprint) else (known, fingerprint)
        copy = compare(earlier, later, index)
        if copy is not None:
            found.append(copy)
    return sorted(found, key=lambda copy: (-copy.containment, -copy.jaccard, copy.a, copy.b))


def dedupe(articles: Sequence[Article], progress: Callable[[int], None] | None = None) -> list[NearCopy]:
    """Give every pair that shares text, ordered by the place of the pair's later line in the input, then the earlier's.

    All pages of a domain are known before the first pair is compared, so that its boilerplate is too.
    ``progress`` is called with the number of articles done. Ids must differ: of two equal ones the later is left out.
    """
    fingerprints: dict[str, Fingerprint] = {}
    for article in articles:
        fingerprints.setdefault(article.id, text_fingerprint(article))
    index = NearIndex()
    for known in fingerprints.values():
        index.add(known)
    place = {known: number for number, known in enumerate(fingerprints)}
    pairs: list[NearCopy] = []
    for number, mine in enumerate(fingerprints.values()):
        earlier_lines = [other for other in index.candidates(mine) if place[other] < number]
        pairs += _compared(mine, sorted(earlier_lines, key=place.__getitem__), index)
        if progress is not None:
            progress(number + 1)
    return pairs


def _compared(mine: Fingerprint, others: Sequence[str], index: NearIndex) -> list[NearCopy]:
    found = []
    for other in others:
        theirs = index.known[other]
        # An equal date leaves the order of the input, in which ``theirs`` stands first.
        pair = (mine, theirs) if comes_later(theirs, mine) else (theirs, mine)
        copy = compare(*pair, index)
        if copy is not None:
            found.append(copy)
    return found
