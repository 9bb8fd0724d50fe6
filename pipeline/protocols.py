"""The seams: what each room needs of the others, in protocols of at most five methods.

Who may call what: ``crawlers`` the two ledgers; the work process ``PageQueue``, ``Grouping`` and ``Drafting``; the desk
and the command line ``Desk``; the export process ``Outbox``; every process ``Leases``. ``storage.Store`` is all of them.
Methods are synchronous, each one transaction, safe to call from any thread; an ``async`` caller runs them in a thread.

Every method that takes work takes a lease: ``fence`` grows with each taking, and a result that comes with an older fence
raises ``LeaseLost`` and changes nothing. Each may raise, besides what it says itself, ``StoreBusy``, ``DiskFull`` and
``StoreError``.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from pipeline.rank.authority import Authority
from pipeline.values import (
    Approved,
    Article,
    Assignment,
    Cause,
    Confirmed,
    Draft,
    FeedEntry,
    FetchedPage,
    Fingerprint,
    NearCopy,
    Outlet,
    Publication,
    Refusal,
    State,
    Story,
    Style,
    Topic,
)

if TYPE_CHECKING:
    from pipeline.near.sketch import Sketch

# --------------------------------------------------------------------------- crawling


@dataclass(frozen=True, slots=True)
class LeasedFeed:
    """A feed that this process may fetch now, with the validators of the last full answer."""

    url: str
    outlet: str
    fence: int
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What came of one feed: its new validators, when to come again, and the fault in words if it gave nothing.

    ``warning`` is what was wrong with one that was read all the same. One that was not asked (``tried`` is False: the crawl
    was stopped) is only given back: it counts neither as read nor as failed.
    """

    next_check: datetime
    etag: str | None = None
    last_modified: str | None = None
    status: int | None = None
    entries: int = 0
    fault: str | None = None
    warning: str | None = None
    tried: bool = True


class FeedLedger(Protocol):
    """Which feeds there are and when each is due. The truth about the schedule."""

    def plan_feeds(self, feeds: Sequence[tuple[str, str]], now: datetime) -> None:
        """Make the (url, outlet) feeds of the configuration the ones that exist; new ones are due at once."""

    def lease_feeds(
        self, outlets: Sequence[str], now: datetime, seconds: int, *, even_if_not_due: bool = False
    ) -> list[LeasedFeed]:
        """Take the due feeds of these outlets for ``seconds``."""

    def finish_feed(self, feed: LeasedFeed, outcome: FeedOutcome, now: datetime) -> None:
        """Record what came of a leased feed and give it back."""


@dataclass(frozen=True, slots=True)
class LeasedLink:
    """A discovered link that this process may fetch now."""

    entry: FeedEntry
    fence: int
    attempts: int = 0


class LinkLedger(Protocol):
    """Every discovered link, until it has ended as an article or a refusal. A link is known by its normalised URL."""

    def discover(self, entries: Sequence[FeedEntry], now: datetime) -> int:
        """Write down links that are not known yet (by ``pipeline.urls.normalise``) as waiting; gives how many were new."""

    def lease_links(self, outlets: Sequence[str], limit: int, now: datetime, seconds: int) -> list[LeasedLink]:
        """Take waiting links whose time has come, oldest first."""

    def keep(self, link: LeasedLink, page: FetchedPage) -> None:
        """Archive the page byte for byte and put it up for extraction, in that order."""

    def refuse_link(self, link: LeasedLink, refusal: Refusal) -> None:
        """End a link without an article."""

    def retry_link(self, link: LeasedLink, cause: Cause, detail: str, at: datetime, *, tried: bool = True) -> None:
        """Give a link back to be fetched at ``at`` (the caller bounds the attempts; one that was not ``tried`` is none)."""


# --------------------------------------------------------------------------- work


@dataclass(frozen=True, slots=True)
class LeasedPage:
    """A fetched page that this process may read now."""

    page: FetchedPage
    fence: int
    attempts: int = 0


class PageQueue(Protocol):
    """Fetched pages that wait for extraction."""

    def lease_pages(self, limit: int, now: datetime, seconds: int) -> list[LeasedPage]:
        """Take pages that wait, oldest first, with their bytes from the archive."""

    def keep_article(self, leased: LeasedPage, article: Article, now: datetime) -> Literal["new", "version", "unchanged"]:
        """Store the article: new, the next version of the one with its canonical URL, or unchanged; ends the link."""

    def refuse_page(self, leased: LeasedPage, refusal: Refusal) -> None:
        """End the link of this page without an article. Stored good text is not touched."""

    def release_page(self, leased: LeasedPage, detail: str, retry_at: datetime) -> None:
        """Give the page back after a fault of ours (a killed child); the store quarantines it as a refusal after three."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """An active article as the grouping sees it: its fingerprint and the story it is in.

    ``published``: a person has approved that story. Two such stories are never merged by the grouping. ``at`` is the later of
    its publication and the first sight of it: for how long it is active.
    """

    fingerprint: Fingerprint
    story: str
    published: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What became of the grouping since the change of a number; ``last`` is the number of the newest.

    ``grouped`` are active articles in the order in which they were first grouped, without signature and shared text: all of
    them where it is ``whole`` (nobody can tell what changed), else those that the asker does not know. ``stories`` says where
    those that changed are now, ``gone`` are those of them that are in no story, or not active. ``published`` are the stories
    that readers have seen.
    """

    last: int
    whole: bool
    grouped: tuple[Grouped, ...]
    stories: Mapping[str, str]
    gone: tuple[str, ...]
    published: frozenset[str]


@dataclass(frozen=True, slots=True)
class GroupingResult:
    """What one grouping pass decided. ``merged`` maps the id that goes to the id that stays.

    ``corrections`` is the number of the newest correction that the pass knew of (0 before the first): the store refuses a
    pass that a newer one has overtaken. None is for a pass that has nothing to do with corrections. ``fingerprints`` come in
    the order in which they were decided, ``sketches`` are what the index of near-copies keeps of them.
    """

    fingerprints: tuple[Fingerprint, ...]
    assignments: tuple[Assignment, ...]
    copies: tuple[NearCopy, ...]
    merged: Mapping[str, str]
    corrections: int | None = None
    sketches: Mapping[str, Sketch] = field(default_factory=dict)


class Grouping(Protocol):
    """What the clusterer reads and writes. One process at a time does this, under the lease ``grouping``."""

    def ungrouped(self, limit: int) -> list[Article]:
        """Newest versions of articles that are in no story yet, by publication then first seen."""

    def active(self, since: datetime) -> list[Grouped]:
        """Fingerprints and stories of the articles first seen since."""

    def regrouped(self, after: int | None, since: datetime, known: Container[str]) -> Regrouped:
        """What became of the grouping after this number (None: everything), of articles first seen since."""

    def save_grouping(self, result: GroupingResult, fence: int, now: datetime) -> None:
        """Keep a pass whole or not at all: new stories, memberships with their why, copies, redirects for merged ids."""

    def story_articles(self, story: str) -> list[Article]:
        """The newest version of every article in a story, in the order they joined."""

    def copies(self, articles: Sequence[str]) -> list[NearCopy]:
        """The known near-copies among these articles."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about which articles report one event; numbered from 1 in the order they were made.

    ``moved`` are the articles that went from the story ``source`` to ``target``; ``joined`` were in ``target`` already,
    ``left`` stayed behind in ``source``. A merge moves all of ``source`` (its id leads to ``target`` from then on), a split
    moves some into a story that is new; a move moves one article.
    """

    number: int
    kind: Literal["merge", "split", "move"]
    source: str
    target: str
    moved: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that was made, and in words what became of approvals, exports and publications by it."""

    correction: Correction
    consequences: tuple[str, ...] = ()


class Corrections(Protocol):
    """What a person says about the grouping. Each is one transaction, holds for ever, and bears who said it and when.

    Each raises UnknownStory, and CorrectionRefused with the reason; then nothing has changed.
    """

    def merge(self, one: str, other: str, by: str, note: str, now: datetime, *, published: bool = False) -> Corrected:
        """All coverage in one story: the published one stays, else the older. ``published`` allows it for two of them."""

    def split(self, story: str, articles: Sequence[str], by: str, note: str, now: datetime) -> Corrected:
        """Set these articles apart from the rest. The id stays with the published part, else the larger."""

    def move(self, article: str, story: str | None, by: str, note: str, now: datetime) -> Corrected:
        """Put an article into another story, or with None into a new one."""

    def corrections(self) -> list[Correction]:
        """All that were ever made, in their order."""

    def stories_of(self, articles: Collection[str]) -> Mapping[str, str]:
        """The stories of those of these articles that are in one."""


@dataclass(frozen=True, slots=True)
class KeptAdjustment:
    """What was learned from corrections: a numbered version of the weights, with what they were learned from.

    ``record`` is what ``pipeline.cluster.adjust`` wrote. Version 0 is the score as it ships and is never kept.
    """

    version: int
    by: str
    at: datetime
    record: Mapping[str, object]


class Learning(Protocol):
    """What was learned, and which version of it the grouping uses."""

    def adjustments(self) -> list[KeptAdjustment]:
        """Every version, oldest first."""

    def keep_adjustment(self, record: Mapping[str, object], by: str, now: datetime) -> int:
        """Keep weights as the next version and use it; gives its number."""

    def use_adjustment(self, version: int, by: str, now: datetime) -> None:
        """Use an older version, 0 for the score as it ships. Raises CorrectionRefused for one that is not there."""

    def adjustment(self) -> KeptAdjustment | None:
        """The version in use, None for the score as it ships."""


class Drafting(Protocol):
    """What the writer's process reads and writes."""

    def undrafted(self, limit: int) -> list[str]:
        """Ids of stories whose newest draft is missing or older than their coverage, and that no person has closed."""

    def save_draft(self, draft: Draft, now: datetime) -> Draft:
        """Keep a draft as the story's next version (the version given is replaced by the one assigned).

        A draft whose content equals the newest one's is not kept again: the newest is given back.
        """

    def draft(self, story: str, version: int | None = None) -> Draft | None:
        """One version of a story's draft, the newest by default."""

    def related_headlines(self, stories: Sequence[str]) -> Mapping[str, tuple[str, str | None]]:
        """Headline and public address (None where not exported) of those of these stories that have a draft."""


# --------------------------------------------------------------------------- the desk and the world out


@dataclass(frozen=True, slots=True)
class StorySummary:
    """One line of the queue.

    ``sensitive`` tells that two editors must approve its newest draft, ``confirmed_by`` who of them has: it waits for another.
    """

    id: str
    state: State
    headline: str
    category: str
    articles: int
    outlets: int
    independent_sources: int
    problems: int
    version: int | None
    updated: datetime
    sensitive: bool = False
    confirmed_by: str = ""


class Desk(Protocol):
    """What an editor does with stories, in the browser or in the terminal."""

    def queue(self, state: State | None = None, since: datetime | None = None, limit: int = 200) -> list[StorySummary]:
        """Stories, the most recently changed first."""

    def story(self, story: str) -> Story:
        """A story by its id or by the id of one merged into it. Raises UnknownStory."""

    def approve(self, approved: Approved, targets: Sequence[str]) -> None:
        """Keep an approval and the intention to export it to the targets, in one transaction."""

    def confirm(self, confirmed: Confirmed) -> None:
        """Keep the first of the two approvals that a draft with a sensitive person in it needs."""

    def reject(self, story: str, by: str, note: str, now: datetime) -> None:
        """Close a story with a note; later coverage reopens it."""

    def history(self, story: str) -> list[tuple[datetime, str, str]]:
        """(when, who, what) of a story, oldest first, from the audit log."""


@dataclass(frozen=True, slots=True)
class LeasedExport:
    """An approved article that this process may bring to a target now. ``previous`` is what the target has of ours."""

    approved: Approved
    target: str
    fence: int
    previous: Publication | None = None


class Outbox(Protocol):
    """Approved articles on their way out. One publication a (story, target)."""

    def lease_exports(self, target: str | None, now: datetime, seconds: int, story: str | None = None) -> list[LeasedExport]:
        """Take what waits for this target (or for any)."""

    def finish_export(self, leased: LeasedExport, publication: Publication, now: datetime) -> None:
        """The target has it."""

    def fail_export(self, leased: LeasedExport, detail: str, retry_at: datetime | None) -> None:
        """The target did not take it; None as ``retry_at`` waits for a person."""

    def publications(self, target: str) -> list[Publication]:
        """The newest revision of everything the target has, most recently published first."""


class Leases(Protocol):
    """Named leases for work that one process at a time may do."""

    def acquire(self, name: str, holder: str, now: datetime, seconds: int) -> int | None:
        """A fence number larger than any before, or None while another holder has it."""

    def renew(self, name: str, holder: str, fence: int, now: datetime, seconds: int) -> None:
        """Keep it longer. Raises LeaseLost."""

    def release(self, name: str, holder: str, fence: int) -> None:
        """Give it back; one that was lost already is no error."""


# --------------------------------------------------------------------------- proof


class EntailmentScorer(Protocol):
    """Says how surely a claim follows from what it cites: ``pipeline.entailment`` of a model that the newsroom brings."""

    @property
    def name(self) -> str:
        """Changes whenever the model does: scores of two names are never compared."""

    def scores(self, pairs: Sequence[tuple[Sequence[str], str]]) -> list[float]:
        """One score from 0 to 1 for each (premise sentences, claim), in their order; the same whatever else is asked.

        Raises ModelUnusable.
        """


# --------------------------------------------------------------------------- writers and targets


@dataclass(frozen=True, slots=True)
class StorySheet:
    """All that a writer is given for one story; ``authority`` is the outlets' record, by category."""

    story: str
    articles: tuple[Article, ...]
    outlets: Mapping[str, Outlet]
    copies: tuple[NearCopy, ...]
    topics: tuple[Topic, ...]
    style: Style
    related: tuple[tuple[str, str, str | None], ...]
    now: datetime
    authority: Mapping[str, Authority] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """One source as a language model is shown it: ``lines`` are (``RANK-SENTENCE``, text), the only ids that it may cite."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a language model is asked: ``task`` and ``request`` are ours, ``sources`` are data of strangers.

    ``earlier`` are answers to this question with what was wrong about each. ``shape`` is the JSON schema of the answer, None
    where it is text with marks of citations. ``answer_tokens`` bounds the answer, ``tokens`` and ``cost`` the whole call.
    """

    task: str
    sources: tuple[NumberedSource, ...]
    request: str
    shape: Mapping[str, object] | None
    answer_tokens: int
    tokens: int
    cost: float
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: JSON of the asked shape or text with marks; ``end`` tells whether it is whole; what it took."""

    text: str
    end: Literal["whole", "cut", "refused"] = "whole"
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0


class LanguageModel(Protocol):
    """Answers questions about numbered sentences; ``newsloom.endpoints`` has the ones that ship."""

    @property
    def name(self) -> str:
        """What the draft says wrote it."""

    @property
    def cites(self) -> bool:
        """Whether it sets marks of citations itself (then it is asked for text), or is to be asked for them in JSON."""

    def ask(self, question: Question) -> Answer:
        """The answer, the same one again for an equal question that was answered before. Raises ModelSilent with the cause."""


class Writer(Protocol):
    """Writes one draft. ``pipeline.write`` has the ones that ship; the configuration names one."""

    def write(self, sheet: StorySheet) -> Draft:
        """A draft with version 1 and state gathering or ready; the store numbers it. Deterministic for equal sheets."""


class Exporter(Protocol):
    """Brings an approved article to one target. One file in ``exporters`` each."""

    def export(self, approved: Approved, previous: Publication | None, now: datetime) -> Publication:
        """Create or update in place; gives what the target now has. Raises ExportFailed; then nothing counts as exported."""
