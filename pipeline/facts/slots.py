"""Numbers in their slots: what a number is the number *of*, so that two values can be told to be of one thing.

Money is put into a slot by the nearest word that says what it is (raised, valuation, revenue, price, fine …); other numbers
by the thing they count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.candidates import Candidate
from pipeline.verify import tokens

CURRENCIES = frozenset("$€£₹¥")
_MONEY: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("valuation", r"valu\w+|worth|market cap\w*"),
        ("revenue", r"revenues?|sales|turn(?:ed|s)? over|turnover|income|bookings?"),
        ("fine", r"fine[ds]?|penalt\w+|damages|settlement"),
        ("loss", r"loss(?:es)?|lost|cost of the"),
        ("debt", r"debt|loan|credit facility|borrow\w*"),
        ("unit price", r"price[ds]?|starts? at|from|apiece|each|per \w+|costs?"),
        (
            "amount raised",
            (
                r"shares (?:for|sold|worth)|(?:preferred|new) shares|sold (?:\w+ )?shares|rais\w+|rounds?|"
                r"series [a-f]|equity|shares sold|funding|total|extension|secur\w+|clos\w+"
            ),
        ),
        ("purchase price", r"buys?|bought|buying|acqui\w+|takeover|purchase\w*|deal|pays?|paying|sale"),
    )
)
_UNITLESS = frozenset(
    {"of", "to", "and", "in", "per", "percent", "other", "more", "new", "former", "current", "million", "or", "a", "an", "th"}
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A number where it stands: ``key`` is what it is the number of, ``about`` the stems near it.

    ``text`` is the number as written, ``label`` the key as a reader may see it.
    """

    candidate: int
    key: str
    number: tokens.Quantity
    about: frozenset[str]
    text: str
    label: str

    @property
    def value(self) -> str:
        """The number in normal form with its unit."""
        return f"{self.number.value:g} {self.number.unit}"

    @property
    def money(self) -> bool:
        """Whether it is a sum of money."""
        return self.number.unit in CURRENCIES


def slots(candidates: Sequence[Candidate]) -> tuple[Slot, ...]:
    """The slots of every sentence that is neither boilerplate nor debris; years, counts under thirteen in words are none."""
    return tuple(slot for place, candidate in enumerate(candidates) for slot in _of(place, candidate))


def _of(place: int, candidate: Candidate) -> Iterator[Slot]:
    for number in candidate.numbers:
        money = number.unit in CURRENCIES
        if money and re.match(
            r"\s*(?:in|of) (?:cash|shares|stock|debt|it)\b|,? of which\b|,? is (?:cash|debt)\b", candidate.text[number.end :]
        ):
            continue  # a part of a sum
        if (number.spelled and number.value < 13) or (1900 <= number.value <= 2100 and not money):
            continue
        key = _money_slot(candidate.text, number) if money else _counted(number)
        if key is None:
            continue
        before = tokens.TOKEN.findall(candidate.text[: number.start])[-8:]
        after = tokens.TOKEN.findall(candidate.text[number.end :])[:8]
        about = frozenset(word for word in tokens.content(" ".join((*before, *after))) if not word[0].isdigit())
        text = candidate.text[number.start : number.end].strip(" ,.")
        counted = re.search(r"[^\W\d_]+", candidate.text[number.end :])
        if not money and (counted is None or not re.search(r"s$|people|staff|men$|women$|children$", counted.group())):
            continue  # "5,000 active-duty troops": what is counted stands further on, and is not guessed
        label = key if money or counted is None else f"number of {counted.group()}"
        yield Slot(place, key, number, about - {number.unit}, text, label)


def _money_slot(text: str, number: tokens.Quantity) -> str | None:
    """The slot whose word stands nearest; a word before the number counts as nearer than one after it."""
    nearest: tuple[int, str] | None = None
    for name, pattern in _MONEY:
        for match in pattern.finditer(text):
            distance = number.start - match.end() if match.end() <= number.start else 12 + match.start() - number.end
            if 0 <= distance <= 90 and (nearest is None or distance < nearest[0]):
                nearest = (distance, name)
    return nearest[1] if nearest else None


def _counted(number: tokens.Quantity) -> str | None:
    return None if not number.unit or number.unit in _UNITLESS or len(number.unit) < 2 else f"number of {number.unit}"


APPROXIMATE = re.compile(
    r"\b(?:more than|over|at least|nearly|almost|about|around|some|roughly|up to|as many as|close to|"
    r"fewer than|less than)\s+[$€£₹]?$",
    re.IGNORECASE,
)


def approximate(slot: Slot, candidate: Candidate) -> bool:
    """Whether the number is given as a round one: "more than 5,000" does not contradict 5,200."""
    return bool(APPROXIMATE.search(candidate.text[: slot.number.start]))
