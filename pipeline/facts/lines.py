"""The lines of the ledger: a value, an event, an office, a quotation as one fact each, with what states it and from whom it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from pipeline.facts import voice
from pipeline.facts.candidates import Candidate
from pipeline.facts.changes import Changes
from pipeline.facts.events import Event
from pipeline.facts.groups import Group
from pipeline.facts.offices import Office
from pipeline.facts.origins import Provenance
from pipeline.facts.quotes import Said
from pipeline.facts.slot import Slot
from pipeline.values import Citation, Fact
from pipeline.verify import tokens

MOST = 120
_COMMENT = frozenset({"boilerplate", "the outlet's own voice"})
# what may not be printed as ours may still state a value: "according to minutes seen by The Byte"
_PLAIN = frozenset({None, "half a quotation", "the outlet speaks of itself", "a fragment"})
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


def worthwhile(
    valued: Sequence[Group], changed: Changes, candidates: Sequence[Candidate], primary: AbstractSet[int]
) -> dict[int, Group]:
    """The groups that are facts of the story, by number; a date that one source alone gives beside another value is its time.

    ``primary`` are the reports that are documents: what they say in their own voice is no comment.
    """
    names = frozenset[str]().union(*(candidate.names for candidate in candidates))
    told = [_Told(candidate, candidate.report in primary, bool(candidate.stems & names)) for candidate in candidates]
    listed = {number: group for number, group in enumerate(valued) if number in changed.involved or _worth(group, told)}
    beside = {(slot.place, slot.clause) for group in listed.values() for slot in group.slots if slot.kind != "date"}
    return {
        number: group
        for number, group in listed.items()
        if group.first.kind != "date"
        or number in changed.involved
        or len({candidates[slot.place].report for slot in group.slots}) > 1
        or not any((slot.place, slot.clause) in beside for slot in group.slots)
    }


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence, whether a document has it, and whether it speaks of somebody whom the story names."""

    candidate: Candidate
    primary: bool
    named: bool

    def among(self, flaws: AbstractSet[str | None]) -> bool:
        own = self.primary and self.candidate.flaw == "the outlet's own voice"
        return (None if own else self.candidate.flaw) in flaws


def _worth(group: Group, told: Sequence[_Told]) -> bool:
    """Whether a value is a fact of the story: several sources give it, or one gives it plainly and says of what."""
    usable = [slot for slot in group.slots if not told[slot.place].among(_COMMENT)]
    given = len({told[slot.place].candidate.report for slot in usable})
    if all(slot.kind == "date" and _DAY.search(slot.text) and not slot.when for slot in group.slots):
        return given > 2  # the day on which a story is told is no news of it
    return given > 1 or any(_plainly(slot, told[slot.place]) for slot in usable)


_DAY = re.compile(r"\b(?:\w+day|today|tonight|yesterday|morning|afternoon|evening|heute|gestern)\b", re.IGNORECASE)


def _plainly(slot: Slot, told: _Told) -> bool:
    """Whether one source alone states a value plainly: early, of somebody named, or with who says so; and says of what it is."""
    candidate = told.candidate
    if slot.kind == "date" and (_PERIOD.search(slot.text) or _inside(slot, candidate)):
        return False
    if not told.among(_PLAIN) or candidate.opinion or not (slot.heads or slot.kind in {"date", "money"}):
        return False
    early = candidate.place < _EARLY
    return told.named or ((early or bool(voice.ATTRIBUTED.search(candidate.text))) and len(slot.about) > 2 - early)


_EARLY = 8
_PERIOD = re.compile(r"\b(?:last|this|next) (?:year|month|week|night)\b|\btoday\b", re.IGNORECASE)


def _inside(slot: Slot, candidate: Candidate) -> bool:
    """Whether it stands in a quotation: who speaks dates a remark, not the story."""
    return any(span.start <= slot.start < span.end for span in candidate.quotes)


def of_values(valued: Mapping[int, Group], changed: Changes, behind: Provenance) -> Iterator[Line]:
    """A fact for each of these groups, by its number among all."""
    for number, group in valued.items():
        stands = min(group.places, key=lambda place: _burden(place, behind))
        slot = next((slot for slot in group.slots if slot.place == stands), group.first)
        fate = changed.fate(number)
        fact = replace(
            _fact(group.places, stands, behind), kind=slot.kind, value=slot.text, normal=slot.normal, about=group.label, state=fate.state,
            superseded_by=fate.instead, disputed_with=fate.against,
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
    alike: dict[tuple[str, ...], list[Said]] = {}
    for one in quoted:
        alike.setdefault(tuple(tokens.words(one.quote.words))[:_KEY_WORDS], []).append(one)
    for those in alike.values():
        single = len({one.report for one in those}) < 2
        if single and (not those[0].quote.whole or not those[0].quote.speaker or _goes_on(those[0], behind)):
            continue
        places = tuple(dict.fromkeys(one.place for one in those))
        fact = replace(_fact(places, places[0], behind), kind="quote", value=those[0].quote.words)
        speakers = Counter(one.quote.speaker for one in those if one.quote.speaker)
        if speakers:
            spoken = (origin for place in places for origin in behind.said[place].origins if origin.kind == "statement")
            parties = Counter(origin.who for origin in spoken)
            speaker = speakers.most_common(1)[0][0]
            party = parties.most_common(1)[0][0] if parties else speaker
            fact = replace(fact, about=speaker, origins=(f"statement: {party}",))
        yield Line(places, places[0], fact)


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
