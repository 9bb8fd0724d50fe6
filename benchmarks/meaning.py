"""What a sentence model adds to the grouping, set by set: B-cubed F1 / F1 over pairs with --settle, and what it costs.

What ships without a model has learned from these very sets, so both columns are flattered alike. Headlines alone
(uci-headlines-partial) are compared by their words, with a model as without.

    NEWSLOOM_DATA=... python benchmarks/meaning.py MODEL_FOLDER [SET...]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from clustering_sets import SETS, labelled
from measures_cluster import score

from pipeline.cluster import cluster
from pipeline.cluster.encoder import load


def main(arguments: Sequence[str]) -> None:
    if not arguments:
        sys.stderr.write("MODEL_FOLDER is missing: the folder of a sentence model\n")
        raise SystemExit(2)
    folder, *names = arguments
    model = load(folder)
    print(f"model {model.name}\n{'set':<24}{'without: B3':>13}{'pairF1':>8}{'with: B3':>10}{'pairF1':>8}{'articles/CPU s':>24}")
    for name in names or [one for one in SETS if one != "allsides-full"]:
        articles, gold = labelled(name)
        columns, speeds = "", []
        for asked in (None, model):
            started = time.process_time()
            found = score(gold, {one.article: one.story for one in cluster(articles, settle=True, model=asked)})
            speeds.append(len(articles) / (time.process_time() - started))
            columns += f"{found.b_cubed:>11.3f}{found.pair_f1:>8.3f}"
        print(f"{name:<24}{columns}{f'{speeds[0]:.0f} / {speeds[1]:.0f}':>20}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
