"""What the index of near-copies is made of, kept in one transaction with the fingerprints it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from pipeline.features.shingles import stored_hashes
from pipeline.near import Sketches
from pipeline.near.sketch import Sketch, signature_rows, text_keys
from pipeline.values import Fingerprint
from storage.codec import decode
from storage.schema import fingerprints, sketches
from storage.upsert import chunks


def save(
    tx: Connection, made: Sequence[Fingerprint], now: datetime, given: Mapping[str, Sketch] = MappingProxyType({})
) -> None:
    """Keep the sketches of these fingerprints, in place of older ones of the same articles.

    ``given`` are those that a pass has made, without what their sites print on every page; the others are of the whole text.

    One writer at a time may be here (``one_at_a_time``): the numbers grow in the order of the commits.
    """
    for chunk in chunks({fingerprint.article: fingerprint for fingerprint in made}.values()):
        tx.execute(delete(sketches).where(sketches.c.article.in_([fingerprint.article for fingerprint in chunk])))
        rows = [_row(fingerprint, now, given.get(fingerprint.article)) for fingerprint in chunk if fingerprint.shingles]
        if rows:
            tx.execute(insert(sketches), rows)


def after(tx: Connection, seq: int, since: datetime, limit: int) -> Sketches | None:
    """Give the next sketches kept after ``seq`` whose articles are in the window; None if there are none."""
    columns = (sketches.c.seq, sketches.c.article, sketches.c.at, sketches.c.size, sketches.c["keys"].label("keys_"))
    wanted = (sketches.c.seq > seq, sketches.c.at >= int(since.timestamp()))
    rows = tx.execute(select(*columns).where(*wanted).order_by(sketches.c.seq).limit(limit)).all()
    if not rows:
        return None
    keys = [row.keys_ for row in rows]
    return Sketches(
        last=rows[-1].seq,
        articles=[row.article for row in rows],
        at=[row.at for row in rows],
        sizes=[row.size for row in rows],
        keys=np.frombuffer(b"".join(keys), dtype="<u4"),
        counts=np.fromiter(map(len, keys), dtype=np.int64, count=len(rows)) // 4,
    )


def fingerprints_of(tx: Connection, articles: Sequence[str]) -> list[Fingerprint]:
    """Give the fingerprints of those of these articles that have one, in the order asked for."""
    found: dict[str, Fingerprint] = {}
    for chunk in chunks(articles):
        for row in tx.execute(select(fingerprints).where(fingerprints.c.article.in_(chunk))):
            record = decode(Fingerprint, row.record)
            found[row.article] = replace(record, signature=bytes(row.signature), shingles=bytes(row.shingles))
    return [found[article] for article in articles if article in found]


def pages_of(tx: Connection, domain: str, limit: int) -> list[tuple[str, bytes]]:
    """Give the newest articles of a domain with their shingles, in the order in which they were kept."""
    rows = tx.execute(
        select(sketches.c.article, fingerprints.c.shingles)
        .join(fingerprints, fingerprints.c.article == sketches.c.article)
        .where(sketches.c.domain == domain)
        .order_by(sketches.c.seq.desc())
        .limit(limit)
    )
    return [(row.article, bytes(row.shingles)) for row in rows][::-1]


def _row(fingerprint: Fingerprint, now: datetime, given: Sketch | None) -> dict[str, object]:
    size, keys = given or _whole(fingerprint)
    # By when it was seen, as for the stories (``regrouped.in_window``): a date in the future would hold it until then.
    at = fingerprint.first_seen or now
    return {
        "article": fingerprint.article,
        "domain": fingerprint.domain,
        "at": int(at.timestamp()),
        "size": size,
        "keys": keys.astype("<u4").tobytes(),
    }


def _whole(fingerprint: Fingerprint) -> Sketch:
    shingles = stored_hashes(fingerprint.shingles)
    return len(shingles), text_keys(shingles, signature_rows(fingerprint.signature))
