"""What several origins say alike, and what became of it: the first, plain form of the story's ledger of facts."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.facts.align import Alignment, co_cited
from pipeline.facts.reports import Report
from pipeline.values import Citation, Conflict, Fact, Update
from pipeline.write.material import Material

_MOST = 40


def facts(
    alignment: Alignment, reports: Sequence[Report], conflicts: Sequence[Conflict], updates: Sequence[Update]
) -> tuple[Fact, ...]:
    """Sentences of two origins and more that say the same, as one fact each; the plainest sentence stands for it.

    A sentence belongs to one fact. ``superseded_by`` and ``disputed_with`` name the value that replaced or contradicts it.
    """
    used: set[int] = set()
    found: list[Fact] = []
    order = sorted(
        (place for place, candidate in enumerate(alignment.candidates) if candidate.flaw is None),
        key=lambda place: (-len(alignment.supporters(place)), len(alignment.candidates[place].text), place),
    )
    for place in order:
        if place in used or len(found) >= _MOST:
            continue
        candidate = alignment.candidates[place]
        others = [i for i in co_cited(place, candidate.text, alignment, reports, limit=10) if i not in used]
        if not others:
            continue
        used |= {place, *others}
        found.append(_fact(f"f{len(found) + 1}", place, others, alignment, reports, conflicts, updates))
    return tuple(found)


def shared(known: Sequence[Fact], story: Material) -> tuple[frozenset[int], ...]:
    """For each fact that still holds the places of the sentences that give it."""
    places = {
        story.reports[candidate.report].citation(candidate.index): place for place, candidate in enumerate(story.candidates)
    }
    return tuple(frozenset(places[citation] for citation in fact.citations) for fact in known if fact.superseded_by is None)


def _fact(  # noqa: PLR0917  the parts of one record
    name: str,
    place: int,
    others: Sequence[int],
    alignment: Alignment,
    reports: Sequence[Report],
    conflicts: Sequence[Conflict],
    updates: Sequence[Update],
) -> Fact:
    candidate = alignment.candidates[place]
    members = [alignment.candidates[i] for i in (place, *others)]
    citations = tuple(reports[member.report].citation(member.index) for member in members)
    outlets = dict.fromkeys(reports[member.report].source.outlet or reports[member.report].article.id for member in members)
    number = next((number for number in candidate.numbers if not number.spelled), None)
    value = candidate.text[number.start : number.end].strip() if number else None
    return Fact(
        id=name,
        text=candidate.text,
        value=value,
        citations=citations,
        origins=tuple(outlets),
        superseded_by=next((update.new for update in updates if update.old in candidate.text), None),
        disputed_with=_other_value(citations, conflicts),
    )


def _other_value(citations: Sequence[Citation], conflicts: Sequence[Conflict]) -> str | None:
    for conflict in conflicts:
        mine = [value for value in conflict.values if set(value.citations) & set(citations)]
        if mine:
            return next((value.value for value in conflict.values if value is not mine[0]), None)
    return None
