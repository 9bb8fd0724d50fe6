"""Who holds which office: persons of the story with what two sources and more call them beside the name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts.candidates import Candidate
from pipeline.facts.people import Person
from pipeline.verify import tokens

# Read in small letters; the ways in which newspapers write one office, English and German.
_OFFICES: Mapping[str, str] = {
    "chief executive": r"chief exec(?:utive(?: officer)?)?|ceo|boss|who (?:runs|heads|leads) (?:it|the company)|"
    r"(?:firm|konzern)?chefin?|"
    r"vorstandsvorsitzender?|vorstandschefin?|geschäftsführer(?:in)?|managing director",
    "chief technology officer": r"chief technology officer|cto|technikchefin?|technologiechefin?",
    "chief financial officer": r"chief financial officer|cfo|finance (?:chief|director)|finanzchefin?|finanzvorstand",
    "chief operating officer": r"chief operating officer|coo",
    "chief product officer": r"chief product officer|cpo|product chief|produktchefin?",
    "chief scientist": r"chief scientist|chefwissenschaftler(?:in)?|forschungschefin?",
    "founder": r"(?:co-?)?founder|(?:co-?)?founded|mitgründer(?:in)?|gründer(?:in)?",
    "spokesperson": r"spokes(?:man|woman|person)|sprecher(?:in)?",
    "chair": r"chair(?:man|woman|person)?|aufsichtsratschefin?",
    "vice president": r"vice[- ]president|vizepräsident(?:in)?",
    "president": r"(?<!vice[- ])president|präsident(?:in)?",
    "partner": r"partner(?:in)?",
    "director": r"director|direktor(?:in)?",
    "mayor": r"mayor|bürgermeister(?:in)?",
    "minister": r"minister(?:in)?",
    "general counsel": r"general counsel|chefjustiziar(?:in)?",
}
_ANY = re.compile(
    "".join(
        (r"(?<![\w-])(?:", "|".join(f"(?P<o{number}>{words})" for number, words in enumerate(_OFFICES.values())), r")(?![\w-])")
    )
)
_NAMES = tuple(_OFFICES)
_FORMERLY = re.compile(r"\b(?:former|ex-|until|then|ehemalige[rn]?|frühere[rn]?)\W*(?:\w+\W+){0,2}$")
# So many letters may stand between a name and its office: "Asha Venkatesan, Brightloom's co-founder and chief executive".
_BEHIND, _BEFORE = 48, 4


@dataclass(frozen=True, slots=True)
class Office:
    """What a person is called, and the sentences that do, one place for each."""

    person: Person
    name: str
    places: tuple[int, ...]


def offices(candidates: Sequence[Candidate], known: Sequence[Person]) -> tuple[Office, ...]:
    """The offices that two sources and more give beside a person's name, those of most sources first."""
    by_surname = {person.surname: person for person in known}
    found: dict[tuple[str, str], list[int]] = {}
    for place, candidate in enumerate(candidates):
        bare = tokens.unquoted(candidate.text)
        there = {surname: bare.find(surname) for surname in by_surname if surname in bare}
        if there and candidate.flaw not in {"boilerplate", "no sentence"}:
            for surname, office in _beside(bare, there, by_surname):
                found.setdefault((surname, office), []).append(place)
    several = [
        Office(by_surname[surname], office, tuple(dict.fromkeys(places)))
        for (surname, office), places in found.items()
        if len({candidates[place].report for place in places}) > 1
    ]
    return tuple(sorted(several, key=lambda one: (-len({candidates[place].report for place in one.places}), one.places[0])))


def _beside(bare: str, there: Mapping[str, int], persons: Mapping[str, Person]) -> list[tuple[str, str]]:
    """(surname, office) for each office that stands right before a name, or behind it before another begins."""
    spans = {}
    for surname, at in there.items():
        full = bare.find(persons[surname].full)
        spans[surname] = (full if 0 <= full <= at else at, at + len(surname))
    found = []
    for match in _ANY.finditer(tokens.lowered(bare)):
        office = _NAMES[int((match.lastgroup or "o0")[1:])]
        if _FORMERLY.search(tokens.lowered(bare[: match.start()])):
            continue
        following = [surname for surname, (start, _) in spans.items() if 0 < start - match.end() <= _BEFORE]
        before = [surname for surname, (_, end) in spans.items() if 0 < match.start() - end <= _BEHIND]
        nearest = following or sorted(before, key=lambda surname: -spans[surname][1])[:1]
        if nearest and (following or _apposition(bare[spans[nearest[0]][1] : match.start()])):
            found.append((nearest[0], office))
    return found


def _apposition(between: str) -> bool:
    """Whether what stands between a name and an office makes it the bearer's: a comma, or that he is it."""
    return bool(re.match(r",\s|\s\(|\s(?:is|was|became|becomes|as|ist|war|wird)\s", between)) and not re.search(
        r"[.;:]", between
    )
