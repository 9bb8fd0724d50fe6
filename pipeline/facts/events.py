"""What happened, clause by clause: which sentences of other sources say what a clause says.

A clause is *said* by a sentence that carries at least half of it by weight (inverse frequency in the story, names and numbers
half as much again); one that two outlets say, or that a source states plainly of somebody it names, is a fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from pipeline.facts.align import Alignment, number_term
from pipeline.facts.candidates import Candidate
from pipeline.facts.families import family
from pipeline.facts.slots import clause_spans
from pipeline.verify import tokens

SAID = 0.5
_FEWEST = 3
_USABLE = frozenset({None, "half a quotation", "an outlet speaks of another", "elliptical"})
NEGATED = re.compile(
    r"\b(?:not|no|never|none|nobody|neither|without|cannot|denie[sd]|deny|denying|declined?|refused?|reject\w*|failed|blocked|"
    r"voted against|ruled out|nicht|kein\w*)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause of a sentence: its place among the candidates, where it stands, and the terms it is compared by."""

    place: int
    start: int
    end: int
    terms: frozenset[str]
    negated: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A clause and the sentences that say it (its own first); ``denied`` are sentences that say the opposite."""

    unit: Unit
    said: tuple[int, ...]
    denied: tuple[int, ...] = ()


def events(
    alignment: Alignment, valued: AbstractSet[int], values: Mapping[int, tuple[tuple[int, int], ...]], common: AbstractSet[str]
) -> tuple[Event, ...]:
    """The clauses that are facts, those that most sources say first; a clause belongs to one fact.

    ``valued`` are sentences with a value that is a fact already, ``values`` where values stand in each sentence.
    """
    units = [unit for place, candidate in enumerate(alignment.candidates) for unit in _units(place, candidate, alignment)]
    if not units:
        return ()
    cover, back = _covers(units, alignment)
    reports = np.array([candidate.report for candidate in alignment.candidates])
    usable = np.array([candidate.flaw in _USABLE for candidate in alignment.candidates])
    said = (cover >= SAID) & usable[None, :]
    for row, unit in enumerate(units):
        said[row, unit.place] = True
    shared = [frozenset(reports[said[row]].tolist()) for row in range(len(units))]
    order = sorted(range(len(units)), key=lambda row: (-len(shared[row]), _length(units[row]), units[row].place))
    taken: set[int] = set()
    found: list[Event] = []
    del back, valued
    by_place: dict[int, list[int]] = {}
    for row, unit in enumerate(units):
        by_place.setdefault(unit.place, []).append(row)
    for row in order:
        unit = units[row]
        if row in taken or (len(shared[row]) < 2 and not _alone(unit, alignment, common)):
            continue
        if _only_a_value(unit, values.get(unit.place, ()), alignment, common):
            continue
        places = [place for place in np.flatnonzero(said[row]).tolist() if place != unit.place]
        places.sort(key=lambda place: -cover[row, place])
        kept, denied, from_reports = [unit.place], [], {int(reports[unit.place])}
        for place in places:
            opposite = _negated_near(alignment.candidates[place], unit, alignment) != unit.negated
            if opposite and cover[row, place] >= 0.6:
                denied.append(place)
            elif not opposite and int(reports[place]) not in from_reports:
                kept.append(place)
                from_reports.add(int(reports[place]))
        if len(kept) < 2 and not denied and not _alone(unit, alignment, common):
            continue
        taken.add(row)
        mine = unit.terms
        for place in (*kept, *places):
            for other in by_place.get(place, ()):
                theirs = units[other].terms
                weight = alignment.weight
                mass = sum(weight.get(term, 1.0) for term in theirs) or 1.0
                if sum(weight.get(term, 1.0) for term in theirs & mine) / mass >= SAID:
                    taken.add(other)
        found.append(Event(unit, tuple(kept), tuple(denied)))
    return tuple(found)


def _length(unit: Unit) -> int:
    return unit.end - unit.start


def _units(place: int, candidate: Candidate, alignment: Alignment) -> list[Unit]:
    if candidate.flaw not in {None, "half a quotation"} or candidate.opinion > 1:
        return []
    found: list[Unit] = []
    text = candidate.text
    for start, end in clause_spans(text):
        piece = text[start:end]
        terms = frozenset(family(stem) for stem in tokens.content(piece)) & alignment.weight.keys()
        terms |= {
            number_term(number) for number in candidate.numbers if start <= number.start < end and number.value > 2
        } & alignment.weight.keys()
        if len(terms) < _FEWEST and found:
            before = found.pop()
            start, terms = before.start, before.terms | terms
            piece = text[start:end]
        found.append(Unit(place, start, end, terms, bool(NEGATED.search(tokens.unquoted(text)[start:end]))))
    return [unit for unit in found if len(unit.terms) >= _FEWEST]


def _covers(units: Sequence[Unit], alignment: Alignment) -> tuple[np.ndarray, None]:
    columns = {term: number for number, term in enumerate(alignment.weight)}
    rows = np.zeros((len(units), len(columns)), dtype=np.float32)
    weights = np.array(list(alignment.weight.values()), dtype=np.float32)
    for row, unit in enumerate(units):
        rows[row, [columns[term] for term in unit.terms]] = 1.0
    there = np.zeros((len(alignment.candidates), len(columns)), dtype=np.float32)
    for row, terms in enumerate(alignment.terms):
        there[row, [columns[term] for term in terms]] = 1.0
    weighted = rows * weights
    mass = weighted.sum(axis=1)
    common = np.count_nonzero(there, axis=0) > 1
    return (weighted[:, common] @ there[:, common].T) / np.where(mass > 0, mass, 1.0)[:, None], None


def _alone(unit: Unit, alignment: Alignment, common: AbstractSet[str]) -> bool:
    """Whether one source's clause is worth listing: it names somebody beyond the heroes and tells something of them."""
    candidate = alignment.candidates[unit.place]
    if candidate.flaw is not None or candidate.opinion or candidate.leans:
        return False
    names = (candidate.names & unit.terms) - common
    return bool(names) and len(unit.terms) >= 5


def _only_a_value(unit: Unit, spans: Sequence[tuple[int, int]], alignment: Alignment, common: AbstractSet[str]) -> bool:
    """Whether the clause says nothing beyond a value that stands in it and what it is the value of."""
    if not any(unit.start <= start < unit.end for start, _ in spans):
        return False
    candidate = alignment.candidates[unit.place]
    names = (candidate.names & unit.terms) - common
    rest = {term for term in unit.terms if not term.startswith("#") and not term[0].isdigit()} - common
    return not names and len(rest) <= 6


def _negated_near(candidate: Candidate, unit: Unit, alignment: Alignment) -> bool:
    """Whether the clause of the sentence that shares most with the unit is negated."""
    bare = tokens.unquoted(candidate.text)
    best, denied = -1.0, False
    for start, end in clause_spans(candidate.text):
        terms = frozenset(family(stem) for stem in tokens.content(candidate.text[start:end]))
        shared = sum(alignment.weight.get(term, 0.0) for term in terms & unit.terms)
        if shared > best:
            best, denied = shared, bool(NEGATED.search(bare[start:end]))
    return denied
