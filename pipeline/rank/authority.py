"""Who leads in stories of one category: counted from our own archive, never written down by hand.

Techmeme's Leadership, as far as an archive can tell it: the share of the stories an outlet took part in where others
credited it, it was the origin, or it was first. The share is shrunk towards that of all outlets (an empirical-Bayes mean
with a prior of a few stories), so that a newcomer begins in the middle and one lucky scoop makes nobody an authority.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipeline.rank.score import cited_share
from pipeline.values import Role

WINDOW = timedelta(days=180)
# An outlet's record counts as much as the prior after so many stories.
_PRIOR_STORIES = 6.0
_PRIOR_LED = 0.25
# Credits that take a report to its full worth; the origin that nobody credits and the merely first lead less.
_FULL_CREDITS = 3
_ORIGIN, _FIRST = 0.4, 0.2
_SAID_FROM = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What one outlet did in one story: its best role, whether it was first, how many owner families credited it."""

    outlet: str
    role: Role
    first: bool
    cited_by: int


@dataclass(frozen=True, slots=True)
class PastStory:
    """One story of the archive: its category, the time of its newest coverage, and who did what in it."""

    story: str
    category: str
    at: datetime
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What an outlet did in a category: ``stories`` it took part in, ``led`` those it was origin of, first in or cited in.

    ``value`` (0 to 1) is the smoothed share that its score is given.
    """

    stories: int
    led: int
    value: float


@dataclass(frozen=True, slots=True)
class Authority:
    """The records of all outlets in one category, by outlet; ``usual`` is what one without a record is given."""

    category: str = ""
    usual: float = _PRIOR_LED
    records: Mapping[str, Record] = field(default_factory=dict)

    def value(self, outlet: str) -> float:
        """The authority of an outlet, 0 to 1."""
        record = self.records.get(outlet)
        return record.value if record else self.usual

    def reason(self, outlet: str) -> tuple[str, ...]:
        """The record in words, where it is long enough to say something."""
        record = self.records.get(outlet)
        if record is None or record.stories < _SAID_FROM:
            return ()
        return (f"led {record.led} of {record.stories} {self.category} stories in {WINDOW.days} days",)


def authorities(archive: Iterable[PastStory], until: datetime) -> dict[str, Authority]:
    """Give by category who leads in it, from the 180 days before ``until``.

    A story that only one outlet told has no leader and is not counted.
    """
    shares: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for past in archive:
        if until - WINDOW <= past.at < until and len({standing.outlet for standing in past.standings}) > 1:
            for outlet, share in _led(past.standings).items():
                shares[past.category][outlet].append(share)
    return {category: _authority(category, found) for category, found in sorted(shares.items())}


def _led(standings: Iterable[Standing]) -> dict[str, float]:
    """How far each outlet led one story, 0 to 1; what speaks for itself (a primary document) leads no coverage."""
    led: dict[str, float] = {}
    for standing in standings:
        if standing.role == "primary":
            continue
        report = standing.role in {"original", "independent"}
        share = _ORIGIN * (standing.role == "original") + _FIRST * (standing.first and report)
        share += (1 - _ORIGIN - _FIRST) * cited_share(standing.cited_by, _FULL_CREDITS)
        led[standing.outlet] = max(led.get(standing.outlet, 0.0), share)
    return led


def _authority(category: str, shares: Mapping[str, list[float]]) -> Authority:
    everything = [share for found in shares.values() for share in found]
    # the category's own mean, itself shrunk: a handful of stories is no archive
    usual = (_PRIOR_LED * _PRIOR_STORIES + sum(everything)) / (_PRIOR_STORIES + len(everything))
    return Authority(
        category=category,
        usual=usual,
        records={
            outlet: Record(
                stories=len(found),
                led=sum(share > 0 for share in found),
                value=(usual * _PRIOR_STORIES + sum(found)) / (_PRIOR_STORIES + len(found)),
            )
            for outlet, found in sorted(shares.items())
        },
    )
