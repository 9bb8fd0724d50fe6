"""Lines of JSON into records and articles, and what is said of those that cannot be used."""

from __future__ import annotations

import gzip
import io
import logging
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from pipeline import records
from pipeline.errors import ConfigurationError, NewsloomError, RecordError
from pipeline.values import Article

Record = dict[str, Any]

LONGEST_LINE = 100_000_000
"""Characters of a line that are held; ten times what a page may have."""

Held = TypeVar("Held")
_HALF_A_CHARACTER = re.compile(r"[\ud800-\udfff]")
ARTICLE_DATES = ("published", "modified", "first_seen")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A line that could not be used: its id where it had one, and what is wrong with it."""

    id: str | None
    error: str

    def record(self) -> Record:
        """The line that answers it."""
        return {"id": self.id, "error": self.error}


@dataclass(frozen=True, slots=True)
class Given:
    """A line that is an object, and its number from 1."""

    number: int
    record: Record


Entry = Given | Unusable


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
        # utf-8-sig: what some editors put before the first line is no part of it. Only a newline ends a line.
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="\n")
        while line := text.readline(LONGEST_LINE + 1):
            read += 1
            yield line
            while len(line) > LONGEST_LINE and not line.endswith("\n"):
                line = text.readline(LONGEST_LINE + 1)  # the rest of what is too long to be held
    except (OSError, EOFError, zlib.error) as error:
        raise NewsloomError(
            f"{path}: cannot be read beyond line {read} ({error}): only the lines before it were used; give the whole file"
        ) from error


def read_records(lines: Iterable[str]) -> Iterator[Entry]:
    """Each line that is not blank as an object, or what is wrong with it."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if len(line) > LONGEST_LINE:
            yield Unusable(None, f"line {number}: longer than {LONGEST_LINE // 1_000_000} million characters")
            continue
        try:
            record = records.read_json(line)
        except RecordError as error:
            yield Unusable(None, f"line {number}: {error}")
            continue
        if isinstance(record, dict):
            given = Given(number, record)
            yield _half_an_id(given) or given
        else:
            yield Unusable(None, f"line {number}: not a JSON object")


def lines_or_whole(stream: Iterable[str]) -> Iterator[str]:
    """The lines of a stream; one JSON object laid out over many lines is given as one."""
    lines = iter(stream)
    first = next((line for line in lines if line.strip()), "")
    if first.rstrip() != "{":
        yield first
        yield from lines
        return
    whole = io.StringIO()
    whole.write(first)
    for line in lines:
        if whole.tell() <= LONGEST_LINE:
            whole.write(line)
    yield whole.getvalue()


def id_of(record: Record) -> str | None:
    """The record's id as a text, None where it has none that is a text or a number."""
    given = record.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int | float) or given == "":
        return None
    return None if _HALF_A_CHARACTER.search(str(given)) else str(given)


def _half_an_id(entry: Given) -> Unusable | None:
    # Such an id can be written nowhere as it is, and two that differ in it would become one.
    given = entry.record.get("id")
    if isinstance(given, str) and _HALF_A_CHARACTER.search(given):
        return Unusable(None, f'line {entry.number}: "id" holds half a character (a lone surrogate); give another one')
    return None


def articles_of(entries: Iterable[Entry]) -> Iterator[tuple[Record, Article] | Unusable]:
    """Each record with its article; a second article with one id cannot be used.

    A date that cannot be read is unknown, as one that is not given; a warning names its line and key.
    """
    seen: dict[str, tuple[int, str]] = {}
    for entry in entries:
        if isinstance(entry, Unusable):
            yield entry
            continue
        try:
            article = records.read_article(entry.record)
        except RecordError as error:
            yield Unusable(id_of(entry.record), str(error))
            continue
        if article.id in seen:
            line, digest = seen[article.id]
            text = "the same text" if digest == article.digest else "another text"
            said = f"a second article with the id {article.id!r} and {text} (line {line} is the first)"
            yield Unusable(article.id, f"{said}: ids are unique; this line is left out")
            continue
        seen[article.id] = (entry.number, article.digest)
        warn_of_dates(entry)
        yield entry.record, article


def held(entries: Iterable[Held]) -> tuple[list[Held], NewsloomError | None]:
    """Give everything that comes, and what broke the input off: raise it after the answers to what came before."""
    found: list[Held] = []
    try:
        found.extend(entries)
    except NewsloomError as error:
        return found, error
    return found, None


def warn_of_dates(entry: Given, keys: Sequence[str] = ARTICLE_DATES) -> None:
    """Say on standard error which dates of the line were given and cannot be read; they count as unknown."""
    name = id_of(entry.record)
    for key, shown in records.unreadable_dates(entry.record, keys):
        _log.warning(
            "line %d (id %s): %s is %s, which is no date that can be read: taken as unknown", entry.number, name, key, shown
        )
