"""The ledger of a story: what is claimed, by whom first, who merely repeats it, what was superseded, what is disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts import lines
from pipeline.facts.align import Alignment
from pipeline.facts.attribution import attributions
from pipeline.facts.changes import changes
from pipeline.facts.clauses import clause_spans
from pipeline.facts.denials import denies, negates
from pipeline.facts.entities import entities
from pipeline.facts.events import Event, events
from pipeline.facts.groups import Group, groups
from pipeline.facts.offices import offices
from pipeline.facts.people import Person
from pipeline.facts.provenance import Provenance, provenance
from pipeline.facts.quotes import spoken
from pipeline.facts.reports import Report
from pipeline.facts.slots import slots
from pipeline.facts.wordings import wordings
from pipeline.facts.worth import worthwhile
from pipeline.independence import plain_name
from pipeline.values import Conflict, ConflictValue, Fact, Update, Wording
from pipeline.verify import tokens


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


def ledger(alignment: Alignment, reports: Sequence[Report], known: Sequence[Person]) -> Ledger:
    """Read the ledger of a story out of its aligned sentences; ``known`` are its persons."""
    candidates = alignment.candidates
    if not candidates:
        return Ledger()
    common = _common(reports)
    primary = frozenset(number for number, report in enumerate(reports) if report.primary)
    codes = [(report.article.language or "en")[:2] for report in reports]
    found = slots(candidates, [report.day for report in reports], codes, primary)
    foreign = frozenset(place for place, candidate in enumerate(candidates) if reports[candidate.report].foreign)
    valued = groups(found, common, alignment.weight, foreign)
    changed = changes(valued, alignment, reports, common)
    who = entities(reports, candidates, known)
    said = attributions(candidates, reports, who, {plain_name(name): name for name in _outlets(reports)})
    behind = provenance(candidates, reports, said, who)
    quoted = spoken(candidates, reports, said)
    listed = worthwhile(valued, changed, candidates, primary)
    told = events(alignment, _where(listed), common)
    written = (
        *lines.of_values(listed, changed, behind), *lines.of_events(told, behind), *lines.of_quotations(quoted, behind),
        *lines.of_offices(offices(candidates, known), behind),
    )  # fmt: skip
    return Ledger(
        facts=lines.numbered(written, behind),
        conflicts=(*changed.conflicts, *_denials(told, behind)),
        updates=changed.updates,
        wordings=wordings(quoted, reports),
        stale=changed.stale,
        behind=behind,
    )


def _common(reports: Sequence[Report]) -> frozenset[str]:
    """Stems that stand in half of the titles: what the whole story is about tells nothing of a single fact."""
    counts = Counter(stem for report in reports for stem in tokens.content(report.source.title))
    return frozenset(stem for stem, count in counts.items() if count >= max(2, 0.5 * len(reports)))


def _outlets(reports: Sequence[Report]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.source.outlet for report in reports if report.source.outlet and not report.primary))


def _where(listed: Mapping[int, Group]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Where values that are facts stand in each sentence."""
    found: dict[int, list[tuple[int, int]]] = {}
    for group in listed.values():
        for slot in group.slots:
            found.setdefault(slot.place, []).append((slot.start, slot.end))
    return {place: tuple(spans) for place, spans in found.items()}


def _denials(told: Sequence[Event], behind: Provenance) -> Iterator[Conflict]:
    """Clauses that one source affirms and another denies, each dispute once from whichever side it is told."""
    sides: list[tuple[dict[int, None], dict[int, None], Event]] = []
    affirmed = [event for event in told if event.denied and not denies(behind.candidates[event.unit.place].text)]
    for event in (*affirmed, *(event for event in told if event.denied and event not in affirmed)):
        mine, theirs = dict.fromkeys(event.said), dict.fromkeys(event.denied)
        known = next((side for side in sides if _one_dispute(side[0], side[1], mine, theirs)), None)
        if known is None:
            sides.append((mine, theirs, event))
            continue
        turned = bool(known[0].keys() & theirs or known[1].keys() & mine)
        known[0].update(theirs if turned else mine)
        known[1].update(mine if turned else theirs)
    for said, denied, event in sides:
        values = tuple(
            ConflictValue(behind.candidates[next(iter(places))].text, tuple(lines.citation(place, behind) for place in places))
            for places in (said, denied)
        )
        yield Conflict(f"whether {_affirmed(event, behind).strip(' ,.')}", values)


def _one_dispute(said: dict[int, None], denied: dict[int, None], mine: dict[int, None], theirs: dict[int, None]) -> bool:
    """Whether two are of one thing: who says it here denies it there, or both sides meet."""
    turned = said.keys() & theirs or denied.keys() & mine
    return bool(turned or (said.keys() & mine and denied.keys() & theirs))


def _affirmed(event: Event, behind: Provenance) -> str:
    """What is in dispute, in the words of a sentence that affirms it without a negation, where there is one."""
    for place in event.said:
        text = behind.candidates[place].text
        pieces = [text[start:end] for start, end in clause_spans(text) if not negates(text[start:end])]
        near = max(pieces, key=lambda piece: len(tokens.content(piece) & event.unit.terms), default="")
        if len(tokens.content(near) & event.unit.terms) > 1:
            return near
    return behind.candidates[event.unit.place].text[event.unit.start : event.unit.end]
