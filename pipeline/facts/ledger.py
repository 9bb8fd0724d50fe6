"""The ledger of a story: what is claimed, by whom first, who merely repeats it, what was superseded, what is disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.align import Alignment
from pipeline.facts.attribution import attributions
from pipeline.facts.changes import Changes, changes
from pipeline.facts.entities import entities
from pipeline.facts.events import Event, events
from pipeline.facts.groups import Group, groups
from pipeline.facts.origins import Provenance, provenance
from pipeline.facts.people import Person
from pipeline.facts.quotes import Said, spoken, wordings
from pipeline.facts.reports import Report
from pipeline.facts.slots import slots
from pipeline.independence import plain_name
from pipeline.values import Conflict, Fact, Update, Wording
from pipeline.verify import tokens

_MOST = 60
_FLAWS = ("boilerplate", "the outlet's own voice", "the outlet speaks of itself", "a fragment")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The facts of a story, those with most origins first; what disagrees and what was replaced.

    ``stale`` are sentences (places among the story's candidates) that give what is no longer so and may not be printed;
    ``behind`` tells from whom any of the story's sentences is.
    """

    facts: tuple[Fact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    updates: tuple[Update, ...] = ()
    wordings: tuple[Wording, ...] = ()
    stale: frozenset[int] = frozenset()
    behind: Provenance | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A fact before it has its number: the sentences that state it, the one that stands for it, and the group it is of."""

    places: tuple[int, ...]
    stands: int
    fact: Fact
    group: int | None = None


def ledger(alignment: Alignment, reports: Sequence[Report], known: Sequence[Person]) -> Ledger:
    """Read the ledger of a story out of its aligned sentences; ``known`` are its persons."""
    if not alignment.candidates:
        return Ledger()
    candidates = alignment.candidates
    common = _common(reports)
    found = slots(candidates, [report.day for report in reports], [_code(report) for report in reports])
    foreign = frozenset(place for place, candidate in enumerate(candidates) if reports[candidate.report].foreign)
    valued = groups(found, common, alignment.weight, foreign)
    changed = changes(valued, alignment, reports, common)
    who = entities(reports, candidates, known)
    outlets = {plain_name(report.source.outlet): report.source.outlet for report in reports if report.source.outlet}
    said = attributions(candidates, reports, who, outlets)
    quoted = spoken(candidates, reports, said)
    behind = provenance(candidates, reports, said, who)
    lines = list(_value_lines(valued, changed, alignment, behind))
    where = _places_of_values(valued, lines)
    told = events(alignment, where, common)
    lines += _event_lines(told, alignment, behind)
    lines += _quote_lines(quoted, alignment, behind)
    return Ledger(
        facts=_numbered(lines, alignment),
        conflicts=(*changed.conflicts, *_denials(told, alignment, reports)),
        updates=changed.updates,
        wordings=wordings(quoted, reports),
        stale=changed.stale,
        behind=behind,
    )


def _code(report: Report) -> str:
    return (report.article.language or "en")[:2]


def _common(reports: Sequence[Report]) -> frozenset[str]:
    """Stems that stand in half of the titles: what the whole story is about tells nothing of a single fact."""
    counts = Counter(stem for report in reports for stem in tokens.content(report.source.title))
    return frozenset(stem for stem, count in counts.items() if count >= max(2, 0.5 * len(reports)))


# --------------------------------------------------------------------------- values


def _value_lines(valued: Sequence[Group], changed: Changes, alignment: Alignment, behind: Provenance) -> Iterator[_Line]:
    involved = {*changed.superseded, *changed.superseded.values(), *changed.withdrawn, *changed.disputed}
    for number, group in enumerate(valued):
        if number not in involved and not _worth(group, alignment):
            continue
        stands = _stands(group, alignment)
        slot = next((slot for slot in group.slots if slot.place == stands), group.first)
        yield _Line(
            places=group.places,
            stands=stands,
            group=number,
            fact=_fact(
                group.places, stands, alignment, behind,
                kind=slot.kind, value=slot.text, about=group.label,
                **_became(number, valued, changed),
            ),
        )  # fmt: skip


def _became(number: int, valued: Sequence[Group], changed: Changes) -> dict:
    if number in changed.withdrawn:
        right = changed.withdrawn[number]
        return {"state": "withdrawn", "superseded_by": valued[right].first.text if right is not None else None}
    if number in changed.superseded:
        return {"state": "superseded", "superseded_by": valued[changed.superseded[number]].first.text}
    if number in changed.disputed:
        return {"state": "disputed", "disputed_with": valued[changed.disputed[number][0]].first.text}
    return {}


def _worth(group: Group, alignment: Alignment) -> bool:
    """Whether a value is a fact of the story: several sources give it, or one gives it plainly and says of what it is."""
    candidates = alignment.candidates
    usable = [slot for slot in group.slots if candidates[slot.place].flaw not in _FLAWS]
    if not usable:
        return False
    if len({candidates[slot.place].report for slot in usable}) > 1:
        return True
    return any(
        candidates[slot.place].flaw in {None, "half a quotation"}
        and not candidates[slot.place].opinion
        and (slot.heads or slot.kind == "date")
        and bool(candidates[slot.place].names)
        for slot in usable
    )


def _stands(group: Group, alignment: Alignment) -> int:
    """The sentence that stands for a value: a whole one, with the fewest other things in it."""

    def burden(place: int) -> tuple[bool, bool, int, int]:
        candidate = alignment.candidates[place]
        return candidate.flaw is not None, candidate.opinion > 0 or candidate.leans, len(candidate.text), place

    return min(group.places, key=burden)


def _places_of_values(valued: Sequence[Group], lines: Sequence[_Line]) -> dict[int, tuple[tuple[int, int], ...]]:
    listed = {line.group for line in lines}
    where: dict[int, list[tuple[int, int]]] = {}
    for number, group in enumerate(valued):
        if number in listed:
            for slot in group.slots:
                where.setdefault(slot.place, []).append((slot.start, slot.end))
    return {place: tuple(spans) for place, spans in where.items()}


# --------------------------------------------------------------------------- events and quotations


def _event_lines(told: Sequence[Event], alignment: Alignment, behind: Provenance) -> Iterator[_Line]:
    for event in told:
        stands = min(
            event.said, key=lambda place: (alignment.candidates[place].flaw is not None, len(alignment.candidates[place].text))
        )
        about = alignment.candidates[event.unit.place].text[event.unit.start : event.unit.end].strip(" ,")
        state = {"state": "disputed", "disputed_with": alignment.candidates[event.denied[0]].text} if event.denied else {}
        yield _Line(event.said, stands, _fact(event.said, stands, alignment, behind, kind="event", about=about, **state))


def _quote_lines(quoted: Sequence[Said], alignment: Alignment, behind: Provenance) -> Iterator[_Line]:
    by_words: dict[tuple[str, ...], list[Said]] = {}
    for one in quoted:
        by_words.setdefault(tuple(tokens.words(one.quote.words))[:8], []).append(one)
    for those in by_words.values():
        if len({one.report for one in those}) < 2 and not those[0].quote.whole:
            continue
        places = tuple(dict.fromkeys(one.place for one in those))
        speaker = next((one.quote.speaker for one in those if one.quote.speaker), None)
        yield _Line(
            places,
            places[0],
            _fact(places, places[0], alignment, behind, kind="quote", value=those[0].quote.words, about=speaker or ""),
        )


def _denials(told: Sequence[Event], alignment: Alignment, reports: Sequence[Report]) -> Iterator[Conflict]:
    """Clauses that one source affirms and another denies."""
    from pipeline.values import ConflictValue

    for event in told:
        if event.denied:
            sides = [
                ConflictValue(
                    alignment.candidates[places[0]].text,
                    tuple(
                        reports[alignment.candidates[place].report].citation(alignment.candidates[place].index)
                        for place in places
                    ),
                )
                for places in (event.said, event.denied)
            ]
            candidate = alignment.candidates[event.unit.place]
            yield Conflict(f"whether {candidate.text[event.unit.start : event.unit.end].strip(' ,.')}", tuple(sides))


# --------------------------------------------------------------------------- one line


def _fact(
    places: Sequence[int], stands: int, alignment: Alignment, behind: Provenance, *, kind, value=None, about="", **became
) -> Fact:
    cited = _one_each(places, stands, alignment)
    reports = [behind.reports[alignment.candidates[place].report] for place in cited]
    return Fact(
        id="",
        text=alignment.candidates[stands].text,
        value=value,
        citations=tuple(
            report.citation(alignment.candidates[place].index) for report, place in zip(reports, cited, strict=True)
        ),
        origins=tuple(str(origin) for origin in behind.origins(places)),
        kind=kind,
        about=about,
        outlets=len({report.source.outlet or report.article.id for report in reports}),
        **became,
    )


def _one_each(places: Sequence[int], stands: int, alignment: Alignment) -> list[int]:
    """One sentence a source, the one that stands for the fact first."""
    chosen: dict[int, int] = {alignment.candidates[stands].report: stands}
    for place in places:
        report = alignment.candidates[place].report
        before = chosen.get(report)
        if before is None or (before != stands and _better(place, before, alignment)):
            chosen[report] = place
    return list(chosen.values())


def _better(place: int, before: int, alignment: Alignment) -> bool:
    return alignment.candidates[before].flaw is not None and alignment.candidates[place].flaw is None


def _numbered(lines: Sequence[_Line], alignment: Alignment) -> tuple[Fact, ...]:
    from dataclasses import replace

    def worth(line: _Line) -> tuple:
        held = line.fact.state == "current"
        return (held, -len(line.fact.citations), alignment.candidates[line.stands].place, line.stands)

    ordered = sorted(lines, key=worth)[:_MOST]
    return tuple(replace(line.fact, id=f"f{number}") for number, line in enumerate(ordered, start=1))
