"""No pass undoes what a person decided: not the first look, not the second, not a later pass, not a rebuild."""

from dataclasses import replace

import pytest
from corrected_samples import launch, recall

from pipeline.cluster import Fixed, group
from pipeline.cluster.constraints import bonds
from pipeline.cluster.settle import settle_stories
from pipeline.cluster.state import ClusterState
from pipeline.protocols import Grouped

LAUNCHES, RECALLS = [launch(number, number) for number in range(4)], [recall(number, number) for number in range(4)]
APART = frozenset((one.id, other.id) for one in RECALLS for other in LAUNCHES)
SPLIT = Fixed(together=frozenset((RECALLS[0].id, other.id) for other in RECALLS[1:]), apart=APART)
STRANGER = replace(
    launch(9),
    id="bread",
    title="Bakers of Orrin strike",
    text="The bakers of Orrin struck for warmer ovens, and no bread was sold.",
)


class Passes:
    """What a store would hold from one pass to the next; each pass is a fresh process."""

    def __init__(self, fixed=None, homes=None):
        self.fixed, self.held, self.homes = fixed, [], homes or {}

    def __call__(self, *new, settle=True):
        result = group(self.held, new, settle=settle, fixed=self.fixed, homes=self.homes)
        prints = {one.fingerprint.article: one.fingerprint for one in self.held} | {
            one.article: one for one in result.fingerprints
        }
        placed = self.stories | {one.article: one.story for one in result.assignments}
        self.held = [Grouped(prints[article], result.merged.get(story, story)) for article, story in placed.items()]
        return result

    def settle_everything(self):
        """A second look at every story there is, as after a rebuild; gives how many stories it merged."""
        state = ClusterState()
        for one in self.held:
            state.add(state.weigh(one.fingerprint), one.story)
        state.bonds = bonds(self.fixed or Fixed(), (self.homes, state.story_of))
        settled = settle_stories(state)
        self.held = [replace(one, story=state.story_of[one.fingerprint.article]) for one in self.held]
        return len(settled.merged)

    @property
    def stories(self):
        return {one.fingerprint.article: one.story for one in self.held}

    def put(self, article, story):
        self.held = [replace(one, story=story) if one.fingerprint.article == article.id else one for one in self.held]

    def of(self, articles):
        return {self.stories[article.id] for article in articles}


def split_passes():
    """Both sagas were one story, and a person split them."""
    passes = Passes()
    passes(*LAUNCHES, *RECALLS)
    assert len(passes.of(LAUNCHES + RECALLS)) == 1, "the score cannot tell them apart: that is why a person must"
    for article in RECALLS:
        passes.put(article, "s-recall")
    passes.fixed = SPLIT
    return passes


def test_a_story_that_was_split_stays_split_through_new_coverage_of_both_halves_and_a_full_second_look():
    passes = split_passes()
    new = [launch(4, 5), recall(4, 6), launch(5, 7), recall(5, 8)]
    for article in new:
        passes(article)
    assert passes.settle_everything() == 0
    (launches,), (recalls,) = passes.of(LAUNCHES), passes.of(RECALLS)
    assert launches != recalls == "s-recall"
    assert passes.of(new) <= {launches, recalls}, "a new report joins one half or the other"


def test_without_the_decision_the_halves_grow_together_again():
    passes = split_passes()
    passes.fixed = None
    assert passes.settle_everything() == 1
    assert len(passes.of(LAUNCHES + RECALLS)) == 1


def test_a_split_holds_when_its_articles_are_too_old_to_be_compared():
    passes = split_passes()
    passes(launch(4, 5), recall(4, 6))
    passes.homes = dict(passes.stories)
    halves = passes.of(LAUNCHES), passes.of(RECALLS)
    named = {article.id for article in LAUNCHES + RECALLS}
    young = [launch(6, 9), recall(6, 9)]
    for article, (story,) in zip(young, halves, strict=True):
        passes(article)
        passes.put(article, story)
    passes.held = [one for one in passes.held if one.fingerprint.article not in named]
    result = passes(launch(7, 30), recall(7, 30))
    assert result.merged == {}
    assert passes.stories[young[0].id] != passes.stories[young[1].id]


def test_a_rebuild_from_nothing_comes_to_what_the_person_said():
    passes = Passes(SPLIT)
    passes(*LAUNCHES, *RECALLS, launch(4, 5), recall(4, 6))
    assert len(passes.of(LAUNCHES)) == len(passes.of(RECALLS)) == 1
    assert passes.of(LAUNCHES) != passes.of(RECALLS)


def test_what_was_merged_stays_one_through_thirty_new_reports_and_a_rebuild():
    whole = Fixed(together=frozenset((LAUNCHES[0].id, other.id) for other in [*LAUNCHES[1:], STRANGER]))
    passes = Passes()
    passes(*LAUNCHES, STRANGER)
    assert len(passes.of([LAUNCHES[0], STRANGER])) == 2
    passes.fixed = whole
    passes.put(STRANGER, passes.stories[LAUNCHES[0].id])
    for number in range(4, 34):
        passes(launch(number, number / 4))
    passes.settle_everything()
    assert len(passes.of([*LAUNCHES, STRANGER])) == 1
    again = Passes(whole)
    again(*LAUNCHES, STRANGER)
    assert len(again.of([*LAUNCHES, STRANGER])) == 1


def test_an_article_is_never_put_where_a_person_took_it_from_whatever_its_score():
    moved = RECALLS[0]
    passes = Passes(Fixed(apart=frozenset((moved.id, one.id) for one in LAUNCHES)))
    passes(*LAUNCHES)
    result = passes(moved)
    (assignment,) = result.assignments
    assert assignment.story not in passes.of(LAUNCHES)
    assert assignment.rejected is not None
    assert assignment.rejected.reasons[0] == "a person set them apart"


def test_a_copy_of_what_was_set_apart_is_no_copy_of_the_story_it_left():
    copy = replace(LAUNCHES[0], id="copy")
    passes = Passes(Fixed(apart=frozenset({("copy", LAUNCHES[0].id)})))
    passes(LAUNCHES[0])
    (assignment,) = passes(copy).assignments
    assert assignment.story != passes.stories[LAUNCHES[0].id]
    assert assignment.duplicate_of is None


def test_a_new_version_of_a_named_article_stays_where_it_was_put():
    passes = split_passes()
    changed = replace(RECALLS[1], text=LAUNCHES[1].text, title=LAUNCHES[1].title, version=2)
    passes(changed)
    passes(launch(4, 5))
    assert passes.stories[changed.id] == "s-recall"


@pytest.mark.parametrize("settle", [False, True])
def test_what_nobody_named_is_grouped_as_if_nobody_had_said_anything(settle):
    plain, held = Passes(), Passes(Fixed(apart=frozenset({("x", "y")})))
    for passes in (plain, held):
        for article in (*LAUNCHES, STRANGER):
            passes(article, settle=settle)
    assert plain.stories == held.stories
