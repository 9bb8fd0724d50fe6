"""The index of near-copies comes back from the store: after a restart, after a crash, in two processes, for one window."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from pipeline import fingerprint as prints
from pipeline.near import LiveIndex
from pipeline.protocols import GroupingResult
from pipeline.values import Article, Assignment, Moment
from storage import Store, open_store
from tests.storage.conftest import Place
from tests.storage.samples import NOW, article, crawl, group, later, recrawl

WINDOW = timedelta(days=14)
REPORT = (
    "The night mail from Orlet stopped at the viaduct on Tuesday because a signal wire had come down. Forty passengers walked "
    "the last mile beside the track, led by a guard with a lamp, and were given tea in the booking hall. The railway says the "
    "wire was cut by a falling larch and that trains will run again by noon. A second larch is to be felled this week."
)
OTHER = (
    "Bakers in Quillmark have agreed on one price for the long loaf after a week of letters to the council. The smallest shop "
    "in the market lane asked for a penny more and did not get it. The price holds until the new harvest has been weighed."
)


def kept(store: Store, name: str, words: str, at=NOW, **more) -> Article:
    _, read = crawl(store, name, article(name, words, domain=f"{name}.example", **more), at=at)
    return grouped_alone(store, read, at)


def grouped_alone(store: Store, read: Article, at=NOW) -> Article:
    made = prints.text_fingerprint(read)
    group(store, GroupingResult((made,), (Assignment(read.id, f"s-{read.id}"),), (), {}), at)
    return read


def index_of(store: Store, now=NOW) -> LiveIndex:
    index = LiveIndex(store, WINDOW)
    index.catch_up(now)
    return index


def near(index: LiveIndex, words: str) -> list[str]:
    return [
        found.a for found in index.near_copies(prints.text_fingerprint(article("new", words, published=Moment(later(600)))))
    ]


def test_an_index_is_back_after_a_restart(place: Place):
    store = place.open()
    read, _ = kept(store, "mail", REPORT), kept(store, "loaf", OTHER)
    assert near(index_of(store), REPORT) == [read.id]
    store.close()
    again = index_of(place.open())
    assert len(again) == 2
    assert near(again, REPORT) == [read.id]


def test_two_indexes_of_one_store_come_to_the_same(store: Store, place: Place):
    first, second = LiveIndex(store, WINDOW), LiveIndex(place.open(), WINDOW)
    mail = kept(store, "mail", REPORT)
    assert (first.catch_up(NOW), second.catch_up(NOW)) == (1, 1)
    loaf = kept(place.open(), "loaf", OTHER)
    assert (first.catch_up(NOW), second.catch_up(NOW)) == (1, 1)
    assert first.catch_up(NOW) == 0
    for index in (first, second):
        assert (near(index, REPORT), near(index, OTHER)) == ([mail.id], [loaf.id])


def test_two_processes_that_keep_articles_at_once_lose_none_in_any_index(place: Place):
    index = LiveIndex(place.open(), WINDOW)
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_keep_one_after_the_other, args=(place.url, place.archive, name)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    read = 0
    while any(writer.is_alive() for writer in writers):
        read += index.catch_up(NOW)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    read += index.catch_up(NOW)
    assert (read, len(index)) == (12, 12)
    assert len(near(index, REPORT)) == 12


def _keep_one_after_the_other(url: str, archive: Path, name: str) -> None:
    store = open_store(url, archive)
    for number in range(6):
        read = _committed(store, f"{name}{number}")
        fence = None
        while fence is None:
            fence = store.acquire("grouping", name, NOW, 60)
        made = prints.text_fingerprint(read)
        store.save_grouping(GroupingResult((made,), (Assignment(read.id, f"s-{read.id}"),), (), {}), fence, NOW)
        store.release("grouping", name, fence)
    store.close()


def _committed(store: Store, name: str) -> Article:
    from tests.storage.samples import entry, page

    store.discover([entry(name, name[0])], NOW)
    (link,) = store.lease_links([name[0]], 1, NOW, 60)
    store.keep(link, page(link.entry.url))
    while True:
        for leased in store.lease_pages(1, NOW, 60):
            read = article(leased.page.url.rsplit("/", 1)[1], REPORT)
            store.keep_article(leased, read, NOW)
        from pipeline.urls import article_id

        found = store.article(article_id(article(name).canonical_url or ""))
        if found is not None:
            return found


def _die_after_the_article(url: str, archive: Path) -> None:
    store = open_store(url, archive)
    kept(store, "mail", REPORT)
    crawl(store, "second", article("second", REPORT + " It rained.", domain="second.example"))
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_article_whose_process_was_killed_before_the_index_had_it_is_found_by_the_next(place: Place):
    place.open().close()
    child = multiprocessing.get_context("spawn").Process(target=_die_after_the_article, args=(place.url, place.archive))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    store = place.open()
    index = index_of(store)
    # The article was committed, its fingerprint was not: the index has what the database has, and the article still waits.
    assert len(index) == 1
    (waiting,) = store.ungrouped(9)
    assert [found.relation for found in index.near_copies(prints.text_fingerprint(waiting))] == ["copy"]
    grouped_alone(store, waiting)
    assert index.catch_up(NOW) == 1
    assert waiting.id in index


def test_a_pass_that_fails_leaves_nothing_for_the_index(store: Store):
    from pipeline.errors import StoreError

    _, read = crawl(store, "mail", article("mail", REPORT))
    broken = GroupingResult((prints.text_fingerprint(read),), (Assignment(read.id, "s1"),), (), {"s1": "nowhere"})
    with pytest.raises(StoreError):
        group(store, broken)
    assert len(index_of(store)) == 0


def test_what_left_the_window_is_forgotten_and_not_read_again(store: Store):
    kept(store, "old", REPORT, published=Moment(NOW - timedelta(days=20)))
    fresh = kept(store, "fresh", OTHER, at=NOW + timedelta(days=10))
    index = index_of(store)
    assert len(index) == 2
    index.catch_up(NOW + timedelta(days=15))
    assert (len(index), fresh.id in index) == (1, True)
    assert near(index, REPORT) == []
    assert len(index_of(store, NOW + timedelta(days=15))) == 1


def test_a_date_in_the_future_does_not_hold_an_article_in_the_window(store: Store):
    kept(store, "mail", REPORT, published=Moment(NOW + timedelta(days=26_000)))
    assert len(index_of(store, NOW + timedelta(days=15))) == 0


def test_a_new_version_takes_the_place_of_the_old_one(store: Store):
    read = kept(store, "mail", REPORT)
    index = index_of(store)
    _, changed = recrawl(store, "mail", article("mail", OTHER), at=later(60))
    grouped_alone(store, changed, later(60))
    assert index.catch_up(NOW) == 1
    assert (len(index), near(index, REPORT), near(index, OTHER)) == (1, [], [read.id])


def test_an_article_that_the_store_has_no_more_is_forgotten(store: Store):
    read = kept(store, "mail", REPORT)
    index = index_of(store)
    with store._db.write() as tx:
        for table in ("sketches", "fingerprints"):
            tx.execute(text(f"delete from {table} where article = :article"), {"article": read.id})
    assert near(index, REPORT) == []
    assert read.id not in index
    # Its number is not given again: an index that has read it must see what comes after.
    again = grouped_alone(store, replace(read, title="Mail"))
    assert index.catch_up(NOW) == 1
    assert again.id in index


def test_what_a_site_prints_on_every_page_makes_no_copies_in_the_live_index(store: Store):
    footer = " ".join(f"about{number} us{number}" for number in range(40))
    for number in range(4):
        own = " ".join(f"own{number}x{word}" for word in range(30))
        _, read = crawl(store, f"p{number}", article(f"p{number}", f"{own} {footer}", domain="harbour.example"))
        grouped_alone(store, read)
    index = index_of(store)
    new = article("p9", " ".join(f"new{word}" for word in range(30)) + " " + footer, domain="harbour.example")
    assert index.near_copies(prints.text_fingerprint(new)) == []
    elsewhere = replace(new, domain="other.example", url="https://other.example/p9")
    assert index.near_copies(prints.text_fingerprint(elsewhere)) == []


def test_fingerprints_kept_before_there_was_an_index_are_brought_over(bare_place: Place):
    from alembic import command

    from storage.engine import Database
    from storage.migrate import migrations

    store = bare_place.open()
    read = kept(store, "mail", REPORT)
    with store._db.read() as tx:
        before = tx.execute(text("select article, domain, at, size, keys from sketches")).one()
    database = Database(bare_place.url)
    with database.write() as connection:
        # everything that came after the schema this goes back to
        for table in (
            "sketches", "corrected", "corrections", "adjustment_uses", "adjustments", "regrouped", "confirmations",
            "listed_subjects", "subject_rulings", "story_subjects", "tellings", "story_documents",
            "sentence_rulings",
        ):  # fmt: skip
            connection.execute(text(f"drop table {table}"))
        if connection.dialect.name == "postgresql":
            connection.execute(text("drop function write_regrouped cascade"))
        else:
            for table in ("memberships", "fingerprints"):
                for event in ("insert", "update", "delete"):
                    connection.execute(text(f"drop trigger {table}_regrouped_{event}"))
        connection.execute(text("alter table approvals drop column ruled"))
        connection.execute(text("drop index ix_fingerprints_seq"))
        connection.execute(text("alter table fingerprints drop column seq"))
        for table, column in (("drafts", "sensitive"), ("approvals", "confirmed_by"), ("approvals", "alone")):
            connection.execute(text(f"alter table {table} drop column {column}"))
        config = migrations()
        config.attributes["connection"] = connection
        command.stamp(config, "0003")
    database.close()
    again = bare_place.open()
    with again._db.read() as tx:
        assert tx.execute(text("select article, domain, at, size, keys from sketches")).one() == before
    assert near(index_of(again), REPORT) == [read.id]
