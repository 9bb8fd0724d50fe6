"""Which known articles may share text with a new one: a wide net, cast twice.

A wire story cut to a third has a Jaccard similarity of .1 to .3 with the whole one, where an index tuned for .7 finds
nothing. So datasketch's ``MinHashLSH`` is banded for recall (42 bands of 3: Jaccard .5 is found 996 times in 1000), and an
inverted index over a fixed quarter of all shingle hashes (those divisible by four: Manber's sampling) finds a short
text inside a long one. Both only propose; ``pipeline.near.compare`` decides exactly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
from datasketch import MinHashLSH

from pipeline.features.shingles import PERMUTATIONS, Hashes, minhash, stored_hashes
from pipeline.values import Fingerprint

_BANDS, _ROWS = 42, 3
_SAMPLE = np.uint64(4)
# A shingle that so many articles carry is a formula or a footer; whole copies of them are still found by the bands.
_COMMON = 64
# Least estimated containment that is worth an exact look: half of what an excerpt has.
_WORTH_A_LOOK = 0.15


def _bands() -> MinHashLSH:
    return MinHashLSH(num_perm=PERMUTATIONS, params=(_BANDS, _ROWS))


@dataclass(slots=True)
class NearIndex:
    """The known articles by their shared text. A pass fills one and drops it; it is never stored."""

    known: dict[str, Fingerprint] = field(default_factory=dict)
    by_domain: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _bands: MinHashLSH = field(default_factory=_bands)
    _holders: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, fingerprint: Fingerprint) -> None:
        """Make an article known. A text without words is not indexed: it shares nothing."""
        self.known[fingerprint.article] = fingerprint
        if not fingerprint.shingles:
            return
        self._bands.insert(fingerprint.article, minhash(fingerprint.signature))
        for shingle in _sampled(stored_hashes(fingerprint.shingles)):
            self._holders[shingle].append(fingerprint.article)
        if fingerprint.domain:
            self.by_domain[fingerprint.domain].append(fingerprint.article)

    def forget(self, article: str) -> None:
        """Drop an article; one that is not known is no error."""
        fingerprint = self.known.pop(article, None)
        if fingerprint is None or not fingerprint.shingles:
            return
        self._bands.remove(article)
        for shingle in _sampled(stored_hashes(fingerprint.shingles)):
            self._holders[shingle].remove(article)
            if not self._holders[shingle]:
                del self._holders[shingle]
        if fingerprint.domain:
            self.by_domain[fingerprint.domain].remove(article)

    def candidates(self, fingerprint: Fingerprint, limit: int | None = None) -> list[str]:
        """Give ids of known articles that may share a good part of their text, the likeliest first."""
        if not fingerprint.shingles:
            return []
        shared = self._shared_samples(fingerprint)
        for article in self._bands.query(minhash(fingerprint.signature)):
            shared.setdefault(article, 0.0)
        shared.pop(fingerprint.article, None)
        ranked = sorted(shared, key=lambda article: (-shared[article], article))
        return ranked[:limit]

    def _shared_samples(self, fingerprint: Fingerprint) -> dict[str, float]:
        shingles = stored_hashes(fingerprint.shingles)
        counts: Counter[str] = Counter()
        for shingle in _sampled(shingles):
            holders = self._holders.get(shingle, ())
            if len(holders) <= _COMMON:
                counts.update(holders)
        estimates = {}
        for article, count in counts.items():
            smaller = min(len(shingles), len(self.known[article].shingles) // 8)
            estimate = count * float(_SAMPLE) / smaller
            if estimate >= _WORTH_A_LOOK:
                estimates[article] = estimate
        return estimates


def _sampled(shingles: Hashes) -> list[int]:
    chosen: list[int] = shingles[shingles % _SAMPLE == 0].tolist()
    return chosen
