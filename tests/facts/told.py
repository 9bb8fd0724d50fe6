"""Small stories for the tests of the ledger: invented outlets, one text each, on one Tuesday."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipeline.facts import align, candidates, people, ranking, reports
from pipeline.facts.align import Alignment
from pipeline.facts.candidates import Candidate
from pipeline.facts.ledger import Ledger, ledger
from pipeline.facts.reports import Report
from pipeline.facts.slot import Slot
from pipeline.facts.slots import slots
from pipeline.languages import language
from pipeline.near.copies import dedupe
from pipeline.protocols import StorySheet
from pipeline.sentences import split
from pipeline.values import Article, Draft, Fact, Moment, Style
from pipeline.write import writer

TUESDAY = datetime(2026, 9, 15, 8, tzinfo=UTC)


def article(
    outlet: str, text: str, *, hours: float = 0, title: str = "", code: str = "en", host: str = "", path: str = "a"
) -> Article:
    """An article of an invented outlet, so many hours after Tuesday at eight; each line of the text is a paragraph."""
    text = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    site = host or f"{''.join(letter for letter in outlet.lower() if letter.isalnum())}.example"
    return Article(
        id=f"{site}/{path}",
        url=f"https://{site}/{path}",
        domain=site,
        outlet=outlet,
        title=title or text.split(".")[0],
        text=text,
        language=code,
        published=Moment(TUESDAY + timedelta(hours=hours)),
        sentences=split(text, language(code)),
    )


def sheet(*articles: Article) -> StorySheet:
    """The story of these articles, read two days later by a newsroom that knows none of the outlets."""
    return StorySheet("story", articles, {}, tuple(dedupe(articles)), (), Style(), (), TUESDAY + timedelta(days=2))


def taken_apart(*articles: Article) -> tuple[tuple[Report, ...], tuple[Candidate, ...], Alignment]:
    """The reports, their sentences and what these have in common."""
    given = sheet(*articles)
    found = reports.reports(given, ranking.ranking(given), "en")
    sentences = candidates.collect(found)
    return tuple(found), sentences, align.align(sentences, found)


def ledger_of(*articles: Article) -> Ledger:
    """The ledger of the story of these articles."""
    found, sentences, alignment = taken_apart(*articles)
    return ledger(alignment, found, people.people(sentences))


def draft_of(*articles: Article) -> Draft:
    """The draft of the story of these articles."""
    return writer("extractive").write(sheet(*articles))


def slots_of(text: str, *, code: str = "en") -> tuple[Slot, ...]:
    """The values of one sentence."""
    found, sentences, _ = taken_apart(article("The Lantern", text, code=code))
    return slots(sentences, [report.day for report in found], [code for _ in found])


def fact_with(found: Ledger, value: str) -> Fact:
    """The fact of this value; the test fails where there is not exactly one."""
    (fact,) = [fact for fact in found.facts if fact.value == value]
    return fact
