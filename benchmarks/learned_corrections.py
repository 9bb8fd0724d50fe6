"""Does ``newsloom learn`` help? An editor corrects one half of the events; the other half is grouped before and after.

The events of each set are halved by a digest of their name. What is grouped wrongly in one half is corrected as an editor would
with ``split`` and ``merge``, as many times as said; untouched stories of several articles count as approved, as many again. The
weights that follow group the other half, of which nothing was learned. The trees that ship have seen these sets all the same.

    NEWSLOOM_DATA=... python benchmarks/learned_corrections.py
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from clustering_sets import labelled
from measures_cluster import Scores, score

from pipeline.cluster.adjust import Adjustment
from pipeline.cluster.assign import assign
from pipeline.cluster.batch import decision_order
from pipeline.cluster.corrections import in_effect
from pipeline.cluster.judge import STRENGTHS, Judgement, judge, weakened
from pipeline.cluster.learn import ENOUGH, Lesson, approved_cases, corrected_cases, learned_from, shared_text
from pipeline.cluster.settle import settle_stories
from pipeline.cluster.state import ClusterState
from pipeline.fingerprint import fingerprint
from pipeline.near.copies import near_copies
from pipeline.near.index import NearIndex
from pipeline.protocols import Correction
from pipeline.values import Article, Fingerprint, NearCopy

SETS = ("giveme5w1h", "allsides2021-lede", "allsides-full", "uci-headlines-partial")
CORRECTIONS = (5, 20, 200)
_AT = datetime(2026, 1, 1, tzinfo=UTC)


def grouped(prints: Sequence[Fingerprint], adjustment: Adjustment | None = None) -> tuple[ClusterState, list[NearCopy]]:
    """The stories after settling, and the near-copies that were met."""
    state, near, copies = ClusterState(adjustment=adjustment), NearIndex(), []
    for line in decision_order(prints):
        mine = prints[line]
        found = near_copies(mine, near)
        copies += found
        assign(state, mine, found)
        near.add(mine)
    settle_stories(state)
    return state, copies


class Editor:
    """Who knows which event each article is of, and corrects story after story, in an order drawn from a seed."""

    def __init__(self, state: ClusterState, gold: Mapping[str, str], seed: int) -> None:
        self.gold, self.made = gold, list[Correction]()
        self.stories = {story: list(members) for story, members in state.stories.items()}
        self.home = dict(state.story_of)
        self.order = sorted(self.stories)
        random.Random(seed).shuffle(self.order)

    def correct(self, most: int) -> list[Correction]:
        """At most so many corrections."""
        for story in self.order:
            while len(events := Counter(self.gold[one] for one in self.stories[story])) > 1 and len(self.made) < most:
                self._split(story, min(events, key=lambda event: (events[event], event)))
            for other in self._fragments(story):
                if len(self.made) < most:
                    self._merge(other, story)
        return self.made

    def _split(self, story: str, event: str) -> None:
        moved = [one for one in self.stories[story] if self.gold[one] == event]
        left = [one for one in self.stories[story] if self.gold[one] != event]
        self._write("split", story, f"split {len(self.made)}", moved, [], left)
        self.stories[story] = left

    def _fragments(self, story: str) -> list[str]:
        if not self.stories[story]:
            return []
        event = self.gold[self.stories[story][0]]
        homes = sorted({home for one, home in self.home.items() if self.gold[one] == event and home != story})
        return [home for home in homes if len({self.gold[one] for one in self.stories[home]}) == 1]

    def _merge(self, gone: str, stays: str) -> None:
        moved, self.stories[gone] = self.stories[gone], []
        self._write("merge", gone, stays, moved, self.stories[stays], [])
        self.stories[stays] = [*self.stories[stays], *moved]

    def _write(self, kind, source: str, target: str, moved: list[str], joined: list[str], left: list[str]) -> None:
        sides = (tuple(moved), tuple(joined), tuple(left))
        self.made.append(Correction(len(self.made) + 1, kind, source, target, *sides, "editor", _AT))
        if kind == "split":
            self.stories[target] = list(moved)
        self.home |= dict.fromkeys(moved, target)


def taught(
    state: ClusterState, copies: list[NearCopy], prints: Sequence[Fingerprint], gold: dict[str, str], most: int
) -> tuple[Lesson, Judgement] | None:
    """What the corrections of one editor teach; None where they are too few."""
    editor = Editor(state, gold, seed=1)
    made, shared = editor.correct(most), shared_text(copies)
    now = ClusterState()
    for line in decision_order(prints):
        now.add(now.weigh(prints[line]), editor.home[prints[line].article])
    cases = corrected_cases(now, made, in_effect(made).fixed, shared)
    touched = {story for one in made for story in (one.source, one.target)}
    approved = [story for story in sorted(now.stories) if story not in touched and len(now.stories[story]) > 1][:most]
    if len(cases) < ENOUGH:
        return None
    confirmed = approved_cases(now, approved, shared)
    lesson = learned_from(cases, confirmed)
    return lesson, judge(prints, copies, made, in_effect(made).fixed, cases=[*cases, *confirmed])


def halves(articles: Sequence[Article], gold: Mapping[str, str]) -> list[list[Fingerprint]]:
    """The labelled articles of each half of the events."""
    found: list[dict[str, Fingerprint]] = [{}, {}]
    for article in articles:
        if article.id in gold:
            half = hashlib.sha256(gold[article.id].encode()).digest()[0] % 2
            found[half][article.id] = fingerprint(article)
    return [list(half.values()) for half in found]


def line(name: str, what: str, of: Scores, lesson: Lesson | None = None) -> None:
    loss = f"{lesson.shipped:>10.3f} {lesson.learned:.3f}" if lesson else ""
    print(f"{name:<24}{what:<22}{of.b_cubed:>7.3f}{of.pair_f1:>8.3f}{of.mixed:>8.3f}{loss}", flush=True)


def main() -> None:
    print(
        f"{'set':<24}{'corrections (used)':<22}{'B3':>7}{'pairF1':>8}{'mixed':>8}{'   log-loss of unseen, shipped learned':>10}"
    )
    for name in SETS:
        articles, gold = labelled(name)
        learned_half, other_half = halves(articles, gold)
        state, copies = grouped(learned_half)
        mine = {one.article: gold[one.article] for one in other_half}
        line(name, "none", score(mine, grouped(other_half)[0].story_of))
        before = -1
        for most in CORRECTIONS:
            found = taught(state, copies, learned_half, gold, most)
            if found is None or found[0].corrections <= before:
                continue
            lesson, judged = found
            before = lesson.corrections
            print(f"{'':<24}{judged}", flush=True)
            for strength in STRENGTHS:
                used = " <- used" if strength == judged.strength else ""
                learned = grouped(other_half, weakened(lesson.adjustment, strength))[0].story_of
                line(name, f"{most} ({lesson.corrections}) x {strength}{used}", score(mine, learned), lesson)


if __name__ == "__main__":
    main()
