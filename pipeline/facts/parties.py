"""Values that are given as one party's and another's, by one source, in one sentence or in two."""

from __future__ import annotations

import re

from pipeline.facts import voice
from pipeline.facts.clauses import clause
from pipeline.facts.held import Story
from pipeline.facts.slot import Slot

_PUTS = re.compile(
    rf"{voice.ATTRIBUTED.pattern}|\b(?:speaks? of|spoke of|puts?|counts?|counted|gives?|gave|(?:had|has) it at)\b|"
    r"\b(?:saw|found|measured|recorded)\b|"
    r"[A-ZÀ-Þ][\w’-]+ has [a-z]+ [a-z]+ing\b",
    re.IGNORECASE,
)


_BRIEF = 12
_ASIDE = re.compile(r", (?:which|who|whose|where)\b(?:[^,]|(?<=\d),(?=\d))*,")


def by_another(a: Slot, b: Slot, story: Story) -> bool:
    """Whether a source gives one value as one party's and in the next sentence the other as another's."""
    one, other = story.candidate(a), story.candidate(b)
    if a.place == b.place:
        return _in_one_sentence(a, b, one.text)
    later = story.alignment.candidates[max(a.place, b.place)].text
    if (
        one.report != other.report
        or abs(a.place - b.place) != 1
        or len(_ASIDE.sub("", later).split()) > _BRIEF
        or not (_PUTS.search(one.text) and _PUTS.search(other.text))
    ):
        return False
    return bool((one.names ^ other.names) - story.common) or bool(one.names) != bool(other.names)


def _in_one_sentence(a: Slot, b: Slot, text: str) -> bool:
    """Whether one sentence gives one party's number and another's: "organisers counted 20,000 people, police 8,000"."""
    first, second = sorted((a, b), key=lambda slot: slot.start)
    if a.kind != "count" or first.clause == second.clause or text[second.end :].strip(' .”"'):
        return False
    low, high = clause(text, second.start, second.end)
    return bool(_PUTS.search(text[first.clause : first.end]) and _GIVES.match(text[low:high].strip()))


# who gives a number and no more
_GIVES = re.compile(
    r"(?:the )?(?:[\w’'-]+ ){1,3}?(?:counts?|counted|puts? it at|speaks? of|spoke of|said|says|gives?|gave) [\d.,]+\W*$"
)
