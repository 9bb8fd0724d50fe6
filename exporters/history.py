"""What a draft knows of its article and an edition has no room for: worked out at each export and kept in the side-car.

How it came about, revision by revision, and how many outlets print what each sentence says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from exporters.render.look import Making, Revision
from exporters.render.marks import body
from pipeline.errors import RecordError
from pipeline.living.fallen import Fallen, fallen
from pipeline.records import fields
from pipeline.values import Draft, DraftSentence, Edition, PrintedSentence, Publication

_LONGEST = 500
"""Revisions that a side-car keeps: an article of more has lost its oldest."""


def making(made: Publication, draft: Draft, before: Publication | None, known: Making | None) -> Making:
    """Give how this publication came about. ``before`` is what the target had, ``known`` how that had come about."""
    kept = known.log if known else ()
    log = [entry for entry in kept if entry.number < made.revision]
    if before is not None and before.revision < made.revision and not any(entry.number == before.revision for entry in log):
        log.append(_plain(before))
    again = next((entry for entry in kept if entry.number == made.revision), None)
    return Making(_model(made.edition, draft), (*log, again or _revision(made, draft, before))[-_LONGEST:])


def with_outlets(edition: Edition, counts: Sequence[int]) -> Edition:
    """Give the edition with how many outlets print each sentence: headline, dek, body; as it is where they do not fit."""
    if len(counts) != len(_printed(edition)):
        return edition
    left = iter(counts)
    headline, dek = (replace(sentence, outlets=next(left)) for sentence in (edition.headline, edition.dek))
    sections = tuple(
        replace(section, sentences=tuple(replace(sentence, outlets=next(left)) for sentence in section.sentences))
        for section in edition.sections
    )
    return replace(edition, headline=headline, dek=dek, sections=sections)


def outlets_of(draft: Draft) -> list[int]:
    """Give how many outlets print what headline, dek and each sentence of the body say."""
    return [sentence.outlets for sentence in (draft.headline, draft.dek, *draft.sentences)]


def making_record(making: Making, edition: Edition) -> dict[str, Any]:
    """Give it as JSON, beside the fields of a publication."""
    return {
        "model": making.model or None,
        "outlets": [sentence.outlets for sentence in _printed(edition)],
        "log": [
            {
                "revision": entry.number,
                "version": entry.version,
                "approved_by": entry.by,
                "approved_at": entry.at.isoformat(),
                "headline": entry.headline,
                "new": entry.new,
                "gone": entry.gone,
                "corrections": [{"old": old, "new": new} for old, new in entry.corrections],
            }
            for entry in making.log
        ],
    }


def read_making(record: Mapping[str, Any]) -> Making | None:
    """Give it from a side-car, None from one that is older than it. Raises RecordError for a field of the wrong kind."""
    if "log" not in record:
        return None
    log = fields.records(record, "log")
    return Making(fields.optional_text(record, "model") or "", tuple(_read_revision(entry) for entry in log))


def read_outlets(record: Mapping[str, Any]) -> tuple[int, ...]:
    """Give how many outlets print each sentence, none from a side-car that does not say. Raises RecordError."""
    given = record.get("outlets", [])
    if not isinstance(given, list) or not all(isinstance(count, int) and count >= 0 for count in given):
        raise RecordError('"outlets" should be a list of whole numbers')
    return tuple(given)


def _read_revision(entry: fields.Record) -> Revision:
    return Revision(
        number=fields.whole(entry, "revision", 1),
        version=fields.whole(entry, "version", 1),
        by=fields.text(entry, "approved_by"),
        at=fields.time(entry, "approved_at"),
        headline=fields.flag(entry, "headline") is True,
        new=fields.whole(entry, "new", 0),
        gone=fields.whole(entry, "gone", 0),
        corrections=tuple((fields.text(one, "old"), fields.text(one, "new")) for one in fields.records(entry, "corrections")),
    )


def _model(edition: Edition, draft: Draft) -> str:
    """The language model that worded something of it: one that answered, where a sentence is written at all."""
    written = any(sentence.how == "written" for sentence in _printed(edition))
    return draft.usage.model if draft.usage and written else ""


def _plain(of: Publication) -> Revision:
    return Revision(of.revision, of.edition.version, of.approved_by, of.approved_at)


def _revision(made: Publication, draft: Draft, before: Publication | None) -> Revision:
    plain = _plain(made)
    if before is None or before.revision >= made.revision:
        return plain
    now, then = _texts(made.edition), _texts(before.edition)
    return Revision(
        plain.number,
        plain.version,
        plain.by,
        plain.at,
        headline=made.edition.headline.text != before.edition.headline.text,
        new=sum(text not in then for text in now),
        gone=sum(text not in now for text in then),
        corrections=tuple(dict.fromkeys(_corrections(made.edition, draft, before.edition))),
    )


def _corrections(made: Edition, draft: Draft, before: Edition) -> Iterator[tuple[str, str]]:
    """Values that readers were given, that a source has withdrawn since, and that the article gives no more."""
    for one in fallen(draft):
        if one.withdrawn and one.value and one.instead and _given(one, before) and not _given(one, made):
            yield one.value, one.instead


def _given(one: Fallen, edition: Edition) -> bool:
    return any(one.stands_in(DraftSentence(sentence.text, ())) for sentence in _printed(edition))


def _printed(edition: Edition) -> tuple[PrintedSentence, ...]:
    return (edition.headline, edition.dek, *body(edition))


def _texts(edition: Edition) -> list[str]:
    return [edition.dek.text, *(sentence.text for sentence in body(edition))]
