"""Learn what the clusterer ships, from news that is no part of the project, and write it as plain numbers.

``frequencies``: how many articles of a background of news (background.jsonl.gz, unlabelled) carry a word, a name's word or
a number, where at least three do; no sentence of any article. ``trees``: boosted trees on the evidence of pairs from the
seven labelled sets of ``clustering_sets.py``, each set weighing the same. How well they carry over is what
``cluster_cross.py`` prints.

    NEWSLOOM_DATA=... python benchmarks/learn_cluster.py [frequencies|trees]...
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from cluster_pairs import pairs_of
from cluster_trees import fit
from clustering_sets import SETS, folder, rows

from pipeline.fingerprint import fingerprint
from pipeline.records import read_article
from pipeline.values import Fingerprint

LEARNED = Path(__file__).parent.parent / "pipeline" / "cluster" / "learned"
RAREST = 3
COMMAND = "NEWSLOOM_DATA=... python benchmarks/learn_cluster.py"


def keys(mine: Fingerprint) -> set[str]:
    names = {f"@{word}" for name in mine.names for word in name.lower().split()}
    return {term for term, _ in mine.terms} | names | {f"#{number}" for number in mine.numbers}


def frequencies() -> str:
    counts: Counter[str] = Counter()
    articles = 0
    for row in rows(folder() / "background.jsonl.gz"):
        counts.update(keys(fingerprint(read_article(row))))
        articles += 1
    # The empty key carries the size of the background.
    lines = [f"\t{articles}", *(f"{key}\t{count}" for key, count in sorted(counts.items()) if count >= RAREST)]
    (LEARNED / "frequencies.tsv.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    return f"{len(lines) - 1} keys of {articles} articles"


def trees() -> str:
    sets = [pairs_of(name) for name in SETS]
    learned = fit(sets)
    record = {"written by": f"{COMMAND} trees", "learned from": f"pairs of {', '.join(SETS)} (development halves)"}
    text = json.dumps({**record, **learned.record()}, separators=(",", ":"))
    (LEARNED / "trees.json").write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    return f"{len(learned.features)} trees from {sum(len(one.same) for one in sets)} pairs"


def main(names: Sequence[str]) -> None:
    for name in names or ("frequencies", "trees"):
        print({"frequencies": frequencies, "trees": trees}[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
