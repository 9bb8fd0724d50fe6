"""Who stands on whom: owner families, shared text and credits, folded until what is left are independent reports.

Fold the owner's family first, then shared text, then the explicit credit. What cannot be known stays unknown: an
outlet without a known owner may belong to any other, so the count is a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.lookalike import host_warning, latin_form, mixed_scripts, shown_host
from pipeline.urls import host_of, identity, registrable_domain
from pipeline.values import Article, Credit, NearCopy, Outlet, Relation


@dataclass(frozen=True, slots=True)
class Family:
    """Who publishes an article. ``known`` tells whether an owner is on record, or only a site's domain."""

    name: str
    known: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties the articles of one story to each other, by article id.

    ``copied`` gives (original, relation); ``credited`` and ``linked`` the members that an article names or links to;
    ``elsewhere`` the names it credits that are no members.
    """

    families: Mapping[str, Family]
    copied: Mapping[str, tuple[str, Relation]]
    credited: Mapping[str, frozenset[str]]
    linked: Mapping[str, frozenset[str]]
    elsewhere: Mapping[str, frozenset[str]]


def ties(articles: Sequence[Article], outlets: Mapping[str, Outlet], copies: Iterable[NearCopy]) -> Ties:
    """Give what ties these articles together; ``articles`` come in order of publication, ``outlets`` are by id."""
    families = {article.id: family(article, outlets) for article in articles}
    named: dict[str, list[str]] = {}
    for article in articles:
        for name in _names(article, outlets):
            named.setdefault(name, []).append(article.id)
    addresses = {address: article.id for article in articles for address in _addresses(article)}
    credited, linked, elsewhere = {}, {}, {}
    for article in articles:
        others = {
            credit.outlet: set(named.get(plain_name(credit.outlet), ())) - {article.id}
            for credit in credits_of(article, outlets)
        }
        credited[article.id] = frozenset(other for found in others.values() for other in found)
        elsewhere[article.id] = frozenset(plain_name(name) for name, found in others.items() if not found and plain_name(name))
        targets = {addresses.get(address) for link in article.links for address in _address(link.url)}
        linked[article.id] = frozenset(target for target in targets if target is not None and target != article.id)
    return Ties(families, _copied(articles, outlets, copies, credited), credited, linked, elsewhere)


def family(article: Article, outlets: Mapping[str, Outlet]) -> Family:
    """Give the owner of an article's outlet, else its registrable domain, else its outlet's name, else itself alone."""
    outlet = outlet_of(article, outlets)
    if outlet is not None and outlet.owner:
        return Family(outlet.owner, known=True)
    for place in (article.domain, article.url, outlet.domains[0] if outlet and outlet.domains else None):
        if place:
            try:
                return Family(registrable_domain(place), known=False)
            except ValueError:
                continue
    return Family(article.domain or article.outlet or f"article {article.id}", known=False)


def outlet_of(article: Article, outlets: Mapping[str, Outlet]) -> Outlet | None:
    """Give the outlet of an article by its site, else by its id or name; None where the newsroom does not know it.

    A name is believed only where the site does not speak against it: ``reuters.com.evil.test`` is not Reuters, whatever
    the page calls itself.
    """
    hosts = _hosts(article)
    for outlet in outlets.values():
        if not hosts.isdisjoint(outlet.domains):
            return outlet
    for outlet in outlets.values():
        named = article.outlet == outlet.id or (article.outlet and plain_name(outlet.name) == plain_name(article.outlet))
        if named and not _elsewhere(hosts, outlet):
            return outlet
    return None


def shown_name(article: Article, outlets: Mapping[str, Outlet]) -> str:
    """Give what readers may see as an article's outlet: its name on record, else what its page says, else its domain.

    A page that borrows the name of an outlet on another site, writes one in mixed scripts or stands on a site whose name is
    made to be taken for another's is shown as its domain.
    """
    outlet = outlet_of(article, outlets)
    if outlet is not None:
        return outlet.name
    claimed = article.outlet or ""
    domain = shown_host(family(article, outlets).name) if _hosts(article) else article.domain or ""
    taken_for = plain_name(latin_form(claimed))
    borrowed = any(taken_for in {plain_name(known.name), plain_name(known.id)} for known in outlets.values())
    odd = borrowed or mixed_scripts(claimed) or bool(address_warning(article.url or _page_of(article.domain), outlets))
    return domain if domain and (odd or not claimed) else claimed


def _page_of(domain: str | None) -> str | None:
    return f"https://{domain}/" if domain and "//" not in domain else domain


def address_warning(url: str | None, outlets: Mapping[str, Outlet]) -> str:
    """Give what is wrong with the site of an address in words, "" where nothing is: letters or a beginning that deceive."""
    try:
        host = host_of(url or "")
    except ValueError:
        return ""
    return host_warning(host, (domain for outlet in outlets.values() for domain in outlet.domains))


def _hosts(article: Article) -> frozenset[str]:
    """Every name of the site that an article stands on: host, host without ``www.``, registrable domain; in IDNA form."""
    found: set[str] = {article.domain.lower()} if article.domain else set()
    for place in (article.domain, article.url):
        if place:
            try:
                host = host_of(place if "//" in place else f"http://{place.strip().rstrip('/')}/")
                found |= {host, host.removeprefix("www."), registrable_domain(host)}
            except ValueError:
                continue
    return frozenset(found)


def _elsewhere(hosts: frozenset[str], outlet: Outlet) -> bool:
    """Whether the article stands on a site that is not the outlet's."""
    return bool(hosts and outlet.domains) and hosts.isdisjoint(_registered(domain) for domain in outlet.domains)


def _registered(domain: str) -> str:
    try:
        return registrable_domain(domain)
    except ValueError:
        return domain


def credits_of(article: Article, outlets: Mapping[str, Outlet]) -> tuple[Credit, ...]:
    """Give the credits of an article that name somebody else: an agency's own wire line is no credit."""
    own = _names(article, outlets)
    return tuple(credit for credit in article.credits if plain_name(credit.outlet) not in own)


def independent(origins: Mapping[str, str], reports: Sequence[str], families: Mapping[str, Family]) -> tuple[int, int]:
    """Give (at least, at most) how many independent reports there are among ``reports``, each the origin of its group.

    ``origins`` maps an article to the name of its group. An owner that is not on record may be any of the others.
    """
    groups: dict[str, bool] = {}
    for article in reports:
        groups[origins[article]] = groups.get(origins[article], False) or families[article].known
    most = len(groups)
    known = sum(groups.values())
    return (max(known, 1) if most else 0), most


def grouped(articles: Sequence[Article], tied: Ties, leaning: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Give the group of each article: one family, one text, one address, or one report that others lean on (``leaning``)."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while (parent := parents.setdefault(name, name)) != name:
            name = parent
        return name

    for article in articles:
        bonds = [f"family {tied.families[article.id].name}", *leaning.get(article.id, ())]
        # the same page under several names is one page
        bonds += [f"address {address}" for address in _addresses(article)]
        if article.id in tied.copied:
            bonds.append(tied.copied[article.id][0])
        for bond in bonds:
            parents[root(bond)] = root(article.id)
    return {article.id: root(article.id) for article in articles}


def _copied(
    articles: Sequence[Article],
    outlets: Mapping[str, Outlet],
    copies: Iterable[NearCopy],
    credited: Mapping[str, frozenset[str]],
) -> dict[str, tuple[str, Relation]]:
    """Give the original of each article that shares text: whom it credits, else a primary document, else the earliest."""
    place = {article.id: number for number, article in enumerate(articles)}
    primary = {article.id for article in articles if (outlet := outlet_of(article, outlets)) and outlet.kind == "primary"}
    agency = {article.id for article in articles if (outlet := outlet_of(article, outlets)) and outlet.kind == "agency"}

    def standing(article: str, reader: str) -> tuple[bool, bool, bool, int]:
        return article not in credited[reader], article not in primary, article not in agency, place[article]

    best: dict[str, tuple[tuple[int, bool, bool, bool, int], str, Relation]] = {}
    for copy in copies:
        if copy.a not in place or copy.b not in place:
            continue
        one, other = copy.a, copy.b
        original, reader = (one, other) if standing(one, other) < standing(other, one) else (other, one)
        rank = (0 if copy.relation is Relation.COPY else 1, *standing(original, reader))
        if reader not in best or rank < best[reader][0]:
            best[reader] = (rank, original, copy.relation)
    return {reader: (original, relation) for reader, (_, original, relation) in best.items()}


def _names(article: Article, outlets: Mapping[str, Outlet]) -> set[str]:
    """What an article may be credited as; a name that another site has on record is not its own."""
    outlet = outlet_of(article, outlets)
    names = [shown_name(article, outlets), article.domain or ""]
    if outlet is not None:
        names += [article.outlet or "", outlet.id, outlet.name, *outlet.domains]
    return {plain for name in names if (plain := plain_name(name))}


def plain_name(name: str) -> str:
    """Give an outlet's name as names are compared: ``The Byte Ledger`` and ``byteledger`` are one."""
    return re.sub(r"^the |^www\.|[^\w]", "", name.casefold())


def _addresses(article: Article) -> list[str]:
    return [address for url in (article.url, article.canonical_url) for address in _address(url)]


def _address(url: str | None) -> list[str]:
    if not url:
        return []
    try:
        return [identity(url)]
    except ValueError:
        return []
