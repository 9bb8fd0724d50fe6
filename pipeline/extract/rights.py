"""What the page and its site said about reuse and text mining: each finding is kept with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.extract import jsonld
from pipeline.extract.tree import Page, resolve
from pipeline.values import Rights

_ROBOTS_WORDS = re.compile(r"\b(?:noarchive|noai|noimageai|nosnippet|noindex|none|max-snippet\s*:\s*-?\d+)\b", re.IGNORECASE)
_LICENCE_METAS = ("dcterms.license", "dc.rights.license", "license", "licence", "dcterms.rights", "dc.rights")
_TRAINING_NO = re.compile(
    r"\b(?:train-ai|ai-train|ai-input|ai|genai|tdm|bots)\s*=\s*(?:n|no|disallow)\b|\bnoai\b|tdm-reservation\s*[:=]\s*1",
    re.IGNORECASE,
)
_REFUSED_BOT = re.compile(r"robots\.txt: (\S+) refused")


def read_rights(page: Page, outside: Iterable[str]) -> Rights:
    """Give licence, reservation of text mining, archiving and refused bots; ``outside`` are signals found beside the page."""
    signals = tuple(dict.fromkeys([*_from_page(page), *_from_headers(page), *outside]))
    said = " ".join(signals).lower()
    reserved = True if _TRAINING_NO.search(said) else False if "tdm-reservation: 0" in said else None
    return Rights(
        licence=_licence(page),
        text_mining_reserved=reserved,
        no_archive=True if re.search(r"\b(?:noarchive|none)\b", " ".join(_robots(page)).lower()) else None,
        refused_bots=tuple(dict.fromkeys(_REFUSED_BOT.findall("\n".join(signals)) + _refused_in_metas(page))),
        signals=signals,
    )


def _licence(page: Page) -> str | None:
    for element in page.tree.xpath('//link[@rel="license"]|//a[contains(concat(" ",@rel," ")," license ")]')[:1]:
        if href := resolve(page.base, element.get("href") or ""):
            return href
    said = jsonld.text(page.article.get("license"))
    return said or next((page.metas[key] for key in _LICENCE_METAS if key in page.metas), None)


def _robots(page: Page) -> list[str]:
    return [value for value in (page.metas.get("robots"), page.headers.get("x-robots-tag")) if value]


def _from_page(page: Page) -> Iterator[str]:
    metas = page.metas
    for key in ("robots", "googlebot"):
        words = ", ".join(_ROBOTS_WORDS.findall(metas.get(key, "")))
        if words:
            yield f"meta {key}: {words.lower()}"
    for key in ("tdm-reservation", "tdm-policy"):
        if key in metas:
            yield f"meta {key}: {key}: {metas[key]}" if key == "tdm-reservation" else f"meta {key}: {metas[key]}"
    for bot in _refused_in_metas(page):
        yield f"meta {bot.lower()}: {metas[bot.lower()]}"
    if licence := _licence(page):
        yield f"licence: {licence}"
    yield from _of_images(page)


def _of_images(page: Page) -> Iterator[str]:
    """Give what structured data says about the reuse of pictures, each with the picture's address."""
    for image in jsonld.image_objects([page.article, *page.blocks]):
        address = resolve(page.base, jsonld.image_url(image))
        for key in ("license", "acquireLicensePage", "copyrightNotice"):
            if said := jsonld.text(image.get(key)):
                yield f"image {key}: {said} ({address})"


def _refused_in_metas(page: Page) -> list[str]:
    bots = ("GPTBot", "CCBot", "ClaudeBot", "Google-Extended", "PerplexityBot", "Bytespider", "anthropic-ai")
    return [bot for bot in bots if re.search(r"noindex|none|noai", page.metas.get(bot.lower(), ""), re.IGNORECASE)]


def _from_headers(page: Page) -> Iterator[str]:
    headers = page.headers
    words = ", ".join(_ROBOTS_WORDS.findall(headers.get("x-robots-tag", "")))
    if words:
        yield f"header x-robots-tag: {words.lower()}"
    if "tdm-reservation" in headers:
        yield f"header tdm-reservation: tdm-reservation: {headers['tdm-reservation']}"
    for key in ("tdm-policy", "content-usage"):
        if key in headers:
            yield f"header {key}: {headers[key]}"
