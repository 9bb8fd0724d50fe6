"""The story's articles as a writer sees them: ranked, each with the origin it belongs to and what may be taken from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.languages import detect
from pipeline.protocols import StorySheet
from pipeline.values import Article, Citation, Outlet, Source, Use


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


def reports(sheet: StorySheet, sources: Sequence[Source], language: str) -> tuple[Report, ...]:
    """The ranked sources with their articles, in rank order."""
    articles = {article.id: article for article in sheet.articles}
    origins = _origins(sources, articles, sheet)
    listed = {source.article for source in sources}
    found = []
    for source in sources:
        article = articles[source.article]
        outlet = outlet_of(article, sheet)
        copied = source.role in {"copy", "excerpt"} and source.copied_from in listed
        found.append(
            Report(
                source=source,
                article=article,
                origin=origins[source.article],
                foreign=(detect(article.text, article.language) or language) != language,
                closed=copied or (outlet is not None and outlet.use is Use.LINK_ONLY),
                day=article.published.at.date() if article.published else None,
                licensed=outlet is not None and outlet.use is Use.LICENSED,
            )
        )
    return tuple(found)


def outlet_of(article: Article, sheet: StorySheet) -> Outlet | None:
    """The outlet's file, found by its id or by the name that readers see; None for an outlet without one."""
    name = article.outlet or ""
    return sheet.outlets.get(name) or next((outlet for outlet in sheet.outlets.values() if outlet.name == name), None)


def _origins(sources: Sequence[Source], articles: dict[str, Article], sheet: StorySheet) -> dict[str, str]:
    """The independent report behind each article: what it was copied from, whom it credits, who owns it, in that order."""
    by_outlet = {source.outlet.lower(): source.article for source in sources}
    parent: dict[str, str] = {}
    for source in sources:
        credited = next((by_outlet[credit.lower()] for credit in source.credits if credit.lower() in by_outlet), None)
        above = source.copied_from if source.copied_from in articles else None
        if above is None and source.role in {"rewrite", "copy", "excerpt", "aggregation"}:
            above = credited
        parent[source.article] = above or source.article
    roots = {source.article: _root(source.article, parent) for source in sources}
    families: dict[str, str] = {}
    for source in sources:
        outlet = outlet_of(articles[roots[source.article]], sheet)
        family = (outlet.owner or outlet.id) if outlet else roots[source.article]
        families[source.article] = family
    return families


def _root(article: str, parent: dict[str, str]) -> str:
    seen = {article}
    while parent.get(article, article) not in seen:
        article = parent[article]
        seen.add(article)
    return article
