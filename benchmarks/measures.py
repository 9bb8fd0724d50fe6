"""Measures that the benchmarks share, each in the form its field publishes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class TextScore:
    """Macro precision and recall over pages, the F1 of these two means, and the share of pages with exactly the gold words."""

    f1: float
    precision: float
    recall: float
    exact: float


def text_score(gold: Mapping[str, str], predicted: Mapping[str, str]) -> TextScore:
    """The article-extraction benchmark's measure: overlap of 4-gram shingles of words, page by page.

    As in its published script a page with an empty prediction leaves the mean of precision and stays in that of recall.
    """
    precisions, recalls, exact = [], [], 0
    for page, body in gold.items():
        want, got = _shingles(body), _shingles(predicted.get(page, ""))
        shared = sum((want & got).values())
        if got:
            precisions.append(shared / sum(got.values()))
        if want:
            recalls.append(shared / sum(want.values()))
        exact += _TOKEN.findall(body) == _TOKEN.findall(predicted.get(page, ""))
    precision, recall = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return TextScore(harmonic(precision, recall), precision, recall, exact / max(1, len(gold)))


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def bag_f1(gold: Counter[str], predicted: Counter[str]) -> float:
    """F1 of two bags; 1 where both are empty."""
    if not gold and not predicted:
        return 1.0
    shared = sum((gold & predicted).values())
    return harmonic(shared / max(1, sum(predicted.values())), shared / max(1, sum(gold.values())))


def tokens(text: str) -> Counter[str]:
    """The bag of a text's words in lower case."""
    return Counter(token.lower() for token in _TOKEN.findall(text))


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    if len(words) < size:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
