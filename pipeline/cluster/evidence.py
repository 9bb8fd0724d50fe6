"""What speaks for and against one event, for one article beside all its candidates at once: a matrix of numbers.

A candidate is a row, a kind of evidence a column; nothing here loops over candidates and words in Python.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.known import FACT, PART, Known
from pipeline.cluster.meaning import similarities
from pipeline.cluster.overlap import Overlap
from pipeline.cluster.postings import Postings
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
# What has no date was there on the day we first saw it, and may be much older: no more days than these speak against it.
_SEEN_DAYS = 2.0
# Under one headline a page without names is a stub of the report, not another event.
_ONE_HEADLINE = 0.8
# A name dropped once beside a story about somebody else is a mention.
_MENTION = 0.4
_BODILESS = math.log1p(5)
_HEROES = [FACT["hero"], FACT["second_hero"]]
HEADLINE = math.log1p(14)
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """``matrix`` is candidates x FEATURES. The names and numbers that a pair shares are counted for ``foreign`` pairs.

    ``other_amounts``: both carry numbers, and not one of them in common. ``all_other``: both carry a name and a number, and
    not one of either in common. ``plain`` is what of the cosine the words add that are no names. ``far_known``: how far
    apart in time they are is known, as far as the later one's date is. ``meaning`` are cosines by
    the newsroom's sentence model, NaN where there is none, None without a model.
    """

    matrix: Matrix
    foreign: NDArray[np.bool_]
    shared: NDArray[np.int64]
    other_amounts: NDArray[np.bool_]
    all_other: NDArray[np.bool_]
    plain: Matrix
    far_known: NDArray[np.bool_]
    meaning: Matrix | None = None

    def of(self, feature: str) -> Matrix:
        """Give one column."""
        column: Matrix = self.matrix[:, F[feature]]
        return column

    def rows(self, places: Sequence[int]) -> Evidence:
        """Give the evidence of these candidates alone, in this order."""
        chosen = np.array(places, dtype=np.int64)
        meaning = None if self.meaning is None else self.meaning[chosen]
        against = self.other_amounts[chosen], self.all_other[chosen], self.plain[chosen], self.far_known[chosen]
        return Evidence(self.matrix[chosen], self.foreign[chosen], self.shared[chosen], *against, meaning)

    @property
    def crowd(self) -> float:
        """Give the similarity of the tenth nearest article."""
        return float(self.matrix[0, F["crowd"]]) if len(self.matrix) else 0.0


def gather(postings: Postings, mine: Known, candidates: Sequence[Known]) -> Evidence:
    """Give the evidence of an article beside each candidate, in their order."""
    # A feature's numbers lie one behind the other.
    matrix = np.zeros((len(FEATURES), len(candidates))).T
    if not candidates:
        none = np.zeros(0, np.bool_)
        return Evidence(matrix, none, np.zeros(0, np.int64), none, none, np.zeros(0), none)
    overlap = Overlap.of(postings, mine, candidates)
    shares, heads = overlap.sums(overlap.told * overlap.weights), overlap.sums(overlap.headed * overlap.weights)
    numbers = shares[PART["numbers"]]
    columns = {
        "words": shares[PART["terms"]],
        "title": heads[PART["title"]],
        "title_told": _title_told(mine, overlap),
        "names": shares[PART["names"]],
        "lead": heads[PART["lead"]],
        "numbers": numbers,
        **_heroes(postings, mine, overlap),
        **_crowding(shares[PART["terms"]]),
        **_circumstances(mine, overlap),
    }
    for name, column in columns.items():
        matrix[:, F[name]] = column
    languages = overlap.fact("language")
    foreign = (languages != mine.language) & (languages > 0) & (mine.language > 0)
    shared = np.zeros(len(candidates), np.int64)
    if foreign.any():
        matrix[:, F["names"]], shared = _abroad(mine, candidates, overlap, shares)
    amounts = np.where(numbers <= 0, np.minimum(overlap.fact("amounts"), mine.amounts), 0)
    named = (overlap.fact("end of the names") > overlap.fact("end of the terms")) & (len(mine.names) > 0)
    all_other = named & (matrix[:, F["names"]] <= 0) & (amounts > 0) & (matrix[:, F["title"]] < _ONE_HEADLINE)
    plain = overlap.sums(np.where(np.isin(overlap.columns, mine.named), np.float32(0), overlap.told * overlap.weights))
    return Evidence(
        matrix,
        foreign,
        shared,
        amounts >= _AMOUNTS,
        all_other,
        plain[PART["terms"]],
        _later_dated(mine, overlap),
        similarities(mine, candidates),
    )


def _abroad(mine: Known, candidates: Sequence[Known], overlap: Overlap, shares: Matrix) -> tuple[Matrix, NDArray[np.int64]]:
    """Give how far the names agree, by their sounds between two scripts, and how many names and numbers are shared."""
    found = overlap.sums((overlap.told * overlap.weights > 0).astype(np.float32))
    script = other_script(mine.fingerprint.language)
    scripts = np.array([other_script(known.fingerprint.language) != script for known in candidates])
    names, sounds, numbers = PART["names"], PART["sounds"], PART["numbers"]
    shared = np.where(scripts, found[sounds], found[names]) + found[numbers]
    return np.where(scripts, shares[sounds], shares[names]), shared.astype(np.int64)


def _title_told(mine: Known, overlap: Overlap) -> Matrix:
    """Give how much of one title's weight the other's text tells, the better way round; a half where there is no title."""
    here = overlap.sums(np.square(overlap.headed))[PART["terms"]]
    there = overlap.sums(np.square(overlap.weights))[PART["title"]]
    missing = np.where(overlap.fact("titled") > 0, there, -1.0)
    better = np.maximum(here if len(mine.title) else -1.0, missing)
    return np.where(better < 0, 0.5, better)


def _heroes(postings: Postings, mine: Known, overlap: Overlap) -> dict[str, Matrix]:
    """Give the evidence of two events about different company.

    ``other_hero``: whom one article is about is no more than mentioned in the other, and the other way round;
    ``no_hero``: nor do the second names agree; ``no_mention``: there is not even a mention.
    """
    theirs = overlap.facts[:, _HEROES].astype(np.int64)
    bar = _MENTION * overlap.fact("hero_weight")
    both = (theirs[:, 0] >= 0) & (mine.heroes[0] >= 0)
    mine_there = np.stack([overlap.term(hero) for hero in mine.heroes], axis=1)
    theirs_here = np.where(theirs < 0, np.float32(0), postings.weights_at(mine.terms, np.where(theirs < 0, 0, theirs)))
    told = (mine_there >= bar[:, None]) & (np.array(mine.heroes) >= 0)
    told_here = (theirs_here >= _MENTION * mine.hero_weight) & (theirs >= 0)
    other = both & ~told[:, 0] & ~told_here[:, 0]
    return {
        "other_hero": other,
        "no_hero": both & ~told.any(axis=1) & ~told_here.any(axis=1),
        "no_mention": both & (mine_there[:, 0] == 0) & (theirs_here[:, 0] == 0),
    }


def _crowding(words: Matrix) -> dict[str, Matrix | float]:
    falling = np.argsort(-words, kind="stable")
    rank = np.empty(len(words))
    rank[falling] = np.arange(len(words))
    nearest = float(words[falling[0]])
    return {
        "rank": np.log1p(rank),
        "nearest": nearest,
        "to_nearest": words / max(nearest, 1e-6),
        "crowd": float(words[falling[_CROWD_RANK]]) if len(words) > _CROWD_RANK else 0.0,
    }


def _later_dated(mine: Known, overlap: Overlap) -> NDArray[np.bool_]:
    """Tell of which pairs the later one has a date, and the earlier one at least a day on which it was there."""
    there = overlap.fact("day")
    later = np.where(there > mine.day, overlap.fact("dated") > 0, mine.dated)
    found: NDArray[np.bool_] = later & ~np.isnan(there - mine.day)
    return found


def _circumstances(mine: Known, overlap: Overlap) -> dict[str, Matrix]:
    days = np.abs(overlap.fact("day") - mine.day)
    undated = np.isnan(days)
    days[undated] = 0.0
    days = np.where(_later_dated(mine, overlap), days, np.minimum(days, _SEEN_DAYS))
    lengths = overlap.fact("length")
    shorter = np.minimum(lengths, mine.length)
    return {
        "days": np.log1p(days),
        # What hours mean could be learned from headlines alone, so that it is asked of headlines alone.
        "told_days": np.log1p(np.where(shorter < HEADLINE, days, np.round(days))),
        "undated": undated,
        "shorter": shorter,
        "longer": np.maximum(lengths, mine.length),
        "untitled": 1.0 - overlap.fact("titled") + (not len(mine.title)),
        "bodiless": (lengths < _BODILESS) + float(mine.length < _BODILESS),
        "one_site": (overlap.fact("site") == mine.site) & (mine.site > 0),
        "their_crowd": overlap.fact("crowd"),
    }
