"""``synthesize``: one cited article a story."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial

from exporters.render import render
from newsloom.batch.lines import Entry, Record, Unusable, articles_of, held, id_of
from newsloom.config import shipped
from newsloom.config.load import load_outlets, load_style, load_topics
from newsloom.progress import Meter
from newsloom.readers import Killed, Readers
from pipeline import records
from pipeline.edition import edition
from pipeline.errors import NewsloomError, RecordError
from pipeline.near.copies import dedupe as find_copies
from pipeline.protocols import StorySheet
from pipeline.values import Article, Draft, Outlet, Style, Topic
from pipeline.write import writer

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WORKERS, SECONDS, MEGABYTES = 2, 120, 2048
"""Processes that write; what one story may take of time and memory before it is answered by an error."""

Coverage = tuple[str, tuple[Article, ...]]


def synthesize(
    entries: Iterable[Entry], now: datetime | None, meter: Meter, *, workers: int = WORKERS, seconds: float = SECONDS
) -> Iterator[Draft | Unusable]:
    """A draft a story, and what could not be used, in the order in which each first appears.

    Written in killable children: a story that takes longer than ``seconds`` is answered by an error. ``now`` dates the
    drafts; None takes the newest date among a story's articles, so that equal input gives equal output.
    """
    read, damage = held(articles_of(entries))
    answers = _in_order(read)
    meter.total(sum(not isinstance(one, Unusable) for one in answers))
    write = partial(_draft_one, now)
    with Readers(write, workers=workers, timeout=seconds, memory_mb=MEGABYTES, work="writing") as writers:
        for answer, outcome in writers.stream(answers):
            if isinstance(answer, Unusable):
                yield answer
                continue
            meter.advance()
            yield Unusable(answer[0], outcome.detail) if isinstance(outcome, Killed) else outcome
    if damage:
        raise damage


def _in_order(entries: Iterable[tuple[Record, Article] | Unusable]) -> list[Coverage | Unusable]:
    stories: dict[str, list[Article]] = {}
    order: list[str | Unusable] = []
    for entry in entries:
        if isinstance(entry, Unusable):
            order.append(entry)
            continue
        record, article = entry
        story = id_of({"id": record.get("story")})
        if story is None:
            order.append(
                Unusable(article.id, "has no `story`: run `newsloom cluster` first, or name one by a text or a number")
            )
            continue
        if story not in stories:
            order.append(story)
        stories.setdefault(story, []).append(article)
    return [one if isinstance(one, Unusable) else (one, tuple(stories[one])) for one in order]


@cache
def _house() -> tuple[Mapping[str, Outlet], Sequence[Topic], Style]:
    """What ships, read once a process."""
    starter = shipped()
    return load_outlets(starter / "outlets"), load_topics(starter / "topics.toml"), load_style(starter / "style.toml")


def _draft_one(now: datetime | None, coverage: Coverage | Unusable) -> Draft | Unusable:
    if isinstance(coverage, Unusable):
        return coverage
    story, articles = coverage
    outlets, topics, style = _house()
    dates = [article.published.at for article in articles if article.published]
    try:
        return writer("extractive").write(
            StorySheet(
                story=story,
                articles=articles,
                outlets=outlets,
                copies=tuple(find_copies(articles)),
                topics=tuple(topics),
                style=style,
                related=(),
                now=now or max(dates, default=EPOCH),
            )
        )
    except NewsloomError as error:
        return Unusable(story, str(error))


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
            continue
        try:
            yield render(edition(draft, outlets), form)
        except RecordError as error:
            sys.stderr.write(f"{draft.story}: {error}\n")
