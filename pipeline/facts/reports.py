"""The story's articles as a writer sees them: ranked, each with the origin it belongs to and what may be taken from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.doubts import believed
from pipeline.facts.ranking import Ranking
from pipeline.independence import outlet_of
from pipeline.languages import detect
from pipeline.protocols import StorySheet
from pipeline.values import Article, Citation, Source, Use


@dataclass(frozen=True, slots=True)
class Report:
    """One article of the story. ``origin`` is the same for all that hang on one report: copies, credited rewrites, one owner.

    ``foreign`` articles corroborate but are never printed; a ``closed`` one (link-only, or a copy whose original is here)
    is listed and never quoted. ``day`` is the day it was written on, None where unknown.
    """

    source: Source
    article: Article
    origin: str
    foreign: bool
    closed: bool
    day: date | None
    licensed: bool = False

    @property
    def primary(self) -> bool:
        """Whether this is a document or a statement of somebody the story is about."""
        return self.source.role == "primary"

    def citation(self, index: int) -> Citation:
        """The citation of sentence ``index`` of this version."""
        return Citation(self.article.id, self.article.version, index)


def reports(sheet: StorySheet, ranked: Ranking, language: str) -> tuple[Report, ...]:
    """The ranked sources with their articles, in rank order."""
    articles = {article.id: article for article in sheet.articles}
    listed = {source.article for source in ranked.sources}
    found = []
    for source in ranked.sources:
        article = articles[source.article]
        outlet = outlet_of(article, sheet.outlets)
        copied = source.role in {"copy", "excerpt"} and source.copied_from in listed
        found.append(
            Report(
                source=source,
                article=article,
                origin=ranked.origins[source.article],
                foreign=(detect(article.text, article.language) or language) != language,
                closed=copied or (outlet is not None and outlet.use is Use.LINK_ONLY),
                day=given.at.date() if (given := believed(article)) else None,
                licensed=outlet is not None and outlet.use is Use.LICENSED,
            )
        )
    return tuple(found)
