"""The ranked list of sources, the count of independent reports, the category and the lineage that go under a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline import rank, topics
from pipeline.doubts import believed
from pipeline.independence import shown_name
from pipeline.lineage import lineage_of
from pipeline.protocols import StorySheet
from pipeline.values import Article, Lineage, Source


@dataclass(frozen=True, slots=True)
class Ranking:
    """Sources in rank order, how many reports are independent (at most, and at least), the category and the lineage.

    ``origins`` gives by article the independent report that it belongs to, one owner's reports being one.
    """

    sources: tuple[Source, ...]
    origins: Mapping[str, str]
    independent: int
    independent_low: int
    category: str
    lineage: Lineage


def ranking(sheet: StorySheet) -> Ranking:
    """Rank the sheet's articles, count what is independent among them, and name the story's topic."""
    articles = {article.id: article for article in sheet.articles}
    category, _ = topics.categorise(sheet.articles, sheet.topics)
    related = rank.relations(sheet.articles, sheet.outlets, sheet.copies)
    ordered = rank.ranked(related, sheet.authority.get(category, rank.Authority()))
    low, high = rank.independent_reports(ordered)
    return Ranking(
        sources=tuple(_source(one, articles[one.article], sheet) for one in ordered),
        origins=_origins(ordered),
        independent=high,
        independent_low=low,
        category=category,
        lineage=lineage_of(related),
    )


def _source(one: rank.Ranked, article: Article, sheet: StorySheet) -> Source:
    return Source(
        rank=one.rank,
        article=article.id,
        version=article.version,
        digest=article.digest,
        outlet=shown_name(article, sheet.outlets),
        title=article.title,
        url=_address(article),
        authors=article.authors,
        published=believed(article),
        role=one.role,
        copied_from=one.copied_from,
        credits=one.credits,
        score=one.score,
        reasons=one.reasons,
        sentences=tuple(article.sentence(index) for index in range(len(article.sentences))),
        parts=one.parts,
    )


def _address(article: Article) -> str | None:
    """The canonical address where it is of the same site: a feed's link redirects, another site's page is another report."""
    if not article.canonical_url or not article.url:
        return article.canonical_url or article.url
    here, there = (_site(address) for address in (article.url, article.canonical_url))
    same = here == there or here.endswith(f".{there}") or there.endswith(f".{here}")
    return (
        article.canonical_url
        if same or (article.domain and _site(article.canonical_url).endswith(article.domain))
        else article.url
    )


def _site(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _origins(ordered: Sequence[rank.Ranked]) -> dict[str, str]:
    """A report's owner family stands for all that hangs on it: copies, credited rewrites, the owner's other reports."""
    families = {
        one.origin: one.family for one in reversed(ordered) if one.role not in {"copy", "excerpt", "rewrite", "aggregation"}
    }
    return {one.article: families.get(one.origin, one.origin) for one in ordered}
