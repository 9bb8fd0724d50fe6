"""Which addresses can be a document: no home page, no list of pages, no profile, no form, and not the page of an outlet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlsplit

from pipeline.documents.values import DocumentSites, Site
from pipeline.extract.outlets import find_outlet
from pipeline.urls import host_of, identity, normalise, registrable_domain
from pipeline.values import Outlet

_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?|intl|global|international", re.IGNORECASE)
_INDEX = re.compile(r"(?:index|default|home|start|main)(?:\.\w{2,5})?", re.IGNORECASE)
# Where a path begins with one of these, everything below is a list, a form or a shop.
_LISTS = re.compile(
    r"tags?|categor(?:y|ies)|topics?|authors?|people|profiles?|users?|u|log-?in|sign-?(?:in|up)|register|accounts?|subscri\w+"
    r"|newsletters?|share|sharer|intent|search|shop|store|cart|checkout|basket|donate|careers?|jobs|stellenangebote|feeds?|rss|ads"
    r"|out|redirect|wp-(?:login\.php|admin)"
)
# A page that is only this is the way to others.
_SECTIONS = re.compile(
    r"about(?:-us)?|company|team|contact(?:-us)?|kontakt|impressum|imprint|privacy(?:-policy)?|datenschutz|terms(?:-of-(?:use|service))?"
    r"|tos|cookies|cookie-policy|help|support|faq|pricing|plans|preise|demo|downloads?|blogs?|news|news-?room|press|press-?room"
    r"|press-?releases|presse|media|research|products?|solutions|services|platform|docs|documentation|developers"
    r"|investors?|investor-relations|events|releases|announcements|stories|archives?|all|latest|cases|opinions|filings"
    r"|advisories|security|publications"
)
_MEDIA = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif|mp[34]|m4a|mov|webm|wav|ogg|css|js|exe|dmg|apk|msi|iso|zip|gz|tgz|7z|xml)$"
)
_UNREAD = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|csv|json|epub)$")
_NUMBERED = re.compile(
    r"(?:^|&)(?:p|id|page_id|article|release|doc|document|docid|newsid|item)=[\w-]*\d[\w-]*(?:&|$)", re.IGNORECASE
)

_LONG_WORD = 5
# Where a firm sells, helps and hires.
_DESKS = re.compile(
    r"(?:shop|store|support|help|docs|community|communityhub|forums?|bugs|jobs|careers|login|accounts?|my|play|music|apps|maps|embed)\."
)


def canonical(url: str, sites: DocumentSites) -> str:
    """Give the address of the document that this one is an address of, to be fetched. Raises ValueError for no web address."""
    address = normalise(url)
    for pattern, replacement in sites.same:
        address, changed = re.subn(pattern, replacement, address)
        if changed:
            return normalise(address)
    return address


def can_be_document(url: str, outlets: Mapping[str, Outlet], own: Collection[str], sites: DocumentSites) -> bool:
    """Whether a document may stand at a ``canonical`` address; ``own`` are the domains of the story's reports."""
    host = host_of(url)
    if is_never(host, sites) or is_coverage(host, outlets, own, sites):
        return False
    path = urlsplit(url).path.lower()
    site = site_of(host, sites)
    if site is not None and site.paths:
        return any(re.search(pattern, urlsplit(url).path) for pattern in site.paths)
    return not _MEDIA.search(path) and not leads_elsewhere(url)


def is_coverage(host: str, outlets: Mapping[str, Outlet], own: Collection[str], sites: DocumentSites) -> bool:
    """Whether a host is an outlet's: of the catalogue (but one that speaks for itself), of this story, or by the lists."""
    outlet = find_outlet(f"https://{host}/", outlets)
    if outlet is not None:
        return outlet.kind != "primary"
    if site_of(host, sites) is not None or owners_of(host, sites):
        return False
    domain = registrable_domain(host)
    if domain in own or under(host, sites.coverage):
        return True
    words = re.split(r"[-\d]+", label_of(host))
    return any(_has_word(word, sites.coverage_words) for word in words)


def is_never(host: str, sites: DocumentSites) -> bool:
    """Whether no page of a host is a document: of all that the lists say of it, the narrowest domain counts."""
    if _DESKS.match(host):
        return True
    never, listed = (next((tail for tail in _tails(host) if tail in names), "") for names in (sites.never, _listed(sites)))
    return len(never) > len(listed)


def _listed(sites: DocumentSites) -> Collection[str]:
    return sites.sites.keys() | sites.companies.keys()


def owners_of(host: str, sites: DocumentSites) -> tuple[str, ...]:
    """Give the names of the company that a host is listed as the site of; none for one that is not listed."""
    return next((sites.companies[tail] for tail in _tails(host) if tail in sites.companies), ())


def leads_elsewhere(url: str) -> bool:
    """Whether an address is a home page, a section, a list, a form or a shop by its path."""
    parts = urlsplit(url)
    steps = [step.lower() for step in parts.path.split("/") if step]
    while steps and (_LANGUAGE.fullmatch(steps[0]) or steps[0] == "index.php"):
        steps.pop(0)
    while steps and _INDEX.fullmatch(steps[-1]):
        steps.pop()
    numbered = bool(_NUMBERED.search(parts.query))
    if not steps:
        return not numbered
    listed = any(_LISTS.fullmatch(step) for step in steps[:2])
    return listed or (bool(_SECTIONS.fullmatch(steps[-1])) and not numbered)


def unreadable(url: str) -> str:
    """Why an address is not worth asking for, in words: a kind of file that nothing here reads; "" for a page."""
    found = _UNREAD.search(urlsplit(url).path.lower())
    return f"a {found[1].upper()} file is not read; open it by its link" if found else ""


def site_of(host: str, sites: DocumentSites) -> Site | None:
    """Give the site of the lists that a host belongs to, the narrowest; None where there is none."""
    return next((sites.sites[tail] for tail in _tails(host) if tail in sites.sites), None)


def label_of(host: str) -> str:
    """Give the name that a site is called by: ``brightloom`` of ``www.brightloom.example``."""
    return registrable_domain(host.removeprefix("www.")).partition(".")[0]


def under(host: str, domains: Collection[str]) -> bool:
    """Whether a host is one of these domains or below one."""
    return any(tail in domains for tail in _tails(host))


def identity_or_none(url: str | None) -> str | None:
    """Give the identity of an address (``pipeline.urls``), None where it is none."""
    try:
        return identity(url) if url else None
    except ValueError:
        return None


def _tails(host: str) -> Iterator[str]:
    while host:
        yield host
        host = host.partition(".")[2]


def _has_word(word: str, words: Collection[str]) -> bool:
    return word in words or any(len(one) >= _LONG_WORD and word.endswith(one) for one in words)
