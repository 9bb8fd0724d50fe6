"""The order of the queue against three rules of thumb, before and after twenty decisions: pairs in order, on-beat decisions.

The stories are invented and written for this (``judged_queue.txt``): half of those off the beat carry words with a double
meaning (chip, cloud, agent, model, round). The rules: what is on the beat comes before what is not; what is an event that we
have not run comes before what is none or what we have; then the one with more independent reports, and of equals the newer.
``tuned`` is the half that weights were chosen on, ``kept`` is not. ``pairs`` is the share of pairs that a rule puts in order
and that stand in that order, ``on beat`` the share of stories whose being left out as off the beat is right.

    python benchmarks/judgement.py
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from newsloom.config.load import load_topics
from pipeline.judgement import Assessment, Decided, Judgement, Material, assess, judge
from pipeline.languages import language
from pipeline.protocols import StorySheet, StorySummary
from pipeline.sentences import split
from pipeline.values import Article, Moment, Outlet, State, Style

QUEUE = Path(__file__).with_name("judged_queue.txt")
TOPICS = load_topics(Path(__file__).parent.parent / "newsloom" / "starter" / "topics.toml")
NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
BEAT = "AI and the machines it runs on"


@dataclass(frozen=True, slots=True)
class Told:
    """A story of the file, with what is true of it: ``place`` orders it by the rules of thumb, the smaller the earlier."""

    name: str
    part: str
    on_beat: bool
    reports: int
    hours: int
    flag: str
    title: str
    text: str

    @property
    def place(self) -> tuple[bool, bool, int, int]:
        """The rules in order: ours, news, independent reports, age."""
        return not self.on_beat, self.flag == "review" or self.flag.startswith("run "), -self.reports, self.hours


def stories() -> list[Told]:
    """The file's stories, in its order."""
    found = []
    _, *parts = QUEUE.read_text(encoding="utf-8").split("\n@ ")
    for number, block in enumerate(parts):
        head, title, text = block.strip().split("\n")
        part, beat, reports, hours, flag = (field.strip() for field in head.split("|"))
        found.append(Told(f"s{number:02}", part, beat == "on", int(reports), int(hours), flag, title, text))
    return found


def assessed(told: Told) -> Assessment:
    """What the newsroom takes down of it. One report is written out; how many more there are is as the file says."""
    at = NOW - timedelta(hours=told.hours)
    spans = split(told.text, language("en"))
    article = Article(
        told.name, told.text, told.title, outlet=f"outlet-{told.name}", published=Moment(at), language="en", sentences=spans
    )
    outlets = {f"outlet-{told.name}": Outlet(f"outlet-{told.name}", told.name, (f"{told.name}.example",), owner=told.name)}
    made = assess(StorySheet(told.name, (article,), outlets, (), TOPICS, Style(), (), at), BEAT)
    moments = tuple(at - timedelta(minutes=20 * number) for number in range(told.reports))
    genre = made.genre if told.reports == 1 else None
    return replace(
        made,
        independent_low=told.reports,
        independent_high=told.reports,
        moments=moments,
        primary=told.flag == "primary",
        genre=genre,
    )


def judged(queue: Sequence[Told], decided: Sequence[Told]) -> tuple[Judgement, ...]:
    """The queue in our order."""
    taken = tuple(Decided(one.part == "approved", one.title, assessed(one)) for one in decided)
    lines = [
        StorySummary(
            one.name, State.READY, one.title, "", one.reports, one.reports, one.reports, 0, 1, NOW - timedelta(hours=one.hours)
        )
        for one in queue
    ]
    return judge(lines, Material({one.name: assessed(one) for one in queue}, taken), NOW)


def agreement(queue: Sequence[Told], order: Sequence[Judgement]) -> tuple[float, float]:
    """The shares of pairs in order and of on-beat decisions that are right."""
    place = {one.story: one.place for one in order}
    pairs = [(one, other) for one, other in combinations(queue, 2) if one.place != other.place]
    right = sum((one.place < other.place) == (place[one.name] < place[other.name]) for one, other in pairs)
    off = {one.story for one in order if (one.left_out or "").startswith("off the beat")}
    return right / len(pairs), sum((one.name not in off) == one.on_beat for one in queue) / len(queue)


def main() -> None:
    """Print a row a half, before and after learning."""
    everything = stories()
    decided = [one for one in everything if one.part in {"approved", "rejected"}]
    print(f"{'':32}{'pairs':>8}{'on beat':>9}{'stories':>9}")
    for half in ("tuned", "kept"):
        queue = [one for one in everything if one.part == half]
        for name, known in (("before", ()), ("after 10 + 10 decisions", decided)):
            pairs, beat = agreement(queue, judged(queue, known))
            print(f"{f'{half}, {name}':32}{pairs:8.3f}{beat:9.3f}{len(queue):9}")


if __name__ == "__main__":
    main()
