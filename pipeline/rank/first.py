"""Who was first, by dates that can be trusted, and what the date is known from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.doubts import believed
from pipeline.originality import trusted_moment
from pipeline.rank.ranked import REPORTS
from pipeline.values import Article, Role

_TIE_MINUTES = 5
# A page this much older than the next report is rather about something else, or dated wrongly.
_TOO_EARLY_DAYS = 3


@dataclass(frozen=True, slots=True)
class Lead:
    """By how many minutes an article was first, None for a tie; ``evidence`` is where its date is from, in words."""

    minutes: int | None
    evidence: str

    @property
    def reasons(self) -> tuple[str, ...]:
        """The lead in words, and what it is known from."""
        if self.minutes is None:
            return ("among the first, within minutes of others", self.evidence)
        ahead = f"{self.minutes} min" if self.minutes < 120 else f"{round(self.minutes / 60)} h"
        return (f"first by {ahead}", self.evidence)


def firsts(ordered: Sequence[Article], roles: Mapping[str, Role]) -> dict[str, Lead]:
    """Give who was first among the reports; nobody where the dates cannot tell."""
    dated = [(article, moment) for article in ordered if roles[article.id] in REPORTS and (moment := trusted_moment(article))]
    while len(dated) > 1 and dated[1][1] - dated[0][1] > _TOO_EARLY_DAYS * 86_400:
        dated = dated[1:]
    if len(dated) < 2 or any(_day_only(article) for article, _ in dated[:2]):
        return {}
    opening = dated[0][1]
    if any(_day_only(article) and moment // 86_400 <= opening // 86_400 for article, moment in dated):
        return {}
    lead = round((dated[1][1] - opening) / 60)
    if lead >= _TIE_MINUTES:
        return {dated[0][0].id: Lead(lead, _evidence(*dated[0]))}
    return {
        article.id: Lead(None, _evidence(article, moment)) for article, moment in dated if moment - opening < _TIE_MINUTES * 60
    }


def openers(
    ordered: Sequence[Article], roles: Mapping[str, Role], besides: frozenset[str] = frozenset()
) -> tuple[tuple[str, ...], str]:
    """Give who published first among the reports and those ``besides``, and by what evidence; nobody where dates cannot tell.

    Several within minutes tie. A day alone is the whole day, or that day until we saw the page: it was first only where it
    ended before any other began.
    """
    reports = [article for article in ordered if roles[article.id] in REPORTS or article.id in besides]
    spans = [(span, article) for article in reports if (span := _span(article))]
    undated = len(reports) - len(spans)
    spans.sort(key=lambda each: each[0])
    while len(spans) > 1 and spans[1][0][0] - spans[0][0][0] > _TOO_EARLY_DAYS * 86_400:
        spans = spans[1:]
    if len(reports) == 1:
        return (reports[0].id,), "the only report" + (f", {_evidence(reports[0], spans[0][0][0])}" if spans else "")
    if not spans:
        return (), "no report has a date that can be trusted" if reports else "there is no report"
    close = min(end for (_, end), _ in spans) + _TIE_MINUTES * 60
    leading = [(span, article) for span, article in spans if span[0] < close]
    beside = f"; {undated} without a date left out" if undated else ""
    if len(leading) == 1:
        (opening, _), article = leading[0]
        rest = [begins for (begins, _), _ in spans[1:]]
        ahead = _ahead(article, opening, min(rest)) if rest else "the only one with a date"
        return (article.id,), f"{ahead}, {_evidence(article, opening)}{beside}"
    if any(_day_only(article) for _, article in leading):
        return (), f"{sum(_day_only(article) for _, article in leading)} of those of the first day give no time of day{beside}"
    (opening, _), article = leading[0]
    return tuple(article.id for _, article in leading), f"within minutes of each other, {_evidence(article, opening)}{beside}"


def _ahead(article: Article, opening: float, following: float) -> str:
    if _day_only(article):
        return "on an earlier day than the others"
    return Lead(round((following - opening) / 60), "").reasons[0]


def _span(article: Article) -> tuple[float, float] | None:
    """When an article came out, from and to, as POSIX times: one moment unless only a day is known."""
    moment = trusted_moment(article)
    if moment is None or not _day_only(article):
        return None if moment is None else (moment, moment)
    seen = article.first_seen.timestamp() if article.first_seen else moment + 86_400
    return moment, min(moment + 86_400, max(seen, moment))


def _day_only(article: Article) -> bool:
    date = believed(article)
    return date is not None and date.day_only


def _evidence(article: Article, moment: float) -> str:
    """Where the time that was compared stands: what the page or feed said, or when we saw it."""
    at = f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M} UTC"
    published = article.published
    if published is None or published.at.timestamp() != moment:
        return f"seen by us at {at}"
    origins = dict.fromkeys(date.origin for date in article.dates if date.value == published)
    return f"dated {at} by {' and '.join(list(origins)[:2])}" if origins else f"dated {at}"
