"""Candidates made ready to be printed: cleaned, with their antecedents settled, and scored.

Score: the cosines with the whole story and with what the other outlets opened with, the lead's bonus 1/sqrt(1+place) and
independent support, less what reads as the outlet's own voice (weights tuned by reading and on multi-document news sets).
"""

from __future__ import annotations

import math
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.facts import people as persons
from pipeline.facts import voice
from pipeline.facts.align import SUPPORT, co_cited
from pipeline.facts.candidates import Candidate, whole_quote
from pipeline.facts.families import family
from pipeline.facts.leaning import bare_definite, leans, points
from pipeline.verify import tokens
from pipeline.write import rewrite
from pipeline.write.context import Want, definites, lacking, points_back, wants
from pipeline.write.material import Material

# above this a source is taken to chat, and gives no sentence that judges, however many others say the same
CHATTY = 0.35
SPEAKING = 0.25
CALM = 0.2
VOICE = 0.8
# as many sentences after the first one are the news
EARLY = 3
# as near to what the other outlets open with as this, an opening is of the same news
NEWS = 0.15
_LESS = {"primary": 0.05, "original": 0.05, "independent": 0.0}
VAGUE = re.compile(r"(?:An?|Any|Every|For|When|Before|Because|Although|Once) ")


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence as it may be printed. ``place`` is its place in the alignment; ``needs`` the place it must follow, if any.

    ``wants`` is what it takes for granted, which must have been told before it; where ``instead`` has been told it need not
    follow that place; ``presents`` are persons whom it names as known and whom a source presents; ``echoed`` tells whether
    another origin says some of it; ``cost`` what printing it copies from each source.
    """

    place: int
    text: str
    derived: bool
    score: float
    supporters: frozenset[str]
    echoed: bool = False
    needs: int | None = None
    wants: tuple[Want, ...] = ()
    instead: tuple[Want, ...] = ()
    presents: tuple[str, ...] = ()
    cost: tuple[int, ...] = ()


def understood(pick: Pick, known: AbstractSet[str], places: AbstractSet[int]) -> bool:
    """Whether all that the sentence leans on has been told: ``known`` are words, ``places`` sentences."""
    if lacking(pick.wants, known):
        return False
    return pick.needs is None or pick.needs in places or (bool(pick.instead) and not lacking(pick.instead, known))


def prepare(story: Material, barred: frozenset[int], *, strict: bool = True) -> tuple[Pick, ...]:
    """Every sentence that could be printed, the best first; ``barred`` are places of what is no longer so.

    Without ``strict`` what one outlet only remarks is let in too: for a story that has nothing else.
    """
    found = [
        pick
        for place, candidate in enumerate(story.candidates)
        if candidate.flaw is None and place not in barred
        for pick in (_prepared(place, candidate, story, strict=strict),)
        if pick is not None
    ]
    return tuple(sorted(found, key=lambda pick: (-pick.score, pick.place)))


def _prepared(place: int, candidate: Candidate, story: Material, *, strict: bool) -> Pick | None:
    text, derived, undated = rewrite.clean(candidate.text, story.report(place).day, story.style.date_format)
    text, needs, named = _antecedents(place, text, story)
    softly = _softly(place, text, story) if needs is not None else ()
    long_quote = any(len(text[span.start : span.end].split()) > story.style.quote_words for span in tokens.quotations(text))
    if (
        undated
        or long_quote
        or (strict and not _opens(place, candidate, story) and _musing(place, candidate, story))
        or not (rewrite.stands(text) or (needs is not None and _quotes_on(place, story)))
    ):
        return None
    if needs is None and not whole_quote(candidate):
        return None
    if strict and _colour(place, candidate, story):
        return None
    supporters, echoed = story.alignment.supporters(place), story.alignment.echoed(place)
    wanted, presents = _presentable(wants(place, text, story), text, story)
    score = _score(place, candidate, story)
    return Pick(place, text, derived or named, score, supporters, echoed, needs, wanted, softly, presents)


def _quotes_on(place: int, story: Material) -> bool:
    """Whether it is all quotation and goes on with what the sentence before it quotes: who speaks is told there."""
    here = story.candidates[place].text.strip()
    spans = tokens.quotations(here)
    whole = len(spans) == 1 and spans[0].start == 0 and spans[0].end == len(here) and len(tokens.words(here)) >= _SPOKEN
    if not whole or not story.neighbours(place):
        return False
    before = story.candidates[place - 1]
    if before.flaw is not None or not before.quotes or re.search(r"[“\"]$", before.text):
        return before.flaw is None and _quotes_on(place - 1, story)
    return before.speaker is not None or _quotes_on(place - 1, story)


# words of a quotation that stands as a sentence of its own
_SPOKEN = 5


def _presentable(wanted: tuple[Want, ...], text: str, story: Material) -> tuple[tuple[Want, ...], tuple[str, ...]]:
    """What must have been told before, and the surnames (as stems) of persons who can be presented in the sentence itself."""
    bare = tokens.unquoted(text)
    there = {stem for stem, (person, _) in story.roles.items() if re.search(rf"\b{re.escape(person.surname)}\b", bare)}
    met = {stem: frozenset(family(tokens.stem(word)) for word in story.roles[stem][0].full.split()) for stem in there}
    left = tuple(group for group in wanted if not any(group <= names for names in met.values()))
    presents = tuple(sorted(stem for stem, names in met.items() if any(group <= names for group in wanted)))
    return left, presents


def _musing(place: int, candidate: Candidate, story: Material) -> bool:
    """One outlet's own judgement is not news; nor is what one alone says without a fact, or as a gloss on its own words."""
    bare = tokens.unquoted(candidate.text)
    glossed = voice.gloss(candidate.text) and not voice.ATTRIBUTED.search(bare)
    if glossed or (_maxim(candidate, bare, story) and story.alignment.agreed(place) < SUPPORT):
        return True
    chatty = story.voices[candidate.report]
    plain = bool(candidate.quotes or candidate.numbers or voice.ATTRIBUTED.search(bare))
    if story.alignment.echoed(place):
        if chatty > SPEAKING and not plain and len(story.alignment.supporters(place)) < 2:
            return True
        return candidate.opinion > 0 and (chatty > CHATTY or not _judged_alike(place, candidate, story))
    if candidate.opinion > 0:
        return True
    told = len(candidate.names - story.heroes()) + len(candidate.numbers) >= 1 + candidate.leans
    # a report of news tells first what happened: there it needs no name
    early = candidate.place <= EARLY and chatty <= SPEAKING and bool(_HAPPENED.search(bare))
    if candidate.quotes or told or early or voice.ATTRIBUTED.search(bare):
        return False
    # a report of news goes on with what happened; what leans on it goes with it
    goes_on = chatty <= CALM and story.neighbours(place) and bool(_HAPPENED.search(bare))
    return not goes_on and (chatty > CALM or candidate.leans or not story.leads_on(place))


def _opens(place: int, candidate: Candidate, story: Material) -> bool:
    """Whether a report of news opens with it, and others open with the same: that is the news, in whatever words."""
    if candidate.place or candidate.opinion > 1 or story.voices[candidate.report] > SPEAKING:
        return False
    return float(story.alignment.news[place]) >= NEWS


def _judged_alike(place: int, candidate: Candidate, story: Material) -> bool:
    """Whether another origin says a judgement as well, and does not only share words with it."""
    shared = len(story.alignment.supporters(place)) > 1
    return shared and bool(co_cited(place, candidate.text, story.alignment, story.reports, limit=1))


def _colour(place: int, candidate: Candidate, story: Material) -> bool:
    """Whether it quotes one whom no other origin knows, saying nothing of the event: chosen for colour, not for news."""
    long = [candidate.text[span.start : span.end] for span in candidate.quotes]
    said = " ".join(quote for quote in long if len(quote.split()) >= 5)
    if not said or len(story.alignment.supporters(place)) > 1:
        return False
    if tokens.content(said) & (story.topic | story.heroes()) or candidate.speaker is None:
        return False
    last = tokens.stem(candidate.speaker.split()[-1])
    return last not in _PRONOUNS and len(story.origins_of_name(last)) < min(2, len(story.reports))


_PRONOUNS = frozenset(("he", "she", "they", "it"))


# something happened, or somebody did it: a maxim has no time
_HAPPENED = re.compile(
    r"\b(?:[a-z]{2,}ed|was|were|had|did|went|came|led|made|took|began|ran|held|lost|sold|bought|paid|rose|fell|quit|grew|gave|"
    r"found|built|won|kept|met|sent|spent|drew|became|chose|spoke|stood|left|put|set|cut|hit)\b"
)


def _maxim(candidate: Candidate, bare: str, story: Material) -> bool:
    """Whether it says how things are and tells nothing of the event: no name or number, or any such thing, in no time."""
    # who "could have told" somebody has said nothing of it
    main = re.sub(r"\b(?:who|that|which)\b[^,.]*", "", re.split(r",? (?:so|because|since|if|whenever) |[;:]", bare)[0])
    # what is done to a thing as a rule has not happened: "is reserved", "already expanded"
    main = re.sub(r"\b(?:is|are|be|being|already|always|usually) (?:[a-z]+ly )?[a-z]+ed\b", "", main)
    if candidate.quotes or voice.ATTRIBUTED.search(main) or candidate.names & story.heroes():
        return False
    counted = any(not number.spelled for number in candidate.numbers)
    nothing = not candidate.names and not counted and not re.search(r"\b(?:will|would)\b", bare)
    return (nothing or bool(VAGUE.match(bare))) and not _HAPPENED.search(main)


def _antecedents(place: int, text: str, story: Material) -> tuple[str, int | None, bool]:
    """Put the name where a pronoun's person is certain; else say which sentence this one must follow (-1: there is none)."""
    candidate = story.candidates[place]
    source = [other for other in story.candidates if other.report == candidate.report]
    position = candidate.index
    loose = persons.loose_pronoun(text, story.known)
    # the first sentence of a report leans on nothing: whom it means it names or describes itself
    own = loose is not None and (persons.means_somebody(text, loose) or (candidate.place == 0 and loose.start() > 0))
    if own:
        loose = None
    if loose is None and persons.loose_its(text, story.known):
        return text, place - 1 if position > 0 else -1, False
    pronoun_speaks = (candidate.speaker or "").lower() in {"he", "she", "they", "it"}
    unknown = (position > 0 and bare_definite(text, story.topic)) or points_back(text, story.known)
    # nor does it lean on "the firm" that it has named itself
    leaning = candidate.leans and (candidate.place > 0 or points(candidate.text) or bare_definite(candidate.text, frozenset()))
    if loose is None and not leaning and not pronoun_speaks and not unknown:
        return text, None, False
    if loose is not None and persons.opens(text, loose) and not (leaning and loose.start() > 0):
        person = persons.antecedent(position, loose[1], source, story.known)
        # "After his meeting with Reid": whom the sentence names it does not call by a pronoun before
        if person is not None and person.surname not in tokens.unquoted(text):
            named = persons.put_name(text, loose, person)
            if not leans(named, source[position - 1].text if position else None):
                return named, None, True
    return text, place - 1 if position > 0 else -1, False


def _softly(place: int, text: str, story: Material) -> tuple[Want, ...]:
    """What the sentence takes for granted where it leans on nothing but things known by what they are."""
    pronoun = persons.loose_pronoun(text, story.known) or persons.loose_its(text, story.known)
    before = story.candidates[place - 1] if story.neighbours(place) else None
    label = before is not None and before.flaw == "a fragment"
    speaks = (story.candidates[place].speaker or "").lower() in {"he", "she", "they", "it"}
    if pronoun or speaks or label or points(text) or points_back(text, story.known):
        return ()
    return definites(place, text, story)


def _score(place: int, candidate: Candidate, story: Material) -> float:
    alignment = story.alignment
    length, concrete = len(tokens.words(candidate.text)), len(candidate.names) + len(candidate.numbers)
    score = 0.3 + 0.4 * float(alignment.centroid[place]) + 0.4 * float(alignment.news[place])
    score += 0.5 / math.sqrt(1 + candidate.place) + 0.7 * min(3, len(alignment.supporters(place)) - 1) / 3
    score += 0.05 * min(6, concrete) - (0.25 if concrete < 2 and not candidate.quotes else 0.0)
    score -= 0.18 * min(3, candidate.opinion) + 0.1 * bool(candidate.quotes) + 0.1 * candidate.leans
    score -= 0.008 * max(0, length - 18) + (0.15 if length < 9 and concrete < 2 else 0.0)
    score += 0.12 * (tokens.stem(candidate.text.split()[0]) in candidate.names) - 0.15 * bool(VAGUE.match(candidate.text))
    # a source that is all voice gives its plain sentences too, but after those of plain sources
    return score - VOICE * story.voices[candidate.report] + _LESS.get(story.report(place).source.role, -0.25)
