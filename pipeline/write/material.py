"""All that the steps of writing share about one story: its sentences, people, sources and house style, and the copy account."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.facts import align, candidates, people
from pipeline.facts.align import Alignment
from pipeline.facts.candidates import Candidate
from pipeline.facts.families import family
from pipeline.facts.people import Person
from pipeline.facts.reports import Report
from pipeline.values import Style
from pipeline.verify import tokens
from pipeline.write import budget, roles
from pipeline.write.budget import Account
from pipeline.write.roles import Presentable

# what less than this share of the origins open with is a side of the story
TOPIC = 0.4


@dataclass(frozen=True, slots=True)
class Material:
    """One story, taken apart. ``voices`` says for each source how much of it is its own voice, 0 to 1.

    ``topic`` are the words with which two origins in five, two at least, open: "the outage" needs no introduction where they
    tell of one.
    ``names`` are the stems of every name of the story's text; ``firsts`` gives for each source the sentence in which a
    stem first stands.
    ``roles`` tells of persons, by the stem of the surname, what a source says that they are.
    ``titled`` are the names of the story's text that stand in titles, each with the number of titles.

    Everything but the account is fixed; the account is the one thing that changes while sentences are chosen.
    """

    alignment: Alignment
    reports: tuple[Report, ...]
    known: tuple[Person, ...]
    style: Style
    voices: tuple[float, ...]
    account: Account
    titled: tuple[tuple[str, int], ...] = ()
    topic: frozenset[str] = frozenset()
    firsts: tuple[Mapping[str, int], ...] = ()
    names: frozenset[str] = frozenset()
    roles: Mapping[str, Presentable] = field(default_factory=dict)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The story's sentences in rank order and reading order."""
        return self.alignment.candidates

    def report(self, place: int) -> Report:
        """The source of the sentence at this place."""
        return self.reports[self.candidates[place].report]

    def first(self, report: int, stem: str) -> int:
        """The sentence of the source in which the stem first stands; past every sentence where there is none."""
        return self.firsts[report].get(stem, len(self.candidates))

    def origins_of_name(self, stem: str) -> frozenset[str]:
        """The origins whose sources have the name anywhere."""
        return frozenset(report.origin for number, report in enumerate(self.reports) if stem in self.firsts[number])

    def sentence(self, report: int, index: int) -> str:
        """A sentence of a source outside its quotations."""
        return tokens.unquoted(self.reports[report].article.sentence(index))

    def neighbours(self, place: int) -> bool:
        """Whether the sentence and the one before it are of one source and at most a paragraph apart."""
        if not 0 < place < len(self.candidates):
            return False
        before, here = self.candidates[place - 1], self.candidates[place]
        return before.report == here.report and here.paragraph - before.paragraph <= 1

    def leads_on(self, place: int) -> bool:
        """Whether the next sentence of the source is printable and leans on this one: it is there to lead to it."""
        if not self.neighbours(place + 1):
            return False
        following = self.candidates[place + 1]
        return following.leans and following.flaw is None

    def heroes(self, share: float = 0.7) -> frozenset[str]:
        """The one or two names that most titles share: whom the story is about; ``share`` of the most frequent one's count."""
        most = max((count for _, count in self.titled), default=0)
        return frozenset(stem for stem, count in self.titled if count >= max(2, share * most))


def material(reports: Sequence[Report], style: Style) -> Material:
    """Take the story's sources apart."""
    sentences = candidates.collect(reports)
    named = frozenset(name for candidate in sentences for name in candidate.names)
    known, voices = people.people(sentences), tuple(_voice(number, sentences) for number in range(len(reports)))
    titled = Counter(stem for report in reports for stem in tokens.content(report.source.title) & named)
    return Material(
        alignment=align.align(sentences, reports),
        reports=tuple(reports),
        known=known,
        style=style,
        voices=voices,
        account=budget.account(reports, style.run_words),
        titled=tuple(titled.items()),
        topic=_topic(reports, sentences),
        firsts=_firsts(reports, sentences),
        names=named,
        roles=roles.presentable(known, sentences, voices),
    )


def _firsts(reports: Sequence[Report], sentences: Sequence[Candidate]) -> tuple[dict[str, int], ...]:
    found: tuple[dict[str, int], ...] = tuple({} for _ in reports)
    for candidate in sentences:
        for stem in candidate.stems:
            found[candidate.report].setdefault(family(stem), candidate.index)
    return found


def _topic(reports: Sequence[Report], sentences: Sequence[Candidate]) -> frozenset[str]:
    found: dict[str, set[str]] = {}
    for report in reports:
        for stem in tokens.content(report.source.title):
            found.setdefault(stem, set()).add(report.origin)
    for candidate in sentences:
        if candidate.place <= 1:
            for stem in candidate.stems:
                found.setdefault(stem, set()).add(reports[candidate.report].origin)
    everybody = len({report.origin for report in reports})
    enough = max(min(2, len(reports)), math.ceil(TOPIC * everybody))
    return frozenset(stem for stem, origins in found.items() if len(origins) >= enough)


def _voice(number: int, sentences: Sequence[Candidate]) -> float:
    """The share of a source's sentences that address the reader, ask, or judge."""
    debris = {"no sentence", "boilerplate"}
    mine = [candidate for candidate in sentences if candidate.report == number and candidate.flaw not in debris]
    marked = sum(bool(candidate.opinion) or (candidate.flaw or "").startswith("the outlet") for candidate in mine)
    return marked / len(mine) if mine else 0.0
