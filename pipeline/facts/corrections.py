"""Values that a correction names as wrong, with the right one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from pipeline.facts.candidates import Candidate
from pipeline.facts.conflicts import label, one_each
from pipeline.facts.held import WEEKDAY, Story
from pipeline.facts.slot import Slot
from pipeline.values import Update

# So many times too much or too little is a slip of the pen.
_SLIP = 20
CORRECTION = re.compile(
    r"(?<!\w)(?:correct(?:ion|ed)|earlier version|originally (?:said|stated|gave|printed)|misstated|previously (?:stated|"
    r"said|gave)|clarification|first printed|in error|wrongly|incorrectly|korrektur|berichtigung|"
    r"in einer früheren (?:version|fassung))\b"
)


def corrections(story: Story) -> tuple[dict[int, int], list[Update], frozenset[int]]:
    """Values that a correction withdraws: of the two in it, the one that the same source no longer prints."""
    withdrawn: dict[int, int] = {}
    updates: list[Update] = []
    noted: set[int] = set()
    by_place: dict[int, list[tuple[int, Slot]]] = {}
    for number, group in enumerate(story.groups):
        for slot in group.slots:
            by_place.setdefault(slot.place, []).append((number, slot))
    for place, candidate in enumerate(story.alignment.candidates):
        if not CORRECTION.search(candidate.text.lower()):
            continue
        near = [
            pair
            for ahead in range(3)
            if place + ahead < len(story.alignment.candidates)
            and story.alignment.candidates[place + ahead].report == candidate.report
            for pair in sorted(by_place.get(place + ahead, ()), key=lambda pair: pair[1].start)
        ]
        start = candidate.text.find(":") if CORRECTION.match(candidate.text.lower()) else 0
        near = [(number, slot) for number, slot in near if slot.place != place or slot.start >= start]
        near = [(number, slot) for number, slot in near if slot.kind != "date" or not WEEKDAY.search(slot.text)]
        pair = _withdrawn_in(near, candidate, place, story)
        if pair is None:
            continue
        wrong, right = pair
        withdrawn[wrong] = right
        noted.add(place)
        updates.append(
            Update(
                label(story.groups[wrong], story.groups[right], story),
                story.groups[wrong].first.text,
                story.groups[right].first.text,
                (story.reports[candidate.report].citation(candidate.index), *one_each(story.groups[right], story)),
            )
        )
    return withdrawn, updates, frozenset(noted)


def _withdrawn_in(near: Sequence[tuple[int, Slot]], candidate: Candidate, place: int, story: Story) -> tuple[int, int] | None:
    """(wrong, right): of two values of one kind near a correction, the right one is what the rest of the source prints."""
    if (currency := _other_currency(near)) is not None:
        return currency
    heads = Counter(head for _, slot in near for head in slot.heads[:1])
    near = sorted(near, key=lambda pair: (pair[1].kind == "date", -max((heads[head] for head in pair[1].heads[:1]), default=0)))
    pairs = [(a, b) for (a, one), (b, other) in combinations(near, 2) if a != b and _of_one_kind(one, other)]
    for a, b in pairs:
        elsewhere = {
            number: {
                story.candidate(slot).report
                for slot in story.groups[number].slots
                if not (story.candidate(slot).report == candidate.report and place <= slot.place <= place + 2)
            }
            for number in (a, b)
        }
        mine = candidate.report
        if mine in elsewhere[b] and mine not in elsewhere[a]:
            return a, b
        if mine in elsewhere[a] and mine not in elsewhere[b]:
            return b, a
    for a, b in pairs:
        # nobody else tells: "said Y; it is X", the wrong one first
        text = candidate.text
        later = (
            re.search(r"\b(?:not|instead of|rather than)\s\S*\s?$", text[: dict(near)[b].start])
            if dict(near)[b].place == place
            else None
        )
        return (b, a) if later else (a, b)
    return None


def _other_currency(near: Sequence[tuple[int, Slot]]) -> tuple[int, int] | None:
    """(wrong, right) where a correction gives the same sum in another currency: "said 412 million euros. It is zloty"."""
    for (a, one), (b, other) in combinations(near, 2):
        if one.kind == other.kind == "money" and one.norm == other.norm and one.unit != other.unit:
            return a, b
    return None


def _of_one_kind(one: Slot, other: Slot) -> bool:
    """Whether the one can have been put for the other: of one kind and, where no word says that they are, of one size."""
    if (one.kind, one.unit) != (other.kind, other.unit):
        return False
    alike = bool(set(one.heads) & set(other.heads))
    return one.kind == "date" or alike or 1 / _SLIP <= one.amount / (other.amount or 1e-9) <= _SLIP
