"""The one place that builds everything from a newsroom's files.

What only some verbs need is imported where it is built: `newsloom stories` waits for no crawler, writer or exporter.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from newsloom.config import Newsroom
from newsloom.config.models import FilesTarget
from newsloom.logs import OneLine, log_file
from newsloom.process import is_gone, name_of_this
from pipeline.documents.values import DOCUMENTS
from pipeline.errors import ConfigurationError
from pipeline.protocols import Exporter, Writer
from pipeline.values import Outlet
from storage import Store, open_for_reading, open_store

if TYPE_CHECKING:
    from crawlers.plan import CrawlPlan
    from pipeline.cluster.encoder import Model
    from pipeline.verify.entailment import Entailment


def now() -> datetime:
    """The clock of a running newsroom; everything else is given the time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """A newsroom with its store open."""

    newsroom: Newsroom
    store: Store

    @property
    def writer(self) -> Writer:
        """The writer that the settings name. Raises ConfigurationError."""
        if self.newsroom.settings.writer.name == "model":
            from newsloom.endpoints import model_writer

            return model_writer(self.newsroom)
        from pipeline.write import WRITERS, writer

        name = self.newsroom.settings.writer.name
        if name not in WRITERS:
            known = ", ".join(sorted({*WRITERS, "model"}))
            file = self.newsroom.folder / "newsroom.toml"
            raise ConfigurationError(f'{file}: writer.name: "{name}" is not known; choose one of: {known}')
        return writer(name)

    @property
    def sentence_model(self) -> Model | None:
        """What says what articles are about, loaded once a process; None where the settings name none.

        Raises ModelUnusable.
        """
        given = self.newsroom.settings.cluster.embeddings
        if not given:
            return None
        from pipeline.cluster.encoder import load

        return load(str(self.newsroom.folder / given))

    @property
    def entailment(self) -> Entailment | None:
        """The model that drafts are put to after the rules, loaded once a process; None where the settings name none.

        Raises ModelUnusable.
        """
        return entailment_of(self.newsroom)

    def target_names(self) -> tuple[str, ...]:
        """The export targets of the settings, in their order."""
        return tuple(self.newsroom.settings.targets)

    def exporter(self, target: str) -> Exporter:
        """What brings articles to this target. Raises ConfigurationError for one that the settings do not have."""
        from exporters import exporter

        settings = self.newsroom.settings.targets.get(target)
        if settings is None:
            known = ", ".join(self.target_names()) or "none"
            raise ConfigurationError(
                f"{self.newsroom.folder / 'newsroom.toml'}: targets.{target}: no such target; there are: {known}"
            )
        newsroom = self.newsroom
        return exporter(
            settings.kind,
            target,
            newsroom.settings.newsroom.name,
            settings.url,
            self.export_folder(settings),
            newsroom.outlets,
            zone=ZoneInfo(newsroom.settings.newsroom.time_zone),
            disclosure=newsroom.settings.newsroom.disclosure or None,
            categories={topic.name: topic.title for topic in newsroom.topics},
            complaints=newsroom.settings.newsroom.complaints or newsroom.settings.newsroom.contact,
            tell_model=newsroom.settings.newsroom.tell_model,
        )

    def export_folder(self, target: FilesTarget) -> Path:
        """Where a files target writes."""
        return self.newsroom.var / Path(target.directory).expanduser()

    def crawl_plan(self, only: tuple[str, ...] = (), *, even_if_not_due: bool = False) -> CrawlPlan:
        """What a crawl needs to know. Raises ConfigurationError without a contact, or for an outlet that is not there."""
        _ = self.writer  # a writer that is not there stops a run before its crawl, not after it
        return self._plan((*self._crawlable(only), *self._documents()), only, even_if_not_due=even_if_not_due)

    def documents_plan(self, only: tuple[str, ...] = ()) -> CrawlPlan:
        """The same for what stories want fetched and nothing else; ``only`` as in the crawl before it."""
        return self._plan((*self._crawlable(only), DOCUMENTS), (DOCUMENTS.id,), even_if_not_due=False)

    def _documents(self) -> tuple[Outlet, ...]:
        return (DOCUMENTS,) if self.newsroom.settings.documents.fetch else ()

    def look_plan(self) -> CrawlPlan:
        """The same for a look at a site that is not crawled yet: every outlet, enabled or not."""
        return self._plan(tuple(self.newsroom.outlets.values()), (), even_if_not_due=True)

    def _plan(self, outlets: tuple[Outlet, ...], only: tuple[str, ...], *, even_if_not_due: bool) -> CrawlPlan:
        from crawlers.fetch import Limits
        from crawlers.plan import CrawlPlan

        settings = self.newsroom.settings
        file = self.newsroom.folder / "newsroom.toml"
        if not settings.newsroom.contact:
            raise ConfigurationError(
                f"{file}: newsroom.contact: is empty; give an e-mail address or a web page where outlets reach you: "
                "no crawl starts without it"
            )
        fetch = settings.fetch
        try:
            return CrawlPlan(
                outlets=outlets,
                contact=settings.newsroom.contact,
                only=only,
                now=even_if_not_due,
                delay=fetch.delay,
                concurrency=fetch.concurrency,
                limits=Limits(seconds=fetch.timeout, body=fetch.max_bytes),
                resolve=dict(fetch.resolve),
                attempts=fetch.attempts,
                feed_interval=timedelta(minutes=fetch.every_minutes),
            )
        except ConfigurationError as error:
            raise ConfigurationError(f"{file}: {error}") from error

    def _crawlable(self, only: tuple[str, ...]) -> list[Outlet]:
        """The enabled outlets, and those that were asked for by name."""
        missing = [name for name in only if name not in self.newsroom.outlets]
        if missing:
            folder = self.newsroom.folder / "outlets"
            raise ConfigurationError(f"no outlet {missing[0]!r} in {folder}: see `newsloom outlets list`")
        chosen = [outlet for id_, outlet in self.newsroom.outlets.items() if outlet.enabled or id_ in only]
        if not chosen:
            raise ConfigurationError(
                f"no outlet in {self.newsroom.folder / 'outlets'} is enabled: choose some with `newsloom outlets enable NAME`"
            )
        return chosen


def entailment_of(newsroom: Newsroom) -> Entailment | None:
    """The entailment model of a newsroom's settings with its threshold, or None. Raises ModelUnusable."""
    given = newsroom.settings.verify
    if not given.entailment:
        return None
    from pipeline.entailment_files import load
    from pipeline.verify.entailment import Entailment

    return Entailment(load(str(newsroom.folder / given.entailment), given.entailment_label), given.entailment_least)


@contextmanager
def opened(newsroom: Newsroom) -> Iterator[App]:
    """The newsroom with its store open, closed at the end."""
    newsroom.var.mkdir(parents=True, exist_ok=True)
    store = open_store(newsroom.database, newsroom.var / "archive", holder=name_of_this())
    try:
        # what a killed process had taken is free again at once, not when its leases run out
        store.reclaim(is_gone, now())
        with log_file(newsroom.var / "logs"):
            yield App(newsroom, store)
    finally:
        store.close()


@contextmanager
def opened_to_read(newsroom: Newsroom) -> Iterator[App]:
    """The same for a look at it: nothing is written, so a full disk or a busy writer stops nobody from reading."""
    store = open_for_reading(newsroom.database, newsroom.var / "archive", holder=name_of_this())
    try:
        with log_file(newsroom.var / "logs"):
            yield App(newsroom, store)
    finally:
        store.close()


def quiet_logs(level: int = logging.WARNING) -> None:
    """Log lines to standard error, one line each, libraries from warnings up."""
    said = logging.StreamHandler()
    said.setFormatter(OneLine("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[said])
    for noisy in ("trafilatura", "htmldate", "readability", "scrapy", "twisted", "charset_normalizer", "courlan", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
