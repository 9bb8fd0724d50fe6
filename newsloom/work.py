"""The work after a crawl: read pages, group articles, write drafts, export. Each step is the store's queue until it is empty.

The same steps serve ``newsloom run`` (once, to the end) and the work process of ``serve`` (again and again).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from newsloom.app import App, now
from newsloom.attempt import Fault, attempt
from newsloom.config.models import ExtractTable
from newsloom.documents import documents_for, with_documents
from newsloom.judging import authority_before
from newsloom.progress import Meter
from newsloom.readers import Killed, Readers
from pipeline.documents.plain_text import as_page
from pipeline.doubts import believed
from pipeline.errors import LeaseLost, NewsloomError
from pipeline.extract import read_page
from pipeline.living import continued
from pipeline.protocols import LeasedExport, LeasedPage, StorySheet
from pipeline.sensitive import sensitive_problems
from pipeline.values import WAITING_FOR_MODEL, Article, CrossReference, Draft, Outlet, Publication, Refusal

if TYPE_CHECKING:
    from pipeline.verify.entailment import Entailment

log = logging.getLogger(__name__)

PAGE_LEASE = 120  # seconds; a page is read in ten at most, the rest is waiting in line
EXPORT_LEASE = 120
BATCH = 200


# --------------------------------------------------------------------------- read


def page_readers(outlets: Mapping[str, Outlet], settings: ExtractTable) -> Readers[LeasedPage, Article | Refusal]:
    """The killable children that read this newsroom's pages."""
    read = partial(_read_leased, outlets)
    return Readers(read, workers=settings.workers, timeout=settings.timeout, memory_mb=settings.memory_mb)


def _read_leased(outlets: Mapping[str, Outlet], leased: LeasedPage) -> Article | Refusal:
    return read_page(as_page(leased.page), outlets, leased.page.fetched_at)


def read_pages(app: App, readers: Readers[LeasedPage, Article | Refusal], meter: Meter) -> int:
    """Read every page that waits; gives how many ended. A killed reader's page is tried again, three times in all."""
    done = 0
    for leased, outcome in readers.map(_waiting_pages(app)):
        meter.advance()
        try:
            ended = attempt(partial(_end_page, app, leased, outcome))
            if isinstance(ended, Fault):
                ended.report(leased.page.url)
                app.store.release_page(leased, ended.words, now())
        except LeaseLost:
            log.info("%s: another process has read this page", leased.page.url)
            continue
        done += 1
    return done


def _waiting_pages(app: App) -> Iterator[LeasedPage]:
    while batch := app.store.lease_pages(BATCH // 4, now(), PAGE_LEASE):
        yield from batch


def _end_page(app: App, leased: LeasedPage, outcome: Article | Refusal | Killed) -> None:
    if isinstance(outcome, Killed):
        app.store.release_page(leased, outcome.detail, now())
    elif isinstance(outcome, Refusal):
        app.store.refuse_page(leased, outcome)
    else:
        app.store.keep_article(leased, outcome, now())


# --------------------------------------------------------------------------- draft


def write_drafts(app: App, meter: Meter) -> int:
    """Draft every story whose coverage is newer than its draft; gives how many.

    A story that cannot be drafted costs only itself: it is tried three times, then quarantined.
    """
    done = 0
    entailment = app.entailment  # one that cannot be used is no fault of a story
    while waiting := app.store.undrafted(BATCH):
        written = [draft for story in waiting if (draft := _written(app, story, meter))]
        # kept together, so that two new stories can name each other whichever was written first
        headlines = {draft.story: draft.headline.text for draft in written}
        done += sum(_kept(app, draft, headlines, entailment) for draft in written)
    return done


def _written(app: App, story: str, meter: Meter) -> Draft | None:
    outcome = attempt(lambda: _next_draft(app, story))
    meter.advance()
    if isinstance(outcome, Fault):
        _no_draft(app, story, outcome)
        return None
    return outcome


def _kept(app: App, draft: Draft, headlines: Mapping[str, str], entailment: Entailment | None) -> bool:
    outcome = attempt(lambda: app.store.save_draft(_marked(_with_cross_references(app, draft, headlines), entailment), now()))
    if isinstance(outcome, Fault):
        _no_draft(app, draft.story, outcome)
        return False
    return True


def _no_draft(app: App, story: str, fault: Fault) -> None:
    fault.report(f"story {story}: no draft")
    if app.store.fail_draft(story, fault.words, now()):
        log.warning("story %s: quarantined; `newsloom retry %s` tries again", story, story)


def _next_draft(app: App, story: str, *, whole: bool = False) -> Draft:
    """What the writer makes of a story, going on from its newest version: what still holds there stays word for word."""
    sheet = story_sheet(app, story)
    written = app.writer.write(sheet)
    earlier = app.store.draft(story)
    # what only stood in for the model's text has done its work when that has come
    whole = whole or (earlier is not None and _waits(earlier) and not _waits(written))
    next_one = continued(None if whole else earlier, written, sheet.style)
    if next_one.whole:
        log.info("story %s: written anew as a whole: %s", story, next_one.whole)
    return next_one.draft


def _waits(draft: Draft) -> bool:
    return any(problem.kind == WAITING_FOR_MODEL for problem in draft.problems)


def draft_story(app: App, story: str, *, whole: bool = False) -> None:
    """Write and keep the next draft of one story; ``whole`` without regard to the newest version."""
    written = _with_cross_references(app, _next_draft(app, story, whole=whole), {})
    app.store.save_draft(_marked(written, app.entailment), now())


def _with_cross_references(app: App, draft: Draft, headlines: Mapping[str, str]) -> Draft:
    """The draft with its related stories by their newest headlines; one that has no headline is left out."""
    related = app.store.story(draft.story).related
    known = app.store.related_headlines(related)
    references = []
    for story in related:
        headline, url = known.get(story, ("", None))
        headline = headlines.get(story, headline)
        if headline:
            references.append(CrossReference(story, headline, url))
    return replace(draft, cross_references=tuple(references))


def _marked(draft: Draft, entailment: Entailment | None) -> Draft:
    """The draft with a mark for each minor, victim or accused person it names: two editors must approve it then.

    Where the newsroom has an entailment model, each sentence that it does not see in what is cited is marked, too.
    """
    proved = _proved(draft, entailment)
    return replace(proved, problems=(*proved.problems, *sensitive_problems(proved)))


def _proved(draft: Draft, entailment: Entailment | None) -> Draft:
    if entailment is None:
        return draft
    from pipeline.verify.entailment import marked

    return marked(draft, entailment)


def story_sheet(app: App, story: str) -> StorySheet:
    """Everything a writer is given for one story, dated by its newest coverage so that equal coverage gives an equal draft.

    Its primary documents stand beside the coverage and date nothing.
    """
    articles = tuple(app.store.story_articles(story))
    sheet = StorySheet(
        story=story,
        articles=articles,
        outlets=app.newsroom.outlets,
        copies=tuple(app.store.copies([article.id for article in articles])),
        topics=app.newsroom.topics,
        style=app.newsroom.style,
        related=(),  # ``_with_cross_references`` names them, when the headlines of this pass are known
        now=_newest(articles),
        authority=authority_before(app, _newest(articles), now()),
    )
    return with_documents(sheet, documents_for(app, story, articles))


def _newest(articles: Sequence[Article]) -> datetime:
    dates = [date.at for article in articles if (date := believed(article))]
    seen = [article.first_seen for article in articles if article.first_seen]
    return max(dates or seen, default=now())


# --------------------------------------------------------------------------- export


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one export: the publication, or the fault in words."""

    story: str
    target: str
    publication: Publication | None
    fault: str | None


def export_waiting(app: App, target: str | None = None, story: str | None = None) -> list[Exported]:
    """Bring what waits in the outbox to its targets."""
    return [_export_one(app, leased) for leased in app.store.lease_exports(target, now(), EXPORT_LEASE, story)]


def _export_one(app: App, leased: LeasedExport) -> Exported:
    story = leased.approved.draft.story
    try:
        publication = app.exporter(leased.target).export(leased.approved, leased.previous, now())
    except NewsloomError as error:
        app.store.fail_export(leased, str(error), now() + timedelta(minutes=5))
        return Exported(story, leased.target, None, str(error))
    app.store.finish_export(leased, publication, now())
    return Exported(story, leased.target, publication, None)
