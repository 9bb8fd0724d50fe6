"""News judgement in a running newsroom: what is taken down after drafting, who leads in a category, and the queue in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from newsloom.app import App
from newsloom.documents import with_documents
from pipeline.judgement import Judgement, assess, judge
from pipeline.protocols import StorySheet, StorySummary
from pipeline.rank import WINDOW, Authority, authorities
from pipeline.values import Draft, State
from storage import Store

BATCH = 1000
JUDGED = 1000
"""So many of the most recently changed stories are put in order; older ones are reached by their state and time."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One story of the queue with where it stands and why."""

    summary: StorySummary
    judgement: Judgement


def assess_drafts(app: App) -> int:
    """Take down what each new draft's story can be judged by; gives how many.

    What was missed before is made up for. So many at once, the oldest first: the work process comes again.
    """
    waiting = app.store.unassessed(BATCH)
    for story, version in waiting:
        draft = app.store.draft(story, version)
        if draft is not None:
            app.store.save_assessment(assess(_sheet(app, draft), app.newsroom.settings.newsroom.beat), version)
    return len(waiting)


def _sheet(app: App, draft: Draft) -> StorySheet:
    """What the writer was given for this draft: the versions that it has read, not what came since."""
    read = [app.store.article(source.article, source.version) for source in draft.sources]
    articles = tuple(article for article in read if article is not None)
    documents = {article.id for _, article in app.store.document_articles(draft.story)}
    sheet = StorySheet(
        story=draft.story,
        articles=articles,
        outlets=app.newsroom.outlets,
        copies=tuple(app.store.copies([article.id for article in articles])),
        topics=app.newsroom.topics,
        style=app.newsroom.style,
        related=(),
        now=draft.updated,
    )
    return with_documents(sheet, [article for article in articles if article.id in documents])


def authority_before(app: App, coverage: datetime, now: datetime) -> dict[str, Authority]:
    """Who leads in each category, from what was drafted in the 180 days before the day of a story's newest coverage.

    Whole days, and nothing of the day itself: equal coverage is ranked alike however often it is drafted.
    """
    day = min(coverage, now).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return _authority_at(app.store, day)


@lru_cache(maxsize=4)
def _authority_at(store: Store, day: datetime) -> dict[str, Authority]:
    return authorities(store.past_stories(day - WINDOW - timedelta(days=1), day), day)


def judged_queue(
    app: App, now: datetime, state: State | None = None, since: datetime | None = None, *, at_least: int = JUDGED
) -> list[Queued]:
    """The stories in the order in which an editor should look at them, ``at_least`` so many if there are."""
    found = app.store.queue(state, since, max(at_least, JUDGED))
    by_id = {one.id: one for one in found}
    order = judge(found, app.store.material(list(by_id)), now)
    return [Queued(by_id[one.story], one) for one in order]
