"""The ledgers and the page queue, on SQLite and on a real PostgreSQL: every link ends once."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.errors import LeaseLost, StoreError
from pipeline.protocols import FeedOutcome
from pipeline.urls import article_id
from pipeline.values import Cause, Credit, DateCandidate, Moment, Refusal, Rights, Span
from storage import Store
from tests.storage.conftest import Place
from tests.storage.samples import HOST, NOW, article, crawl, entry, later, page, recrawl

FEED = f"{HOST}/feed"


def test_a_planned_feed_is_due_at_once_and_then_when_it_said(store: Store):
    store.plan_feeds([(FEED, "quill")], NOW)
    (feed,) = store.lease_feeds(["quill"], NOW, 60)
    store.finish_feed(feed, FeedOutcome(later(30), etag='"1"', status=200, entries=12), NOW)
    assert store.lease_feeds(["quill"], later(29), 60) == []
    (again,) = store.lease_feeds(["quill"], later(30), 60)
    assert (again.etag, again.failures) == ('"1"', 0)
    assert again.fence > feed.fence


def test_a_feed_can_be_asked_for_before_its_time(store: Store):
    store.plan_feeds([(FEED, "quill")], NOW)
    (feed,) = store.lease_feeds(["quill"], NOW, 60)
    store.finish_feed(feed, FeedOutcome(later(30)), NOW)
    assert len(store.lease_feeds(["quill"], later(1), 60, even_if_not_due=True)) == 1


def test_a_feed_that_left_the_configuration_is_not_fetched_and_comes_back_with_its_validators(store: Store):
    store.plan_feeds([(FEED, "quill")], NOW)
    (feed,) = store.lease_feeds(["quill"], NOW, 60)
    store.finish_feed(feed, FeedOutcome(later(5), etag='"1"', status=200), NOW)
    store.plan_feeds([], NOW)
    assert store.lease_feeds(["quill"], later(60), 60) == []
    assert store.feed_states() == []
    store.plan_feeds([(FEED, "quill")], later(60))
    assert [feed.etag for feed in store.lease_feeds(["quill"], later(60), 60)] == ['"1"']


def test_a_fault_keeps_the_validators_and_counts(store: Store):
    store.plan_feeds([(FEED, "quill")], NOW)
    (feed,) = store.lease_feeds(["quill"], NOW, 60)
    store.finish_feed(feed, FeedOutcome(later(5), etag='"1"', status=200, entries=3), NOW)
    (feed,) = store.lease_feeds(["quill"], later(5), 60)
    store.finish_feed(feed, FeedOutcome(later(10), status=503, fault="answered 503"), later(5))
    (state,) = store.feed_states()
    assert (state.fault, state.failures, state.entries, state.last_ok, state.last_check) == (
        "answered 503",
        1,
        3,
        NOW,
        later(5),
    )
    (feed,) = store.lease_feeds(["quill"], later(10), 60)
    assert (feed.etag, feed.failures) == ('"1"', 1)


def test_not_modified_keeps_validators_that_are_not_repeated(store: Store):
    store.plan_feeds([(FEED, "quill")], NOW)
    (feed,) = store.lease_feeds(["quill"], NOW, 60)
    store.finish_feed(feed, FeedOutcome(later(5), etag='"1"', last_modified="Mon", status=200, entries=3), NOW)
    (feed,) = store.lease_feeds(["quill"], later(5), 60)
    store.finish_feed(feed, FeedOutcome(later(10), etag='"1"', status=304), later(5))
    (feed,) = store.lease_feeds(["quill"], later(10), 60)
    assert (feed.etag, feed.last_modified, store.feed_states()[0].entries) == ('"1"', "Mon", 3)


def test_a_feed_whose_holder_paused_is_not_written_by_it(store: Store):
    store.plan_feeds([(FEED, "quill")], NOW)
    (paused,) = store.lease_feeds(["quill"], NOW, 60)
    (taken,) = store.lease_feeds(["quill"], later(2), 60)
    with pytest.raises(LeaseLost, match="taken over"):
        store.finish_feed(paused, FeedOutcome(later(99), fault="late"), later(2))
    store.finish_feed(taken, FeedOutcome(later(5)), later(2))
    assert store.feed_states()[0].fault is None


def test_a_link_is_known_by_its_normalised_address(store: Store):
    assert store.discover([entry("a"), entry("a", query="?utm_source=x"), entry("b")], NOW) == 2
    assert store.discover([entry("a", query="#top"), replace(entry("b"), guid="another", published=None)], later()) == 0
    assert store.counts().links_waiting == 2


def test_a_text_that_is_no_address_is_a_link_too_and_can_be_refused(store: Store):
    store.discover([replace(entry("a"), url="javascript:alert(1)")], NOW)
    (link,) = store.lease_links(["quill"], 5, NOW, 60)
    store.refuse_link(link, Refusal(link.entry.url, Cause.URL, "not a web address", NOW, "quill"))
    assert [(refusal.cause, refusal.url) for refusal in store.refusals()] == [(Cause.URL, "javascript:alert(1)")]
    assert store.refusals_by_cause() == {Cause.URL: 1}


def test_links_are_taken_oldest_first_by_one_holder_and_again_when_the_lease_is_over(store: Store):
    store.discover([entry("old")], NOW)
    store.discover([entry("new")], later())
    (first,) = store.lease_links(["quill"], 1, later(2), 60)
    assert first.entry == entry("old")
    assert [link.entry for link in store.lease_links(["quill"], 9, later(2), 60)] == [entry("new")]
    assert store.lease_links(["quill"], 9, later(2), 60) == []
    assert store.lease_links(["another"], 9, later(9), 60) == []
    (again, _) = store.lease_links(["quill"], 9, later(4), 60)
    assert again.entry == entry("old")
    with pytest.raises(LeaseLost):
        store.keep(first, page(first.entry.url))


def test_a_link_is_tried_again_when_it_was_said_and_counts_its_attempts(store: Store):
    store.discover([entry("a")], NOW)
    (link,) = store.lease_links(["quill"], 1, NOW, 60)
    store.retry_link(link, Cause.TIMEOUT, "no answer in 30 s", later(10))
    assert store.lease_links(["quill"], 1, later(9), 60) == []
    (link,) = store.lease_links(["quill"], 1, later(10), 60)
    assert link.attempts == 1


def test_a_link_that_was_only_given_back_has_all_its_tries_left(store: Store):
    store.discover([entry("a")], NOW)
    for _ in range(5):
        (link,) = store.lease_links(["quill"], 1, NOW, 60)
        assert link.attempts == 0
        store.retry_link(link, Cause.CONNECTION, "the crawl was stopped", NOW, tried=False)


def test_a_feed_that_was_only_given_back_has_neither_failed_nor_been_read(store: Store):
    store.plan_feeds([("https://quill.example/feed", "quill")], NOW)
    for outcome in (FeedOutcome(later(5), status=503, fault="answered 503"), FeedOutcome(later(6), tried=False)):
        (feed,) = store.lease_feeds(["quill"], later(5), 60, even_if_not_due=True)
        store.finish_feed(feed, outcome, NOW)
    (state,) = store.feed_states()
    assert (state.failures, state.fault, state.last_check, state.next_check) == (1, "answered 503", NOW, later(6))


def test_a_feed_that_was_read_with_a_warning_keeps_it_and_has_not_failed(store: Store):
    store.plan_feeds([("https://quill.example/feed", "quill")], NOW)
    (feed,) = store.lease_feeds(["quill"], NOW, 60)
    store.finish_feed(feed, FeedOutcome(later(5), status=200, entries=3, warning="broken XML"), NOW)
    (state,) = store.feed_states()
    assert (state.failures, state.fault, state.warning, state.entries, state.last_ok) == (0, None, "broken XML", 3, NOW)


def test_a_link_that_kills_whoever_fetches_it_is_refused_in_the_end(store: Store):
    store.discover([entry("a")], NOW)
    taken = 0
    while store.lease_links(["quill"], 1, NOW + timedelta(hours=taken), 60):
        taken += 1
        assert taken < 50
    assert [refusal.cause for refusal in store.refusals()] == [Cause.UNREADABLE]
    assert store.counts().links_waiting == 0


def test_a_page_comes_back_from_the_archive_byte_for_byte(store: Store, place: Place):
    body = bytes(range(256)) * 100
    store.discover([entry("a", query="?utm_source=rss")], NOW)
    (link,) = store.lease_links(["quill"], 1, NOW, 60)
    given = replace(page(f"{HOST}/a", body), final_url=f"{HOST}/2026/a", headers=(("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")))
    store.keep(link, given)
    (leased,) = store.lease_pages(1, NOW, 60)
    assert leased.page == replace(given, entry=link.entry)
    assert store.archived(f"{HOST}/2026/a#end") == leased.page
    assert store.archived(f"{HOST}/a") == leased.page
    assert store.archived(f"{HOST}/never") is None
    (file,) = place.archive.rglob("*.gz")
    assert gzip.decompress(file.read_bytes()) == body


def test_the_same_body_is_kept_once(store: Store, place: Place):
    store.discover([entry("a"), entry("b")], NOW)
    for link in store.lease_links(["quill"], 9, NOW, 60):
        store.keep(link, page(link.entry.url, b"the same"))
    assert len([path for path in place.archive.rglob("*") if path.is_file()]) == 1
    assert [leased.page.body for leased in store.lease_pages(9, NOW, 60)] == [b"the same"] * 2


def test_a_page_whose_bytes_are_damaged_costs_only_itself(store: Store, place: Place):
    store.discover([entry("a"), entry("b")], NOW)
    for link in store.lease_links(["quill"], 9, NOW, 60):
        store.keep(link, page(link.entry.url, link.entry.url.encode()))
    damaged = min(place.archive.rglob("*.gz"))
    damaged.write_bytes(gzip.compress(b"something else"))
    assert len(store.lease_pages(9, NOW, 60)) == 1
    (refusal,) = store.refusals()
    assert refusal.cause is Cause.UNREADABLE
    assert "restore the archive" in refusal.detail
    with pytest.raises(StoreError, match="damaged"):
        store.archived(refusal.url)


def test_the_first_reading_is_kept_whole(store: Store):
    read = article(
        "a",
        dates=(DateCandidate(Moment(NOW, day_only=True), "url"),),
        credits=(Credit("Meridian Wire", "wire-line"),),
        rights=Rights(text_mining_reserved=True, signals=("meta: noai",)),
    )
    outcome, kept = crawl(store, "a", read)
    assert outcome == "new"
    assert kept == replace(read, id=article_id(f"{HOST}/a"), first_seen=NOW, version=1)
    assert store.counts().articles == 1


def test_two_links_to_one_canonical_address_end_at_one_article(store: Store):
    crawl(store, "a")
    outcome, kept = crawl(store, "print-a", article("a"))
    assert (outcome, kept.id) == ("unchanged", article_id(f"{HOST}/a"))
    assert (store.counts().articles, store.counts().refused, store.counts().links_waiting) == (1, 0, 0)


def test_a_page_cannot_become_a_version_of_an_article_on_another_site(store: Store):
    _, kept = crawl(store, "a")
    elsewhere = "https://copycat.example/a"
    store.discover([replace(entry("a"), url=elsewhere)], NOW)
    (link,) = store.lease_links(["quill"], 1, NOW, 60)
    store.keep(link, page(elsewhere))
    (leased,) = store.lease_pages(1, NOW, 60)
    assert store.keep_article(leased, article("a", "All of it is different now."), NOW) == "new"
    assert store.article(kept.id) == kept
    assert store.article(article_id(elsewhere)) is not None


def test_an_edited_page_becomes_the_next_version_and_the_old_one_stays(store: Store):
    _, first = crawl(store, "a")
    outcome, second = recrawl(store, "a", article("a", "The ferry stopped at one. Two were hurt.", title="New"), at=later(60))
    assert (outcome, second.version, second.first_seen, second.title) == ("version", 2, NOW, "New")
    assert store.article(first.id, 1) == first
    assert store.article(first.id, 3) is None


def test_a_page_that_goes_back_to_an_older_text_is_a_version_of_its_own(store: Store):
    crawl(store, "a")
    recrawl(store, "a", article("a", "Another text."), at=later(60))
    outcome, third = recrawl(store, "a", article("a"), at=later(120))
    assert (outcome, third.version) == ("version", 3)


def test_an_unchanged_text_keeps_its_sentences_and_may_only_learn(store: Store):
    crawl(store, "a", article("a", authors=("Ada Fenn",), published=Moment(NOW), rights=Rights(no_archive=True)))
    poorer = article(
        "a", authors=(), published=None, title="", sentences=(Span(0, 3),), dates=(DateCandidate(Moment(NOW), "feed"),)
    )
    outcome, kept = recrawl(store, "a", poorer, at=later(60))
    assert outcome == "unchanged"
    assert (kept.authors, kept.published, kept.title, kept.rights.no_archive) == (("Ada Fenn",), Moment(NOW), "A", True)
    assert kept.sentences == article("a").sentences
    assert [candidate.origin for candidate in kept.dates] == ["feed"]
    _, kept = recrawl(store, "a", article("a", title="A better title", modified=Moment(later(9))), at=later(120))
    assert (kept.title, kept.modified, kept.version) == ("A better title", Moment(later(9)), 1)


def test_an_outlet_that_redates_its_pieces_does_not_move_them(store: Store):
    crawl(store, "a", article("a", published=Moment(NOW.replace(hour=0, minute=0), day_only=True)))
    _, kept = recrawl(store, "a", article("a", published=Moment(NOW)), at=later(60))
    assert kept.published == Moment(NOW)
    _, kept = recrawl(store, "a", article("a", published=Moment(later(60 * 24 * 9))), at=later(120))
    assert (kept.published, kept.first_seen) == (Moment(NOW), NOW)


def test_a_page_can_be_refused_with_its_cause(store: Store):
    store.discover([entry("a")], NOW)
    (link,) = store.lease_links(["quill"], 1, NOW, 60)
    store.keep(link, page(link.entry.url))
    (leased,) = store.lease_pages(1, NOW, 60)
    refusal = Refusal(link.entry.url, Cause.CONSENT, "asks for consent first", later(), "quill")
    store.refuse_page(leased, refusal)
    assert store.refusals() == [refusal]
    with pytest.raises(LeaseLost):
        store.keep_article(leased, article("a"), later())
    assert store.counts().articles == 0


def test_a_refusal_does_not_touch_good_text(store: Store):
    _, kept = crawl(store, "a")
    store.recheck([f"{HOST}/a"], later(60))
    (link,) = store.lease_links(["quill"], 1, later(60), 60)
    store.refuse_link(link, Refusal(link.entry.url, Cause.GONE, "answered 410", later(60), "quill"))
    assert store.article(kept.id) == kept
    assert (store.counts().refused, store.counts().links_waiting) == (0, 0)


def test_a_page_that_fails_three_times_is_refused_as_unreadable(store: Store):
    store.discover([entry("a")], NOW)
    (link,) = store.lease_links(["quill"], 1, NOW, 60)
    store.keep(link, page(link.entry.url))
    for attempt in range(3):
        (leased,) = store.lease_pages(1, later(attempt), 60)
        assert leased.attempts == attempt
        store.release_page(leased, "the reader was killed after 20 s", later(attempt))
    assert store.lease_pages(1, later(99), 60) == []
    (refusal,) = store.refusals()
    assert (refusal.cause, refusal.detail) == (Cause.UNREADABLE, "reading it failed 3 times: the reader was killed after 20 s")


def test_a_paused_reader_cannot_end_a_page_that_another_has(store: Store):
    store.discover([entry("a")], NOW)
    (link,) = store.lease_links(["quill"], 1, NOW, 60)
    store.keep(link, page(link.entry.url))
    (paused,) = store.lease_pages(1, NOW, 60)
    (taken,) = store.lease_pages(1, later(2), 60)
    for late in (
        lambda: store.keep_article(paused, article("a"), later(2)),
        lambda: store.refuse_page(paused, Refusal(link.entry.url, Cause.EMPTY, "", NOW)),
        lambda: store.release_page(paused, "", later(9)),
    ):
        with pytest.raises(LeaseLost):
            late()
    assert store.counts().articles == 0
    assert store.keep_article(taken, article("a"), later(2)) == "new"


def test_a_named_lease_has_one_holder_and_growing_fences(store: Store):
    first = store.acquire("grouping", "one", NOW, 60)
    assert first is not None
    assert store.acquire("grouping", "two", NOW, 60) is None
    store.renew("grouping", "one", first, later(1), 120)
    assert store.acquire("grouping", "two", later(2), 60) is None
    second = store.acquire("grouping", "two", later(4), 60)
    assert second is not None
    assert second > first
    with pytest.raises(LeaseLost):
        store.renew("grouping", "one", first, later(4), 60)
    store.release("grouping", "one", first)
    assert store.acquire("grouping", "three", later(4), 60) is None
    store.release("grouping", "two", second)
    third = store.acquire("grouping", "three", later(4), 60)
    assert third is not None
    assert third > second
