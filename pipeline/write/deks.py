"""The sentence under the headline: the best supported fact of the newest state that the headline leaves out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pipeline.facts.leaning import points
from pipeline.values import DraftSentence
from pipeline.verify import tokens
from pipeline.verify.dates import named_dates
from pipeline.verify.draft import verify_sentence
from pipeline.write import assemble, clauses, introductions, rewrite
from pipeline.write.context import given, lacking
from pipeline.write.kinds import PAST
from pipeline.write.leads import News
from pipeline.write.material import Material
from pipeline.write.prepare import VAGUE, VOICE, Pick
from pipeline.write.select import afford, overlap
from pipeline.write.told import current_year

_FEWEST = 12
# a sentence of less worth is taken only where there is no short one of more
_WORTHY = 0.3


def dek(title: str, lead: Pick, pool: Sequence[Pick], page: assemble.Page, news: News) -> tuple[DraftSentence, Pick | None]:
    """The dek and the pick it was made of; where no other sentence is fit for it, the lead says it again.

    The year it tells is told: the body does not give it again.
    """
    ranked = _ranked(title, lead, pool, page.story, news)
    for least, fewest in ((_WORTHY, _FEWEST), (_WORTHY, 10), (-math.inf, 10)):
        for worth, pick in ranked:
            ready = afford(pick, page.story.account) if worth >= least else None
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
    return assemble.sentence_of(_short(lead.text, page.story.style.dek_words), lead, page), None


def _short(text: str, words: int) -> str:
    """The text in its fullest form of at most so many words; as it is where none of its clauses can go."""
    forms = (form for form in (text, *clauses.shorter(text)) if 10 <= len(form.split()) <= words)
    return next(forms, text)


# where a sentence of two halves parts: either can be told by itself
_HALF = re.compile(r",? (?:when|while|after|because|and|but|as|that)(?= )|;")
_OWN_SUBJECT = re.compile(r"(?:[Tt]he|[Aa]n?|[A-Z][\w’'-]+|\d[\d,.]*|[Mm]ore|[Tt]wo|[Tt]hree|[Ss]everal|[Mm]any) ")


def halves(title: str, body: Sequence[DraftSentence], page: assemble.Page) -> Iterator[DraftSentence]:
    """Shorter true forms of the body's sentences, the lead's first, each with the citations of its own sentence.

    None says the headline again; each stands alone, has the house's length for a dek, and is proved.
    """
    for sentence in body:
        for form in (*_clauses(sentence.text), *clauses.shorter(sentence.text)):
            right = 10 <= len(form.split()) <= page.story.style.dek_words and not tokens.quotations(form)
            if not right or overlap(form, title) > _TOLD or points(form) or not rewrite.stands(form):
                continue
            found = DraftSentence(form, sentence.citations, "derived")
            if not verify_sentence(found, page.sources, titles=True):
                yield found
                break


_TOLD = 0.7
_WEEKS = timedelta(days=40)


def _clauses(text: str) -> Iterator[str]:
    """What follows a mark that parts the sentence, where it has a subject of its own."""
    for match in _HALF.finditer(tokens.unquoted(text)):
        rest = text[match.end() :].strip()
        if _OWN_SUBJECT.match(rest):
            yield rewrite.capital(rest)


_PAST = re.compile(PAST, re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:one of (?:its|the)|some of (?:its|the)|for example|such as|as a precaution|as well|too|also|himself|herself|"
    r"separately|other fronts)\b",
    re.IGNORECASE,
)
# "A model that may submit jobs is a target": true of any, and news of none
_GENERAL = re.compile(r"An? (?:[\w-]+ ){1,2}(?:that|who|which) (?:may|might|can|could|does|is|has|[a-z]+s)\b")
# two sentences this near tell one fact (the threshold of the fact clusters)
_SAME = 0.3


def rest(pool: Sequence[Pick], under: Pick | None, story: Material, news: News) -> tuple[Pick, ...]:
    """The pool without what tells the dek's fact in other words: it need not stand in the body again."""
    if under is None:
        return tuple(pool)
    return tuple(pick for pick in pool if pick.place == under.place or not _one_fact(pick, under, story, news))


def _one_fact(pick: Pick, other: Pick, story: Material, news: News) -> bool:
    if any(pick.place in places and other.place in places for places in news.shared):
        return True
    near = float(story.alignment.similarity[pick.place, other.place]) >= _SAME
    return overlap(pick.text, other.text) >= 0.5 or (near and overlap(pick.text, other.text) >= _SAME)


def _ranked(headline: str, lead: Pick, pool: Sequence[Pick], story: Material, news: News) -> list[tuple[float, Pick]]:
    """Sentences to stand under the headline with how good they are, the best first.

    The best is the second fact of the newest state, from many sources if it can be.

    They add to the headline, stand alone, are of the right length, and are neither background nor somebody's side of it.
    """
    outlets = [report.source.outlet for report in story.reports if len(report.source.outlet) > 3]
    known = given(story, headline)

    def fits(pick: Pick) -> bool:
        # the newest value is of what the headline tells: "bringing the total to $210 million" needs no more than that
        newest = any(new in pick.text for new in news.newest)
        free = pick.needs is None and (newest or not lacking(pick.wants, known)) and pick.place != lead.place
        return (
            free
            and not tokens.quotations(pick.text)
            and not _GENERAL.match(pick.text)
            and 11 <= len(tokens.words(pick.text)) <= story.style.dek_words + 10
            and overlap(pick.text, headline) <= 0.5
            and not any(outlet in pick.text for outlet in outlets)
        )

    found = [(_worth(pick, headline, lead, story, news), pick) for pick in pool if fits(pick)]
    return sorted(found, key=lambda pair: (-pair[0], pair[1].place))


def _worth(pick: Pick, headline: str, lead: Pick, story: Material, news: News) -> float:
    """How well the sentence adds the next most important fact of the newest state."""
    candidate = story.candidates[pick.place]
    years = re.findall(r"\b(?:19|20)\d\d\b", pick.text)
    this_year = current_year(story.reports) or ""
    return (
        1.5 * float(story.alignment.news[pick.place])
        + _support(pick, story, news)
        + _added(pick, headline, lead, story, news)
        + 0.4 / (1 + candidate.place)
        + 0.3 * bool(candidate.names & story.heroes(0.9))
        + 0.2 * (15 <= len(pick.text.split()) <= 30)
        - 0.5 * len(_PAST.findall(pick.text))
        - 0.8 * bool(_ASIDE.search(pick.text))
        - 0.4 * candidate.opinion
        - 0.8 * bool(VAGUE.match(pick.text))
        - 1.2 * (any(year < this_year for year in years) or _of_old(pick.text, story))
        - 0.8 * (not tokens.content(pick.text) & (story.topic - story.heroes()))
        - 2 * VOICE * story.voices[candidate.report]
    )


def _of_old(text: str, story: Material) -> bool:
    """Whether all months the text names with their year are weeks before the story: a biography, not its news."""
    days = [report.day for report in story.reports if report.day]
    named = [
        date(found.year, found.month, min(found.day or 28, 28)) for found in named_dates(text) if found.year and found.month
    ]
    return bool(days and named) and max(named) < min(days) - _WEEKS


def _support(pick: Pick, story: Material, news: News) -> float:
    """Who tells it, and whether it is of the newest state: what an older report told already is history by now."""
    tellers = max((places for places in news.shared if pick.place in places), key=len, default=frozenset({pick.place}))
    # a loose echo of a fact counts half of one that says it
    origins = len(pick.supporters) + 0.5 * max(0, len(tellers) - len(pick.supporters))
    value = 0.3 * min(4, origins - 1) if len(pick.supporters) > 1 else -0.6
    old = news.since is not None and any((story.report(i).day or date.min) < news.since for i in tellers)
    return value + 0.9 * any(new in pick.text for new in news.newest) - 1.8 * old


def _added(pick: Pick, headline: str, lead: Pick, story: Material, news: News) -> float:
    """What it tells that headline and opening do not: words, numbers, and another fact than the opening's."""
    content = tokens.content(pick.text)
    told = {number.value for text in (headline, lead.text) for number in tokens.quantities(text)}
    numbers = {number.value for number in story.candidates[pick.place].numbers if not 1900 <= number.value <= 2100}
    value = 0.3 * len(content - tokens.content(headline)) / max(1, len(content)) + 0.12 * min(3, len(numbers - told))
    value -= 0.3 * bool(numbers and numbers <= told) + 0.8 * _one_fact(pick, lead, story, news)
    # what the opening says next is better said there
    next_in_opening = 0 < pick.place - lead.place <= 2 and not news.newest
    return value - 0.1 * next_in_opening - max(0.0, overlap(pick.text, lead.text) - 0.25)
