"""Near-copies: recall and precision beside datasketch alone, at two usual thresholds, in the same run.

Reads $NEWSLOOM_DATA/clustering: the sets, and neardup-pairs.jsonl.gz (every pair with exact containment >= .12).
Recall is of pairs with containment >= .6; precision the share of named copies with containment >= .3.

    NEWSLOOM_DATA=... python benchmarks/near.py
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from clustering_sets import folder, labelled, rows
from datasketch import MinHash, MinHashLSH

from pipeline.features.shingles import words_of
from pipeline.near import dedupe
from pipeline.values import Article, Relation

SETS = ("giveme5w1h", "fnc1-bodies", "allsides-full", "ecbplus", "basil")
Pair = frozenset[str]


def ours(articles: Sequence[Article]) -> set[Pair]:
    return {frozenset((found.a, found.b)) for found in dedupe(articles) if found.relation is Relation.COPY}


def plain(threshold: float) -> Callable[[Sequence[Article]], set[Pair]]:
    """Datasketch as its documentation uses it: 5-word shingles, 128 permutations, one threshold of Jaccard similarity."""

    def copies(articles: Sequence[Article]) -> set[Pair]:
        index, found = MinHashLSH(threshold=threshold, num_perm=128), set()
        for article in dict.fromkeys(articles):
            words = words_of(article.text)
            sketch = MinHash(num_perm=128)
            shingles = [" ".join(words[start : start + 5]).encode() for start in range(max(1, len(words) - 4))]
            sketch.update_batch(shingles)
            found |= {frozenset((article.id, other)) for other in index.query(sketch) if other != article.id}
            index.insert(article.id, sketch, check_duplication=False)
        return found

    return copies


def main() -> None:
    truth: dict[Pair, float] = {}
    members: dict[str, set[Pair]] = {}
    for row in rows(folder() / "neardup-pairs.jsonl.gz"):
        pair = frozenset((row["a"], row["b"]))
        truth[pair] = row["cont5"]
        members.setdefault(row["set"], set()).add(pair)
    methods = {"newsloom": ours, "datasketch, Jaccard .7": plain(0.7), "datasketch, Jaccard .5": plain(0.5)}
    print(f"{'set':<16}{'method':<26}{'recall':>8}{'precision':>11}{'copies':>8}{'named':>7}{'articles/CPU s':>16}")
    total = {method: [0, 0, 0, 0] for method in methods}
    for name in SETS:
        articles, _ = labelled(name)
        copies = {pair for pair in members.get(name, ()) if truth[pair] >= 0.6}
        for method, find in methods.items():
            started = time.process_time()
            named = find(articles)
            speed = len(articles) / (time.process_time() - started)
            right = sum(truth.get(pair, 0) >= 0.3 for pair in named)
            hit = len(copies & named)
            print(
                f"{name:<16}{method:<26}{share(hit, len(copies)):>8}{share(right, len(named)):>11}"
                f"{len(copies):>8}{len(named):>7}{speed:>16.0f}"
            )
            if name in SETS[:3]:
                total[method] = [a + b for a, b in zip(total[method], (hit, len(copies), right, len(named)), strict=True)]
    for method, (hit, copies_, right, named_) in total.items():
        print(f"{'first three':<16}{method:<26}{share(hit, copies_):>8}{share(right, named_):>11}{copies_:>8}{named_:>7}")


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    main()
