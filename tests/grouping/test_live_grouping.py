from dataclasses import replace

import pytest
from grouping_samples import BRIGHT, BRIGHT_OTHER, FERRY, FERRY_REWRITE, QUILL, RECIPE, report

from pipeline.cluster import Fixed, group
from pipeline.protocols import Grouped

FIRST = report("ferry", FERRY, "Ferry aground off Cape Tarn")
SECOND = report("ferry-2", FERRY_REWRITE, "Albatross to be towed from Cape Tarn", 3)


def kept(result, before=()):
    """What a store would hold after a pass."""
    prints = {one.fingerprint.article: one.fingerprint for one in before} | {one.article: one for one in result.fingerprints}
    placed = {one.fingerprint.article: one.story for one in before} | {one.article: one.story for one in result.assignments}
    return [Grouped(prints[article], result.merged.get(story, story)) for article, story in placed.items()]


def apart(*articles):
    """Each article in a story of its own."""
    return [Grouped(group([], [article]).fingerprints[0], f"s-{article.id}") for article in articles]


def test_a_later_pass_puts_a_report_into_the_story_of_an_earlier_one():
    held = kept(group([], [FIRST]))
    result = group(held, [SECOND])
    assert result.assignments[0].story == held[0].story
    assert result.merged == {}


def test_a_pass_over_nothing_decides_nothing():
    result = group([], [])
    assert (result.fingerprints, result.assignments, result.copies, result.merged) == ((), (), (), {})


def test_a_new_version_stays_in_its_story_whatever_it_says():
    held = kept(group([], [FIRST, SECOND]))
    result = group(held, [replace(FIRST, text=RECIPE, title="A salad", version=2)])
    assert [(one.article, one.story) for one in result.assignments] == [("ferry", held[0].story)]
    assert result.fingerprints[0].version == 2


def test_copies_of_active_articles_are_given():
    held = kept(group([], [FIRST]))
    result = group(held, [report("copy", FERRY, "Aground", 2)])
    assert [(copy.a, copy.b) for copy in result.copies] == [("ferry", "copy")]
    assert result.assignments[0].duplicate_of == "ferry"


def test_fragments_of_one_event_are_merged_into_the_elder():
    third = report("ferry-3", FERRY + " " + FERRY_REWRITE, "Ferry Albatross aground off Cape Tarn to be towed", 4)
    result = group(apart(FIRST, SECOND), [third])
    assert result.merged == {"s-ferry-2": "s-ferry"}
    assert {one.article: one.story for one in result.assignments}["ferry-3"] == "s-ferry"


def test_without_settling_nothing_is_merged():
    third = report("ferry-3", FERRY + " " + FERRY_REWRITE, "Ferry Albatross aground", 4)
    assert group(apart(FIRST, SECOND), [third], settle=False).merged == {}


def test_two_published_stories_are_never_merged():
    third = report("ferry-3", FERRY + " " + FERRY_REWRITE, "Ferry Albatross aground", 4)
    assert group(apart(FIRST, SECOND), [third], published={"s-ferry", "s-ferry-2"}).merged == {}


def test_a_merge_keeps_the_published_one():
    third = report("ferry-3", FERRY + " " + FERRY_REWRITE, "Ferry Albatross aground off Cape Tarn to be towed", 4)
    assert group(apart(FIRST, SECOND), [third], published={"s-ferry-2"}).merged == {"s-ferry": "s-ferry-2"}


def test_what_an_editor_split_stays_apart():
    third = report("ferry-3", FERRY + " " + FERRY_REWRITE, "Ferry Albatross aground", 4)
    fixed = Fixed(apart=frozenset({("ferry", "ferry-2")}))
    assert group(apart(FIRST, SECOND), [third], fixed=fixed).merged == {}


def test_a_story_id_that_exists_elsewhere_is_not_given_again():
    usual = group([], [FIRST]).assignments[0].story
    assert group([], [FIRST], taken={usual}).assignments[0].story != usual


@pytest.mark.parametrize("split", [1, 2, 3])
def test_passes_of_any_size_come_to_the_same_stories(split):
    lines = [
        FIRST,
        report("bright", BRIGHT, "Brindlework raises", 1),
        SECOND,
        report("quill", QUILL, "Saltmarket raises", 4),
        report("bright-2", BRIGHT_OTHER, "Castor Peak backs Brindlework", 5),
    ]
    at_once = {one.fingerprint.article: one.story for one in kept(group([], lines))}
    held = []
    for start in range(0, len(lines), split):
        held = kept(group(held, lines[start : start + split]), held)
    assert {one.fingerprint.article: one.story for one in held} == at_once
