"""The active articles as the clusterer knows them: who shares words, names and numbers, and who is in which story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.adjust import Adjustment
from pipeline.cluster.background import shipped_background
from pipeline.cluster.constraints import Bonds
from pipeline.cluster.known import Known
from pipeline.cluster.meaning import stored_vector
from pipeline.cluster.postings import Postings, joined, unit
from pipeline.cluster.trees import Learned, shipped
from pipeline.features.sounds import name_words, other_script, sound
from pipeline.features.terms import normal_form
from pipeline.values import Fingerprint

_CANDIDATES = 40
_NAMED_CANDIDATES = 12
# The names that a report opens with say what it is about; those further down are background.
_LEAD_NAMES = 8
# So many words of names are also compared by sound, across scripts.
_SOUNDED = 12
_HEROES = 2
_SECONDS_A_DAY = 86_400.0
# A pair that is less likely than this is no tie between two stories.
_EDGE = 0.02

Weighed = NDArray[np.float64]


@dataclass(slots=True)
class ClusterState:
    """What one pass keeps in memory: filled from the store, changed article by article, given back and dropped.

    ``stories`` maps a story to its members in the order they joined; ``taken`` holds every story id ever given, so that
    none is given twice; ``published`` are stories that readers have seen, ``duplicates`` articles that are copies. Without
    ``learned`` the plain rule decides alone; ``adjustment`` is what this newsroom's corrections taught it, ``bonds`` what they
    decided. ``edges`` are the likely pairs that were found in this pass, both ways,
    ``compared`` the articles whose pairs were looked for.
    """

    known: dict[str, Known] = field(default_factory=dict)
    story_of: dict[str, str] = field(default_factory=dict)
    stories: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    published: frozenset[str] = frozenset()
    duplicates: set[str] = field(default_factory=set)
    learned: Learned | None = field(default_factory=shipped)
    adjustment: Adjustment | None = None
    bonds: Bonds = field(default_factory=Bonds)
    postings: Postings = field(default_factory=lambda: Postings(shipped_background()))
    edges: dict[str, dict[str, float]] = field(default_factory=dict)
    compared: set[str] = field(default_factory=set)
    _rows: list[Known | None] = field(default_factory=list)
    _read: Counter[str] = field(default_factory=Counter)
    _numbers: dict[str, int] = field(default_factory=dict)

    def weigh(self, fingerprint: Fingerprint) -> Known:
        """Give an article's vectors by what has been read so far; no article is changed."""
        terms = [term for term, _ in fingerprint.terms]
        counts = np.array([count for _, count in fingerprint.terms], dtype=np.float64)
        language = fingerprint.language
        names, numbers = _names(fingerprint.names, language), [f"#{number}" for number in dict.fromkeys(fingerprint.numbers)]
        sounds = [f"~{sound(name[1:])}" for name in names[:_SOUNDED]]
        columns = self.postings.columns([*terms, *names, *numbers, *sounds])
        rarity = self.postings.rarities(columns, language, self._read[_group(language)])
        place = dict(zip(terms, range(len(terms)), strict=True))
        title = np.array([place[term] for term in fingerprint.title if term in place], dtype=np.int64)
        named = len(terms) + len(names)
        lead = slice(len(terms), len(terms) + len(_names(fingerprint.names[:_LEAD_NAMES], language)))
        counted = named + len(numbers)
        vector = unit(columns[: len(terms)], (1 + np.log(counts)) * rarity[: len(terms)])
        whole, ends = joined(
            vector,
            unit(columns[len(terms) : named], rarity[len(terms) : named]),
            unit(columns[named:counted], rarity[named:counted]),
            # A sound is as rare as the name that it is of.
            unit(columns[counted:], rarity[len(terms) : len(terms) + len(sounds)]),
            # The distinct words of the first names are the first of all names.
            unit(columns[lead], rarity[lead]),
            unit(columns[title], rarity[title]),
        )
        told = _told_names(fingerprint, place)
        heroes = [int(columns[hero]) for hero in _heroes(told, counts * rarity[: len(terms)])]
        first = vector.weights[vector.columns == heroes[0]].tolist() if heroes else []
        published = fingerprint.published.at if fingerprint.published else fingerprint.first_seen
        return Known(
            fingerprint=replace(fingerprint, signature=b"", shingles=b"", terms=(), meaning=b""),
            row=len(self._rows),
            order=len(self._rows),
            whole=whole,
            named=columns[told],
            ends=ends,
            heroes=(heroes[0] if heroes else -1, heroes[1] if len(heroes) > 1 else -1),
            hero_weight=first[0] if first else 0.0,
            day=published.timestamp() / _SECONDS_A_DAY if published else math.nan,
            length=math.log1p(max(0.0, float(counts.sum()) - 3 * len(fingerprint.title))),
            amounts=sum(not number.startswith("y") for number in fingerprint.numbers),
            crowd=fingerprint.crowd,
            site=self._number(fingerprint.domain),
            language=self._number(language),
            meaning=stored_vector(fingerprint),
        )

    def add(self, known: Known, story: str) -> None:
        """Make an article known as a member of a story. It must be weighed after the last one that was added."""
        article = known.fingerprint.article
        self.known[article] = known
        self._rows.append(known)
        self._read[_group(known.fingerprint.language)] += 1
        self.postings.add(known.row, known.part("terms", "sounds"))
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

    def tie(self, article: str, scores: Iterable[tuple[str, float]]) -> None:
        """Keep the likely ones of an article's scores with others."""
        self.compared.add(article)
        mine = self.edges.setdefault(article, {})
        for other, score in scores:
            if score >= _EDGE and score > mine.get(other, 0.0):
                mine[other] = self.edges.setdefault(other, {})[article] = score

    def forget(self, article: str) -> None:
        """Drop an article that is no longer active; its story's id stays taken. One that is not known is no error."""
        known = self.known.pop(article, None)
        if known is None:
            return
        self.postings.forget(known.row, known.part("terms", "sounds"))
        self._rows[known.row] = None
        self._read[_group(known.fingerprint.language)] -= 1
        self.duplicates.discard(article)
        self.compared.discard(article)
        for other in self.edges.pop(article, {}):
            self.edges[other].pop(article, None)
        story = self.story_of.pop(article)
        self.stories[story].remove(article)
        if not self.stories[story]:
            del self.stories[story]

    def begin(self, published: frozenset[str]) -> None:
        """Forget what belonged to the pass before: the next one finds what it would find in a state that is filled anew."""
        self.published = published
        self.taken = set(self.stories)
        self.edges.clear()
        self.compared.clear()
        self.duplicates.clear()

    def in_order(self, stories: Iterable[str]) -> None:
        """Bring the members of stories into the order in which they came."""
        for story in stories:
            if story in self.stories:
                self.stories[story].sort(key=lambda article: self.known[article].row)

    def forget_last(self) -> None:
        """Give back the rows at the end that nobody has any more."""
        while self._rows and self._rows[-1] is None:
            self._rows.pop()

    def candidates(self, mine: Known, copies: Iterable[str] = ()) -> list[Known]:
        """Give known articles that may report the same event: near by terms, by names or numbers, or by shared text."""
        rows = dict.fromkeys(self.postings.nearest(mine.terms, _CANDIDATES, len(self._rows)))
        rows.update(dict.fromkeys(self.postings.nearest(mine.part("names", "numbers"), _NAMED_CANDIDATES, len(self._rows))))
        if any(map(other_script, self._read)) or other_script(mine.fingerprint.language):
            rows.update(dict.fromkeys(self.postings.nearest(mine.sounds, _NAMED_CANDIDATES, len(self._rows))))
        rows.update(dict.fromkeys(self.known[copy].row for copy in copies if copy in self.known))
        rows.pop(mine.row, None)
        return [known for row in sorted(rows) if (known := self._rows[row]) is not None]

    def _number(self, named: str | None) -> int:
        """Give the number that stands for a domain or a language, 0 for none."""
        return self._numbers.setdefault(named, len(self._numbers) + 1) if named else 0


def _names(names: Iterable[str], language: str | None) -> list[str]:
    return [f"@{word}" for word in name_words(names, language)]


def _group(language: str | None) -> str:
    return language or "en"


def _told_names(fingerprint: Fingerprint, place: dict[str, int]) -> NDArray[np.int64]:
    """Give the places, among the terms, of the words of its names, by the alphabet."""
    words = set(" ".join(fingerprint.names).lower().split())
    named = sorted(place.keys() & {normal_form(word, fingerprint.language) for word in words})
    return np.array([place[term] for term in named], dtype=np.int64)


def _heroes(places: NDArray[np.int64], weights: Weighed) -> list[int]:
    """Give those of the names' places that an article is about."""
    # Of equal weights the first by the alphabet.
    heaviest = places[np.argsort(-weights[places], kind="stable")[:_HEROES]]
    return [hero for hero in heaviest.tolist() if weights[hero] > 0]
