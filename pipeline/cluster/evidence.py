"""What speaks for and against one event, for one article beside all its candidates at once: a matrix of numbers.

A candidate is a row, a kind of evidence a column; nothing here loops over candidates and words in Python.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.known import PARTS, Known
from pipeline.cluster.meaning import similarities
from pipeline.cluster.postings import Columns, Postings, Weights
from pipeline.features.sounds import other_script

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
_FIRST = np.zeros(1, np.int64)

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """``matrix`` is candidates x FEATURES. The names and numbers that a pair shares are counted for ``foreign`` pairs.

    ``other_amounts``: both carry numbers, and not one of them in common. ``meaning`` are cosines by the newsroom's sentence
    model, NaN where there is none, None without a model.
    """

    matrix: Matrix
    foreign: NDArray[np.bool_]
    shared: NDArray[np.int64]
    other_amounts: NDArray[np.bool_]
    meaning: Matrix | None = None

    def of(self, feature: str) -> Matrix:
        """Give one column."""
        column: Matrix = self.matrix[:, F[feature]]
        return column

    def rows(self, places: Sequence[int]) -> Evidence:
        """Give the evidence of these candidates alone, in this order."""
        chosen = np.array(places, dtype=np.int64)
        meaning = None if self.meaning is None else self.meaning[chosen]
        return Evidence(self.matrix[chosen], self.foreign[chosen], self.shared[chosen], self.other_amounts[chosen], meaning)

    @property
    def crowd(self) -> float:
        """Give the similarity of the tenth nearest article."""
        return float(self.matrix[0, F["crowd"]]) if len(self.matrix) else 0.0


def gather(postings: Postings, mine: Known, candidates: Sequence[Known]) -> Evidence:
    """Give the evidence of an article beside each candidate, in their order."""
    matrix = np.zeros((len(candidates), len(FEATURES)))
    if not candidates:
        return Evidence(matrix, np.zeros(0, np.bool_), np.zeros(0, np.int64), np.zeros(0, np.bool_))
    joined = _Joined.of(candidates)
    # What my terms, names and numbers weigh in each column that a candidate carries, and what my opening names and title do.
    told = postings.weights_at(mine.part("terms", "sounds"), joined.columns)
    headed = postings.weights_at(mine.part("lead", "title"), joined.columns)
    shares = joined.sums(told * joined.weights)
    heads = joined.sums(headed * joined.weights)
    words = shares["terms"]
    columns = {
        "words": words,
        "title": heads["title"],
        "title_told": _title_told(mine, joined, told, headed),
        "names": shares["names"],
        "lead": heads["lead"],
        "numbers": shares["numbers"],
        **_heroes(postings, mine, candidates, joined),
        **_crowding(words, candidates),
        **_circumstances(mine, candidates, joined),
    }
    for name, column in columns.items():
        matrix[:, F[name]] = column
    language = mine.fingerprint.language
    foreign = np.array([bool(language and (other := known.fingerprint.language) and other != language) for known in candidates])
    shared = np.zeros(len(candidates), np.int64)
    if foreign.any():
        found = joined.sums((told * joined.weights > 0).astype(np.float32))
        scripts = np.array([other_script(known.fingerprint.language) for known in candidates]) != other_script(language)
        matrix[:, F["names"]] = np.where(scripts, shares["sounds"], shares["names"])
        shared = np.asarray(np.where(scripts, found["sounds"], found["names"]) + found["numbers"], np.int64)
    amounts = np.array([min(known.amounts, mine.amounts) for known in candidates])
    other_amounts = (amounts >= _AMOUNTS) & (matrix[:, F["numbers"]] <= 0)
    return Evidence(matrix, foreign, shared, other_amounts, similarities(mine, candidates))


def _title_told(mine: Known, joined: _Joined, told: Weights, headed: Weights) -> Matrix:
    """Give how much of one title's weight the other's text tells, the better way round; a half where there is no title."""
    here = joined.sums(np.square(headed))["terms"]
    there = joined.sums(np.where(told > 0, np.square(joined.weights), np.float32(0)))["title"]
    missing = np.where(joined.lengths("title") > 0, there, -1.0)
    better = np.maximum(here if len(mine.title) else -1.0, missing)
    return np.where(better < 0, 0.5, better)


def _heroes(postings: Postings, mine: Known, candidates: Sequence[Known], joined: _Joined) -> dict[str, Matrix]:
    """Give the evidence of two events about different company.

    ``other_hero``: whom one article is about is no more than mentioned in the other, and the other way round;
    ``no_hero``: nor do the second names agree; ``no_mention``: there is not even a mention.
    """
    theirs = np.array([known.heroes for known in candidates])
    bar = _MENTION * np.array([known.hero_weight for known in candidates])
    both = (theirs[:, 0] >= 0) & (mine.heroes[0] >= 0)
    mine_there = np.stack([joined.term(hero) for hero in mine.heroes], axis=1)
    theirs_here = np.where(theirs < 0, np.float32(0), postings.weights_at(mine.terms, np.where(theirs < 0, 0, theirs)))
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


def _circumstances(mine: Known, candidates: Sequence[Known], joined: _Joined) -> dict[str, Matrix]:
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
        "untitled": (joined.lengths("title") == 0).astype(float) + (not len(mine.title)),
        "bodiless": (lengths < _BODILESS).astype(float) + (mine.length < _BODILESS),
        "one_site": np.array([float(domain is not None and known.fingerprint.domain == domain) for known in candidates]),
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    """Candidates one behind the other, each with its parts in the order of PARTS: ``ends`` is where each part ends."""

    columns: Columns
    weights: Weights
    ends: NDArray[np.int64]

    @staticmethod
    def of(candidates: Sequence[Known]) -> _Joined:
        ends = np.array([known.ends for known in candidates])
        ends[1:] += np.cumsum(ends[:-1, -1])[:, None]
        return _Joined(
            np.concatenate([known.whole.columns for known in candidates]),
            np.concatenate([known.whole.weights for known in candidates]),
            ends.ravel(),
        )

    def sums(self, entries: Weights) -> dict[str, Matrix]:
        """Give the sum of each part's entries, by part: one number a candidate."""
        starts = np.concatenate((_FIRST, self.ends[:-1]))
        # An empty part has the start of the next: what would be read there is not its own.
        read = np.append(entries, np.float32(0))
        found = np.where(self.ends > starts, np.add.reduceat(read, starts, dtype=np.float64), 0.0)
        return dict(zip(PARTS, found.reshape(-1, len(PARTS)).T, strict=True))

    def lengths(self, part: str) -> NDArray[np.int64]:
        """Give how many entries each candidate's part has."""
        return np.diff(self.ends, prepend=_FIRST)[PARTS.index(part) :: len(PARTS)]

    def term(self, column: int) -> Matrix:
        """Give the weight of one column among each candidate's terms."""
        found = np.zeros(len(self.ends))
        places = np.flatnonzero(self.columns == column)
        found[np.searchsorted(self.ends, places, side="right")] = self.weights[places]
        return found[PARTS.index("terms") :: len(PARTS)]
