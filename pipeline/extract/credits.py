"""Whom the page names as its source: wire lines, "as X reported", a canonical address on another site, the feed's source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from pipeline.extract import jsonld
from pipeline.extract.outlets import Names, bare, find_outlet
from pipeline.extract.tree import Page
from pipeline.languages import Language
from pipeline.urls import registrable_domain, same_site
from pipeline.values import Credit, FeedEntry, Outlet

_DATELINE = re.compile(r"\(([^()\n]{2,60})\)\s*(?:[-–—:]|$)", re.MULTILINE)
_WORD = re.compile(r"\w+")
_LAST = re.compile(r"\(([^()\n]{2,60})\)\W*$|(?:^|\s)[—–-]{1,2}\s*([^\n—–()]{2,40}?)\W*$")
_WIRE_LINE = re.compile(
    r"\W*(?:source|by|via|from|with (?:material|reporting|files|inputs) (?:from|by)|quelle|von"
    r"|mit (?:material|agenturmaterial) (?:der|von))?\W*"
    r"(?:the )?(?P<names>[^\n]{2,60}?)\W*",
    re.IGNORECASE,
)


def read_wire_lines(text: str, page: Page, names: Names) -> Iterator[Credit]:
    """Give the outlets credited by a dateline, a line of its own at the end, or as an author that is no person."""
    lines = text.split("\n")
    given = [found[1] for found in _DATELINE.finditer("\n".join(lines[:2])[:400])]
    endings = (_WIRE_LINE.fullmatch(each) for each in lines[-4:] if len(each) < 90)
    given.extend(whole["names"] for whole in endings if whole)
    for last in lines[-2:]:
        given.extend(group for found in _LAST.finditer(last[-100:]) for group in found.groups() if group)
    given.extend(_signing(page))
    parts = (part for name in given for part in (name, *re.split(r"\s*(?:[/,;&]|\band\b|\bund\b)\s*", name)))
    for part in parts:
        if shown := names.wire.get(bare(part)):
            yield Credit(shown, "wire-line")


def read_reported(text: str, names: Names, language: Language) -> Iterator[Credit]:
    """Give the outlets that running text credits, by the language's patterns; only names that we know count."""
    # Nearly every text names none of them, and the patterns are dear.
    present = set(_WORD.findall(text.lower()))
    named = {name: shown for name, shown in names.prose.items() if present.issuperset(name.split())}
    for pattern in language.reported if named else ():
        for found in re.finditer(pattern, text):
            if shown := _known(bare(found["outlet"]), named):
                yield Credit(shown, "reported-by")


def read_credits(
    text: str,
    page: Page,
    language: Language,
    outlets: Mapping[str, Outlet],
    *,
    names: Names,
    elsewhere: str | None = None,
    entry: FeedEntry | None = None,
) -> tuple[Credit, ...]:
    """Give every credit once, the surest first. ``elsewhere`` is the canonical address on another site."""
    wire = list(read_wire_lines(text, page, names))
    printed = {credit.outlet for credit in wire}
    # A wire story says "told Meridian Wire" of itself: where it is printed whole that is no second source.
    found = [*wire, *(credit for credit in read_reported(text, names, language) if credit.outlet not in printed)]
    if elsewhere:
        outlet = find_outlet(elsewhere, outlets)
        # An outlet may have several domains: its own other one is no source.
        if outlet is None or bare(outlet.name) != names.own:
            found.insert(0, Credit(outlet.name if outlet else registrable_domain(elsewhere), "canonical"))
    if entry and entry.source and (source := _feed_source(entry.source, page.url, outlets, names)):
        found.append(Credit(source, "feed-source"))
    return tuple(dict.fromkeys(found))


def is_wire_line(each: str, names: Names) -> bool:
    """Tell whether a whole line is nothing but a credit, so that it is no sentence of the article."""
    found = _WIRE_LINE.fullmatch(each)
    return found is not None and len(each) < 90 and bare(found["names"]) in names.wire


def _known(name: str, known: Mapping[str, str]) -> str | None:
    if shown := known.get(name):
        return shown
    for each, shown in known.items():
        # "On Monday The Byte Ledger" ends in the name; what merely begins with one short word of a name is another thing.
        if name.endswith(" " + each) or (" " in each and name.startswith(each + " ")):
            return shown
    return None


def _signing(page: Page) -> list[str]:
    given: list[str] = [page.metas.get("author", ""), page.metas.get("article:author", "")]
    for key in ("author", "creator", "sourceOrganization", "provider", "copyrightHolder"):
        given.extend(jsonld.text(each) for each in jsonld.listed(page.article.get(key)))
    return [each for each in given if each and not each.startswith("http")]


def _feed_source(source: str, url: str | None, outlets: Mapping[str, Outlet], names: Names) -> str | None:
    """Give the outlet that a feed names as an item's source, by address or name; None where that is the page's own."""
    if urlsplit(source).scheme not in {"http", "https"}:
        return None if bare(source) in {names.own, ""} else names.wire.get(bare(source), source.strip())
    outlet = find_outlet(source, outlets)
    try:
        shown = outlet.name if outlet else registrable_domain(source)
    except ValueError:
        return None
    return None if bare(shown) == names.own or (url and same_site(source, url)) else shown
