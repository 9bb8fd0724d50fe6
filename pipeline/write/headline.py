"""The headline: of all that a source or the lead offers in house form, what says most of the newest state of the story.

Each is judged by how much of it the *other* origins' titles and openings say, so that no outlet is its own measure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts import voice
from pipeline.facts.align import co_cited, number_term
from pipeline.facts.reports import Report
from pipeline.values import DraftSentence, Update
from pipeline.verify import tokens
from pipeline.verify.draft import verify_sentence
from pipeline.write import clauses, rewrite, tense, titles
from pipeline.write.assemble import Page
from pipeline.write.material import Material
from pipeline.write.prepare import Pick

# of what a headline says, this much stands in the sentences it cites: a title is not its own proof
_CARRIED = 0.4
# what words that no other origin uses take from a title: they are its wit
_WIT = 2.0
_NEVER = frozenset({"not to be quoted", "in another language", "boilerplate"})
_ATTRIBUTION_TAIL = re.compile(r",\s+[^,]{2,60}\s(?:said|told|announced|says)\b[^,]*\.$")
_DATE = re.compile(r",?\s+(?:on|in the week of|late on) [A-Z][a-z]+ \d{1,2}(?:, \d{4})?,?")


# "the president of the office, Halina Wrzosek, has": the office is enough for a headline
_WHO = re.compile(r",\s(?:[A-ZÀ-Þ][\w’-]+\s){1,3}[A-ZÀ-Þ][\w’-]+,(?=\s(?:has|have|had|was|is|will|said)\b)")


@dataclass(frozen=True, slots=True)
class Offer:
    """A possible headline, the source it is of, the sentence it is of (None: a title), and how good it is."""

    text: str
    report: int
    place: int | None
    worth: float


def headline(lead: Pick | None, page: Page, updates: Sequence[Update]) -> DraftSentence:
    """The best headline that its citations prove; for a thin story the source's own one. Empty only without any article."""
    story = page.story
    for offer in sorted(_offers(lead, story, updates), key=lambda offer: (-offer.worth, offer.text)):
        sentence = _proved(offer, page, _CARRIED if page.independent > 1 else 0.0)
        if sentence is not None:
            return sentence
    return _own(page)


def _offers(lead: Pick | None, story: Material, updates: Sequence[Update]) -> Iterator[Offer]:
    news = _news(story)
    newest = _newest_day(story, updates)
    others = _others(story)
    for number, report in enumerate(story.reports):
        if report.foreign or report.closed:
            continue
        stale = newest is not None and (report.day is None or report.day.toordinal() < newest)
        bad = 0.6 * story.voices[number] + 1.0 * stale + (0.1 if report.primary else 0.0)
        for nth, text in enumerate(titles.forms(report.source.title, report.source.outlet, story.style, story)):
            worth = _worth(text, report.origin, news, story, updates) - bad - 0.02 * nth - 0.3 * voice.opinion(text)
            worth -= _WIT * _alone(text, others[report.origin])
            yield Offer(text, number, None, worth)
    if lead is not None and len({report.origin for report in story.reports}) > 1:
        number = story.candidates[lead.place].report
        for text in _from_sentence(lead.text, story):
            worth = _worth(text, story.reports[number].origin, news, story, updates)
            yield Offer(
                text, number, lead.place, worth - 0.25 - 0.1 * len(re.findall(r",\s", text)) - 0.3 * voice.opinion(text)
            )


def _news(story: Material) -> dict[str, frozenset[str]]:
    """Each term of titles and first two sentences with the origins that have it there."""
    found: dict[str, set[str]] = {}
    for report in story.reports:
        for term in _terms(report.source.title):
            found.setdefault(term, set()).add(report.origin)
    for candidate in story.candidates:
        if candidate.place <= 1 and candidate.flaw in {None, "half a quotation", "in another language"}:
            for term in _terms(candidate.text):
                found.setdefault(term, set()).add(story.reports[candidate.report].origin)
    return {term: frozenset(origins) for term, origins in found.items()}


def _terms(text: str) -> frozenset[str]:
    numbers = [number for number in tokens.quantities(text) if number.value > 2]
    digits = {tokens.stem(word) for number in numbers for word in tokens.TOKEN.findall(text[number.start : number.end])}
    return (tokens.content(text) - digits) | {number_term(number) for number in numbers}


def _worth(text: str, origin: str, news: dict[str, frozenset[str]], story: Material, updates: Sequence[Update]) -> float:
    """How much of the common news it says, how little else, and whether it leads with whom the story is about."""
    mine = _terms(text)
    others = len({report.origin for report in story.reports} - {origin}) or 1
    shares = [len(news.get(term, frozenset()) - {origin}) / others for term in mine]
    said = sum(shares) / math.sqrt(len(mine) + 4) if mine else 0.0
    heroes = story.heroes()
    first = tokens.content(" ".join(text.split()[:5]))
    value = 1.2 * said + 0.2 * bool(heroes & first) + 0.25 * bool(heroes & tokens.content(text))
    value += 0.15 * bool(re.search(r"\d", text)) + 0.3 * any(update.new in text for update in updates)
    value -= 0.6 * any(update.old in text for update in updates)
    return value - 0.03 * abs(10 - len(text.split()))


def _others(story: Material) -> dict[str, frozenset[str]]:
    """For each origin the words that all the others use anywhere; empty where there is no other."""
    words: dict[str, set[str]] = {}
    for candidate in story.candidates:
        words.setdefault(story.reports[candidate.report].origin, set()).update(candidate.stems)
    return {
        report.origin: frozenset[str]().union(*(found for origin, found in words.items() if origin != report.origin))
        for report in story.reports
    }


def _alone(text: str, others: frozenset[str]) -> float:
    """The share of its words that nobody else uses: wit is one outlet's own, a sober title is in everybody's words."""
    mine = tokens.content(text)
    return len(mine - others) / len(mine) if mine and others else 0.0


def _newest_day(story: Material, updates: Sequence[Update]) -> int | None:
    """The day of the first source that gave the newest value, as an ordinal; None where nothing was replaced."""
    days = {report.article.id: report.day for report in story.reports}
    found = [day.toordinal() for update in updates for c in update.citations[:1] if (day := days.get(c.article))]
    return max(found, default=None)


def _from_sentence(text: str, story: Material) -> Iterator[str]:
    """The lead without asides, dates and attribution, cut where a clause ends, its verb in the present where that is sure."""
    if tokens.quotations(text):
        return
    seen = set[str]()
    bare = _WHO.sub("", text)
    for form in dict.fromkeys((text, bare, *clauses.shorter(text), *clauses.shorter(bare))):
        plain = _ATTRIBUTION_TAIL.sub(".", _DATE.sub("", form))
        plain = re.sub(r"^(?:The|A|An)\s+(?=[A-Za-z])", "", plain.rstrip("."))
        for cut in _prefixes(tense.present(rewrite.capital(plain))):
            if cut not in seen and titles.is_headline(cut, story.style) and len(re.findall(r",\s", cut)) != 1:
                seen.add(cut)
                yield cut


def _prefixes(text: str) -> Iterator[str]:
    yield text
    for match in re.finditer(
        r",\s|\s(?=(?:to(?! (?:the|an?|its|his|her|their|[A-Z\d]))|after|as|while|with|when|where|because|since|and|but)\s)",
        text,
    ):
        if len(text[: match.start()].split()) >= 7:
            yield text[: match.start()]


def _proved(offer: Offer, page: Page, carried: float) -> DraftSentence | None:
    """The headline with the sentences of its source that carry it, and of others that say it too; None where they do not."""
    story = page.story
    places = _carriers(offer, story)
    if not places:
        return None
    terms = _terms(offer.text)
    there = frozenset[str]().union(*(_terms(story.candidates[place].text) for place in places))
    if terms and len(terms & there) / len(terms) < carried:
        return None
    numbers = {term for term in terms if term.startswith("#")}
    also = [
        place
        for place in co_cited(places[0], offer.text, story.alignment, story.reports, limit=3)
        if numbers <= _terms(story.candidates[place].text)
    ]
    citations = [story.report(place).citation(story.candidates[place].index) for place in (*places, *also)]
    while citations:
        sentence = DraftSentence(offer.text, tuple(dict.fromkeys(citations)), "derived")
        problems = verify_sentence(sentence, page.sources, titles=True)
        if not problems:
            return sentence
        if len(citations) == 1 or any(problem.kind != "decoration" for problem in problems):
            return None
        citations.pop()
    return None


def _carriers(offer: Offer, story: Material) -> list[int]:
    """One to three sentences of its source that say what it says, the one that says most first."""
    if offer.place is not None:
        return [offer.place]
    left = dict.fromkeys(_terms(offer.text), 1)
    mine = [
        place
        for place, candidate in enumerate(story.candidates)
        if candidate.report == offer.report and candidate.flaw not in _NEVER
    ]
    found: list[int] = []
    while left and len(found) < 3:
        best = max(mine, key=lambda place: (len(left.keys() & _terms(story.candidates[place].text)), -place), default=None)
        gained = left.keys() & _terms(story.candidates[best].text) if best is not None else set()
        if best is None or (found and len(gained) < 2) or best in found:
            break
        found.append(best)
        for term in gained:
            del left[term]
    return found


def _own(page: Page) -> DraftSentence:
    """The best source's own title, whatever its form: a story is never without a name. A link-only source is not cited."""
    story = page.story
    ordered = sorted(enumerate(story.reports), key=lambda pair: (pair[1].foreign, pair[1].closed, pair[0]))
    for number, report in ordered:
        text = titles.cleaned(report.source.title, report.source.outlet, story) or _first_words(report, story)
        if not text:
            continue
        sentences = [place for place, candidate in enumerate(story.candidates) if candidate.report == number]
        places = _carriers(Offer(text, number, None, 0.0), story) or sentences[:1]
        citations = tuple(story.report(place).citation(story.candidates[place].index) for place in places[:1])
        return DraftSentence(text, () if report.closed else citations, "derived")
    return DraftSentence("", ())


def _first_words(report: Report, story: Material) -> str:
    """The beginning of the first sentence that could be printed, for a page without a title; else of the page."""
    mine = [one for one in story.candidates if story.reports[one.report] is report]
    found = next((one.text for one in mine if one.flaw is None), mine[0].text if mine else report.article.text)
    words = rewrite.clean(found, None, story.style.date_format)[0].split()
    return " ".join(words[:12]).rstrip(".,;:")
