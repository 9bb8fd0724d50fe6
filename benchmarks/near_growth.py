"""What one more article costs the near-copy pipeline, from its text to the verdict, as the index grows.

The index is filled with made articles (random shingles, 500 on average), then real ones of background.jsonl.gz come in one by
one: ours and datasketch's, and rensa's where it is installed, turn and turn about on the same texts. CPU time of this process.

    NEWSLOOM_DATA=... python benchmarks/near_growth.py [SIZE...]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median

import numpy as np
from clustering_sets import folder, rows
from datasketch import LeanMinHash, MinHash, MinHashLSH
from near_methods import HAS_RENSA, shingles
from results import keep

from pipeline.fingerprint import text_fingerprint
from pipeline.near import NearIndex, near_copies
from pipeline.records import read_article
from pipeline.values import Article, Fingerprint

SIZES = (1_000, 10_000, 100_000)
TIMED = 300
ROUNDS = 3
MEAN_SHINGLES = 500

# One more article: what is found of it, and it is known from then on.
Take = Callable[[Article], object]


def made(size: int) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """The id, the signature and the sorted shingle hashes of each article that fills the index."""
    dice = np.random.default_rng(size)
    for number in range(size):
        found = np.sort(dice.integers(0, 1 << 63, dice.poisson(MEAN_SHINGLES), dtype=np.uint64) << np.uint64(1))
        yield f"made-{number}", dice.integers(0, 1 << 32, 128, dtype=np.uint32), found


def newsloom(size: int) -> Take:
    index = NearIndex()
    for name, signature, found in made(size):
        index.add(Fingerprint(name, 1, signature.tobytes(), found.tobytes(), ()))

    def take(article: Article) -> object:
        mine = text_fingerprint(article)
        copies = near_copies(mine, index)
        index.add(mine)
        return copies

    return take


def datasketch(size: int) -> Take:
    index = MinHashLSH(threshold=0.7, num_perm=128)
    for name, signature, _ in made(size):
        index.insert(name, LeanMinHash(seed=1, hashvalues=signature, scheme="affine32"), check_duplication=False)

    def take(article: Article) -> object:
        sketch = next(iter(MinHash.generator([shingles(article)], num_perm=128)))
        copies = index.query(sketch)
        index.insert(article.id, sketch, check_duplication=False)
        return copies

    return take


def rensa(size: int) -> Take:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16)
    known = iter(range(size, size + 10_000_000))
    for number, (_, _, found) in enumerate(made(size)):
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update([f"{shingle:x}" for shingle in found[:64].tolist()])
        index.insert(number, sketch)

    def take(article: Article) -> object:
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update([shingle.decode() for shingle in shingles(article)])
        copies = index.query(sketch)
        index.insert(next(known), sketch)
        return copies

    return take


METHODS: dict[str, Callable[[int], Take]] = {"newsloom, one by one": newsloom, "datasketch, Jaccard 0.7": datasketch}
if HAS_RENSA:
    METHODS["rensa, Jaccard 0.7"] = rensa


def cost(take: Take, articles: Sequence[Article]) -> float:
    """CPU milliseconds an article."""
    started = time.process_time()
    for article in articles:
        take(article)
    return 1000 * (time.process_time() - started) / len(articles)


def main(sizes: Sequence[int]) -> None:
    found = []
    texts = [read_article(row) for row in rows(folder() / "background.jsonl.gz")]
    print(f"{'in the index':>12}  {'method':<26}{'CPU ms an article':>18}{'ratio':>7}")
    for size in sizes or SIZES:
        takes = {method: fill(size) for method, fill in METHODS.items()}
        costs: dict[str, list[float]] = {method: [] for method in takes}
        for number in range(ROUNDS):
            for method, take in takes.items():
                costs[method].append(cost(take, texts[number * TIMED : (number + 1) * TIMED]))
        base = median(costs["datasketch, Jaccard 0.7"])
        for method, spent in costs.items():
            found.append({"known": size, "method": method, "ms": round(median(spent), 3)})
            print(f"{size:>12,}  {method:<26}{median(spent):>18.3f}{base / median(spent):>7.2f}", flush=True)
    if not HAS_RENSA:
        print("rensa is not installed: `make bench` installs it beside the others")
    keep("near_cost", found)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]])
