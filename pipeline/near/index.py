"""The known articles of one pass by their shared text, with what their sites print on every page left out.

A wire story cut to a third has a Jaccard similarity of .1 to .3 with the whole one, where an index tuned for .7 finds
nothing: so the net is cast twice, by bands of the MinHash signature and by samples of the shingles (``sketch.py``). It only
proposes; ``pipeline.near.compare`` decides exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.features.shingles import Hashes, stored_hashes
from pipeline.near.furniture import PAGES_LOOKED_AT, Site, cleaned
from pipeline.near.sketch import Keys, Sketch, signature_rows, text_keys
from pipeline.near.table import KeyTable
from pipeline.values import Fingerprint


def keys_of(fingerprint: Fingerprint, page: Hashes) -> Keys:
    """Give the band keys, then the sample keys, of an article whose shingles without furniture are ``page``."""
    whole = len(page) * 8 == len(fingerprint.shingles)
    return text_keys(page, signature_rows(fingerprint.signature) if whole else None)


@dataclass(frozen=True, slots=True)
class Sketches:
    """What the store keeps of some articles for the index, one column each, in the order they were kept.

    ``last`` is the number of the last of them; ``at`` the UTC second for which each is in the window; ``sizes`` their numbers
    of shingles; ``keys`` those of all (``text_keys``), one text behind the other, and ``counts`` how many each has.
    """

    last: int
    articles: Sequence[str]
    at: Sequence[int]
    sizes: Sequence[int]
    keys: Keys
    counts: NDArray[np.int64]


class SketchStore(Protocol):
    """What an index of the running newsroom reads. Each method is one transaction."""

    def sketches(self, after: int, since: datetime, limit: int) -> Sketches | None:
        """The next ``limit`` articles with a number larger than ``after`` that are in the window; None if there are none."""

    def fingerprints(self, articles: Sequence[str]) -> list[Fingerprint]:
        """The newest fingerprints of those of these articles that still exist."""

    def pages_of(self, domain: str, limit: int) -> list[tuple[str, bytes]]:
        """The newest articles of a domain with their shingles, in the order in which they were kept."""


@dataclass(slots=True)
class NearIndex:
    """The known articles by their keys; ``known`` are those of which all shingles are in memory.

    Without a ``store`` these are all of them. With one (``live.py``) they are those that it does not have yet, and the texts of
    the others are read from it where they are wanted. ``sketches`` are the size and the keys of each of the ``known``.
    """

    store: SketchStore | None = None
    known: dict[str, Fingerprint] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)
    table: KeyTable = field(default_factory=KeyTable)
    _sites: dict[str, Site] = field(default_factory=dict)
    _looked: tuple[Fingerprint, Hashes, Keys] | None = None

    def add(self, fingerprint: Fingerprint) -> None:
        """Make an article known, or known anew. A text without words is not indexed: it shares nothing."""
        self.forget(fingerprint.article)
        page, keys = self._look(fingerprint)
        self.known[fingerprint.article] = fingerprint
        self._looked = None
        if not fingerprint.shingles:
            return
        if site := self._site(fingerprint.domain):
            site.add(fingerprint.article, stored_hashes(fingerprint.shingles))
        self.sketches[fingerprint.article] = (len(page), keys)
        self.table.add(fingerprint.article, len(page), keys)

    def forget(self, article: str) -> None:
        """Drop an article; one that is not known is no error."""
        if article not in self.known and article not in self.table:
            return
        fingerprint = self.known.pop(article, None)
        self.sketches.pop(article, None)
        self.table.forget(article)
        if self.store is not None:
            # Which page of its site comes in its place, only the store knows.
            self.forget_sites()
        elif fingerprint is not None and (site := self._site(fingerprint.domain)):
            site.forget(article)

    def forget_sites(self) -> None:
        """Look anew at what the sites print on every page."""
        self._sites.clear()
        self._looked = None

    def standing(self, articles: Sequence[str]) -> list[Fingerprint]:
        """Give the fingerprints of articles of the index, in this order; those that the store has no more are forgotten."""
        found = {article: self.known[article] for article in articles if article in self.known}
        wanted = [article for article in articles if article not in found]
        if wanted and self.store is not None:
            found |= {kept.article: kept for kept in self.store.fingerprints(wanted)}
        for gone in [article for article in wanted if article not in found]:
            self.table.forget(gone)
        return [found[article] for article in articles if article in found]

    def page(self, fingerprint: Fingerprint) -> Hashes:
        """Give an article's shingles without what its site prints on every page, as far as is known by now."""
        if self._looked is not None and self._looked[0] is fingerprint:
            return self._looked[1]
        site = self._site(fingerprint.domain)
        shingles = stored_hashes(fingerprint.shingles)
        return cleaned(shingles, site.furniture(known=fingerprint.article in site)) if site else shingles

    def candidates(self, fingerprint: Fingerprint, limit: int | None = None) -> list[str]:
        """Give ids of known articles that may share a good part of their text, the likeliest first."""
        page, keys = self._look(fingerprint)
        if not len(page):
            return []
        return self.table.candidates(keys, len(page), besides=fingerprint.article, most=limit)

    def _look(self, fingerprint: Fingerprint) -> tuple[Hashes, Keys]:
        # An article is first compared and then added: its keys are made once.
        if self._looked is None or self._looked[0] is not fingerprint:
            page = self.page(fingerprint)
            self._looked = (fingerprint, page, keys_of(fingerprint, page))
        return self._looked[1:]

    def _site(self, domain: str | None) -> Site | None:
        if domain is None:
            return None
        site = self._sites.get(domain)
        if site is None:
            site = self._sites[domain] = Site()
            for article, shingles in self._pages_of(domain):
                site.add(article, stored_hashes(shingles))
        return site

    def _pages_of(self, domain: str) -> list[tuple[str, bytes]]:
        if self.store is None:
            return []
        kept = [page for page in self.store.pages_of(domain, PAGES_LOOKED_AT) if page[0] not in self.known]
        own = [known for known in self.known.values() if known.domain == domain and known.shingles]
        return kept + [(known.article, known.shingles) for known in own]
