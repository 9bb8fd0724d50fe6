"""Values of which a later report itself says that they have replaced others: "two months later than planned".

Two ways of saying so. A report gives the old value beside the new one, in words that make it one of before ("an earlier report
had put the number at 400"); or it only says that there was another one ("120 more than it announced"), and the earlier
coverage has one value that it can have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from pipeline.facts import voice
from pipeline.facts.cues import ANOTHER, HAD_SAID, MOVED, WAS
from pipeline.facts.groups import Group
from pipeline.facts.held import COMPARED, LATER, WEEKDAY, Story, one_sort
from pipeline.facts.plans import drafted, exactness, in_one_breath
from pipeline.facts.slot import Slot

_NEVER = frozenset({"before", "not", "part"})
_ALIKE, _LEAST = 0.05, 0.04


def revised(story: Story) -> Iterator[tuple[int, int]]:
    """(old, new) groups, by number, of which a report that gives the new value says that it replaced the old one."""
    for new, group in enumerate(story.groups):
        slots = [slot for slot in group.slots if slot.when not in _NEVER]
        told = story.given(slots) if slots and not _score(slots, story) else None
        if told is None or (group.first.kind == "date" and WEEKDAY.search(group.first.text)):
            continue
        before = _earlier(new, told, story)
        old = _beside(slots, before, story) if before else None
        if old is None and before:
            old = _only_one(slots, before, story)
        if old is None:
            old = in_one_breath(slots, story)
        if old is None and before:
            old = drafted(slots, before, story)
        if old is not None:
            yield old, new


_TALLY = re.compile(r"\d\s?[-–]\s?\d")


def _score(slots: Sequence[Slot], story: Story) -> bool:
    """Whether it is one half of a vote or a score: "348-77"."""
    return any(_TALLY.search(story.candidate(one).text[max(0, one.start - 3) : one.end + 3]) for one in slots)


def _earlier(new: int, told: datetime, story: Story) -> list[int]:
    """The groups of the same kind that a report gave before any gave this one."""
    mine = story.groups[new].first
    found = []
    for number, group in enumerate(story.groups):
        one = group.first
        if number == new or (one.kind, one.unit) != (mine.kind, mine.unit) or one.value == mine.value:
            continue
        if one.kind == "date" and (WEEKDAY.search(one.text) or exactness(one) != exactness(mine)):
            continue
        given = story.given([slot for slot in group.slots if slot.when not in {"not", "part"}])
        if given is not None and given < told:
            found.append(number)
    return found


def _beside(slots: Sequence[Slot], before: Sequence[int], story: Story) -> int | None:
    """The older value that a report gives beside the new one as one of before."""
    values = {story.groups[number].first.value: number for number in before}
    for slot in slots:
        for other in _denied(slot, story):
            number = values.get(other.value)
            if number is not None and _long_since(number, slots, story) and len(story.knowing(slots)) > 1:
                return number
        for other in _near(slot, story):
            number = values.get(other.value)
            text = story.candidate(other).text
            reported = bool(HAD_SAID.search(text[: other.start]))
            if number is None or not (reported or _alike(slot, story.groups[number])):
                continue
            if slot.kind == "date" and slot.place != other.place and (slot.when != "planned" or _paired(other, story)):
                continue
            if story.credits_another(story.reports[story.candidate(other).report].citation(story.candidate(other).index)):
                continue  # another outlet has it so, and has not taken it back
            here = text if other.place != slot.place else _stretch(text, slot, other)
            before_it = other.when == "before" and not COMPARED.search(text[: other.start])
            if reported or before_it or WAS.search(here):
                return number
    return None


def _stretch(text: str, slot: Slot, other: Slot) -> str:
    """What stands around the older of two values of one sentence: from a few words before it to its clause's end."""
    low = slot.end if slot.end <= other.start else max(0, other.start - 60)
    return text[low : other.end + 60]


def _paired(slot: Slot, story: Story) -> bool:
    """Whether another day stands in its sentence: then it is that one which took its place, if any."""
    there = [other for group in story.groups for other in group.slots if other.place == slot.place]
    return any(other.kind == slot.kind and other.value != slot.value for other in there)


def _denied(slot: Slot, story: Story) -> list[Slot]:
    """The values that its sentence denies in its favour: "not 36 customers were hit but 112"."""
    candidate = story.candidate(slot)
    if story.reports[candidate.report].primary or voice.ATTRIBUTED.search(candidate.text):
        return []  # one party denies what another says
    there = [other for group in story.groups for other in group.slots if other.place == slot.place]
    return [other for other in there if other.when == "not" and (other.kind, other.unit) == (slot.kind, slot.unit)]


def _long_since(number: int, slots: Sequence[Slot], story: Story) -> bool:
    """Whether a value is that of earlier coverage, and not one that somebody else gives at the same time."""
    first, now = story.given(story.groups[number].given), story.given(slots)
    return first is not None and now is not None and now - first >= LATER


def _near(slot: Slot, story: Story) -> list[Slot]:
    """The values of its kind in its sentence, the one before it and the one after it."""
    report = story.candidate(slot).report
    return [
        other
        for group in story.groups
        for other in group.slots
        if abs(other.place - slot.place) <= 1
        and other.when not in {"not", "part"}
        and other.value != slot.value
        and (other.kind, other.unit) == (slot.kind, slot.unit)
        and story.candidate(other).report == report
    ]


def _only_one(slots: Sequence[Slot], before: Sequence[int], story: Story) -> int | None:
    """The one earlier value that a new one can have replaced, where its sentence says that it replaced one."""
    for slot in slots:
        candidate = story.candidate(slot)
        cue = MOVED if slot.kind == "date" else ANOTHER
        if not cue.search(candidate.text):
            continue
        fitting = {number: worth for number in before if (worth := _fits(slot, story.groups[number], story)) > 0}
        if fitting:
            return max(fitting, key=lambda number: (fitting[number], -number))
    return None


def _fits(slot: Slot, group: Group, story: Story) -> float:
    """How likely a value is what the new one replaced; 0 where it cannot be."""
    mine = story.candidate(slot).report
    if mine in story.knowing([one for one in group.slots if one.when != "before"]):
        return 0.0  # who gives both, or denies the one, does not say that it was replaced
    near = max(float(story.alignment.similarity[slot.place, one.place]) for one in group.slots)
    shared = len((slot.about & group.about) - story.common)
    if slot.kind == "date":
        planned = any(one.when == "planned" or one.norm[:3] > _day(group, story) for one in group.slots)
        return near + 0.1 * shared if planned and (shared or near >= _ALIKE) else 0.0
    sized = 1 / 20 <= slot.amount / (group.first.amount or 1e-9) <= 20
    return near + 0.1 * shared if sized and _alike(slot, group) and near >= _LEAST else 0.0


def _day(group: Group, story: Story) -> tuple[float, ...]:
    """The day on which a value was first given, as a date's norm."""
    given = story.given(group.slots)
    return (given.year, given.month, given.day) if given else (9999.0, 0.0, 0.0)


def _alike(slot: Slot, group: Group) -> bool:
    """Whether both are the value of one sort of thing: the same noun, or nouns for people of whom the same happened."""
    mine, theirs = set(slot.heads[:2]), {head for one in group.slots for head in one.heads[:2]}
    if slot.kind == "count":
        return one_sort(mine, theirs, slot.about & group.about)
    if mine & theirs:
        return True
    return slot.kind == "date" or (slot.kind == "money" and not (mine and theirs))
