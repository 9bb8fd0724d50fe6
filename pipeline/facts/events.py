"""What happened, clause by clause: which sentences of other sources say what a clause says.

A clause is *said* by a sentence that carries at least half of it by weight (inverse frequency in the story, names and numbers
half as much again); one that two outlets say, or that a source states plainly of somebody it names, is a fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pipeline.facts import voice
from pipeline.facts.align import Alignment, Matrix, number_term
from pipeline.facts.candidates import Candidate
from pipeline.facts.families import family
from pipeline.facts.slots import clause_spans
from pipeline.verify import tokens

SAID, DEED = 0.5, 0.34
_FEWEST = 3
_USABLE = frozenset({None, "half a quotation", "an outlet speaks of another", "elliptical", "not to be quoted", "in note form"})
# What is done can be denied: "no phase costs more" and "A, not B" deny nothing that another clause could affirm.
NEGATED = re.compile(
    r"\b(?:(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|may|should)\s(?:\w+\s)?not|(?<!whether or )never|cannot|"
    r"denie[sd]|deny|denying|declined?|refused?|failed|voted against|ruled out|nicht)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause of a sentence: its place among the candidates, where it stands, and the terms it is compared by."""

    place: int
    start: int
    end: int
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Event:
    """A clause and the sentences that say it (its own first); ``denied`` are sentences that say the opposite."""

    unit: Unit
    said: tuple[int, ...]
    denied: tuple[int, ...] = ()


def events(
    alignment: Alignment, values: Mapping[int, tuple[tuple[int, int], ...]], common: AbstractSet[str]
) -> tuple[Event, ...]:
    """The clauses that are facts, those that most sources say first; a clause belongs to one fact.

    ``values`` says where values that are facts already stand in each sentence.
    """
    units = [unit for place, candidate in enumerate(alignment.candidates) for unit in _units(place, candidate, alignment)]
    if not units:
        return ()
    named = frozenset[str]().union(*(candidate.names for candidate in alignment.candidates))
    cover, deed = _covers(units, alignment, named)
    reports = np.array([candidate.report for candidate in alignment.candidates])
    usable = np.array([candidate.flaw in _USABLE for candidate in alignment.candidates])
    # who is named is not yet what is said of them
    least = np.array([_least(len(unit.terms)) for unit in units])
    said = (cover >= least[:, None]) & (deed >= DEED) & usable[None, :]
    for row, unit in enumerate(units):
        said[row, unit.place] = True
    shared = [frozenset(reports[said[row]].tolist()) for row in range(len(units))]
    order = sorted(range(len(units)), key=lambda row: (-len(shared[row]), _length(units[row]), units[row].place))
    taken: set[int] = set()
    found: list[Event] = []
    listed: list[frozenset[int]] = []
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
            opposite = _opposite(unit, alignment.candidates[unit.place], alignment.candidates[place])
            if opposite:
                denied.append(place)
            elif int(reports[place]) not in from_reports:
                kept.append(place)
                from_reports.add(int(reports[place]))
        if len(kept) < 2 and not denied and not _alone(unit, alignment, common):
            continue
        taken.add(row)
        if any(len(before & set(kept)) >= 0.6 * len(kept) for before in listed) and not denied:
            continue  # another clause of the same sentences stands for them already
        listed.append(frozenset(kept))
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


def _least(terms: int) -> float:
    """How much of a clause must be said again: the fewer words it has, the more of them."""
    return SAID + 0.2 * (terms < 5) if terms < 5 else SAID + 0.1 * (terms < 8)


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
        found.append(Unit(place, start, end, terms))
    return [unit for unit in found if len(unit.terms) >= _FEWEST]


def _covers(units: Sequence[Unit], alignment: Alignment, named: AbstractSet[str]) -> tuple[Matrix, Matrix]:
    """For each clause and sentence the share of the clause that the sentence carries by weight: of all, and of all but names."""
    columns = {term: number for number, term in enumerate(alignment.weight)}
    rows = np.zeros((len(units), len(columns)), dtype=np.float32)
    weights = np.array(list(alignment.weight.values()), dtype=np.float32)
    for row, unit in enumerate(units):
        rows[row, [columns[term] for term in unit.terms]] = 1.0
    there = np.zeros((len(alignment.candidates), len(columns)), dtype=np.float32)
    for row, terms in enumerate(alignment.terms):
        there[row, [columns[term] for term in terms]] = 1.0
    common = np.count_nonzero(there, axis=0) > 1
    plain = np.array([term not in named for term in columns], dtype=np.float32)
    found = []
    for weighted in (rows * weights, rows * weights * plain):
        mass = weighted.sum(axis=1)
        share = (weighted[:, common] @ there[:, common].T) / np.where(mass > 0, mass, 1.0)[:, None]
        share[mass == 0] = 1.0
        found.append(share)
    return found[0], found[1]


def _alone(unit: Unit, alignment: Alignment, common: AbstractSet[str]) -> bool:
    """Whether one source's clause is worth listing: a plain statement of somebody named, or early, or with who says so.

    What is quoted is listed as a quotation.
    """
    candidate = alignment.candidates[unit.place]
    if candidate.flaw is not None or candidate.opinion or candidate.leans:
        return False
    piece = candidate.text[unit.start : unit.end]
    plain = tokens.unquoted(candidate.text)[unit.start : unit.end]
    if len(plain.split()) < _QUOTED * len(piece.split()) or not voice.FINITE.search(plain):
        return False
    names = (candidate.names & unit.terms) - common
    told = bool(names) or candidate.place < _EARLY or bool(voice.ATTRIBUTED.search(plain))
    return told and len(unit.terms) >= (4 if names else 5)


_QUOTED, _EARLY = 0.6, 8


def _only_a_value(unit: Unit, spans: Sequence[tuple[int, int]], alignment: Alignment, common: AbstractSet[str]) -> bool:
    """Whether the clause says nothing beyond a value that stands in it and what it is the value of."""
    if not any(unit.start <= start < unit.end for start, _ in spans):
        return False
    candidate = alignment.candidates[unit.place]
    names = (candidate.names & unit.terms) - common
    rest = {term for term in unit.terms if not term.startswith("#") and not term[0].isdigit()} - common
    return not names and len(rest) <= 6


_PAIRS = tuple(
    (frozenset(map(tokens.stem, one.split())), frozenset(map(tokens.stem, other.split())))
    for one, other in (
        (
            "approved approve approves backed accepted granted passed",
            "rejected reject rejects refused blocked denied dismissed",
        ),
        ("rose rises increased grew climbed gained", "fell falls dropped declined decreased shrank lost"),
        ("confirmed confirms admitted acknowledged", "denied denies"),
        ("won wins", "lost loses"),
        ("survived alive", "died dead killed"),
        ("opened opens opening", "closed closes shut closing"),
        ("guilty convicted", "acquitted cleared innocent"),
        ("continue continues continued", "halted stopped suspended paused"),
    )
)


_PAIRED = frozenset[str]().union(*(side for pair in _PAIRS for side in pair))


def _opposite(unit: Unit, mine: Candidate, other: Candidate) -> bool:
    """Whether the other sentence denies what the clause affirms, or affirms what it denies: the very word, not any word."""
    if not NEGATED.search(mine.text) and not NEGATED.search(other.text) and not (unit.terms | other.stems) & _PAIRED:
        return False
    denied, theirs = _denied(tokens.unquoted(mine.text)[unit.start : unit.end]), _denied(tokens.unquoted(other.text))
    if bool(denied) != bool(_denied(mine.text[unit.start : unit.end])) or bool(theirs) != bool(_denied(other.text)):
        return False  # what one outlet quotes and another retells is no denial
    if denied & other.stems - theirs or theirs & unit.terms - denied:
        hit = (denied & other.stems - theirs) | (theirs & unit.terms - denied)
        return len(unit.terms & other.stems) - len(hit) >= 2
    for one, opposite in _PAIRS:
        for a, b in ((one, opposite), (opposite, one)):
            if unit.terms & a and other.stems & b and not other.stems & a and not unit.terms & b and not denied and not theirs:
                return len(unit.terms & other.stems) >= 3
    return False


@lru_cache(maxsize=4096)
def _denied(text: str) -> frozenset[str]:
    """Stems of the first word of meaning after each negation; two in one breath ("denied that it had failed to") are none."""
    found = set()
    matches = list(NEGATED.finditer(text))
    skip = -1
    for number, match in enumerate(matches):
        if number == skip:
            continue
        following = matches[number + 1] if number + 1 < len(matches) else None
        if (
            following
            and following.start() - match.end() < _BREATH
            and not re.search(r"[,;:.]", text[match.end() : following.start()])
        ):
            skip = number + 1
            continue
        for token in tokens.TOKEN.findall(re.split(r"[,;:.]", text[match.end() : match.end() + 50])[0]):
            if token.lower() not in tokens.STOP and len(token) > 2:
                found.add(family(tokens.stem(token)))
                break
    return frozenset(found)


_BREATH = 40
