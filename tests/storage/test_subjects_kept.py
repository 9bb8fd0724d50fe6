"""What stories are about, kept with their newest draft, and what editors say of subjects; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.dossiers.values import ListedSubject, Part, Ruling, Subject, Telling
from pipeline.errors import StoreError
from storage import Store
from tests.storage.samples import NOW, draft, group, grouped, later, story_with_draft

HALDEN = Subject("company", "Halden Labs", ("Halden Labs", "Halden"))
SKALD = Subject("product", "Skald", ("Skald",), owner="Halden Labs")
ILSE = Subject("person", "Ilse Marant", ("Ilse Marant",))


def telling(story: str = "s1", version: int = 1, *subjects: Subject) -> Telling:
    parts = (Part("quill", "original", first=True, evidence="20 minutes before the next"), Part("courier", "copy"))
    return Telling(story, version, NOW, subjects or (HALDEN, SKALD), parts)


def person(name: str = "Ilse Marant") -> ListedSubject:
    return ListedSubject("person", name, "moves between labs", "Ada", NOW, ("I. Marant",))


def keys(store: Store) -> set[tuple[str, str]]:
    return {(mention.story, mention.key) for mention in store.mentions().found}


def test_what_a_story_is_about_comes_back_as_it_was_kept(store: Store):
    story_with_draft(store)
    store.save_telling(telling())
    found = {mention.key: mention for mention in store.mentions().found}
    assert set(found) == {"halden labs", "skald"}
    assert (found["skald"].owner, found["halden labs"].variants) == ("Halden Labs", ("Halden Labs", "Halden"))
    (told,) = store.told(["skald"], 9)
    assert (told.story, told.headline, told.parts) == ("s1", "Ferry stops at noon", telling().parts)
    assert store.told(["bellhop"], 9) == []
    assert {mention.key for mention in store.about("s1")} == set(found)


def test_telling_the_same_twice_changes_nothing(store: Store):
    story_with_draft(store)
    store.save_telling(telling())
    before = store.mentions()
    store.save_telling(telling())
    assert store.mentions() == before


def test_the_newest_draft_counts_and_an_overtaken_one_is_passed_over(store: Store):
    first = story_with_draft(store)
    assert store.untold(9) == [("s1", 1)]
    store.save_telling(telling())
    assert store.untold(9) == []
    newer = replace(draft("s1", store.story_articles("s1")), headline=replace(first.headline, text="Ferry stops for good"))
    store.save_draft(newer, later())
    assert store.untold(9) == [("s1", 2)]
    store.save_telling(telling("s1", 2, SKALD))
    store.save_telling(telling("s1", 1))
    assert keys(store) == {("s1", "skald")}
    assert store.told(["skald"], 9)[0].headline == "Ferry stops for good"


def test_a_merged_story_is_not_in_the_dossier_any_more(store: Store):
    story_with_draft(store)
    story_with_draft(store, "s2", ("three", "four"))
    store.save_telling(telling())
    store.save_telling(telling("s2", 1, HALDEN))
    store.merge("s1", "s2", "Ada", "one event", later())
    assert {story for story, _ in keys(store)} == {"s1"}
    assert [told.story for told in store.told(["halden labs"], 9)] == ["s1"]
    assert all(story == "s1" for story, _ in store.untold(9))


def test_a_split_story_is_read_again_when_it_is_drafted_again(store: Store):
    story_with_draft(store)
    store.save_telling(telling())
    (first, _) = store.story_articles("s1")
    apart = store.split("s1", [first.id], "Ada", "two events", later()).correction
    (new,) = {apart.source, apart.target} - {"s1"}
    for story in ("s1", new):
        store.save_draft(draft(story, store.story_articles(story)), later(2))
    assert set(store.untold(9)) == {("s1", 2), (new, 1)}


def test_a_story_that_is_withdrawn_stands_in_the_dossier_in_its_state(store: Store):
    story_with_draft(store)
    store.save_telling(telling())
    store.reject("s1", "Ada", "not ours", later())
    assert [told.state.value for told in store.told(["skald"], 9)] == ["rejected"]


def test_a_ruling_is_kept_until_it_is_taken_back(store: Store):
    hidden = Ruling("monday", "hidden", "Ada", NOW)
    same = Ruling("halden", "same", "Ada", NOW, "halden labs")
    for ruling in (hidden, same, same):
        store.rule_subject(ruling, ruling.key)
    assert store.subject_rulings() == [same, hidden]
    store.unrule_subject("halden", "Bo", later())
    store.unrule_subject("never was", "Bo", later())
    assert store.subject_rulings() == [hidden]


def test_two_subjects_cannot_be_each_the_same_as_the_other(store: Store):
    store.rule_subject(Ruling("halden", "same", "Ada", NOW, "halden labs"), "Halden")
    with pytest.raises(StoreError, match="already"):
        store.rule_subject(Ruling("halden labs", "same", "Ada", NOW, "halden"), "Halden Labs")
    with pytest.raises(StoreError, match="already"):
        store.rule_subject(Ruling("skald", "same", "Ada", NOW, "skald"), "Skald")


def test_a_listed_person_is_looked_for_again_and_gone_at_once_when_taken_off(store: Store):
    story_with_draft(store)
    store.save_telling(telling())
    store.list_subject(person())
    assert store.listed().people == (person(),)
    assert store.untold(9) == [("s1", 1)]
    store.save_telling(telling("s1", 1, HALDEN, ILSE))
    assert keys(store) == {("s1", "halden labs"), ("s1", "ilse marant")}
    store.unlist_subject("ilse marant", "Ada", later())
    assert store.listed().subjects == ()
    assert keys(store) == {("s1", "halden labs")}


def test_a_story_that_only_grows_keeps_what_it_is_about_until_it_is_drafted(store: Store):
    story_with_draft(store)
    store.save_telling(telling())
    group(store, grouped(), later())
    assert keys(store) == {("s1", "halden labs"), ("s1", "skald")}
