"""Fit boosted oblivious trees to labelled pairs: Newton steps on the logistic loss over histograms of 64 bins, numpy alone.

Each tree is taught by a part of the events and asks a part of the features (stochastic gradient boosting, Friedman 2002): many
pairs are of one event, so that a tree which sees them all learns that event by heart.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from cluster_pairs import Pairs, joined

from pipeline.cluster.evidence import FEATURES, F
from pipeline.cluster.trees import Learned

TREES, DEPTH, BINS = 200, 4, 64
RATE, SHRINK, LEAST_GAIN = 0.08, 4.0, 1e-6
EVENTS_SHARE, FEATURES_SHARE, SEED = 0.7, 0.4, 1
# Most labelled sets know a report's day and no more: what hours mean can be learned from one of them only, so it is not.
NOT_ASKED = {F["days"]}


def fit(sets: Sequence[Pairs], trees: int = TREES) -> Learned:
    """The trees that these sets teach; deterministic."""
    chance = np.random.default_rng(SEED)
    matrix, same, weights, events = joined(sets)
    number = np.unique(np.concatenate([one.event + (place << 32) for place, one in enumerate(sets)]), return_inverse=True)[1]
    cuts = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in matrix.T]
    binned = np.stack([np.searchsorted(cut, column, side="left") for cut, column in zip(cuts, matrix.T, strict=True)])
    binned = binned.astype(np.int64)
    share = float(np.average(same, weights=weights))
    base = float(np.log(share / (1 - share)))
    odds = np.full(len(same), base)
    weights = weights / weights.mean()
    found_features, found_thresholds, found_leaves = [], [], []
    for _ in range(trees):
        probability = 1 / (1 + np.exp(-odds))
        drawn = weights * (chance.random(number.max() + 1) < EVENTS_SHARE)[number]
        slope, bend = drawn * (same - probability), drawn * probability * (1 - probability)
        asked = set(np.flatnonzero(chance.random(len(FEATURES)) < FEATURES_SHARE).tolist()) - NOT_ASKED
        leaf = np.zeros(len(same), dtype=np.int64)
        tree: list[tuple[int, int]] = []
        for level in range(DEPTH):
            feature, place = best_question(binned, cuts, leaf, 1 << level, slope, bend, asked)
            tree.append((feature, place))
            leaf = leaf + ((binned[feature] > place).astype(np.int64) << level)
        slopes, bends = (np.bincount(leaf, part, 1 << DEPTH) for part in (slope, bend))
        leaves = RATE * slopes / (bends + SHRINK)
        odds = odds + leaves[leaf]
        found_features.append([feature for feature, _ in tree])
        found_thresholds.append([cuts[feature][place] for feature, place in tree])
        found_leaves.append(leaves)
    return Learned(base, np.array(found_features), np.array(found_thresholds), np.array(found_leaves), events)


def best_question(
    binned: np.ndarray,
    cuts: Sequence[np.ndarray],
    leaf: np.ndarray,
    leaves: int,
    slope: np.ndarray,
    bend: np.ndarray,
    asked: Collection[int],
) -> tuple[int, int]:
    """The feature, of those that may be asked, and the cut whose split of all leaves gains most."""
    best = (-1.0, F[FEATURES[0]], 0)
    for feature, cut in enumerate(cuts):
        if not len(cut) or feature not in asked:
            continue
        cells = leaf * BINS + binned[feature]
        slopes = np.bincount(cells, slope, leaves * BINS).reshape(leaves, BINS)
        bends = np.bincount(cells, bend, leaves * BINS).reshape(leaves, BINS)
        below, bent = slopes.cumsum(axis=1), bends.cumsum(axis=1)
        above, rest = below[:, -1:] - below, bent[:, -1:] - bent
        gain = (below**2 / (bent + SHRINK) + above**2 / (rest + SHRINK)).sum(axis=0)[: len(cut)]
        place = int(gain.argmax())
        if gain[place] > best[0] + LEAST_GAIN:
            best = (float(gain[place]), feature, place)
    return best[1], best[2]
