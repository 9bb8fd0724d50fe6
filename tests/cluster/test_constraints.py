"""What persons said, and what follows from it: the newer wins, everything else stays in force."""

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from pipeline.cluster.constraints import Fixed, bonds
from pipeline.cluster.corrections import in_effect
from pipeline.protocols import Correction

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)


def correction(number, kind="split", moved=(), joined=(), left=()):
    at = NOON + timedelta(minutes=number)
    return Correction(number, kind, f"from{number}", f"to{number}", tuple(moved), tuple(joined), tuple(left), "Ada", at)


def test_a_merge_holds_everybody_together():
    fixed = in_effect([correction(1, "merge", moved="ab", joined="cd")]).fixed
    assert all(fixed.are_together(one, other) for one, other in combinations("abcd", 2))
    assert fixed.articles == frozenset("abcd")


def test_a_split_sets_each_that_left_apart_from_each_that_stayed_and_binds_nobody_who_stayed():
    fixed = in_effect([correction(1, moved="ab", left="cd")]).fixed
    assert fixed.are_together("a", "b")
    assert all(fixed.are_apart(one, other) for one in "ab" for other in "cd")
    assert not fixed.are_together("c", "d")
    assert not fixed.are_apart("c", "d")


def test_what_is_together_with_one_that_is_apart_is_apart_too():
    said = [correction(1, "merge", moved="a", joined="b"), correction(2, moved="b", left="c")]
    fixed = in_effect(said).fixed
    assert fixed.are_apart("a", "c")
    assert not fixed.are_apart("a", "b")


def test_the_newer_wins_and_the_older_is_known_as_replaced():
    apart, together = correction(1, moved="a", left="b"), correction(2, "merge", moved="a", joined="b")
    found = in_effect([together, apart])
    assert found.fixed.are_together("a", "b")
    assert found.replaced == {1: 2}
    again = correction(3, moved="a", left="b")
    found = in_effect([apart, together, again])
    assert found.fixed.are_apart("a", "b")
    assert found.replaced == {2: 3}, "what the third says again is in force, though the second said otherwise"


def test_only_what_is_contradicted_is_replaced():
    first = correction(1, moved="ab", left="cd")
    back = correction(2, "move", moved="a", joined="cd", left="b")
    found = in_effect([first, back])
    assert found.replaced == {1: 2}
    assert found.fixed.are_together("a", "c")
    assert found.fixed.are_apart("a", "b")
    assert found.fixed.are_apart("b", "c")
    assert found.fixed.are_apart("b", "d")


def test_an_article_that_moves_there_and_back_is_where_it_was():
    there = correction(1, "move", moved="a", joined="xy", left="bc")
    back = correction(2, "move", moved="a", joined="bc", left="xy")
    found = in_effect([there, back])
    assert found.replaced == {1: 2}
    assert found.fixed.are_together("a", "b")
    assert found.fixed.are_apart("a", "x")
    assert found.fixed.are_together("x", "y")


def test_corrections_in_any_order_of_reading_come_to_the_same():
    said = [
        correction(1, moved="ab", left="cd"),
        correction(2, "merge", moved="ab", joined="cd"),
        correction(3, moved="d", left="abc"),
    ]
    assert in_effect(said).fixed == in_effect(reversed(said)).fixed


class Newsroom:
    """Stories as persons correct them, and what was written down of it."""

    def __init__(self, dice):
        self.dice, self.said, self.stories, self.opened = dice, [], {}, 0

    def open(self, articles):
        self.opened += 1
        self.stories[f"s{self.opened}"] = list(articles)
        return f"s{self.opened}"

    def write(self, kind, source, target, moved, joined, left):
        number = len(self.said) + 1
        self.said.append(Correction(number, kind, source, target, tuple(moved), tuple(joined), tuple(left), "Ada", NOON))

    def correct(self):
        kind = self.dice.choice(("merge", "split", "move"))
        one, other = self.dice.sample(sorted(self.stories), 2)
        if kind == "merge":
            self.write(kind, other, one, self.stories[other], self.stories[one], ())
            self.stories[one] += self.stories.pop(other)
            return
        members = self.stories[one]
        if len(members) < 2:
            return
        moved = self.dice.sample(members, 1 if kind == "move" else self.dice.randint(1, len(members) - 1))
        left = [article for article in members if article not in moved]
        joined = list(self.stories[other]) if kind == "move" else []
        target = other if kind == "move" else self.open([])
        self.write(kind, one, target, moved, joined, left)
        self.stories[one] = left
        self.stories[target] = joined + moved


@pytest.mark.parametrize("seed", range(60))
def test_what_stands_is_never_at_odds_with_where_persons_put_the_articles(seed):
    room = Newsroom(random.Random(seed))
    for start in range(0, 24, 3):
        room.open(f"a{number}" for number in range(start, start + 3))
    for _ in range(14):
        if len(room.stories) > 1:
            room.correct()
        # an unnamed article may join anywhere, as in a pass
        room.stories[room.dice.choice(sorted(room.stories))].append(f"n{room.dice.random()}")
    fixed = in_effect(room.said).fixed
    home = {article: story for story, members in room.stories.items() for article in members}
    for one, other in combinations(sorted(fixed.articles), 2):
        assert not (fixed.are_together(one, other) and home[one] != home[other]), (seed, one, other)
        assert not (fixed.are_apart(one, other) and home[one] == home[other]), (seed, one, other)
    newest = room.said[-1]
    assert all(fixed.are_apart(one, other) for one in newest.moved for other in newest.left), seed
    assert all(fixed.are_together(one, other) for one in newest.moved for other in newest.joined), seed


def test_bonds_know_stories_whose_named_articles_are_too_old_to_be_compared():
    fixed = Fixed(apart=frozenset({("old", "other")}), together=frozenset({("old", "mate")}))
    held = bonds(fixed, [{"old": "s1", "other": "s2", "stranger": "s3"}])
    assert held.home("mate") == "s1"
    assert held.home("stranger") is None
    assert not held.may_join("mate", "s2")
    assert held.may_join("stranger", "s2")
    assert not held.may_merge("s1", "s2")
    assert held.may_merge("s1", "s3")
    held.merge("s2", "s3")
    assert not held.may_merge("s3", "s1")
    assert held.may_merge("s2", "s1"), "nothing is left in it"
