"""The sentence that opens the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.verify import tokens
from pipeline.write.context import given, lacking
from pipeline.write.kinds import Kind
from pipeline.write.material import Material
from pipeline.write.prepare import VOICE, Pick
from pipeline.write.select import afford


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a story: facts that several origins report (as places), values that replaced others, and since when."""

    shared: tuple[frozenset[int], ...] = ()
    newest: tuple[str, ...] = ()
    since: date | None = None


_ROLE = {"original": 0.15, "primary": -0.5}
# a page of less than this share of the longest report's words is a notice beside it, and does not open the story
_NOTICE, _SCANT = 0.15, 0.6


def lead_of(pool: Sequence[Pick], story: Material, kind: Kind, newest: Sequence[str]) -> Pick | None:
    """The opening sentence: early, what every outlet thought the news was, told in the words of its kind, standing alone.

    ``newest`` are values that replaced others: where there are any, the sentence that gives them, or leads to it, is the
    news. None where no sentence can open an article.
    """
    heroes = story.heroes()
    longest = max((len(report.article.text) for report in story.reports if not report.foreign and not report.closed), default=0)

    def worth(pick: Pick) -> float:
        candidate = story.candidates[pick.place]
        # a cosine favours the short: a lead of under sixteen words has said little
        brief = min(1.0, len(tokens.words(pick.text)) / 16) ** 0.5
        here = " ".join(other.text for other in story.candidates[pick.place : pick.place + 2])
        news: float = 2.5 * brief * float(story.alignment.news[pick.place]) + 0.1 * min(5, len(candidate.names))
        news += 0.5 / (1 + candidate.place) + 0.25 * (kind.name != "event" and bool(kind.cues.search(pick.text)))
        news += 0.8 * any(value in here for value in newest) + 0.5 * (bool(heroes & candidate.names) or not heroes)
        news += _ROLE.get(story.report(pick.place).source.role, 0.0) + 0.15 * len(pick.supporters)
        news -= _SCANT * (len(story.report(pick.place).article.text) < _NOTICE * longest)
        return news - 0.3 * candidate.opinion - 0.4 * bool(candidate.quotes) - VOICE * story.voices[candidate.report]

    topic = given(story)
    alone = (
        pick for pick in pool if pick.needs is None and not lacking(pick.wants, topic) and len(tokens.words(pick.text)) >= 10
    )
    standing = sorted(alone, key=worth, reverse=True)
    early = [pick for pick in standing if story.candidates[pick.place].place <= (2 if newest else 1)]
    # a story that has no sentence to open with opens with what it has
    last = [pick for pick in pool if pick.needs is None or story.candidates[pick.place].place == 0]
    for pick in (*early, *standing, *last):
        # what every outlet opens with is nobody's alone, however differently they put it
        shared = story.alignment.news[pick.place] >= 0.2 and len(story.reports) > 1
        ready = afford(replace(pick, echoed=pick.echoed or bool(shared)), story.account)
        if ready is not None:
            return replace(ready, needs=None)
    return None
