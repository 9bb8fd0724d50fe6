"""Values that hold no more, and which sentences still give them: a correction must reach every one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.living.news import News
from pipeline.values import Citation, Draft, DraftSentence, Fact, FactState
from pipeline.verify import tokens

# of the words of meaning of the shorter of two sentences that the other shares, where they speak of one thing
_ONE_THING = 0.5
# of the words of a clause that a sentence which says it has
_SAYS = 0.6
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_NAMED = re.compile(r"[A-Z][a-z]{2}")


@dataclass(frozen=True, slots=True)
class Fallen:
    """A value or clause that a text may not give as it did: ``instead`` is what holds, or stands against it.

    A text that gives ``instead`` too knows what became of it. ``citations`` state it, ``about`` are the words of what it is of.
    """

    value: str
    instead: str
    citations: frozenset[Citation]
    about: frozenset[str]
    text: str
    state: FactState = "superseded"
    clause: bool = False

    @property
    def withdrawn(self) -> bool:
        """Whether it was never right."""
        return self.state == "withdrawn"

    @property
    def words(self) -> str:
        """What became of it, for an editor."""
        if self.clause:
            return "what it says is disputed now"
        instead = {"disputed": "others give", "withdrawn": "rightly"}.get(self.state, "now")
        return f"{self.value} is {self.state}{f', {instead} {self.instead}' if self.instead else ''}"

    def stands_in(self, sentence: DraftSentence) -> bool:
        """Whether the sentence gives it as if nothing had become of it."""
        if self.clause:
            return self._said(sentence)
        if not gives(sentence.text, self.value) or (self.instead and gives(sentence.text, self.instead)):
            return False
        return bool(self.citations & set(sentence.citations)) or self._of_one_thing(sentence.text)

    def _said(self, sentence: DraftSentence) -> bool:
        claim = tokens.content(self.value)
        said = len(claim & tokens.content(sentence.text)) >= _SAYS * len(claim)
        return bool(claim) and said and bool(self.citations & set(sentence.citations))

    def _of_one_thing(self, text: str) -> bool:
        mine, theirs = tokens.content(text), tokens.content(self.text)
        numbers = frozenset(word for word in mine | theirs if word[0].isdigit())
        if self.about:
            return bool(self.about & mine - numbers)
        shared = len((mine & theirs) - numbers)
        return shared >= max(2, _ONE_THING * min(len(mine - numbers), len(theirs - numbers)))


def fallen(now: Draft, news: News | None = None) -> tuple[Fallen, ...]:
    """All that is superseded or withdrawn by the ledger of this draft, and with ``news`` what is newly disputed."""
    facts = [fact for fact in now.facts if fact.state in {"superseded", "withdrawn"} and fact.value]
    disputed = news.disputed if news else ()
    gone = [_of(fact, fact.superseded_by or "") for fact in facts]
    known = {(one.value, one.instead) for one in gone}
    more = [
        Fallen(update.old, update.new, frozenset(), _words(update.about), "")
        for update in now.updates
        if (update.old, update.new) not in known and _words(update.about)
    ]
    return (*gone, *more, *(_of(fact, fact.disputed_with or "") for fact in disputed))


@dataclass(frozen=True, slots=True)
class Change:
    """What is new between two drafts, and all that a text may not give any more."""

    since: News
    gone: tuple[Fallen, ...]

    @property
    def values(self) -> tuple[Fallen, ...]:
        """What holds no more, without what is only disputed: that may be told with who says otherwise."""
        return tuple(one for one in self.gone if one.state != "disputed")

    @property
    def disputed(self) -> tuple[Fallen, ...]:
        """Values, not clauses, of which others give another since."""
        return tuple(one for one in self.gone if one.state == "disputed" and not one.clause)


def carrying(sentence: DraftSentence, gone: Sequence[Fallen]) -> Fallen | None:
    """The first of these that the sentence gives as if it still held."""
    return next((one for one in gone if one.stands_in(sentence)), None)


def gives(text: str, value: str) -> bool:
    """Whether a text gives a value: in the same letters, or the same number of the same unit in others."""
    if re.search(rf"(?<![\w.,]){re.escape(value)}(?![\w])", text):
        return True
    wanted = _numbers(value)
    rest = value
    for number in reversed(wanted):
        rest = f"{rest[: number.start]}{rest[number.end :]}"
    # a date or a name with a number in it is given in its own words or not at all
    if _NAMED.search(rest):
        return False
    return bool(wanted) and all(any(_one(mine, other) for other in _numbers(text)) for mine in wanted)


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[tokens.Quantity, ...]:
    return tuple(tokens.quantities(text))


def _one(mine: tokens.Quantity, other: tokens.Quantity) -> bool:
    units = {_CURRENCIES.get(one.unit, one.unit) for one in (mine, other)}
    return tokens.same_value(mine.value, other.value) and (not mine.unit or len(units) == 1)


def _of(fact: Fact, instead: str) -> Fallen:
    clause = fact.value is None or fact.kind == "quote"
    return Fallen(
        fact.value or fact.about or fact.text,
        instead,
        frozenset(fact.citations),
        _words(fact.about),
        fact.text,
        fact.state,
        clause,
    )


def _words(about: str) -> frozenset[str]:
    """What a value is of, in words; a label such as "date" is of nothing."""
    return frozenset() if about in {"date", "time", "number", "sum"} else _meaning(tokens.content(about))


def _meaning(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if not stem[0].isdigit())
