"""The Store: every storage protocol of ``pipeline/protocols.py``, each method one transaction.

The work is done by the modules beside this one; here stands only where a transaction begins and ends.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from pipeline.documents.values import StoryDocument, Wanted
from pipeline.dossiers.values import Listed, ListedSubject, Mention, Mentions, Ruling, Telling, Told
from pipeline.errors import DiskFull, StoreError, UnknownStory
from pipeline.judgement import Assessment, Material
from pipeline.near import Sketches
from pipeline.protocols import (
    Corrected,
    Correction,
    FeedOutcome,
    Grouped,
    GroupingResult,
    KeptAdjustment,
    LeasedExport,
    LeasedFeed,
    LeasedLink,
    LeasedPage,
    Regrouped,
    StorySummary,
)
from pipeline.rank import PastStory
from pipeline.values import (
    Approved,
    Article,
    Cause,
    Confirmed,
    Decision,
    Draft,
    FeedEntry,
    FetchedPage,
    Fingerprint,
    NearCopy,
    Publication,
    Refusal,
    SentenceRuling,
    State,
    Story,
)
from storage import (
    adjustments,
    articles,
    corrections,
    desk,
    documents,
    drafts,
    engine,
    feeds,
    grouping,
    journal,
    judging,
    leases,
    leasing,
    links,
    outbox,
    pages,
    quarantine,
    regrouped,
    reports,
    rulings,
    schema,
    sketches,
    stories,
    subjects,
)
from storage.archive import Archive
from storage.corrections import Said
from storage.feeds import FeedState
from storage.migrate import is_current, migrate
from storage.reports import Counts
from storage.room import first_full


def open_store(url: str, archive: Path, *, wait: float = engine.BUSY_SECONDS, holder: str | None = None) -> Store:
    """Open the database at ``url`` and the archive folder, bringing the schema to this code's version.

    ``url`` is ``sqlite:////folder/newsloom.db`` or ``postgresql://user@host/name``; ``wait`` is how many seconds a
    lock of another process is waited for; ``holder`` names this process in what it leases, so that ``reclaim`` can
    tell it from others. Raises ConfigurationError, StoreError, StoreBusy, DiskFull.
    """
    database = engine.Database(url, wait, holder)
    try:
        engine.prepare(database)
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Store(database, Archive(archive))


def open_for_reading(url: str, archive: Path, *, wait: float = engine.BUSY_SECONDS, holder: str | None = None) -> Store:
    """The same for somebody who only looks: nothing is written, so it works on a full disk too.

    A database that is not there yet, or has an older schema, is opened with ``open_store``. Raises what that raises.
    """
    database = engine.Database(url, wait, holder)
    try:
        if not database.is_sqlite or Path(database.where).is_file():
            database = _readable(database, url, wait)
            if is_current(database):
                return Store(database, Archive(archive))
    except BaseException:
        database.close()
        raise
    database.close()
    return open_store(url, archive, wait=wait, holder=holder)


def _readable(database: engine.Database, url: str, wait: float) -> engine.Database:
    """The database, or where there is no room even to open it, its file as it stands."""
    try:
        is_current(database)
    except DiskFull:
        log = Path(f"{database.where}-wal")
        if log.exists() and log.stat().st_size:
            raise  # the newest writes are not in the file yet
        database.close()
        return engine.Database(url, wait, frozen=True)
    return database


class Store:
    """What the newsroom keeps. Safe to call from any thread; every method is one transaction.

    Each may raise StoreBusy, DiskFull and StoreError besides what it says itself.
    """

    def __init__(self, database: engine.Database, archive: Archive) -> None:
        """Use ``open_store``."""
        self._db = database
        self._archive = archive
        # Which coverage of a story was read last by this process: what its next draft has seen, and not what came since.
        self._read_coverage: dict[str, int] = {}
        self._guard = threading.Lock()

    @property
    def frozen(self) -> bool:
        """Whether it was opened on a full disk, only to read the database as it stood then."""
        return self._db.frozen

    def no_room(self) -> str | None:
        """Where the disk is full that the database or the archive is on, None while there is room."""
        places = [self._archive.folder, *([Path(self._db.where)] if self._db.is_sqlite else [])]
        full = first_full(places)
        return None if full is None else str(full)

    def close(self) -> None:
        """Give back every connection. Leases that are held expire by themselves."""
        self._db.close()

    # ------------------------------------------------------------------ FeedLedger

    def plan_feeds(self, feeds_: Sequence[tuple[str, str]], now: datetime) -> None:
        """Make these (url, outlet) feeds the ones that exist; new ones are due at once."""
        with self._db.write() as tx:
            feeds.plan(tx, feeds_, now)

    def lease_feeds(
        self, outlets: Sequence[str], now: datetime, seconds: int, *, even_if_not_due: bool = False
    ) -> list[LeasedFeed]:
        """Take the due feeds of these outlets for ``seconds``."""
        with self._db.write() as tx:
            return feeds.lease(tx, outlets, now, seconds, even_if_not_due=even_if_not_due)

    def finish_feed(self, feed: LeasedFeed, outcome: FeedOutcome, now: datetime) -> None:
        """Record what came of a leased feed and give it back. Raises LeaseLost."""
        with self._db.write() as tx:
            feeds.finish(tx, feed, outcome, now)

    # ------------------------------------------------------------------ LinkLedger

    def discover(self, entries: Sequence[FeedEntry], now: datetime) -> int:
        """Write down links that are not known yet as waiting; gives how many were new."""
        with self._db.write() as tx:
            return links.discover(tx, entries, now)

    def lease_links(self, outlets: Sequence[str], limit: int, now: datetime, seconds: int) -> list[LeasedLink]:
        """Take waiting links whose time has come, oldest first."""
        with self._db.write() as tx:
            return links.lease(tx, outlets, limit, now, seconds)

    def keep(self, link: LeasedLink, page: FetchedPage) -> None:
        """Archive the page byte for byte, then put it up for extraction. Raises LeaseLost."""
        body = self._archive.put(page.body)
        with self._db.write() as tx:
            links.keep(tx, link, page, body)

    def refuse_link(self, link: LeasedLink, refusal: Refusal) -> None:
        """End a link without an article. Raises LeaseLost."""
        with self._db.write() as tx:
            links.refuse(tx, link, refusal)

    def retry_link(self, link: LeasedLink, cause: Cause, detail: str, at: datetime, *, tried: bool = True) -> None:
        """Give a link back to be tried again at ``at``. Raises LeaseLost."""
        with self._db.write() as tx:
            links.retry(tx, link, cause, detail, at, tried=tried)

    # ------------------------------------------------------------------ PageQueue

    def lease_pages(self, limit: int, now: datetime, seconds: int) -> list[LeasedPage]:
        """Take pages that wait, oldest first, with their bytes. One whose bytes are lost is refused and costs only itself."""
        with self._db.write() as tx:
            taken = pages.lease(tx, limit, now, seconds)
        leased = []
        for page, body in taken:
            try:
                leased.append(replace(page, page=replace(page.page, body=self._archive.get(body))))
            except StoreError as error:
                with self._db.write() as tx:
                    pages.spoil(tx, page, str(error), now)
        return leased

    def keep_article(self, leased: LeasedPage, article: Article, now: datetime) -> Literal["new", "version", "unchanged"]:
        """Store the article under the id of its canonical address and end the link. Raises LeaseLost."""
        with self._db.write() as tx:
            return pages.keep_article(tx, leased, article, now)

    def refuse_page(self, leased: LeasedPage, refusal: Refusal) -> None:
        """End the link of this page without an article. Raises LeaseLost."""
        with self._db.write() as tx:
            pages.refuse(tx, leased, refusal)

    def release_page(self, leased: LeasedPage, detail: str, retry_at: datetime) -> None:
        """Give the page back after a fault of ours; after three it is refused as unreadable. Raises LeaseLost."""
        with self._db.write() as tx:
            pages.release(tx, leased, detail, retry_at)

    # ------------------------------------------------------------------ Grouping

    def ungrouped(self, limit: int) -> list[Article]:
        """Newest versions of articles that are in no story yet, by publication then first seen."""
        with self._db.read() as tx:
            return articles.ungrouped(tx, limit)

    def active(self, since: datetime) -> list[Grouped]:
        """Fingerprints and stories of the articles first seen since, in the order they joined."""
        with self._db.read() as tx:
            return grouping.active(tx, since)

    def regrouped(self, after: int | None, since: datetime, known: Container[str]) -> Regrouped:
        """What became of the grouping after this number (None: everything), of articles first seen since."""
        with self._db.read() as tx:
            return regrouped.changes(tx, after, since, known)

    def save_grouping(self, result: GroupingResult, fence: int, now: datetime) -> None:
        """Keep a pass whole or not at all, under the lease ``grouping``. Raises LeaseLost, StoreError."""
        with self._db.write() as tx:
            grouping.save(tx, result, fence, now)

    def fail_grouping(self, article: str, detail: str, fence: int, now: datetime) -> str | None:
        """Count an article that could not be grouped; after three it is set aside in a story of its own, whose id this gives.

        Raises LeaseLost.
        """
        with self._db.write() as tx:
            return quarantine.fail_grouping(tx, article, detail, fence, now)

    def story_articles(self, story: str) -> list[Article]:
        """The newest version of every article in a story, in the order they joined. Raises UnknownStory.

        The store remembers which coverage this was: a draft that this process saves next counts as having read exactly that.
        """
        with self._db.read() as tx:
            seen = drafts.coverage(tx, story)
            found = articles.newest(tx, grouping.articles_of(tx, story))
        with self._guard:
            self._read_coverage[story] = seen
        return found

    def copies(self, articles_: Sequence[str]) -> list[NearCopy]:
        """The known near-copies among these articles."""
        with self._db.read() as tx:
            return grouping.copies_among(tx, articles_)

    # ------------------------------------------------------------------ primary documents

    def want_documents(self, story: str, wanted: Sequence[Wanted], limit: int, now: datetime) -> int:
        """Write down what a story wants fetched, the best first, as far as ``limit`` allows; gives how many are new.

        What another story has had fetched is not fetched again. Raises UnknownStory.
        """
        with self._db.write() as tx:
            return documents.want(tx, story, wanted, limit, now)

    def documents(self, story: str) -> list[StoryDocument]:
        """What a story has wanted, and what became of each. Raises UnknownStory."""
        with self._db.read() as tx:
            return documents.of_story(tx, story)

    def document_articles(self, story: str) -> list[tuple[StoryDocument, Article]]:
        """The documents of a story with their newest versions, without members of the story. Raises UnknownStory."""
        with self._db.read() as tx:
            return documents.articles_of(tx, story)

    def ended_documents(self, limit: int) -> list[tuple[StoryDocument, Article | Refusal]]:
        """Wanted documents whose address has come to its end, the longest waiting first: what it ended as."""
        with self._db.read() as tx:
            return documents.ended(tx, limit)

    def join_document(self, document: StoryDocument, article: str, now: datetime) -> bool:
        """Make a wanted document a source of its story, whose draft is out of date then; False where that was done before."""
        with self._db.write() as tx:
            return documents.join(tx, document, article, now)

    def fail_document(self, document: StoryDocument, cause: Cause | None, detail: str, now: datetime) -> bool:
        """End a wanted document without one: not to be had (``cause``), or none; False where that was done before."""
        with self._db.write() as tx:
            return documents.fail(tx, document, cause, detail, now)

    # ------------------------------------------------------------------ Corrections

    def merge(self, one: str, other: str, by: str, note: str, now: datetime, *, published: bool = False) -> Corrected:
        """All coverage in one story: the published one stays, else the older. Raises UnknownStory, CorrectionRefused."""
        with self._db.write() as tx:
            return corrections.merge(tx, one, other, Said(by, now, note), published=published)

    def split(self, story: str, articles_: Sequence[str], by: str, note: str, now: datetime) -> Corrected:
        """Set articles of a story apart from the rest of it. Raises UnknownStory, CorrectionRefused."""
        with self._db.write() as tx:
            return corrections.split(tx, story, articles_, Said(by, now, note))

    def move(self, article: str, story: str | None, by: str, note: str, now: datetime) -> Corrected:
        """Put an article into another story, or with None into a new one. Raises UnknownStory, CorrectionRefused."""
        with self._db.write() as tx:
            return corrections.move(tx, article, story, Said(by, now, note))

    def corrections(self) -> list[Correction]:
        """Every correction that was made, in their order."""
        with self._db.read() as tx:
            return corrections.all_of(tx)

    def stories_of(self, articles_: Collection[str]) -> Mapping[str, str]:
        """The stories of those of these articles that are in one."""
        with self._db.read() as tx:
            return corrections.stories_of(tx, articles_)

    # ------------------------------------------------------------------ Learning

    def adjustments(self) -> list[KeptAdjustment]:
        """Every version of what was learned, oldest first."""
        with self._db.read() as tx:
            return adjustments.all_of(tx)

    def keep_adjustment(self, record: Mapping[str, object], by: str, now: datetime) -> int:
        """Keep weights as the next version and use it; gives its number."""
        with self._db.write() as tx:
            return adjustments.keep(tx, record, by, now)

    def use_adjustment(self, version: int, by: str, now: datetime) -> None:
        """Use a version that is kept, or with 0 the score as it ships. Raises CorrectionRefused."""
        with self._db.write() as tx:
            adjustments.use(tx, version, by, now)

    def adjustment(self) -> KeptAdjustment | None:
        """The version that the grouping uses, None for the score as it ships."""
        with self._db.read() as tx:
            return adjustments.in_use(tx)

    # ------------------------------------------------------------------ SketchStore (pipeline/near/index.py)

    def sketches(self, after: int, since: datetime, limit: int) -> Sketches | None:
        """What the index of near-copies needs of the next ``limit`` articles in the window; None if there are none."""
        with self._db.read() as tx:
            return sketches.after(tx, after, since, limit)

    def fingerprints(self, articles_: Sequence[str]) -> list[Fingerprint]:
        """The fingerprints of those of these articles that have one, in the order asked for."""
        with self._db.read() as tx:
            return sketches.fingerprints_of(tx, articles_)

    def pages_of(self, domain: str, limit: int) -> list[tuple[str, bytes]]:
        """The newest articles of a domain with their shingles, in the order in which they were kept."""
        with self._db.read() as tx:
            return sketches.pages_of(tx, domain, limit)

    # ------------------------------------------------------------------ Drafting

    def undrafted(self, limit: int) -> list[str]:
        """Ids of stories whose newest draft is missing or older than their coverage, the longest waiting first."""
        with self._db.read() as tx:
            return drafts.undrafted(tx, limit)

    def save_draft(self, draft: Draft, now: datetime) -> Draft:
        """Keep a draft as the story's next version; one with the content of the newest gives that back.

        Raises UnknownStory, and StoreError where a citation leads to no kept sentence.
        """
        with self._guard:
            seen = self._read_coverage.pop(draft.story, None)
        with self._db.write() as tx:
            return drafts.save(tx, draft, seen, now)

    def draft(self, story: str, version: int | None = None) -> Draft | None:
        """One version of a story's draft, the newest by default; None where there is none."""
        with self._db.read() as tx:
            try:
                return drafts.draft_of(tx, story, version)
            except UnknownStory:
                return None

    def fail_draft(self, story: str, detail: str, now: datetime) -> bool:
        """Count a draft that could not be written; gives whether its story is now set aside. Raises UnknownStory."""
        with self._db.write() as tx:
            return quarantine.fail_draft(tx, story, detail, now)

    def retry(self, story: str, by: str, now: datetime) -> None:
        """Take up again what was set aside. Raises UnknownStory, and StoreError for a story of which nothing failed."""
        with self._db.write() as tx:
            quarantine.retry(tx, story, by, now)

    def related_headlines(self, stories_: Sequence[str]) -> Mapping[str, tuple[str, str | None]]:
        """Headline and public address (None where not exported) of those of these stories that have a draft."""
        with self._db.read() as tx:
            return drafts.related_headlines(tx, stories_)

    # ------------------------------------------------------------------ judgement

    def save_assessment(self, assessment: Assessment, draft: int) -> None:
        """Keep what the story of this draft version can be judged by; the first one of a version stays."""
        with self._db.write() as tx:
            judging.save(tx, assessment, draft)

    def unassessed(self, limit: int) -> list[tuple[str, int]]:
        """Story and version of the newest drafts that nothing was taken down for yet, the oldest first."""
        with self._db.read() as tx:
            return judging.unassessed(tx, limit)

    def material(self, stories_: Sequence[str]) -> Material:
        """What these stories are judged from: their newest assessments, what was decided lately, which are related."""
        with self._db.read() as tx:
            return judging.material(tx, stories_)

    def past_stories(self, since: datetime, until: datetime) -> list[PastStory]:
        """Who did what in each story that was drafted in this time."""
        with self._db.read() as tx:
            return judging.past_stories(tx, since, until)

    # ------------------------------------------------------------------ SubjectDesk (pipeline/dossiers/protocols.py)

    def untold(self, limit: int) -> list[tuple[str, int]]:
        """Story and version of the newest drafts that it was not read off yet what they are about, the oldest first."""
        with self._db.read() as tx:
            return subjects.untold(tx, limit)

    def save_telling(self, telling: Telling) -> None:
        """Keep what a story is about in place of what was kept before; one that a newer draft has overtaken is passed over."""
        with self._db.write() as tx:
            subjects.save(tx, telling)

    def mentions(self) -> Mentions:
        """The subjects of the newest stories, one row a story and name."""
        with self._db.read() as tx:
            return subjects.mentions(tx)

    def told(self, keys: Sequence[str], limit: int) -> list[Told]:
        """The newest stories that are about a subject with one of these keys, as they stand."""
        with self._db.read() as tx:
            return subjects.told(tx, keys, limit)

    def about(self, story: str) -> tuple[Mention, ...]:
        """The subjects of one story, as its newest draft was read."""
        with self._db.read() as tx:
            return subjects.about(tx, story)

    def subject_rulings(self) -> list[Ruling]:
        """What persons said of subjects."""
        with self._db.read() as tx:
            return subjects.rulings(tx)

    def rule_subject(self, ruling: Ruling, name: str) -> None:
        """Hide a subject, or make it one with another. Raises StoreError where it would be one with itself."""
        with self._db.write() as tx:
            subjects.rule(tx, ruling, name)

    def unrule_subject(self, key: str, by: str, now: datetime) -> None:
        """Take a ruling back; none there is no error."""
        with self._db.write() as tx:
            subjects.unrule(tx, key, by, now)

    def listed(self) -> Listed:
        """The editors' list of persons and technologies."""
        with self._db.read() as tx:
            return subjects.listed(tx)

    def list_subject(self, subject: ListedSubject) -> None:
        """Put a person or a technology on the list, or change what the list says of it."""
        with self._db.write() as tx:
            subjects.list_one(tx, subject)

    def unlist_subject(self, key: str, by: str, now: datetime) -> None:
        """Take one off the list, with all that was found of it."""
        with self._db.write() as tx:
            subjects.unlist(tx, key, by, now)

    # ------------------------------------------------------------------ Desk

    def queue(self, state: State | None = None, since: datetime | None = None, limit: int = 200) -> list[StorySummary]:
        """Stories, the most recently changed first."""
        with self._db.read() as tx:
            return desk.queue(tx, state, since, limit)

    def story(self, story: str) -> Story:
        """A story by its id or by the id of one merged into it. Raises UnknownStory."""
        with self._db.read() as tx:
            return stories.story(tx, story)

    def approve(self, approved: Approved, targets: Sequence[str]) -> None:
        """Keep an approval and the intention to export it, in one transaction. Raises NotApprovable, UnknownStory."""
        with self._db.write() as tx:
            desk.approve(tx, approved, targets, approved.at)

    def confirm(self, confirmed: Confirmed) -> None:
        """Keep the first of two approvals, which lets nothing out. Raises NotApprovable, UnknownStory."""
        with self._db.write() as tx:
            desk.confirm(tx, confirmed, confirmed.at)

    def reject(self, story: str, by: str, note: str, now: datetime) -> None:
        """Close a story with a note; later coverage reopens it. Raises UnknownStory, StoreError for a published one."""
        with self._db.write() as tx:
            desk.reject(tx, story, by, note, now)

    def decisions(self, story: str) -> list[Decision]:
        """What persons decided on the versions of a story, oldest first. Raises UnknownStory."""
        with self._db.read() as tx:
            return desk.decisions(tx, story)

    def sentence_rulings(self, story: str) -> list[SentenceRuling]:
        """What persons ruled on failing sentences of a story, oldest first. Raises UnknownStory."""
        with self._db.read() as tx:
            return rulings.rulings(tx, story)

    def rule_sentence(self, ruling: SentenceRuling, version: int) -> None:
        """Keep a ruling made on this version of the draft. Raises NotApprovable, RulingRefused, UnknownStory."""
        with self._db.write() as tx:
            rulings.rule(tx, ruling, version, desk.decisions(tx, ruling.story))

    def unrule_sentence(self, ruling: SentenceRuling, version: int, by: str, now: datetime) -> None:
        """Take it back while this version is undecided; none there is no error. Raises NotApprovable, UnknownStory."""
        with self._db.write() as tx:
            rulings.unrule(tx, ruling, version, desk.decisions(tx, ruling.story), by=by, now=now)

    def history(self, story: str) -> list[tuple[datetime, str, str]]:
        """(when, who, what) of a story and of those merged into it, in the order it happened. Raises UnknownStory."""
        with self._db.read() as tx:
            return journal.history(tx, stories.with_redirects(tx, stories.resolve(tx, story)))

    # ------------------------------------------------------------------ Outbox

    def lease_exports(self, target: str | None, now: datetime, seconds: int, story: str | None = None) -> list[LeasedExport]:
        """Take what waits for this target (or for any), the longest waiting first."""
        with self._db.write() as tx:
            return outbox.lease(tx, target, now, seconds, story)

    def finish_export(self, leased: LeasedExport, publication: Publication, now: datetime) -> None:
        """The target has it: kept as its next revision. Raises LeaseLost."""
        with self._db.write() as tx:
            outbox.finish(tx, leased, publication, now)

    def fail_export(self, leased: LeasedExport, detail: str, retry_at: datetime | None) -> None:
        """The target did not take it; None as ``retry_at`` waits for a person. Raises LeaseLost."""
        with self._db.write() as tx:
            outbox.fail(tx, leased, detail, retry_at, datetime.now(UTC))

    def publications(self, target: str) -> list[Publication]:
        """The newest revision of everything the target has, most recently published first."""
        with self._db.read() as tx:
            return outbox.newest_publications(tx, target)

    # ------------------------------------------------------------------ Leases

    def acquire(self, name: str, holder: str, now: datetime, seconds: int) -> int | None:
        """A fence number larger than any before, or None while another holder has it."""
        with self._db.write() as tx:
            return leases.acquire(tx, name, holder, now, seconds)

    def renew(self, name: str, holder: str, fence: int, now: datetime, seconds: int) -> None:
        """Keep it longer. Raises LeaseLost."""
        with self._db.write() as tx:
            leases.renew(tx, name, holder, fence, now + timedelta(seconds=seconds))

    def release(self, name: str, holder: str, fence: int) -> None:
        """Give it back; one that was lost already is no error."""
        with self._db.write() as tx:
            leases.release(tx, name, holder, fence)

    def reclaim(self, gone: Callable[[str], bool], now: datetime) -> int:
        """End at once the leases of processes that are gone, by the names they were opened with; gives how many."""
        with self._db.write() as tx:
            return leasing.reclaim(tx, schema.LEASED, gone, now) + leases.reclaim(tx, gone, now)

    # ------------------------------------------------------------------ reading, for the command line and its status

    def counts(self) -> Counts:
        """How many there are of everything."""
        with self._db.read() as tx:
            return reports.counts(tx)

    def refusals(self, limit: int = 100) -> list[Refusal]:
        """The links that ended without an article, the newest first."""
        with self._db.read() as tx:
            return links.refusals(tx, limit)

    def refusals_by_cause(self) -> Mapping[Cause, int]:
        """How many links ended without an article, by cause."""
        with self._db.read() as tx:
            return links.refusals_by_cause(tx)

    def feed_states(self) -> list[FeedState]:
        """How each planned feed fares, by outlet and address."""
        with self._db.read() as tx:
            return feeds.states(tx)

    def article(self, article: str, version: int | None = None) -> Article | None:
        """One version of an article, the newest by default; None where there is none."""
        with self._db.read() as tx:
            return articles.article_in(tx, article, version)

    def end_of(self, url: str) -> Article | Refusal | None:
        """How a discovered link ended: its article or its refusal; None where it waits or was never discovered."""
        with self._db.read() as tx:
            return links.end_of(tx, url)

    def archived(self, url: str) -> FetchedPage | None:
        """The newest kept answer to this address, byte for byte; None where it was never fetched. Raises StoreError."""
        with self._db.read() as tx:
            found = pages.archived(tx, url)
        return None if found is None else replace(found[0], body=self._archive.get(found[1]))

    def recheck(self, urls: Sequence[str], now: datetime) -> int:
        """Put links that have ended up to be fetched once more; gives how many were."""
        with self._db.write() as tx:
            documents.want_again(tx, urls, now)
            return links.recheck(tx, urls, now)
