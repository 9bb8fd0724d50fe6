"""When it was published: every candidate with where it stood, and one choice in a written order of trust."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from htmldate import find_date

from pipeline.extract import jsonld
from pipeline.extract.tree import PARSER_FAULTS, Page, text_of
from pipeline.moments import parse_moment
from pipeline.values import DateCandidate, FeedEntry, Moment

TRUST = ("json-ld", "meta", "time", "feed", "url", "text")
"""Where a date of publication is believed first. The feed stands below the page: feeds re-date old items, pages rarely do."""

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "publish-date",
    "publishdate", "publish_date", "pubdate", "published_time", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "citation_publication_date", "citation_online_date", "citation_date",
    "date", "cxenseparse:recs:publishtime", "article.published", "rnews:datepublished", "bt:pubdate", "originalpublicationdate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "revised",
    "lastmod",
)
_MARKED_DATES = '//*[@itemprop="datePublished" and not(self::meta) and not(self::time)]'
_TIMES = (
    '//time[@itemprop="datePublished" or @pubdate or contains(@class,"publish") or contains(@class,"entry-date")]',
    "//article//time|//main//time|//header//time",
    "//time",
)
_NAMED_TIMES = (
    # The first test is there for speed: it fails on nearly every element.
    '//*[contains(@class,"date") or contains(@class,"timestamp") or contains(@class,"published")]'
    '[self::span or self::div or self::p][contains(@class,"dateline") or contains(@class,"timestamp")'
    ' or contains(@class,"published") or contains(concat(" ",@class," ")," date ")]'
)
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)|[/-]((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?=[/_.-]|$)"
)
_SKEW = timedelta(hours=26)
_FUTURE = " (in the future)"
_IMPLAUSIBLE = " (implausible)"


@dataclass(frozen=True, slots=True)
class Dates:
    """What a page says about its dates. ``candidates`` are of publication only, refused ones marked in their origin."""

    published: Moment | None
    modified: Moment | None
    candidates: tuple[DateCandidate, ...]


def read_dates(page: Page, entry: FeedEntry | None, fetched_at: datetime, *, fast: bool = False) -> Dates:
    """Choose by ``TRUST``, never later than ``fetched_at``.

    A later date is marked and not chosen. Where there is no other and it lies within a day (a clock or an offset that
    is wrong), ``fetched_at`` is taken. ``fast`` looks for a date in running text only where it is likely to stand.
    """
    found = [_judged(candidate, fetched_at) for candidate in _candidates(page, entry)]
    if not any(_sound(candidate) or _skewed(candidate, fetched_at) for candidate in found):
        found.extend(_judged(candidate, fetched_at) for candidate in _from_text(page, extensive=not fast))
    candidates = tuple(dict.fromkeys(found))
    return Dates(_chosen(candidates, fetched_at), _modified(page, fetched_at), candidates)


def _candidates(page: Page, entry: FeedEntry | None) -> Iterator[DateCandidate]:
    if entry and (moment := parse_moment(entry.published)):
        yield DateCandidate(moment, "feed")
    for key in ("datePublished", "dateCreated", "uploadDate"):
        if moment := parse_moment(jsonld.text(page.article.get(key))):
            yield DateCandidate(moment, "json-ld")
            break
    if not page.article:
        for block in page.blocks:
            if moment := parse_moment(jsonld.text(block.get("datePublished"))):
                yield DateCandidate(moment, "json-ld")
                break
    for key in _PUBLISHED:
        if moment := parse_moment(page.metas.get(key)):
            yield DateCandidate(moment, f"meta:{key}")
    yield from _shown(page)
    if moment := _in_url(page.url or ""):
        yield DateCandidate(moment, "url")


def _shown(page: Page) -> Iterator[DateCandidate]:
    marked = page.tree.xpath(_MARKED_DATES) if page.mentions("datepublished") else []
    for element in marked[:2]:
        if moment := parse_moment(element.get("content") or element.get("datetime") or element.text_content()):
            yield DateCandidate(moment, "time")
    for path in _TIMES if page.mentions("<time") else ():
        for element in page.tree.xpath(path)[:3]:
            if moment := parse_moment(element.get("datetime") or element.text_content()):
                yield DateCandidate(moment, "time")
                return
    for element in page.tree.xpath(_NAMED_TIMES)[:5]:
        if moment := parse_moment(text_of(element)):
            yield DateCandidate(moment, "time")
            return


def _in_url(url: str) -> Moment | None:
    found = _IN_URL.search(url)
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    return parse_moment(f"{year}-{int(month):02d}-{int(day):02d}")


def _from_text(page: Page, *, extensive: bool) -> Iterator[DateCandidate]:
    # Slow and the least sure: asked only when nothing else gave a date.
    try:
        given = find_date(copy.deepcopy(page.tree), original_date=True, outputformat="%Y-%m-%d", extensive_search=extensive)
    except PARSER_FAULTS:
        return
    if moment := parse_moment(given):
        yield DateCandidate(moment, "text")


def _judged(candidate: DateCandidate, fetched_at: datetime) -> DateCandidate:
    at = candidate.value.at
    # A day is in the future only when it has begun nowhere on earth.
    latest = fetched_at + (timedelta(hours=14) if candidate.value.day_only else timedelta(minutes=5))
    if at > latest:
        return replace(candidate, origin=candidate.origin + _FUTURE)
    if at < datetime(1970, 1, 2, tzinfo=UTC):
        return replace(candidate, origin=candidate.origin + _IMPLAUSIBLE)
    return candidate


def _sound(candidate: DateCandidate) -> bool:
    return not candidate.origin.endswith((_FUTURE, _IMPLAUSIBLE))


def _chosen(candidates: tuple[DateCandidate, ...], fetched_at: datetime) -> Moment | None:
    ranked = sorted(filter(_sound, candidates), key=lambda each: TRUST.index(each.origin.partition(":")[0]))
    if ranked:
        first = ranked[0].value
        # A page that gives only the day is made exact by a less trusted place that names a time on that day.
        exact = (each.value for each in ranked if not each.value.day_only and _same_day(each.value, first))
        return min(next(exact, first) if first.day_only else first, Moment(fetched_at), key=lambda each: each.at)
    skewed = any(_skewed(each, fetched_at) for each in candidates)
    return Moment(fetched_at.astimezone(UTC)) if skewed else None


def _skewed(candidate: DateCandidate, fetched_at: datetime) -> bool:
    return candidate.origin.endswith(_FUTURE) and candidate.value.at - fetched_at < _SKEW


def _same_day(timed: Moment, day: Moment) -> bool:
    return timedelta(hours=-14) <= timed.at - day.at <= timedelta(hours=36)


def _modified(page: Page, fetched_at: datetime) -> Moment | None:
    given = [jsonld.text(page.article.get("dateModified")), *(page.metas.get(key, "") for key in _MODIFIED)]
    moments = (parse_moment(each) for each in given)
    return next((moment for moment in moments if moment and moment.at <= fetched_at + timedelta(minutes=5)), None)
