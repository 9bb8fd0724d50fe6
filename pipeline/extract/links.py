"""What the body points at: links with the place of their text, embedded posts and players, pictures with their credit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import accumulate, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.extract.jsonld import image_credit, image_objects, image_url
from pipeline.extract.pictures import attributed_credit
from pipeline.extract.tree import Page, raw_text_of, resolve, text_of
from pipeline.plain import line, plain
from pipeline.urls import normalise
from pipeline.values import Embed, Image, Link

_MOST = 200
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[A-Za-z]+")
_BLOCK = ("p", "li", "blockquote", "td", "h2", "h3", "dd", "div")
_FURNITURE = ("nav", "footer", "aside", "form")
_POST = re.compile(r"\b[\w-]*(?:tweet|embed|post|toot|media|thread)[\w-]*\b", re.IGNORECASE)
_PLAYERS = re.compile(
    r"youtube|youtu\.be|vimeo|dailymotion|brightcove|jwplayer|twitch|rumble|wistia|/video|player", re.IGNORECASE
)
_DOCUMENTS = re.compile(r"documentcloud|scribd|issuu|docs\.google|\.pdf(?:$|\?)|slideshare", re.IGNORECASE)
_POSTS = re.compile(
    r"twitter\.com|//x\.com|instagram\.com|tiktok\.com|facebook\.com/plugins/post|bsky|mastodon|threads\.net|reddit",
    re.IGNORECASE,
)
_MACHINERY = re.compile(
    r"googletagmanager|doubleclick|facebook\.com/tr|recaptcha|consent|/ads?[/.]|adservice|analytics", re.IGNORECASE
)
_CREDIT = re.compile(
    r"(?:photo(?:graph)?|image|picture|illustration|credit|foto|bild|quelle|©|\(c\))\s*(?:by|credit|von|:)*\s*:?\s*(.{2,80})",
    re.IGNORECASE,
)


def read_links(page: Page, tree: HtmlElement, text: str) -> tuple[Link, ...]:
    """Give the links whose text stands in ``text``, in its order, each with the offset of its text in code points.

    ``tree`` is what the text was read from.
    """
    squashed, place_of = _squash_with_places(text)
    blocks: dict[HtmlElement, int] = {}
    found: dict[tuple[str, int], Link] = {}
    for anchor in tree.iter("a"):
        raw = raw_text_of(anchor)
        # Most links of a page are furniture: what is not in the text at all is passed over before anything costly.
        if not raw or not _may_stand(raw, squashed):
            continue
        shown = line(raw)
        wanted = "".join(shown.split())
        if not wanted or wanted not in squashed or next(anchor.iterancestors(*_FURNITURE), None) is not None:
            continue
        start = _place(anchor, squashed, blocks)
        if start is None:
            start = _only_place(wanted, squashed)
        if start is not None and (url := _web(page, anchor.get("href"))):
            found.setdefault((url, place_of(start)), Link(url, shown, place_of(start)))
        if len(found) >= _MOST:
            break
    return tuple(sorted(found.values(), key=lambda link: link.start or 0))


def _may_stand(raw: str, squashed: str) -> bool:
    """Tell cheaply whether a link's raw text may stand in a squashed plain text; False is sure."""
    if raw.isascii():
        return "".join(raw.split()) in squashed
    # What follows a letter may compose with it: the last of a run is not sure to stay.
    return max(_LETTERS.findall(raw), key=len, default="")[:-1] in squashed


def read_embeds(page: Page) -> tuple[Embed, ...]:
    """Give embedded posts, players and documents, in the page's order; advertising and consent frames are none."""
    found: dict[str, Embed] = {}
    for element in page.named("blockquote", "iframe", "video", "audio", "embed", "object"):
        embed = _quoted_post(page, element) if element.tag == "blockquote" else _frame(page, element)
        if embed and next(element.iterancestors("footer", "nav"), None) is None:
            found.setdefault(embed.url, embed)
    return tuple(found.values())[:_MOST]


def read_images(page: Page) -> tuple[Image, ...]:
    """Give the pictures of the article as references: the leading one and those in figures, with their credit.

    The credit is the one printed under the picture, else the one that structured data gives it.
    """
    found: dict[str, Image] = {}
    named = {
        url: credit
        for each in image_objects([page.article, *page.blocks])
        if (url := _web(page, image_url(each))) and (credit := image_credit(each))
    }
    pictured = ((figure, next(figure.iter("img"), None)) for figure in page.named("figure"))
    for figure, picture in islice((each for each in pictured if each[1] is not None), 20):
        url = _web(page, picture.get("src") or picture.get("data-src")) if picture is not None else None
        if url:
            found.setdefault(url, Image(url, _credit(figure) or attributed_credit(figure) or named.get(url)))
    leading = _web(page, page.metas.get("og:image"))
    if leading and leading not in found:
        return (Image(leading, named.get(leading)), *found.values())
    return tuple(found.values())


def _place(anchor: HtmlElement, squashed: str, blocks: dict[HtmlElement, int]) -> int | None:
    """Give where the link's text begins in the squashed text: inside its own block, which must be in the text as a whole."""
    block = next(anchor.iterancestors(*_BLOCK), None)
    if block is None:
        return None
    if block not in blocks:
        whole = _squash(text_of(block))
        # A list of teasers is one long block: only a block that is prose, or a heading, stands in the text as it is.
        blocks[block] = squashed.find(whole) if whole else -1
    if blocks[block] < 0:
        return None
    return blocks[block] + len(_squash(_before(block, anchor)))


def _only_place(wanted: str, squashed: str) -> int | None:
    """Give the place of a link text that is long enough to stand only once, for blocks that were read in parts."""
    return squashed.find(wanted) if len(wanted) >= 12 and squashed.count(wanted) == 1 else None


def _before(block: HtmlElement, anchor: HtmlElement) -> str:
    parts: list[str] = []

    def walk(element: HtmlElement) -> bool:
        if element is anchor:
            return True
        if isinstance(element.tag, str) and element.tag not in {"script", "style", "noscript", "svg", "iframe", "template"}:
            parts.append(element.text or "")
            for child in element:
                if walk(child):
                    return True
                parts.append(child.tail or "")
        return False

    walk(block)
    return "".join(parts)


def _squash(text: str) -> str:
    return "".join(plain(text).split())


def _squash_with_places(text: str) -> tuple[str, Callable[[int], int]]:
    """Give a plain text without its white space, and what tells where a character of it stands in the text."""

    @cache
    def words() -> tuple[list[int], list[int]]:
        found = [word.span() for word in _WORD.finditer(text)]
        return [start for start, _ in found], list(accumulate((end - start for start, end in found), initial=0))

    def place_of(at: int) -> int:
        # Asked only where a link stands in the text.
        places, starts = words()
        number = bisect_right(starts, at) - 1
        return places[number] + at - starts[number]

    return "".join(text.split()), place_of


def _quoted_post(page: Page, element: HtmlElement) -> Embed | None:
    kind = element.get("class") or ""
    given = element.get("cite") or next(
        (value for name, value in element.items() if name.startswith("data-") and _is_web(value)), None
    )
    anchors = [each for each in (_web(page, anchor.get("href")) for anchor in element.iter("a")) if each]
    url = _web(page, given) if given else None
    if not url and _POST.search(kind) and anchors:
        url = anchors[-1]
    if not url or not (_POST.search(kind) or (given and kind)):
        return None
    return Embed("post", url, _poster(element))


def _poster(element: HtmlElement) -> str | None:
    found = re.search(r"[—–]\s*([^—–(@]{2,60}?)\s*(?:\(@?[^)]*\)|@\S+|,|$)", text_of(element))
    return found[1].strip() if found else None


def _frame(page: Page, element: HtmlElement) -> Embed | None:
    source = element.find("source")
    given = (
        element.get("src")
        or element.get("data-src")
        or element.get("data")
        or (source.get("src") if source is not None else None)
    )
    url = _web(page, given)
    if not url or _MACHINERY.search(url) or element.get("width") in {"0", "1"} or element.get("height") in {"0", "1"}:
        return None
    if element.tag in {"video", "audio"}:
        return Embed(str(element.tag), url)
    for kind, known in (("post", _POSTS), ("video", _PLAYERS), ("document", _DOCUMENTS)):
        if known.search(url):
            return Embed(kind, url)
    return Embed("frame", url)


def _credit(figure: HtmlElement) -> str | None:
    marked = figure.xpath(
        './/*[contains(@class,"credit") or contains(@class,"copyright") or contains(@class,"source")]'
        '|.//*[@itemprop="copyrightHolder"]'
    )
    for element in marked[:1]:
        if text := text_of(element):
            found = _CREDIT.match(text)
            return (found[1] if found else text)[:120].strip(" ()")
    caption = figure.find(".//figcaption")
    found = _CREDIT.search(text_of(caption)) if caption is not None else None
    return found[1].strip(" ().") if found else None


def _web(page: Page, href: str | None) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    url = resolve(page.base, href)
    try:
        return normalise(url) if _is_web(url) else None
    except ValueError:
        return None


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and bool(urlsplit(url).netloc)
