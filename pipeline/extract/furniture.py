"""Boxes that stand inside an article's frame and are no part of it: taken out of the tree before the text is read.

What the readers of the text would take for such a box, or for the whole of a text in parts, is mended here too.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

_BOX = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-list|-thread|-section|s-area)?|commentlist|disqus\w*|forum|discussion|responses|"
    r"newsletter\w*|sign-?up|inline-cta|cta|"
    r"advert\w*|ads?|anzeigen?|sponsored|sponsor|promo\w*|"
    r"related\w*|recommend\w*|recirc\w*|most-?(?:read|viewed|popular)|popular|trending|read-?more|"
    r"share|sharing|social\w*|cookie\w*|consent|breadcrumbs?|author-(?:box|bio)|jobs?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WALL = re.compile(r"(?:^|[\s_-])(?:paywall|regwall|barrier|piano\w*)(?:$|[\s_-])", re.IGNORECASE)
_BODY = re.compile(r"(?<![a-z])(?:article|story|entry|post)[-_]{0,2}(?:content|body|text)", re.IGNORECASE)
_HIDING = re.compile(r"hidden|hide|not-?loaded|no-?print|expand|blur|obfuscat|overlay|truncat", re.IGNORECASE)
_UNDISPLAYED = re.compile(r"hidden|display:\s*none", re.IGNORECASE)
_WORDS = re.compile(r"[a-zA-Z]{2,}")
_MOST_WORDS = 5
_HOLDERS = ("div", "section", "aside", "ul", "ol", "form", "footer", "nav")
_FRAMES = ("div", "section", "article", "main")
_WITHOUT_TEXT = ("style", "svg", "link", "template", "select", "input", "source", "track", "canvas", "map")
# What the quick reading would throw away after it had copied and searched it.
_UNREAD = (
    "nav", "footer", "aside", "menu", "iframe", "object", "embed", "noscript", "button", "audio", "video", "picture", "label",
    "dialog", "textarea",
)  # fmt: skip
_SHELLS = ("div", "section", "span", "img")
_GREATEST_SHARE = 0.25
# Under a stub the offer to subscribe may be longer than the stub; around a whole article "paywall" names the article.
_GREATEST_WALL = 0.7
_LONGEST_OFFER = 120
"""In words."""
_ALL_OF_IT = 0.9
_LONGEST_START = 40
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"')
_WRITTEN_OUT = re.compile(r"https?:|www\.", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_FEWEST_WORDS, _HEADLINE_WORDS = 4, 30
_MOST_OF_IT = 0.5
_NEARLY_ALL = 0.75
_ONE_OF_SEVERAL = 0.8


@dataclass(frozen=True, slots=True)
class Cleared:
    """A copy of a page's tree without furniture, and how many characters its paragraphs hold."""

    tree: HtmlElement
    prose: int


def without_furniture(tree: HtmlElement, *, lean: bool = False) -> Cleared:
    """Give a copy of the tree without boxes whose class or id says what they are.

    A box that holds much of the page's prose stays: some sites name the whole page so. A ``lean`` tree is also without
    the elements whose name says that no article stands in them, and without empty ones. In the copy no frame around most
    of the prose says that it is hidden, and a body that the page prints in several parts is one.
    """
    pruned = copy.deepcopy(tree)
    _lighten(pruned, lean=lean)
    prose = _weigh(pruned)
    whole = prose[pruned]
    parts: dict[str, list[HtmlElement]] = {}
    for element in list(pruned.iter(*_HOLDERS)):
        named = element.get("class", "")
        wall, box, body = _kind(named, element.get("id", ""))
        offer = wall and len(element.text_content().split()) <= _LONGEST_OFFER
        share = _GREATEST_WALL if offer else _GREATEST_SHARE if box else 0
        if share and element.getparent() is not None and prose[element] <= share * whole:
            _drop(element, prose)
        elif body:
            parts.setdefault(named, []).append(element)
    if lean:
        _drop_empty(pruned)
    _show(prose, prose[pruned])
    for each in parts.values():
        _join(each, prose, prose[pruned])
    return Cleared(pruned, prose[pruned])


def _lighten(tree: HtmlElement, *, lean: bool) -> None:
    """Take out what holds no text of any article: each reading would copy and search it again."""
    etree.strip_elements(tree, *_WITHOUT_TEXT, *(_UNREAD if lean else ()), with_tail=False)
    for script in list(tree.iter("script")):
        # Structured data may hold the text where the page does not.
        if "ld+json" not in (script.get("type") or ""):
            script.drop_tree()
    for element in [each for each in tree.iter("p", "li") if len(each) and _leads_elsewhere(each)]:
        element.drop_tree()


def _leads_elsewhere(element: HtmlElement) -> bool:
    """Tell whether a paragraph or an item is one link to another headline; an address that is written out is a source."""
    # Most begin with words of their own: looked at first, because every paragraph and every item of a menu comes by here.
    if element.text and len(element.text.strip()) > _LONGEST_START:
        return False
    link = next(element.iter("a"), None)
    # Only the innermost is asked: the text of a list in a list would be put together at each of its depths.
    if link is None or len(list(islice(element.iter("p", "li"), 2))) > 1:
        return False
    shown = " ".join(link.text_content().split())
    whole = " ".join(element.text_content().split())
    return (
        len(shown) >= _ALL_OF_IT * len(whole)
        and not whole.endswith(_SENTENCE_ENDS)
        and not _WRITTEN_OUT.match(shown)
        and _FEWEST_WORDS <= len(_WORD.findall(whole)) <= _HEADLINE_WORDS
    )


@lru_cache(maxsize=4096)
def _kind(named: str, identified: str) -> tuple[bool, bool, bool]:
    """Tell whether a class and an id say that an element is a paywall's offer, another box, or holds an article's body."""
    # An id of many words is a heading's: it says what the text is about.
    both = named if len(_WORDS.findall(identified)) > _MOST_WORDS else f"{named} {identified}"
    return bool(_WALL.search(both)), bool(_BOX.search(both)), bool(_BODY.search(named))


def _weigh(tree: HtmlElement) -> Counter[HtmlElement]:
    """Give the characters of the paragraphs inside every element that holds any."""
    prose: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        length = len(paragraph.text_content())
        for element in paragraph.iterancestors():
            prose[element] += length
    return prose


def _drop(element: HtmlElement, prose: Counter[HtmlElement]) -> None:
    if prose[element]:
        for each in element.iterancestors():
            prose[each] -= prose[element]
    element.drop_tree()


def _drop_empty(tree: HtmlElement) -> None:
    """Take out frames with nothing in them, from the inside: a quarter of all elements, each matched many times later."""
    for element in reversed(list(tree.iter(*_SHELLS))):
        # The blank of a span may be all that keeps two words apart.
        if not len(element) and not (element.text and (element.tag == "span" or element.text.strip())):
            element.drop_tree()


def _show(prose: Counter[HtmlElement], whole: int) -> None:
    """Take from the frames around most of the prose what says that they are hidden: a script shows it on a click."""
    for element, weight in prose.items():
        if not whole or weight < _MOST_OF_IT * whole:
            continue
        attributes = element.attrib
        if attributes.get("aria-hidden") == "true":
            del attributes["aria-hidden"]
        if _UNDISPLAYED.search(attributes.get("style", "")):
            del attributes["style"]
        for name in ("id", "class"):
            given = attributes.get(name, "")
            if _HIDING.search(given):
                attributes[name] = " ".join(word for word in given.split() if not _HIDING.search(word))


def _join(parts: list[HtmlElement], prose: Counter[HtmlElement], whole: int) -> None:
    """Name what holds all the parts of a body as the body: readers stop at a first part of several paragraphs."""
    named = set(parts)
    outermost = [part for part in parts if prose[part] and named.isdisjoint(part.iterancestors())]
    if len(outermost) < 2 or len(outermost[0].findall(".//p")) < 2:
        return
    weights = [prose[part] for part in outermost]
    total = sum(weights)
    if total < _NEARLY_ALL * whole or max(weights) > _ONE_OF_SEVERAL * total:
        return
    holder = next((each for each in outermost[0].iterancestors(*_FRAMES) if prose[each] >= total), None)
    if holder is not None and total >= _NEARLY_ALL * prose[holder]:
        holder.set("class", "article-body")
