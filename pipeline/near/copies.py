"""Near-copies of one article or of a whole batch, decided exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.features.shingles import Hashes, stored_hashes
from pipeline.fingerprint import unsigned_fingerprint
from pipeline.near.compare import MOST_COMPARED, between, largest_first
from pipeline.near.furniture import BOILERPLATE_PAGES, cleaned, furniture_of
from pipeline.near.index import NearIndex
from pipeline.near.sketch import text_keys
from pipeline.near.table import KeyTable
from pipeline.values import Article, Fingerprint, NearCopy

# Pages of one domain that a batch looks at for their furniture, taken evenly.
_PAGES_OF_A_DOMAIN = 200


def near_copies(fingerprint: Fingerprint, index: NearIndex, limit: int | None = MOST_COMPARED) -> list[NearCopy]:
    """Give what an article shares with those already in the index, the largest share first.

    The article itself need not be in the index; one of the same id there is an older version of it and left out.
    """
    standing = index.standing(index.candidates(fingerprint, limit))
    mine = index.page(fingerprint)
    found = (between(known, fingerprint, index.page(known), mine) for known in standing)
    return largest_first(copy for copy in found if copy is not None)


@dataclass(frozen=True, slots=True)
class _Line:
    """An article of a batch: its place in the input, and its shingles without furniture."""

    place: int
    fingerprint: Fingerprint
    page: Hashes


def dedupe(articles: Sequence[Article], progress: Callable[[int], None] | None = None) -> list[NearCopy]:
    """Give every pair that shares text, ordered by the place of the pair's later line in the input, then the earlier's.

    All pages of a domain are read before the first is hashed, so that its boilerplate is known.
    ``progress`` is called with the number of articles done. Ids must differ: of two equal ones the later is left out.
    """
    lines = {line.fingerprint.article: line for line in _lines(articles)}
    table, pairs = KeyTable(), []
    for line in lines.values():
        mine = line.fingerprint
        if len(line.page):
            keys = text_keys(line.page)
            others = table.candidates(keys, len(line.page), besides=mine.article, most=None)
            pairs += _pairs(line, sorted((lines[other] for other in others), key=lambda other: other.place))
            table.add(mine.article, len(line.page), keys)
        if progress is not None:
            progress(line.place + 1)
    return pairs


def _lines(articles: Sequence[Article]) -> list[_Line]:
    prints: dict[str, Fingerprint] = {}
    for article in articles:
        if article.id not in prints:
            prints[article.id] = unsigned_fingerprint(article)
    sites: dict[str, list[Hashes]] = defaultdict(list)
    for known in prints.values():
        if known.domain and known.shingles:
            sites[known.domain].append(stored_hashes(known.shingles))
    furniture = {}
    for domain, pages in sites.items():
        if len(pages) >= BOILERPLATE_PAGES:
            furniture[domain] = furniture_of(pages[:: 1 + len(pages) // _PAGES_OF_A_DOMAIN], BOILERPLATE_PAGES)
    lines = []
    for place, known in enumerate(prints.values()):
        shingles = stored_hashes(known.shingles)
        found = furniture.get(known.domain) if known.domain else None
        lines.append(_Line(place, known, shingles if found is None else cleaned(shingles, found)))
    return lines


def _pairs(line: _Line, others: Sequence[_Line]) -> list[NearCopy]:
    # An equal date leaves the order of the input, in which ``other`` stands first.
    found = (between(other.fingerprint, line.fingerprint, other.page, line.page) for other in others)
    return [copy for copy in found if copy is not None]
