"""Title, authors, language, addresses and access: structured data before meta tags before what the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.extract import jsonld
from pipeline.extract.outlets import bare as bare_name
from pipeline.extract.tree import Page, resolve, text_of
from pipeline.languages import languages
from pipeline.plain import line
from pipeline.urls import normalise, same_site

_SUFFIX = re.compile(r"\s+(?:[|·•»«–—:-]|::|//)\s+")
_AUTHOR_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
)
_OUTSIDE = "[not(ancestor::footer or ancestor::aside)]"
_BYLINE_CLASS = " or ".join(
    f'contains(concat(" ",@class," ")," {name} ")' for name in ("byline", "author", "by", "byline__name")
)
_BYLINES = (
    '//*[@itemprop="author"]//*[@itemprop="name"]|//*[@itemprop="author" and not(*)]',
    f'//a[@rel="author" or contains(@href,"/author/") or contains(@href,"/autor/") or contains(@href,"/staff/")]{_OUTSIDE}',
    f'//*[self::p or self::div or self::span or self::a][{_BYLINE_CLASS} or contains(@class,"author-name")]{_OUTSIDE}',
)
_ROLE = re.compile(
    r"\s*(?:[|•·]|\s[-–—]\s|,?\s+(?:senior |staff |chief |deputy |associate )*"
    r"(?:writer|editor|reporter|correspondent|redakteur|contributor)\b).*$",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"https?:|www\.|@|\d{2}|\b(?:staff|newsroom|news desk|redaktion|redaction|editorial|editors?|team|admin|agentur|"
    r"posts|articles|latest|agenc(?:y|ies)|press|contributors?|correspondents?|desk|bureau|online|media|gmbh|inc|ltd|llc|news|magazine|zeitung|"
    r"redacción|rédaction)\b",
    re.IGNORECASE,
)
_PAYWALL_CLASSES = (
    '//*[contains(@class,"paywall") or contains(@id,"paywall") or @data-barrier or contains(@class,"piano-offer")]'
)
_ONE_WORD_NAME = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]{2,5}")
"""A name in Chinese, Japanese or Korean, which has no space in it."""
_MOST_AUTHORS = 12


def headlines(page: Page) -> list[str]:
    """Give everything that calls itself the headline, the most trusted first: structured data, Open Graph, h1, title."""
    metas = page.metas
    found = [
        jsonld.text(page.article.get("headline")),
        metas.get("og:title", ""),
        metas.get("twitter:title", ""),
        *page.texts('//article//h1|//main//h1|//*[@itemprop="headline"]', 2),
        *page.texts("//h1", 2),
        *page.texts("//title", 1),
    ]
    return [each for each in dict.fromkeys(line(jsonld.text(each)) for each in found) if each]


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


def read_authors(page: Page, names: Iterable[str]) -> tuple[str, ...]:
    """Give the people who signed, in their order. Publishers, agencies, addresses and accounts are no people."""
    known = {bare_name(name) for name in names if name}
    metas = page.metas
    for given in (
        _signed(page),
        *([metas[key]] for key in _AUTHOR_METAS if key in metas),
        *(_byline(page, path) for path in _BYLINES),
    ):
        people = [person for text in given for person in _people(text) if bare_name(person) not in known]
        if people:
            return tuple(dict.fromkeys(people))[:_MOST_AUTHORS]
    return ()


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
    return True if page.texts(_PAYWALL_CLASSES, 3) else None


def _canonicals(page: Page) -> list[str]:
    links = [
        link.get("href") or "" for link in page.tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    return [each for each in (*links[:1], page.metas.get("og:url", ""), *jsonld.addresses(page.article)) if each.strip()]


def _byline(page: Page, path: str) -> list[str]:
    """Give the texts at the first place an XPath finds: bylines of teasers stand elsewhere on the page."""
    found = page.tree.xpath(path)[:20]
    if not found:
        return []
    place = _place(found[0])
    return [text_of(each) for each in found if _place(each) is place][:6]


def _place(element: HtmlElement) -> HtmlElement | None:
    """Give what holds a byline: the parent of the whole author where the page marks one, else of the element."""
    marked = element.xpath('ancestor-or-self::*[@itemprop="author"][1]')
    return (marked[0] if marked else element).getparent()


def _signed(page: Page) -> list[str]:
    found: list[str] = []
    for author in jsonld.listed(page.article.get("author") or page.article.get("creator")):
        if isinstance(author, dict):
            kind = author.get("@type")
            if kind and "Person" not in jsonld.listed(kind):
                continue
            found.extend(jsonld.text(each) for each in jsonld.listed(author.get("name")))
        else:
            found.append(jsonld.text(author))
    return [each for each in found if each]


def _people(text: str) -> list[str]:
    trimmed = _ROLE.sub("", _without_byline(line(text)))
    parts = re.split(r"\s*(?:[,;/]|\s(?:and|und|y|et|e|og|och|&|with|mit)\s)\s*", f"{trimmed} ")
    return [part for part in (_person(part) for part in parts) if part]


def _person(text: str) -> str | None:
    name = re.sub(r"\s*\([^)]*\)?$", "", _without_byline(text.strip(" .·|:-–—"))).strip()
    words = name.split()
    if len(words) == 1 and _ONE_WORD_NAME.fullmatch(name):
        return name
    if not 1 < len(words) <= 6 or len(name) > 60 or _NOT_A_PERSON.search(name):
        return None
    if not any(word[0].isupper() or not word[0].isascii() for word in words):
        return None
    return name


def _without_byline(text: str) -> str:
    for known in languages().values():
        for opening in known.bylines:
            if text.lower().startswith(opening + " "):
                return text[len(opening) :].lstrip(" :")
    return text


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
