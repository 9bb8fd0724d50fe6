"""A small head over a sentence encoder that is there already: features of (premise, claim), and what is learned from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.encoder import (
    _CHARACTERS,
    TOKENS,
    Model,
    _encoded,
)  # the states of the tokens, which no public name gives
from pipeline.verify import tokens

Vector = NDArray[np.float64]
SENTENCES = 6
"""So many sentences of a premise are encoded, those that share most words with the claim."""


@dataclass(eq=False)
class Encoder:
    """States and means of sentences by the model, each computed once; ``encoded`` counts those that were."""

    model: Model
    known: dict[str, tuple[NDArray[np.float32], NDArray[np.float32], Vector]] = field(default_factory=dict)
    encoded: int = 0

    def states(self, text: str) -> tuple[NDArray[np.float32], NDArray[np.float32], Vector]:
        """(the unit states of its tokens, those of the bare words, its unit mean)."""
        if text not in self.known:
            ids = np.array([self.model.tokenizer.encode(text[:_CHARACTERS]).ids[:TOKENS]])
            told = _encoded(self.model, ids, np.ones(ids.shape, dtype=bool))[0]
            bare = self.model.weights["embeddings.word_embeddings.weight"][ids[0]]
            mean = told.mean(axis=0).astype(np.float64)
            # without the marks at both ends
            self.known[text] = _unit(told[1:-1]), _unit(bare[1:-1]), mean / max(float(np.linalg.norm(mean)), 1e-9)
            self.encoded += 1
        return self.known[text]


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return rows / np.maximum(np.sqrt(np.square(rows).sum(axis=1, keepdims=True)), np.float32(1e-9))


def features(encoder: Encoder, premise: Sequence[str], claim: str) -> Vector:
    """Ten figures of how the claim's tokens and its mean lie to the premise's, then u * v and |u - v| of the means."""
    mine = tokens.content(claim)
    order = sorted(range(len(premise)), key=lambda place: (-len(mine & tokens.content(premise[place])), place))[:SENTENCES]
    near = [encoder.states(premise[place]) for place in sorted(order)]
    states, bare, mean = encoder.states(claim)
    cosines = [float(mean @ one[2]) for one in near]
    alike = np.concatenate([states @ one[0].T for one in near], axis=1).max(axis=1)
    same = np.concatenate([bare @ one[1].T for one in near], axis=1).max(axis=1)
    back = max(float((one[0] @ states.T).max(axis=1).mean()) for one in near)
    lowest = np.sort(alike)
    few = lowest[: max(1, len(lowest) // 10)]
    best = near[int(np.argmax(cosines))][2]
    figures = [
        max(cosines), float(np.mean(cosines)), float(alike.mean()), float(alike.min()), float(few.mean()),
        float(np.median(alike)), float((same < 0.6).mean()), float(same.min()), back,
        float(alike[same > 0.99].min(initial=1.0)),
    ]  # fmt: skip
    return np.concatenate([np.array(figures), mean * best, np.abs(mean - best)])


FIGURES = 10


@dataclass(frozen=True, eq=False)
class Head:
    """Layers of weights over standardised features; none hidden is a logistic regression."""

    centre: Vector
    spread: Vector
    layers: tuple[tuple[Vector, Vector], ...]
    width: int

    def __call__(self, rows: Vector) -> Vector:
        """One score a row, 0 to 1."""
        told = (rows[:, : self.width] - self.centre) / self.spread
        for weight, bias in self.layers[:-1]:
            told = np.maximum(0, told @ weight + bias)
        weight, bias = self.layers[-1]
        return 1 / (1 + np.exp(-np.clip((told @ weight + bias)[:, 0], -30, 30)))


def learned(rows: Vector, follows: Vector, *, width: int, hidden: int, seed: int, decay: float, epochs: int = 60) -> Head:
    """A head by Adam (Kingma and Ba 2015) on the cross entropy, with decay of the weights; equal input gives an equal head."""
    rng = np.random.default_rng(seed)
    given = rows[:, :width]
    centre, spread = given.mean(axis=0), given.std(axis=0) + 1e-6
    given = (given - centre) / spread
    sizes = (width, hidden, 1) if hidden else (width, 1)
    flat = [part for a, b in pairwise(sizes) for part in (rng.normal(0, a**-0.5, (a, b)), np.zeros(b))]
    first, second, step = [np.zeros_like(one) for one in flat], [np.zeros_like(one) for one in flat], 0
    for _ in range(epochs):
        order = rng.permutation(len(given))
        for start in range(0, len(order), 64):
            some = order[start : start + 64]
            step += 1
            for place, slope in enumerate(_slopes(flat, given[some], follows[some])):
                slope = slope + decay * flat[place] * (place % 2 == 0)  # noqa: PLW2901  the decay belongs to it
                first[place] = 0.9 * first[place] + 0.1 * slope
                second[place] = 0.999 * second[place] + 0.001 * slope**2
                rate = 0.003 * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
                flat[place] = flat[place] - rate * first[place] / (np.sqrt(second[place]) + 1e-8)
    return Head(centre, spread, tuple(zip(flat[::2], flat[1::2], strict=True)), width)


def _slopes(flat: list[Vector], given: Vector, follows: Vector) -> list[Vector]:
    told = [given]
    for weight, bias in zip(flat[:-2:2], flat[1:-2:2], strict=True):
        told.append(np.maximum(0, told[-1] @ weight + bias))
    out = 1 / (1 + np.exp(-np.clip((told[-1] @ flat[-2] + flat[-1])[:, 0], -30, 30)))
    wrong = ((out - follows) / len(follows))[:, None]
    slopes: list[Vector] = []
    for place in range(len(flat) - 2, -1, -2):
        layer = place // 2
        slopes = [told[layer].T @ wrong, wrong.sum(axis=0), *slopes]
        if layer:
            wrong = (wrong @ flat[place].T) * (told[layer] > 0)
    return slopes


def area(scores: Vector, follows: Vector) -> float:
    """The area under the curve: how often one that follows scores above one that does not."""
    order = np.argsort(np.argsort(scores, kind="stable"), kind="stable") + 1.0
    true = follows > 0.5
    count = int(true.sum()), int((~true).sum())
    return float((order[true].sum() - count[0] * (count[0] + 1) / 2) / max(1, count[0] * count[1]))


@dataclass(eq=False)
class HeadScorer:
    """The head as an ``EntailmentScorer``."""

    encoder: Encoder
    head: Head
    name: str = "trial"

    def scores(self, pairs: Sequence[tuple[Sequence[str], str]]) -> list[float]:
        """One score a pair."""
        if not pairs:
            return []
        rows = np.array([features(self.encoder, premise, claim) for premise, claim in pairs])
        return [round(float(one), 4) for one in self.head(rows)]
