"""The known articles of one pass by their shared text, with what their sites print on every page left out.

A wire story cut to a third has a Jaccard similarity of .1 to .3 with the whole one, where an index tuned for .7 finds
nothing: so the net is cast twice, by bands of the MinHash signature and by samples of the shingles (``sketch.py``). It only
proposes; ``pipeline.near.compare`` decides exactly.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.features.shingles import Hashes, stored_hashes
from pipeline.near.furniture import NONE, Site, cleaned
from pipeline.near.sketch import Keys, signature_rows, text_keys
from pipeline.near.table import KeyTable
from pipeline.values import Fingerprint


def keys_of(fingerprint: Fingerprint, page: Hashes) -> Keys:
    """Give the band keys, then the sample keys, of an article whose shingles without furniture are ``page``."""
    whole = len(page) * 8 == len(fingerprint.shingles)
    return text_keys(page, signature_rows(fingerprint.signature) if whole else None)


@dataclass(slots=True)
class NearIndex:
    """The known articles of one pass, in memory with all their shingles. A pass fills one and drops it."""

    known: dict[str, Fingerprint] = field(default_factory=dict)
    _sites: dict[str, Site] = field(default_factory=lambda: defaultdict(Site))
    _table: KeyTable = field(default_factory=KeyTable)
    _looked: tuple[Fingerprint, Hashes, Keys] | None = None

    def add(self, fingerprint: Fingerprint) -> None:
        """Make an article known, or known anew. A text without words is not indexed: it shares nothing."""
        self.forget(fingerprint.article)
        page, keys = self._look(fingerprint)
        self.known[fingerprint.article] = fingerprint
        self._looked = None
        if not fingerprint.shingles:
            return
        if fingerprint.domain:
            self._sites[fingerprint.domain].add(fingerprint.article, stored_hashes(fingerprint.shingles))
        self._table.add(fingerprint.article, len(page), keys)

    def forget(self, article: str) -> None:
        """Drop an article; one that is not known is no error."""
        fingerprint = self.known.pop(article, None)
        if fingerprint is None or not fingerprint.shingles:
            return
        self._table.forget(article)
        if fingerprint.domain:
            self._sites[fingerprint.domain].forget(article)

    def page(self, fingerprint: Fingerprint) -> Hashes:
        """Give an article's shingles without what its site prints on every page, as far as is known by now."""
        if self._looked is not None and self._looked[0] is fingerprint:
            return self._looked[1]
        shingles = stored_hashes(fingerprint.shingles)
        site = self._sites.get(fingerprint.domain) if fingerprint.domain else None
        furniture = site.furniture(known=fingerprint.article in self.known) if site else NONE
        return cleaned(shingles, furniture)

    def candidates(self, fingerprint: Fingerprint, limit: int | None = None) -> list[str]:
        """Give ids of known articles that may share a good part of their text, the likeliest first."""
        page, keys = self._look(fingerprint)
        if not len(page):
            return []
        return self._table.candidates(keys, len(page), besides=fingerprint.article, most=limit)

    def _look(self, fingerprint: Fingerprint) -> tuple[Hashes, Keys]:
        # An article is first compared and then added: its keys are made once.
        if self._looked is None or self._looked[0] is not fingerprint:
            page = self.page(fingerprint)
            self._looked = (fingerprint, page, keys_of(fingerprint, page))
        return self._looked[1:]
