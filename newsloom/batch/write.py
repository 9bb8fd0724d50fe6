"""``synthesize``: one cited article a story."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from exporters.render import render
from newsloom.batch.lines import Record, Unusable, articles_of
from newsloom.config import shipped
from newsloom.config.load import load_outlets, load_style, load_topics
from newsloom.progress import Meter
from pipeline import records
from pipeline.edition import edition
from pipeline.errors import NewsloomError
from pipeline.near.copies import dedupe as find_copies
from pipeline.protocols import StorySheet
from pipeline.values import Article, Draft, Outlet, Style, Topic
from pipeline.write import writer

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def synthesize(entries: Iterable[Record | Unusable], now: datetime | None, meter: Meter) -> Iterator[Draft | Unusable]:
    """A draft a story, in the order in which stories first appear; the lines that could not be used first.

    ``now`` dates the drafts; None takes the newest date among a story's articles, so that equal input gives equal output.
    """
    stories: dict[str, list[Article]] = {}
    for entry in articles_of(entries):
        if isinstance(entry, Unusable):
            yield entry
        elif entry[0].get("story") in (None, ""):
            yield Unusable(entry[1].id, "has no `story`: run `newsloom cluster` first, or name one")
        else:
            stories.setdefault(str(entry[0]["story"]), []).append(entry[1])
    meter.total(len(stories))
    starter = shipped()
    write = partial(
        _draft_one,
        load_outlets(starter / "outlets"),
        load_topics(starter / "topics.toml"),
        load_style(starter / "style.toml"),
        now,
    )
    for story, articles in stories.items():
        yield write(story, articles)
        meter.advance()


def _draft_one(  # noqa: PLR0917  the first four are bound once
    outlets: Mapping[str, Outlet],
    topics: Sequence[Topic],
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
        else:
            yield render(edition(draft, outlets), form)
