"""Values that sources give for one thing at one time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from pipeline.facts.groups import Group
from pipeline.facts.held import LATER, Story, offered
from pipeline.facts.parties import by_another
from pipeline.facts.rivals import opposed_in, papers_differ
from pipeline.facts.slot import Slot, stems
from pipeline.values import Citation, Conflict, ConflictValue
from pipeline.verify import tokens


def conflicts(pairs: Sequence[tuple[int, int]], story: Story) -> tuple[list[Conflict], dict[int, tuple[int, ...]]]:
    """Pairs offered for the same time, each value with every source that gives it."""
    found: list[Conflict] = []
    disputed: dict[int, tuple[int, ...]] = {}
    for a, b in pairs:
        first, second = story.given(story.groups[a].slots), story.given(story.groups[b].slots)
        apart = abs(first - second) if first and second else timedelta()
        opposed = bool(opposed_in(story.groups[a], story.groups[b], story))
        told = opposed or _parties(story.groups[a], story.groups[b], story)
        if apart >= LATER and not told and not _past_day(story.groups[a], story.groups[b], story):
            continue
        conflict = _conflict(story.groups[a], story.groups[b], story, opposed=opposed)
        if conflict is not None:
            found.append(conflict)
            disputed[a] = (*disputed.get(a, ()), b)
            disputed[b] = (*disputed.get(b, ()), a)
    return found, disputed


def _parties(a: Group, b: Group, story: Story) -> bool:
    """Whether a source gives the one as one party's and the other as another's."""
    return any(by_another(one, other, story) for one in a.slots for other in b.slots)


def _past_day(a: Group, b: Group, story: Story) -> bool:
    """Whether both are days on which the same is said to have happened: a later paper does not move what is past."""
    past = a.first.kind == "date" and not any(slot.when == "planned" for slot in (*a.slots, *b.slots))
    return past and papers_differ(offered(a), offered(b), story)


def _conflict(a: Group, b: Group, story: Story, *, opposed: bool) -> Conflict | None:
    together = {slot.place for slot in a.slots} & {slot.place for slot in b.slots}
    both = story.knowing(a.slots) & story.knowing(b.slots)
    told = opposed or _parties(a, b, story) or _past_day(a, b, story)
    if not told and (len(both) >= 2 or together):
        return None
    sides = sorted((_side(group, story) for group in (a, b)), key=lambda side: -len(side.citations))
    # who gives both reports the difference, and stands with the value that fewer give
    fewer = {citation.article for citation in sides[1].citations} | _outlets(sides[1], story)
    rest = tuple(citation for citation in sides[0].citations if not {citation.article, story.outlet(citation)} & fewer)
    if not rest:
        return None
    return Conflict(label(a, b, story), (ConflictValue(sides[0].value, rest), sides[1]))


def _outlets(side: ConflictValue, story: Story) -> set[str]:
    return {story.outlet(citation) for citation in side.citations}


def label(a: Group, b: Group, story: Story) -> str:
    """What both are the value of, in the words in which most say it."""
    if a.first.kind == "money":
        return a.head or b.head or "sum"
    if a.first.kind == "date":
        return _dated(a, b, story)
    for slot in (*a.slots, *b.slots):
        if slot.heads and slot.heads[0] in a.heads & b.heads:
            return slot.label
    return a.first.label


def _dated(a: Group, b: Group, story: Story) -> str:
    """Such as ``date (conference moves)``: with the words, as a report has them, that both days are told with."""
    shared = a.about & b.about
    told = (match for match in tokens.TOKEN.findall(story.candidate(a.first).text) if match.islower())
    words = [word for word in dict.fromkeys(told) if stems(word) & shared]
    return f"date ({' '.join(words[:2])})" if words else "date"


def _side(group: Group, story: Story) -> ConflictValue:
    """The value with who gives it; who only says that another outlet of the story gives it takes no side."""
    given = one_each(group, story)
    own = tuple(citation for citation in given if not story.credits_another(citation))
    return ConflictValue(group.first.text, own or given)


def one_each(group: Group, story: Story) -> tuple[Citation, ...]:
    """One sentence a source, its earliest."""
    by_report: dict[int, Slot] = {}
    for slot in group.given:
        by_report.setdefault(story.candidate(slot).report, slot)
    return tuple(story.reports[number].citation(story.candidate(slot).index) for number, slot in by_report.items())
