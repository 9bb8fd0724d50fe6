"""What of a story's sources a model may be shown, by their rights and by the room there is, numbered as they are cited.

Never sent is a sentence of an outlet with ``use = "link-only"`` or ``model = "no"``, or of a page that reserves text mining or
refuses the bots of language models, unless its outlet's file says ``model = "yes"``; nor one that another outlet shares with
such a page word by word. Of an outlet with ``use = "facts"`` the values of the ledger are sent, in our words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

from pipeline.facts.reports import Report
from pipeline.independence import outlet_of
from pipeline.plain import line
from pipeline.protocols import NumberedSource
from pipeline.values import Article, Draft, Fact, Outlet, Use
from pipeline.verify import tokens

Sent = Literal["sentences", "facts", "nothing"]
# a number in brackets inside somebody's sentence is none of our labels
_LABEL = re.compile(r"\[\s*(\d{1,5}\s*[-–—:]\s*\d{1,6}[^\]]{0,40})\]")
_LONGEST = 600
_FEWEST_WORDS = 8
CHARACTERS_A_TOKEN = 3.0
"""Low for English and about right for German: what is sent is rather thought too long than too short."""


def allowed(article: Article, outlet: Outlet | None) -> Sent:
    """What of this article may be sent to a language model."""
    if outlet is not None and (outlet.use is Use.LINK_ONLY or outlet.model == "no"):
        return "nothing"
    reserved = article.rights.text_mining_reserved or bool(article.rights.refused_bots)
    if reserved and (outlet is None or outlet.model != "yes"):
        return "nothing"
    return "facts" if outlet is not None and outlet.use is Use.FACTS else "sentences"


def numbered(
    reports: Sequence[Report], outlets: Mapping[str, Outlet], draft: Draft, most_tokens: int
) -> tuple[NumberedSource, ...]:
    """The sources as they are sent, in rank order, within so many tokens; those of which nothing may be sent are not there.

    ``reports`` are all of the story's, ``draft`` is the one without a model: its ledger gives the facts. A copy is not sent:
    its original is, or may not be.
    """
    may = {report.article.id: allowed(report.article, outlet_of(report.article, outlets)) for report in reports}
    withheld = {
        _plain(sentence)
        for report in reports
        if may[report.article.id] != "sentences"
        for sentence in report.source.sentences
        if len(tokens.words(sentence)) >= _FEWEST_WORDS
    }
    left = most_tokens * CHARACTERS_A_TOKEN
    found = []
    for report in reports:
        sent = may[report.article.id]
        if sent == "nothing" or _copied(report, reports):
            continue
        heading = _heading(report, titled=sent == "sentences")
        lines = []
        for label, text in _facts(report, draft) if sent == "facts" else _sentences(report, withheld):
            left -= len(label) + len(text) + 4
            if left < 0:
                break
            lines.append((label, text))
        if lines:
            found.append(NumberedSource(heading, tuple(lines)))
    return tuple(found)


def _copied(report: Report, reports: Sequence[Report]) -> bool:
    there = {other.article.id for other in reports}
    return report.source.role in {"copy", "excerpt"} and report.source.copied_from in there


def _heading(report: Report, *, titled: bool) -> str:
    when = f"{report.day:%A, %B} {report.day.day}, {report.day.year}" if report.day else "day unknown"
    parts = [report.source.outlet or "an outlet without a name", when]
    if report.source.role == "primary":
        parts.append("speaks for itself")
    if report.foreign:
        parts.append("in another language")
    return _shown("; ".join(parts) + (f"; title: {report.source.title}" if titled and report.source.title else ""))


def _sentences(report: Report, withheld: Collection[str]) -> Iterator[tuple[str, str]]:
    for number, sentence in enumerate(report.source.sentences, 1):
        text = _shown(sentence)
        if text and _plain(sentence) not in withheld:
            yield f"{report.source.rank}-{number}", text


def _facts(report: Report, draft: Draft) -> Iterator[tuple[str, str]]:
    """The values that the source gives, each under the sentence that gives it; a clause or a quotation is its wording."""
    said: dict[int, list[str]] = {}
    for fact in draft.facts:
        for citation in fact.citations:
            if (citation.article, citation.version) == (report.article.id, report.article.version) and _tellable(fact):
                said.setdefault(citation.sentence, []).append(f"{fact.about}: {fact.value}")
    for index in sorted(said):
        yield f"{report.source.rank}-{index + 1}", _shown("(facts, not its words) " + "; ".join(dict.fromkeys(said[index])))


def _tellable(fact: Fact) -> bool:
    return fact.value is not None and fact.kind not in {"event", "quote"} and len(tokens.words(fact.about)) < _FEWEST_WORDS


def _shown(text: str) -> str:
    """A stranger's text on one line of its own, without what could be taken for a label or an unseen order."""
    return _LABEL.sub(r"(\1)", line(text))[:_LONGEST]


def _plain(text: str) -> str:
    return " ".join(tokens.words(text))
