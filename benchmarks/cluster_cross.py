"""What a new feed will see: every set scored by trees that never saw it, and every event by trees that saw none of its fold.

The first is the headline number: one whole set left out (the stream's articles are of allsides-full, which is then left out).
The second is cross-validated by event, five folds (ECB+ by topic). Trees are refitted each time; the plain rule's constants and
the thresholds are the same throughout: they were chosen by hand, with all of these sets in sight.

    NEWSLOOM_DATA=... python benchmarks/cluster_cross.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence

from cluster_pairs import FOLDS, Pairs, fold_of, pairs_of
from cluster_trees import fit
from clustering_sets import SETS, folder, labelled, stream
from measures_cluster import Scores, score

from pipeline.cluster.assign import assign
from pipeline.cluster.batch import decision_order
from pipeline.cluster.settle import settle_stories
from pipeline.cluster.state import ClusterState
from pipeline.cluster.trees import Learned
from pipeline.fingerprint import fingerprint
from pipeline.near.copies import near_copies
from pipeline.near.index import NearIndex
from pipeline.values import Article

Choice = Callable[[str], Learned | None]


def grouped(articles: Sequence[Article], learned: Choice) -> tuple[dict[str, str], dict[str, str]]:
    """The stories online and after settling, each article scored by the trees chosen for it."""
    prints = [fingerprint(article) for article in articles]
    state, near = ClusterState(), NearIndex()
    for line in decision_order(prints):
        mine = prints[line]
        if mine.article not in state.known:
            state.learned = learned(mine.article)
            assign(state, mine, near_copies(mine, near))
            near.add(mine)
    online = dict(state.story_of)
    settle_stories(state)
    return online, dict(state.story_of)


def chooser(models: Sequence[Learned], gold: Mapping[str, str]) -> Choice:
    return lambda article: models[fold_of(gold.get(article), article)]


def table(title: str, rows: Mapping[str, tuple[Scores, Scores]]) -> None:
    print(f"\n{title}\n{'set':<24}{'online: B3':>12}{'pairF1':>8}{'settled: B3':>13}{'pairF1':>8}{'exact':>8}{'mixed':>8}")
    for name, (online, settled) in rows.items():
        print(
            f"{name:<24}{online.b_cubed:>12.3f}{online.pair_f1:>8.3f}{settled.b_cubed:>13.3f}{settled.pair_f1:>8.3f}"
            f"{settled.exact:>8.3f}{settled.mixed:>8.3f}"
        )
    means = [
        sum(getattr(pair[which], field) for pair in rows.values()) / len(rows)
        for which, field in ((0, "b_cubed"), (0, "pair_f1"), (1, "b_cubed"), (1, "pair_f1"), (1, "exact"), (1, "mixed"))
    ]
    print(
        f"{'mean':<24}{means[0]:>12.3f}{means[1]:>8.3f}{means[2]:>13.3f}{means[3]:>8.3f}{means[4]:>8.3f}{means[5]:>8.3f}",
        flush=True,
    )


def main() -> list[dict[str, str | float]]:
    """Print both tables and give, for each set, what the plots show of them."""
    folder()
    pairs: dict[str, Pairs] = {}
    for name in SETS:
        sys.stderr.write(f"pairs of {name}\n")
        pairs[name] = pairs_of(name)
    sets = {**{name: labelled(name) for name in SETS}, "stream": stream()}
    without = {name: fit([pairs[other] for other in SETS if other != name]) for name in SETS}
    folds = [fit([one.without_fold(fold) for one in pairs.values()]) for fold in range(FOLDS)]
    left_out, crossed = {}, {}
    for name, (articles, gold) in sets.items():
        sys.stderr.write(f"groups {name}\n")
        model = without.get(name, without[SETS[0]])
        first = grouped(articles, lambda _article, model=model: model)
        left_out[name] = (score(gold, first[0]), score(gold, first[1]))
        second = grouped(articles, chooser(folds, gold))
        crossed[name] = (score(gold, second[0]), score(gold, second[1]))
    table("one whole set left out", left_out)
    table("cross-validated by event", crossed)
    methods = {"newsloom, set left out": left_out, "newsloom, cross-validated": crossed}
    return [
        {"set": name, "method": method, "b_cubed": round(settled.b_cubed, 4)}
        for method, rows in methods.items()
        for name, (_, settled) in rows.items()
    ]


if __name__ == "__main__":
    main()
