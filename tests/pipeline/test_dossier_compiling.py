"""Subjects of many stories put together: which names are one, who was first, and what editors said."""

from datetime import UTC, datetime, timedelta

from pipeline.dossiers.compile import dossier, entries, entry_of, homes, search
from pipeline.dossiers.names import comparable
from pipeline.dossiers.values import Listed, ListedSubject, Mention, Part, Ruling, Told
from pipeline.values import State

DAY = datetime(2026, 9, 14, tzinfo=UTC)


def mention(story, name, *variants, kind="company", owner="", day=0):
    return Mention(story, comparable(name), kind, name, (name, *variants), owner, DAY + timedelta(days=day))


def told(story, *parts, day=0):
    shown = tuple(Part(outlet, "original", first) for outlet, first in parts)
    return Told(story, f"Story {story}", State.READY, DAY + timedelta(days=day), shown)


def keys(*mentions, rulings=(), listed=()):
    return [one.key for one in entries(mentions, rulings, Listed(tuple(listed)))]


def same(key, target):
    return Ruling(key, "same", "Ada", DAY, target)


def test_a_name_its_legal_form_and_its_short_form_are_one_subject():
    found = entries(
        (
            mention("s1", "Brightloom, Inc."),
            mention("s2", "Brightloom"),
            mention("s3", "Brightloom Systems", "Brightloom"),
        ),
        (),
        Listed(),
    )
    assert [(one.key, one.stories) for one in found] == [("brightloom systems", 3)]


def test_a_short_form_that_two_companies_have_is_a_name_of_neither():
    mentions = (
        mention("s1", "Halden Labs", "Halden"),
        mention("s2", "Halden Motors", "Halden"),
        mention("s3", "Halden"),
    )
    assert set(keys(*mentions)) == {"halden labs", "halden motors", "halden"}


def test_versions_of_a_product_stay_apart():
    assert len(keys(mention("s1", "Finch 2", kind="product"), mention("s2", "Finch 3", kind="product"))) == 2


def test_what_an_editor_made_one_is_one_and_comes_apart_again():
    mentions = (mention("s1", "Orrel"), mention("s2", "Orrel Chips"))
    assert keys(*mentions, rulings=[same("orrel", "orrel chips")]) == ["orrel chips"]
    assert len(keys(*mentions)) == 2


def test_rulings_that_lead_in_a_ring_end_somewhere():
    assert set(homes((mention("s1", "A1"),), [same("a1", "b1"), same("b1", "a1")]).values()) == {"a1"}


def test_a_hidden_subject_is_in_no_list_under_any_of_its_names():
    mentions = (mention("s1", "Halden"), mention("s2", "Halden Labs", "Halden"), mention("s2", "Skald", kind="product"))
    assert keys(*mentions, rulings=[Ruling("halden", "hidden", "Ada", DAY)]) == ["skald"]


def test_a_person_who_is_not_on_the_list_has_no_dossier_whatever_is_kept():
    mentions = (mention("s1", "Ilse Marant", kind="person"), mention("s1", "Skald", kind="product"))
    assert keys(*mentions) == ["skald"]
    ilse = ListedSubject("person", "Ilse Marant", "our beat", "Ada", DAY)
    assert set(keys(*mentions, listed=[ilse])) == {"skald", "ilse marant"}


def test_the_page_says_who_was_first_how_often():
    mentions = [mention(f"s{day}", "Skald", kind="product", day=day) for day in range(3)]
    (subject,) = entries(mentions, (), Listed())
    stories = [
        told("s0", ("gull", True), ("tern", False)),
        told("s1", ("gull", True), ("tern", True), day=1),
        told("s2", ("tern", False), day=2),
    ]
    page = dossier(subject, stories, mentions, (subject,))
    assert [(one.outlet, one.first, one.stories) for one in page.leaders] == [("gull", 2, 2), ("tern", 1, 3)]
    assert (page.dated, page.more) == (2, False)
    assert [one.story for one in page.stories] == ["s2", "s1", "s0"]


def test_what_else_these_stories_are_about_is_named():
    mentions = [mention("s1", "Skald", kind="product"), mention("s1", "Halden Labs"), mention("s2", "Corvid AI")]
    known = entries(mentions, (), Listed())
    page = dossier(entry_of(known, "Skald"), [told("s1", ("gull", True))], mentions, known)
    assert [one.name for one in page.related] == ["Halden Labs"]


def test_a_subject_is_found_by_any_of_its_names_and_searched_by_a_part():
    known = entries((mention("s1", "Halden Labs", "Halden"), mention("s2", "Skald", kind="product")), (), Listed())
    assert entry_of(known, "Halden").key == "halden labs"
    assert entry_of(known, "HALDEN LABS, Inc.").key == "halden labs"
    assert entry_of(known, "Hal") is None
    assert [one.name for one in search(known, "hal")] == ["Halden Labs"]
    assert [one.name for one in search(known, "", "product")] == ["Skald"]
