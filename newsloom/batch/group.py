"""``dedupe`` and ``cluster``: which articles share their text, and which report one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newsloom.batch.lines import Entry, Record, Unusable, articles_of, held
from newsloom.progress import Meter
from pipeline.cluster.batch import cluster as cluster_articles
from pipeline.doubts import believed
from pipeline.near.copies import dedupe as find_copies
from pipeline.values import Assignment, NearCopy

# No line tells when its page was first seen. So far ahead no clock is wrong, ours included.
_AHEAD = timedelta(days=2 * 365)


def dedupe(entries: Iterable[Entry], meter: Meter) -> Iterator[Record]:
    """The lines that could not be used, then a line a pair."""
    read, damage = held(articles_of(entries))
    yield from (entry.record() for entry in read if isinstance(entry, Unusable))
    latest = datetime.now(UTC) + _AHEAD
    articles = [replace(entry[1], published=believed(entry[1], latest)) for entry in read if not isinstance(entry, Unusable)]
    meter.total(len(articles))
    yield from map(_pair_record, find_copies(articles, progress=lambda _done: meter.advance()))
    if damage:
        raise damage


def _pair_record(pair: NearCopy) -> Record:
    return {
        "a": pair.a,
        "b": pair.b,
        "containment": round(pair.containment, 4),
        "jaccard": round(pair.jaccard, 4),
        "relation": pair.relation.value,
    }


def cluster(entries: Iterable[Entry], *, settle: bool, meter: Meter) -> Iterator[Record]:
    """The story of each article, in input order."""
    read, damage = held(articles_of(entries))
    articles = [entry[1] for entry in read if not isinstance(entry, Unusable)]
    meter.total(len(articles))
    decided = cluster_articles(
        articles, settle=settle, progress=lambda _done: meter.advance(), latest=datetime.now(UTC) + _AHEAD
    )
    assigned = {one.article: one for one in decided}
    for entry in read:
        yield entry.record() if isinstance(entry, Unusable) else _assignment_record(assigned[entry[1].id])
    if damage:
        raise damage


def _assignment_record(one: Assignment) -> Record:
    rejected = one.rejected
    return {
        "id": one.article,
        "story": one.story,
        "duplicate_of": one.duplicate_of,
        "related": list(one.related),
        "why": {
            "nearest": [{"id": near.id, "score": round(near.score, 4), "reasons": list(near.reasons)} for near in one.nearest],
            "rejected": None
            if rejected is None
            else {
                "story": rejected.story,
                "score": round(rejected.score, 4),
                "nearest": rejected.nearest or None,
                "reasons": list(rejected.reasons),
            },
        },
    }
