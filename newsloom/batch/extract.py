"""``extract``: pages into articles, in killable children."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from newsloom.batch.lines import Entry, Given, Record, Unusable, id_of, warn_of_dates
from newsloom.config import shipped
from newsloom.config.load import load_outlets
from newsloom.config.models import ExtractTable
from newsloom.progress import Meter
from newsloom.readers import Killed, Readers
from pipeline import records
from pipeline.errors import RecordError
from pipeline.extract import read_page
from pipeline.values import FetchedPage, Outlet, Refusal

_KEYS = ("id", "url", "path", "html", "fetched_at")


def extract(
    entries: Iterable[Entry], settings: ExtractTable, now: datetime, meter: Meter, *, fast: bool = False
) -> Iterator[Record]:
    """An article record a line, read in killable children; ``fast`` as for ``read_page``."""
    read = partial(_read_one, load_outlets(shipped() / "outlets"), now, fast=fast)
    with Readers(read, workers=settings.workers, timeout=settings.timeout, memory_mb=settings.memory_mb) as readers:
        for entry, outcome in readers.stream(map(_slim, entries)):
            meter.advance()
            if isinstance(entry, Unusable):
                yield entry.record()
                continue
            warn_of_dates(entry, ("fetched_at",))
            yield Unusable(id_of(entry.record), outcome.detail).record() if isinstance(outcome, Killed) else outcome


def _slim(entry: Entry) -> Entry:
    """The line with what a reader needs: a value nested deep would not pass into a child."""
    if isinstance(entry, Unusable):
        return entry
    needed = {key: entry.record[key] for key in _KEYS if key in entry.record}
    return Given(
        entry.number, {key: type(value)() if isinstance(value, dict | list) else value for key, value in needed.items()}
    )


def _read_one(outlets: Mapping[str, Outlet], now: datetime, entry: Entry, *, fast: bool) -> Record:
    if isinstance(entry, Unusable):
        return entry.record()
    name = id_of(entry.record)
    if name is None:
        return Unusable(None, '"id" is missing or is neither a text nor a number').record()
    try:
        page = _page_of(entry.record, now)
    except RecordError as error:
        return Unusable(name, str(error)).record()
    outcome = read_page(page, outlets, now, stubs=True, fast=fast)  # who asked for this page wants what is open of it
    if isinstance(outcome, Refusal):
        return {**Unusable(name, f"{outcome.cause}: {outcome.detail}").record(), "url": page.url}
    return {**records.article_record(outcome), "id": name, "error": None}


def _page_of(entry: Record, now: datetime) -> FetchedPage:
    url = records.optional_text(entry, "url") or ""
    fetched = records.moment(entry, "fetched_at")
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
        # A pipe would be waited for, and a device read for ever.
        if not Path(path).is_file() and Path(path).exists():
            raise RecordError(f"path: cannot read {path}: it is not a file")
        raw = Path(path).read_bytes()
        return gzip.decompress(raw) if path.endswith(".gz") else raw
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise RecordError(f"path: cannot read {path}: {error}") from error
