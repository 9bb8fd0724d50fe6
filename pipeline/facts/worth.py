"""Which values are facts of the story: what changed, what several sources give, what one gives plainly and says of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.facts import voice
from pipeline.facts.candidates import Candidate
from pipeline.facts.changes import Changes
from pipeline.facts.groups import Group, telling
from pipeline.facts.slot import Slot

_COMMENT = frozenset({"boilerplate", "the outlet's own voice"})
# what may not be printed as ours may still state a value: "according to minutes seen by The Byte"
_PLAIN = frozenset({None, "in note form", "half a quotation", "the outlet speaks of itself", "a fragment"})


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
    return given > 1 or any(_plainly(slot, told[slot.place]) and not _by_the_way(slot, told[slot.place]) for slot in usable)


_DAY = re.compile(r"\b(?:\w+day|today|tonight|yesterday|morning|afternoon|evening|heute|gestern)\b", re.IGNORECASE)


def _plainly(slot: Slot, told: _Told) -> bool:
    """Whether one source alone states a value plainly: early, of somebody named, or with who says so; and of what it is."""
    candidate = told.candidate
    if slot.kind == "date" and (_PERIOD.search(slot.text) or _inside(slot, candidate)):
        return False
    judged = candidate.opinion > telling(slot)
    if not told.among(_PLAIN) or judged or not (slot.heads or slot.kind in {"date", "money"}):
        return False
    early = candidate.place < _EARLY
    return told.named or ((early or bool(voice.ATTRIBUTED.search(candidate.text))) and len(slot.about) > 2 - early)


def _by_the_way(slot: Slot, told: _Told) -> bool:
    """Whether one source alone gives a value that hardly anybody would miss.

    A small number in words ("four engineers", "two hours"), a number of somebody's remark, a time of day, or what a page is
    stamped with ("Opened September 17").
    """
    words = told.candidate.text.split()
    if slot.kind == "date":
        return slot.unit == "time" or len(words) <= _STAMP
    if slot.kind not in {"count", "measure"} or slot.unit == "%":
        return False
    return bool(_IN_WORDS.match(slot.text)) or _inside(slot, told.candidate)


_STAMP = 6
_IN_WORDS = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a |half a )?dozen|half)\b(?!.*\d)", re.IGNORECASE
)
_EARLY = 8
_PERIOD = re.compile(r"\b(?:last|this|next) (?:year|month|week|night)\b|\btoday\b", re.IGNORECASE)


def _inside(slot: Slot, candidate: Candidate) -> bool:
    """Whether it stands in a quotation: who speaks dates a remark, not the story."""
    return any(span.start <= slot.start < span.end for span in candidate.quotes)
