"""The sentence that opens the article and the one that stands under its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.verify import tokens
from pipeline.write.kinds import PAST, Kind
from pipeline.write.material import Material
from pipeline.write.prepare import VAGUE, VOICE, Pick
from pipeline.write.select import afford, overlap


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a story: facts that several origins report (as places), values that replaced others, and since when."""

    shared: tuple[frozenset[int], ...] = ()
    newest: tuple[str, ...] = ()
    since: date | None = None


_ROLE = {"original": 0.15, "primary": -0.5}


def lead_of(pool: Sequence[Pick], story: Material, kind: Kind, newest: Sequence[str]) -> Pick | None:
    """The opening sentence: early, what every outlet thought the news was, told in the words of its kind, standing alone.

    ``newest`` are values that replaced others: where there are any, the sentence that gives them, or leads to it, is the
    news. None where no sentence can open an article.
    """
    heroes = story.heroes()

    def worth(pick: Pick) -> float:
        candidate = story.candidates[pick.place]
        # a cosine favours the short: a lead of under sixteen words has said little
        brief = min(1.0, len(tokens.words(pick.text)) / 16) ** 0.5
        here = " ".join(other.text for other in story.candidates[pick.place : pick.place + 2])
        news: float = 2.5 * brief * float(story.alignment.news[pick.place]) + 0.1 * min(5, len(candidate.names))
        news += 0.5 / (1 + candidate.place) + 0.25 * (kind.name != "event" and bool(kind.cues.search(pick.text)))
        news += 0.8 * any(value in here for value in newest) + 0.5 * (bool(heroes & candidate.names) or not heroes)
        news += _ROLE.get(story.report(pick.place).source.role, 0.0) + 0.15 * len(pick.supporters)
        return news - 0.3 * candidate.opinion - 0.4 * bool(candidate.quotes) - VOICE * story.voices[candidate.report]

    alone = (pick for pick in pool if pick.needs is None and len(tokens.words(pick.text)) >= 10)
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


_PAST = re.compile(PAST, re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:one of (?:its|the)|some of (?:its|the)|for example|such as|as a precaution|as well|too|separately|other fronts)\b",
    re.IGNORECASE,
)


def deks(headline: str, lead: Pick, pool: Sequence[Pick], story: Material, news: News) -> Iterator[Pick]:
    """Sentences to stand under the headline, best first: the second fact of the newest state, from many sources if it can be.

    They add to the headline, stand alone, are of the right length, and are neither background nor somebody's side of it.
    """
    heroes = story.heroes(0.9)
    outlets = [report.source.outlet for report in story.reports if len(report.source.outlet) > 3]
    title = tokens.content(headline)

    def fits(pick: Pick) -> bool:
        free = pick.needs is None and pick.place != lead.place and not tokens.quotations(pick.text)
        return (
            free
            and 11 <= len(tokens.words(pick.text)) <= story.style.dek_words + 10
            and overlap(pick.text, headline) <= 0.5
            and not any(outlet in pick.text for outlet in outlets)
        )

    def worth(pick: Pick) -> float:
        candidate = story.candidates[pick.place]
        told = max((places for places in news.shared if pick.place in places), key=len, default=frozenset({pick.place}))
        # a loose echo of a fact counts half of one that says it
        origins = len(pick.supporters) + 0.5 * max(0, len(told) - len(pick.supporters))
        adds = len(tokens.content(pick.text) - title) / max(1, len(tokens.content(pick.text)))
        value = 1.5 * float(story.alignment.news[pick.place]) + (
            0.3 * min(4, origins - 1) if len(pick.supporters) > 1 else -0.3
        )
        value += 0.4 / (1 + candidate.place) + 0.3 * bool(candidate.names & heroes) + 0.12 * min(3, len(candidate.numbers))
        value += 0.9 * any(new in pick.text for new in news.newest) + 0.3 * adds
        value -= 0.5 * len(_PAST.findall(pick.text)) + 0.4 * bool(_ASIDE.search(pick.text)) + 0.4 * candidate.opinion
        value -= 0.9 * (news.since is not None and any((story.report(i).day or date.min) < news.since for i in told))
        value -= 0.5 * bool(VAGUE.match(pick.text)) + 2 * VOICE * story.voices[candidate.report]
        # what the opening says next is better said there, and what it has said need not stand twice
        return value - 0.1 * (0 < pick.place - lead.place <= 2) - max(0.0, overlap(pick.text, lead.text) - 0.25)

    yield from sorted((pick for pick in pool if fits(pick)), key=lambda pick: (-worth(pick), pick.place))
