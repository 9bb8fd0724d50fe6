"""Which sentences the article is made of: greedily the passages that add most, under the budget of copied words.

A passage is one to four sentences that follow each other in a source: a change of source has its price, so that the article
is made of thoughts and not of single sentences. The greedy cover follows the idea of Lin and Bilmes (2011).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.facts.align import EVENTS, co_cited, number_term
from pipeline.verify import tokens
from pipeline.write.budget import Account
from pipeline.write.context import lacking, stems
from pipeline.write.material import Material
from pipeline.write.prepare import Pick, understood

REDUNDANT = 0.5
FEWEST_NEW = 0.35
LEAST = 0.15
ENOUGH = 0.2
SWITCH = 0.15
PASSAGE = 4
# what a sentence that follows on the one before it in its source is worth for that
CHAIN = 0.3
# what it costs to come back to a source elsewhere than where it was left
LEAP = 0.4
QUOTES = 4
OWED = 0.8
LAX = 0.4
FRESH = 0.2
HALF = 0.6
WORN = 0.08
FEW = 12
# what copying a whole sentence word for word costs it
THRIFT = 0.6
AGAIN = 0.55


@dataclass(slots=True)
class Choice:
    """What has been chosen so far, and what it covers."""

    picks: list[Pick] = field(default_factory=list)
    covered: Counter[str] = field(default_factory=Counter)
    by_report: Counter[int] = field(default_factory=Counter)
    shared: tuple[frozenset[int], ...] = ()
    told: set[int] = field(default_factory=set)
    dek: Pick | None = None
    known: frozenset[str] = frozenset()
    copied: dict[int, float] = field(default_factory=dict)

    @property
    def words(self) -> int:
        """Words of the chosen sentences."""
        return sum(len(tokens.words(pick.text)) for pick in self.picks)

    @property
    def places(self) -> frozenset[int]:
        """Places of the chosen sentences in the alignment."""
        return frozenset(pick.place for pick in self.picks)


@dataclass(frozen=True, slots=True)
class Top:
    """What stands above the body: the lead, the dek's sentence, and what a reader of them and the headline knows.

    ``shared`` are facts that several origins report, each as the places that say it.
    """

    lead: Pick
    dek: Pick | None = None
    shared: tuple[frozenset[int], ...] = ()
    known: frozenset[str] = frozenset()


def choose(pool: Sequence[Pick], top: Top, story: Material, target: int) -> tuple[Pick, ...]:
    """The lead, then what was chosen, best first, until ``target`` words or until nothing is worth adding.

    What several origins report comes before what one outlet alone has. The dek is not printed a second time, and nothing
    is chosen that takes for granted what neither the top nor another chosen sentence tells.
    """
    lead, dek = top.lead, top.dek
    choice = Choice(shared=top.shared, dek=dek, known=top.known)
    if dek is not None:
        choice.told |= _facts_at(dek, choice, story)
    _add(choice, lead, story)
    taken = {lead.place, *((dek.place,) if dek else ())}
    left = {pick.place: pick for pick in pool if pick.place not in taken}
    choice.copied = {place: _copied(pick, story.account) for place, pick in left.items()}
    if voice := _voice(left, choice, story):
        left.pop(voice.place)
        _add(choice, voice, story)
    for place in (lead.place + 1, lead.place + 2):
        # the sentences after the lead were written to follow it: they open the article with it
        if place in left and _gain(left[place], choice, story) >= LEAST and story.neighbours(place):
            ready = _ready(left[place], replace(choice, dek=None), (), story)
            if ready is not None and understood(ready, choice.known, choice.places):
                left.pop(place)
                _add(choice, ready, story)
    lax = 0.0
    while choice.words < target:
        ranked = sorted(_passages(left, choice, story, lax), key=lambda found: (-found[0], found[1][0].place))
        passage = next((ready for _, found in ranked for ready in (_affordable(found, choice, story),) if ready), None)
        if passage is None and not lax:
            # short of half its length the article takes what adds less
            lax, target = LAX, int(HALF * target)
            continue
        if passage is None:
            break
        for pick in passage:
            left.pop(pick.place)
            _add(choice, pick, story)
    return tuple(choice.picks)


def _voice(left: Mapping[int, Pick], choice: Choice, story: Material) -> Pick | None:
    """The best quotation that stands alone: an article without a voice in it reads like a notice, so one is taken early."""
    spoken = sorted(
        (pick for pick in left.values() if quotes(pick) and pick.needs is None and not lacking(pick.wants, choice.known)),
        key=lambda pick: (-pick.score, pick.place),
    )
    return next((ready for pick in spoken for ready in (_ready(pick, choice, (), story),) if ready), None)


def _passages(
    left: Mapping[int, Pick], choice: Choice, story: Material, lax: float
) -> Iterator[tuple[float, tuple[Pick, ...]]]:
    """Every passage that could be added, with what it adds."""
    gains = {place: _gain(pick, choice, story) for place, pick in left.items()}
    for place, pick in left.items():
        if not understood(pick, choice.known, choice.places):
            before = _introducing(pick, left, choice, story)
            # who leads to two thoughts may add less by itself
            if before and gains[before.place] >= 0 and gains[place] >= LEAST - lax:
                yield gains[before.place] + gains[place] + lax - SWITCH, (before, pick)
            continue
        joins = pick.place - 1 in choice.places and story.neighbours(place)
        begun = choice.by_report[story.candidates[place].report]
        total, passage = CHAIN if joins else lax - (SWITCH if not begun else LEAP), []
        known = choice.known
        for step in range(place, place + PASSAGE):
            if (
                step not in left
                or gains[step] < LEAST - lax - CHAIN * (step > place)
                or (step > place and not story.neighbours(step))
            ):
                break
            if step > place and lacking(left[step].wants, known):
                break
            known |= stems(left[step].text)
            total += gains[step] + CHAIN * (step > place)
            passage.append(left[step])
            if total >= ENOUGH - 2 * lax:
                yield total, tuple(passage)


def _introducing(pick: Pick, left: Mapping[int, Pick], choice: Choice, story: Material) -> Pick | None:
    """The sentence of its source, itself understood, that brings in what the pick takes for granted; or None."""
    missing = [group for group in pick.wants if not group & choice.known]
    here = story.candidates[pick.place]
    start = pick.place - here.index
    firsts = sorted({story.first(here.report, stem) for group in missing for stem in group})
    places = [pick.needs] if pick.needs is not None else [start + first for first in firsts if first < here.index]
    for one in (left[place] for place in places if place in left):
        both = choice.known | stems(one.text)
        if understood(one, choice.known, choice.places) and understood(pick, both, choice.places | {one.place}):
            return one
    return None


def _affordable(passage: Sequence[Pick], choice: Choice, story: Material) -> tuple[Pick, ...] | None:
    """The passage as account, caps and what stands already allow it; its later sentences are lost before its first."""
    taken: list[Pick] = []
    for pick in passage:
        ready = _ready(pick, choice, taken, story)
        if ready is None:
            break
        story.account.take(ready.cost)
        taken.append(ready)
    for ready in taken:
        story.account.give_back(ready.cost)
    return tuple(taken) or None


def _add(choice: Choice, pick: Pick, story: Material) -> None:
    story.account.take(pick.cost)
    choice.picks.append(pick)
    choice.covered.update(tokens.content(pick.text))
    choice.known |= stems(pick.text)
    choice.by_report[story.candidates[pick.place].report] += 1
    choice.told |= _facts_at(pick, choice, story)


def _facts_at(pick: Pick, choice: Choice, story: Material) -> set[int]:
    """The shared facts that the sentence gives: those it is a part of, and those that can mostly be cited for it."""
    there = {pick.place, *co_cited(pick.place, pick.text, story.alignment, story.reports, limit=6)}
    return {
        number for number, places in enumerate(choice.shared) if pick.place in places or 2 * len(there & places) > len(places)
    }


def _owed(place: int, choice: Choice) -> int:
    """How many sentences of other origins say what this one says, where the article does not say it yet."""
    return max(
        (len(places) - 1 for number, places in enumerate(choice.shared) if place in places and number not in choice.told),
        default=0,
    )


def _gain(pick: Pick, choice: Choice, story: Material) -> float:
    candidate = story.candidates[pick.place]
    stems, weight = tokens.content(pick.text), story.alignment.weight
    total = sum(weight.get(term, 1.0) for term in stems) or 1.0
    new = sum(weight.get(term, 1.0) for term in stems if not choice.covered[term]) / total
    owed = _owed(pick.place, choice)
    if new < (FEWEST_NEW if not owed else FEWEST_NEW / 2):
        return -1.0
    worn = WORN * max(0, choice.by_report[candidate.report] - 2) + (
        0.1 * sum(map(quotes, choice.picks)) if quotes(pick) else 0.0
    )
    # of several ways to tell a fact the one is best that has least beside it
    plain = min(1.0, 2 * story.alignment.agreed(pick.place)) if owed else 0.0
    # a source that has not been heard yet is heard
    fresh = FRESH if not choice.by_report[candidate.report] else 0.0
    return (
        pick.score * (0.4 + new)
        + OWED * min(3, owed) * plain
        + fresh
        - worn
        + THRIFT * (0.8 - choice.copied.get(pick.place, 0.8))
    )


def _copied(pick: Pick, account: Account) -> float:
    """The share of its words that printing it copies, in the form that copies it best; 1 where the account allows none."""
    given = account.affordable(pick.text, drop_attribution=pick.echoed)
    return min(1.0, sum(given[1]) / max(1, len(tokens.words(given[0])))) if given else 1.0


def _ready(pick: Pick, choice: Choice, taken: Sequence[Pick], story: Material) -> Pick | None:
    """The pick as the account, the cap on its source and what is chosen already allow it; None where they do not."""
    chosen = (*choice.picks, *taken, *((choice.dek,) if choice.dek else ()))
    cap = math.ceil(story.style.source_share * max(FEW, len(chosen) + 1))
    if choice.by_report[story.candidates[pick.place].report] + len(taken) >= cap:
        return None
    if quotes(pick) and sum(map(quotes, chosen)) >= QUOTES:
        return None
    if any(overlap(pick.text, other.text) > REDUNDANT or _quoted_again(pick, other) for other in chosen):
        return None
    if _said(pick, chosen, story, free=_owed(pick.place, choice) > 0):
        return None
    return afford(pick, story.account)


def _quoted_again(pick: Pick, other: Pick) -> bool:
    """Whether one quotes most of what the other quotes, whoever is said to have said it and in what words."""
    mine, theirs = (_spoken(one.text) for one in (pick, other))
    return len(mine) >= 2 and len(theirs) >= 2 and len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))


def _spoken(text: str) -> frozenset[str]:
    return tokens.content(" ".join(text[span.start : span.end] for span in tokens.quotations(text)))


def quotes(pick: Pick) -> bool:
    """Whether it quotes more than a word or two."""
    return any(len(pick.text[span.start : span.end].split()) >= 5 for span in tokens.quotations(pick.text))


def _said(pick: Pick, chosen: Sequence[Pick], story: Material, *, free: bool) -> bool:
    """Whether the sentence only says again, in other words, what stands there: hardly a new name or number, much known.

    With ``free`` (a fact that several origins report, and that is not told yet) only if one sentence there says much of it.
    """
    if quotes(pick):
        return False
    alignment, candidate = story.alignment, story.candidates[pick.place]
    mine = alignment.terms[pick.place]
    there = frozenset(term for other in chosen for term in alignment.terms[other.place])
    numbers = {number_term(number) for number in candidate.numbers if number.value > 12 or not number.spelled}
    anchors = (candidate.names | numbers) & mine
    new = anchors - there
    total = sum(alignment.weight.get(term, 1.0) for term in mine) or 1.0
    again = sum(alignment.weight.get(term, 1.0) for term in mine & there) / total
    nearest = max(float(alignment.cover[pick.place, other.place]) for other in chosen)
    same = any(_same_slots(pick, other, story, len(new)) for other in chosen)
    if same or (mine & EVENTS and mine & EVENTS <= there and not numbers - there and len(new) <= 2):
        return True
    if free and nearest < AGAIN:
        return False
    if not new:
        return again >= 0.55 or nearest >= (0.2 if numbers else 0.3)
    if len(anchors) >= 4 and len(new) <= 0.5 * len(anchors):
        return again >= 0.4 or nearest >= 0.25
    return bool(numbers) and numbers <= there and nearest >= 0.3


def _same_slots(pick: Pick, other: Pick, story: Material, new: int) -> bool:
    """Whether both fill the same slots: every date and number of the one stands in the other, and they are of one thing.

    Of one thing are two sentences that share a name, or that a third sentence says both.
    """
    mine, theirs = (_values(one, story) for one in (pick, other))
    if not mine or not mine <= theirs or (len(mine) < 2 and max(mine) <= 12):
        return False
    if len(mine) > 1 and not new:
        return True
    if not new and story.candidates[pick.place].names & story.candidates[other.place].names:
        return True
    if new > 2:
        return False
    mine_cited, theirs_cited = (co_cited(one.place, one.text, story.alignment, story.reports) for one in (pick, other))
    return not set(mine_cited).isdisjoint(theirs_cited)


def _values(pick: Pick, story: Material) -> frozenset[float]:
    """The numbers of a sentence outside its quotations, dates and years with them."""
    return frozenset(
        number.value
        for number in tokens.quantities(tokens.unquoted(story.candidates[pick.place].text))
        if number.value > 12 or not number.spelled
    )


def afford(pick: Pick, account: Account) -> Pick | None:
    """The pick in the longest form that the account allows, its cost with it."""
    given = account.affordable(pick.text, drop_attribution=pick.echoed)
    if given is None:
        return None
    text, cost = given
    if text != pick.text and facts(pick.text) and not facts(text):
        return None  # what was worth telling of it is what would be cut
    return replace(pick, text=text, cost=cost, derived=pick.derived or text != pick.text)


def facts(text: str) -> int:
    """Names and numbers of a text, the first word aside."""
    return len(tokens.names(text[1:])) + len(tokens.quantities(text))


def overlap(a: str, b: str) -> float:
    """Cosine of the two texts' sets of content words."""
    mine, theirs = tokens.content(a), tokens.content(b)
    return len(mine & theirs) / math.sqrt(len(mine) * len(theirs)) if mine and theirs else 0.0
