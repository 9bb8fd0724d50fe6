"""What each kind of evidence adds to the log-odds of one event: an account that adds up to the score.

The rule is a product, so its logarithm is a sum: kinds of evidence are let in one after the other, in a fixed order, and
what each changes is its effect (an additive account along one path, as in the waterfall of a scorecard). What the learned
trees add, and what editors taught, is one figure, since no single question of a tree means anything by itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.evidence import FEATURES, Evidence, F, Matrix
from pipeline.cluster.score import PairScore, log_odds

# In the order in which they are let in; a feature that is in none of them comes in last, with what speaks of the neighbourhood.
_STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("words", ("words", "title", "title_told", "shorter", "longer")),
    ("names", ("names", "lead")),
    ("numbers", ("numbers",)),
    ("hardly a word but names in common", ()),
    ("other company", ("other_hero", "no_hero", "no_mention")),
    ("no number in common", ()),
    ("no name and no number in common", ()),
    ("one site", ("one_site",)),
    ("days apart", ("days", "told_days", "undated")),
    ("shared text", ()),
    ("crowded corner of the news", ()),
)
_NAMED = [name for name, _ in _STEPS]
_PLAIN, _AMOUNTS, _ALL, _TEXT = (
    _NAMED.index(name)
    for name in ("hardly a word but names in common", "no number in common", "no name and no number in common", "shared text")
)
LEARNED = "learned"
_LEAST_SAID = 0.05


@dataclass(frozen=True, slots=True)
class Effect:
    """One kind of evidence and what it adds to the log-odds (natural logarithm; 0 is even odds)."""

    name: str
    log_odds: float


def effects_of(evidence: Evidence, pairs: Sequence[PairScore]) -> list[tuple[Effect, ...]]:
    """Give the account of each pair, of which ``evidence`` is the row: effects that add up to the log-odds of its score."""
    if not pairs:
        return []
    rule = _rule(evidence, np.array([pair.containment for pair in pairs]))
    found = []
    for pair, sums, foreign in zip(pairs, rule, evidence.foreign.tolist(), strict=True):
        steps = np.diff(sums, prepend=0.0).tolist()
        if foreign:
            # Words are not compared across languages: what the names bring is brought from nothing.
            steps[:2] = 0.0, steps[0] + steps[1]
        named = [Effect(name, value) for (name, _), value in zip(_STEPS, steps, strict=True)]
        if pair.meaning:
            named.append(Effect("meaning", pair.meaning))
        found.append((*named, Effect(LEARNED, odds_of(pair.score) - float(sums[-1]) - pair.meaning)))
    return found


def said(effects: Sequence[Effect]) -> str:
    """Give the account in words, the strongest first: ``log-odds +0.4: words +2.1, days apart -1.2``."""
    telling = sorted((one for one in effects if abs(one.log_odds) >= _LEAST_SAID), key=lambda one: -abs(one.log_odds))
    whole = math.fsum(one.log_odds for one in effects)
    return f"log-odds {whole:+.1f}: {', '.join(f'{one.name} {one.log_odds:+.1f}' for one in telling) or 'nothing either way'}"


def odds_of(score: float) -> float:
    """Give the log-odds of a score: ``score.scaled`` turned round."""
    return math.log(score / (1 - score))


def _rule(evidence: Evidence, containments: Matrix) -> Matrix:
    """Give the plain rule's log-odds, pairs x steps, after each step."""
    pairs, steps = len(evidence.matrix), len(_STEPS)
    open_to = np.repeat(_open()[:, None, :], pairs, axis=1).reshape(steps * pairs, -1)
    after = np.repeat(np.arange(steps), pairs)
    staged = replace(
        evidence,
        matrix=np.tile(evidence.matrix, (steps, 1)) * open_to,
        foreign=np.tile(evidence.foreign, steps),
        shared=np.tile(evidence.shared, steps),
        other_amounts=np.tile(evidence.other_amounts, steps) & (after >= _AMOUNTS),
        all_other=np.tile(evidence.all_other, steps) & (after >= _ALL),
        plain=np.where(after >= _PLAIN, np.tile(evidence.plain, steps), 1.0),
        meaning=None,
    )
    found: Matrix = log_odds(staged, np.tile(containments, steps) * (after >= _TEXT), None).reshape(steps, pairs).T
    return found


@cache
def _open() -> NDArray[np.float64]:
    """Give which features are let in at each step, steps x FEATURES."""
    allowed = np.zeros((len(_STEPS), len(FEATURES)))
    for step, (_, features) in enumerate(_STEPS):
        for feature in features:
            allowed[step:, F[feature]] = 1.0
    allowed[-1] = 1.0
    return allowed
