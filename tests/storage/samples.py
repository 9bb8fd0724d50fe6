"""Small, whole values for the store's tests: one invented outlet or two, one clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from pipeline.protocols import GroupingResult, LeasedExport
from pipeline.values import (
    Approved,
    Article,
    Assignment,
    Citation,
    Draft,
    DraftSentence,
    Edition,
    FeedEntry,
    FetchedPage,
    Fingerprint,
    Moment,
    NearCopy,
    PrintedSentence,
    Publication,
    Section,
    Source,
    Span,
    State,
)
from storage import Store

NOW = datetime(2026, 9, 14, 14, 5, tzinfo=UTC)
HOST = "https://quillandledger.example"


def later(minutes: float = 1) -> datetime:
    return NOW + timedelta(minutes=minutes)


def entry(name: str, outlet: str = "quill", query: str = "") -> FeedEntry:
    return FeedEntry(
        f"{HOST}/{name}{query}", outlet, f"{HOST}/feed", title=name.title(), published="Mon, 14 Sep 2026 14:05:00 GMT"
    )


def page(url: str, body: bytes = b"<p>The ferry stopped.</p>", at: datetime = NOW) -> FetchedPage:
    return FetchedPage(
        url, url, 200, (("Content-Type", "text/html"),), body, at, outlet="quill", signals=("robots: all may read",)
    )


def article(name: str, text: str = "The ferry stopped at noon. Nobody was hurt.", **more: object) -> Article:
    end = text.find(". ") + 1
    spans = (Span(0, end), Span(end + 1, len(text))) if end else (Span(0, len(text)),)
    address = f"{HOST}/{name}"
    given: dict[str, object] = {"title": name.title(), "outlet": "quill", "domain": "quillandledger.example"}
    given |= {"published": Moment(NOW), "url": address, "canonical_url": address, "sentences": spans, **more}
    return Article(id=name, text=text, **given)  # type: ignore[arg-type]  # a builder of tests


def crawl(store: Store, name: str, read: Article | None = None, *, at: datetime = NOW) -> tuple[str, Article]:
    """Bring one link all the way to an article; gives what the store said of it, and the article as it is kept."""
    from pipeline.urls import article_id

    read = read or article(name)
    store.discover([entry(name)], at)
    (link,) = [link for link in store.lease_links(["quill"], 1000, at, 60) if link.entry.url == entry(name).url]
    store.keep(link, page(link.entry.url, at=at))
    (leased,) = store.lease_pages(1, at, 60)
    outcome = store.keep_article(leased, read, at)
    kept = store.article(article_id(read.canonical_url or ""))
    assert kept is not None
    return outcome, kept


def recrawl(store: Store, name: str, read: Article, *, at: datetime) -> tuple[str, Article]:
    store.recheck([entry(name).url], at)
    return crawl(store, name, read, at=at)


def fingerprint(of: Article) -> Fingerprint:
    return Fingerprint(
        of.id,
        of.version,
        b"\x00\x01" * 256,
        b"\xff\x00" * 8,
        (("ferry", 2.0),),
        ("Ilse Marant",),
        ("41",),
        "en",
        of.published,
        9,
    )


def grouped(
    *homes: tuple[Article, str],
    merged: dict[str, str] | None = None,
    copies: Sequence[NearCopy] = (),
    related: Sequence[str] = (),
) -> GroupingResult:
    return GroupingResult(
        fingerprints=tuple(fingerprint(read) for read, _ in homes),
        assignments=tuple(Assignment(read.id, home, related=tuple(related)) for read, home in homes),
        copies=tuple(copies),
        merged=merged or {},
    )


def group(store: Store, result: GroupingResult, at: datetime = NOW) -> None:
    fence = store.acquire("grouping", "tests", at, 60)
    assert fence is not None
    store.save_grouping(result, fence, at)


def draft(story: str, sources: Sequence[Article], headline: str = "Ferry stops at noon", state: State = State.READY) -> Draft:
    first = sources[0]
    cited = (Citation(first.id, first.version, 0),)
    return Draft(
        story=story,
        version=1,
        state=state,
        category="hardware",
        language="en",
        updated=NOW,
        headline=DraftSentence(headline, cited),
        dek=DraftSentence("Nobody was hurt.", cited),
        sections=(
            Section(
                None, tuple(DraftSentence(f"As {read.title} says.", (Citation(read.id, read.version, 0),)) for read in sources)
            ),
        ),
        sources=tuple(source(rank, read) for rank, read in enumerate(sources, 1)),
        independent_sources=len(sources),
    )


def source(rank: int, of: Article) -> Source:
    texts = tuple(of.sentence(index) for index in range(len(of.sentences)))
    return Source(
        rank,
        of.id,
        of.version,
        of.digest,
        of.outlet or "",
        of.title,
        of.url,
        of.authors,
        of.published,
        "original",
        None,
        (),
        0.5,
        (),
        texts,
    )


def story_with_draft(store: Store, story: str = "s1", names: Sequence[str] = ("one", "two")) -> Draft:
    reads = [crawl(store, name)[1] for name in names]
    group(store, grouped(*((read, story) for read in reads)))
    return store.save_draft(draft(story, store.story_articles(story)), NOW)


def approve(store: Store, of: Draft, *targets: str, at: datetime = NOW) -> Approved:
    approved = Approved(of, "Odile Brandt", at)
    store.approve(approved, targets)
    return approved


def publication(leased: LeasedExport, url: str | None = None) -> Publication:
    of = leased.approved.draft
    printed = PrintedSentence(of.headline.text, ("1-1",), "verbatim", 1)
    edition = Edition(of.story, of.version, of.category, of.language, of.updated, printed, printed, (), (), (), (), (), 2)
    return Publication(edition, leased.target, leased.approved.by, leased.approved.at, NOW, url=url)
