"""Near-copies: recall, precision and speed beside datasketch alone (and rensa, where it is installed), in the same run.

Reads $NEWSLOOM_DATA/clustering: the sets, and neardup-pairs.jsonl.gz (every pair with exact containment >= .12 of texts
that are not very short). Recall is of pairs with containment >= .6; precision the share of named copies with
containment >= .3. Speed is from text to verdict, in articles a CPU-second: the methods take turns, and the median of the
rounds is given.

    NEWSLOOM_DATA=... python benchmarks/near.py [ROUNDS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from statistics import median

from clustering_sets import folder, labelled, rows
from near_methods import HAS_RENSA, Method, Pair, methods
from results import keep

from pipeline.values import Article

SETS = ("giveme5w1h", "fnc1-bodies", "allsides-full", "ecbplus", "basil")
COUNTED = SETS[:3]
BASE = "datasketch, Jaccard 0.7"


def truth() -> tuple[dict[Pair, float], dict[str, set[Pair]]]:
    contained: dict[Pair, float] = {}
    members: dict[str, set[Pair]] = {}
    for row in rows(folder() / "neardup-pairs.jsonl.gz"):
        pair = frozenset((row["a"], row["b"]))
        contained[pair] = row["cont5"]
        members.setdefault(row["set"], set()).add(pair)
    return contained, members


def timed(articles: Sequence[Article], rounds: int) -> Mapping[str, tuple[set[Pair], float]]:
    """What each method names, and its median CPU seconds."""
    named: dict[str, set[Pair]] = {}
    seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        for method, find in methods():
            named[method], spent = once(find, articles)
            seconds.setdefault(method, []).append(spent)
    return {method: (named[method], median(seconds[method])) for method in named}


def once(find: Method, articles: Sequence[Article]) -> tuple[set[Pair], float]:
    started = time.process_time()
    found = find(articles)
    return found, time.process_time() - started


def main(rounds: int) -> None:
    contained, members = truth()
    print(f"{'set':<16}{'method':<26}{'recall':>8}{'precision':>11}{'copies':>8}{'named':>7}{'articles/CPU s':>16}{'ratio':>7}")
    total: dict[str, list[float]] = {}
    articles_counted = 0
    once(next(methods())[1], labelled(SETS[0])[0][:20])  # tables that are made once are not part of a speed
    for name in SETS:
        articles = list({article.id: article for article in labelled(name)[0]}.values())
        copies = {pair for pair in members.get(name, ()) if contained[pair] >= 0.6}
        results = timed(articles, rounds)
        base = results[BASE][1]
        articles_counted += len(articles) if name in COUNTED else 0
        for method, (named, seconds) in results.items():
            right = sum(contained.get(pair, 0) >= 0.3 for pair in named)
            numbers = (len(copies & named), len(copies), right, len(named), seconds)
            print(line(name, method, numbers, len(articles), base))
            if name in COUNTED:
                total[method] = [a + b for a, b in zip(total.get(method, [0.0] * 5), numbers, strict=True)]
    for method, numbers in total.items():
        print(line("first three", method, numbers, articles_counted, total[BASE][4]))
    keep(
        "near",
        [
            {"set": "first three", "method": method, "recall": hit / copies, "ratio": total[BASE][4] / seconds}
            for method, (hit, copies, _, _, seconds) in total.items()
        ],
    )
    if not HAS_RENSA:
        print("rensa is not installed: `make bench` installs it beside the others")


def line(name: str, method: str, numbers: Sequence[float], articles: int, base: float) -> str:
    hit, copies, right, named, seconds = numbers
    return (
        f"{name:<16}{method:<26}{share(hit, copies):>8}{share(right, named):>11}{copies:>8.0f}{named:>7.0f}"
        f"{articles / seconds:>16.0f}{base / seconds:>7.2f}"
    )


def share(part: float, whole: float) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
