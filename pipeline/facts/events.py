"""What happened, clause by clause: which sentences of other sources say what a clause says.

A clause is *said* by a sentence that carries at least half of it by weight (inverse frequency in the story, names and numbers
half as much again); one that two outlets say, or that a source states plainly of somebody it names, is a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.facts import voice
from pipeline.facts.align import Alignment, Matrix, number_term, overlap
from pipeline.facts.candidates import Candidate
from pipeline.facts.clauses import clause_spans
from pipeline.facts.denials import opposite
from pipeline.facts.families import family
from pipeline.verify import tokens

SAID, DEED = 0.5, 0.34
_FEWEST = 3
_ANCHORS = 0.75
_COMMENTS = 2
# Who denies a clause need not say so much of it.
_CLOSE = 0.35
_NEWS = 5
# A clause of which so many sentences stand for another one already is that one in other words.
_SAME_SENTENCES = 0.6
_USABLE = frozenset({None, "half a quotation", "an outlet speaks of another", "elliptical", "not to be quoted", "in note form"})


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
    said, cover = _said(units, alignment, common)
    close = cover >= _CLOSE
    places = [np.flatnonzero(row).tolist() for row in said]
    spread = [len({alignment.candidates[place].report for place in row}) for row in places]
    alone = [_alone(unit, alignment, common) for unit in units]
    found: list[Event] = []
    taken: set[int] = set()
    for row in sorted(range(len(units)), key=lambda row: (-spread[row], units[row].end - units[row].start, units[row].place)):
        unit = units[row]
        if row in taken or (spread[row] < 2 and not alone[row]) or _quoted(unit, alignment) > _NOTHING_ELSE:
            continue
        if _only_a_value(unit, values.get(unit.place, ()), alignment, common):
            continue
        near = sorted((place for place in places[row] if place != unit.place), key=lambda place: -cover[row, place])
        around = [place for place in np.flatnonzero(close[row]).tolist() if not said[row, place]]
        event = _event(unit, near, around, alignment)
        if len(event.said) < 2 and not event.denied and not alone[row]:
            continue
        taken.add(row)
        if event.denied or not _told_already(event, found):
            found.append(event)
            taken.update(_in_other_words(unit, {unit.place, *near}, units, alignment))
    return tuple(found)


def _said(units: Sequence[Unit], alignment: Alignment, common: AbstractSet[str]) -> tuple[NDArray[np.bool_], Matrix]:
    """Which sentence says which clause, and how much of it; every clause is said where it stands."""
    named = frozenset[str]().union(*(candidate.names for candidate in alignment.candidates))
    # who is named is not yet what is said of them
    plain = {term: 0.0 if term in named else weight for term, weight in alignment.weight.items()}
    cover, deed = _covered([unit.terms for unit in units], alignment, alignment.weight, plain)
    usable = np.array([_states(candidate) for candidate in alignment.candidates])
    least = np.array([_least(len(unit.terms)) for unit in units])
    said = (cover >= least[:, None]) & (deed >= DEED) & usable[None, :]
    said &= _with_its_numbers(units, alignment)
    said |= _in_another_language(units, alignment, named, common)
    said[np.arange(len(units)), [unit.place for unit in units]] = True
    return said, cover


def _with_its_numbers(units: Sequence[Unit], alignment: Alignment) -> NDArray[np.bool_]:
    """Which sentence has every telling number of which clause, or none at all: another number says something else."""
    telling = [frozenset(term for term in unit.terms if _tells(term)) for unit in units]
    there = [frozenset(term for term in mine if _tells(term)) for mine in alignment.terms]
    enough = np.ones((len(units), len(there)), dtype=bool)
    for row, needed in enumerate(telling):
        if needed:
            enough[row] = [not mine or needed <= mine for mine in there]
    return enough


def _tells(term: str) -> bool:
    """Whether a term is a sum, a share or a number from a hundred up."""
    return term[0] == "#" and (not term[-1].isdigit() or float(term[1:]) >= _TELLING)


_TELLING = 100


def _states(candidate: Candidate) -> bool:
    """Whether a sentence may say what another one says: an outlet that speaks to its readers still states something."""
    if candidate.flaw == "the outlet's own voice":
        return candidate.opinion < _COMMENTS and not candidate.text.rstrip('"”’)').endswith(("?", "!"))
    return candidate.flaw in _USABLE


def _in_another_language(
    units: Sequence[Unit], alignment: Alignment, named: AbstractSet[str], common: AbstractSet[str]
) -> NDArray[np.bool_]:
    """Which sentence of another language says which clause: names and numbers are all that both can share.

    Nearly all of the clause's must stand there, two at least and one that is not what the whole story is about.
    """
    foreign = np.array([candidate.flaw == "in another language" for candidate in alignment.candidates])
    if not foreign.any():
        return np.zeros((len(units), len(foreign)), dtype=bool)
    anchors = [frozenset(term for term in unit.terms if term in named or term[0] == "#") for unit in units]
    count = {term: 1.0 for terms in anchors for term in terms}
    telling = {term: float(term not in common) for term in count}
    carried, shared, told = overlap(anchors, alignment.terms, alignment.weight, count, telling)
    mass = np.array([sum(alignment.weight[term] for term in terms) for terms in anchors])
    cover = carried / np.where(mass > 0, mass, 1.0)[:, None]
    enough: NDArray[np.bool_] = (cover >= _ANCHORS) & (shared > 1) & (told > 0) & foreign[None, :]
    return enough


def _covered(rows: Sequence[frozenset[str]], alignment: Alignment, *weightings: Mapping[str, float]) -> tuple[Matrix, ...]:
    """For each set of terms and sentence the share of the set that the sentence carries by each weighting; all of nothing."""
    found = []
    for carried, weighting in zip(overlap(rows, alignment.terms, *weightings), weightings, strict=True):
        mass = np.array([sum(weighting[term] for term in terms) for terms in rows])
        share: Matrix = carried / np.where(mass > 0, mass, 1.0)[:, None]
        share[mass == 0] = 1.0
        found.append(share)
    return tuple(found)


def _event(unit: Unit, near: Sequence[int], around: Sequence[int], alignment: Alignment) -> Event:
    """The clause with one sentence of each source that says it, and all that deny it.

    ``near`` are sentences that say it or its opposite, the nearest first; ``around`` others that may say the opposite.
    """
    mine = alignment.candidates[unit.place]
    kept, denied, known = [unit.place], [], {mine.report}
    for place in near:
        other = alignment.candidates[place]
        if _denies(mine, unit.terms, other):
            denied.append(place)
        elif other.report not in known:
            kept.append(place)
            known.add(other.report)
    said = [alignment.candidates[place] for place in kept]
    for place in (*around, *near):
        other = alignment.candidates[place]
        if place not in kept and place not in denied and other.report not in known:
            denied += [place] if any(_denies(one, unit.terms, other) for one in said) else []
    return Event(unit, tuple(kept), tuple(denied))


def _denies(mine: Candidate, terms: frozenset[str], other: Candidate) -> bool:
    """Whether two reports contradict each other where both tell their news: further down it may be about another time."""
    told = mine.place < _NEWS and other.place < _NEWS and mine.report != other.report
    return told and _states(other) and mine.flaw in {None, "the outlet's own voice"} and opposite(mine, terms, other)


def _told_already(event: Event, found: Sequence[Event]) -> bool:
    """Whether another clause of the same sentences stands for them."""
    mine = set(event.said)
    return any(len(mine.intersection(other.said)) >= _SAME_SENTENCES * len(mine) for other in found)


def _in_other_words(unit: Unit, places: AbstractSet[int], units: Sequence[Unit], alignment: Alignment) -> Iterator[int]:
    """The clauses of these sentences that say the same as this one."""
    for row, other in enumerate(units):
        if other.place in places:
            mass = sum(alignment.weight[term] for term in other.terms) or 1.0
            if sum(alignment.weight[term] for term in other.terms & unit.terms) / mass >= SAID:
                yield row


def _least(terms: int) -> float:
    """How much of a clause must be said again: the fewer words it has, the more of them."""
    return SAID + 0.2 * (terms < 5) if terms < 5 else SAID + 0.1 * (terms < 8)


def _units(place: int, candidate: Candidate, alignment: Alignment) -> list[Unit]:
    if candidate.flaw not in {None, "half a quotation"} or candidate.opinion > 1:
        return []
    found: list[Unit] = []
    for start, end in clause_spans(candidate.text):
        terms = frozenset(family(stem) for stem in tokens.content(candidate.text[start:end]))
        terms |= {number_term(number) for number in candidate.numbers if start <= number.start < end and number.value > 2}
        unit = Unit(place, start, end, terms & alignment.weight.keys())
        if len(unit.terms) < _FEWEST and found:
            before = found.pop()
            unit = Unit(place, before.start, end, before.terms | unit.terms)
        found.append(unit)
    return [unit for unit in found if len(unit.terms) >= _FEWEST]


def _alone(unit: Unit, alignment: Alignment, common: AbstractSet[str]) -> bool:
    """Whether one source's clause is worth listing: a plain statement of somebody named, or early, or with who says so."""
    candidate = alignment.candidates[unit.place]
    if candidate.flaw is not None or candidate.opinion or candidate.leans or _NO_ANSWER.search(candidate.text.lower()):
        return False
    plain = tokens.unquoted(candidate.text)[unit.start : unit.end]
    if _quoted(unit, alignment) > _QUOTED or not voice.FINITE.search(plain):
        return False
    names = (candidate.names & unit.terms) - common
    told = bool(names) or candidate.place < _EARLY or bool(voice.ATTRIBUTED.search(plain))
    return told and len(unit.terms) >= (4 if names else 5)


def _quoted(unit: Unit, alignment: Alignment) -> float:
    """The share of the clause's words that stand in a quotation: what is quoted is listed as one."""
    text = alignment.candidates[unit.place].text
    words = len(text[unit.start : unit.end].split())
    return 1 - len(tokens.unquoted(text)[unit.start : unit.end].split()) / (words or 1)


_QUOTED, _NOTHING_ELSE, _EARLY = 0.4, 0.8, 8
# that one outlet was given no answer is no news of the story
_NO_ANSWER = re.compile(
    r"\b(?:did not|didn['’]t|has not|had not) (?:immediately )?(?:return|respond|repl|answer|comment)|"
    r"\bdeclined to (?:comment|say|discuss|answer|be)"
    r"|\bwould not (?:say|comment|discuss|be drawn)|\bno comment\b|\bcould not be reached|\bwollte sich nicht|"
    r"\bkeine stellungnahme"
)


def _only_a_value(unit: Unit, spans: Sequence[tuple[int, int]], alignment: Alignment, common: AbstractSet[str]) -> bool:
    """Whether the clause says nothing beyond a value that stands in it and what it is the value of."""
    if not any(unit.start <= start < unit.end for start, _ in spans):
        return False
    candidate = alignment.candidates[unit.place]
    names = (candidate.names & unit.terms) - common
    rest = {term for term in unit.terms if not term.startswith("#") and not term[0].isdigit()} - common
    return not names and len(rest) <= 6
