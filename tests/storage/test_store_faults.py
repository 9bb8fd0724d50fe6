"""What happens when processes die, meet, or run out of room: everything acknowledged is there, every link ends once."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text

from pipeline.errors import DiskFull, LeaseLost, NewsloomError, NotApprovable, StoreBusy
from storage import Store, open_store
from storage.schema import audit
from tests.storage import work
from tests.storage.conftest import Place
from tests.storage.samples import NOW, approve, article, crawl, draft, entry, later, page, story_with_draft

# Children are real processes that are forked from a server which has imported everything: a kill costs no start-up.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.storage.work"])


def test_a_killed_process_loses_nothing_that_was_acknowledged_and_every_link_ends_once(place: Place, tmp_path: Path):
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201  what a run that failed is repeated with
    chance, journal = random.Random(seed), tmp_path / "journal"
    for step in range(20 if place.url.startswith("sqlite") else 8):
        child = processes.Process(target=work.crawl_and_read, args=(place.url, place.archive, step, journal, 10_000))
        child.start()
        _wait_for(journal, f"opened {step}\n", more=chance.randrange(20))
        time.sleep(chance.uniform(0, 0.02))
        assert child.is_alive(), "the child ended before it was killed"
        child.kill()
        child.join(30)
    last = processes.Process(target=work.crawl_and_read, args=(place.url, place.archive, 99, journal, 0))
    last.start()
    last.join(60)
    assert last.exitcode == 0
    _check(place, journal.read_text().splitlines())


def _wait_for(journal: Path, line: str, *, more: int) -> None:
    """Wait until the line and so many lines after it are there: a slow machine is killed at the same places as a fast one."""
    until = time.monotonic() + 60
    while not (journal.exists() and line in (said := journal.read_text()) and said.partition(line)[2].count("\n") >= more):
        assert time.monotonic() < until
        time.sleep(0.002)


def _check(place: Place, acknowledged: list[str]) -> None:
    store = place.open()
    with store._db.read() as tx:
        ended = {row.url: row for row in tx.execute(text("select * from links"))}
        pages = tx.execute(text("select link, count(*) from pages group by link having count(*) > 1")).all()
        if tx.dialect.name == "sqlite":
            assert tx.execute(text("pragma integrity_check")).scalar_one() == "ok"
            assert tx.execute(text("pragma foreign_key_check")).all() == []
    assert pages == [], "no page was kept twice for one link"
    assert {row.state for row in ended.values()} == {"article", "refused"}
    ends = [line.split() for line in acknowledged if line.split()[0] in {"article", "refused"}]
    assert len(ends) == len({url for _, url in ends}), "no end was acknowledged twice"
    for what, url in ends:
        assert ended[url].state == what
    for line in acknowledged:
        what, url = line.split()
        assert what == "opened" or url in ended, line
        if what == "kept":
            kept = store.archived(url)
            assert kept is not None
            assert kept.body == url.encode() * 50
    counts = store.counts()
    assert counts.articles + counts.refused == len(ended) > 8
    assert (counts.links_waiting, counts.pages_waiting) == (0, 0)


def test_processes_never_take_the_same_link(place: Place, tmp_path: Path):
    store = place.open()
    store.discover([entry(str(number)) for number in range(120)], NOW)
    journals = [tmp_path / f"taken-{number}" for number in range(3)]
    takers = [processes.Process(target=work.take_links, args=(place.url, place.archive, journal)) for journal in journals]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join(60)
    taken = [url for journal in journals for url in journal.read_text().split()]
    assert len(taken) == len(set(taken)) == 120


def test_threads_share_one_store(store: Store):
    store.discover([entry(str(number)) for number in range(40)], NOW)

    def carry(_: int) -> int:
        carried = 0
        while links := store.lease_links(["quill"], 1, NOW, 60):
            store.keep(links[0], page(links[0].entry.url))
            carried += 1
        return carried

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(carry, range(8))) == 40
    assert store.counts().pages_waiting == 40


def test_two_readers_of_one_article_make_one_article(store: Store):
    for step in range(5):
        store.discover([entry(f"{step}-a"), entry(f"{step}-b")], later(step))
        for link in store.lease_links(["quill"], 9, later(step), 60):
            store.keep(link, page(link.entry.url))
        leased = store.lease_pages(9, later(step), 60)
        meet = threading.Barrier(2)

        def read(one, meet=meet, step=step):
            meet.wait(10)
            return store.keep_article(one, article(f"canonical-{step}"), later(step))

        with ThreadPoolExecutor(2) as pool:
            assert sorted(pool.map(read, leased)) == ["new", "unchanged"]


def test_an_approval_and_a_new_draft_that_meet_leave_no_unseen_text_approved(store: Store):
    for step in range(5):
        story = f"s{step}"
        seen = story_with_draft(store, story, (f"{step}-a", f"{step}-b"))
        newer = draft(story, store.story_articles(story), "Written meanwhile")
        meet = threading.Barrier(2)

        def approve_it(seen=seen, meet=meet) -> bool:
            meet.wait(10)
            try:
                approve(store, seen, "files")
            except NotApprovable:
                return False
            return True

        def write_it(newer=newer, meet=meet) -> None:
            meet.wait(10)
            store.save_draft(newer, NOW)

        with ThreadPoolExecutor(2) as pool:
            approved, written = pool.submit(approve_it), pool.submit(write_it)
            written.result()
            said = [what for _, _, what in store.history(story)]
            order = [what for what in said if what.startswith(("approved", "draft 2"))]
            assert order == (
                ["approved version 1 for files", "draft 2 written: ready"] if approved.result() else ["draft 2 written: ready"]
            )
    with store._db.read() as tx:
        numbers = list(tx.execute(audit.select().order_by(audit.c.seq)).scalars())
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_lock_of_another_process_is_waited_for(tmp_path: Path):
    store = open_store(f"sqlite:///{tmp_path}/newsloom.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "newsloom.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("begin exclusive")
        release = threading.Timer(0.3, lambda: other.execute("rollback"))
        release.start()
        assert store.discover([entry("a")], NOW) == 1
        release.join()
    store.close()


def test_a_lock_that_is_held_too_long_is_named_and_nothing_is_lost(tmp_path: Path):
    store = open_store(f"sqlite:///{tmp_path}/newsloom.db", tmp_path, wait=0.2)
    with closing(sqlite3.connect(tmp_path / "newsloom.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(StoreBusy, match=r"newsloom\.db is held by another process"):
            store.discover([entry("a")], NOW)
        assert store.counts().links_waiting == 0, "reading goes on"
        other.execute("rollback")
    assert store.discover([entry("a")], NOW) == 1
    store.close()


def test_a_lock_on_the_server_that_is_held_too_long_is_named(postgres: str, tmp_path: Path):
    from tests.storage.postgres import fresh_database

    with fresh_database(postgres, "held") as url:
        store = open_store(url, tmp_path, wait=0.3)
        with psycopg.connect(url) as other:
            other.execute("lock table links in access exclusive mode")
            with pytest.raises(StoreBusy):
                store.discover([entry("a")], NOW)
        assert store.discover([entry("a")], NOW) == 1
        store.close()


def test_a_server_that_dropped_its_connections_is_met_again(postgres: str, tmp_path: Path):
    from tests.storage.postgres import fresh_database

    with fresh_database(postgres, "dropped") as url:
        store = open_store(url, tmp_path)
        store.discover([entry("a")], NOW)
        with psycopg.connect(url, autocommit=True) as other:
            other.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'dropped' and pid <> pg_backend_pid()"
            )
        assert store.discover([entry("b")], NOW) == 1
        store.close()


def test_a_database_that_may_not_grow_is_a_full_disk_and_goes_on_when_it_may(tmp_path: Path):
    store = open_store(f"sqlite:///{tmp_path}/newsloom.db", tmp_path)
    _, kept = crawl(store, "one")
    store.close()
    store = open_store(f"sqlite:///{tmp_path}/newsloom.db", tmp_path)
    most = [1]
    event.listen(store._db.engine, "checkout", lambda connection, *_: connection.execute(f"pragma max_page_count = {most[0]}"))
    with pytest.raises(DiskFull, match=r"disk full: .*newsloom\.db: make room"):
        crawl(store, "two", article("two", "A long report. " * 20_000))
    assert store.article(kept.id) == kept
    assert store.counts().articles == 1
    most[0] = 100_000
    (leased,) = store.lease_pages(9, later(9), 60)
    assert store.keep_article(leased, article("two", "A long report. " * 20_000), later(9)) == "new"
    store.close()


def _can_mount() -> bool:
    unshare = shutil.which("unshare")
    return (
        unshare is not None
        and subprocess.run(
            [unshare, "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
        ).returncode
        == 0
    )


@pytest.mark.skipif(
    not _can_mount(), reason="no user namespaces here: no small disk can be made (kernel.unprivileged_userns_clone=1)"
)
def test_a_full_disk_stops_with_its_name_and_goes_on_when_there_is_room(tmp_path: Path):
    command = 'mount -t tmpfs -o size=1536k none "$1" && exec "$2" -m tests.storage.work "$1"'
    root = Path(__file__).parents[2]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", command, "sh", tmp_path, sys.executable],
        capture_output=True,
        text=True,
        cwd=root,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    times, all_there, healthy, leftovers, went_on, message = done.stdout.strip().split("|")
    assert int(times) >= 2
    assert (all_there, healthy, leftovers, went_on) == ("True", "ok", "0", "True")
    assert "disk full: " in message
    assert str(tmp_path) in message


def test_every_named_error_is_one_line_that_a_person_can_use(store: Store):
    store.discover([entry("a")], NOW)
    (link,) = store.lease_links(["quill"], 1, NOW, 60)
    store.lease_links(["quill"], 1, later(5), 60)
    with pytest.raises(LeaseLost) as lost:
        store.keep(link, page(link.entry.url))
    assert isinstance(lost.value, NewsloomError)
    assert link.entry.url in str(lost.value)
    assert "\n" not in str(lost.value)
