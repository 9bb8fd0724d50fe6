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
from pipeline.facts.groups import Group
from pipeline.facts.held import COMPARED, LATER, WEEKDAY, Story, one_sort
from pipeline.facts.slot import Slot

_SAID = (
    r"(?:said|says|put|given|gave|reported|set|planned|announced|estimated|scheduled|told|thought|feared|promised|offered|"
    r"expected|stated|counted|disclosed|believed|hoped|insisted|intended)"
)
_FIRST = r"(?:first|initial(?:ly)?|original(?:ly)?|previous(?:ly)?|earlier|preliminary|leaked)"
_FIGURE = (
    r"(?:report|estimate|figure|count|version|statement|number|tally|draft|plan|target|date|price|offer|bid|deadline|"
    r"sum|total|toll|announcement|proposal|decision|forecast|notice|claim|schedule)s?"
)
# what makes a value beside it one of before
_WAS = re.compile(
    rf"\b(?:{_FIRST} (?:\w+ ){{0,2}}?(?:{_FIGURE}|{_SAID})|had (?:been )?(?:{_FIRST} )?{_SAID}|draft\b|"
    rf"(?:was|were|been) (?:due|to have|set|planned|scheduled|{_FIRST})|due (?:on|in|by|for)\b.*\b(?:now|instead)\b|instead of|"
    rf"used to be|"
    rf"(?:twice|double|triple|half|times) (?:the|its|their|what)|(?:not|rather than) .{{1,40}} as (?:{_FIRST}|it had)|"
    rf"than (?:{_FIRST} )?{_SAID})\b",
    re.IGNORECASE,
)
# that there was another value, without the value
_ANOTHER = re.compile(
    rf"\b(?:(?:than|as) (?:(?:it|they|he|she|the \w+|\w+) )?(?:had |has )?(?:{_FIRST} )?{_SAID}|than {_FIRST}|"
    rf"now (?:says?|believes?|puts?|counts?|estimates?|expects?|stands?|totals?|thinks?|owns?|plans?|known)|"
    rf"(?:number|toll|figure|total|count|sum)\b.{{0,50}}\b(?:rose|risen|climbed|grew|grown|fell|fallen|revised|now|stands)|"
    rf"(?:rais\w+|increas\w+|lower\w+|cut|sweeten\w+|improv\w+|revis\w+|lift\w+) (?:its|the|their|his|her) (?:\w+ )?{_FIGURE}|"
    rf"bring\w* (?:the|its) total|(?:new|revised|updated|final) {_FIGURE}|more people than)\b",
    re.IGNORECASE,
)
# that a day has moved
_MOVED = re.compile(
    r"\b(?:(?:later|earlier|sooner) than|(?:day|week|month|quarter|year)s? (?:late|later|behind)|postpon\w*|delay\w*|"
    r"push\w* back|put(?:s|ting)? (?:it )?(?:off|back)|slip(?:s|ped|ping)?|mov(?:ed|es|ing) (?:to|back|forward|from|the|its)|"
    r"br(?:ing|ings|ought) forward|exten(?:d|ds|ded|ding|sion)|more time|reschedul\w*|(?:will|is|are) now|"
    r"now (?:due|set|expected|planned|plans|expects|aims|scheduled|has until|have until)|deferr?\w*|verschoben)\b",
    re.IGNORECASE,
)
# of what a new value can be told beside the old one in one breath: figures of a year before are no such thing
_HAD_SAID = re.compile(rf"\bhad (?:{_FIRST} )?{_SAID} (?:about |some |only |just )?[$€£₹]?$", re.IGNORECASE)
_PLAN = re.compile(
    rf"\b(?:outlook|forecast|guidance|target|estimate|deadline|schedule[ds]?|due|promised|meant|planned|expected|offer|bid|draft|"
    rf"set for|ask(?:s|ed|ing)?|seek(?:s|ing)?|sought|demand(?:s|ed)?|damages|where the (?:first|original|earlier|old)|"
    rf"proposal|{_FIRST} {_FIGURE}|(?:push|mov|postpon|delay|exten)\w* (?:\w+ ){{0,3}}(?:from|to|back))\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"\b(?:now|moved?|pushed|postponed|delayed|extended|slipped|lower(?:s|ed)|rais(?:es|ed)|cut|down from|up from|instead of|"
    r"revis(?:es|ed)|reduc(?:es|ed)|increas(?:es|ed)|mov(?:es|ing)|from|where the (?:first|original|earlier|old))\b",
    re.IGNORECASE,
)
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
            old = _in_one_breath(slots, story)
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
        if one.kind == "date" and (WEEKDAY.search(one.text) or _exactness(one) != _exactness(mine)):
            continue
        given = story.given([slot for slot in group.slots if slot.when not in {"not", "part"}])
        if given is not None and given < told:
            found.append(number)
    return found


def _exactness(slot: Slot) -> int:
    return sum(part > 0 for part in slot.norm)


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
            reported = bool(_HAD_SAID.search(text[: other.start]))
            if number is None or not (reported or _alike(slot, story.groups[number])):
                continue
            if slot.kind == "date" and slot.place != other.place and (slot.when != "planned" or _paired(other, story)):
                continue
            if story.credits_another(story.reports[story.candidate(other).report].citation(story.candidate(other).index)):
                continue  # another outlet has it so, and has not taken it back
            here = text if other.place != slot.place else _stretch(text, slot, other)
            before_it = other.when == "before" and not COMPARED.search(text[: other.start])
            if reported or before_it or _WAS.search(here):
                return number
    return None


def _in_one_breath(slots: Sequence[Slot], story: Story) -> int | None:
    """The value of a plan or a forecast that a sentence gives as the one that its new value has replaced."""
    for slot in slots:
        text = story.candidate(slot).text
        if not (_PLAN.search(text) and _INSTEAD.search(text)) or "price target" in text:
            continue
        for number, group in enumerate(story.groups):
            for other in group.slots:
                if other.place == slot.place and other.value != slot.value and _was_planned(other, slot, text):
                    return number
    return None


_OLD_DAY = re.compile(
    r"\b(?:due|promised|scheduled|set|meant|planned|expected|been|from|instead of)\b[^.;]{0,40}$|\bby\s$", re.IGNORECASE
)


def _was_planned(old: Slot, new: Slot, text: str) -> bool:
    """Whether of two values of one sentence the first is the one of before."""
    if (old.kind, old.unit) != (new.kind, new.unit) or old.when in {"not", "part"}:
        return False
    if old.kind == "date":
        apart = _exactness(old) == _exactness(new) and old.start < new.start and not WEEKDAY.search(old.text)
        return apart and bool(_OLD_DAY.search(text[: old.start]) and _MOVED.search(text))
    if old.start > new.start and re.search(r"\bwhere the (?:first|original|earlier|old)\b[^,;.]{1,30}$", text[: old.start]):
        return True
    return old.when == "before" or bool(re.search(r"\bfrom (?:an? )?(?:[a-z]+ ){0,3}[$€£₹]?$", text[: old.start]))


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
        cue = _MOVED if slot.kind == "date" else _ANOTHER
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
