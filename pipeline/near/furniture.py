"""What a site prints on every page, as shingles: it makes no copies, so it is taken out before a text is hashed.

A shingle on three pages of a domain is the site's furniture, unless these pages are one text printed again: a page of
which nine tenths would be furniture is such a reprint, and not counted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.features.shingles import Hashes
from pipeline.near.sketch import present, sampled

BOILERPLATE_PAGES = 3
PAGES_LOOKED_AT = 40
_ONE_TEXT = 0.9
_WORTH_A_LOOK = 0.02
NONE: Hashes = np.empty(0, dtype=np.uint64)


def furniture_of(pages: Sequence[Hashes], times: int) -> Hashes:
    """Give the sorted hashes that stand on ``times`` or more differing pages.

    A first look takes only the samples, a quarter of them: pages of which less than a fiftieth is furniture there have none
    to speak of, and are not looked at again.
    """
    if len(pages) < times:
        return NONE
    samples = [sampled(page) for page in pages]
    again = _repeated_elsewhere(samples, times)
    if not len(again):
        return NONE
    furnished = [present(page, again).sum() > _WORTH_A_LOOK * len(page) for page in samples]
    return _repeated_elsewhere([page for page, worth in zip(pages, furnished, strict=True) if worth], times)


def _repeated_elsewhere(pages: Sequence[Hashes], times: int) -> Hashes:
    again = _repeated(pages, times)
    if not len(again):
        return NONE
    return _repeated([page for page in pages if not is_reprint(page, again)], times)


def is_reprint(page: Hashes, again: Hashes) -> bool:
    """Tell whether nearly all of a page stands on other pages too."""
    return bool(present(page, again).sum() >= _ONE_TEXT * len(page))


def cleaned(page: Hashes, furniture: Hashes) -> Hashes:
    """Give a page without the furniture; as it is where that is nearly all of it (a reprint), or next to nothing."""
    if not len(furniture):
        return page
    printed = present(page, furniture)
    return page[~printed] if _WORTH_A_LOOK * len(page) < printed.sum() < _ONE_TEXT * len(page) else page


def _repeated(pages: Sequence[Hashes], times: int) -> Hashes:
    if len(pages) < times:
        return NONE
    # Each page is sorted already: they are merged, which takes a fraction of sorting them.
    ordered = np.sort(np.concatenate(pages), kind="stable")
    # A page has each hash once, so ``times`` equal ones in a row come from as many pages.
    ends = ordered[times - 1 :]
    found = ends[ends == ordered[: len(ends)]]
    return found[np.concatenate((np.ones(1, dtype=np.bool_), found[1:] != found[:-1]))] if len(found) else NONE


@dataclass(slots=True)
class Site:
    """The newest pages of one domain, and what they have in common, worked out again as they grow by half."""

    pages: deque[tuple[str, Hashes]] = field(default_factory=lambda: deque(maxlen=PAGES_LOOKED_AT))
    _added: int = 0
    _known: dict[int, tuple[int, Hashes]] = field(default_factory=dict)

    def __contains__(self, article: str) -> bool:
        return any(page[0] == article for page in self.pages)

    def add(self, article: str, shingles: Hashes) -> None:
        """Take a page of the site; past PAGES_LOOKED_AT the oldest is left."""
        self.pages.append((article, shingles))
        self._added += 1

    def forget(self, article: str) -> None:
        """Leave a page out from now on."""
        for page in [page for page in self.pages if page[0] == article]:
            self.pages.remove(page)

    def furniture(self, *, known: bool) -> Hashes:
        """Give the furniture of a page: what stands on three of the site's, the page itself counted with them.

        ``known``: the page is one of those that are looked at.
        """
        times = BOILERPLATE_PAGES if known else BOILERPLATE_PAGES - 1
        looked, found = self._known.get(times, (0, NONE))
        if self._added - looked > (len(self.pages) // 2 if looked else 0):
            found = furniture_of([shingles for _, shingles in self.pages], times)
            self._known[times] = (self._added, found)
        return found
