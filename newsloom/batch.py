"""The batch verbs: JSON Lines in, JSON Lines out, in input order. A line that cannot be used costs only itself.

They need no newsroom: outlets, topics and house style are those that ship.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from exporters.render import render
from newsloom.config import shipped
from newsloom.config.load import load_outlets, load_topics, read_model
from newsloom.config.models import ExtractTable, StyleFile
from newsloom.progress import Meter
from newsloom.readers import Killed, Readers
from pipeline import records
from pipeline.cluster import cluster as cluster_articles
from pipeline.edition import edition
from pipeline.errors import ConfigurationError, RecordError
from pipeline.extract import read_page
from pipeline.moments import parse_moment
from pipeline.near import dedupe as find_copies
from pipeline.protocols import StorySheet
from pipeline.values import Article, Assignment, Draft, FetchedPage, NearCopy, Outlet, Refusal, Style
from pipeline.verify import verify_claim, verify_draft, verify_publication
from pipeline.write import writer

Record = dict[str, Any]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A line that could not be used: its id where it had one, and what is wrong with it."""

    id: str | None
    error: str

    def record(self) -> Record:
        """The line that answers it."""
        return {"id": self.id, "error": self.error}


@contextmanager
def lines_of(path: str) -> Iterator[TextIO]:
    """A text stream of a file (``.gz`` allowed) or of standard input (``-``). Raises ConfigurationError."""
    if path == "-":
        yield sys.stdin
        return
    try:
        stream: TextIO = (
            gzip.open(path, "rt", encoding="utf-8", errors="surrogateescape")  # type: ignore[assignment]  # text mode
            if path.endswith(".gz")
            else open(path, encoding="utf-8", errors="surrogateescape")  # noqa: PTH123, SIM115  closed below
        )
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}; name a JSON Lines file, or - for standard input") from error
    with stream:
        yield stream


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


# --------------------------------------------------------------------------- extract


def extract(entries: Iterable[Record | Unusable], settings: ExtractTable, now: datetime, meter: Meter) -> Iterator[Record]:
    """An article record a line, read in killable children."""
    read = partial(_read_one, load_outlets(shipped() / "outlets"), now)
    with Readers(read, workers=settings.workers, timeout=settings.timeout, memory_mb=settings.memory_mb) as readers:
        for entry, outcome in readers.map(entries):
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
    outcome = read_page(page, outlets, now)
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
    except (OSError, EOFError, ValueError) as error:
        raise RecordError(f"path: cannot read {path}: {error}") from error


# --------------------------------------------------------------------------- dedupe and cluster


def dedupe(entries: Iterable[Record | Unusable]) -> Iterator[Record]:
    """The lines that could not be used, then a line a pair."""
    articles = []
    for entry in articles_of(entries):
        if isinstance(entry, Unusable):
            yield entry.record()
        else:
            articles.append(entry[1])
    yield from map(_pair_record, find_copies(articles))


def _pair_record(pair: NearCopy) -> Record:
    return {
        "a": pair.a,
        "b": pair.b,
        "containment": round(pair.containment, 4),
        "jaccard": round(pair.jaccard, 4),
        "relation": pair.relation.value,
    }


def cluster(entries: Iterable[Record | Unusable], *, settle: bool, meter: Meter) -> Iterator[Record]:
    """The story of each article, in input order."""
    read = list(articles_of(entries))
    articles = [entry[1] for entry in read if not isinstance(entry, Unusable)]
    meter.total(len(articles))
    assigned = {one.article: one for one in cluster_articles(articles, settle=settle, progress=meter.advance)}
    for entry in read:
        yield entry.record() if isinstance(entry, Unusable) else _assignment_record(assigned[entry[1].id])


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
            else {"story": rejected.story, "score": round(rejected.score, 4), "reasons": list(rejected.reasons)},
        },
    }


# --------------------------------------------------------------------------- synthesize and verify


def draft_records(drafts: Iterable[Draft | Unusable]) -> Iterator[Record]:
    """A line a draft, or the line that says why there is none."""
    for draft in drafts:
        yield draft.record() if isinstance(draft, Unusable) else records.draft_record(draft)


def rendered(drafts: Iterable[Draft | Unusable], form: str) -> Iterator[str]:
    """Each draft as a page; what could not be used goes to standard error."""
    outlets = load_outlets(shipped() / "outlets")
    for draft in drafts:
        if isinstance(draft, Unusable):
            sys.stderr.write(f"{draft.id}: {draft.error}\n")
        else:
            yield render(edition(draft, outlets), form)


def synthesize(entries: Iterable[Record | Unusable], now: datetime | None, meter: Meter) -> Iterator[Draft | Unusable]:
    """A draft a story, in the order in which stories first appear; the lines that could not be used first.

    ``now`` dates the drafts; None takes the newest date among a story's articles, so that equal input gives equal output.
    """
    stories: dict[str, list[Article]] = {}
    for entry in articles_of(entries):
        if isinstance(entry, Unusable):
            yield entry
        elif not entry[0].get("story"):
            yield Unusable(entry[1].id, "has no `story`: run `newsloom cluster` first, or name one")
        else:
            stories.setdefault(str(entry[0]["story"]), []).append(entry[1])
    meter.total(len(stories))
    starter = shipped()
    write = partial(
        _draft_one, load_outlets(starter / "outlets"), load_topics(starter / "topics.toml"), _style(starter / "style.toml"), now
    )
    for story, articles in stories.items():
        yield write(story, articles)
        meter.advance()


def _style(path: Path) -> Style:
    return Style(**read_model(path, StyleFile).model_dump())


def _draft_one(
    outlets: Mapping[str, Outlet],
    topics: Sequence[Any],
    style: Style,
    now: datetime | None,
    story: str,
    articles: Sequence[Article],
) -> Draft | Unusable:
    dates = [article.published.at for article in articles if article.published]
    try:
        return writer("extractive").write(
            StorySheet(
                story=story,
                articles=tuple(articles),
                outlets=outlets,
                copies=tuple(find_copies(articles)),
                topics=tuple(topics),
                style=style,
                related=(),
                now=now or max(dates, default=EPOCH),
            )
        )
    except RecordError as error:
        return Unusable(story, str(error))


def verify(entries: Iterable[Record | Unusable], meter: Meter) -> Iterator[Record]:
    """Whether each claim, draft or side-car is supported, and what is wrong with it."""
    for entry in entries:
        meter.advance()
        if isinstance(entry, Unusable):
            yield entry.record()
            continue
        try:
            yield _verified(entry)
        except RecordError as error:
            yield Unusable(id_of(entry), str(error)).record()


def _verified(entry: Record) -> Record:
    if "claim" in entry:
        verdict = verify_claim(str(entry["claim"] or ""), _evidence(entry.get("evidence")))
        return {"id": id_of(entry), "supported": verdict.supported, "problems": [_problem(one) for one in verdict.problems]}
    check: Callable[[], Sequence[Any]]
    if "cited" in entry:
        check = partial(verify_publication, entry)
    elif "sections" in entry:
        check = partial(verify_draft, records.read_draft(entry))
    else:
        raise RecordError("is neither a claim with evidence, nor a draft, nor a side-car")
    problems = check()
    name = id_of(entry) or (str(entry["story"]) if entry.get("story") else None)
    return {"id": name, "supported": not any(one.blocking for one in problems), "problems": [_problem(one) for one in problems]}


def _evidence(given: object) -> str | list[str]:
    if isinstance(given, list):
        return [str(sentence) for sentence in given]
    if given is None:
        raise RecordError("has a claim but no `evidence`")
    return str(given)


def _problem(problem: Any) -> Record:
    place = {} if problem.sentence is None else {"sentence": problem.sentence}
    return {"kind": problem.kind, "start": problem.start, "end": problem.end, "detail": problem.detail, **place}
