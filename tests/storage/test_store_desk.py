"""Drafts, approvals and exports: nothing unreviewed leaves, nothing leaves twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.errors import LeaseLost, NotApprovable, StoreError, UnknownStory
from pipeline.values import Approved, Citation, DraftSentence, Problem, State
from storage import Store
from tests.storage.samples import (
    NOW,
    approve,
    article,
    crawl,
    draft,
    group,
    grouped,
    later,
    publication,
    recrawl,
    story_with_draft,
)


def test_drafts_are_numbered_and_never_change(store: Store):
    first = story_with_draft(store)
    second = store.save_draft(replace(draft("s1", store.story_articles("s1"), "Ferry stops; nobody hurt"), version=77), later())
    assert (first.version, second.version) == (1, 2)
    assert store.draft("s1") == second
    assert store.draft("s1", 1) == first
    assert store.draft("s1", 3) is None


def test_a_draft_with_the_content_of_the_newest_is_not_kept_again(store: Store):
    first = story_with_draft(store)
    again = store.save_draft(replace(first, version=9, updated=later(60), state=State.GATHERING), later(60))
    assert again == first
    assert store.draft("s1", 2) is None


def test_a_draft_lets_its_story_be_ready_or_gather(store: Store):
    story_with_draft(store)
    assert store.story("s1").state is State.READY
    store.save_draft(draft("s1", store.story_articles("s1"), "Less", State.GATHERING), later())
    assert store.story("s1").state is State.GATHERING


@pytest.mark.parametrize("wrong", [Citation("nobody", 1, 0), Citation("A", 2, 0), Citation("A", 1, 2), Citation("A", 1, -1)])
def test_a_citation_that_leads_nowhere_cannot_be_kept(store: Store, wrong: Citation):
    good = story_with_draft(store)
    wrong = replace(wrong, article=good.sources[0].article) if wrong.article == "A" else wrong
    for bad in (
        replace(good, headline=DraftSentence("Invented", (wrong,))),
        replace(good, sections=(replace(good.sections[0], sentences=(DraftSentence("Invented", (wrong,)),)),)),
    ):
        with pytest.raises(StoreError, match="cites sentence"):
            store.save_draft(bad, later())
    assert store.draft("s1") == good


def test_a_source_with_another_text_than_the_kept_one_cannot_be_kept(store: Store):
    good = story_with_draft(store)
    with pytest.raises(StoreError, match="another text"):
        store.save_draft(replace(good, sources=(replace(good.sources[0], digest="0" * 64),)), later())


def test_a_draft_of_an_unknown_story_is_not_kept(store: Store):
    with pytest.raises(UnknownStory):
        store.save_draft(replace(draft("s1", [article("a")]), story="s404"), NOW)


def test_a_citation_of_an_old_version_still_resolves_after_the_page_was_edited(store: Store):
    good = story_with_draft(store)
    recrawl(store, "one", article("one", "All new. Nothing stayed."), at=later(60))
    cited = good.headline.citations[0]
    old = store.article(cited.article, cited.version)
    assert old is not None
    assert old.sentence(cited.sentence) == "The ferry stopped at noon."


def test_coverage_that_came_while_the_writer_wrote_is_drafted_next(store: Store):
    reads = [crawl(store, name)[1] for name in ("one", "two")]
    group(store, grouped((reads[0], "s1")))
    read_by_the_writer = store.story_articles("s1")
    group(store, grouped((reads[1], "s1")), later())
    store.save_draft(draft("s1", read_by_the_writer), later(2))
    assert store.undrafted(9) == ["s1"]
    store.save_draft(draft("s1", store.story_articles("s1")), later(3))
    assert store.undrafted(9) == []


def test_new_coverage_that_changed_no_word_leaves_an_approved_story_approved(store: Store):
    good = story_with_draft(store)
    approve(store, good, "files")
    _, late = crawl(store, "late")
    group(store, grouped((late, "s1")), later())
    store.story_articles("s1")
    assert store.save_draft(replace(good, updated=later(2)), later(2)) == good
    assert store.story("s1").state is State.APPROVED


def test_the_same_text_written_from_older_coverage_leaves_an_approved_story_updated_since(store: Store):
    good = story_with_draft(store)
    approve(store, good, "files")
    store.story_articles("s1")
    _, late = crawl(store, "late")
    group(store, grouped((late, "s1")), later())
    store.save_draft(replace(good, updated=later(2)), later(2))
    assert store.story("s1").state is State.UPDATED_SINCE
    assert store.undrafted(9) == ["s1"]


def test_related_headlines_come_with_their_address_once_exported(store: Store):
    approve(store, story_with_draft(store), "web")
    assert store.related_headlines(["s1", "s404"]) == {"s1": ("Ferry stops at noon", None)}
    (leased,) = store.lease_exports("web", NOW, 60)
    store.finish_export(leased, publication(leased, "https://desk.example/ferry"), later())
    assert store.related_headlines(["s1"]) == {"s1": ("Ferry stops at noon", "https://desk.example/ferry")}


def test_the_queue_shows_each_story_in_a_line_newest_change_first(store: Store):
    _, lone = crawl(store, "lone")
    group(store, grouped((lone, "s0")), NOW - timedelta(hours=1))
    story_with_draft(store)
    newest = store.save_draft(
        replace(draft("s1", store.story_articles("s1"), "Two"), problems=(Problem("length", "too long"),)), later()
    )
    first, second = store.queue()
    assert (first.id, first.headline, first.version, first.articles, first.outlets) == ("s1", "Two", newest.version, 2, 1)
    assert (first.independent_sources, first.problems, first.category, first.updated) == (2, 1, "hardware", later())
    assert (second.id, second.headline, second.version, second.state) == ("s0", "Lone", None, State.GATHERING)
    assert [line.id for line in store.queue(State.READY)] == ["s1"]
    assert [line.id for line in store.queue(since=later())] == ["s1"]
    assert [line.id for line in store.queue(limit=1)] == ["s1"]


def test_an_approval_is_kept_with_its_exports_and_its_name(store: Store):
    approved = approve(store, story_with_draft(store), "files", "web")
    assert store.story("s1").state is State.APPROVED
    leased = store.lease_exports(None, NOW, 60)
    assert [(export.target, export.approved, export.previous) for export in leased] == [
        ("files", approved, None),
        ("web", approved, None),
    ]
    assert store.history("s1")[-1] == (NOW, "Odile Brandt", "approved version 1 for files, web")


@pytest.mark.parametrize("wrong", ["older version", "unknown version", "other text", "no draft"])
def test_only_the_newest_draft_as_it_is_kept_can_be_approved(store: Store, wrong: str):
    first = story_with_draft(store)
    if wrong == "older version":
        store.save_draft(draft("s1", store.story_articles("s1"), "Newer"), later())
    given = {
        "older version": first,
        "unknown version": replace(first, version=2),
        "other text": replace(first, headline=replace(first.headline, text="Something else")),
        "no draft": replace(first, story="s0"),
    }[wrong]
    _, lone = crawl(store, "lone")
    group(store, grouped((lone, "s0")))
    with pytest.raises(NotApprovable):
        store.approve(Approved(given, "Odile Brandt", NOW), ["files"])
    assert store.lease_exports(None, later(), 60) == []
    assert store.story("s1").state is State.READY
    assert not [what for _, _, what in store.history("s1") if what.startswith("approved")]


def test_a_draft_of_a_story_that_was_merged_away_cannot_be_approved(store: Store):
    old = story_with_draft(store, "s2", ("three", "four"))
    _, read = crawl(store, "one")
    group(store, grouped((read, "s1")), NOW - timedelta(days=1))
    group(store, grouped(merged={"s2": "s1"}), later())
    with pytest.raises(NotApprovable, match="merged into s1"):
        approve(store, old, "files")


def test_a_version_is_approved_once_and_the_refusal_says_who_did_it_and_when(store: Store):
    good = story_with_draft(store)
    approve(store, good, "files")
    for state in (State.APPROVED, State.EXPORTED):
        with pytest.raises(NotApprovable, match=r"version 1 was approved by Odile Brandt on \d{4}-\d\d-\d\d at \d\d:\d\d UTC"):
            store.approve(Approved(good, "Somebody Else", later()), ["files"])
        assert store.story("s1").state is state
        for leased in store.lease_exports("files", NOW, 60):
            store.finish_export(leased, publication(leased), NOW)
    assert store.lease_exports(None, later(9), 60) == []
    newer = store.save_draft(draft("s1", store.story_articles("s1"), "Newer"), later())
    approve(store, newer, "files", at=later(2))
    assert [(one.version, one.verdict) for one in store.decisions("s1")] == [(1, "approved"), (2, "approved")]


def test_a_rejected_version_stays_rejected_also_when_later_coverage_opens_its_story(store: Store):
    good = story_with_draft(store)
    store.reject("s1", "Odile Brandt", "not ours", later())
    refusal = pytest.raises(NotApprovable, match=r"version 1 was rejected by Odile Brandt on .*: only a newer version")
    with refusal:
        approve(store, good, "files", at=later(2))
    _, late = crawl(store, "late")
    group(store, grouped((late, "s1")), later(3))
    store.story_articles("s1")
    store.save_draft(replace(good, updated=later(4)), later(4))
    assert store.story("s1").state is State.READY
    with refusal:
        approve(store, good, "files", at=later(5))
    assert store.lease_exports(None, later(9), 60) == []
    approve(store, store.save_draft(draft("s1", store.story_articles("s1"), "Newer"), later(6)), "files", at=later(7))
    assert store.story("s1").state is State.APPROVED


def test_an_approved_story_goes_to_a_target_that_was_set_up_later_when_somebody_asks(store: Store):
    approve(store, story_with_draft(store), "files")
    assert store.lease_exports("web", later(), 60) == []
    (leased,) = store.lease_exports("web", later(), 60, "s1")
    store.finish_export(leased, publication(leased), later())
    assert store.lease_exports("web", later(9), 60, "s1") == []


def test_what_nobody_approved_goes_nowhere_also_when_somebody_asks(store: Store):
    story_with_draft(store)
    assert store.lease_exports("files", later(), 60, "s1") == []
    store.reject("s1", "Odile Brandt", "not ours", later())
    assert store.lease_exports("files", later(), 60, "s1") == []


def test_an_export_ends_as_a_publication(store: Store):
    approve(store, story_with_draft(store), "files")
    (leased,) = store.lease_exports("files", NOW, 60)
    assert store.lease_exports("files", NOW, 60) == []
    store.finish_export(leased, publication(leased), later())
    assert store.story("s1").state is State.EXPORTED
    assert store.publications("files") == [publication(leased)]
    assert store.publications("web") == []
    assert store.lease_exports(None, later(99), 60) == []
    with pytest.raises(LeaseLost):
        store.finish_export(leased, publication(leased), later())
    assert store.counts().exported == 1


def test_a_newer_approval_is_the_next_revision_of_the_same_publication(store: Store):
    approve(store, story_with_draft(store), "files")
    (first,) = store.lease_exports("files", NOW, 60)
    store.finish_export(first, publication(first), NOW)
    approve(store, store.save_draft(draft("s1", store.story_articles("s1"), "Newer"), later()), "files", at=later())
    (second,) = store.lease_exports("files", later(), 60)
    assert second.previous == publication(first)
    store.finish_export(second, replace(publication(second), first_published=later(5)), later(5))
    (published,) = store.publications("files")
    assert (published.revision, published.first_published, published.edition.headline.text) == (2, NOW, "Newer")


def test_an_approval_during_an_export_waits_for_it_and_knows_what_it_left(store: Store):
    approve(store, story_with_draft(store), "files")
    (first,) = store.lease_exports("files", NOW, 60)
    approve(store, store.save_draft(draft("s1", store.story_articles("s1"), "Newer"), NOW), "files")
    assert store.lease_exports("files", NOW, 60) == []
    store.finish_export(first, publication(first), NOW)
    assert store.story("s1").state is State.APPROVED
    (second,) = store.lease_exports("files", NOW, 60)
    assert second.previous == publication(first)
    assert second.approved.draft.headline.text == "Newer"


def test_an_exporter_that_paused_cannot_write_over_the_one_that_took_over(store: Store):
    approve(store, story_with_draft(store), "files")
    (paused,) = store.lease_exports("files", NOW, 60)
    (taken,) = store.lease_exports("files", later(2), 60)
    with pytest.raises(LeaseLost):
        store.finish_export(paused, publication(paused), later(2))
    with pytest.raises(LeaseLost):
        store.fail_export(paused, "late", None)
    store.finish_export(taken, publication(taken), later(2))
    assert [published.revision for published in store.publications("files")] == [1]


def test_a_failed_export_is_tried_again_or_waits_for_a_person(store: Store):
    good = story_with_draft(store)
    approve(store, good, "files")
    (leased,) = store.lease_exports("files", NOW, 60)
    store.fail_export(leased, "the folder is read-only", later(10))
    assert store.lease_exports("files", later(9), 60) == []
    (leased,) = store.lease_exports("files", later(10), 60)
    store.fail_export(leased, "the folder is read-only", None)
    assert store.lease_exports("files", later(999), 60) == []
    assert "waits for a person" in store.history("s1")[-1][2]
    assert len(store.lease_exports("files", later(20), 60, "s1")) == 1, "somebody asks for it"


def test_exports_can_be_asked_for_by_story_also_by_its_old_id(store: Store):
    approve(store, story_with_draft(store, "s1", ("one", "two")), "files")
    approve(store, story_with_draft(store, "s2", ("three", "four")), "files")
    _, late = crawl(store, "late")
    group(store, grouped((late, "s3")))
    group(store, grouped(merged={"s3": "s2"}), later())
    assert [export.approved.draft.story for export in store.lease_exports("files", later(), 60, "s3")] == ["s2"]


def test_a_story_that_changed_meanwhile_stays_updated_since_when_its_export_ends(store: Store):
    approve(store, story_with_draft(store), "files")
    (leased,) = store.lease_exports("files", NOW, 60)
    _, late = crawl(store, "late")
    group(store, grouped((late, "s1")), later())
    store.finish_export(leased, publication(leased), later(2))
    assert store.story("s1").state is State.UPDATED_SINCE


def test_rejecting_an_approved_story_before_it_left_calls_it_back(store: Store):
    approve(store, story_with_draft(store), "files")
    store.reject("s1", "Odile Brandt", "wait for the minister", later())
    assert store.lease_exports(None, later(9), 60) == []
    assert store.history("s1")[-1] == (later(), "Odile Brandt", "rejected: wait for the minister")


def test_a_story_that_is_out_or_on_its_way_cannot_be_rejected(store: Store):
    approve(store, story_with_draft(store), "files")
    (leased,) = store.lease_exports(None, NOW, 60)
    with pytest.raises(StoreError, match="cannot be rejected any more"):
        store.reject("s1", "Odile Brandt", "too late", later())
    store.finish_export(leased, publication(leased), later())
    with pytest.raises(StoreError, match="cannot be rejected any more"):
        store.reject("s1", "Odile Brandt", "too late", later())
    assert store.story("s1").state is State.EXPORTED


def test_the_audit_log_has_no_gap_also_after_transactions_that_failed(store: Store):
    from sqlalchemy import select

    from storage.schema import audit

    good = story_with_draft(store)
    for _ in range(3):
        with pytest.raises(NotApprovable):
            approve(store, replace(good, version=9), "files")
        store.reject("s1", "Odile Brandt", "not yet", NOW)
    with store._db.read() as tx:
        numbers = list(tx.execute(select(audit.c.seq).order_by(audit.c.seq)).scalars())
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 5


def test_counts_are_of_what_there_is(store: Store):
    approve(store, story_with_draft(store), "files")
    counts = store.counts()
    assert (counts.outlets, counts.articles, counts.stories, counts.drafts, counts.exported) == (1, 2, 1, 1, 0)
