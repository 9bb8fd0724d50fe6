"""What a person says about the grouping: kept whole, for ever, and never at the cost of what was approved."""

from __future__ import annotations

import multiprocessing
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from pipeline.cluster.corrections import in_effect
from pipeline.errors import CorrectionRefused, Overtaken, StoreError, UnknownStory
from pipeline.protocols import Correction
from pipeline.values import Assignment, Rejected, State
from storage import Store, corrections, open_store
from storage.corrections import Said
from storage.grouping import forget_article
from storage.schema import corrected
from tests.storage.conftest import Place
from tests.storage.samples import NOW, approve, crawl, draft, group, grouped, later, publication, story_with_draft

ADA = "Ada Editor"


def stories(store: Store, **homes: str) -> dict[str, list[str]]:
    """Stories with an article for each letter; gives the ids of the articles."""
    found = {}
    for minute, (story, names) in enumerate(homes.items()):
        reads = [crawl(store, f"{story}{name}")[1] for name in names]
        group(store, grouped(*((read, story) for read in reads)), later(minute))
        found[story] = [read.id for read in reads]
    return found


def said(correction: Correction) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return correction.kind, correction.source, correction.target, correction.moved, correction.joined, correction.left


def test_a_merge_keeps_the_older_and_its_id_is_found_under_both(store: Store):
    ids = stories(store, s1="ab", s2="cd")
    made = store.merge("s2", "s1", ADA, "one ferry", later(5)).correction
    assert said(made) == ("merge", "s2", "s1", tuple(ids["s2"]), tuple(ids["s1"]), ())
    assert store.story("s2").id == "s1"
    assert store.story("s1").articles == (*ids["s1"], *ids["s2"])
    assert store.corrections() == [made]
    assert (made.number, made.by, made.at, made.note) == (1, ADA, later(5), "one ferry")
    assert store.undrafted(9) == ["s1"]
    assert (later(5), ADA, "merged into s1") in store.history("s2")
    assert any("one ferry" in what for _, who, what in store.history("s1") if who == ADA)
    with pytest.raises(CorrectionRefused, match="one story already: s1"):
        store.merge("s2", "s1", ADA, "", later(6))


def test_a_split_opens_a_story_whose_id_was_never_given(store: Store):
    ids = stories(store, s1="abc")["s1"]
    made = store.split("s1", ids[:1], ADA, "two ferries", later(5)).correction
    assert said(made) == ("split", "s1", made.target, (ids[0],), (), tuple(ids[1:]))
    assert store.story("s1").articles == tuple(ids[1:])
    assert store.story(made.target).articles == (ids[0],)
    assert {member.story for member in store.story(made.target).members} == {made.target}
    assert sorted(store.undrafted(9)) == sorted(["s1", made.target])
    store.merge("s1", made.target, ADA, "", later(6))
    again = store.split("s1", [ids[1]], ADA, "", later(7)).correction
    assert again.target not in {"s1", made.target}
    assert store.story(made.target).id == "s1", "the old id still leads to where the story went"


def test_a_merge_that_is_taken_back_gives_each_story_its_id_and_its_draft_again_whichever_is_larger(store: Store):
    ids = stories(store, s1="a", s2="bcd")
    written = draft("s2", [store.article(one) for one in ids["s2"]])
    store.save_draft(written, later(4))
    made = store.merge("s1", "s2", ADA, "", later(5)).correction
    assert (made.source, made.target) == ("s2", "s1")
    back = store.split("s1", list(made.moved), ADA, "", later(6)).correction
    assert said(back) == ("split", "s1", "s2", tuple(ids["s2"]), (), tuple(ids["s1"]))
    assert store.story("s1").articles == tuple(ids["s1"])
    assert (store.story("s2").id, store.story("s2").articles) == ("s2", tuple(ids["s2"]))
    assert store.draft("s2").headline == written.headline
    assert sorted(store.undrafted(9)) == ["s1", "s2"], "each is written anew from its own coverage"
    assert (later(6), ADA) in [(when, who) for when, who, _ in store.history("s2")]
    assert in_effect(store.corrections()).replaced == {1: 2}
    store.merge("s1", "s2", ADA, "", later(7))
    assert store.story("s2").id == "s1"


def test_the_larger_part_keeps_the_id_whichever_was_named(store: Store):
    ids = stories(store, s1="abc")["s1"]
    made = store.split("s1", ids[1:], ADA, "", later(5)).correction
    assert made.moved == (ids[0],)
    assert store.story("s1").articles == tuple(ids[1:])


def test_the_part_that_was_approved_keeps_the_id_though_it_is_smaller(store: Store):
    of = story_with_draft(store, "s1", ("one",))
    approve(store, of, "files")
    for leased in store.lease_exports("files", NOW, 60):
        store.finish_export(leased, publication(leased), NOW)
    reads = [crawl(store, name)[1] for name in ("two", "three")]
    group(store, grouped(*((read, "s1") for read in reads)), later())
    (first,) = {source.article for source in of.sources}
    done = store.split("s1", [first], ADA, "", later(5))
    assert done.correction.moved == tuple(read.id for read in reads)
    assert store.story("s1").articles == (first,)
    assert store.story("s1").state is State.UPDATED_SINCE
    assert store.story(done.correction.target).state is State.GATHERING


def test_an_article_moves_and_says_nothing_of_its_old_company(store: Store):
    ids = stories(store, s1="ab", s2="c")
    why = Assignment(ids["s1"][1], "s1", duplicate_of=ids["s1"][0], related=("s2",), rejected=Rejected("s2", 0.4))
    group(store, replace(grouped(), assignments=(why,)), later(3))
    made = store.move(ids["s1"][1], "s2", ADA, "", later(5)).correction
    assert said(made) == ("move", "s1", "s2", (ids["s1"][1],), tuple(ids["s2"]), (ids["s1"][0],))
    moved = store.story("s2").members[-1]
    assert (moved.story, moved.duplicate_of, moved.related, moved.rejected) == ("s2", None, (), None)
    alone = store.move(ids["s1"][1], None, ADA, "", later(6)).correction
    assert store.story(alone.target).articles == (ids["s1"][1],)
    assert alone.joined == ()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda store, ids: store.split("s1", ids["s1"], ADA, "", NOW), "nothing would stay"),
        (lambda store, ids: store.split("s1", [], ADA, "", NOW), "no article is named"),
        (lambda store, ids: store.split("s1", ids["s2"], ADA, "", NOW), "is not in s1: it is in s2"),
        (lambda store, ids: store.split("s1", ["nowhere"], ADA, "", NOW), "no story has it"),
        (lambda store, ids: store.move("nowhere", "s1", ADA, "", NOW), "no story has an article 'nowhere'"),
        (lambda store, ids: store.move(ids["s1"][0], "s1", ADA, "", NOW), "is in s1 already"),
        (lambda store, ids: store.move(ids["s2"][0], "s1", ADA, "", NOW), "newsloom merge s2 s1"),
        (lambda store, ids: store.move(ids["s2"][0], None, ADA, "", NOW), "a story of its own"),
        (lambda store, ids: store.merge("s1", "s1", ADA, "", NOW), "one story already"),
        (lambda store, ids: store.use_adjustment(3, ADA, NOW), "nothing was learned yet"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_line_and_changes_nothing(store: Store, ask, words: str):
    ids = stories(store, s1="ab", s2="c")
    before = [store.story(story) for story in ("s1", "s2")], store.history("s1"), store.undrafted(9)
    with pytest.raises(CorrectionRefused, match=words) as refused:
        ask(store, ids)
    assert "\n" not in str(refused.value)
    assert ([store.story(story) for story in ("s1", "s2")], store.history("s1"), store.undrafted(9)) == before
    assert store.corrections() == []


def test_a_story_that_is_not_there_is_named(store: Store):
    ids = stories(store, s1="ab")["s1"]
    for ask in (
        lambda: store.merge("s1", "s404", ADA, "", NOW),
        lambda: store.split("s404", ids, ADA, "", NOW),
        lambda: store.move(ids[0], "s404", ADA, "", NOW),
    ):
        with pytest.raises(UnknownStory, match="s404"):
            ask()


def test_two_published_stories_merge_only_when_a_person_insists_and_what_is_out_is_named(store: Store):
    for story, names in (("s1", ("one", "two")), ("s2", ("three", "four"))):
        approve(store, story_with_draft(store, story, names), "files")
        for leased in store.lease_exports("files", NOW, 60):
            store.finish_export(leased, publication(leased), NOW)
    with pytest.raises(
        CorrectionRefused, match=r"both published: s1 would stay.*article of s2 would stay at files.*--published"
    ):
        store.merge("s2", "s1", ADA, "", later(5))
    done = store.merge("s2", "s1", ADA, "", later(5), published=True)
    assert any("the article of s2 stays published at files" in one for one in done.consequences)
    assert store.story("s2").id == "s1"
    assert store.story("s1").state is State.UPDATED_SINCE
    assert {one.edition.story for one in store.publications("files")} == {"s1", "s2"}


def test_of_two_approved_stories_the_one_that_is_out_stays(store: Store):
    approve(store, story_with_draft(store, "s1", ("one", "two")), "files")
    approve(store, story_with_draft(store, "s2", ("three", "four")), "files")
    for leased in store.lease_exports("files", NOW, 60, "s2"):
        store.finish_export(leased, publication(leased), NOW)
    done = store.merge("s1", "s2", ADA, "", later(5), published=True)
    assert done.correction.target == "s2"
    assert any("no longer waits for files" in one for one in done.consequences)
    assert store.lease_exports(None, later(9), 60) == [], "nothing of the story that went is exported any more"


def test_an_approved_version_whose_sources_leave_is_not_exported(store: Store):
    of = story_with_draft(store)
    approve(store, of, "files")
    done = store.split("s1", [of.sources[1].article], ADA, "", later(5))
    assert done.consequences[0].startswith("the approved version of s1 no longer waits for files")
    assert store.lease_exports(None, later(9), 60) == []
    assert store.story("s1").state is State.GATHERING
    store.save_draft(draft("s1", store.story_articles("s1"), "Ferry alone"), later(6))
    newest = store.draft("s1")
    assert newest is not None
    approve(store, newest, "files", at=later(7))
    assert [one.approved.draft.version for one in store.lease_exports(None, later(9), 60)] == [2]


def test_an_approved_version_that_loses_no_source_goes_out_all_the_same(store: Store):
    approve(store, story_with_draft(store), "files")
    _, late = crawl(store, "late")
    group(store, grouped((late, "s1")), later(3))
    store.split("s1", [late.id], ADA, "", later(5))
    assert store.story("s1").state is State.UPDATED_SINCE
    assert len(store.lease_exports(None, later(9), 60)) == 1


def test_nothing_is_corrected_under_an_export_that_is_on_its_way(store: Store):
    of = story_with_draft(store)
    approve(store, of, "files")
    (leased,) = store.lease_exports("files", NOW, 600)
    with pytest.raises(CorrectionRefused, match="is being exported to files right now"):
        store.split("s1", [of.sources[1].article], ADA, "", later(1))
    assert store.corrections() == []
    store.finish_export(leased, publication(leased), later(2))
    store.split("s1", [of.sources[1].article], ADA, "", later(3))
    assert store.story("s1").state is State.UPDATED_SINCE


def test_a_pass_that_a_correction_has_overtaken_is_refused_and_the_next_one_is_kept(store: Store):
    ids = stories(store, s1="ab", s2="c")
    fence = store.acquire("grouping", "pass", later(9), 60)
    assert fence is not None
    stale = replace(grouped(), merged={"s2": "s1"}, corrections=0)
    made = store.split("s1", ids["s1"][:1], ADA, "", later(9)).correction
    with pytest.raises(Overtaken, match="correction 1 came while"):
        store.save_grouping(stale, fence, later(9))
    assert store.story("s2").id == "s2"
    assert store.story(made.target).articles == (ids["s1"][0],)
    store.save_grouping(replace(stale, corrections=1), fence, later(9))
    assert store.story("s2").id == "s1"


def test_a_correction_neither_waits_for_a_pass_nor_deadlocks_with_its_end(place: Place):
    store, other = place.open(), place.open()
    ids = stories(store, s1="abcdefgh", s2="xy")
    fence = store.acquire("grouping", "pass", later(9), 600)
    assert fence is not None
    faults: list[Exception] = []

    def saves() -> None:
        for _ in range(12):
            try:
                known = store.corrections()
                homes = store.stories_of(ids["s1"] + ids["s2"])
                again = tuple(Assignment(article, home) for article, home in homes.items())
                store.save_grouping(replace(grouped(), assignments=again, corrections=len(known)), fence, later(9))
            except Overtaken:
                continue
            except Exception as error:  # noqa: BLE001  shown below
                faults.append(error)

    def corrects() -> None:
        try:
            for article in ids["s1"][1:7]:
                other.move(article, "s2", ADA, "", later(10))
        except Exception as error:  # noqa: BLE001  shown below
            faults.append(error)

    threads = [threading.Thread(target=work) for work in (saves, corrects)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert set(store.story("s2").articles) == {*ids["s2"], *ids["s1"][1:7]}, "no correction is lost"
    assert [made.number for made in store.corrections()] == [1, 2, 3, 4, 5, 6]


def _dies_before_the_end(url: str, archive: Path, article: str) -> None:
    store = open_store(url, archive)
    with store._db.write() as tx:
        corrections.split(tx, "s1", [article], Said(ADA, later(5)))
        os._exit(9)


def test_a_process_that_is_killed_in_the_middle_has_corrected_nothing(place: Place):
    store = place.open()
    ids = stories(store, s1="abc")["s1"]
    child = multiprocessing.get_context("spawn").Process(target=_dies_before_the_end, args=(place.url, place.archive, ids[0]))
    child.start()
    child.join(60)
    assert child.exitcode == 9
    assert store.corrections() == []
    assert store.story("s1").articles == tuple(ids)
    store.split("s1", [ids[0]], ADA, "", later(6))
    assert [made.number for made in store.corrections()] == [1]


def test_weights_are_kept_as_versions_and_any_of_them_is_used_again(store: Store):
    assert store.adjustment() is None
    assert store.keep_adjustment({"weights": {"score": 0.5}}, ADA, NOW) == 1
    assert store.keep_adjustment({"weights": {"score": 0.25}}, "Ben", later()) == 2
    used = store.adjustment()
    assert used is not None
    assert (used.version, used.by, used.record) == (2, "Ben", {"weights": {"score": 0.25}})
    store.use_adjustment(1, ADA, later(2))
    assert [one.version for one in store.adjustments()] == [1, 2]
    assert getattr(store.adjustment(), "version", None) == 1
    store.use_adjustment(0, ADA, later(3))
    assert store.adjustment() is None
    with pytest.raises(CorrectionRefused, match="no version 7 of what was learned: there are 0 to 2"):
        store.use_adjustment(7, ADA, later(4))


def test_an_article_is_on_one_side_of_a_correction(store: Store):
    from sqlalchemy import text

    ids = stories(store, s1="ab")["s1"]
    store.split("s1", ids[:1], ADA, "", later())
    for wrong in (
        "insert into corrected (correction, article, side, place) select 1, article, 'left', 9 from corrected where side = 'moved'",
        "update corrected set side = 'beside'",
        "update corrections set kind = 'guess'",
    ):
        with pytest.raises(StoreError), store._db.write() as tx:
            tx.execute(text(wrong))


def test_an_article_that_is_taken_away_leaves_the_corrections_and_these_hold_for_the_others(store: Store):
    ids = stories(store, s1="abc", s2="d")
    (a, b, c), (d,) = ids["s1"], ids["s2"]
    store.merge("s2", "s1", ADA, "one ferry", later(5))
    parted = store.split("s1", [a, b], ADA, "two ferries", later(6)).correction
    for gone in (a, d):
        with store._db.write() as tx:
            forget_article(tx, gone, later(7))
            named = select(func.count()).where(corrected.c.article == gone)
            assert tx.execute(named).scalar_one() == 0, "no row holds its id, so the article itself can go"
    merged, still_parted = store.corrections()
    assert said(merged)[3:] == ((), (b, c), ()), "who moved is gone; that the others are one event stays said"
    assert said(still_parted) == ("split", "s1", parted.target, (b,), (), (c,))
    standing = in_effect(store.corrections()).fixed
    assert standing.are_apart(b, c), "the newer of the two corrections"
    assert standing.articles == {b, c}


def test_a_correction_of_which_nobody_is_left_says_nothing_and_keeps_its_number(store: Store):
    ids = stories(store, s1="ab", s2="c")
    store.split("s1", ids["s1"][:1], ADA, "", later(5))
    for gone in ids["s1"]:
        with store._db.write() as tx:
            forget_article(tx, gone, later(6))
    (made,) = store.corrections()
    assert (made.number, made.moved, made.left) == (1, (), ())
    assert in_effect([made]).fixed.articles == frozenset()
    assert store.split("s2", stories(store, s2="d")["s2"], ADA, "", later(7)).correction.number == 2
