"""Articles as lines of JSON."""

from __future__ import annotations

from typing import Any

from pipeline.errors import RecordError
from pipeline.languages import detect, language
from pipeline.moments import write_moment
from pipeline.plain import line, plain
from pipeline.records import fields
from pipeline.records.fields import Record
from pipeline.sentences import split
from pipeline.urls import registrable_domain
from pipeline.values import Article, Credit, DateCandidate, Embed, Image, Link, Refusal, Rights, Span


def article_record(article: Article, *, whole: bool = False) -> dict[str, Any]:
    """Give an article as the contract writes it. ``whole`` adds version, digest, the frozen split and first seen."""
    record: dict[str, Any] = {
        "id": article.id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "outlet": article.outlet,
        "domain": article.domain,
        "title": article.title,
        "text": article.text,
        "authors": list(article.authors),
        **fields.dated("published", article.published),
        **fields.dated("modified", article.modified),
        "dates": [_date_record(candidate) for candidate in article.dates],
        "language": article.language,
        "paywalled": article.paywalled,
        "links": [{"url": link.url, "text": link.text, "start": link.start} for link in article.links],
        "embeds": [{"kind": embed.kind, "url": embed.url, "author": embed.author} for embed in article.embeds],
        "credits": [{"outlet": credit.outlet, "how": credit.how} for credit in article.credits],
        "images": [{"url": image.url, "credit": image.credit} for image in article.images],
        "rights": _rights_record(article.rights),
        "error": None,
    }
    if whole:
        record["version"] = article.version
        record["digest"] = article.digest
        record["sentences"] = [[span.start, span.end] for span in article.sentences]
        record["first_seen"] = article.first_seen.isoformat() if article.first_seen else None
    return record


def refusal_record(refusal: Refusal, id: str | None = None) -> dict[str, Any]:  # noqa: A002  the field's name
    """Give the line that a batch writes for a page without an article: ``error`` is cause and detail in words."""
    return {"id": id, "url": refusal.url, "error": f"{refusal.cause.value}: {refusal.detail}"}


def read_article(record: Record) -> Article:
    """Give the article of one line. A title or a text alone is usable; the text is split unless its split comes with it.

    Raises RecordError: the line is no object, has no id, has neither title nor text, or a field is of the wrong kind.
    """
    if not isinstance(record, dict):
        raise RecordError("a line should be a JSON object")
    if record.get("id") in (None, ""):
        raise RecordError('"id" is missing: every line needs one')
    given = fields.text(record, "text", "")
    text, title = plain(given), line(fields.text(record, "title", ""))
    if not text.strip() and not title:
        raise RecordError('neither "title" nor "text" has anything in it')
    untouched = text == record.get("text", "")
    known = detect(text or title, fields.optional_text(record, "language"))
    url, canonical = fields.optional_text(record, "url"), fields.optional_text(record, "canonical_url")
    return Article(
        id=fields.text(record, "id"),
        text=text,
        title=title,
        url=url,
        canonical_url=canonical,
        outlet=line(fields.text(record, "outlet", "")) or None,
        domain=fields.optional_text(record, "domain") or _domain(canonical or url),
        authors=tuple(filter(None, map(line, fields.texts(record, "authors")))),
        published=fields.moment(record, "published"),
        modified=fields.moment(record, "modified"),
        dates=tuple(_read_dates(record)),
        language=fields.optional_text(record, "language") or known,
        paywalled=fields.flag(record, "paywalled"),
        links=tuple(_read_link(each, untouched=untouched) for each in fields.records(record, "links")),
        embeds=tuple(
            Embed(fields.text(each, "kind", ""), fields.text(each, "url", ""), fields.optional_text(each, "author"))
            for each in fields.records(record, "embeds")
        ),
        credits=tuple(
            Credit(line(fields.text(each, "outlet", "")), line(fields.text(each, "how", "")))
            for each in fields.records(record, "credits")
        ),
        images=tuple(
            Image(fields.text(each, "url", ""), fields.optional_text(each, "credit"))
            for each in fields.records(record, "images")
        ),
        rights=_read_rights(fields.part(record, "rights")),
        sentences=(_read_split(record, text) if untouched else None) or split(text, language(known)),
        version=fields.whole(record, "version", 1),
        first_seen=fields.optional_time(record, "first_seen"),
    )


def _date_record(candidate: DateCandidate) -> dict[str, Any]:
    written: dict[str, Any] = {"value": write_moment(candidate.value), "origin": candidate.origin}
    if candidate.value.day_only:
        written["precision"] = "day"
    return written


def _rights_record(rights: Rights) -> dict[str, Any]:
    return {
        "licence": rights.licence,
        "text_mining_reserved": rights.text_mining_reserved,
        "no_archive": rights.no_archive,
        "refused_bots": list(rights.refused_bots),
        "signals": list(rights.signals),
    }


def _read_dates(record: Record) -> list[DateCandidate]:
    found = [(fields.moment(each, "value", "precision"), each) for each in fields.records(record, "dates")]
    return [DateCandidate(value, fields.text(each, "origin", "")) for value, each in found if value]


def _read_link(record: Record, *, untouched: bool) -> Link:
    start = fields.whole(record, "start") if record.get("start") is not None and untouched else None
    return Link(fields.text(record, "url", ""), fields.text(record, "text", ""), start)


def _read_rights(record: Record) -> Rights:
    return Rights(
        licence=fields.optional_text(record, "licence"),
        text_mining_reserved=fields.flag(record, "text_mining_reserved"),
        no_archive=fields.flag(record, "no_archive"),
        refused_bots=fields.texts(record, "refused_bots"),
        signals=fields.texts(record, "signals"),
    )


def _read_split(record: Record, text: str) -> tuple[Span, ...] | None:
    given = record.get("sentences")
    if not given:
        return None
    spans, last = [], 0
    for pair in given:
        if not (isinstance(pair, list | tuple) and len(pair) == 2 and all(type(each) is int for each in pair)):
            raise RecordError('"sentences" should be a list of [start, end] in code points of "text"')
        if not last <= pair[0] < pair[1] <= len(text):
            raise RecordError(f'"sentences" has {pair}, which is out of order or outside the text of {len(text)} characters')
        spans.append(Span(pair[0], pair[1]))
        last = pair[1]
    return tuple(spans)


def _domain(url: str | None) -> str | None:
    try:
        return registrable_domain(url) if url else None
    except ValueError:
        return None
