"""Which sentences of different sources say the same: tf-idf cosine, with names and numbers counted double.

A sentence is *supported* by an independent origin when one sentence of it, or two that follow each other, carries at
least half of what it says by weight; it may *co-cite* a sentence that says the same with the same numbers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.facts.candidates import Candidate
from pipeline.facts.denials import opposite
from pipeline.facts.families import family
from pipeline.facts.reports import Report
from pipeline.verify import tokens

SAME = 0.30
CO_CITE = 0.3
SUPPORT = 0.5
ECHO = 0.33

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The story's sentences against each other.

    ``similarity`` is the cosine, ``cover[i, j]`` the weighted share of sentence i that stands in sentence j, ``weight`` the
    inverse document frequency of each term, ``centroid`` each sentence's cosine with the whole story, ``news`` that with
    the titles and first sentences: what every outlet thought the news was.
    """

    candidates: tuple[Candidate, ...]
    origins: tuple[str, ...]
    similarity: Matrix
    cover: Matrix
    centroid: Matrix
    news: Matrix
    weight: dict[str, float]
    terms: tuple[frozenset[str], ...]
    support: tuple[frozenset[str], ...]

    def same(self, i: int) -> list[int]:
        """Sentences of other origins that say the same as sentence i, the nearest first."""
        near = [j for j in np.argsort(-self.similarity[i]).tolist() if self.similarity[i, j] >= SAME]
        return [j for j in near if self.origins[j] != self.origins[i]]

    def supporters(self, i: int) -> frozenset[str]:
        """Origins, the sentence's own included, that say at least half of what sentence i says."""
        return self.support[i]

    def agreed(self, i: int) -> float:
        """The largest share of sentence i that one sentence of another origin says."""
        return max((float(self.cover[i, j]) for j, origin in enumerate(self.origins) if origin != self.origins[i]), default=0.0)

    def echoed(self, i: int) -> bool:
        """Whether another origin says a third of it, in whatever words: then it is not one outlet's alone."""
        if len(self.support[i]) > 1:
            return True
        return any(self.origins[j] != self.origins[i] for j in np.flatnonzero(self.cover[i] >= ECHO).tolist())


def align(candidates: Sequence[Candidate], reports: Sequence[Report]) -> Alignment:
    """Compare every sentence of the story with every other; quadratic in a few hundred sentences."""
    said = tuple(terms(candidate) for candidate in candidates)
    weight = _weights(candidates, said)
    columns = {term: number for number, term in enumerate(weight)}
    matrix = np.zeros((len(candidates), max(1, len(columns))))
    for row, mine in enumerate(said):
        for term in mine:
            matrix[row, columns[term]] = weight[term]
    mass = matrix.sum(axis=1)
    norm = np.linalg.norm(matrix, axis=1)
    length_of = np.where(norm > 0, norm, 1.0)
    unit = matrix / length_of[:, None]
    common, squared = overlap(said, said, weight, {term: value * value for term, value in weight.items()})
    cover = common / np.where(mass > 0, mass, 1.0)[:, None]
    similarity = squared / np.outer(length_of, length_of)
    usable = np.array([candidate.flaw != "boilerplate" for candidate in candidates], dtype=float)
    middle = (unit * usable[:, None]).sum(axis=0)
    length = float(np.linalg.norm(middle)) or 1.0
    news = _news(candidates, reports, unit, columns, weight)
    origins = tuple(reports[candidate.report].origin for candidate in candidates)
    return Alignment(
        candidates=tuple(candidates),
        origins=origins,
        similarity=similarity,
        cover=cover,
        centroid=(unit * (middle / length)).sum(axis=1),
        news=news,
        weight=weight,
        terms=said,
        support=_support(candidates, origins, cover),
    )


def overlap(
    rows: Sequence[frozenset[str]], places: Sequence[frozenset[str]], *weightings: Mapping[str, float]
) -> tuple[Matrix, ...]:
    """Give for each weighting a matrix (row, place) of the weight of the terms that both have.

    It goes by the lists of places that a term stands in.

    Most terms stand in one or two sentences, and a matrix product would start threads that spin for longer than this takes.
    """
    number: dict[str, int] = {}
    there = np.array([number.setdefault(term, len(number)) for mine in places for term in mine], dtype=np.int64)
    counts = np.bincount(there, minlength=len(number))
    # the places of each term, one after the other
    standing = np.repeat(np.arange(len(places)), [len(mine) for mine in places])[np.argsort(there, kind="stable")]
    starts = np.cumsum(counts) - counts
    asked = [(row, term) for row, mine in enumerate(rows) for term in mine if term in number]
    terms_asked = np.array([number[term] for _, term in asked], dtype=np.int64)
    many = counts[terms_asked] if asked else np.zeros(0, dtype=np.int64)
    within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    cells = np.repeat(np.array([row for row, _ in asked], dtype=np.int64) * len(places), many)
    cells = cells + standing[np.repeat(starts[terms_asked], many) + within] if asked else cells
    shape = len(rows), len(places)
    spread = (np.repeat(np.array([weighting[term] for _, term in asked]), many) for weighting in weightings)
    return tuple(np.bincount(cells, one, shape[0] * shape[1]).astype(np.float64).reshape(shape) for one in spread)


def _support(candidates: Sequence[Candidate], origins: Sequence[str], cover: Matrix) -> tuple[frozenset[str], ...]:
    """For each sentence the origins that carry half of it, in one sentence or in two that follow each other."""
    if not candidates:
        return ()
    source = np.array([candidate.report for candidate in candidates])
    nearby = cover.copy()
    pair = np.minimum(1.0, 0.75 * (cover[:, :-1] + cover[:, 1:])) * (source[:-1] == source[1:])
    nearby[:, :-1] = np.maximum(nearby[:, :-1], pair)
    found = [{origin} for origin in origins]
    for row, place in np.argwhere(nearby >= SUPPORT).tolist():
        found[row].add(origins[place])
    return tuple(map(frozenset, found))


def _news(
    candidates: Sequence[Candidate], reports: Sequence[Report], unit: Matrix, columns: dict[str, int], weight: dict[str, float]
) -> Matrix:
    """Each sentence's cosine with the titles and first sentences of the *other* sources, so that none is its own measure."""
    parts = np.zeros((len(reports), unit.shape[1]))
    for number, report in enumerate(reports):
        for term in tokens.content(report.source.title) & columns.keys():
            parts[number, columns[term]] += weight[term] / 4
    for row, candidate in enumerate(candidates):
        if candidate.place == 0 and candidate.flaw in {None, "half a quotation"}:
            parts[candidate.report] += unit[row]
    others = parts.sum(axis=0)[None, :] - (parts if len(reports) > 1 else 0.0)
    others = others / np.maximum(np.linalg.norm(others, axis=1), 1e-9)[:, None]
    rows = others[[candidate.report for candidate in candidates]] if candidates else np.zeros_like(unit)
    cosine: Matrix = np.einsum("ij,ij->i", unit, rows)
    return cosine


# what happens to somebody once: told again it is the same
EVENTS = frozenset(tokens.stem(word) for word in ("paused", "acquire", "resigned", "hired", "launched"))


def terms(candidate: Candidate) -> frozenset[str]:
    """What a sentence is compared by: its stems, and its numbers by value and unit."""
    stems = frozenset(family(stem) for stem in candidate.stems)
    if re.search(r"\b(?:on hold|on ice)\b", candidate.text):
        stems |= {tokens.stem("paused")}
    return stems | {number_term(number) for number in candidate.numbers if number.value > 2}


def number_term(number: tokens.Quantity) -> str:
    """A number as a term: the same for ``$1.4bn`` and ``$1.4 billion``."""
    currency = number.unit if number.unit in {"$", "€", "£", "₹", "%"} else ""
    return f"#{number.value:g}{currency}"


def _weights(candidates: Sequence[Candidate], said: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse frequency over the story's sentences; a name or a number counts half as much again."""
    frequency = Counter(term for mine in said for term in mine)
    named = frozenset().union(*(candidate.names for candidate in candidates)) if candidates else frozenset[str]()
    total = max(2, len(candidates))
    return {
        term: math.log(1 + total / count) * (1.5 if term in named or term.startswith("#") else 1.0)
        for term, count in frequency.items()
    }


def co_cited(i: int, text: str, alignment: Alignment, reports: Sequence[Report], limit: int = 3) -> list[int]:
    """Sentences of other origins that may stand beside sentence i under ``text``: they say it too.

    At most one an origin, the nearest first; the printed text must be covered, not only the source sentence.
    """
    mine = tokens.content(text)
    numbers = {number_term(number) for number in tokens.quantities(text) if not number.spelled or number.value > 2}
    quoted = tokens.content(
        " ".join(text[span.start : span.end] for span in tokens.quotations(text) if span.end - span.start > 24)
    )
    taken = {alignment.origins[i]}
    found: list[int] = []
    for j in np.argsort(-alignment.similarity[i]).tolist():
        other = alignment.candidates[j]
        if len(found) >= limit or alignment.similarity[i, j] < 0.2:
            break
        report = reports[other.report]
        if alignment.origins[j] in taken or other.flaw in {"boilerplate", "not to be quoted", "no sentence"}:
            continue
        if not report.foreign and opposite(alignment.candidates[i], frozenset(map(family, mine)), other):
            continue  # who denies it does not say it
        if quoted and not report.foreign and len(quoted & other.stems) < 0.5 * len(quoted):
            continue  # a quotation is backed by who quotes it, not by who names the speaker
        if _says(mine, numbers, other, alignment.weight, foreign=report.foreign):
            taken.add(alignment.origins[j])
            found.append(j)
    return found


def _says(mine: frozenset[str], numbers: set[str], other: Candidate, weight: dict[str, float], *, foreign: bool) -> bool:
    theirs = {number_term(number) for number in other.numbers}
    shared = mine & other.stems
    if foreign:
        anchors = (shared & other.names) | (numbers & theirs)
        return len(anchors) >= 3 and numbers <= theirs
    total = sum(weight.get(term, 1.0) for term in mine | numbers) or 1.0
    part = sum(weight.get(term, 1.0) for term in shared | (numbers & theirs)) / total
    return part >= CO_CITE and len(shared) >= 3 and len(shared) / min(len(mine), max(6, len(other.stems))) >= 0.27
