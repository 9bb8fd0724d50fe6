"""Primary documents: asked for once, in no story by membership, and what became of each is on record."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from pipeline.documents.values import DOCUMENTS, StoryDocument, Wanted
from pipeline.errors import StoreError, UnknownStory
from pipeline.values import Article, Cause, FeedEntry, FetchedPage, Refusal, State
from storage import Store
from storage.grouping import forget_article
from tests.storage.conftest import Place
from tests.storage.samples import NOW, article, crawl, draft, group, grouped, later

URL = "https://brightloom.example/press/weaver-two"


def wanted(url: str = URL, **more: object) -> Wanted:
    given: dict[str, object] = {
        "kind": "company",
        "why": ("linked by 2 of 2 articles (2 independent outlets)",),
        "articles": (),
    }
    return Wanted(url, **{**given, **more})  # type: ignore[arg-type]  # a builder of tests


def story(store: Store, name: str) -> str:
    _, kept = crawl(store, name)
    group(store, grouped((kept, f"s{name}")))
    return f"s{name}"


def fetch(store: Store, url: str = URL, *, words: str = "We are proud of our loom. It runs for a week.") -> Article:
    """Fetch and read what waits as a document, as the crawl and the readers do."""
    (link,) = store.lease_links([DOCUMENTS.id], 10, later(), 60)
    store.keep(link, FetchedPage(url, url, 200, (), b"<p>kept</p>", later(), DOCUMENTS.id, link.entry))
    (leased,) = store.lease_pages(1, later(), 60)
    read = article(
        "doc", words, url=url, canonical_url=url, outlet="Brightloom", domain="brightloom.example", title="Weaver Two"
    )
    store.keep_article(leased, read, later())
    end = store.end_of(url)
    assert isinstance(end, Article)
    return end


def ended(store: Store) -> list[tuple[StoryDocument, Article | Refusal]]:
    return store.ended_documents(10)


def test_a_wanted_document_waits_as_a_link_and_is_asked_for_once(place: Place):
    store = place.open()
    one = story(store, "one")
    assert store.want_documents(one, [wanted()], 5, NOW) == 1
    assert store.want_documents(one, [wanted()], 5, later()) == 0
    (link,) = store.lease_links([DOCUMENTS.id], 10, later(), 60)
    assert link.entry.url == URL
    (document,) = store.documents(one)
    assert (document.state, document.url, document.kind, document.why) == ("wanted", URL, "company", wanted().why)
    assert store.counts().outlets == 1


def test_a_document_serves_two_stories_and_is_fetched_once(place: Place):
    store = place.open()
    one, other = story(store, "one"), story(store, "other")
    store.want_documents(one, [wanted()], 5, NOW)
    store.want_documents(other, [wanted("http://www.brightloom.example/press/weaver-two/?utm_source=x")], 5, NOW)
    read = fetch(store)
    assert {(document.story, end.id) for document, end in ended(store) if isinstance(end, Article)} == {
        (one, read.id),
        (other, read.id),
    }
    for document, _ in ended(store):
        assert store.join_document(document, read.id, later(2))
    assert store.lease_links([DOCUMENTS.id], 10, later(9), 60) == []
    assert [kept.id for _, kept in store.document_articles(one)] == [kept.id for _, kept in store.document_articles(other)]
    third = story(store, "third")
    store.want_documents(third, [wanted()], 5, later(10))
    assert store.lease_links([DOCUMENTS.id], 10, later(10), 60) == []
    assert [document.story for document, _ in ended(store)] == [third]


def test_a_document_is_never_grouped_and_no_member_of_its_story(place: Place):
    store = place.open()
    one = story(store, "one")
    store.want_documents(one, [wanted()], 5, NOW)
    read = fetch(store)
    assert store.ungrouped(10) == []
    ((document, _),) = ended(store)
    store.join_document(document, read.id, later(2))
    assert store.ungrouped(10) == []
    assert read.id not in store.story(one).articles
    assert read.id not in {kept.id for kept in store.story_articles(one)}
    assert [kept for _, kept in store.document_articles(one)] == [read]


def test_what_a_feed_finds_later_is_its_outlets_article_and_no_longer_a_document_only(place: Place):
    store = place.open()
    one = story(store, "one")
    store.want_documents(one, [wanted()], 5, NOW)
    read = fetch(store)
    found = FeedEntry(URL, "brightloom", "https://brightloom.example/feed")
    assert store.discover([found], later(3)) == 0
    assert [waiting.id for waiting in store.ungrouped(10)] == [read.id]


def test_an_article_that_joined_by_its_feed_is_not_listed_as_a_document_besides(place: Place):
    store = place.open()
    one = story(store, "one")
    store.want_documents(one, [wanted()], 5, NOW)
    read = fetch(store)
    ((document, _),) = ended(store)
    store.join_document(document, read.id, later(2))
    group(store, grouped((read, one)))
    assert store.document_articles(one) == []


def test_joining_makes_the_draft_out_of_date_once(place: Place):
    store = place.open()
    one = story(store, "one")
    store.want_documents(one, [wanted()], 5, NOW)
    store.story_articles(one)
    store.save_draft(draft(one, store.story_articles(one)), later())
    assert store.undrafted(10) == []
    read = fetch(store)
    ((document, _),) = ended(store)
    assert store.join_document(document, read.id, later(2))
    assert not store.join_document(document, read.id, later(3))
    assert store.undrafted(10) == [one]
    assert any("primary document joined: " + URL in what for _, _, what in store.history(one))
    assert ended(store) == []


def test_a_document_opens_no_story_that_a_person_has_rejected(place: Place):
    store = place.open()
    one = story(store, "one")
    store.save_draft(draft(one, store.story_articles(one)), later())
    store.want_documents(one, [wanted()], 5, NOW)
    read = fetch(store)
    store.reject(one, "Ada", "not ours", later(2))
    ((document, _),) = ended(store)
    assert store.join_document(document, read.id, later(3))
    assert store.story(one).state is State.REJECTED
    assert store.undrafted(10) == []


def test_what_cannot_be_had_is_on_record_with_its_cause_and_leaves_the_draft_alone(place: Place):
    store = place.open()
    one = story(store, "one")
    store.save_draft(draft(one, store.story_articles(one)), later())
    store.want_documents(one, [wanted()], 5, NOW)
    (link,) = store.lease_links([DOCUMENTS.id], 10, later(), 60)
    store.retry_link(link, Cause.TIMEOUT, "no answer in 30 s", later(5))
    (waiting,) = store.documents(one)
    assert (waiting.state, waiting.attempts, waiting.detail) == ("wanted", 1, "no answer in 30 s")
    (link,) = store.lease_links([DOCUMENTS.id], 10, later(6), 60)
    store.refuse_link(link, Refusal(URL, Cause.ROBOTS, "robots.txt forbids it", later(6), DOCUMENTS.id))
    ((document, end),) = ended(store)
    assert isinstance(end, Refusal)
    assert store.fail_document(document, end.cause, end.detail, later(7))
    assert not store.fail_document(document, end.cause, end.detail, later(8))
    (failed,) = store.documents(one)
    assert (failed.state, failed.cause, failed.detail) == ("failed", Cause.ROBOTS, "robots.txt forbids it")
    assert store.undrafted(10) == []
    assert store.history(one)[-1][2] == f"primary document not fetched: {URL}: robots.txt forbids it"


def test_one_that_failed_is_wanted_again_when_a_person_retries_its_address(place: Place):
    store = place.open()
    one = story(store, "one")
    store.want_documents(one, [wanted()], 5, NOW)
    (link,) = store.lease_links([DOCUMENTS.id], 10, later(), 60)
    store.refuse_link(link, Refusal(URL, Cause.ROBOTS, "robots.txt forbids it", later(), DOCUMENTS.id))
    ((document, _),) = ended(store)
    store.fail_document(document, Cause.ROBOTS, "robots.txt forbids it", later(2))
    store.recheck([URL], later())
    assert [one.state for one in store.documents(one)] == ["wanted"]
    assert isinstance(fetch(store), Article)
    assert len(ended(store)) == 1


def test_a_file_that_nothing_reads_is_on_record_and_never_asked_for(place: Place):
    store = place.open()
    one = story(store, "one")
    store.want_documents(one, [wanted("https://court.example/order.pdf", unreadable="a PDF file is not read")], 5, NOW)
    assert store.lease_links([DOCUMENTS.id], 10, later(), 60) == []
    (document,) = store.documents(one)
    assert (document.state, document.cause, document.detail) == ("failed", Cause.NOT_HTML, "a PDF file is not read")


def test_no_story_wants_more_than_its_limit_and_what_failed_leaves_room(place: Place):
    store = place.open()
    one = story(store, "one")
    many = [wanted(f"{URL}-{number}") for number in range(9)]
    assert store.want_documents(one, many, 2, NOW) == 2
    assert [document.url for document in store.documents(one)] == [many[0].url, many[1].url]
    for link in store.lease_links([DOCUMENTS.id], 10, later(), 60):
        store.refuse_link(link, Refusal(link.entry.url, Cause.GONE, "gone (410)", later(), DOCUMENTS.id))
    for document, _ in ended(store):
        store.fail_document(document, Cause.GONE, "gone (410)", later())
    assert store.want_documents(one, many, 2, later(2)) == 2
    for link in store.lease_links([DOCUMENTS.id], 10, later(3), 60):
        store.refuse_link(link, Refusal(link.entry.url, Cause.GONE, "gone (410)", later(3), DOCUMENTS.id))
    for document, _ in ended(store):
        store.fail_document(document, Cause.GONE, "gone (410)", later(3))
    assert store.want_documents(one, many, 2, later(4)) == 0
    assert len(store.documents(one)) == 4


def test_what_was_read_before_is_not_fetched_again(place: Place):
    store = place.open()
    one = story(store, "one")
    _, post = crawl(store, "own-post")
    store.want_documents(one, [wanted(post.canonical_url)], 5, NOW)
    assert store.lease_links([DOCUMENTS.id, "quill"], 10, later(), 60) == []
    ((document, end),) = ended(store)
    assert isinstance(end, Article)
    assert end.id == post.id
    assert document.story == one


def test_a_merged_story_keeps_the_documents_of_both(place: Place):
    store = place.open()
    one, other = story(store, "one"), story(store, "other")
    store.want_documents(one, [wanted()], 5, NOW)
    read = fetch(store)
    store.want_documents(other, [wanted(), wanted("https://brightloom.example/press/second")], 5, NOW)
    for document, end in ended(store):
        if isinstance(end, Article):
            store.join_document(document, end.id, later(2))
    kept = store.merge(one, other, "Ada", "one event", later(4)).correction.target
    assert [(document.url[-8:], document.state) for document in store.documents(kept)] == [
        ("aver-two", "joined"),
        ("s/second", "wanted"),
    ]
    assert [article.id for _, article in store.document_articles(kept)] == [read.id]
    assert store.want_documents(kept, [wanted()], 5, later(5)) == 0


def test_a_document_with_another_text_makes_every_story_that_it_serves_out_of_date(place: Place):
    store = place.open()
    one, other = story(store, "one"), story(store, "other")
    for wanting in (one, other):
        store.want_documents(wanting, [wanted()], 5, NOW)
    read = fetch(store)
    for document, _ in ended(store):
        store.join_document(document, read.id, later(2))
    for drafted in (one, other):
        store.save_draft(draft(drafted, store.story_articles(drafted)), later(3))
    assert store.undrafted(10) == []
    store.recheck([URL], later())
    fetch(store, words="We are proud of our loom. It runs for two weeks.")
    assert sorted(store.undrafted(10)) == sorted([one, other])
    assert [kept.version for _, kept in store.document_articles(one)] == [2]


def test_a_document_that_is_taken_away_leaves_its_stories(place: Place):
    store = place.open()
    one = story(store, "one")
    store.want_documents(one, [wanted()], 5, NOW)
    read = fetch(store)
    ((document, _),) = ended(store)
    store.join_document(document, read.id, later(2))
    with store._db.write() as tx:
        forget_article(tx, read.id, later(3))
    assert store.document_articles(one) == []
    assert [(left.state, left.detail) for left in store.documents(one)] == [("failed", "was taken away")]


def test_a_joined_document_is_an_article_whatever_is_written(place: Place):
    store = place.open()
    one = story(store, "one")
    store.want_documents(one, [wanted()], 5, NOW)
    for state in ("joined", "forgotten"):
        with pytest.raises(StoreError), store._db.write() as tx:
            tx.execute(text("update story_documents set state = :state"), {"state": state})


def test_a_story_that_is_not_there_wants_nothing(place: Place):
    with pytest.raises(UnknownStory):
        place.open().want_documents("nobody", [wanted()], 5, NOW)
