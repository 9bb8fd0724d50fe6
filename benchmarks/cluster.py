"""Event clustering in one configuration on every set: B-cubed F1 / F1 over pairs, beside two usual ways in the same run.

Peers: connected components of MinHash (datasketch, Jaccard .5), and TF-IDF with top-5 link and time decay (threshold .16,
three days), the strongest plain rule known to us. Reads $NEWSLOOM_DATA/clustering; names of sets as arguments limit it.

    NEWSLOOM_DATA=... python benchmarks/cluster.py [SET...]
"""

from __future__ import annotations

import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from clustering_sets import SETS, folder, labelled, stream
from measures_cluster import Scores, score
from near import plain

from pipeline.cluster import cluster
from pipeline.cluster.batch import decision_order
from pipeline.cluster.score import days_apart
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

    for pair in plain(0.5)(articles):
        one, other = sorted(pair)
        parents[root(one)] = root(other)
    return {article.id: root(article.id) for article in articles}


def words_and_days(articles: Sequence[Article]) -> dict[str, str]:
    prints = [fingerprint(article) for article in articles]
    state = ClusterState()
    for line in decision_order(prints):
        mine = state.weigh(prints[line])
        if prints[line].article in state.known:
            continue
        by_story: dict[str, list[float]] = defaultdict(list)
        for candidate in state.candidates(mine):
            days = days_apart(prints[line], candidate.known.fingerprint)
            fade = 1.0 if days is None else math.exp(-days / 3) * (days <= 30)
            by_story[state.story_of[candidate.known.fingerprint.article]].append(candidate.cosine * fade)
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
    print(f"{'set':<24}{'method':<22}{'P':>7}{'R':>7}{'B3':>7}{'pairF1':>8}{'articles/CPU s':>16}")
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
                f"{scores.pair_f1:>8.3f}{speed:>16.0f}",
                flush=True,
            )
    for method, all_scores in found.items():
        mean = sum(scores.b_cubed for scores in all_scores) / len(all_scores)
        mean_pairs = sum(scores.pair_f1 for scores in all_scores) / len(all_scores)
        print(f"{'mean':<24}{method:<22}{'':>14}{mean:>7.3f}{mean_pairs:>8.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
