"""How well sentences follow each other: an entity grid over our drafts, their shuffles and articles by people.

    NEWSLOOM_DATA=data python benchmarks/coherence.py [SET...]

The grid is that of Barzilay and Lapata (2008) without a parser: a row for each sentence, a column for each name or noun-like
word, in a cell whether it stands at the head of the sentence (among its first words), further on, or not at all. What is
scored are the shares of the transitions between two sentences, for what a text mentions once and for what it mentions again.
Weights are learned by ranking on half of $NEWSLOOM_DATA/clustering/background.jsonl.gz: an article before a shuffle of its own
sentences. Each line printed is one JSON object:
    people      of articles kept back, the share whose order is scored above a shuffle (.5 would be chance)
    ours        the same of our drafts
    percentile  where the mean draft stands among people's articles cut to as many sentences, 0 to 100
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import statistics
import sys
from bisect import bisect_left
from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks.draft import sheet
from benchmarks.rivals import sentences
from pipeline.verify import tokens
from pipeline.write import writer

SETS = ("multinews_lb", "basil")
HEAD = 6
STATES = ["H", "X", "-"]
TRANSITIONS = {pair: place for place, pair in enumerate(itertools.product(STATES, STATES))}
FEWEST, MOST = 6, 14
ARTICLES, SHUFFLES, ROUNDS, STEP, SHRINK = 1200, 10, 300, 0.5, 1e-3
SEED = 20260301


def grid(text):
    """A row of {entity: H or X} for each sentence."""
    rows = []
    for sentence in text:
        head = tokens.content(" ".join(sentence.split()[:HEAD]))
        rows.append({stem: "H" if stem in head else "X" for stem in tokens.content(sentence)})
    return rows


def features(rows):
    """Shares of the nine transitions, for entities of one sentence and for those of several."""
    mentions = Counter(stem for row in rows for stem in row)
    found = np.zeros((2, len(TRANSITIONS)))
    for before, after in itertools.pairwise(rows):
        for stem in mentions:
            pair = before.get(stem, "-"), after.get(stem, "-")
            found[int(mentions[stem] > 1), TRANSITIONS[pair]] += 1
    totals = found.sum(axis=1, keepdims=True)
    return (found / np.where(totals > 0, totals, 1)).ravel()


def shuffles(rows, chance, count):
    """Other orders of the same sentences."""
    for _ in range(count):
        other = rows[:]
        while other == rows:
            chance.shuffle(other)
        yield other


def learned(texts, chance):
    """Weights that rank a text above its shuffles: logistic regression on differences."""
    apart = []
    for rows in texts:
        mine = features(rows)
        apart += [mine - features(other) for other in shuffles(rows, chance, SHUFFLES)]
    matrix = np.array(apart)
    scale = matrix.std(axis=0) + 1e-9
    matrix = matrix / scale
    weights = np.zeros(matrix.shape[1])
    for _ in range(ROUNDS):
        wrong = 1 / (1 + np.exp(matrix @ weights))
        weights += STEP * (matrix.T @ wrong / len(matrix) - SHRINK * weights)
    return weights / scale


def above(texts, weights, chance):
    """The share of shuffles that a text's own order is scored above; ties count as half."""
    shares = []
    for rows in texts:
        mine = features(rows) @ weights
        others = [features(other) @ weights for other in shuffles(rows, chance, SHUFFLES)]
        shares.append(statistics.mean(1.0 if mine > one else 0.5 if mine == one else 0.0 for one in others))
    return statistics.mean(shares)


def articles(path, count):
    """Grids of articles by people, cut to as many sentences as a draft has."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = sentences(json.loads(line)["text"])
            if len(text) >= MOST:
                found.append(grid(text[:MOST]))
            if len(found) == count:
                break
    return found


def drafts(path):
    """Grids of our drafts of six sentences and more."""
    chosen = writer("extractive")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [[one.text for one in chosen.write(sheet(json.loads(line))).sentences] for line in lines]
    return [grid(text) for text in texts if len(text) >= FEWEST]


def percentile(mine, people, weights):
    """Where each draft stands among people's articles of its length, as a mean of percentiles."""
    by_length = {}
    found = []
    for rows in mine:
        length = min(len(rows), MOST)
        if length not in by_length:
            by_length[length] = sorted(float(features(other[:length]) @ weights) for other in people)
        found.append(100 * bisect_left(by_length[length], float(features(rows[:length]) @ weights)) / len(people))
    return statistics.mean(found)


def main(arguments):
    base = os.environ.get("NEWSLOOM_DATA")
    if not base or not Path(base, "clustering", "background.jsonl.gz").is_file():
        print(
            "benchmarks/coherence.py: NEWSLOOM_DATA has no clustering/background.jsonl.gz; set it, run again", file=sys.stderr
        )
        return 2
    chance = random.Random(SEED)
    people = articles(Path(base, "clustering", "background.jsonl.gz"), ARTICLES)
    half = len(people) // 2
    weights = learned(people[:half], chance)
    kept = people[half:]
    print(json.dumps({"set": "people", "articles": len(kept), "people": round(above(kept, weights, chance), 3)}))
    for name in arguments or SETS:
        mine = drafts(Path(base, "synthesis", f"{name}.jsonl.gz"))
        scores = {"ours": round(above(mine, weights, chance), 3), "percentile": round(percentile(mine, kept, weights), 1)}
        print(json.dumps({"set": name, "drafts": len(mine), **scores}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
