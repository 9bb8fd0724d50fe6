"""Boxes that stand inside an article's frame and are no part of it: taken out of the tree before the text is read."""

from __future__ import annotations

import copy
import re
from functools import lru_cache

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
_HOLDERS = ("div", "section", "aside", "ul", "ol", "form", "footer", "nav")
_WITHOUT_TEXT = ("style", "svg", "link", "template", "select", "input", "source", "track", "canvas", "map")
# What the quick reading would throw away after it had copied and searched it.
_UNREAD = (
    "nav", "footer", "aside", "menu", "iframe", "object", "embed", "noscript", "button", "audio", "video", "picture", "label",
    "dialog", "textarea",
)  # fmt: skip
_GREATEST_SHARE = 0.25
# Under a stub the offer to subscribe may be longer than the stub; around a whole article "paywall" names the article.
_GREATEST_WALL = 0.7
_LONGEST_OFFER = 120
"""In words."""


def without_furniture(tree: HtmlElement, *, lean: bool = False) -> HtmlElement:
    """Give a copy of the tree without boxes whose class or id says what they are.

    A box that holds much of the page's prose stays: some sites name the whole page so. A ``lean`` tree is also without
    the elements whose name says that no article stands in them.
    """
    pruned = copy.deepcopy(tree)
    _lighten(pruned)
    if lean:
        etree.strip_elements(pruned, *_UNREAD, with_tail=False)
    prose = _prose(pruned)
    for element in list(pruned.iter(*_HOLDERS)):
        wall, box = _kind(element.get("class", ""), element.get("id", ""))
        offer = wall and len(element.text_content().split()) <= _LONGEST_OFFER
        share = _GREATEST_WALL if offer else _GREATEST_SHARE if box else 0
        if share and element.getparent() is not None and _prose(element) <= share * prose:
            element.drop_tree()
    return pruned


def _lighten(tree: HtmlElement) -> None:
    """Take out what holds no text of any article: each reading would copy and search it again."""
    etree.strip_elements(tree, *_WITHOUT_TEXT, with_tail=False)
    for script in list(tree.iter("script")):
        # Structured data may hold the text where the page does not.
        if "ld+json" not in (script.get("type") or ""):
            script.drop_tree()


@lru_cache(maxsize=4096)
def _kind(named: str, identified: str) -> tuple[bool, bool]:
    """Tell whether a class and an id say that an element is a paywall's offer, and that it is another box."""
    both = f"{named} {identified}"
    return bool(_WALL.search(both)), bool(_BOX.search(both))


def _prose(element: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))
