"""One full cycle: crawl, deduplicate, cluster, fetch primary documents, rank, draft.

What ``newsloom run`` does, and ``crawl`` its first half.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawlers.hosts import Hosts
from newsloom.app import App, now
from newsloom.crawling import Crawled, crawl_documents, crawl_once
from newsloom.documents import settle_documents, want_documents
from newsloom.dossiers import tell_stories
from newsloom.grouping import group_articles
from newsloom.judging import assess_drafts
from newsloom.progress import meter
from newsloom.work import page_readers, read_pages, write_drafts
from pipeline.values import State


@dataclass(frozen=True, slots=True)
class Cycle:
    """What one cycle did: counts of pages read, articles grouped, drafts written, and what went wrong in words.

    ``faults`` are failures, ``warnings`` what is worth knowing though nothing failed.
    """

    read: int
    grouped: int
    drafted: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def crawl_and_read(
    app: App, only: tuple[str, ...] = (), *, even_if_not_due: bool = False, hosts: Hosts | None = None
) -> tuple[int, Crawled]:
    """Fetch, archive, extract and store what is due; gives the pages read and what went wrong."""
    with meter("crawl") as progress:
        crawled = crawl_once(app, only, progress, hosts or Hosts(now), even_if_not_due=even_if_not_due)
    return _read(app), crawled


def _read(app: App) -> int:
    with (
        meter("read", total=app.store.counts().pages_waiting) as progress,
        page_readers(app.newsroom.outlets, app.newsroom.settings.extract) as readers,
    ):
        return read_pages(app, readers, progress)


def bring_documents(app: App, only: tuple[str, ...], hosts: Hosts) -> int:
    """Fetch the primary documents that stories with new coverage want, and let them join; gives the pages read.

    ``hosts`` comes from the crawl before: whoever asked to be left alone in it is.
    """
    read = 0
    if want_documents(app):
        with meter("documents") as progress:
            crawl_documents(app, only, progress, hosts)
        if app.store.counts().pages_waiting:
            read = _read(app)
    settle_documents(app)
    return read


def run_cycle(app: App, only: tuple[str, ...] = (), *, even_if_not_due: bool = True) -> Cycle:
    """Crawl, read, group, fetch what the stories want, draft. Feeds are asked now, whether due or not: a person asked for it.

    Raises ModelUnusable before anything is asked where a model of the settings cannot be used.
    """
    _ = app.sentence_model, app.entailment
    hosts = Hosts(now)
    read, crawled = crawl_and_read(app, only, even_if_not_due=even_if_not_due, hosts=hosts)
    quarantined = {one.id for one in app.store.queue(State.QUARANTINED)}
    with meter("group", total=len(app.store.ungrouped(100_000))) as progress:
        grouped = group_articles(app, progress)
    read += bring_documents(app, only, hosts)
    with meter("draft", total=len(app.store.undrafted(100_000))) as progress:
        drafted = write_drafts(app, progress)
        assess_drafts(app)
        tell_stories(app)
    set_aside = [one.id for one in app.store.queue(State.QUARANTINED) if one.id not in quarantined]
    faults = (*crawled.faults, *(f"story {id_}: quarantined: see `newsloom story {id_}`" for id_ in set_aside))
    return Cycle(read, grouped, drafted, faults, crawled.warnings)
