"""The grouping that is held in memory says what the store says: beside other processes, persons, faults and a sudden end."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.cluster.kept import KeptGrouping
from pipeline.errors import LeaseLost
from pipeline.values import Moment
from storage import grouping as grouping_store
from storage import open_store
from tests.storage.conftest import Place, bare_place, migrated_database, migrated_file, place, postgres, store
from tests.storage.samples import NOW, article, crawl, later

__all__ = ["bare_place", "migrated_database", "migrated_file", "place", "postgres", "store"]

WINDOW = timedelta(days=30)
PLACES = ("Orlet", "Quillmark", "Varn", "Tarn", "Brindle")
THINGS = ("viaduct", "granary", "ferry", "brewery", "observatory")


def report(event: int, number: int):
    """One of many reports of an event: its place, thing and sum, in an order of its own."""
    where, what = PLACES[event % 5], THINGS[event // 5 % 5]
    said = [
        f"The {what} of {where} was closed on Tuesday after a crack of {17 + event} metres.",
        f"Mayor Ines Calloway{event} told the council of {where} that repairs cost {180 + event} million.",
        f"Engineers will look at the {what} before it opens again.",
        f"Neighbours in {where} had written {event + 20} letters about the {what} since spring.",
    ]
    random.Random(1000 * event + number).shuffle(said)
    name = f"e{event}n{number}"
    return article(name, " ".join(said), title=f"{what.title()} of {where} closed", published=Moment(later(60 * number)))


def crawled(store, event, number):
    return crawl(store, f"e{event}n{number}", report(event, number), at=NOW)[1]


def grouped(kept: KeptGrouping, holder="tests", limit=3, now=NOW) -> None:
    """One pass as the newsroom does it, over the next articles."""
    fence = kept.store.acquire("grouping", holder, now, 60)
    kept.catch_up(now)
    with kept.deciding(kept.store.ungrouped(limit)) as result:
        kept.store.save_grouping(result, fence, now)
    kept.store.release("grouping", holder, fence)


def stories(store) -> set[frozenset[str]]:
    """Who is together, whatever the stories are called."""
    return {frozenset(one.article for one in store.story(summary.id).members) for summary in store.queue()}


def held(kept: KeptGrouping) -> dict[str, object]:
    """All that a decision depends on."""
    state = kept._state
    return {
        "stories": dict(state.stories),
        "order": [known.fingerprint.article for known in state._rows if known],
        "weights": {
            article: dict(zip([state.postings.keys[c] for c in known.whole.columns], known.whole.weights.tolist(), strict=True))
            for article, known in state.known.items()
        },
        "copies": sorted(kept.near.index.table._rows),
    }


def anew(store) -> KeptGrouping:
    fresh = KeptGrouping(store, WINDOW)
    fresh.catch_up(NOW)
    return fresh


def up_to_date(kept: KeptGrouping) -> KeptGrouping:
    kept.catch_up(NOW)
    return kept


def test_what_is_held_after_any_passes_is_what_a_new_process_reads(store):
    kept = KeptGrouping(store, WINDOW)
    for number in range(4):
        for event in range(3):
            crawled(store, event, number)
        grouped(kept)
    assert kept.rebuilt == 1
    assert len(kept) == 12
    assert held(up_to_date(kept)) == held(anew(store))
    assert kept.rebuilt == 1


def test_two_processes_that_take_turns_group_as_one_does(place, tmp_path):
    alone = KeptGrouping(open_store(f"sqlite:///{tmp_path}/alone.db", tmp_path / "alone"), WINDOW)
    turns = [KeptGrouping(place.open(), WINDOW) for _ in range(2)]
    for number in range(5):
        for event in range(3):
            crawled(alone.store, event, number)
            crawled(turns[0].store, event, number)
        grouped(alone)
        grouped(turns[number % 2], holder=f"process {number % 2}")
    assert stories(turns[0].store) == stories(alone.store)
    assert held(up_to_date(turns[0])) == held(up_to_date(turns[1])) == held(up_to_date(alone))
    assert [one.rebuilt for one in turns] == [1, 1]
    alone.store.close()


def test_a_persons_correction_is_known_to_the_next_pass_of_every_process(place):
    first, second = (KeptGrouping(place.open(), WINDOW) for _ in range(2))
    one, other = crawled(first.store, 0, 0), crawled(first.store, 7, 0)
    grouped(first)
    up_to_date(second)
    first.store.merge(str(first.story_of(one.id)), str(first.story_of(other.id)), "Ada", "one crack", NOW)
    for kept in (first, second):
        assert up_to_date(kept).story_of(one.id) == kept.story_of(other.id)
        assert held(kept) == held(anew(kept.store))


def test_an_article_that_is_taken_away_is_forgotten_with_its_sketches(place):
    kept, other = KeptGrouping(place.open(), WINDOW), KeptGrouping(place.open(), WINDOW)
    gone, stays = crawled(kept.store, 0, 0), crawled(kept.store, 0, 1)
    grouped(kept)
    up_to_date(other)
    with kept.store._db.write() as tx:
        grouping_store.forget_article(tx, gone.id, NOW)
    with kept.store._db.read() as tx:
        assert tx.exec_driver_sql("select article from sketches").scalars().all() == [stays.id]
        assert tx.exec_driver_sql("select count(*) from copies").scalar_one() == 0
    for one in (kept, other):
        assert up_to_date(one).story_of(gone.id) is None
        assert gone.id not in one.near
        assert one.rebuilt == 1


def test_a_pass_that_is_not_saved_leaves_nothing_in_memory(store):
    kept = KeptGrouping(store, WINDOW)
    crawled(store, 0, 0)
    grouped(kept)
    before = held(up_to_date(kept))
    crawled(store, 0, 1)
    crawled(store, 6, 1)
    fence = store.acquire("grouping", "tests", NOW, 60)
    kept.catch_up(NOW)
    with pytest.raises(LeaseLost), kept.deciding(store.ungrouped(9)) as result:
        store.save_grouping(replace(result), fence - 1, NOW)
    assert held(kept) == before
    assert held(up_to_date(kept)) == before
    grouped(kept)
    assert held(up_to_date(kept)) == held(anew(store))
    assert kept.rebuilt == 1


def test_a_pass_that_breaks_half_way_is_begun_from_the_store(store, monkeypatch):
    kept = KeptGrouping(store, WINDOW)
    for number in range(3):
        crawled(store, 0, number)
    decided = []

    def breaks(*given, **more):
        decided.append(1)
        if len(decided) == 2:
            raise ZeroDivisionError
        return assign(*given, **more)

    from pipeline.cluster.live import assign

    monkeypatch.setattr("pipeline.cluster.live.assign", breaks)
    with pytest.raises(ZeroDivisionError):
        grouped(kept)
    monkeypatch.undo()
    assert held(up_to_date(kept)) == held(anew(store))
    assert len(kept) == 0
    grouped(kept)
    assert len(stories(store)) == 1


def test_copies_within_one_pass_and_those_of_earlier_ones_are_found(store):
    kept = KeptGrouping(store, WINDOW)
    words = "The night mail from Orlet stopped at the viaduct because a signal wire had come down in the storm of Tuesday."
    for name in ("one", "two", "three"):
        crawl(store, name, article(name, words, domain=f"{name}.example"), at=NOW)
        if name != "one":
            grouped(kept, limit=9)
    ids = [one.id for one in store.story_articles(store.queue()[0].id)]
    assert len(ids) == 3
    assert len(store.copies(ids)) == 3


def test_what_left_the_window_is_forgotten(store):
    kept = KeptGrouping(store, WINDOW)
    crawled(store, 0, 0)
    grouped(kept)
    kept.catch_up(NOW + timedelta(days=32))
    assert len(kept) == 0
    assert len(kept.near) == 0
    assert kept.rebuilt == 1


def test_a_page_dated_2099_leaves_the_window_like_its_fellows(place):
    kept, beside = KeptGrouping(place.open(), WINDOW), KeptGrouping(place.open(), WINDOW)
    store, future = kept.store, Moment(NOW.replace(year=2099))
    _, dated = crawl(store, "e0n0", replace(report(0, 0), published=future), at=NOW)
    fellow = crawled(store, 0, 1)
    grouped(kept)
    assert kept.story_of(dated.id) == kept.story_of(fellow.id)
    up_to_date(beside)
    last_day, gone = NOW + WINDOW, NOW + WINDOW + timedelta(days=2)
    for one in (kept, beside):
        one.catch_up(last_day)
        assert (len(one), len(one.near)) == (2, 2)
        one.catch_up(gone)
        assert (len(one), len(one.near)) == (0, 0)
    fresh = KeptGrouping(store, WINDOW)
    fresh.catch_up(gone)
    assert (len(fresh), len(fresh.near)) == (0, 0)
    assert store.active(last_day - WINDOW) != []
    assert store.active(gone - WINDOW) == []


def test_a_page_dated_1970_is_grouped_with_what_is_fetched_today_and_leaves_with_it(store):
    kept = KeptGrouping(store, WINDOW)
    fellow = crawled(store, 0, 1)
    grouped(kept)
    read = replace(report(0, 0), published=Moment(NOW.replace(year=1970)))
    _, dated = crawl(store, "e0n0", read, at=NOW)
    grouped(kept)
    assert kept.story_of(dated.id) == kept.story_of(fellow.id) is not None
    kept.catch_up(NOW + timedelta(days=32))
    assert len(kept) == 0


def test_who_cannot_tell_what_changed_reads_everything(store):
    kept = KeptGrouping(store, WINDOW)
    crawled(store, 0, 0)
    grouped(kept)
    crawled(store, 0, 1)
    grouped(KeptGrouping(store, WINDOW))
    with store._db.write() as tx:
        tx.exec_driver_sql("delete from regrouped where seq < (select max(seq) from regrouped)")
    assert held(up_to_date(kept)) == held(anew(store))
    assert kept.rebuilt == 2


def _grouped_until_killed(url, archive, dies_at):
    opened = open_store(url, archive)
    kept = KeptGrouping(opened, WINDOW)
    for number in range(9):
        fence = opened.acquire("grouping", f"{os.getpid()}", NOW, 60)
        kept.catch_up(NOW)
        with kept.deciding(opened.ungrouped(2)) as result:
            if number == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)
            opened.save_grouping(result, fence, NOW)


def test_a_process_that_is_killed_in_a_pass_leaves_the_next_one_what_was_saved(place: Place, tmp_path):
    alone = KeptGrouping(open_store(f"sqlite:///{tmp_path}/alone.db", tmp_path / "alone"), WINDOW)
    kept = KeptGrouping(place.open(), WINDOW)
    for number in range(3):
        for event in (0, 6):
            crawled(kept.store, event, number)
            crawled(alone.store, event, number)
    child = multiprocessing.get_context("spawn").Process(target=_grouped_until_killed, args=(place.url, place.archive, 1))
    child.start()
    child.join(120)
    assert child.exitcode == -signal.SIGKILL
    assert len(up_to_date(kept)) == 2
    for _ in range(3):
        grouped(alone, limit=2)
    for _ in range(2):
        grouped(kept, limit=2, now=NOW + timedelta(seconds=61))
    assert held(up_to_date(kept)) == held(up_to_date(alone))
    assert stories(kept.store) == stories(alone.store)
    alone.store.close()
