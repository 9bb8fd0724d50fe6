"""Values that are given as one party's and another's, by one source, in one sentence or in two."""

from __future__ import annotations

import re

from pipeline.facts import voice
from pipeline.facts.candidates import Candidate
from pipeline.facts.held import Story
from pipeline.facts.slot import Slot
from pipeline.verify import tokens

_PUTS = re.compile(
    rf"{voice.ATTRIBUTED.pattern}|\b(?:speaks? of|spoke of|spoken of|puts?|counts?|counted|gives?|gave|(?:had|has) it at)\b|"
    r"\b(?:saw|found|measured|recorded)\b|"
    r"[A-ZÀ-Þ][\w’-]+ has [a-z]+ [a-z]+ing\b",
    re.IGNORECASE,
)


_BRIEF = 12
# "told The Fledgling that it had been $6.2 million": of what, the sentence before has said
_IT_WAS = re.compile(
    r"\bthat it (?:had been|was|is|would be|stood at|came to) (?:about |only |some |nearly |closer to )?[$€£₹]?\d"
)
_ASIDE = re.compile(r", (?:which|who|whose|where)\b(?:[^,]|(?<=\d),(?=\d))*,")


def by_another(a: Slot, b: Slot, story: Story) -> bool:
    """Whether a source gives one value as one party's and in the next sentence the other as another's."""
    one, other = story.candidate(a), story.candidate(b)
    if a.place == b.place:
        return tested(a, b, one.text) or _in_one_sentence(a, b, one.text)
    if _after_another_outlet(a, b, story):
        return True
    later = story.alignment.candidates[max(a.place, b.place)].text
    if (
        one.report != other.report
        or abs(a.place - b.place) != 1
        or not (len(_ASIDE.sub("", later).split()) <= _BRIEF or _IT_WAS.search(later))
        or not (_PUTS.search(one.text) and _PUTS.search(other.text))
    ):
        return False
    mine, theirs = _who(one), _who(other)
    return bool((mine ^ theirs) - story.common) or bool(mine) != bool(theirs)


def _who(candidate: Candidate) -> frozenset[str]:
    """The names of a sentence, with the one it may open with."""
    first = candidate.text.split()[0].strip("“\"',") if candidate.text.strip() else ""
    opens = {tokens.stem(first)} if first[:1].isupper() and first.lower() not in tokens.STOP else set()
    return candidate.names | opens


def _after_another_outlet(a: Slot, b: Slot, story: Story) -> bool:
    """Whether a report opens with its own sum and then gives the one that another outlet of the story has reported."""
    first, second = sorted((a, b), key=lambda slot: slot.place)
    one, other = story.candidate(first), story.candidate(second)
    if a.kind != "money" or one.report != other.report or one.index > 1 or second.place - first.place > _SOON:
        return False
    report = story.reports[other.report]
    return bool(_REPORTED.search(other.text)) and story.credits_another(report.citation(other.index))


_SOON = 3
_CLAIMS = re.compile(r"\bclaim(?:s|ed|ing)? (?:[a-z]+ ){0,3}[$€£₹]?$", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:measured|found|counted|got|reached|scored|saw|came to|recorded|put) (?:[a-z]+ ){0,4}[$€£₹]?$", re.IGNORECASE
)


def tested(a: Slot, b: Slot, text: str) -> bool:
    """Whether a sentence sets what somebody found against what another claims: "measured 52.3%, where Orlo claims 61.8%"."""
    return any(_CLAIMS.search(text[: one.start]) and _FOUND.search(text[: other.start]) for one, other in ((a, b), (b, a)))


_REPORTED = re.compile(r"\b(?:reported|reports|wrote|said)\b")


def _in_one_sentence(a: Slot, b: Slot, text: str) -> bool:
    """Whether one sentence gives one party's number and another's: "organisers counted 20,000 people, police 8,000"."""
    first, second = sorted((a, b), key=lambda slot: slot.start)
    if a.kind not in {"count", "measure", "money"}:
        return False
    one, _, rest = text[: second.end].rpartition(_parted(text[first.end : second.start]) or "\0")
    if not one:
        return False
    said = _ASIDE.sub("", _POSTED.sub("", rest)).strip()
    last = not text[second.end :].strip(' .”"')
    gapped = last and a.kind == "count" and _GAPPED.match(said)
    return bool(_PUTS.search(one) and (_GIVES.match(said) or gapped)) or bool(gapped and _HAS.search(one))


def _parted(between: str) -> str:
    """The mark at which the second party's part begins; "" where there is none."""
    found = re.search(r";|, (?:while|but|whereas|and)\b|,(?=\s)", between)
    return found.group() if found else ""


# ", posted two hours later,": an aside without a verb of its own
_POSTED = re.compile(r", [a-z]+ed [^,]{3,40},")
# "the company about 3,900"
_HAS = re.compile(r"\b(?:has|have|had) (?:about |only |some )?[$€£₹]?[\d.,]+$")
_GAPPED = re.compile(r"(?:the )?[A-Za-z][\w’'-]*(?: [a-z]+)? (?:about |only |some |just )?[$€£₹]?[\d.,]+\W*$")


# who gives a number and no more
_GIVES = re.compile(
    r"(?:the )?(?:[\w’'-]+ ){1,4}?(?:counts?|counted|puts? (?:it|them) at|speaks? of|spoke of|said|says|gives?|gave|"
    r"arrives? at|has it at|had it at|comes? to) (?:about |only |some |just )?[$€£₹]?[\d.,]+"
)
