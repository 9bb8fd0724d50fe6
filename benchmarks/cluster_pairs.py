"""The pairs of a labelled set as the clusterer meets them: its evidence, and whether both report one event."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from clustering_sets import labelled

from pipeline.cluster.batch import decision_order
from pipeline.cluster.evidence import F, gather
from pipeline.cluster.state import ClusterState
from pipeline.cluster.trees import KINDS, kinds_of
from pipeline.fingerprint import fingerprint

FOLDS = 5
# Pairs that share hardly a word teach nothing and are by far the most.
LEAST_WORDS = 0.04
# A set of few and very large events has pairs without end: so many, evenly spread, are enough.
MOST_PAIRS = 40_000


@dataclass(frozen=True)
class Pairs:
    """Rows of evidence, whether each is one event, the folds of both articles, and the number of the later one's event."""

    matrix: np.ndarray
    same: np.ndarray
    folds: np.ndarray
    event: np.ndarray

    def without_fold(self, fold: int) -> Pairs:
        """The pairs with no article of a fold."""
        return self.only((self.folds != fold).all(axis=1))

    def only(self, kept: np.ndarray) -> Pairs:
        """The pairs of these rows."""
        return Pairs(self.matrix[kept], self.same[kept], self.folds[kept], self.event[kept])

    def events_of_kinds(self) -> np.ndarray:
        """How many events have a pair of each kind."""
        kinds = kinds_of(self.matrix)[self.same]
        taught = np.unique(np.stack([kinds, self.event[self.same]]), axis=1)[0]
        return np.bincount(taught, minlength=KINDS).astype(float)


def fold_of(event: str | None, article: str) -> int:
    """The fold of an event; both events of one ECB+ topic (``ecb-14-ecb``, ``ecb-14-ecbplus``) are in one."""
    named = article if event is None else "-".join(event.split("-")[:2]) if event.startswith("ecb-") else event
    return zlib.crc32(named.encode()) % FOLDS


def pairs_of(name: str) -> Pairs:
    articles, gold = labelled(name)
    prints = [fingerprint(article) for article in articles]
    state = ClusterState(learned=None)
    number = {event: place for place, event in enumerate(sorted(set(gold.values())))}
    matrices, same, folds, events = [], [], [], []
    for line in decision_order(prints):
        mine = prints[line]
        if mine.article in state.known:
            continue
        weighed = state.weigh(mine)
        candidates = state.candidates(weighed)
        found = gather(state.postings, weighed, candidates)
        state.add(replace(weighed, crowd=found.crowd), mine.article)
        kept = np.flatnonzero(found.matrix[:, F["words"]] > LEAST_WORDS)
        others = [candidates[place].fingerprint.article for place in kept]
        matrices.append(found.matrix[kept])
        same += [gold[mine.article] == gold[other] for other in others]
        folds += [(fold_of(gold[mine.article], ""), fold_of(gold[other], "")) for other in others]
        events += [number[gold[mine.article]]] * len(others)
    whole = Pairs(np.concatenate(matrices), np.array(same), np.array(folds), np.array(events))
    every = max(1, len(whole.same) // MOST_PAIRS)
    return whole.only(np.arange(len(whole.same)) % every == 0)


def joined(sets: Sequence[Pairs]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Evidence, labels, weights (every set weighs the same) and events by kind, of several sets."""
    weights = np.concatenate([np.full(len(one.same), 1e4 / len(one.same)) for one in sets])
    matrix = np.concatenate([one.matrix for one in sets])
    return matrix, np.concatenate([one.same for one in sets]), weights, sum(one.events_of_kinds() for one in sets)
