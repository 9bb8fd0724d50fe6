"""Who stands on whom: owner families, shared text and credits, folded until what is left are independent reports.

Fold the owner's family first, then shared text, then the explicit credit. What cannot be known stays unknown: an
outlet without a known owner may belong to any other, so the count is a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.urls import identity, registrable_domain
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
    return Family(article.outlet or f"article {article.id}", known=False)


def outlet_of(article: Article, outlets: Mapping[str, Outlet]) -> Outlet | None:
    """Give the outlet of an article by its id, its name or its domain; None where the newsroom does not know it."""
    if article.outlet is not None and article.outlet in outlets:
        return outlets[article.outlet]
    for outlet in outlets.values():
        if article.outlet and plain_name(outlet.name) == plain_name(article.outlet):
            return outlet
        if article.domain and article.domain in outlet.domains:
            return outlet
    return None


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
    """Give the group of each article: one family, one text, or one report that others lean on (``leaning``) is one group."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while (parent := parents.setdefault(name, name)) != name:
            name = parent
        return name

    for article in articles:
        bonds = [f"family {tied.families[article.id].name}", *leaning.get(article.id, ())]
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
    outlet = outlet_of(article, outlets)
    names = [article.outlet or "", article.domain or ""]
    if outlet is not None:
        names += [outlet.id, outlet.name, *outlet.domains]
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
