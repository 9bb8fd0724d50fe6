"""Two values that may be of one thing: the same slot, offered as it is now, and nothing that says they are of two things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.doubts import believed
from pipeline.facts import voice
from pipeline.facts.align import Alignment
from pipeline.facts.candidates import Candidate
from pipeline.facts.groups import Group
from pipeline.facts.reports import Report
from pipeline.facts.slot import Slot
from pipeline.languages import words
from pipeline.values import Citation
from pipeline.verify import tokens

LATER = timedelta(hours=14)
CHANGED = re.compile(
    r"\b(?:extend\w*|extension|revis\w*|updat\w*|bring\w* (?:the|its)|reopen\w*|tops? up|topped up|up from|down from|"
    r"increas\w*|r[oi]ses? to|rose|risen|climb\w*|moves? up|lifts?|lifted|now (?:says?|stands?|puts?|at|expects?|totals?|"
    r"counts?)|larger|grew to|grows to|grown|more than (?:first|initially)|instead of|raised (?:it|the|its)|cut (?:it|its|"
    r"the)|lowered|reduced|postponed|delayed|pushed back|brought forward|moved (?:to|from)|new (?:total|figure|toll|date)|"
    r"no longer|higher than|fewer than (?:first|initially)|erhöht|gestiegen|steigt|wächst|aufgestockt|stockt|verschoben)\b",
    re.IGNORECASE,
)
CONTRAST = re.compile(
    r"\b(?:not|instead of|rather than|but|while|whereas|although|however|differ\w*|discrepan\w*|contradict\w*|disput\w*|"
    r"against|as opposed to|contrary to|nicht|sondern|dagegen)\b",
    re.IGNORECASE,
)


# What is counted anew as a disaster goes on.
TOLL = frozenset(
    map(
        tokens.stem,
        words("killed died dead deaths injured wounded arrested missing victims casualties affected evacuated infected cases"),
    )
)


@dataclass(frozen=True, slots=True)
class Story:
    """What values are held against each other by: ``common`` stems tell nothing here, ``wholes`` are (part, whole)."""

    groups: Sequence[Group]
    alignment: Alignment
    reports: Sequence[Report]
    common: frozenset[str]
    wholes: frozenset[tuple[float, float]]

    def candidate(self, slot: Slot) -> Candidate:
        """The sentence it stands in."""
        return self.alignment.candidates[slot.place]

    def knowing(self, slots: Sequence[Slot]) -> frozenset[int]:
        """The reports that give one of these."""
        return frozenset(self.candidate(slot).report for slot in slots)

    def outlet(self, citation: Citation) -> str:
        """The outlet of a cited article."""
        return self._report(citation).source.outlet

    def credits_another(self, citation: Citation) -> bool:
        """Whether a cited sentence names another outlet of the story: the claim is that one's."""
        report = self._report(citation)
        span = report.article.sentences[citation.sentence]
        text = tokens.unquoted(report.article.text[span.start : span.end])
        mine = report.source.outlet
        others = {other.source.outlet for other in self.reports if not other.primary} - {mine, ""}
        return any(outlet.removeprefix("The ") in text for outlet in others if outlet.removeprefix("The ") not in mine)

    def _report(self, citation: Citation) -> Report:
        return next(report for report in self.reports if report.article.id == citation.article)

    def given(self, slots: Sequence[Slot]) -> datetime | None:
        """When one of these was first given; None where no report is dated."""
        moments = [believed(self.reports[self.candidate(slot).report].article) for slot in slots]
        return min((moment.at for moment in moments if moment is not None), default=None)


def rivals(a: Group, b: Group, story: Story) -> bool:
    """Whether two values can be the value of one thing."""
    first, second = offered(a), offered(b)
    if not first or not second or _of_two_things(a, b, story):
        return False
    if any(by_another(a, b, story) for a in first for b in second):
        return True
    # further down it may be a part, or somebody else's
    return _prominent(a, story) and _prominent(b, story) and _of_one(a, b, first, second, story)


def _of_one(a: Group, b: Group, first: Sequence[Slot], second: Sequence[Slot], story: Story) -> bool:
    """Whether the slots of two values say that they are of one thing."""
    one = a.first
    if one.kind == "money":
        return bool(_money_heads(a) & _money_heads(b)) and _both_offered(a, b, story)
    apart = not story.knowing(first) & story.knowing(second)
    if one.kind == "count" and a.heads & b.heads and apart and (TOLL & a.about & b.about or _headlined(a, b, story)):
        return True
    if one.kind != "date" and a.heads & b.heads and opposed_in(a, b, story):
        return True  # "140 jobs, not 1,400", also of who says that the first was the other's
    if one.kind == "count" and not (a.heads & b.heads or a.heads & b.about or b.heads & a.about):
        return False
    return _same_thing(first, second, story)


def _of_two_things(a: Group, b: Group, story: Story) -> bool:
    """Whether the two cannot be of one thing: other kinds, a part and its whole, a round figure and the exact one."""
    one, other = a.first, b.first
    if (one.kind, one.unit) != (other.kind, other.unit) or one.unit == "times":
        return True
    if not _near(one, other) and not (one.kind != "date" and opposed_in(a, b, story)):
        return True
    if {(one.amount, other.amount), (other.amount, one.amount)} & story.wholes:
        return True
    if one.kind == "money" and any(slot.when == "part" for slot in (*a.slots, *b.slots)):
        return True
    rough = any(slot.rough for slot in (*offered(a), *offered(b)))
    return rough and one.kind != "date" and 0.8 <= one.amount / (other.amount or 1e-9) <= 1.25


def wholes(groups: Sequence[Group]) -> frozenset[tuple[float, float]]:
    """(part, whole) for values of which a sentence says so: "three of the seven directors"."""
    by_place: dict[int, list[Slot]] = {}
    for group in groups:
        for slot in group.slots:
            by_place.setdefault(slot.place, []).append(slot)
    return frozenset(
        (one.amount, other.amount)
        for there in by_place.values()
        for one in there
        for other in there
        if one.when == "part" and 0 <= other.start - one.end <= _OF_THE
    )


_OF_THE = 16


def offered(group: Group) -> tuple[Slot, ...]:
    """The slots that say how it is now: no part of a sum and nothing of before."""
    return tuple(slot for slot in group.slots if slot.when not in {"part", "before", "not"})


WEEKDAY = re.compile(r"\w+day\b|\b(?:today|tonight|yesterday|tomorrow|last|next|this)\b", re.IGNORECASE)


def _near(a: Slot, b: Slot) -> bool:
    if a.kind == "date":
        if WEEKDAY.search(a.text) or WEEKDAY.search(b.text):
            return False  # the day on which each outlet heard of it
        exact = [sum(part > 0 for part in slot.norm) for slot in (a, b)]
        return abs(a.amount - b.amount) <= 400 and exact[0] == exact[1]
    ratio = a.amount / (b.amount or 1e-9)
    return 0.25 <= ratio <= 4 and ratio != 1


def _money_heads(group: Group) -> frozenset[str]:
    head = group.head
    return frozenset({head}) if head else frozenset()


def _both_offered(a: Group, b: Group, story: Story) -> bool:
    """Whether both sums are prominent, and either given by two sources each or set against each other by one."""
    if not (_prominent(a, story) and _prominent(b, story)):
        return False
    widely = len(story.knowing(a.slots)) >= 2 and len(story.knowing(b.slots)) >= 2
    apart = not (story.knowing(a.slots) & story.knowing(b.slots))
    return widely or apart or bool(opposed_in(a, b, story))


def _prominent(group: Group, story: Story) -> bool:
    """In the first sentences or the title of a source: else it may be a part, or somebody else's sum."""
    return any(
        story.candidate(slot).index <= 3 or in_text(slot, story.reports[story.candidate(slot).report].source.title)
        for slot in group.slots
    )


def _headlined(a: Group, b: Group, story: Story) -> bool:
    """Whether sources that give the two have them in their titles: then they are what the story is about, and no details."""
    return all(
        any(in_text(slot, story.reports[story.candidate(slot).report].source.title) for slot in group.slots) for group in (a, b)
    )


def in_text(slot: Slot, text: str) -> bool:
    """Whether a text gives the value, as written or by its figures."""
    digits = re.search(r"\d[\d.,]*", slot.text)
    return slot.text in text or bool(digits and re.search(rf"(?<![\d.,]){re.escape(digits.group())}(?!\d)", text))


def _same_thing(first: Sequence[Slot], second: Sequence[Slot], story: Story) -> bool:
    """Two sentences that say the same but for the value, of sources that know only their own."""
    strict = first[0].kind == "date"
    if story.knowing(first) & story.knowing(second) and (strict or not _told_together(first, second, story)):
        return False
    origins, similarity = story.alignment.origins, story.alignment.similarity
    for a in first:
        for b in second:
            shared = (a.about & b.about) - story.common
            alike = a.when == b.when or (a.heads[:1] == b.heads[:1] and a.heads)
            if origins[a.place] == origins[b.place] or not alike:
                continue
            if similarity[a.place, b.place] >= (0.3 if strict else 0.2) and len(shared) >= 2:
                return True
            if not strict and a.heads and b.heads and a.heads[0] == b.heads[0] and len(shared) >= 3:
                return True
    return False


def _told_together(first: Sequence[Slot], second: Sequence[Slot], story: Story) -> bool:
    """Whether who gives both sets them against each other, or tells of a change."""
    both = story.knowing(first) & story.knowing(second)
    places = {slot.place for slot in (*first, *second) if story.candidate(slot).report in both}
    texts = [story.alignment.candidates[place].text for place in places]
    if any(by_another(a, b, story) for a in first for b in second):
        return True
    return any(CHANGED.search(text) or CONTRAST.search(text) for text in texts)


_PUTS = re.compile(rf"{voice.ATTRIBUTED.pattern}|\b(?:speaks? of|spoke of|puts?|counts?|counted|gives?|gave)\b", re.IGNORECASE)


_BRIEF = 12


def by_another(a: Slot, b: Slot, story: Story) -> bool:
    """Whether a source gives one value as one party's and in the next sentence the other as another's."""
    one, other = story.candidate(a), story.candidate(b)
    later = story.alignment.candidates[max(a.place, b.place)].text
    if (
        one.report != other.report
        or abs(a.place - b.place) != 1
        or len(later.split()) > _BRIEF
        or not (_PUTS.search(one.text) and _PUTS.search(other.text))
    ):
        return False
    return bool((one.names ^ other.names) - story.common) or bool(one.names) != bool(other.names)


def opposed_in(a: Group, b: Group, story: Story) -> list[str]:
    """Sentences and titles that give both values with a word of contrast."""
    together = {slot.place for slot in a.slots} & {slot.place for slot in b.slots}
    texts = [story.alignment.candidates[place].text for place in together]
    texts += [story.reports[number].source.title for number in story.knowing((*a.slots, *b.slots))]
    return [text for text in texts if CONTRAST.search(text) and in_text(a.first, text) and in_text(b.first, text)]
