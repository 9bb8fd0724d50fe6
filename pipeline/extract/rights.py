"""What the page and its site said about reuse and text mining: each finding is kept with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.extract import jsonld
from pipeline.extract.pictures import picture_terms
from pipeline.extract.tree import Page, resolve
from pipeline.plain import line
from pipeline.values import Rights

_ROBOTS_WORDS = re.compile(r"\b(?:noarchive|noai|noimageai|nosnippet|noindex|none|max-snippet\s*:\s*-?\d+)\b", re.IGNORECASE)
_BOTS = ("GPTBot", "CCBot", "ClaudeBot", "Google-Extended", "PerplexityBot", "Bytespider", "anthropic-ai")
_LICENCE_METAS = ("dcterms.license", "dc.rights.license", "license", "licence", "dcterms.rights", "dc.rights")
_TERMS = ("license", "usageInfo", "acquireLicensePage", "copyrightNotice", "creditText")
_TERM_METAS = ("copyright", "rights", "dcterms.rightsholder", "dcterms.accessrights")
_READ_METAS = {"robots", "googlebot", "tdm-reservation", "tdm-policy", *_TERM_METAS, *map(str.lower, _BOTS)}
_PAGES = re.compile(r".*Page")
_TRAINING_NO = re.compile(
    r"\b(?:train-ai|ai-train|ai-input|ai|genai|tdm|bots)\s*=\s*(?:n|no|disallow)\b|\bnoai\b|tdm-reservation\s*[:=]\s*(?:0\s*,\s*)*1",
    re.IGNORECASE,
)
_REFUSED_BOT = re.compile(r"robots\.txt: (\S+) refused")
_LICENCE_LINKS = (
    '//link[contains(concat(" ",@rel," ")," license ")]|//a[contains(concat(" ",@rel," ")," license ")]'
    "[not(ancestor::figure or ancestor::aside)]"
)
_MOST_SIGNALS = 300
_LONGEST = 300
"""In characters, of one signal's words."""


def read_rights(page: Page, outside: Iterable[str]) -> Rights:
    """Give licence, reservation of text mining, archiving and refused bots; ``outside`` are signals found beside the page."""
    metas, licence = _metas(page), _licence(page)
    found = [*_from_page(page, metas, licence), *_from_headers(page), *outside, *picture_terms(page)]
    signals = tuple(dict.fromkeys(found))[:_MOST_SIGNALS]
    said = " ".join(signals).lower()
    reserved = True if _TRAINING_NO.search(said) else False if "tdm-reservation: 0" in said else None
    robots = f"{metas.get('robots', '')} {page.headers.get('x-robots-tag', '')}".lower()
    return Rights(
        licence=licence,
        text_mining_reserved=reserved,
        no_archive=True if re.search(r"\b(?:noarchive|none)\b", robots) else None,
        refused_bots=tuple(dict.fromkeys(_REFUSED_BOT.findall("\n".join(signals)) + _refused(metas))),
        signals=signals,
    )


def _metas(page: Page) -> Mapping[str, str]:
    """Give what meta tags say, all of one name together: a page has one tag for search and a second one against training."""
    found: dict[str, list[str]] = {}
    for meta in page.named("meta"):
        name = (meta.get("name") or meta.get("http-equiv") or "").strip().lower()
        if name in _READ_METAS and (content := line((meta.get("content") or "")[:2000])):
            found.setdefault(name, []).append(content)
    return {name: ", ".join(contents)[:2000] for name, contents in found.items()}


def _licence(page: Page) -> str | None:
    """Give the licence of the text: of structured data, of a link, of a meta tag; that of a picture is another one."""
    for block in _described(page):
        if said := _named(block.get("license"))[:_LONGEST]:
            return said
    for element in page.tree.xpath(_LICENCE_LINKS)[:1] if page.mentions("license") else ():
        if href := resolve(page.base, element.get("href") or ""):
            return href
    return next((page.metas[key][:_LONGEST] for key in _LICENCE_METAS if key in page.metas), None)


def _described(page: Page) -> list[dict[str, Any]]:
    """Give the structured data of the article, then of the page that it stands on."""
    return [page.article, *(block for block in page.blocks if block is not page.article and jsonld.is_a(block, _PAGES))]


def _named(value: Any) -> str:
    """Give a licence as its address or its words."""
    first = next(iter(jsonld.listed(value)), None)
    if isinstance(first, dict):
        return jsonld.text(first.get("url") or first.get("@id")) or jsonld.text(first)
    return jsonld.text(first)


def _from_page(page: Page, metas: Mapping[str, str], licence: str | None) -> Iterator[str]:
    for key in ("robots", "googlebot"):
        words = ", ".join(_ROBOTS_WORDS.findall(metas.get(key, "")))
        if words:
            yield f"meta {key}: {words.lower()}"
    if "tdm-reservation" in metas:
        yield f"meta tdm-reservation: tdm-reservation: {metas['tdm-reservation'][:_LONGEST]}"
    if "tdm-policy" in metas:
        yield f"meta tdm-policy: {metas['tdm-policy'][:_LONGEST]}"
    for bot in _refused(metas):
        yield f"meta {bot.lower()}: {metas[bot.lower()][:_LONGEST]}"
    if licence:
        yield f"licence: {licence}"
    for key in _TERMS:
        # The licence was said above.
        said = next((said for block in _described(page) if (said := _named(block.get(key)))), "")
        if said and said[:_LONGEST] != licence:
            yield f"json-ld {key}: {said[:_LONGEST]}"
    for key in _TERM_METAS:
        if key in metas:
            yield f"meta {key}: {metas[key][:_LONGEST]}"


def _refused(metas: Mapping[str, str]) -> list[str]:
    return [bot for bot in _BOTS if re.search(r"noindex|none|noai", metas.get(bot.lower(), ""), re.IGNORECASE)]


def _from_headers(page: Page) -> Iterator[str]:
    headers = page.headers
    words = ", ".join(_ROBOTS_WORDS.findall(headers.get("x-robots-tag", "")))
    if words:
        yield f"header x-robots-tag: {words.lower()}"
    if "tdm-reservation" in headers:
        yield f"header tdm-reservation: tdm-reservation: {headers['tdm-reservation'][:_LONGEST]}"
    for key in ("tdm-policy", "content-usage"):
        if key in headers:
            yield f"header {key}: {headers[key][:_LONGEST]}"
