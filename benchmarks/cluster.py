"""Event clustering in one configuration on every set: B-cubed F1 / F1 over pairs, beside two usual ways in one run.

Peers: connected components of MinHash (datasketch, Jaccard .5), and TF-IDF with top-5 link and time decay (threshold .16,
three days), the strongest plain rule known to us. What ships has learned from these very sets, so that its rows in the
first table flatter it: the two tables behind are what to believe (``cluster_cross.py``). "exact" is the share of events with
three and more articles that are one story with nothing else in it, "mixed" the share of stories with two events.
Reads $NEWSLOOM_DATA/clustering; names of sets as arguments limit it to them and to the first table.

    NEWSLOOM_DATA=... python benchmarks/cluster.py [SET...]
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

import cluster_cross
import numpy as np
from clustering_sets import SETS, folder, labelled, stream
from measures_cluster import Scores, score
from near_methods import plain
from results import keep

from pipeline.cluster import cluster
from pipeline.cluster.batch import decision_order
from pipeline.cluster.evidence import gather
from pipeline.cluster.state import ClusterState
from pipeline.fingerprint import fingerprint
from pipeline.values import Article

Method = Callable[[Sequence[Article]], dict[str, str]]


def online(articles: Sequence[Article]) -> dict[str, str]:
    return {one.article: one.story for one in cluster(articles)}


def settled(articles: Sequence[Article]) -> dict[str, str]:
    return {one.article: one.story for one in cluster(articles, settle=True)}


def components(articles: Sequence[Article]) -> dict[str, str]:
    parents = {article.id: article.id for article in articles}

    def root(article: str) -> str:
        while parents[article] != article:
            article = parents[article]
        return article

    # Two articles without text share nothing, though their empty sketches are equal.
    for pair in plain(0.5)([article for article in articles if article.text]):
        one, other = sorted(pair)
        parents[root(one)] = root(other)
    return {article.id: root(article.id) for article in articles}


def words_and_days(articles: Sequence[Article]) -> dict[str, str]:
    prints = [fingerprint(article) for article in articles]
    state = ClusterState(learned=None)
    for line in decision_order(prints):
        if prints[line].article in state.known:
            continue
        mine = state.weigh(prints[line])
        candidates = state.candidates(mine)
        evidence = gather(state.postings, mine, candidates)
        days = np.expm1(evidence.of("days"))
        faded = evidence.of("words") * np.where(evidence.of("undated") > 0, 1.0, np.exp(-days / 3) * (days <= 30))
        by_story: dict[str, list[float]] = defaultdict(list)
        for known, fit in zip(candidates, faded.tolist(), strict=True):
            by_story[state.story_of[known.fingerprint.article]].append(fit)
        best = [(sum(sorted(near)[-5:]) / len(near[-5:]), story) for story, near in by_story.items()]
        fit, story = max(best, default=(0.0, ""))
        state.add(mine, story if fit >= 0.16 else prints[line].article)
    return dict(state.story_of)


METHODS: dict[str, Method] = {
    "newsloom, online": online,
    "newsloom, --settle": settled,
    "TF-IDF top-5, decay": words_and_days,
    "MinHash components": components,
}


def main(names: Sequence[str]) -> None:
    folder()
    wanted = names or (*SETS, "stream")
    print(f"{'set':<24}{'method':<22}{'P':>7}{'R':>7}{'B3':>7}{'pairF1':>8}{'exact':>8}{'mixed':>8}{'articles/CPU s':>16}")
    found: dict[str, list[Scores]] = defaultdict(list)
    for name in wanted:
        articles, gold = stream() if name == "stream" else labelled(name)
        for method, assign in METHODS.items():
            started = time.process_time()
            stories = assign(articles)
            speed = len(articles) / (time.process_time() - started)
            scores = score(gold, stories)
            found[method].append(scores)
            print(
                f"{name:<24}{method:<22}{scores.precision:>7.3f}{scores.recall:>7.3f}{scores.b_cubed:>7.3f}"
                f"{scores.pair_f1:>8.3f}{scores.exact:>8.3f}{scores.mixed:>8.3f}{speed:>16.0f}",
                flush=True,
            )
    for method, all_scores in found.items():
        mean = sum(scores.b_cubed for scores in all_scores) / len(all_scores)
        mean_pairs = sum(scores.pair_f1 for scores in all_scores) / len(all_scores)
        print(f"{'mean':<24}{method:<22}{'':>14}{mean:>7.3f}{mean_pairs:>8.3f}")
    if not names:
        rows = [
            {"set": name, "method": method, "b_cubed": round(scores.b_cubed, 4)}
            for method, all_scores in found.items()
            for name, scores in zip(wanted, all_scores, strict=True)
        ]
        keep("events", rows)
        peer = [row for row in rows if row["method"] == "TF-IDF top-5, decay"]
        keep("left_out", [*cluster_cross.main(), *peer])


if __name__ == "__main__":
    main(sys.argv[1:])
