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
