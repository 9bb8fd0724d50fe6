"""The active articles as the clusterer knows them: who shares words, names and numbers, and who is in which story."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest

from pipeline.cluster.background import Background, shipped_background
from pipeline.features.terms import normal_form
from pipeline.values import Fingerprint

_CANDIDATES = 60
_NAMED_CANDIDATES = 20
# How many postings one article may touch, its rarest words first: what bounds the work on a large stream.
_POSTINGS = 20_000
# The names that a report opens with say what it is about; those further down are background.
_LEAD_NAMES = 8
_HEROES = 2


@dataclass(frozen=True, slots=True)
class Known:
    """An article as it is compared: unit vectors over its terms, names' words and numbers, weighted when it came in.

    ``heroes`` are the two names that it is about (by count and rarity), in the form of its terms. ``crowd`` is the
    similarity of its tenth nearest article at that time: how crowded its corner of the news is.
    """

    fingerprint: Fingerprint
    order: int
    terms: Mapping[str, float]
    names: Mapping[str, float]
    lead: Mapping[str, float]
    numbers: Mapping[str, float]
    heroes: tuple[str, ...] = ()
    crowd: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known article that may report the same event, with the cosine of the terms."""

    known: Known
    cosine: float


@dataclass(slots=True)
class ClusterState:
    """What one pass keeps in memory: filled from the store, changed article by article, given back and dropped.

    ``stories`` maps a story to its members in the order they joined; ``taken`` holds every story id ever given, so that
    none is given twice; ``published`` are stories that readers have seen, ``duplicates`` articles that are copies.
    """

    background: Background = field(default_factory=shipped_background)
    known: dict[str, Known] = field(default_factory=dict)
    story_of: dict[str, str] = field(default_factory=dict)
    stories: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    published: frozenset[str] = frozenset()
    duplicates: set[str] = field(default_factory=set)
    _postings: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    _read: Counter[str] = field(default_factory=Counter)
    _added: int = 0

    def weigh(self, fingerprint: Fingerprint) -> Known:
        """Give an article's vectors by what has been read so far; nothing is changed."""
        language = fingerprint.language
        stream = self._read[_group(language)]

        def weight(key: str) -> float:
            return self.background.rarity(key, language, len(self._postings.get(key, ())), stream)

        words = Counter(word for name in fingerprint.names for word in name.lower().split())
        lead = {word for name in fingerprint.names[:_LEAD_NAMES] for word in name.lower().split()}
        return Known(
            fingerprint=fingerprint,
            order=self._added,
            terms=_unit({term: (1 + math.log(count)) * weight(term) for term, count in fingerprint.terms}),
            names=_unit({f"@{word}": weight(f"@{word}") for word in words}),
            lead=_unit({f"@{word}": weight(f"@{word}") for word in sorted(lead)}),
            numbers=_unit({f"#{number}": weight(f"#{number}") for number in fingerprint.numbers}),
            heroes=_heroes(fingerprint, {term: count * weight(term) for term, count in fingerprint.terms}),
            crowd=fingerprint.crowd,
        )

    def add(self, known: Known, story: str) -> None:
        """Make an article known as a member of a story."""
        article = known.fingerprint.article
        self.known[article] = known
        self._added += 1
        self._read[_group(known.fingerprint.language)] += 1
        for vector in (known.terms, known.names, known.numbers):
            for key, value in vector.items():
                self._postings[key][article] = value
        self.join(article, story)

    def join(self, article: str, story: str) -> None:
        """Put a known article into a story, out of the one it was in."""
        previous = self.story_of.get(article)
        if previous is not None:
            self.stories[previous].remove(article)
            if not self.stories[previous]:
                del self.stories[previous]
        self.story_of[article] = story
        self.stories.setdefault(story, []).append(article)
        self.taken.add(story)

    def forget(self, article: str) -> None:
        """Drop an article that is no longer active; its story's id stays taken. One that is not known is no error."""
        known = self.known.pop(article, None)
        if known is None:
            return
        for vector in (known.terms, known.names, known.numbers):
            for key in vector:
                del self._postings[key][article]
                if not self._postings[key]:
                    del self._postings[key]
        self.duplicates.discard(article)
        story = self.story_of.pop(article)
        self.stories[story].remove(article)
        if not self.stories[story]:
            del self.stories[story]

    def candidates(self, known: Known, copies: Iterable[str] = ()) -> list[Candidate]:
        """Give known articles that may report the same event: near by terms, by names or numbers, or by shared text."""
        by_terms = self._sums(known.terms)
        shared = Counter(self._sums(known.names))
        shared.update(self._sums(known.numbers))
        chosen = dict.fromkeys(_largest(by_terms, _CANDIDATES))
        chosen.update(dict.fromkeys(_largest(shared, _NAMED_CANDIDATES)))
        chosen.update(dict.fromkeys(copy for copy in copies if copy in self.known))
        chosen.pop(known.fingerprint.article, None)
        found = [self.known[article] for article in chosen]
        return [Candidate(other, dot(known.terms, other.terms)) for other in found]

    def _sums(self, vector: Mapping[str, float]) -> dict[str, float]:
        sums: dict[str, float] = defaultdict(float)
        budget = _POSTINGS
        for key, weight in sorted(vector.items(), key=lambda item: (-item[1], item[0])):
            holders = self._postings.get(key, {})
            budget -= len(holders)
            if budget < 0:
                break
            for article, theirs in holders.items():
                sums[article] += weight * theirs
        return sums


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Give the inner product of two sparse vectors."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum([weight * large[key] for key, weight in small.items() if key in large])


def _group(language: str | None) -> str:
    return language or "en"


def _heroes(fingerprint: Fingerprint, weights: Mapping[str, float]) -> tuple[str, ...]:
    named = {normal_form(word, fingerprint.language) for name in fingerprint.names for word in name.lower().split()}
    told = [term for term in named if weights.get(term, 0.0) > 0]
    return tuple(sorted(told, key=lambda term: (-weights[term], term))[:_HEROES])


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items() if weight > 0} if length else {}


def _largest(sums: Mapping[str, float], count: int) -> list[str]:
    return nsmallest(count, sums, key=lambda article: (-sums[article], article))
