"""What left the house, as JSON: the side-car beside an exported article. It has no room for uncited sentences."""

from __future__ import annotations

from typing import Any, cast, get_args

from pipeline.errors import RecordError
from pipeline.records import fields
from pipeline.records.fields import Record
from pipeline.records.seal import sealed
from pipeline.values import (
    CitedSentence,
    CrossReference,
    Edition,
    How,
    KeptSentence,
    PrintedConflict,
    PrintedSection,
    PrintedSentence,
    PrintedSource,
    Publication,
    Role,
)

FORMAT = "newsloom-edition-1"
"""What a side-car calls its own form, so that ``verify`` knows one when it sees it."""


def edition_record(edition: Edition) -> dict[str, Any]:
    """Give an edition as JSON: the text, its labels, and each cited sentence as cut, with the digest of the whole."""
    return {
        "format": FORMAT,
        "story": edition.story,
        "version": edition.version,
        "category": edition.category,
        "language": edition.language,
        "updated": edition.updated.isoformat(),
        "headline": _sentence_record(edition.headline),
        "dek": _sentence_record(edition.dek),
        "sections": [
            {"title": section.title, "sentences": [_sentence_record(sentence) for sentence in section.sentences]}
            for section in edition.sections
        ],
        "conflicts": [
            {"about": each.about, "values": [{"value": value, "citations": list(labels)} for value, labels in each.values]}
            for each in edition.conflicts
        ],
        "cross_references": [
            {"story": each.story, "headline": each.headline, "url": each.url} for each in edition.cross_references
        ],
        "sources": [_source_record(source) for source in edition.sources],
        "cited": [
            {"label": each.label, "rank": each.rank, "excerpt": each.excerpt, "digest": each.digest, "whole": each.whole}
            for each in edition.cited
        ],
        "independent_sources": edition.independent_sources,
        "independent_low": edition.independent_low,
    }


def publication_record(publication: Publication) -> dict[str, Any]:
    """Give a publication as JSON: its edition, where it went, who approved it and when; sealed by a digest over all of it.

    ``kept``, the failing sentences that a person kept, is there only where there are some.
    """
    return sealed(
        {
            **edition_record(publication.edition),
            "target": publication.target,
            "approved_by": publication.approved_by,
            "approved_at": publication.approved_at.isoformat(),
            "first_published": publication.first_published.isoformat(),
            "revision": publication.revision,
            "url": publication.url,
            **({"kept": [_kept_record(one) for one in publication.kept]} if publication.kept else {}),
        }
    )


def read_edition(record: Record) -> Edition:
    """Give the edition of a side-car. Raises RecordError for another form and for a field of the wrong kind."""
    if record.get("format") != FORMAT:
        raise RecordError(f'this is no side-car that can be read: its "format" is not {FORMAT!r}')
    return Edition(
        story=fields.text(record, "story"),
        version=fields.whole(record, "version", 1),
        category=fields.text(record, "category", ""),
        language=fields.text(record, "language", "en"),
        updated=fields.time(record, "updated"),
        headline=_read_sentence(fields.part(record, "headline")),
        dek=_read_sentence(fields.part(record, "dek")),
        sections=tuple(
            PrintedSection(
                fields.optional_text(each, "title"),
                tuple(_read_sentence(sentence) for sentence in fields.records(each, "sentences")),
            )
            for each in fields.records(record, "sections")
        ),
        conflicts=tuple(_read_conflict(each) for each in fields.records(record, "conflicts")),
        cross_references=tuple(
            CrossReference(fields.text(each, "story"), fields.text(each, "headline", ""), fields.optional_text(each, "url"))
            for each in fields.records(record, "cross_references")
        ),
        sources=tuple(_read_source(each) for each in fields.records(record, "sources")),
        cited=tuple(
            CitedSentence(
                label=fields.text(each, "label"),
                rank=fields.whole(each, "rank"),
                excerpt=fields.text(each, "excerpt"),
                digest=fields.text(each, "digest"),
                whole=fields.flag(each, "whole") is True,
            )
            for each in fields.records(record, "cited")
        ),
        independent_sources=fields.whole(record, "independent_sources"),
        independent_low=fields.whole(record, "independent_low", 0),
    )


def read_publication(record: Record) -> Publication:
    """Give the publication of a side-car. Raises RecordError as ``read_edition`` does."""
    return Publication(
        edition=read_edition(record),
        target=fields.text(record, "target"),
        approved_by=fields.text(record, "approved_by"),
        approved_at=fields.time(record, "approved_at"),
        first_published=fields.time(record, "first_published"),
        revision=fields.whole(record, "revision", 1),
        url=fields.optional_text(record, "url"),
        kept=tuple(
            KeptSentence(
                fields.text(each, "text"), fields.texts(each, "kinds"), fields.text(each, "by"), fields.time(each, "at")
            )
            for each in fields.records(record, "kept")
        ),
    )


def _kept_record(kept: KeptSentence) -> dict[str, Any]:
    return {"text": kept.text, "kinds": list(kept.kinds), "by": kept.by, "at": kept.at.isoformat()}


def _sentence_record(sentence: PrintedSentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "citations": list(sentence.labels),
        "how": sentence.how,
        "origins": sentence.origins,
    }


def _source_record(source: PrintedSource) -> dict[str, Any]:
    return {
        "rank": source.rank,
        "outlet": source.outlet,
        "title": source.title,
        "url": source.url,
        "authors": list(source.authors),
        **fields.dated("published", source.published),
        "role": source.role,
        "digest": source.digest,
    }


def _read_sentence(record: Record) -> PrintedSentence:
    how = fields.text(record, "how", "verbatim")
    if how not in get_args(How):
        raise RecordError(f'"how" is {how!r}; it should be one of {", ".join(get_args(How))}')
    return PrintedSentence(
        fields.text(record, "text"), fields.texts(record, "citations"), cast("How", how), fields.whole(record, "origins", 1)
    )


def _read_conflict(record: Record) -> PrintedConflict:
    values = fields.records(record, "values")
    return PrintedConflict(
        fields.text(record, "about", ""),
        tuple((fields.text(each, "value"), fields.texts(each, "citations")) for each in values),
    )


def _read_source(record: Record) -> PrintedSource:
    role = fields.text(record, "role", "independent")
    if role not in get_args(Role):
        raise RecordError(f'"role" is {role!r}; it should be one of {", ".join(get_args(Role))}')
    return PrintedSource(
        rank=fields.whole(record, "rank"),
        outlet=fields.text(record, "outlet", ""),
        title=fields.text(record, "title", ""),
        url=fields.optional_text(record, "url"),
        authors=fields.texts(record, "authors"),
        published=fields.moment(record, "published"),
        role=cast("Role", role),
        digest=fields.text(record, "digest", ""),
    )
