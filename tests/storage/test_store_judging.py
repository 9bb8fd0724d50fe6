"""What stories are judged by, kept with their drafts."""

from __future__ import annotations

from datetime import timedelta

from pipeline.judgement import Assessment
from pipeline.rank import Standing
from pipeline.values import Approved, Draft
from storage import Store
from tests.storage.samples import NOW, crawl, draft, group, grouped, later, story_with_draft


def assessment(story: str, category: str = "chips", outlet: str = "quill", headline: str = "") -> Assessment:
    return Assessment(
        story=story,
        category=category,
        at=NOW,
        moments=(NOW,),
        outlets=(outlet, "courier"),
        independent_low=1,
        independent_high=2,
        topic=3.5,
        terms=("ferry", headline or "noon"),
        facts=("ilse", "#41"),
        standings=(Standing(outlet, "original", first=True, cited_by=2), Standing("courier", "independent", False, 0)),
    )


def test_what_a_draft_is_judged_by_comes_back_as_it_was_kept(store: Store):
    kept = story_with_draft(store)
    store.save_assessment(assessment("s1"), kept.version)
    assert store.material(["s1", "unknown"]).assessments == {"s1": assessment("s1")}


def test_the_assessment_of_the_newest_draft_counts(store: Store):
    first = story_with_draft(store)
    assert store.unassessed(9) == [("s1", 1)]
    store.save_assessment(assessment("s1"), first.version)
    second = _next_draft(store, first)
    assert store.unassessed(9) == [("s1", 2)]
    store.save_assessment(assessment("s1", category="cloud"), second.version)
    store.save_assessment(assessment("s1", category="never"), second.version)
    assert store.unassessed(9) == []
    assert store.material(["s1"]).assessments["s1"].category == "cloud"


def test_what_persons_decided_is_there_to_learn_from(store: Store):
    taken, refused = story_with_draft(store), story_with_draft(store, "s2", ("three", "four"))
    story_with_draft(store, "s3", ("five",))
    for one in (taken, refused):
        store.save_assessment(assessment(one.story), one.version)
    store.approve(Approved(taken, "Ada", later()), ["files"])
    store.reject("s2", "Ada", "not ours", later())
    decided = store.material([]).decided
    assert {(one.assessment.story, one.taken, one.headline) for one in decided} == {
        ("s1", True, "Ferry stops at noon"),
        ("s2", False, "Ferry stops at noon"),
    }


def test_related_stories_are_given_from_both_sides(store: Store):
    story_with_draft(store)
    _, other = crawl(store, "three")
    group(store, grouped((other, "s2"), related=("s1",)), later())
    assert store.material(["s1", "s2"]).related == {"s1": ["s2"], "s2": ["s1"]}


def test_the_record_of_outlets_is_of_its_time(store: Store):
    first = story_with_draft(store)
    store.save_assessment(assessment("s1"), first.version)
    second = _next_draft(store, first)
    store.save_assessment(assessment("s1", outlet="lamp"), second.version)
    past = store.past_stories(NOW - timedelta(days=1), NOW + timedelta(days=1))
    assert [one.standings[0].outlet for one in past] == ["quill"]
    assert past[0] == assessment("s1").past
    assert [one.standings[0].outlet for one in store.past_stories(NOW, NOW + timedelta(days=9))] == ["lamp"]
    assert store.past_stories(NOW + timedelta(days=9), NOW + timedelta(days=10)) == []


def _next_draft(store: Store, first: Draft) -> Draft:
    sources = [found for source in first.sources if (found := store.article(source.article))]
    return store.save_draft(draft(first.story, sources, headline="Ferry stops again"), NOW + timedelta(days=2))
