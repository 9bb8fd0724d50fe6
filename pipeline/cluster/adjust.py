"""What a newsroom's own corrections add to the score: a small logistic correction of the log-odds that ship.

Ridge-regularised logistic regression with the shipped log-odds as offset, so that without examples nothing changes (le
Cessie and van Houwelingen 1992, "Ridge estimators in logistic regression"), fitted by iteratively reweighted least squares
(Nelder and Wedderburn 1972). The penalty counts as much as so many examples: five move little, two hundred much. Each
weight and the whole correction are bounded, so that no example, however wrong, moves a pair that the score is sure about.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.evidence import Evidence, F

Matrix = NDArray[np.float64]

# Evidence that an editor would name, with what it usually is near even odds.
_EVIDENCE = (("words", 0.2), ("names", 0.2), ("numbers", 0.1), ("other_hero", 0.3), ("days", 0.5))
COLUMNS = ("always", "score", *(name for name, _ in _EVIDENCE))
# Beyond this the log-odds that ship are as good as certain.
_SURE = 6.0
_RIDGE = 12.0
_MOST_WEIGHT, _MOST_SHIFT = 1.5, 2.0
_STEPS = 25


@dataclass(frozen=True, slots=True)
class Adjustment:
    """``weights`` are those of ``COLUMNS``, none of them beyond 1.5 either way; all zero changes nothing."""

    weights: tuple[float, ...]

    def record(self) -> dict[str, float]:
        """Give the weights by name."""
        return dict(zip(COLUMNS, self.weights, strict=True))


def read_adjustment(record: Mapping[str, float]) -> Adjustment:
    """Give what ``Adjustment.record`` wrote. Raises KeyError for columns that are not those of this version."""
    if set(record) != set(COLUMNS):
        raise KeyError(f"learned for the evidence {', '.join(sorted(record))}, and the score has {', '.join(sorted(COLUMNS))}")
    return Adjustment(tuple(float(record[name]) for name in COLUMNS))


@cache
def score_digest() -> str:
    """Give the SHA-256 (hex) of the trees that ship: what was learned for other ones does not fit these."""
    return hashlib.sha256(files(__package__).joinpath("learned/trees.json").read_bytes()).hexdigest()


def columns(odds: Matrix, evidence: Evidence) -> Matrix:
    """Give what the weights are for: pairs x COLUMNS."""
    found = np.ones((len(odds), len(COLUMNS)))
    found[:, 1] = np.clip(odds, -_SURE, _SURE) / _SURE
    for place, (name, usual) in enumerate(_EVIDENCE, start=2):
        found[:, place] = np.minimum(evidence.matrix[:, F[name]], 2.0) - usual
    return found


def shift(adjustment: Adjustment, rows: Matrix) -> Matrix:
    """Give what is added to the log-odds of each row of ``columns``: at most 2 either way."""
    moved: Matrix = np.clip(rows @ np.array(adjustment.weights), -_MOST_SHIFT, _MOST_SHIFT)
    return moved


def adjusted(adjustment: Adjustment | None, odds: Matrix, evidence: Evidence) -> Matrix:
    """Give the log-odds with what was learned; as they are without."""
    return odds if adjustment is None else odds + shift(adjustment, columns(odds, evidence))


def fitted(rows: Matrix, odds: Matrix, same: Matrix, importance: Matrix) -> Adjustment:
    """Fit to examples: rows of ``columns``, shipped log-odds, 1 for one event and 0 for two, how much each counts.

    Deterministic. The loss is convex; a step is halved until it lowers it.
    """
    weights = np.zeros(len(COLUMNS))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(odds + rows @ weights)))
        slope = rows.T @ (importance * (likely - same)) + _RIDGE * weights
        curve = (rows * (importance * likely * (1 - likely))[:, None]).T @ rows + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        before = _penalised(weights, rows, odds, same, importance)
        while _penalised(weights - step, rows, odds, same, importance) > before and np.abs(step).max() > 1e-9:
            step /= 2
        weights = weights - step
        if np.abs(step).max() < 1e-7:
            break
    bounded = np.clip(weights, -_MOST_WEIGHT, _MOST_WEIGHT)
    return Adjustment(tuple(round(float(weight), 6) for weight in bounded))


def losses(odds: Matrix, same: Matrix) -> Matrix:
    """Give the log-loss of each example, in nats."""
    found: Matrix = np.logaddexp(0.0, np.where(same > 0, -odds, odds))
    return found


def _penalised(weights: Matrix, rows: Matrix, odds: Matrix, same: Matrix, importance: Matrix) -> float:
    return float(importance @ losses(odds + rows @ weights, same) + _RIDGE / 2 * weights @ weights)
