"""What values are held against each other by: the story around them, and the words that tell of change and of contrast."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.doubts import believed
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
# two days, or two years, stand side by side: neither replaced the other
COMPARED = re.compile(r"\b(?:compared (?:with|to)|last year|a year (?:ago|earlier)|previous)\b[^.;]{0,30}$", re.IGNORECASE)
WEEKDAY = re.compile(r"\w+day\b|\b(?:today|tonight|yesterday|tomorrow|last|next|this)\b", re.IGNORECASE)

# What is counted anew as a disaster goes on.
TOLL = frozenset(
    map(
        tokens.stem,
        words("killed died dead deaths injured wounded arrested missing victims casualties affected evacuated infected cases"),
    )
)

# Nouns for people: of whom the same happened are counted alike, "three workers", "five people".
PERSONS = frozenset(
    ("peopl", "person", "staf", "men", "women", "man", "woman", "resident", "passenger", "victim", "child", "children", "user",
     "customer", "patient", "job", "position", "role", "worker", "colleagu")
)  # fmt: skip
_ANYBODY = frozenset(("peopl", "person"))


def one_sort(mine: AbstractSet[str], theirs: AbstractSet[str], about: AbstractSet[str]) -> bool:
    """Whether two counts count one sort of thing: the same noun, or people of whom ``about`` (what both tell) says a fate."""
    if mine & theirs:
        return True
    persons = bool(mine & PERSONS and theirs & PERSONS)
    return persons and (bool(TOLL & about) or bool(_ANYBODY & (mine | theirs)))


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


def offered(group: Group) -> tuple[Slot, ...]:
    """The slots that say how it is now: no part of a sum and nothing of before."""
    return tuple(slot for slot in group.slots if slot.when not in {"part", "before", "not"})


def in_text(slot: Slot, text: str) -> bool:
    """Whether a text gives the value, as written or by its figures."""
    digits = re.search(r"\d[\d.,]*", slot.text)
    return slot.text in text or bool(digits and re.search(rf"(?<![\d.,]){re.escape(digits.group())}(?!\d)", text))
