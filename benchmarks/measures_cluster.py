"""Measures of a clustering: element-wise B-cubed (Bagga and Baldwin 1998) and F1 over pairs of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

LARGE = 3


@dataclass(frozen=True)
class Scores:
    """All from 0 to 1, better is higher, but for ``mixed``: the share of stories with articles of two events.

    ``exact`` is the share of events with three and more articles that are one story with nothing else in it.
    """

    precision: float
    recall: float
    b_cubed: float
    pair_f1: float
    exact: float
    mixed: float


def score(gold: Mapping[str, str], story: Mapping[str, str]) -> Scores:
    """The scores of ``story`` against ``gold``, both by article; an article without a story counts as one of its own."""
    assigned = {article: story.get(article, f"missing {article}") for article in gold}
    events = Counter(gold.values())
    stories = Counter(assigned.values())
    cells = Counter((gold[article], assigned[article]) for article in gold)
    precision = sum(count * count / stories[named] for (_, named), count in cells.items()) / len(gold)
    recall = sum(count * count / events[event] for (event, _), count in cells.items()) / len(gold)
    together = sum(map(pairs, cells.values()))
    pair_precision = together / max(1, sum(map(pairs, stories.values())))
    pair_recall = together / max(1, sum(map(pairs, events.values())))
    large = [event for event, count in events.items() if count >= LARGE]
    right = {event for (event, named), count in cells.items() if count == events[event] == stories[named]}
    mixed = sum(count > 1 for count in Counter(named for _, named in cells).values())
    return Scores(
        precision,
        recall,
        harmonic(precision, recall),
        harmonic(pair_precision, pair_recall),
        sum(event in right for event in large) / max(1, len(large)),
        mixed / max(1, len(stories)),
    )


def pairs(count: int) -> int:
    """How many pairs there are among so many."""
    return count * (count - 1) // 2


def harmonic(precision: float, recall: float) -> float:
    """F1; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
