"""The sentence under the headline: the best supported fact of the newest state that the headline leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.values import DraftSentence
from pipeline.verify import tokens
from pipeline.verify.draft import verify_sentence
from pipeline.write import assemble, introductions
from pipeline.write.context import given, lacking
from pipeline.write.kinds import PAST
from pipeline.write.leads import News
from pipeline.write.material import Material
from pipeline.write.prepare import VAGUE, VOICE, Pick
from pipeline.write.select import afford, overlap

_FEWEST = 12


def dek(title: str, lead: Pick, pool: Sequence[Pick], page: assemble.Page, news: News) -> tuple[DraftSentence, Pick | None]:
    """The dek and the pick it was made of; where no other sentence is fit for it, the lead says it again.

    The year it tells is told: the body does not give it again.
    """
    for fewest in (_FEWEST, 10):
        for pick in _ranked(title, lead, pool, page.story, news):
            ready = afford(pick, page.story.account)
            if ready is None or not fewest <= len(ready.text.split()) <= page.story.style.dek_words:
                continue
            years, currencies = set(page.years), set(page.currencies)
            plain = assemble.retold(ready, page, years, currencies, opening=False)
            for form in (introductions.introduce(plain, page.story.known, set()), plain):
                sentence = assemble.sentence_of(form, ready, page)
                if len(form.split()) >= 10 and not verify_sentence(sentence, page.sources, titles=True):
                    page.story.account.take(ready.cost)
                    page.years = years
                    return sentence, ready
    return assemble.sentence_of(lead.text, lead, page), None


_PAST = re.compile(PAST, re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:one of (?:its|the)|some of (?:its|the)|for example|such as|as a precaution|as well|too|separately|other fronts)\b",
    re.IGNORECASE,
)


def _ranked(headline: str, lead: Pick, pool: Sequence[Pick], story: Material, news: News) -> Iterator[Pick]:
    """Sentences to stand under the headline, best first: the second fact of the newest state, from many sources if it can be.

    They add to the headline, stand alone, are of the right length, and are neither background nor somebody's side of it.
    """
    heroes = story.heroes(0.9)
    outlets = [report.source.outlet for report in story.reports if len(report.source.outlet) > 3]
    title = tokens.content(headline)
    known = given(story, headline)

    def fits(pick: Pick) -> bool:
        free = (
            pick.needs is None
            and not lacking(pick.wants, known)
            and pick.place != lead.place
            and not tokens.quotations(pick.text)
        )
        return (
            free
            and 11 <= len(tokens.words(pick.text)) <= story.style.dek_words + 10
            and overlap(pick.text, headline) <= 0.5
            and not any(outlet in pick.text for outlet in outlets)
        )

    def worth(pick: Pick) -> float:
        candidate = story.candidates[pick.place]
        tellers = max((places for places in news.shared if pick.place in places), key=len, default=frozenset({pick.place}))
        # a loose echo of a fact counts half of one that says it
        origins = len(pick.supporters) + 0.5 * max(0, len(tellers) - len(pick.supporters))
        adds = len(tokens.content(pick.text) - title) / max(1, len(tokens.content(pick.text)))
        value = 1.5 * float(story.alignment.news[pick.place]) + (
            0.3 * min(4, origins - 1) if len(pick.supporters) > 1 else -0.3
        )
        value += 0.4 / (1 + candidate.place) + 0.3 * bool(candidate.names & heroes) + 0.12 * min(3, len(candidate.numbers))
        value += 0.9 * any(new in pick.text for new in news.newest) + 0.3 * adds
        value -= 0.5 * len(_PAST.findall(pick.text)) + 0.4 * bool(_ASIDE.search(pick.text)) + 0.4 * candidate.opinion
        value -= 0.9 * (news.since is not None and any((story.report(i).day or date.min) < news.since for i in tellers))
        value -= 0.5 * bool(VAGUE.match(pick.text)) + 2 * VOICE * story.voices[candidate.report]
        # what the opening says next is better said there, and what it has said need not stand twice
        return value - 0.1 * (0 < pick.place - lead.place <= 2) - max(0.0, overlap(pick.text, lead.text) - 0.25)

    yield from sorted((pick for pick in pool if fits(pick)), key=lambda pick: (-worth(pick), pick.place))
