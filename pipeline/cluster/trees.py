"""Boosted oblivious trees (as in CatBoost, Prokhorenkova et al. 2018): every level of a tree asks one question of all rows.

So a tree of depth d is d features, d thresholds and 2^d numbers, and a whole forest is asked in a few passes of numpy. What
ships is plain numbers in ``learned/trees.json``, written by the command in its header.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.evidence import FEATURES, HEADLINE, F, Matrix

_LENGTHS = np.array([HEADLINE, math.log1p(50), math.log1p(160)])
# Up to the next day, to the end of a short saga, and further: what one feed's dates mean there says little of another's.
_APART = np.log1p([1.5, 4.0])
KINDS = 4 * 4 * 2 * 3 * 3


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """``features`` and ``thresholds`` are trees x depth, ``leaves`` trees x 2^depth; ``events`` taught, by kind of pair."""

    base: float
    features: NDArray[np.int64]
    thresholds: Matrix
    leaves: Matrix
    events: Matrix

    def log_odds(self, matrix: Matrix) -> Matrix:
        """Give the log-odds of one event for each row."""
        trees, depth = self.features.shape
        # By levels, of all trees at once: the answers on the way down are the bits of the number of a leaf.
        above = matrix.T[self.features.T.ravel()] > self.thresholds.T.reshape(-1, 1)
        leaf = np.zeros((trees, len(matrix)), np.int64)
        for level in above.reshape(depth, trees, -1)[::-1]:
            leaf += leaf
            leaf += level
        leaf += np.arange(trees)[:, None] * self.leaves.shape[1]
        found: Matrix = self.base + self.leaves.take(leaf.T).sum(axis=1)
        return found

    def record(self) -> dict[str, Any]:
        """Give the JSON form, with the names of the features, so that it can be seen what a tree asks."""
        return {
            "base": round(self.base, 5),
            "features": [[FEATURES[feature] for feature in tree] for tree in self.features],
            "thresholds": np.round(self.thresholds, 5).tolist(),
            "leaves": np.round(self.leaves, 4).tolist(),
            "events": self.events.tolist(),
        }


def read_learned(record: dict[str, Any]) -> Learned:
    """Give what ``Learned.record`` wrote. Raises KeyError for a feature that is not known any more."""
    return Learned(
        base=float(record["base"]),
        features=np.array([[F[name] for name in tree] for tree in record["features"]]),
        thresholds=np.array(record["thresholds"]),
        leaves=np.array(record["leaves"]),
        events=np.array(record["events"], dtype=float),
    )


def kinds_of(matrix: Matrix) -> NDArray[np.int64]:
    """Give the kind of each pair: how long both texts are, how far apart in time, and what titles or dates are missing."""
    shorter, longer = np.digitize(matrix[:, F["shorter"]], _LENGTHS), np.digitize(matrix[:, F["longer"]], _LENGTHS)
    undated, untitled = matrix[:, F["undated"]] > 0, matrix[:, F["untitled"]].astype(np.int64)
    kind: NDArray[np.int64] = ((shorter * 4 + longer) * 2 + undated) * 3 + untitled
    return kind * 3 + np.digitize(matrix[:, F["days"]], _APART)


@cache
def shipped() -> Learned:
    """Give what ships with the package."""
    return read_learned(json.loads(files(__package__).joinpath("learned/trees.json").read_text(encoding="utf-8")))
