"""The sentence that opens the article and the one that stands under its headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.verify import tokens
from pipeline.write.kinds import Kind
from pipeline.write.material import Material
from pipeline.write.prepare import VAGUE, VOICE, Pick
from pipeline.write.select import afford, overlap

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
    for pick in (*early, *standing):
        # what every outlet opens with is nobody's alone, however differently they put it
        shared = story.alignment.news[pick.place] >= 0.2 and len(story.reports) > 1
        ready = afford(replace(pick, echoed=pick.echoed or bool(shared)), story.account)
        if ready is not None:
            return ready
    return None


def deks(headline: str, lead: Pick, pool: Sequence[Pick], story: Material) -> Iterator[Pick]:
    """Sentences to stand under the headline, best first: they add to it, stand alone, and are of the right length."""
    opening, heroes = story.candidates[lead.place], story.heroes(0.9)
    outlets = [report.source.outlet for report in story.reports if len(report.source.outlet) > 3]

    def fits(pick: Pick) -> bool:
        # what was written to follow the lead follows it in the article
        free = pick.needs is None and not 0 <= pick.place - lead.place <= 2 and not tokens.quotations(pick.text)
        return (
            free
            and 13 <= len(tokens.words(pick.text)) <= story.style.dek_words + 10
            and overlap(pick.text, headline) <= 0.4
            and not any(outlet in pick.text for outlet in outlets)
        )

    def worth(pick: Pick) -> float:
        candidate = story.candidates[pick.place]
        adds = len((candidate.names | {number.unit for number in candidate.numbers}) - opening.names - tokens.content(headline))
        value = pick.score + 1.2 * float(story.alignment.news[pick.place]) + 0.15 * (candidate.report != opening.report)
        value += (0.15 * min(3, adds) if adds else -0.8) + (0.3 if candidate.names & heroes else -0.3)
        value += 0.12 * min(4, len(pick.supporters)) if len(pick.supporters) > 1 else -0.4
        return (
            value
            - 0.4 * candidate.opinion
            - max(0.0, overlap(pick.text, lead.text) - 0.25)
            - 0.5 * bool(VAGUE.match(pick.text))
        )

    yield from sorted((pick for pick in pool if fits(pick)), key=lambda pick: (-worth(pick), pick.place))
