"""Which fetched pages may stand in a story as primary sources, and who published them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.documents.addresses import can_be_document, identity_or_none, is_coverage, is_never
from pipeline.documents.pointing import called_a_report, pointers, reports_for_others
from pipeline.documents.values import DocumentSites, Kind, StoryDocument
from pipeline.features.names import names_of
from pipeline.features.terms import terms_of, title_terms
from pipeline.independence import outlet_of, shown_name
from pipeline.urls import host_of, registrable_domain
from pipeline.values import Article, Outlet

_FEWEST = 2


def objection(
    page: Article, kind: Kind, articles: Sequence[Article], outlets: Mapping[str, Outlet], sites: DocumentSites
) -> str:
    """Why a page that was fetched for a story is no document of it, in words; "" where it is one.

    It may have led elsewhere, to an outlet's report, a home page or an article of the story, or be about something else: who
    writes of a fire links to the release on a machine that the mill next door awaits.
    """
    address = page.canonical_url or page.url
    if address is None:
        return "has no address"
    own = {identity_or_none(url) for article in articles for url in (article.url, article.canonical_url)}
    if page.id in {article.id for article in articles} or identity_or_none(address) in own:
        return "leads to an article of the story"
    if _is_a_report(page, address, kind, articles):
        return f"is a report: {page.outlet} is named as an outlet"
    if words := _led_elsewhere(address, outlets, sites):
        return words
    return "" if _is_about(page, articles) else "is about something else: it has next to no name in common with the reports"


def _is_a_report(page: Article, address: str, kind: Kind, articles: Sequence[Article]) -> bool:
    """Whether its publisher is known as an outlet; on a site that nobody knows, also where it is signed and attributed."""
    if kind not in {"company", "linked"}:
        return False
    if reports_for_others(page.outlet or "", [page, *articles]):
        return True
    return kind == "linked" and bool(page.authors) and called_a_report(address, [page.outlet or ""], articles)


def _led_elsewhere(address: str, outlets: Mapping[str, Outlet], sites: DocumentSites) -> str:
    host = host_of(address)
    if is_coverage(host, outlets, frozenset(), sites):
        return f"leads to {host}, an outlet: its page is coverage, not a document"
    if is_never(host, sites):
        return f"leads to {host}, of which no page is a document"
    return "" if can_be_document(address, outlets, (), sites) else "leads to a home page or a list of pages"


def _is_about(page: Article, articles: Sequence[Article]) -> bool:
    """Whether a page names what the reports name: two words of names that they have too, or half of its title."""
    theirs = {word for article in articles for word in _name_words(article)}
    if len(theirs & _name_words(page)) >= _FEWEST:
        return True
    title = set(title_terms(page.title, page.language))
    spoken_of = {term for article in articles for term, _ in terms_of(article.title, article.text, article.language)}
    return len(title & spoken_of) >= max(_FEWEST, len(title) / 2)


def _name_words(article: Article) -> set[str]:
    names = names_of(f"{article.title}.\n{article.text}", article.language)
    return {word for name in names for word in name.casefold().replace("’s", "").split() if len(word) > _FEWEST}


def document_outlets(pages: Iterable[Article], outlets: Mapping[str, Outlet]) -> dict[str, Outlet]:
    """Give by id the outlet of each document whose site is not in the catalogue: one a registrable domain, of kind ``primary``.

    It is called what its first page calls itself, or its domain where that name is another's.
    """
    found: dict[str, Outlet] = {}
    for page in pages:
        known = outlet_of(page, outlets)
        place = page.url or page.domain
        if place is None or (known is not None and known.kind == "primary"):
            continue
        domain = registrable_domain(place)
        id_ = f"document {domain}"
        found.setdefault(id_, Outlet(id_, shown_name(page, outlets), (domain,), kind="primary"))
    return found


def still_pointed_to(
    known: Iterable[StoryDocument], articles: Sequence[Article], sites: DocumentSites
) -> tuple[StoryDocument, ...]:
    """Give those documents that an article of the story points to now: others may have left it by a person's correction."""
    keys = pointers(articles, sites).keys()
    return tuple(one for one in known if identity_or_none(one.url) in keys)
