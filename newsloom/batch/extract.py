"""``extract``: pages into articles, in killable children."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from newsloom.batch.lines import Record, Unusable, id_of
from newsloom.config import shipped
from newsloom.config.load import load_outlets
from newsloom.config.models import ExtractTable
from newsloom.progress import Meter
from newsloom.readers import Killed, Readers
from pipeline import records
from pipeline.errors import RecordError
from pipeline.extract import read_page
from pipeline.moments import parse_moment
from pipeline.values import FetchedPage, Outlet, Refusal


def extract(entries: Iterable[Record | Unusable], settings: ExtractTable, now: datetime, meter: Meter) -> Iterator[Record]:
    """An article record a line, read in killable children."""
    read = partial(_read_one, load_outlets(shipped() / "outlets"), now)
    with Readers(read, workers=settings.workers, timeout=settings.timeout, memory_mb=settings.memory_mb) as readers:
        for entry, outcome in readers.stream(entries):
            meter.advance()
            if isinstance(outcome, Killed):
                yield Unusable(id_of(entry) if isinstance(entry, dict) else None, outcome.detail).record()
            else:
                yield outcome


def _read_one(outlets: Mapping[str, Outlet], now: datetime, entry: Record | Unusable) -> Record:
    if isinstance(entry, Unusable):
        return entry.record()
    name = id_of(entry)
    if name is None:
        return Unusable(None, "the line has no id").record()
    try:
        page = _page_of(entry, now)
    except RecordError as error:
        return Unusable(name, str(error)).record()
    outcome = read_page(page, outlets, now, stubs=True)  # who asked for this page wants what is open of it
    if isinstance(outcome, Refusal):
        return {**Unusable(name, f"{outcome.cause}: {outcome.detail}").record(), "url": entry.get("url")}
    return {**records.article_record(outcome), "id": name, "error": None}


def _page_of(entry: Record, now: datetime) -> FetchedPage:
    url = str(entry.get("url") or "")
    fetched = parse_moment(entry.get("fetched_at"))
    return FetchedPage(
        url=url,
        final_url=url,
        status=200,
        headers=(),
        body=_body_of(entry),
        fetched_at=fetched.at if fetched else now,
    )


def _body_of(entry: Record) -> bytes:
    html, path = entry.get("html"), entry.get("path")
    if isinstance(html, str):
        return html.encode("utf-8", "replace")
    if not isinstance(path, str) or not path:
        raise RecordError("needs `html` with the page or `path` to a file with it")
    try:
        raw = Path(path).read_bytes()
        return gzip.decompress(raw) if path.endswith(".gz") else raw
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise RecordError(f"path: cannot read {path}: {error}") from error
