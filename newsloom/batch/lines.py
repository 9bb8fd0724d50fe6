"""Lines of JSON into records and articles, and what is said of those that cannot be used."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from pipeline import records
from pipeline.errors import ConfigurationError, NewsloomError, RecordError
from pipeline.values import Article

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unusable:
    """A line that could not be used: its id where it had one, and what is wrong with it."""

    id: str | None
    error: str

    def record(self) -> Record:
        """The line that answers it."""
        return {"id": self.id, "error": self.error}


@contextmanager
def lines_of(path: str) -> Iterator[Iterator[str]]:
    """The lines of a file (``.gz`` allowed) or of standard input (``-``), read as UTF-8 whatever the locale says.

    Bytes that are no UTF-8 come as lone surrogates, so that they cost their own line only. Raises ConfigurationError where
    the file cannot be opened; the lines raise NewsloomError where it cannot be read to its end.
    """
    if path == "-":
        yield _whole_lines("standard input", sys.stdin.buffer)
        return
    opener = partial(gzip.open, path, "rb") if path.endswith(".gz") else partial(Path(path).open, "rb")
    try:
        stream = cast("BinaryIO", opener())
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}; "
            "name a JSON Lines file, or - for standard input"
        ) from error
    with stream:
        yield _whole_lines(path, stream)


def _whole_lines(path: str, stream: BinaryIO) -> Iterator[str]:
    read = 0
    try:
        # utf-8-sig: what some editors put before the first line is no part of it
        for line in io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape"):
            read += 1
            yield line
    except (OSError, EOFError, zlib.error) as error:
        raise NewsloomError(
            f"{path}: cannot be read beyond line {read} ({error}): only the lines before it were used; give the whole file"
        ) from error


def read_records(lines: Iterable[str]) -> Iterator[Record | Unusable]:
    """Each line that is not blank as an object, or what is wrong with it."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Unusable(None, f"line {number}: not JSON: {error}")
            continue
        if isinstance(record, dict):
            yield record
        else:
            yield Unusable(None, f"line {number}: not a JSON object")


def lines_or_whole(stream: Iterable[str]) -> Iterator[str]:
    """The lines of a stream; one JSON object laid out over many lines is given as one."""
    lines = iter(stream)
    first = next(lines, "")
    if first.rstrip() != "{":
        yield first
        yield from lines
        return
    yield first + "".join(lines)


def id_of(record: Record) -> str | None:
    """The record's id as a string, None where it has none."""
    return None if record.get("id") is None else str(record["id"])


def articles_of(entries: Iterable[Record | Unusable]) -> Iterator[tuple[Record, Article] | Unusable]:
    """Each record with its article; a second article with one id cannot be used."""
    seen: set[str] = set()
    for entry in entries:
        if isinstance(entry, Unusable):
            yield entry
            continue
        try:
            article = records.read_article(entry)
        except RecordError as error:
            yield Unusable(id_of(entry), str(error))
            continue
        if article.id in seen:
            yield Unusable(article.id, f"a second article with the id {article.id!r}: ids are unique; this line is left out")
            continue
        seen.add(article.id)
        yield entry, article
