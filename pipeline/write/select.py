"""Which sentences the article is made of: central, early, supported by independent origins, plain, and new beside the others.

Score: half the cosine with the story's centroid, the lead's bonus 1/sqrt(1+place) and independent support, less what reads as
the outlet's own voice; picked greedily under the budget of copied words and a cap on any one source (weights from the
project's measurements on multi-document news; the greedy cover follows Lin and Bilmes 2011 in spirit).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.values import Style
from pipeline.verify import tokens
from pipeline.write import people as persons
from pipeline.write import rewrite
from pipeline.write.align import Alignment, number_term, terms
from pipeline.write.budget import Account
from pipeline.write.candidates import Candidate, whole_quote
from pipeline.write.kinds import Kind
from pipeline.write.people import Person
from pipeline.write.sources import Report

REDUNDANT = 0.5
FEWEST_NEW = 0.35
ENOUGH = 0.2
SWITCH = 0.15
PASSAGE = 4
QUOTES = 5
CHATTY = 0.35


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence as it may be printed. ``place`` is its place in the alignment; ``needs`` the place it must follow, if any."""

    place: int
    text: str
    derived: bool
    score: float
    supporters: frozenset[str]
    echoed: bool = False
    voice: float = 0.0
    needs: int | None = None
    cost: tuple[int, ...] = ()


@dataclass(slots=True)
class Choice:
    """What has been chosen so far, and what it covers."""

    picks: list[Pick] = field(default_factory=list)
    covered: Counter[str] = field(default_factory=Counter)
    by_report: Counter[int] = field(default_factory=Counter)
    quotes: int = 0

    @property
    def words(self) -> int:
        """Words of the chosen sentences."""
        return sum(len(tokens.words(pick.text)) for pick in self.picks)

    @property
    def places(self) -> frozenset[int]:
        """Places of the chosen sentences in the alignment."""
        return frozenset(pick.place for pick in self.picks)


def prepare(
    alignment: Alignment, reports: Sequence[Report], known: Sequence[Person], barred: frozenset[int], style: Style
) -> tuple[Pick, ...]:
    """Every sentence that could be printed, cleaned, with its score, the best first."""
    voice = voices(alignment, reports)
    found = [
        pick
        for place, candidate in enumerate(alignment.candidates)
        if candidate.flaw is None and place not in barred
        for pick in (_prepared(place, candidate, alignment, reports, known, style, voice[candidate.report]),)
        if pick is not None
    ]
    return tuple(sorted(found, key=lambda pick: (-pick.score, pick.place)))


def _prepared(
    place: int,
    candidate: Candidate,
    alignment: Alignment,
    reports: Sequence[Report],
    known: Sequence[Person],
    style: Style,
    voice: float,
) -> Pick | None:
    report = reports[candidate.report]
    text, derived, undated = rewrite.clean(candidate.text, report.day, style.date_format)
    text, needs, named = _antecedents(place, text, candidate, alignment, known)
    long_quote = any(len(text[span.start : span.end].split()) > style.quote_words for span in tokens.quotations(text))
    # one outlet's own judgement is not news; neither is what it alone says without a name or a number of its own
    facts = len(candidate.names - protagonists(alignment, reports)) + len(candidate.numbers)
    bare = facts < 1 and not candidate.quotes and voice > 0.2 and not _leads_on(place, alignment)
    chatty = voice > CHATTY and candidate.opinion > 0
    musing = chatty or (not alignment.echoed(place) and (candidate.opinion > 0 or bare))
    if undated or musing or long_quote or not rewrite.stands(text) or (needs is None and not whole_quote(candidate)):
        return None
    # a source that is all voice gives its plain sentences too, but after those of plain sources
    score = _score(place, candidate, alignment, report) - 0.4 * voice
    return Pick(place, text, derived or named, score, alignment.supporters(place), alignment.echoed(place), 0.4 * voice, needs)


def _antecedents(
    place: int, text: str, candidate: Candidate, alignment: Alignment, known: Sequence[Person]
) -> tuple[str, int | None, bool]:
    """Put the name where a pronoun's person is certain; else say which sentence this one must follow."""
    source = [other for other in alignment.candidates if other.report == candidate.report]
    position = next(index for index, other in enumerate(source) if other.index == candidate.index)
    before = place - 1 if position > 0 else None
    loose = persons.loose_pronoun(text, known)
    speaker = candidate.speaker
    if loose is None and not candidate.leans and not (speaker and speaker.lower() in {"he", "she", "they", "it"} and not loose):
        return text, None, False
    if loose is not None and not (candidate.leans and loose.start() > 0):
        person = persons.antecedent(position, loose[1], source, known)
        if person is not None and len(person.surname) > 2:
            return persons.put_name(text, loose, person), None, True
    return text, before if before is not None else -1, False


def _score(place: int, candidate: Candidate, alignment: Alignment, report: Report) -> float:
    support = min(3, len(alignment.supporters(place)) - 1) / 3
    length = len(tokens.words(candidate.text))
    score = 0.2 + 0.4 * float(alignment.centroid[place]) + 0.4 * float(alignment.news[place])
    score += 0.5 / math.sqrt(1 + candidate.place) + 0.7 * support
    concrete = len(candidate.names) + len(candidate.numbers)
    score += 0.05 * min(6, concrete) - (0.25 if concrete < 2 and not candidate.quotes else 0.0)
    score -= 0.18 * min(3, candidate.opinion) + (0.1 if candidate.quotes else 0.0) + (0.1 if candidate.leans else 0.0)
    score -= 0.008 * max(0, length - 18) + (0.15 if length < 9 else 0.0)
    score += 0.12 if candidate.names and re.match(r"[A-Z][\w’'-]+", candidate.text) and tokens.stem(candidate.text.split()[0]) in candidate.names else 0.0
    score -= 0.15 if re.match(r"(?:An?|Any|Every|For|When|Before|Because|Although|Once) ", candidate.text) else 0.0
    return score + {"primary": 0.05, "original": 0.05, "independent": 0.0}.get(report.source.role, -0.25)


def choose(
    pool: Sequence[Pick], lead: Pick, alignment: Alignment, account: Account, target: int, style: Style, dek: Pick | None = None
) -> Choice:
    """The lead and, greedily, the passages that add most to it, until the target or until nothing is worth adding.

    A passage is one to three sentences that follow each other in a source: a change of source has its price, so that the
    article is made of thoughts and not of single sentences. The dek is not printed a second time.
    """
    choice = Choice()
    _add(choice, lead, alignment, account)
    by_place = {pick.place: pick for pick in pool if pick.place != lead.place and (dek is None or pick.place != dek.place)}
    while choice.words < target:
        ranked = sorted(_passages(by_place, choice, alignment), key=lambda found: (-found[0], found[1][0].place))
        taken = next((ready for _, passage in ranked for ready in (_affordable(passage, choice, alignment, account, style),) if ready), None)
        if taken is None:
            break
        for pick in taken:
            by_place.pop(pick.place)
            _add(choice, pick, alignment, account)
    return choice


def _passages(
    by_place: Mapping[int, Pick], choice: Choice, alignment: Alignment
) -> Iterator[tuple[float, tuple[Pick, ...]]]:
    """Every passage that could be added, with what it adds."""
    gains = {place: _gain(pick, choice, alignment) for place, pick in by_place.items()}
    for place, pick in by_place.items():
        if pick.needs is not None and pick.needs not in choice.places:
            continue
        total, passage = 0.0, []
        for step in range(PASSAGE):
            following = by_place.get(place + step)
            if following is None or gains[place + step] <= 0 or (step and not _neighbours(place + step, alignment)):
                break
            total += gains[place + step]
            passage.append(following)
            joins = pick.place - 1 in choice.places and _neighbours(pick.place, alignment)
            worth = total - (0.0 if joins else SWITCH)
            if worth >= ENOUGH:
                yield worth, tuple(passage)


def _neighbours(place: int, alignment: Alignment) -> bool:
    """Whether the sentence and the one before it are of one source and at most a paragraph apart."""
    before, here = alignment.candidates[place - 1], alignment.candidates[place]
    return before.report == here.report and here.paragraph - before.paragraph <= 1


def _affordable(
    passage: Sequence[Pick], choice: Choice, alignment: Alignment, account: Account, style: Style
) -> tuple[Pick, ...] | None:
    """The passage as account, caps and what stands already allow it; its later sentences are lost before its first."""
    taken: list[Pick] = []
    for pick in passage:
        ready = _ready(pick, choice, taken, alignment, account, style)
        if ready is None:
            break
        account.take(ready.cost)
        taken.append(ready)
    for ready in taken:
        account.give_back(ready.cost)
    return tuple(taken) or None


def _add(choice: Choice, pick: Pick, alignment: Alignment, account: Account) -> None:
    account.take(pick.cost)
    choice.picks.append(pick)
    candidate = alignment.candidates[pick.place]
    choice.covered.update(tokens.content(pick.text))
    # what other sources say in this place, in their words, has been said as well
    for place in [j for j in alignment.same(pick.place) if alignment.similarity[pick.place, j] >= 0.45]:
        choice.covered.update(alignment.candidates[place].stems)
    choice.by_report[candidate.report] += 1
    choice.quotes += _quotes(pick)


def _gain(pick: Pick, choice: Choice, alignment: Alignment) -> float:
    candidate = alignment.candidates[pick.place]
    stems = tokens.content(pick.text)
    total = sum(alignment.weight.get(term, 1.0) for term in stems) or 1.0
    new = sum(alignment.weight.get(term, 1.0) for term in stems if not choice.covered[term]) / total
    if new < FEWEST_NEW:
        return -1.0
    crowd = choice.by_report[candidate.report]
    return pick.score * (0.4 + new) - 0.06 * max(0, crowd - 3)


def _ready(
    pick: Pick, choice: Choice, taken: Sequence[Pick], alignment: Alignment, account: Account, style: Style
) -> Pick | None:
    """The pick as the account, the cap on its source and what is chosen already allow it; None where they do not."""
    candidate = alignment.candidates[pick.place]
    cap = math.ceil(style.source_share * max(6, len(choice.picks) + len(taken) + 1))
    quotes = choice.quotes + sum(_quotes(other) for other in taken)
    if choice.by_report[candidate.report] + len(taken) >= cap or (_quotes(pick) and quotes >= QUOTES):
        return None
    if any(overlap(pick.text, other.text) > REDUNDANT for other in (*choice.picks, *taken)):
        return None
    return None if _said(pick, choice, taken, alignment) else afford(pick, account)


def _leads_on(place: int, alignment: Alignment) -> bool:
    """Whether the next sentence of the source is printable and leans on this one: it is there to lead to it."""
    if place + 1 >= len(alignment.candidates) or not _neighbours(place + 1, alignment):
        return False
    following = alignment.candidates[place + 1]
    return following.leans and following.flaw is None


def _quotes(pick: Pick) -> bool:
    """Whether it quotes more than a word or two."""
    return any(len(pick.text[span.start : span.end].split()) >= 5 for span in tokens.quotations(pick.text))


def _said(pick: Pick, choice: Choice, taken: Sequence[Pick], alignment: Alignment) -> bool:
    """Whether the sentence only says again, in other words, what stands there: no new name or number, and much of it known."""
    candidate = alignment.candidates[pick.place]
    mine = terms(candidate)
    numbers = {number_term(number) for number in candidate.numbers if number.value > 2}
    anchors = (candidate.names | numbers) & mine
    places = {*choice.places, *(other.place for other in taken)}
    known = frozenset[str]().union(*(terms(alignment.candidates[place]) for place in places))
    if _quotes(pick) or (anchors - known and not (numbers and numbers <= known)):
        return False
    weight = sum(alignment.weight.get(term, 1.0) for term in mine) or 1.0
    again = sum(alignment.weight.get(term, 1.0) for term in mine & known) / weight
    return (again >= 0.55 and not anchors - known) or max(float(alignment.cover[pick.place, place]) for place in places) >= 0.3


def afford(pick: Pick, account: Account) -> Pick | None:
    """The pick in the longest form that the account allows, its cost with it."""
    given = account.affordable(pick.text, drop_attribution=pick.echoed)
    if given is None:
        return None
    text, cost = given
    return replace(pick, text=text, cost=cost, derived=pick.derived or text != pick.text)


def overlap(a: str, b: str) -> float:
    """Cosine of the two texts' sets of content words."""
    mine, theirs = tokens.content(a), tokens.content(b)
    return len(mine & theirs) / math.sqrt(len(mine) * len(theirs)) if mine and theirs else 0.0


def lead_of(
    pool: Sequence[Pick], alignment: Alignment, reports: Sequence[Report], kind: Kind, newest: Sequence[str], account: Account
) -> Pick | None:
    """The opening sentence: early, what every outlet thought the news was, told in the words of its kind, and standing alone.

    ``newest`` are values that replaced others: where there are any, the sentence that gives them, or that leads to it, is the news.
    """
    heroes = protagonists(alignment, reports)

    def worth(pick: Pick) -> float:
        candidate = alignment.candidates[pick.place]
        # a cosine favours the short: a lead of under sixteen words has said little
        brief = min(1.0, len(tokens.words(pick.text)) / 16) ** 0.5
        news = 2.5 * brief * float(alignment.news[pick.place]) + 0.1 * min(5, len(candidate.names)) + 0.5 / (1 + candidate.place)
        news += 0.25 if kind.cues.search(pick.text) and kind.name != "event" else 0.0
        here = " ".join(alignment.candidates[i].text for i in (pick.place, pick.place + 1) if i < len(alignment.candidates))
        news += 0.8 * any(value in here for value in newest) + 0.5 * (bool(heroes & candidate.names) or not heroes)
        role = {"original": 0.15, "primary": -0.5}.get(reports[candidate.report].source.role, 0.0)
        return news + role + 0.15 * len(pick.supporters) - 0.3 * candidate.opinion - (0.4 if candidate.quotes else 0.0) - pick.voice

    standing = [pick for pick in pool if pick.needs is None and len(tokens.words(pick.text)) >= 10]
    early = [pick for pick in standing if alignment.candidates[pick.place].place <= (2 if newest else 1)]
    for pick in sorted(early, key=worth, reverse=True) + sorted(standing, key=worth, reverse=True):
        # what every outlet opens with is nobody's alone, however differently they put it
        shared = alignment.news[pick.place] >= 0.2 and len(reports) > 1
        ready = afford(replace(pick, echoed=pick.echoed or shared), account)
        if ready is not None:
            return ready
    return None


def protagonists(alignment: Alignment, reports: Sequence[Report]) -> frozenset[str]:
    """The one or two names that most titles share: an opening without them does not say whom the story is about."""
    named = frozenset[str]().union(*(candidate.names for candidate in alignment.candidates)) if alignment.candidates else frozenset[str]()
    counted = Counter(stem for report in reports for stem in tokens.content(report.source.title) & named)
    most = counted.most_common(1)[0][1] if counted else 0
    return frozenset(stem for stem, count in counted.items() if count >= max(2, 0.7 * most))


def voices(alignment: Alignment, reports: Sequence[Report]) -> tuple[float, ...]:
    """How much of each source is its own voice, 0 to 1: sentences that address the reader, ask, or judge."""
    found = []
    for number in range(len(reports)):
        mine = [candidate for candidate in alignment.candidates if candidate.report == number and candidate.flaw not in {"no sentence", "boilerplate"}]
        marked = sum(bool(candidate.opinion) or (candidate.flaw or "").startswith("the outlet") for candidate in mine)
        found.append(marked / len(mine) if mine else 0.0)
    return tuple(found)
