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
from pipeline.urls import identity, normalise, same_site

_SUFFIX = re.compile(r"\s+(?:[|·•»«–—:-]|::|//)\s+")
_DASHES = "–—:-"
# In scripts without spaces each sign is a word: else two wordings of one headline share nothing.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u9fff]+")
_TITLE_METAS = ("twitter:title", "parsely-title", "sailthru.title", "dcterms.title", "dc.title", "citation_title")
_LONGEST_HEADLINE = 1000
"""In characters."""
_SHORTEST_HEADLINE = 3
"""In words: what is shorter may be a name or a rubric."""
_SAME_HEADLINE = 0.8
_SHORTEST_NAME, _LONGEST_NAME = 3, 200
_NAME_SIGN = re.compile(r"\w")
_PAYWALL_CLASSES = (
    '//*[contains(@class,"paywall") or contains(@id,"paywall") or @data-barrier or contains(@class,"piano-offer")]'
)


def headlines(page: Page) -> list[str]:
    """Give everything that calls itself the headline, the most trusted first: structured data, meta tags, h1, title.

    Structured data that repeats the tab's title, while neither Open Graph nor the printed h1 has that wording, was
    written for search engines: what readers see goes before it.
    """
    structured = _on_one_line([jsonld.text(page.article.get("headline"))])
    shared = _on_one_line([page.metas.get("og:title", "")])
    others = _on_one_line(page.metas.get(key, "") for key in _TITLE_METAS)
    printed = _on_one_line([*page.texts('//article//h1|//main//h1|//*[@itemprop="headline"]', 2), *page.texts("//h1", 2)])
    tab = _on_one_line(page.texts("//title", 1))
    seen = _seen(shared, printed)
    for_search = bool(structured and seen and tab) and _says(tab[0], structured[0])
    first = seen if for_search and not any(_alike(structured[0], each) for each in seen) else []
    return list(dict.fromkeys([*first, *structured, *shared, *others, *printed, *tab]))


def _seen(shared: list[str], printed: list[str]) -> list[str]:
    """Give the two headlines that readers see, the surer first; none where one of them is missing."""
    if not (shared and printed):
        return []
    if _alike(shared[0], printed[0]):
        return [shared[0], printed[0]]
    return [printed[0], shared[0]] if len(_WORD.findall(printed[0])) > _SHORTEST_HEADLINE else []


def _on_one_line(given: Iterable[str]) -> list[str]:
    # What is longer is a text that was put into the wrong place, or an attack.
    return [
        each
        for each in (line(jsonld.text(text[: 2 * _LONGEST_HEADLINE])) for text in given)
        if 0 < len(each) <= _LONGEST_HEADLINE
    ]


def _alike(one: str, other: str) -> bool:
    """Tell whether two headlines are the same but for an outlet's name, a kicker or their marks."""
    ours, theirs = _bag(one), _bag(other)
    return 2 * (ours & theirs).total() >= _SAME_HEADLINE * (ours.total() + theirs.total()) > 0


def _says(tab: str, headline: str) -> bool:
    """Tell whether a tab's title has the headline's words, whatever else it has."""
    words = _bag(headline)
    return (words & _bag(tab)).total() >= _SAME_HEADLINE * words.total() > 0


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def read_title(found: list[str], names: Iterable[str]) -> str:
    """Give the first headline that is one, without the outlet's name and what else was joined to its end.

    A headline that is cut gives way to one that goes on; one that is nothing but the outlet's name, to any other.
    """
    known = {form for name in names if name for form in (bare_name(name), _label(name))} - {""}
    cleaned = [_without_suffix(each, known) for each in found]
    cleaned.sort(key=lambda each: bare_name(each) in known)
    if not cleaned:
        return ""
    first = _unjoined(cleaned[0], cleaned[1:])
    return _whole(first, cleaned[1:]) if first.endswith(("…", "...")) else first


def _unjoined(first: str, others: list[str]) -> str:
    """Give a headline without what stands behind a separator at its end, where another headline of the page has none of it."""
    for each in others:
        rest = first[len(each) :] if first.startswith(each) else ""
        if _SUFFIX.match(rest) and len(_WORD.findall(each)) > _SHORTEST_HEADLINE:
            return each
    return first


def _whole(cut: str, others: list[str]) -> str:
    start = cut.rstrip("….").rstrip()
    longer = (each for each in others if each.startswith(start) and len(each) > len(cut))
    return next((each for each in longer if not _SUFFIX.match(each[len(cut) :])), cut)


def read_publisher(page: Page) -> str | None:
    """Give what the page calls its outlet: the name on its previews, which readers know, before that of the company.

    A register or a court names itself in Dublin Core, or only behind the headline in the title of its pages.
    """
    metas = page.metas
    library = (metas.get(name, "") for name in ("dcterms.publisher", "dc.publisher", "citation_publisher"))
    previews = (metas.get("og:site_name", ""), jsonld.text(page.article.get("publisher")), metas.get("application-name", ""))
    given = (*previews, *library, _behind_headline(page))
    return next((name for name in (jsonld.text(each) for each in given) if 0 < len(name) <= _LONGEST_NAME), None)


def _behind_headline(page: Page) -> str:
    """What the title has behind the page's own headline and a mark: "Complaint 0417 - Public Filings Register"."""
    title = " ".join(page.tree.findtext(".//title", "").split())
    for heading in page.tree.iter("h1"):
        headline = " ".join(heading.text_content().split())
        tail = _TAIL.fullmatch(title[len(headline) :]) if headline and title.startswith(headline) else None
        if tail:
            return tail[1]
    return ""


_TAIL = re.compile(r"\s+[-–—|·•]\s+([A-ZÀ-Þ][^-–—|·•]{2,60})")


def read_language_hint(page: Page) -> str | None:
    """Give the language the page says it is in, as it says it."""
    metas = page.metas
    said = (jsonld.text(page.article.get("inLanguage")), page.tree.get("lang"), metas.get("og:locale"))
    given = (*said, metas.get("content-language"), metas.get("language"))
    return next((each for each in given if each and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", each.strip())), None)


def read_canonical(page: Page) -> tuple[str | None, str | None]:
    """Give (this article's address as the page names it, the address on another site that it names before or instead).

    A page that calls the front page its canonical address is not believed. An AMP cache is no other site.
    """
    elsewhere = None
    for given in _canonicals(page):
        try:
            url = normalise(resolve(page.base, given))
        except ValueError:
            continue
        if page.url and not _one_place(url, page.url):
            elsewhere = elsewhere or url
        elif not (urlsplit(url).path in {"", "/"} and urlsplit(page.url or "").path not in {"", "/"}):
            # What is trusted less, and stands on another site, is a stage or a publisher's address.
            return url, elsewhere
    return None, elsewhere


def _one_place(url: str, other: str) -> bool:
    return same_site(url, other) or identity(url) == identity(other)


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
    # Here many sites write the agency's name instead of an address.
    source = page.metas.get("syndication-source", "")
    first = source if source.startswith(("http://", "https://")) else ""
    return [each for each in (first, *links[:1], page.metas.get("og:url", ""), *jsonld.addresses(page.article)) if each.strip()]


def _without_suffix(title: str, known: set[str]) -> str:
    for _ in range(3):
        parts = list(_SUFFIX.finditer(title))
        if not parts:
            break
        head, tail, first = title[: parts[-1].start()], title[parts[-1].end() :], title[: parts[0].start()]
        if _names_outlet(tail, known, strict=parts[-1][0].strip() in _DASHES):
            title = head
        elif _names_outlet(first, known, strict=parts[0][0].strip() in _DASHES):
            title = title[parts[0].end() :]
        else:
            break
    return title.strip()


def _names_outlet(part: str, known: set[str], *, strict: bool) -> bool:
    """Tell whether a part of a title is an outlet's name, also a shortened one, one with its section, or its domain's label.

    Behind a dash (``strict``) the headline itself may go on with a word that is an outlet's name: one word more is taken.
    """
    bare = bare_name(part)
    return bool(bare) and any(
        bare == name or _extends(bare, name, strict=strict) or _extends(name, bare) or _joined(part) == name for name in known
    )


def _extends(longer: str, shorter: str, *, strict: bool = False) -> bool:
    more = longer.removeprefix(shorter + " ")
    return len(shorter) >= _SHORTEST_NAME and more != longer and not (strict and len(more.split()) > 1)


def _label(name: str) -> str:
    """Give a domain's first label; empty for what is no domain."""
    return _joined(name.partition(".")[0]) if "." in name and " " not in name else ""


def _joined(part: str) -> str:
    return "".join(_NAME_SIGN.findall(part.lower()))
