"""Who is who in a story: organisations with the short forms of their names, and for whom a person speaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts.candidates import Candidate
from pipeline.facts.houses import NEVER, NO_HOUSE, bare, houses, spokesmen
from pipeline.facts.people import Person
from pipeline.facts.reports import Report
from pipeline.features.names import names_of
from pipeline.languages import words
from pipeline.verify import tokens

_ORG = r"[A-ZÀ-Þ][\w&’'-]*(?:\s(?:of|for|and|the|&)?\s?[A-ZÀ-Þ][\w&’-]*){0,4}"


@dataclass(frozen=True, slots=True)
class Entities:
    """``full`` maps each form of a name to its longest, ``acting`` only those of organisations that act.

    ``speaks_for`` maps a surname to the organisation its bearer speaks for;
    ``hero`` is the organisation that most titles name, "" where there is none; ``heroes`` all that two titles and more name.
    """

    full: Mapping[str, str]
    acting: Mapping[str, str]
    persons: Mapping[str, Person]
    speaks_for: Mapping[str, str]
    hero: str
    heroes: tuple[str, ...]

    def knows(self, name: str) -> bool:
        """Whether the story names this organisation or person."""
        name = bare(name)
        return bool(name) and (name in self.full or name.split()[-1] in self.persons)

    def person(self, name: str) -> str:
        """The full name of the person behind a name as it is written in a text; "" where it is nobody's."""
        name = bare(name)
        last = name.split()[-1] if name else ""
        if last in self.persons:
            return self.persons[last].full
        return name if last in self.speaks_for else ""

    def party(self, name: str) -> str:
        """The organisation or person behind a name as it is written in a text: an officer is the organisation."""
        name = bare(name)
        last = name.split()[-1] if name else ""
        if last in self.speaks_for:
            return self.speaks_for[last]
        if last in self.persons:
            return self.persons[last].full
        return self.full.get(name, name)


def entities(reports: Sequence[Report], candidates: Sequence[Candidate], known: Sequence[Person]) -> Entities:
    """Read the names of a story; what one text says short another says in full."""
    counts = Counter[str]()
    for report in reports:
        counts.update(names_of(f"{report.article.title}.\n{report.article.text[:4000]}", report.article.language))
    counts = _as_written(counts, candidates, reports)
    counts.update(_only_openers(candidates, reports))
    outlets = {report.source.outlet for report in reports if not report.primary}
    outlets |= {outlet.removeprefix("The ") for outlet in outlets}
    persons = {person.surname: person for person in known}
    firsts = {word for person in known for word in person.full.split()}
    organisations = {
        name
        for name in map(_without_openers, counts)
        if name and name.split()[0] not in firsts and name not in NEVER | outlets and not NO_HOUSE.search(name)
    }
    full = _forms(organisations, counts)
    heroes = _heroes(reports, candidates, full)
    hero = heroes[0] if heroes else ""
    titles = [report.source.title for report in reports]
    story = houses(candidates, full, hero, titles)
    return Entities(full, story.acting, persons, spokesmen(candidates, persons, story), hero, heroes)


_OPENER = re.compile(r"([A-ZÀ-Þ][\w-]*\w)(?:['’]s?)?(?=[\s,])")


def _only_openers(candidates: Sequence[Candidate], reports: Sequence[Report]) -> Counter[str]:
    """Words that only open sentences and titles, of two sources and more, and nowhere stand in small letters: names too."""
    texts = [(candidate.report, candidate.text) for candidate in candidates]
    texts += [(number, report.source.title) for number, report in enumerate(reports)]
    there: dict[str, set[int]] = {}
    for report, text in texts:
        if opener := _OPENER.match(text.lstrip('“"„')):
            there.setdefault(opener[1], set()).add(report)
    small = {word for _, text in texts for word in _SMALL.findall(text)}
    return Counter(
        {
            word: len(found)
            for word, found in there.items()
            if len(found) > 1
            and word.lower() not in small | tokens.STOP
            and word not in _CAPITALISED
            and word.lower() not in _OPENERS
        }
    )


_SMALL = re.compile(r"(?<![\w’'-])[a-zà-þ][\w-]*")
# What opens a sentence, and may stand in small letters nowhere in a short story.
_CAPITALISED = words(
    """
    One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Nineteen Twenty Thirty Forty Fifty Hundreds Thousands Shares
    Meanwhile Asked Later Earlier Last Next Today Yesterday Customers Users Workers Employees People Analysts Investors Talks
    Officials Police Deliveries Revenue Sales January February March April May June July August September October November
    December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Correction Update Updated Nobody Everybody Somebody
    Neither Either Instead Still However Yet Then Thus
    """
)


def _as_written(counts: Counter[str], candidates: Sequence[Candidate], reports: Sequence[Report]) -> Counter[str]:
    """The names that stand so in a text: "Heron Cloud's Tarnby region" names no "Heron Cloud Tarnby".

    A title may set its verbs in capitals, too: what only titles have is a name if none of its words stands small in a text.
    """
    text = "\n".join(candidate.text for candidate in candidates)
    titles = "\n".join(report.source.title for report in reports)
    small = frozenset(_SMALL.findall(text))
    return Counter(
        {
            name: count
            for name, count in counts.items()
            if " " not in name or name in text or (name in titles and not any(word.lower() in small for word in name.split()))
        }
    )


def _without_openers(name: str) -> str:
    """The name without ordinary words that a sentence or a title began with: "Whether Centavo", "How Brightloom"."""
    parts = name.split()
    while parts and (parts[0].lower() in tokens.STOP or parts[0].lower() in _OPENERS):
        parts = parts[1:]
    found = " ".join(parts)
    return found if len(found) > 1 else ""


_OPENERS = words("""about whether former complaint until since speaking based chip region fire according late early last
    laut nach wie""")


def _forms(names: set[str], counts: Mapping[str, int]) -> dict[str, str]:
    """Each name with the form that stands for it: "Halden" for "Halden Labs", where only one longer name begins so."""
    longer: dict[str, list[str]] = {}
    for name in names:
        parts = name.split()
        for cut in range(1, len(parts)):
            longer.setdefault(" ".join(parts[:cut]), []).append(name)
        for word in parts[1:]:
            # "the Authority" of the Consumer Data Authority, the "Chip" agency that is the National Chip Agency
            longer.setdefault(word, []).append(name)
    found = {}
    for name in names:
        forms = sorted(dict.fromkeys(longer.get(name, ())), key=lambda one: (not one.startswith(name), -counts[one], one))
        found[name] = forms[0] if forms and counts[forms[0]] * 2 >= counts[name] - 2 else name
    return {name: found.get(form, form) for name, form in found.items()}


def _heroes(reports: Sequence[Report], candidates: Sequence[Candidate], full: Mapping[str, str]) -> tuple[str, ...]:
    """Organisations of the titles: those that speak, or whose officers do, before those that are only named."""
    counts: dict[str, float] = defaultdict(float)
    first = dict[str, int]()
    for number, report in enumerate(reports):
        title = report.source.title
        there = " " + _MARKS.sub(" ", title) + " "
        found = {full[name]: title.find(name) for name in full if f" {name} " in there or f" {name}-" in there}
        for name, place in found.items():
            # what stands behind "in" or "for" is where or for whom something is done
            counts[name] += _BEHIND if _PREPOSITION.search(title[:place]) else 1.0
            first[name] = min(first.get(name, 999), place + number)
            counts[name] += _OF_ITSELF * (report.primary and full.get(report.source.outlet, report.source.outlet) == name)
    for candidate in candidates:
        if match := _SPEAKING.search(tokens.unquoted(candidate.text)):
            name = full.get(bare(match["who"]), "")
            if name in first:
                counts[name] += 2
    return tuple(sorted(counts, key=lambda name: (-counts[name], first[name], name)))


_PREPOSITION = re.compile(r"\b(?:in|for|at|from|near|on|of|into|für|aus|bei)\s$", re.IGNORECASE)
_BEHIND, _OF_ITSELF = 0.3, 3.0
_SPEAKING = re.compile(
    rf"\b(?P<who>{_ORG}?)(?:['’]s (?:chief|CEO|spokes\w+|founder|boss|head)|,? (?:said|says|announced|confirmed|plans|told|"
    rf"will|has|wrote|expects))\b"
)


_MARKS = re.compile(r"[^\w&’' -]|[’']s?(?= )")
