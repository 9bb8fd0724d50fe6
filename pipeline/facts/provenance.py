"""From whom a fact is: the origins behind the sentences that state it, each counted once, however many outlets print it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts.candidates import Candidate
from pipeline.facts.entities import Entities
from pipeline.facts.origin import Attribution, Origin
from pipeline.facts.reports import Report
from pipeline.independence import plain_name
from pipeline.naming import PUBLIC_BODY, one_house
from pipeline.values import Citation


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that tells where the sentences of a story are from. ``order`` are the reports by the time they were published."""

    candidates: Sequence[Candidate]
    reports: Sequence[Report]
    said: Sequence[Attribution]
    who: Entities
    order: Mapping[int, int]
    heads: Mapping[str, int]
    papers: tuple[str, ...]

    def origins(self, places: Sequence[int]) -> tuple[Origin, ...]:
        """The origins of what these sentences state.

        A primary document and the statements of who wrote it are one; what is attributed to nobody hangs on who says from
        where it is, else on who published it first.
        """
        own = [place for place in places if not self._copied(place)] or list(places)
        primary = [place for place in own if self._report(place).primary]
        found = dict[tuple[str, str], Origin]()
        documents = [self._document(place) for place in primary] or self._cited_paper(own)
        filers = tuple(filer for place in primary for filer in (_filer(self._report(place)),) if filer)
        for origin in (*documents, *self._explicit(own, filers, documented=bool(documents))):
            before = found.get(origin.key)
            if before is None or (origin.to and not before.to):
                found[origin.key] = origin
        if not found:
            origin = self._unattributed(own)
            found[origin.key] = origin
        return tuple(found.values())

    def places(self, citations: Sequence[Citation]) -> tuple[int, ...]:
        """Where the cited sentences stand among the candidates."""
        cited = set(citations)
        return tuple(
            place
            for place, candidate in enumerate(self.candidates)
            if self.reports[candidate.report].citation(candidate.index) in cited
        )

    def outlet(self, place: int) -> str:
        """The outlet of the sentence, as it is shown."""
        return self._report(place).source.outlet or self._report(place).article.id

    def _report(self, place: int) -> Report:
        return self.reports[self.candidates[place].report]

    def _copied(self, place: int) -> bool:
        source = self._report(place).source
        return source.role in {"copy", "excerpt"} and source.copied_from is not None

    def _document(self, place: int) -> Origin:
        """Who speaks in a document: whose it is, or another party where the sentence lets that one speak."""
        source = self._report(place).source
        others = [origin for origin in self.said[place].origins if origin.kind == "statement" and origin.who]
        if len(others) == 1 and not one_house(others[0].who, source.outlet) and _LETS_SPEAK.search(self.candidates[place].text):
            return others[0]
        if PUBLIC_BODY.search(source.outlet) or _KEEPER.search(source.outlet) or source.outlet == "":
            return Origin("document", source.outlet or source.title)
        return Origin("statement", self.who.full.get(source.outlet, source.outlet))

    def _explicit(self, places: Sequence[int], filers: Sequence[str], *, documented: bool) -> Iterator[Origin]:
        for place in sorted(places, key=lambda place: (self.order[self.candidates[place].report], place)):
            if self._report(place).primary:
                continue
            for origin in self.said[place].origins:
                if documented and (self._of_the_document(origin) or _is_filer(origin, (*filers, *self.papers))):
                    continue
                yield self._settled(origin, place, places)

    def _cited_paper(self, places: Sequence[int]) -> list[Origin]:
        """The one paper of a public body that the story has, where these sentences are from a paper; else none."""
        cited = any(origin.kind == "document" for place in places for origin in self.said[place].origins)
        return [Origin("document", self.papers[0])] if cited and len(self.papers) == 1 else []

    def _of_the_document(self, origin: Origin) -> bool:
        return origin.kind == "document" or (origin.kind == "statement" and bool(PUBLIC_BODY.search(origin.who)))

    def _settled(self, origin: Origin, place: int, places: Sequence[int]) -> Origin:
        """Unnamed sources and an outlet's own finding belong to the report that the outlet's hangs on."""
        if origin.kind in {"statement", "document"}:
            return origin
        own = origin.who == self._report(place).source.outlet
        return Origin(origin.kind, self._outlet(self.candidates[place].report, places) if own else origin.who)

    def _outlet(self, report: int, places: Sequence[int]) -> str:
        """The outlet of the first report of the same origin where that states it, too; else the outlet of this one."""
        first = self.heads.get(self.reports[report].origin, report)
        shown = first if any(self.candidates[place].report == first for place in places) else report
        return self.reports[shown].source.outlet or self.reports[shown].article.id

    def _unattributed(self, places: Sequence[int]) -> Origin:
        ordered = sorted(places, key=lambda place: (self.order[self.candidates[place].report], place))
        there = {plain_name(self._report(place).source.outlet) for place in ordered}
        for place in ordered:
            for outlet in self.said[place].credits:
                if plain_name(outlet) not in there:
                    return Origin("reporting", outlet)
        credited = {plain_name(outlet) for place in ordered for outlet in self.said[place].credits}
        for place in ordered:
            if plain_name(self._report(place).source.outlet) in credited:
                return Origin("reporting", self._report(place).source.outlet)
        return Origin("reporting", self._outlet(self.candidates[ordered[0]].report, ordered))


# who keeps the papers of others
_KEEPER = re.compile(r"court|docket|filings?\b|regist(?:er|ry)|edgar", re.IGNORECASE)
_FILED = re.compile(
    r"^(?P<who>[A-ZÀ-Þ][^:\n]{2,60}?)(?::| [-–—]) .*\b(?:reports?|forms?|prospectus|filing|8-K|10-[KQ]|6-K|20-F)\b",
    re.IGNORECASE,
)
_THE_COMPANY = re.compile(r"(?P<who>[A-ZÀ-Þ][\w’'&.-]+(?: [A-ZÀ-Þ][\w’'&.-]+){0,4}) \((?:the )?[“\"](?:the )?Company[”\"]")


def _filer(report: Report) -> str:
    """Whose own paper a register has: the company that its title or its text calls so; "" where it is none."""
    if not PUBLIC_BODY.search(report.source.outlet):
        return ""
    found = _FILED.match(report.source.title) or _THE_COMPANY.search(report.article.text[:_OPENING])
    about = "" if found is None else found["who"]
    # an authority writes of a company as "the company" too: there it is not the one that speaks
    return about if about and not _ACTS_ON.search(f"{report.source.title} {report.article.text[:_OPENING]}") else ""


_OPENING = 600
_ACTS_ON = re.compile(
    r"\b(?:investigation|complaint|charges?|infringement|fine[ds]?|order(?:s|ed)|versus|v\.|plaintiffs?|defendants?|penalty)\b",
    re.IGNORECASE,
)


def _is_filer(origin: Origin, filers: Sequence[str]) -> bool:
    """Whether somebody speaks who has filed the paper that says it."""
    return origin.kind == "statement" and any(one_house(origin.who, one) for one in filers)


# somebody said it, and did not only get it
_LETS_SPEAK = re.compile(
    r"\b(?:has |have |had )?(?:told|said|says|stated|states|claims?|claimed|informed|reported|according to)\b", re.IGNORECASE
)


def provenance(
    candidates: Sequence[Candidate], reports: Sequence[Report], said: Sequence[Attribution], who: Entities
) -> Provenance:
    """Put the reports in the order of their publication; undated ones come last."""
    times = [report.source.published.at.timestamp() if report.source.published else float("inf") for report in reports]
    ordered = sorted(range(len(reports)), key=lambda number: (times[number], number))
    heads: dict[str, int] = {}
    for number in ordered:
        if not reports[number].primary:
            heads.setdefault(reports[number].origin, number)
    papers = dict.fromkeys(
        report.source.outlet for report in reports if report.primary and PUBLIC_BODY.search(report.source.outlet)
    )
    places = {number: place for place, number in enumerate(ordered)}
    return Provenance(candidates, reports, said, who, places, heads, tuple(papers))
