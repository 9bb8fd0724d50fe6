"""What a site prints on every page, as shingles: it makes no copies, so it is taken out before a text is hashed.

A shingle on three pages of a domain is the site's furniture, unless these pages are one text printed again: a page of
which nine tenths would be furniture is such a reprint, and not counted.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.features.shingles import Hashes
from pipeline.near.sketch import present, sample_keys, without

BOILERPLATE_PAGES = 3
PAGES_LOOKED_AT = 40
_ONE_TEXT = 0.9
NONE: Hashes = np.empty(0, dtype=np.uint64)


def repeated(pages: Sequence[Hashes], times: int) -> Hashes:
    """Give the sorted hashes that stand on ``times`` or more differing pages."""
    if len(pages) < times:
        return NONE
    counted = [page for page in pages if len(page)]
    again = _repeated(counted, times)
    if not len(again):
        return NONE
    return _repeated([page for page in counted if not is_reprint(page, again)], times)


def is_reprint(page: Hashes, again: Hashes) -> bool:
    """Tell whether nearly all of a page stands on other pages too."""
    return bool(present(page, again).sum() >= _ONE_TEXT * len(page))


def cleaned(page: Hashes, furniture: Hashes) -> Hashes:
    """Give a page without the furniture; a reprint, of which nothing would be left, as it is."""
    if not len(furniture) or is_reprint(page, furniture):
        return page
    return without(page, furniture)


def _repeated(pages: Sequence[Hashes], times: int) -> Hashes:
    if len(pages) < times:
        return NONE
    ordered = np.sort(np.concatenate(pages))
    # A page has each hash once, so ``times`` equal ones in a row come from as many pages.
    ends = ordered[times - 1 :]
    found = ends[ends == ordered[: len(ends)]]
    return found[np.concatenate((np.ones(1, dtype=np.bool_), found[1:] != found[:-1]))] if len(found) else NONE


@dataclass(slots=True)
class Site:
    """The newest pages of one domain, and what they have in common, worked out again only as they grow in number."""

    pages: deque[tuple[str, Hashes]] = field(default_factory=lambda: deque(maxlen=PAGES_LOOKED_AT))
    _samples: Counter[int] = field(default_factory=Counter)
    _again: int = 0
    _added: int = 0
    _looked: int = -1
    _thrice: Hashes = field(default_factory=lambda: NONE)
    _twice: Hashes = field(default_factory=lambda: NONE)

    def add(self, article: str, shingles: Hashes) -> None:
        """Take a page of the site; past PAGES_LOOKED_AT the oldest is left."""
        if len(self.pages) == PAGES_LOOKED_AT:
            self._count(self.pages[0][1], -1)
        self.pages.append((article, shingles))
        self._count(shingles, 1)
        self._added += 1

    def forget(self, article: str) -> None:
        """Leave a page out from now on."""
        for page in [page for page in self.pages if page[0] == article]:
            self.pages.remove(page)
            self._count(page[1], -1)

    def furniture(self, *, known: bool) -> Hashes:
        """Give the furniture of a page: what stands on three of the site's, the page itself counted with them.

        ``known``: the page is one of those that were added.
        """
        if not self._again:
            return NONE
        if self._looked < 0 or self._added - self._looked > len(self.pages) // 8:
            pages = [shingles for _, shingles in self.pages]
            self._thrice = repeated(pages, BOILERPLATE_PAGES)
            self._twice = repeated(pages, BOILERPLATE_PAGES - 1)
            self._looked = self._added
        return self._thrice if known else self._twice

    def _count(self, shingles: Hashes, by: int) -> None:
        # ``_again`` counts the samples that stand on two pages: while there are none, nothing needs to be worked out.
        counts, before = self._samples, 1 if by > 0 else BOILERPLATE_PAGES - 1
        for key in sample_keys(shingles).tolist():
            if counts[key] == before:
                self._again += by
            counts[key] += by
            if not counts[key]:
                del counts[key]
