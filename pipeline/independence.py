"""Who stands on whom: owner families, shared text and credits, folded until what is left are independent reports.

Fold the owner's family first, then shared text, then the explicit credit. What cannot be known stays unknown: an
outlet without a known owner may belong to any other, so the count is a range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lookalike import host_warning, latin_form, mixed_scripts, shown_host
from pipeline.naming import namings
from pipeline.naming import plain_name as plain_name  # noqa: PLC0414  names of outlets are compared by it in every room
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
    ``elsewhere`` the names it credits that are no members. ``named`` gives the words that name an outlet of the story, by its
    name; ``pages`` the member whose address an article gives as that of the original; ``leading`` the names of outlets, members
    or not, from which an article says it has its news, which is more than to name them on the side.
    """

    families: Mapping[str, Family]
    copied: Mapping[str, tuple[str, Relation]]
    credited: Mapping[str, frozenset[str]]
    linked: Mapping[str, frozenset[str]]
    elsewhere: Mapping[str, frozenset[str]]
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    leading: Mapping[str, frozenset[str]] = field(default_factory=dict)


def ties(articles: Sequence[Article], outlets: Mapping[str, Outlet], copies: Iterable[NearCopy]) -> Ties:
    """Give what ties these articles together; ``articles`` come in order of publication, ``outlets`` are by id."""
    families = {article.id: family(article, outlets) for article in articles}
    called = {article.id: shown_name(article, outlets) for article in articles}
    known: dict[str, list[str]] = {}
    for article in articles:
        for name in _names(article, outlets):
            known.setdefault(name, []).append(article.id)
    words = namings(articles, called, {one.id: one.domain or "" for one in articles}, _primary(articles, outlets))
    addresses = {address: article.id for article in articles for address in _address(article.canonical_url)}
    # whose page it is tells more than who calls it the original
    addresses |= {address: article.id for article in articles for address in _address(article.url)}
    credited, linked, elsewhere, leading = {}, {}, {}, {}
    for article in articles:
        names = [credit.outlet for credit in credits_of(article, outlets)]
        others = {name: set(known.get(plain_name(name), ())) - {article.id} for name in (*names, *words[article.id])}
        credited[article.id] = frozenset(other for found in others.values() for other in found)
        elsewhere[article.id] = frozenset(plain_name(name) for name, found in others.items() if not found and plain_name(name))
        aside = {plain_name(name) for name, naming in words[article.id].items() if not naming.lead}
        leading[article.id] = frozenset(plain for name in others if (plain := plain_name(name)) and plain not in aside)
        targets = {addresses.get(address) for link in article.links for address in _address(link.url)}
        linked[article.id] = frozenset(target for target in targets if target is not None and target != article.id)
    pages = _pages(articles, addresses)
    copied = _copied(articles, outlets, copies, credited, pages)
    evidence = {article: {name: naming.evidence for name, naming in found.items()} for article, found in words.items()}
    return Ties(families, copied, credited, linked, elsewhere, evidence, pages, leading)


def _primary(articles: Sequence[Article], outlets: Mapping[str, Outlet]) -> frozenset[str]:
    found = ((article, outlet_of(article, outlets)) for article in articles)
    return frozenset(article.id for article, outlet in found if outlet is not None and outlet.kind == "primary")


def _pages(articles: Sequence[Article], addresses: Mapping[str, str]) -> dict[str, str]:
    """The member that an article's canonical address belongs to, where that is another article."""
    found = {}
    for article in articles:
        own = _address(article.url)
        for address in _address(article.canonical_url):
            target = addresses.get(address)
            if target is not None and target != article.id and address not in own:
                found[article.id] = target
    return found


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
    return _hosts_of(article.domain, article.url)


# asked for each article and each outlet, again and again in one story
@lru_cache(4096)
def _hosts_of(domain: str | None, url: str | None) -> frozenset[str]:
    found: set[str] = {domain.lower()} if domain else set()
    for place in (domain, url):
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
    pages: Mapping[str, str],
) -> dict[str, tuple[str, Relation]]:
    """Give the original of each article that shares text.

    It is whom the article credits, else whose address it gives as its own, a primary document, an agency, the earliest; and
    where that one is a copy itself, the original of that, if the two share text. A page that gives another's address is an
    excerpt of that page even where the texts share little: somebody declared so.
    """
    place = {article.id: number for number, article in enumerate(articles)}
    primary = _primary(articles, outlets)
    agency = {article.id for article in articles if (outlet := outlet_of(article, outlets)) and outlet.kind == "agency"}

    def standing(article: str, reader: str) -> tuple[bool, bool, bool, bool, int]:
        declared = pages.get(reader) == article
        return article not in credited[reader], not declared, article not in primary, article not in agency, place[article]

    best: dict[str, tuple[tuple[int, bool, bool, bool, bool, int], str, Relation]] = {}
    pairs: dict[tuple[str, str], Relation] = {}
    for copy in copies:
        if copy.a not in place or copy.b not in place:
            continue
        one, other = copy.a, copy.b
        pairs[one, other] = pairs[other, one] = copy.relation
        original, reader = (one, other) if standing(one, other) < standing(other, one) else (other, one)
        rank = (0 if copy.relation is Relation.COPY else 1, *standing(original, reader))
        if reader not in best or rank < best[reader][0]:
            best[reader] = (rank, original, copy.relation)
    found = {reader: (original, relation) for reader, (_, original, relation) in best.items()}
    for reader, original in pages.items():
        if reader not in found and pages.get(original) != reader:
            found[reader] = (original, Relation.EXCERPT)
    return {reader: _first_of(reader, original, found, pairs) for reader, (original, _) in found.items()}


def _first_of(
    reader: str, original: str, found: Mapping[str, tuple[str, Relation]], pairs: Mapping[tuple[str, str], Relation]
) -> tuple[str, Relation]:
    """The end of a chain of copies, as far as it shares text with the reader."""
    relation = found[reader][1]
    passed = {reader, original}
    while original in found and (further := found[original][0]) not in passed and (reader, further) in pairs:
        passed.add(further)
        original, relation = further, pairs[reader, further]
    return original, relation


def _names(article: Article, outlets: Mapping[str, Outlet]) -> set[str]:
    """What an article may be credited as; a name that another site has on record is not its own."""
    outlet = outlet_of(article, outlets)
    names = [shown_name(article, outlets), article.domain or ""]
    if outlet is not None:
        names += [article.outlet or "", outlet.id, outlet.name, *outlet.domains]
    return {plain for name in names if (plain := plain_name(name))}


def _addresses(article: Article) -> list[str]:
    return [address for url in (article.url, article.canonical_url) for address in _address(url)]


def _address(url: str | None) -> list[str]:
    if not url:
        return []
    try:
        return [identity(url)]
    except ValueError:
        return []
