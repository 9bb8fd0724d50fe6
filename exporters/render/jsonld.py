"""schema.org markup of an article: ``NewsArticle`` with its sources as ``citation``."""

from __future__ import annotations

import json
import re
from typing import Any

from exporters.render.clean import printable, web_address
from exporters.render.imprint import corrections, how_made
from exporters.render.look import Look, permanent_id
from exporters.render.words import words_of
from pipeline.extract.authors import is_person
from pipeline.values import Edition, PrintedSource

_DANGEROUS = re.compile("[<>&\u2028\u2029]")


def news_article(edition: Edition, look: Look) -> dict[str, Any]:
    """Give the article as a schema.org ``NewsArticle``; what is unknown is left out."""
    publisher = _present({"@type": "Organization", "name": printable(look.site), "url": web_address(look.home)})
    return _present(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": permanent_id(edition.story),
            "mainEntityOfPage": look.address,
            "url": look.address,
            "headline": printable(edition.headline.text),
            "description": printable(edition.dek.text),
            "datePublished": look.published.isoformat() if look.published else None,
            "dateModified": (look.modified or look.published or edition.updated).isoformat(),
            "articleSection": printable(edition.category),
            "inLanguage": printable(edition.language),
            "version": look.revision if look.published else None,
            "author": publisher,
            "publisher": publisher,
            "editor": {"@type": "Person", "name": printable(look.approved_by)} if look.approved_by else None,
            "backstory": how_made(look, words_of(edition.language)),
            "correction": _corrections(edition, look),
            "citation": [_citation(source) for source in edition.sources],
        }
    )


def _corrections(edition: Edition, look: Look) -> list[dict[str, Any]]:
    words = words_of(edition.language)
    log = look.making.log if look.making else ()
    return [
        {"@type": "CorrectionComment", "text": text, "datePublished": entry.at.isoformat()}
        for entry in log
        for text in corrections(entry, words)
    ]


def script_json(record: dict[str, Any]) -> str:
    """Give the record as JSON that may stand inside a ``script`` element: it holds no ``<``, ``>`` or ``&``."""
    text = json.dumps(record, ensure_ascii=False, indent=1)
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _citation(source: PrintedSource) -> dict[str, Any]:
    return _present(
        {
            "@type": "CreativeWork" if source.role == "primary" else "NewsArticle",
            "name": printable(source.title),
            "url": web_address(source.url),
            "datePublished": _date(source),
            "author": [_author(author, source.outlet) for author in source.authors],
            "publisher": {"@type": "Organization", "name": printable(source.outlet)},
        }
    )


def _author(name: str, outlet: str) -> dict[str, Any]:
    person = is_person(name) and name.casefold() != outlet.casefold()
    return {"@type": "Person" if person else "Organization", "name": printable(name)}


def _date(source: PrintedSource) -> str | None:
    if source.published is None:
        return None
    return source.published.at.date().isoformat() if source.published.day_only else source.published.at.isoformat()


def _present(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, "", [])}
