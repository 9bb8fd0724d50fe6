"""Count how common words, names and numbers are in a background of news, and write what the clusterer ships.

Reads $NEWSLOOM_DATA/clustering/background.jsonl.gz (unlabelled) and writes pipeline/cluster/learned/frequencies.tsv.gz:
single words, words of names and numbers that at least three articles carry, with how many do; no sentence of any article.

    NEWSLOOM_DATA=... python benchmarks/learn_cluster.py
"""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

from clustering_sets import folder, rows

from pipeline.fingerprint import fingerprint
from pipeline.records import read_article
from pipeline.values import Fingerprint

TARGET = Path(__file__).parent.parent / "pipeline" / "cluster" / "learned" / "frequencies.tsv.gz"
RAREST = 3


def keys(mine: Fingerprint) -> set[str]:
    names = {f"@{word}" for name in mine.names for word in name.lower().split()}
    return {term for term, _ in mine.terms} | names | {f"#{number}" for number in mine.numbers}


def main() -> None:
    counts: Counter[str] = Counter()
    articles = 0
    for row in rows(folder() / "background.jsonl.gz"):
        counts.update(keys(fingerprint(read_article(row))))
        articles += 1
    # The empty key carries the size of the background.
    lines = [f"\t{articles}", *(f"{key}\t{count}" for key, count in sorted(counts.items()) if count >= RAREST)]
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{len(lines) - 1} keys of {articles} articles, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
