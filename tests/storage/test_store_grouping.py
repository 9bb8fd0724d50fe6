"""Stories: one article in one story, ids that stay good for ever, passes kept whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.errors import LeaseLost, StoreError, UnknownStory
from pipeline.protocols import Grouped
from pipeline.values import Assignment, Moment, Near, NearCopy, Rejected, Relation, State
from storage import Store
from tests.storage.samples import (
    NOW,
    approve,
    article,
    crawl,
    draft,
    fingerprint,
    group,
    grouped,
    later,
    publication,
    recrawl,
    story_with_draft,
)


def test_articles_wait_for_grouping_by_publication_undated_ones_by_first_sight(store: Store):
    crawl(store, "late", article("late", published=Moment(later(50))), at=later(60))
    crawl(store, "undated", article("undated", published=None), at=later(40))
    _, early = crawl(store, "early", article("early", published=Moment(later(10))), at=later(61))
    assert [read.title for read in store.ungrouped(9)] == ["Early", "Undated", "Late"]
    assert store.ungrouped(1) == [early]


def test_a_pass_is_kept_with_its_why(store: Store):
    reads = [crawl(store, name)[1] for name in ("one", "two")]
    why = Assignment(
        reads[1].id,
        "s1",
        duplicate_of=reads[0].id,
        nearest=(Near(reads[0].id, 0.91, ("same names",)),),
        rejected=Rejected("s9", 0.2),
    )
    result = grouped((reads[0], "s1"), copies=[NearCopy(reads[0].id, reads[1].id, 0.97, 0.4, Relation.COPY)])
    group(store, replace(result, assignments=(*result.assignments, why), fingerprints=tuple(map(fingerprint, reads))))
    story = store.story("s1")
    assert (story.state, story.created, story.members) == (State.GATHERING, NOW, (Assignment(reads[0].id, "s1"), why))
    assert store.ungrouped(9) == []
    assert store.story_articles("s1") == reads
    assert store.copies([read.id for read in reads]) == list(result.copies)
    assert store.copies([reads[0].id]) == []
    assert store.active(NOW) == [Grouped(fingerprint(read), "s1") for read in reads]
    assert store.active(later(1)) == []


def test_one_pair_of_copies_is_one_whichever_is_the_later(store: Store):
    reads = [crawl(store, name)[1] for name in ("one", "two")]
    first = NearCopy(reads[0].id, reads[1].id, 0.97, 0.4, Relation.COPY)
    second = NearCopy(reads[1].id, reads[0].id, 0.5, 0.3, Relation.EXCERPT)
    group(store, grouped(copies=[first]))
    group(store, grouped(copies=[second]))
    assert store.copies([read.id for read in reads]) == [second]
    assert store.counts().copies == 0


def test_an_old_piece_seen_today_is_active_today(store: Store):
    _, read = crawl(store, "old", article("old", published=Moment(NOW - timedelta(days=900))))
    group(store, grouped((read, "s1")))
    assert [active.story for active in store.active(NOW - timedelta(days=3))] == ["s1"]


def test_a_pass_under_a_lost_lease_changes_nothing(store: Store):
    _, read = crawl(store, "one")
    old = store.acquire("grouping", "paused", NOW, 60)
    new = store.acquire("grouping", "other", later(2), 60)
    assert old is not None
    assert new is not None
    with pytest.raises(LeaseLost):
        store.save_grouping(grouped((read, "s1")), old, later(2))
    store.release("grouping", "other", new)
    with pytest.raises(LeaseLost):
        store.save_grouping(grouped((read, "s1")), new, later(2))
    assert store.ungrouped(9) == [read]
    assert store.counts().stories == 0


def test_a_pass_with_an_error_in_it_changes_nothing(store: Store):
    _, read = crawl(store, "one")
    for wrong in (
        grouped((read, "s1"), (replace(read, id="nobody"), "s2")),
        grouped((read, "s1"), related=["no such story"]),
        grouped((read, "s1"), merged={"s1": "no such story"}),
    ):
        with pytest.raises(StoreError):
            group(store, wrong)
        assert store.ungrouped(9) == [read]
        assert store.counts().stories == 0


def test_an_unknown_story_is_named(store: Store):
    with pytest.raises(UnknownStory, match="s404"):
        store.story("s404")
    assert store.draft("s404") is None


def test_related_stories_know_each_other(store: Store):
    reads = [crawl(store, name)[1] for name in ("one", "two", "three")]
    group(store, grouped((reads[0], "s1"), (reads[1], "s2")))
    group(store, grouped((reads[2], "s3"), related=["s1", "s2"]), later())
    assert [store.story(story).related for story in ("s1", "s2", "s3")] == [("s3",), ("s3",), ("s1", "s2")]
    group(store, grouped(merged={"s2": "s1"}), later(2))
    assert [store.story(story).related for story in ("s1", "s2", "s3")] == [("s3",), ("s3",), ("s1",)]
    group(store, grouped(merged={"s3": "s1"}), later(3))
    assert store.story("s1").related == ()


def test_the_id_of_a_merged_story_leads_to_the_one_that_stays_in_one_step_for_ever(store: Store):
    reads = [crawl(store, name)[1] for name in ("one", "two", "three")]
    for minute, (read, story) in enumerate(zip(reads, ("s1", "s2", "s3"), strict=True)):
        group(store, grouped((read, story)), later(minute))
    group(store, grouped(merged={"s3": "s2"}), later(5))
    group(store, grouped(merged={"s2": "s1"}), later(6))
    for name in ("s1", "s2", "s3"):
        story = store.story(name)
        assert (story.id, story.articles) == ("s1", tuple(read.id for read in reads))
        assert {member.story for member in story.members} == {"s1"}
    assert [summary.id for summary in store.queue()] == ["s1"]
    assert [what for _, _, what in store.history("s3") if what.startswith("merged")] == ["merged into s2", "merged into s1"]
    _, late = crawl(store, "late")
    group(store, grouped((late, "s3")), later(7))
    assert store.story("s1").articles[-1] == late.id


def test_chains_and_rings_in_one_pass_end_at_one_story(store: Store):
    reads = [crawl(store, name)[1] for name in ("one", "two", "three")]
    group(store, grouped(*zip(reads, ("s1", "s2", "s3"), strict=True)))
    group(store, grouped(merged={"s1": "s2", "s2": "s3", "s3": "s1"}), later())
    assert len({store.story(name).id for name in ("s1", "s2", "s3")}) == 1
    assert store.counts().stories == 1


def test_a_merge_keeps_the_older_story_whichever_way_it_was_asked(store: Store):
    reads = [crawl(store, name)[1] for name in ("one", "two")]
    group(store, grouped((reads[0], "older")), NOW)
    group(store, grouped((reads[1], "newer")), later())
    group(store, grouped(merged={"older": "newer"}), later(2))
    assert store.story("newer").id == "older"


def test_a_merge_keeps_the_published_story_and_says_it_was_updated(store: Store):
    _, first = crawl(store, "first")
    group(store, grouped((first, "older")), NOW - timedelta(hours=1))
    approve(store, story_with_draft(store, "published"), "files")
    assert {active.story: active.published for active in store.active(NOW)} == {"older": False, "published": True}
    group(store, grouped(merged={"published": "older"}), later(2))
    assert store.story("older").id == "published"
    assert store.story("older").state is State.UPDATED_SINCE


def test_two_published_stories_are_never_merged_by_the_grouping(store: Store):
    approve(store, story_with_draft(store, "s1", ("one", "two")), "files")
    approve(store, story_with_draft(store, "s2", ("three", "four")), "files")
    _, late = crawl(store, "late")
    with pytest.raises(StoreError, match="only a person"):
        group(store, grouped((late, "s1"), merged={"s1": "s2"}), later())
    assert [store.story(name).state for name in ("s1", "s2")] == [State.APPROVED] * 2
    assert store.ungrouped(9) == [late]


def test_an_article_that_moves_is_in_one_story_and_both_are_to_be_drafted(store: Store):
    story_with_draft(store, "s1", ("one", "two"))
    story_with_draft(store, "s2", ("three", "four"))
    assert store.undrafted(9) == []
    moved = store.story_articles("s1")[1]
    group(store, grouped((moved, "s2")), later())
    assert moved.id not in store.story("s1").articles
    assert store.story("s2").articles[-1] == moved.id
    assert sorted(store.undrafted(9)) == ["s1", "s2"]


def test_grouping_the_same_again_changes_no_story(store: Store):
    story_with_draft(store)
    before, history = store.story("s1"), store.history("s1")
    reads = store.story_articles("s1")
    group(store, grouped(*((read, "s1") for read in reads)), later(9))
    assert (store.story("s1"), store.history("s1")) == (before, history)
    assert store.undrafted(9) == []


@pytest.mark.parametrize("exported", [False, True])
def test_new_coverage_of_an_approved_or_exported_story_makes_it_updated_since(store: Store, *, exported: bool):
    approve(store, story_with_draft(store), "files")
    for leased in store.lease_exports("files", NOW, 60) if exported else []:
        store.finish_export(leased, publication(leased), NOW)
    assert store.story("s1").state is (State.EXPORTED if exported else State.APPROVED)
    _, late = crawl(store, "late")
    group(store, grouped((late, "s1")), later(5))
    assert store.story("s1").state is State.UPDATED_SINCE
    assert store.undrafted(9) == ["s1"]


def test_a_new_version_of_a_source_is_new_coverage(store: Store):
    approve(store, story_with_draft(store), "files")
    recrawl(store, "one", article("one", "The ferry stopped at one. Two were hurt."), at=later(60))
    assert store.story("s1").state is State.UPDATED_SINCE
    assert store.undrafted(9) == ["s1"]
    assert [read.version for read in store.story_articles("s1")] == [2, 1]


def test_better_metadata_is_no_new_coverage(store: Store):
    approve(store, story_with_draft(store), "files")
    recrawl(store, "one", article("one", authors=("Ada Fenn",)), at=later(60))
    assert store.story("s1").state is State.APPROVED
    assert store.undrafted(9) == []


def test_later_coverage_reopens_a_rejected_story(store: Store):
    story_with_draft(store)
    store.reject("s1", "Odile Brandt", "local only", later())
    assert (store.story("s1").state, store.story("s1").note) == (State.REJECTED, "local only")
    assert store.undrafted(9) == []
    _, late = crawl(store, "late")
    group(store, grouped((late, "s1")), later(5))
    assert store.story("s1").state is State.GATHERING
    store.save_draft(draft("s1", store.story_articles("s1")), later(6))
    assert store.story("s1").state is State.READY
