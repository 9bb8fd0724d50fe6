"""From one answer of the web to an article or a refusal, in the order a reader would check it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from lxml import etree

from pipeline.extract.authors import read_authors
from pipeline.extract.body import read_body, without_byline
from pipeline.extract.credits import is_wire_line, read_credits
from pipeline.extract.dates import read_dates
from pipeline.extract.links import read_embeds, read_images, read_links
from pipeline.extract.metadata import (
    headlines,
    read_canonical,
    read_language_hint,
    read_paywalled,
    read_publisher,
    read_title,
)
from pipeline.extract.outlets import Names, find_outlet, other_names
from pipeline.extract.refused import Refused
from pipeline.extract.rights import read_rights
from pipeline.extract.tree import Page, parse
from pipeline.extract.walls import SHORTEST_WORDS, check_status, check_text, count_words
from pipeline.languages import detect, language
from pipeline.plain import paragraphs
from pipeline.sentences import split
from pipeline.urls import article_id, normalise, registrable_domain
from pipeline.values import Article, Cause, FeedEntry, FetchedPage, Outlet, Refusal

_LISTS = frozenset({"x-robots-tag", "tdm-reservation", "tdm-policy", "content-usage"})
"""Headers of which each one counts when they come several times."""


def read_page(
    page: FetchedPage, outlets: Mapping[str, Outlet], now: datetime, *, stubs: bool = False, fast: bool = False
) -> Article | Refusal:
    """Give the article of a fetched page, or why it is none. ``outlets`` are the newsroom's, by id; ``now`` is stamped on it.

    With ``stubs`` what is open of a page behind a paywall is an article that says ``paywalled``, not a refusal.
    ``fast`` reads the text once instead of comparing several readings: for bulk work, a little less exact.
    Pure and deterministic. Hostile pages can still cost time and memory: call it in a child that may be killed.
    """
    headers: dict[str, str] = {}
    for name, value in page.headers:
        # A header may come twice: what the second one forbids is forbidden too.
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers and key in _LISTS else value
    try:
        check_status(page.status, headers.get("server", ""), page.body[:200_000].decode("latin-1"))
    except Refused as refused:
        return Refusal(page.url, refused.cause, refused.detail, now, page.outlet)
    result = read_html(
        page.body,
        page.final_url,
        outlets,
        now,
        asked=page.url,
        headers=headers,
        fetched_at=page.fetched_at,
        entry=page.entry,
        signals=page.signals,
        stubs=stubs,
        fast=fast,
    )
    if isinstance(result, Refusal):
        return Refusal(page.url, result.cause, result.detail, now, page.outlet)
    return result


def read_html(
    html: str | bytes,
    url: str | None,
    outlets: Mapping[str, Outlet],
    now: datetime,
    *,
    asked: str | None = None,
    headers: Mapping[str, str] | None = None,
    fetched_at: datetime | None = None,
    entry: FeedEntry | None = None,
    signals: Iterable[str] = (),
    stubs: bool = False,
    fast: bool = False,
) -> Article | Refusal:
    """Give the article of a page's characters or bytes, or why it is none; ``stubs`` and ``fast`` as for ``read_page``.

    ``url`` is where it was found (after redirects), ``asked`` what was asked for; ``headers`` have names in lower case.
    No date is later than ``fetched_at`` (``now`` by default). Without a ``url`` the id is made of the text.
    """
    try:
        page = parse(html, _normal(url), headers or {})
        return _read(
            page, outlets, now, asked=asked, fetched_at=fetched_at or now, entry=entry, signals=signals, stubs=stubs, fast=fast
        )
    except Refused as refused:
        return Refusal(asked or url or "", refused.cause, refused.detail, now)
    except (etree.LxmlError, RecursionError) as error:
        return Refusal(asked or url or "", Cause.UNREADABLE, f"the parser gave up on the page: {type(error).__name__}", now)


def _read(
    page: Page,
    outlets: Mapping[str, Outlet],
    now: datetime,
    *,
    asked: str | None,
    fetched_at: datetime,
    entry: FeedEntry | None,
    signals: Iterable[str],
    stubs: bool,
    fast: bool,
) -> Article:
    hint = read_language_hint(page)
    heads = headlines(page)
    body = read_body(page, heads, language(hint), fast=fast)
    text = body.text
    stub = _paywall(page, text, heads, asked)
    if stub is not None and not stubs:
        raise stub
    code = detect(text, hint)
    outlet = find_outlet(page.url, outlets)
    publisher = read_publisher(page)
    domain = registrable_domain(page.url) if page.url else None
    name = outlet.name if outlet else publisher or domain
    names = other_names(outlets.values(), name)
    authors = read_authors(page, [name or "", publisher or ""], names.wire)
    text = _without_wire_lines(without_byline(text, authors), names)
    own, elsewhere = read_canonical(page)
    canonical = own or page.url
    dates = read_dates(page, entry, fetched_at, fast=fast)
    return Article(
        id=article_id(canonical) if canonical else _id_of_text(text),
        text=text,
        title=read_title(heads, [name or "", publisher or "", domain or ""]),
        url=_normal(asked) or page.url,
        canonical_url=canonical,
        outlet=name,
        domain=domain,
        authors=authors,
        published=dates.published,
        modified=dates.modified,
        dates=dates.candidates,
        language=code,
        paywalled=True if stub else read_paywalled(page),
        links=read_links(page, body.tree, text),
        embeds=read_embeds(page),
        credits=read_credits(body.whole, page, language(code), outlets, names=names, elsewhere=elsewhere, entry=entry),
        images=read_images(page),
        rights=read_rights(page, signals),
        sentences=split(text, language(code)),
        first_seen=now,
    )


def _paywall(page: Page, text: str, heads: list[str], asked: str | None) -> Refused | None:
    """Give the refusal of a text that is only what a paywall leaves open. Raises Refused for every other cause."""
    try:
        check_text(page, text, heads, asked)
    except Refused as refused:
        if refused.cause is not Cause.PAYWALL or count_words(text) < SHORTEST_WORDS:
            raise
        return refused
    return None


def _without_wire_lines(text: str, names: Names) -> str:
    lines = text.split("\n")
    tail = max(1, len(lines) - 4)
    kept = lines[:tail] + [each for each in lines[tail:] if not is_wire_line(each, names)]
    return text if len(kept) == len(lines) else paragraphs("\n".join(kept))


def _normal(url: str | None) -> str | None:
    try:
        return normalise(url) if url else None
    except ValueError:
        return None


def _id_of_text(text: str) -> str:
    # Without an address the text is all there is to know it by.
    return "a" + hashlib.sha256(text.encode()).hexdigest()[:16]
