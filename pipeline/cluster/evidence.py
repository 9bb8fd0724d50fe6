"""What speaks for and against one event, for one article beside all its candidates at once: a matrix of numbers.

A candidate is a row, a kind of evidence a column; nothing here loops over candidates and words in Python.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.known import Known
from pipeline.cluster.postings import Postings, Vector

FEATURES = (
    "words", "title", "title_told", "names", "lead", "numbers", "other_hero", "no_hero", "no_mention", "one_site", "crowd",
    "their_crowd", "nearest", "to_nearest", "rank", "days", "told_days", "undated", "shorter", "longer",
    "untitled", "bodiless",
)  # fmt: skip
F = {name: column for column, name in enumerate(FEATURES)}

_CROWD_RANK = 9
# One number is as often a count of paragraphs as an amount.
_AMOUNTS = 2
# A name dropped once beside a story about somebody else is a mention.
_MENTION = 0.4
_BODILESS = math.log1p(5)
HEADLINE = math.log1p(14)

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """``matrix`` is candidates x FEATURES. The names and numbers that a pair shares are counted for ``foreign`` pairs.

    ``other_amounts``: both carry numbers, and not one of them in common.
    """

    matrix: Matrix
    foreign: NDArray[np.bool_]
    shared: NDArray[np.int64]
    other_amounts: NDArray[np.bool_]

    def of(self, feature: str) -> Matrix:
        """Give one column."""
        column: Matrix = self.matrix[:, F[feature]]
        return column

    @property
    def crowd(self) -> float:
        """Give the similarity of the tenth nearest article."""
        return float(self.matrix[0, F["crowd"]]) if len(self.matrix) else 0.0


def gather(postings: Postings, mine: Known, candidates: Sequence[Known]) -> Evidence:
    """Give the evidence of an article beside each candidate, in their order."""
    matrix = np.zeros((len(candidates), len(FEATURES)))
    if not candidates:
        return Evidence(matrix, np.zeros(0, np.bool_), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    terms = _Joined.of([known.terms for known in candidates])
    names = _Joined.of([known.names for known in candidates])
    numbers = _Joined.of([known.numbers for known in candidates])
    titles = _Joined.of([known.title for known in candidates])
    words = terms.dots(postings, mine.terms)
    columns = {
        "words": words,
        "title": titles.dots(postings, mine.title),
        "title_told": _title_told(postings, mine, terms, titles),
        "names": names.dots(postings, mine.names),
        "lead": _Joined.of([known.lead for known in candidates]).dots(postings, mine.lead),
        "numbers": numbers.dots(postings, mine.numbers),
        **_heroes(postings, mine, candidates, terms),
        **_crowding(words, candidates),
        **_circumstances(mine, candidates),
    }
    for name, column in columns.items():
        matrix[:, F[name]] = column
    language = mine.fingerprint.language
    foreign = np.array([bool(language and (other := known.fingerprint.language) and other != language) for known in candidates])
    shared = np.zeros(len(candidates), np.int64)
    if foreign.any():
        shared = names.shared(postings, mine.names) + numbers.shared(postings, mine.numbers)
    amounts = np.array([min(known.amounts, mine.amounts) for known in candidates])
    return Evidence(matrix, foreign, shared, (amounts >= _AMOUNTS) & (matrix[:, F["numbers"]] <= 0))


def _title_told(postings: Postings, mine: Known, terms: _Joined, titles: _Joined) -> Matrix:
    """Give how much of one title's weight the other's text tells, the better way round; a half where there is no title."""
    square = Vector(mine.title.columns, np.square(mine.title.weights))
    whole = Vector(mine.terms.columns, np.ones_like(mine.terms.weights))
    here = terms.sums(postings.products(square, terms.columns, np.ones_like(terms.weights)))
    there = titles.sums(postings.products(whole, titles.columns, np.square(titles.weights)))
    missing = np.where(titles.sums(np.ones_like(titles.weights)) > 0, there, -1.0)
    told = np.maximum(here if len(mine.title) else -1.0, missing)
    return np.where(told < 0, 0.5, told)


def _heroes(postings: Postings, mine: Known, candidates: Sequence[Known], terms: _Joined) -> dict[str, Matrix]:
    """Give the evidence of two events about different company.

    ``other_hero``: whom one article is about is no more than mentioned in the other, and the other way round;
    ``no_hero``: nor do the second names agree; ``no_mention``: there is not even a mention.
    """
    theirs = np.array([known.heroes for known in candidates])
    bar = _MENTION * np.array([known.hero_weight for known in candidates])
    both = (theirs[:, 0] >= 0) & (mine.heroes[0] >= 0)
    mine_there = np.stack([terms.at(hero) for hero in mine.heroes], axis=1)
    columns = np.where(theirs < 0, 0, theirs)
    flat = postings.products(mine.terms, columns.ravel().astype(np.int32), np.ones(columns.size, np.float32))
    theirs_here = np.where(theirs < 0, 0.0, flat.reshape(columns.shape))
    told = (mine_there >= bar[:, None]) & (np.array(mine.heroes) >= 0)
    told_here = (theirs_here >= _MENTION * mine.hero_weight) & (theirs >= 0)
    other = both & ~told[:, 0] & ~told_here[:, 0]
    return {
        "other_hero": other.astype(float),
        "no_hero": (both & ~told.any(axis=1) & ~told_here.any(axis=1)).astype(float),
        "no_mention": (both & (mine_there[:, 0] == 0) & (theirs_here[:, 0] == 0)).astype(float),
    }


def _crowding(words: Matrix, candidates: Sequence[Known]) -> dict[str, Matrix]:
    falling = np.argsort(-words, kind="stable")
    rank = np.empty(len(words))
    rank[falling] = np.arange(len(words))
    nearest = float(words[falling[0]])
    crowd = float(words[falling[_CROWD_RANK]]) if len(words) > _CROWD_RANK else 0.0
    return {
        "rank": np.log1p(rank),
        "nearest": np.full(len(words), nearest),
        "to_nearest": words / max(nearest, 1e-6),
        "crowd": np.full(len(words), crowd),
        "their_crowd": np.array([known.crowd for known in candidates]),
    }


def _circumstances(mine: Known, candidates: Sequence[Known]) -> dict[str, Matrix]:
    days = np.abs(np.array([known.day for known in candidates]) - mine.day)
    undated = np.isnan(days)
    lengths = np.array([known.length for known in candidates])
    shorter = np.minimum(lengths, mine.length)
    domain = mine.fingerprint.domain
    return {
        "days": np.log1p(np.where(undated, 0.0, days)),
        # What hours mean could be learned from headlines alone, so that it is asked of headlines alone.
        "told_days": np.log1p(np.where(undated, 0.0, np.where(shorter < HEADLINE, days, np.round(days)))),
        "undated": undated.astype(float),
        "shorter": shorter,
        "longer": np.maximum(lengths, mine.length),
        "untitled": np.array([float(not len(known.title)) for known in candidates]) + (not len(mine.title)),
        "bodiless": (lengths < _BODILESS).astype(float) + (mine.length < _BODILESS),
        "one_site": np.array([float(domain is not None and known.fingerprint.domain == domain) for known in candidates]),
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    """Vectors one behind the other: ``ends`` is where each ends."""

    columns: NDArray[np.int32]
    weights: NDArray[np.float32]
    ends: NDArray[np.int64]

    @staticmethod
    def of(vectors: Sequence[Vector]) -> _Joined:
        return _Joined(
            np.concatenate([vector.columns for vector in vectors]),
            np.concatenate([vector.weights for vector in vectors]),
            np.cumsum([len(vector.columns) for vector in vectors]),
        )

    def dots(self, postings: Postings, mine: Vector) -> Matrix:
        return self.sums(postings.products(mine, self.columns, self.weights))

    def shared(self, postings: Postings, mine: Vector) -> NDArray[np.int64]:
        return np.asarray(self.sums((postings.products(mine, self.columns, self.weights) > 0).astype(np.float32)), np.int64)

    def sums(self, entries: NDArray[np.float32]) -> Matrix:
        running = np.concatenate((np.zeros(1), np.cumsum(entries, dtype=np.float64)))
        found: Matrix = np.diff(running[self.ends], prepend=0.0)
        return np.maximum(found, 0.0)

    def at(self, column: int) -> Matrix:
        """Give the weight of one column in each vector."""
        found = np.zeros(len(self.ends))
        places = np.flatnonzero(self.columns == column)
        found[np.searchsorted(self.ends, places, side="right")] = self.weights[places]
        return found
