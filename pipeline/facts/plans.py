"""Plans, drafts and forecasts with another value now: in one breath with the old one, or in the document that decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.facts.cues import INSTEAD, MOVED, PLAN
from pipeline.facts.held import WEEKDAY, Story
from pipeline.facts.slot import Slot

_DRAFT = re.compile(
    r"\b(?:intends?|preparing|prepares|drafts?|consider(?:s|ing)|propos(?:es|ed|ing)|(?:is|are) likely to|could|may|might)\b",
    re.IGNORECASE,
)
# Beside the same head of a sum so much more must be shared, beside a measure's unit more.
_SHARED_SUM, _SHARED_MEASURE = 0, 2


def drafted(slots: Sequence[Slot], before: Sequence[int], story: Story) -> int | None:
    """What was only a draft or an intention where a document now has it otherwise."""
    decided = [slot for slot in slots if story.reports[story.candidate(slot).report].primary]
    for slot in decided if slots[0].kind != "date" else ():
        fitting = {}
        for number in before:
            group = story.groups[number]
            plan = all(_DRAFT.search(story.candidate(one).text) or one.when in {"planned", "before"} for one in group.slots[:2])
            shared = len((slot.about & group.about) - story.common)
            alike = bool(slot.heads) and slot.heads[:1] in {one.heads[:1] for one in group.slots}
            least = _SHARED_SUM if slot.kind == "money" and alike else _SHARED_MEASURE
            if (
                plan
                and (alike or slot.kind == "measure")
                and shared >= least
                and 1 / 4 <= slot.amount / (group.first.amount or 1e-9) <= 4
            ):
                fitting[number] = shared
        if fitting:
            return max(fitting, key=lambda number: (fitting[number], -number))
    return None


def in_one_breath(slots: Sequence[Slot], story: Story) -> int | None:
    """The value of a plan or a forecast that a sentence gives as the one that its new value has replaced."""
    for slot in slots:
        text = story.candidate(slot).text
        if not (PLAN.search(text) and INSTEAD.search(text)) or "price target" in text:
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
        apart = exactness(old) == exactness(new) and old.start < new.start and not WEEKDAY.search(old.text)
        return apart and bool(_OLD_DAY.search(text[: old.start]) and MOVED.search(text))
    if old.start > new.start and re.search(r"\bwhere the (?:first|original|earlier|old)\b[^,;.]{1,30}$", text[: old.start]):
        return True
    return old.when == "before" or bool(re.search(r"\bfrom (?:an? )?(?:[a-z]+ ){0,3}[$€£₹]?$", text[: old.start]))


def exactness(slot: Slot) -> int:
    """How many parts of a date are known: year, month, day."""
    return sum(part > 0 for part in slot.norm)
