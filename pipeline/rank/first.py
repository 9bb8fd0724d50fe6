"""Who was first, by dates that can be trusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.originality import trusted_moment
from pipeline.rank.ranked import REPORTS
from pipeline.values import Article, Role

_TIE_MINUTES = 5


def firsts(ordered: Sequence[Article], roles: Mapping[str, Role]) -> dict[str, int | None]:
    """Give who was first and by how many minutes; None minutes is a tie. Nobody is where the dates cannot tell."""
    reports = [article for article in ordered if roles[article.id] in REPORTS and trusted_moment(article) is not None]
    if len(reports) < 2 or any(_day_only(article) for article in reports[:2]):
        return {}
    moments = [trusted_moment(article) or 0.0 for article in reports]
    opening_day = int(moments[0] // 86_400)
    if any(_day_only(article) and moment // 86_400 <= opening_day for article, moment in zip(reports, moments, strict=True)):
        return {}
    lead = round((moments[1] - moments[0]) / 60)
    if lead >= _TIE_MINUTES:
        return {reports[0].id: lead}
    tied = [article.id for article, moment in zip(reports, moments, strict=True) if moment - moments[0] < _TIE_MINUTES * 60]
    return dict.fromkeys(tied, None)


def _day_only(article: Article) -> bool:
    return article.published is not None and article.published.day_only


def first_reason(lead: int | None) -> str:
    """The lead in words."""
    if lead is None:
        return "among the first, within minutes of others"
    return f"first by {lead} min" if lead < 120 else f"first by {round(lead / 60)} h"
