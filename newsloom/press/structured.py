"""JSON-LD about a piece, in the shapes that different publishing systems give it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsloom.press.content import Outlet, Piece

JsonLd = dict[str, object]


def news_article(outlet: Outlet, piece: Piece, canonical: str, source: Outlet | None) -> JsonLd:
    """One NewsArticle as most systems write it, with the newsroom's own offset in its dates."""
    there = outlet.zone
    changed = piece.modified or piece.published
    article: JsonLd = {
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": piece.published.astimezone(there).isoformat(),
        "dateModified": changed.astimezone(there).isoformat(),
        "mainEntityOfPage": {"@type": "WebPage", "@id": canonical},
        "author": _authors(piece, source),
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": outlet.name,
            "logo": {"@type": "ImageObject", "url": outlet.url("/logo.svg")},
        },
        "articleSection": piece.section,
        "inLanguage": outlet.language,
    }
    return article | ({"description": piece.summary} if piece.summary else {})


def graph(outlet: Outlet, piece: Piece, canonical: str, source: Outlet | None) -> Markup:
    """The `@graph` of a WordPress search plug-in: article, page, breadcrumb, site, organisation."""
    home = outlet.url()
    article = news_article(outlet, piece, canonical, source) | {
        "@id": f"{canonical}#article",
        "isPartOf": {"@id": canonical},
        "keywords": list(piece.tags) or [piece.section],
    }
    page: JsonLd = {
        "@type": "WebPage",
        "@id": canonical,
        "url": canonical,
        "name": f"{piece.title} | {outlet.name}",
        "isPartOf": {"@id": f"{home}#website"},
        "datePublished": piece.published.isoformat(),
    }
    crumbs: JsonLd = {
        "@type": "BreadcrumbList",
        "@id": f"{canonical}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": home},
            {"@type": "ListItem", "position": 2, "name": piece.section},
        ],
    }
    site: JsonLd = {"@type": "WebSite", "@id": f"{home}#website", "url": home, "name": outlet.name}
    owner: JsonLd = {"@type": "Organization", "@id": f"{home}#organization", "name": outlet.owner}
    return script({"@context": "https://schema.org", "@graph": [article, page, crumbs, site, owner]})


def single(outlet: Outlet, piece: Piece, canonical: str, source: Outlet | None) -> Markup:
    """One article and nothing else."""
    return script({"@context": "https://schema.org"} | news_article(outlet, piece, canonical, source))


def listed(outlet: Outlet, piece: Piece, canonical: str, source: Outlet | None) -> Markup:
    """An array with the publisher first and the article second, its dates without a time."""
    article = news_article(outlet, piece, canonical, source)
    article |= {"datePublished": f"{piece.published:%Y-%m-%d}", "dateModified": f"{piece.published:%Y-%m-%d}"}
    site: JsonLd = {"@context": "https://schema.org", "@type": "Organization", "name": outlet.name, "url": outlet.url()}
    return script([site, {"@context": "https://schema.org"} | article])


def blog_posting(outlet: Outlet, piece: Piece, canonical: str, source: Outlet | None) -> Markup:
    """A company's own blog: a BlogPosting with the company as author where nobody signed."""
    article = news_article(outlet, piece, canonical, source)
    article |= {"@type": "BlogPosting", "author": _authors(piece, outlet)}
    return script({"@context": "https://schema.org"} | article)


def walled(outlet: Outlet, piece: Piece, canonical: str, source: Outlet | None) -> Markup:
    """An article that says which part of it has to be paid for."""
    article = news_article(outlet, piece, canonical, source) | {
        "isAccessibleForFree": False,
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".article-paywall"},
    }
    return script({"@context": "https://schema.org"} | article)


def torn(outlet: Outlet, piece: Piece, canonical: str, source: Outlet | None) -> Markup:
    """JSON-LD that no parser takes: a bare line break inside a text, as a careless template leaves it."""
    sound = str(single(outlet, piece, canonical, source))
    return Markup(sound.replace('"headline": "', '"headline": "\n', 1))  # noqa: S704


SHAPES: Mapping[str, Callable[[Outlet, Piece, str, Outlet | None], Markup]] = {
    "graph": graph,
    "single": single,
    "listed": listed,
    "blog_posting": blog_posting,
    "walled": walled,
    "torn": torn,
}


def script(value: object) -> Markup:
    """The value as JSON that is safe inside a script element."""
    return Markup(json.dumps(value, ensure_ascii=False, indent=1).replace("</", "<\\/"))  # noqa: S704


def _authors(piece: Piece, source: Outlet | None) -> list[JsonLd]:
    people: list[JsonLd] = [{"@type": "Person", "name": name} for name in piece.authors]
    if source and not people:
        return [{"@type": "Organization", "name": source.name, "url": source.url()}]
    return people
