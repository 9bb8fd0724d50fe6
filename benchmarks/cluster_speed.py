"""What an article costs, from its text to its story, with 1,000, 10,000 and 100,000 active articles.

The active articles are made: each takes half the sentences of two real ones (background.jsonl.gz), shuffled, and every
tenth word is replaced by a made one, rare or common as words are. They span thirty days, however many they are. Then real
articles come in and are timed one by one: fingerprint, near-copies, story and reasons. CPU time of this process.

    NEWSLOOM_DATA=... python benchmarks/cluster_speed.py [SIZE...]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from clustering_sets import folder, rows
from results import keep

from pipeline.cluster.assign import assign
from pipeline.cluster.state import ClusterState
from pipeline.fingerprint import fingerprint
from pipeline.near.copies import near_copies
from pipeline.near.index import NearIndex
from pipeline.records import read_article
from pipeline.values import Article, Fingerprint, Moment

SIZES = (1_000, 10_000, 100_000)
TIMED = 1_000
SPAN = timedelta(days=30)
START = datetime(2026, 1, 1, tzinfo=UTC)
SEED = 20261122


def made(real: Sequence[Article], size: int, dice: random.Random) -> Iterator[Article]:
    for number in range(size):
        one, other = dice.sample(real, 2)
        sentences = f"{one.text} {other.text}".split(". ")
        words = " ".join(dice.sample(sentences, len(sentences) // 2)).split()
        for place in range(dice.randrange(10), len(words), 10):
            words[place] = f"v{int(dice.paretovariate(0.7)) % 200_000}"
        yield replace(one, id=f"made-{number}", text=" ".join(words), published=Moment(START + SPAN * number / size))


def filled(prints: Iterator[Fingerprint]) -> tuple[ClusterState, NearIndex]:
    """Active articles in stories of their own: what the new ones are held against costs the same in whatever stories."""
    state, near = ClusterState(), NearIndex()
    for mine in prints:
        state.add(state.weigh(mine), mine.article)
        near.add(mine)
    return state, near


def timed(state: ClusterState, near: NearIndex, articles: Sequence[Article]) -> list[float]:
    costs = []
    clock = min(_clock() for _ in range(50))  # what reading the clock itself costs on this machine
    for article in articles:
        started = time.process_time()
        mine = fingerprint(article)
        assign(state, mine, near_copies(mine, near))
        near.add(mine)
        costs.append(time.process_time() - started - clock)
    return sorted(costs)


def _clock() -> float:
    started = time.process_time()
    return time.process_time() - started


def main(sizes: Sequence[int]) -> None:
    real = [read_article(row) for row in rows(folder() / "background.jsonl.gz")]
    dice = random.Random(SEED)
    dice.shuffle(real)
    coming = [replace(one, published=Moment(START + SPAN)) for one in real[:TIMED]]
    length = sum(len(one.text.split()) for one in coming) / TIMED
    print(f"{TIMED} real articles of {length:.0f} words on average, one after the other; seed {SEED}")
    print(f"{'active':>9}{'articles/CPU s':>16}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}", flush=True)
    first, kept = None, []
    for size in sizes or SIZES:
        state, near = filled(map(fingerprint, made(real[TIMED:], size, dice)))
        costs = timed(state, near, coming)
        mean = sum(costs) / len(costs)
        p50, p95, p99 = (1000 * costs[int(len(costs) * share)] for share in (0.5, 0.95, 0.99))
        print(f"{size:>9,}{1 / mean:>16.0f}{p50:>9.2f}{p95:>9.2f}{p99:>9.2f}", flush=True)
        first = first or mean
        kept.append({"active": size, "p50_ms": p50, "p95_ms": p95, "mean_ms": 1000 * mean})
    print(f"mean cost at the largest size {mean / first:.2f} times that at the smallest")
    keep("grouping_cost", kept)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
