"""What the fault tests' child processes do: the life of links, each step written down only after the store has answered."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.protocols import LeasedLink, LeasedPage
from pipeline.values import Cause, Refusal
from storage import Store, open_store
from tests.storage.samples import NOW, article, entry, page

SECONDS = 60


def logical(step: int) -> datetime:
    """A clock that goes on ten minutes a round: what a killed process held is free in the next."""
    return NOW + timedelta(minutes=10 * step)


def crawl_and_read(url: str, archive: Path, step: int, journal: Path, fresh: int) -> None:
    """Discover ``fresh`` links, then bring all there are to their end. A line in the journal is an acknowledgement."""
    said = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def acknowledge(what: str, name: str) -> None:
        os.write(said, f"{what} {name}\n".encode())

    store, now = open_store(url, archive), logical(step)
    acknowledge("opened", str(step))
    for number in range(fresh):
        store.discover([entry(f"{step}-{number}")], now)
        acknowledge("discovered", entry(f"{step}-{number}").url)
        for link in store.lease_links(["quill"], 2, now, SECONDS):
            _fetch(store, link, now, acknowledge)
        for leased in store.lease_pages(2, now, SECONDS):
            _read(store, leased, now, acknowledge)
    if fresh == 0:
        _drain(store, now, acknowledge)
    store.close()


def _drain(store: Store, now: datetime, acknowledge: Callable[[str, str], None]) -> None:
    while leased_links := store.lease_links(["quill"], 50, now, SECONDS):
        for link in leased_links:
            _fetch(store, link, now, acknowledge)
    while leased_pages := store.lease_pages(50, now, SECONDS):
        for leased in leased_pages:
            _read(store, leased, now, acknowledge)


def _choice(url: str) -> int:
    return hashlib.sha256(url.encode()).digest()[0] % 4


def _fetch(store: Store, link: LeasedLink, now: datetime, acknowledge: Callable[[str, str], None]) -> None:
    address = link.entry.url
    if _choice(address) == 0:
        store.refuse_link(link, Refusal(address, Cause.NOT_FOUND, "answered 404", now, "quill"))
        acknowledge("refused", address)
    else:
        store.keep(link, page(address, address.encode() * 50, at=now))
        acknowledge("kept", address)


def _read(store: Store, leased: LeasedPage, now: datetime, acknowledge: Callable[[str, str], None]) -> None:
    address = leased.page.url
    if _choice(address) == 1:
        store.refuse_page(leased, Refusal(address, Cause.TOO_SHORT, "nine words", now, "quill"))
        acknowledge("refused", address)
    else:
        store.keep_article(leased, article(address.rsplit("/", 1)[1], f"The report at {address}. It ends here."), now)
        acknowledge("article", address)


def take_links(url: str, archive: Path, journal: Path) -> None:
    """Take links one by one until there are none; what was taken is written down."""
    store = open_store(url, archive)
    taken = []
    while links := store.lease_links(["quill"], 1, NOW, SECONDS):
        taken += [link.entry.url for link in links]
    journal.write_text("\n".join(taken))
    store.close()


def fill_the_disk(folder: Path) -> None:
    """Write until the disk is full, make room, go on: run where ``folder`` is small. Prints what happened."""
    from pipeline.errors import DiskFull

    (folder / "ballast").write_bytes(b"x" * 400_000)
    store = open_store(f"sqlite:///{folder}/newsloom.db", folder / "archive")
    kept, kept_when_full, full = 0, 0, []
    for number in range(4000):
        name = f"{number}"
        try:
            store.discover([entry(name)], NOW)
            for link in store.lease_links(["quill"], 9, logical(number), SECONDS):
                store.keep(link, page(link.entry.url, os.urandom(20_000)))
                kept += 1
        except DiskFull as error:
            full.append(str(error))
            if len(full) == 1:
                assert store.counts().pages_waiting == kept, "what was answered is there, what was not is not"
                (folder / "ballast").unlink()
                kept_when_full = kept
            elif len(full) > 2:
                break
    with store._db.read() as tx:
        healthy = tx.exec_driver_sql("pragma integrity_check").scalar_one()
    leftovers = list((folder / "archive").rglob(".new-*"))
    sys.stdout.write(
        f"{len(full)}|{store.counts().pages_waiting == kept}|{healthy}|{len(leftovers)}|{kept > kept_when_full > 0}|{full[0]}"
    )
    store.close()


if __name__ == "__main__":
    fill_the_disk(Path(sys.argv[1]))
