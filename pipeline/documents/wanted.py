"""Which documents a story wants: what several outlets point to, and what lies where documents lie, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.documents.addresses import can_be_document, identity_or_none, site_of, unreadable
from pipeline.documents.pointing import (
    Pointer,
    credits_an_outlet,
    houses,
    named_site,
    names_in,
    pointers,
    reports_for_others,
    stands_in_leads,
)
from pipeline.documents.values import DocumentSites, Kind, Wanted
from pipeline.independence import outlet_of
from pipeline.rank.documents import documents
from pipeline.urls import host_of, registrable_domain
from pipeline.values import Article, NearCopy, Outlet

_SEVERAL = 2
# What a site is worth beside the number of independent outlets that point there.
_WORTH: Mapping[Kind, float] = {"company": 2.0, "court": 2.0, "regulator": 2.0, "code": 1.5, "preprint": 1.5, "linked": 0.0}
_ON_A_SITE: Mapping[Kind, str] = {
    "court": "on the site of a court",
    "regulator": "on the site of an authority",
    "code": "a release, an advisory or a change on a code host",
    "preprint": "on a preprint server",
}
_LOOKS = re.compile(
    r"/(?:press|news|newsroom|media|blog|posts?|releases?|announcements?|statements?|investors?|ir|filings?|orders?|opinions?|cases?"
    r"|dockets?|advisor(?:y|ies)|security|research|papers?|abs|reports?|transcripts?|speeches)(?:[/-]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An address that is pointed to, by whom, and what is known of its site."""

    url: str
    by: Mapping[str, Pointer]
    independent: int
    kind: Kind
    name: str

    @property
    def order(self) -> tuple[float, int, str]:
        """The best first; where all else is equal, what stands first in the texts."""
        looks = 1.0 if _LOOKS.search(self.url) else 0.0
        return -(2.0 * self.independent + _WORTH[self.kind] + looks), min(one.place for one in self.by.values()), self.url


def wanted(
    articles: Sequence[Article],
    outlets: Mapping[str, Outlet],
    copies: Iterable[NearCopy],
    sites: DocumentSites,
    *,
    limit: int,
) -> tuple[Wanted, ...]:
    """Give at most ``limit`` addresses that a story wants fetched, the best first; ``outlets`` are by id.

    Wanted is what articles of two independent outlets link to or embed (a copy counts with its original, an owner once), and
    what one of them does on the site of a company of the story, of a court, an authority, a code host or a preprint server.
    Never an outlet's page, also that of an outlet which only the articles know, a home page, a list, a profile or a form, and
    never what is in the story. Pure, and the same for any order of the articles.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    known = {**outlets, **documents(ordered, outlets)}
    own = {identity_or_none(url) for article in ordered for url in (article.url, article.canonical_url)}
    domains = _domains(ordered, known)
    house = houses(ordered, known, copies)
    names = [names_in(article) for article in ordered]
    found = []
    for key, (url, by) in pointers(ordered, sites).items():
        if key not in own and can_be_document(url, known, domains, sites):
            candidate = _candidate(url, by, house, names, sites)
            if _is_wanted(candidate, ordered):
                found.append(candidate)
    return tuple(_said(candidate, len(ordered)) for candidate in sorted(found, key=lambda one: one.order)[:limit])


def _domains(articles: Sequence[Article], outlets: Mapping[str, Outlet]) -> frozenset[str]:
    """The registrable domains of the articles that are reports."""
    found = set()
    for article in articles:
        outlet = outlet_of(article, outlets)
        if outlet is None or outlet.kind != "primary":
            for place in (article.url, article.domain):
                try:
                    found |= {registrable_domain(place)} if place else set()
                except ValueError:
                    continue
    return frozenset(found)


def _candidate(
    url: str,
    by: Mapping[str, Pointer],
    house: Mapping[str, str],
    names: Sequence[Mapping[str, str]],
    sites: DocumentSites,
) -> _Candidate:
    site = site_of(host_of(url), sites)
    name, mentions = named_site(url, names, sites)
    kind: Kind = "linked"
    if site is not None:
        kind = site.kind
    elif mentions * 2 >= len(names) and name:
        kind = "company"
    return _Candidate(url, by, len({house[article] for article in by}), kind, name)


def _is_wanted(candidate: _Candidate, articles: Sequence[Article]) -> bool:
    enough = candidate.independent >= _SEVERAL or not all(pointer.aside for pointer in candidate.by.values())
    if candidate.kind in _ON_A_SITE:
        return enough
    if reports_for_others(candidate.name, articles):
        return False
    if candidate.kind == "company" and stands_in_leads(candidate.name, articles):
        return enough
    return candidate.independent >= _SEVERAL and not credits_an_outlet(candidate.url, candidate.name, candidate.by)


def _said(candidate: _Candidate, articles: int) -> Wanted:
    count, independent = len(candidate.by), candidate.independent
    how = "linked" if any(one.words is not None for one in candidate.by.values()) else "embedded"
    by = f"{count} of {articles} article{'s' if articles > 1 else ''}"
    why = [f"{how} by {by} ({independent} independent outlet{'s' if independent > 1 else ''})"]
    if candidate.kind == "company":
        why.append(f"on the site of {candidate.name}, which the story is about")
    elif candidate.kind in _ON_A_SITE:
        why.append(_ON_A_SITE[candidate.kind])
    return Wanted(candidate.url, candidate.kind, tuple(why), tuple(sorted(candidate.by)), unreadable(candidate.url))
