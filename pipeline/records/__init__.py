"""The JSON form of the values, as ``docs/contract.md`` has it: what the batch verbs read and write.

``articles`` (also the lines of a batch), ``drafts`` (citations shown as ``RANK-SENTENCE``), ``editions`` (the side-car of
what left the house, sealed by ``seal``); ``reading`` takes a text apart. Reading raises ``RecordError`` and names the
field; dates are written as ISO 8601 with offset, and a day carries ``…_precision: "day"`` beside it.
"""

from __future__ import annotations

from pipeline.records.articles import article_record, read_article, refusal_record
from pipeline.records.drafts import draft_record, read_draft
from pipeline.records.editions import edition_record, publication_record, read_edition, read_publication
from pipeline.records.fields import moment, optional_text, unreadable_dates
from pipeline.records.labels import read_label
from pipeline.records.reading import read_json

__all__ = [
    "article_record",
    "draft_record",
    "edition_record",
    "moment",
    "optional_text",
    "publication_record",
    "read_article",
    "read_draft",
    "read_edition",
    "read_json",
    "read_label",
    "read_publication",
    "refusal_record",
    "unreadable_dates",
]
