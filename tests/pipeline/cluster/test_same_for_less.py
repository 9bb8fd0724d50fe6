"""What is reckoned in few passes over arrays is what a loop over each pair would find."""

import numpy as np

from pipeline.cluster.background import Background
from pipeline.cluster.postings import Postings, unit
from pipeline.cluster.trees import shipped


def test_the_nearest_are_those_with_the_largest_sums_and_of_equal_ones_the_newest():
    dice = np.random.default_rng(5)
    postings = Postings(Background(10, {}))
    names = postings.columns([f"word{number}" for number in range(60)])
    held = []
    for row in range(700):
        columns = np.sort(dice.choice(names, 8, replace=False)).astype(np.int32)
        # Few distinct weights: many sums are equal.
        held.append(unit(columns, np.ones(8)))
        postings.add(row, held[-1])
    for count in (1, 12, 40, 2000):
        asked = unit(np.sort(dice.choice(names, 6, replace=False)).astype(np.int32), np.ones(6))
        sums = {row: len(np.intersect1d(vector.columns, asked.columns)) for row, vector in enumerate(held)}
        best = sorted((row for row, both in sums.items() if both), key=lambda row: (-sums[row], -row))[:count]
        assert postings.nearest(asked, count, 700) == sorted(best)


def test_a_column_asked_for_twice_is_made_once():
    postings = Postings(Background(10, {}))
    assert postings.columns(["new", "new", "other", "new"]).tolist() == [0, 0, 1, 0]
    assert (postings.column("other"), postings.column("never")) == (1, -1)


def test_trees_asked_level_by_level_say_what_each_tree_says_of_each_row():
    learned = shipped()
    rows = np.random.default_rng(7).random((40, 22)) * 3
    depth = learned.features.shape[1]
    for row, told in zip(rows, learned.log_odds(rows), strict=True):
        leaves = []
        for features, thresholds, values in zip(learned.features, learned.thresholds, learned.leaves, strict=True):
            leaves.append(values[sum((row[features[level]] > thresholds[level]) << level for level in range(depth))])
        assert np.isclose(told, learned.base + sum(leaves))
