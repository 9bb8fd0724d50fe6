"""What our drafts are read against: the opening of the best article, and LexRank, each cut to a number of words at a sentence.

LexRank as Erkan and Radev (2004) give it: sentences are nodes, those whose tf-idf cosine is above a threshold are joined, and
a sentence's worth is its share of a random walk with damping.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from pipeline.languages import detect, language
from pipeline.sentences import split
from pipeline.verify import tokens

JOINED, DAMPING, ROUNDS, AGAIN = 0.1, 0.15, 60, 0.5
OPENING = 400


def sentences(text: str) -> list[str]:
    """A document's sentences, without those that are no prose: fewer than five words or no full stop."""
    found = [text[span.start : span.end].strip() for span in split(text, language(detect(text)))]
    return [one for one in found if len(one.split()) >= 5 and one[-1] in ".!?”\"'’"]


def lead(texts: Sequence[str], budget: int) -> list[str]:
    """The first sentences of the document that is nearest to all the others, up to ``budget`` words."""
    bags = [Counter(tokens.words(text)[:OPENING]) for text in texts]
    near = [sum(_cosine(bag, other) for other in bags) for bag in bags]
    return _cut(sentences(texts[near.index(max(near))]), budget)


def lexrank(texts: Sequence[str], budget: int) -> list[str]:
    """The sentences most walked over, none that says another again, in the order of their documents, up to ``budget`` words."""
    found = [one for text in texts for one in sentences(text)]
    if not found:
        return []
    likeness = _likeness(found)
    walk = _walk(likeness)
    chosen: list[int] = []
    words = 0
    for place in sorted(range(len(found)), key=lambda one: (-walk[one], one)):
        if all(likeness[place, other] < AGAIN for other in chosen) and words < budget:
            chosen.append(place)
            words += len(found[place].split())
    return _cut([found[place] for place in sorted(chosen)], budget)


def _cut(found: Sequence[str], budget: int) -> list[str]:
    kept: list[str] = []
    for one in found:
        if kept and sum(len(other.split()) for other in kept) + len(one.split()) > budget * 1.1:
            break
        kept.append(one)
    return kept


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    across = sum(count * b[word] for word, count in a.items() if word in b)
    return across / math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()) or 1)


def _likeness(found: Sequence[str]) -> np.ndarray:
    bags = [Counter(tokens.content(one)) for one in found]
    df = Counter(word for bag in bags for word in bag)
    places = {word: place for place, word in enumerate(df)}
    matrix = np.zeros((len(bags), len(places)))
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            matrix[row, places[word]] = count * math.log(1 + len(bags) / df[word])
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit = matrix / np.where(norms > 0, norms, 1)
    return np.asarray(unit @ unit.T)


def _walk(likeness: np.ndarray) -> np.ndarray:
    joined = (likeness > JOINED).astype(float)
    step = joined / np.maximum(joined.sum(axis=1, keepdims=True), 1)
    size = len(likeness)
    walk = np.full(size, 1 / size)
    for _ in range(ROUNDS):
        walk = DAMPING / size + (1 - DAMPING) * (walk @ step)
    return walk
