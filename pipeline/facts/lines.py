"""The lines of the ledger: a value, an event, an office, a quotation as one fact each, and from whom it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.facts.candidates import Candidate
from pipeline.facts.changes import Changes
from pipeline.facts.events import Event
from pipeline.facts.groups import Group
from pipeline.facts.offices import Office
from pipeline.facts.provenance import Provenance
from pipeline.facts.quotes import Said, part_of, plain, same_words
from pipeline.values import Citation, Fact

MOST = 120
_KEY_WORDS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A fact before it has its number: the sentences that state it and the one that stands for it (places)."""

    places: tuple[int, ...]
    stands: int
    fact: Fact


def numbered(lines: Sequence[Line], behind: Provenance) -> tuple[Fact, ...]:
    """The facts in order: what changed or is disputed first, then what most sources state; at most ``MOST``."""

    def order(line: Line) -> tuple[bool, int, int, int]:
        place = behind.candidates[line.stands].place
        return line.fact.state == "current", -len(line.fact.citations), place, line.stands

    chosen = sorted(lines, key=order)[:MOST]
    return tuple(replace(line.fact, id=f"f{number}") for number, line in enumerate(chosen, start=1))


# --------------------------------------------------------------------------- values


def of_values(valued: Mapping[int, Group], changed: Changes, behind: Provenance) -> Iterator[Line]:
    """A fact for each of these groups, by its number among all."""
    for number, group in valued.items():
        stands = min(group.places, key=lambda place: _burden(place, behind))
        slot = next((slot for slot in group.slots if slot.place == stands), group.first)
        fate = changed.fate(number)
        fact = replace(
            _fact(group.places, stands, behind), kind=slot.kind, value=slot.text, normal=slot.normal, about=group.label,
            state=fate.state, superseded_by=fate.instead, disputed_with=fate.against,
        )  # fmt: skip
        yield Line(group.places, stands, fact)


def _burden(place: int, behind: Provenance) -> tuple[bool, bool, bool, int, int]:
    """What makes a sentence a bad one to stand for a value: another language, a flaw, a judgement, other things in it."""
    candidate = behind.candidates[place]
    foreign = behind.reports[candidate.report].foreign
    return foreign, candidate.flaw is not None, candidate.opinion > 0 or candidate.leans, len(candidate.text), place


# --------------------------------------------------------------------------- events and quotations


def of_events(told: Sequence[Event], behind: Provenance) -> Iterator[Line]:
    """A fact for each clause that is told."""
    for event in told:
        stands = min(event.said, key=lambda place: _burden(place, behind))
        clause = behind.candidates[event.unit.place].text[event.unit.start : event.unit.end].strip(" ,")
        fact = replace(_fact(event.said, stands, behind), about=clause)
        if event.denied:
            fact = replace(fact, state="disputed", disputed_with=behind.candidates[event.denied[0]].text)
        yield Line(event.said, stands, fact)


def of_offices(held: Sequence[Office], behind: Provenance) -> Iterator[Line]:
    """A fact for each office that a person of the story holds."""
    for office in held:
        stands = min(office.places, key=lambda place: _burden(place, behind))
        fact = replace(_fact(office.places, stands, behind), kind="role", value=office.person.full, about=office.name)
        yield Line(office.places, stands, fact)


def of_quotations(quoted: Sequence[Said], behind: Provenance) -> Iterator[Line]:
    """A fact for each quotation: whoever prints it, the words are of who spoke them."""
    for those in same_words(quoted):
        single = len({one.report for one in those}) < 2
        if single and (not those[0].quote.whole or not those[0].quote.speaker or _goes_on(those[0], behind)):
            continue
        places = tuple(dict.fromkeys(one.place for one in those))
        longest = max(those, key=lambda one: len(one.quote.words))
        fact = replace(_fact(places, longest.place, behind), kind="quote", value=longest.quote.words)
        fact = replace(fact, citations=_in_full(fact, those, behind))
        speakers = Counter(one.quote.speaker for one in those if one.quote.speaker)
        if speakers:
            speaker = speakers.most_common(1)[0][0]
            party = Counter(one.party for one in those if one.party).most_common(1)[0][0]
            fact = replace(fact, about=speaker, origins=(f"statement: {party}",))
        yield Line(places, longest.place, fact)


def _in_full(fact: Fact, those: Sequence[Said], behind: Provenance) -> tuple[Citation, ...]:
    """With every sentence over which a source has the quotation, and the documents that have its words without marks."""
    best: dict[int, Said] = {}
    for one in those:
        if one.report not in best or len(one.quote.words) > len(best[one.report].quote.words):
            best[one.report] = one
    order = {citation.article: number for number, citation in enumerate(fact.citations)}
    cited = [
        behind.reports[number].citation(sentence)
        for number, one in sorted(best.items(), key=lambda pair: order[behind.reports[pair[0]].article.id])
        for sentence in range(one.quote.first, one.quote.last + 1)
    ]
    longest = max(those, key=lambda one: len(one.quote.words)).quote.words
    papers = [
        citation(place, behind)
        for place, candidate in enumerate(behind.candidates)
        if behind.reports[candidate.report].primary
        and candidate.report not in best
        and len(longest.split()) >= _KEY_WORDS
        and part_of(longest, plain(candidate.text))
    ]
    return tuple(dict.fromkeys((*cited, *papers)))


def _goes_on(one: Said, behind: Provenance) -> bool:
    """Whether the sentence before it in the paragraph quotes too: then it is the rest of one remark."""
    here = behind.candidates[one.place]
    before = behind.candidates[one.place - 1] if one.place else None
    return before is not None and (before.report, before.paragraph) == (here.report, here.paragraph) and bool(before.quotes)


# --------------------------------------------------------------------------- what every line has


def _fact(places: Sequence[int], stands: int, behind: Provenance) -> Fact:
    cited = _one_each(places, stands, behind.candidates)
    return Fact(
        id="",
        text=behind.candidates[stands].text,
        value=None,
        citations=tuple(citation(place, behind) for place in cited),
        origins=tuple(str(origin) for origin in behind.origins(places)),
        outlets=len({behind.outlet(place) for place in cited}),
    )


def citation(place: int, behind: Provenance) -> Citation:
    """The citation of a sentence."""
    candidate = behind.candidates[place]
    return behind.reports[candidate.report].citation(candidate.index)


def _one_each(places: Sequence[int], stands: int, candidates: Sequence[Candidate]) -> list[int]:
    """One sentence a source, the one that stands for the fact first; a plain one before a flawed one."""
    chosen = {candidates[stands].report: stands}
    for place in places:
        report = candidates[place].report
        before = chosen.setdefault(report, place)
        if before != stands and candidates[before].flaw is not None and candidates[place].flaw is None:
            chosen[report] = place
    return list(chosen.values())
