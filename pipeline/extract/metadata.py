"""Title, language, addresses and access: structured data before meta tags before what the page shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from pipeline.extract import jsonld
from pipeline.extract.outlets import bare as bare_name
from pipeline.extract.tree import Page, resolve
from pipeline.plain import line
from pipeline.urls import normalise, same_site

_SUFFIX = re.compile(r"\s+(?:[|·•»«–—:-]|::|//)\s+")
_WORD = re.compile(r"\w+")
_SAME_HEADLINE = 0.8
_PAYWALL_CLASSES = (
    '//*[contains(@class,"paywall") or contains(@id,"paywall") or @data-barrier or contains(@class,"piano-offer")]'
)


def headlines(page: Page) -> list[str]:
    """Give everything that calls itself the headline, the most trusted first: structured data, Open Graph, h1, title.

    Where Open Graph and the printed h1 agree on another headline than the structured data's, theirs comes first: it is
    what readers see, and the other was written for search engines.
    """
    metas = page.metas
    structured = _on_one_line([jsonld.text(page.article.get("headline"))])
    shared = _on_one_line([metas.get("og:title", "")])
    printed = _on_one_line([*page.texts('//article//h1|//main//h1|//*[@itemprop="headline"]', 2), *page.texts("//h1", 2)])
    if shared and printed and _alike(shared[0], printed[0]) and not (structured and _alike(structured[0], shared[0])):
        structured, shared = shared, structured
    found = [*structured, *shared, *_on_one_line([metas.get("twitter:title", "")]), *printed]
    return list(dict.fromkeys([*found, *_on_one_line(page.texts("//title", 1))]))


def _on_one_line(given: Iterable[str]) -> list[str]:
    return [each for each in (line(jsonld.text(text)) for text in given) if each]


def _alike(one: str, other: str) -> bool:
    """Tell whether two headlines are the same but for an outlet's name, a kicker or their marks."""
    ours, theirs = Counter(_WORD.findall(one.lower())), Counter(_WORD.findall(other.lower()))
    return 2 * (ours & theirs).total() >= _SAME_HEADLINE * (ours.total() + theirs.total()) > 0


def read_title(found: list[str], names: Iterable[str]) -> str:
    """Give the first headline, without the outlet's name at its end; a cut one gives way to one that goes on."""
    known = {bare_name(name) for name in names if name}
    cleaned = [_without_suffix(each, known) for each in found]
    if not cleaned:
        return ""
    first = cleaned[0]
    if first.endswith(("…", "...")):
        start = first.rstrip("….").rstrip()
        return next((each for each in cleaned[1:] if each.startswith(start) and len(each) > len(first)), first)
    return first


def read_publisher(page: Page) -> str | None:
    """Give what the page calls its outlet."""
    return page.metas.get("og:site_name") or jsonld.text(page.article.get("publisher")) or page.metas.get("application-name")


def read_language_hint(page: Page) -> str | None:
    """Give the language the page says it is in, as it says it."""
    metas = page.metas
    said = (jsonld.text(page.article.get("inLanguage")), page.tree.get("lang"), metas.get("og:locale"))
    given = (*said, metas.get("content-language"), metas.get("language"))
    return next((each for each in given if each and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", each.strip())), None)


def read_canonical(page: Page) -> tuple[str | None, str | None]:
    """Give (this article's address as the page names it, the address on another site that it names instead).

    A page that calls the front page its canonical address is not believed.
    """
    here, elsewhere = None, None
    for given in _canonicals(page):
        try:
            url = normalise(resolve(page.base, given))
        except ValueError:
            continue
        if page.url and not same_site(url, page.url):
            elsewhere = elsewhere or url
        elif here is None and not (urlsplit(url).path in {"", "/"} and urlsplit(page.url or "").path not in {"", "/"}):
            here = url
    return here, elsewhere


def read_paywalled(page: Page) -> bool | None:
    """Give whether the page says one has to pay for it; None where it says nothing."""
    for block in (page.article, *page.blocks):
        free = block.get("isAccessibleForFree")
        if free is not None and (block is page.article or jsonld.is_a(block, re.compile(r".*Article|WebPage"))):
            return str(jsonld.text(free) or free).strip().lower() in {"false", "0", "no"}
    tier = page.metas.get("article:content_tier", "").lower()
    if tier:
        return tier != "free"
    marked = page.mentions("paywall", "data-barrier", "piano-offer")
    return True if marked and page.texts(_PAYWALL_CLASSES, 3) else None


def _canonicals(page: Page) -> list[str]:
    links = [
        link.get("href") or "" for link in page.tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    return [each for each in (*links[:1], page.metas.get("og:url", ""), *jsonld.addresses(page.article)) if each.strip()]


def _without_suffix(title: str, known: set[str]) -> str:
    for _ in range(3):
        parts = list(_SUFFIX.finditer(title))
        if not parts:
            break
        head, tail, first = title[: parts[-1].start()], title[parts[-1].end() :], title[: parts[0].start()]
        if _names_outlet(tail, known):
            title = head
        elif _names_outlet(first, known):
            title = title[parts[0].end() :]
        else:
            break
    return title.strip()


def _names_outlet(part: str, known: set[str]) -> bool:
    bare = bare_name(part)
    return bool(bare) and any(
        bare == name or (len(name) > 4 and (bare.startswith(name) or name.startswith(bare))) for name in known
    )
