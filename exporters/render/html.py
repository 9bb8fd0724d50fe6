"""An article as one self-contained page without scripts, its body for feeds, and the list of articles.

Escaping is Jinja2's, on for every template; the only text that goes in unescaped is our own style sheet and JSON-LD
that ``script_json`` has made safe.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exporters.render.clean import printable, web_address
from exporters.render.imprint import imprint
from exporters.render.jsonld import news_article, script_json
from exporters.render.look import Look, Making
from exporters.render.marks import Marks, address_of, cited_of, explained, first_places, quotation, strip
from exporters.render.paragraphs import paragraphs
from exporters.render.words import direction, words_of
from pipeline.values import Edition, PrintedSentence, Publication


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication and the file, beside the list and the feeds, in which its page stands; how it came about, where known."""

    publication: Publication
    file: str
    making: Making | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    title: str | None
    paragraphs: tuple[tuple[tuple[str, PrintedSentence], ...], ...]


def html(edition: Edition, look: Look) -> str:
    """Give the article as a page. Raises RecordError where a citation leads nowhere."""
    css = _css()
    return (
        _environment()
        .get_template("article.html.j2")
        .render(
            **_article(edition, look),
            direction=direction(edition.language),
            places=_places(edition),
            css=Markup(css),  # noqa: S704  our own file
            css_digest=_csp_digest(css),
            json_ld=Markup(script_json(news_article(edition, look))),  # noqa: S704  holds no character that HTML reads
        )
    )


def feed_html(edition: Edition, look: Look) -> str:
    """Give the article's body as HTML for a feed: plain elements, citations as links to the sentences in their sources.

    Raises RecordError where a citation leads nowhere.
    """
    return _environment().get_template("feed.html.j2").render(**_article(edition, look))


def index_html(entries: Sequence[Entry], look: Look, language: str = "en") -> str:
    """Give the page that lists these articles, in the order given."""
    css = _css()
    return _environment().get_template("index.html.j2").render(
        entries=entries,
        look=look,
        zone=look.zone,
        words=words_of(language),
        language=language,
        direction=direction(language),
        css=Markup(css),  # noqa: S704  our own file
        css_digest=_csp_digest(css),
    )  # fmt: skip


def _article(edition: Edition, look: Look) -> dict[str, Any]:
    words = words_of(edition.language)
    return {
        "edition": edition,
        "look": look,
        "zone": look.zone,
        "words": words,
        "marks": Marks(edition),
        "sections": _parts(edition),
        "strip": strip(edition, words),
        "imprint": imprint(look, words, only=explained(edition)),
        "cited": {source.rank: cited_of(edition, source) for source in edition.sources},
    }


def _parts(edition: Edition) -> list[_Part]:
    parts, number = [], 0
    for section in edition.sections:
        placed = []
        for paragraph in paragraphs(section):
            placed.append(tuple((f"p{number + offset}", sentence) for offset, sentence in enumerate(paragraph, 1)))
            number += len(paragraph)
        if placed:
            parts.append(_Part(section.title, tuple(placed)))
    return parts


def _places(edition: Edition) -> dict[str, str]:
    """Where on the page each label is cited first, the body before headline and dek."""
    places = {place: sentence.labels for part in _parts(edition) for block in part.paragraphs for place, sentence in block}
    for number, conflict in enumerate(edition.conflicts, 1):
        places |= {f"d{number}-{at}": labels for at, (_, labels) in enumerate(conflict.values, 1)}
    return first_places(places | {"dek": edition.dek.labels, "headline": edition.headline.labels})


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("exporters.render"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "printable": printable, "quotation": quotation, "web_address": web_address, "address_of": address_of,
    }  # fmt: skip
    return environment


@cache
def _css() -> str:
    return (files("exporters.render") / "templates" / "article.css").read_text(encoding="utf-8")


def _csp_digest(css: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
