"""What two articles are about, by the vectors of a sentence model: one more piece of evidence, where a newsroom has a model.

How near two vectors lie says little by itself: in a newsroom of one field all of them lie near. So a pair is measured against
the article's own tenth neighbour, as in cross-domain similarity local scaling (Conneau et al. 2018), and moves the log-odds by
a bounded amount. Headlines alone are left out: measured, their words know better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.encoder import Model
from pipeline.cluster.known import Known
from pipeline.fingerprint import fingerprint
from pipeline.values import Article, Fingerprint

# Chosen on the development sets (benchmarks/meaning.py): what counts as near above the tenth neighbour, what that one usually
# has where there are too few, and how much a pair may win or lose.
_ABOVE, _USUAL, _STEEP, _MOST = 0.15, 0.4, 5.0, 1.0
_NEIGHBOUR, _FEWEST = 9, 4

Matrix = NDArray[np.float64]


def with_meaning(fingerprints: Sequence[Fingerprint], articles: Sequence[Article], model: Model) -> list[Fingerprint]:
    """Give fingerprints with the vectors of their articles' titles and openings (float16, little-endian).

    A model for English alone leaves articles in other languages as they are.
    """
    read = [place for place, mine in enumerate(fingerprints) if model.multilingual or mine.language in {None, "en"}]
    vectors = model.vectors([f"{articles[place].title}\n{articles[place].text}" for place in read])
    found = list(fingerprints)
    for place, vector in zip(read, vectors, strict=True):
        found[place] = replace(found[place], meaning=vector.astype("<f2").tobytes(), model=model.name)
    return found


def fingerprints(articles: Sequence[Article], model: Model | None) -> list[Fingerprint]:
    """Give the fingerprints of articles, with their vectors where there is a model."""
    made = [fingerprint(article) for article in articles]
    return made if model is None else with_meaning(made, articles, model)


def similarities(mine: Known, candidates: Sequence[Known]) -> Matrix | None:
    """Give the cosine with each candidate, NaN where it has no vector of the same model; None where mine has none."""
    if mine.meaning is None:
        return None
    found = np.full(len(candidates), np.nan)
    model = mine.fingerprint.model
    for place, known in enumerate(candidates):
        if known.meaning is not None and known.fingerprint.model == model:
            found[place] = float(mine.meaning @ known.meaning)
    return found


def meaning_odds(cosines: Matrix | None, told: NDArray[np.bool_]) -> Matrix:
    """Give what the cosines of an article with its candidates add to their log-odds; 0 where ``told`` is false."""
    if cosines is None or not len(cosines):
        return np.zeros(len(told))
    known = np.sort(cosines[~np.isnan(cosines)])[::-1]
    usual = known[min(_NEIGHBOUR, len(known) - 1)] if len(known) >= _FEWEST else _USUAL
    odds = np.clip(_STEEP * (cosines - usual - _ABOVE), -_MOST, _MOST)
    found: Matrix = np.where(np.isnan(cosines) | ~told, 0.0, odds)
    return found


def stored_vector(fingerprint: Fingerprint) -> NDArray[np.float32] | None:
    """Give the vector of a fingerprint, None where it has none."""
    return np.frombuffer(fingerprint.meaning, "<f2").astype(np.float32) if fingerprint.meaning else None
