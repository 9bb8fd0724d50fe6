"""Which facts of an article were new when it came out: names, numbers, quotes and sentences nobody had printed before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.doubts import believed
from pipeline.features.names import names_of
from pipeline.features.numbers import numbers_of
from pipeline.features.shingles import shingle_hashes, words_of
from pipeline.values import Article

_QUOTE = re.compile(r"[\"“„«]([^\"“”„«»\n]{12,400})[\"”“»]")
_QUOTE_WORDS = 5
# Words in another order are weaker news than a name, a number or a quote that nobody had.
_SENTENCES_COUNT = 0.25
FEWEST_FACTS = 4
"""Of fewer facts the share of new ones counts for less."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """``facts`` is the share of the ``counted`` names, numbers and quotes that were new.

    ``sure`` is that share made small where few were counted, ``wording`` the share of its wording that was new, ``overall``
    counts that in; all 0 to 1. ``details`` are the names, numbers and quotes themselves (``facts_of``).
    """

    facts: float
    sure: float
    overall: float
    counted: int
    wording: float = 0.0
    details: frozenset[str] = frozenset()


def novelty(articles: Sequence[Article]) -> dict[str, Novelty]:
    """Give the novelty of each article among those before it; ``articles`` come in order of publication."""
    known: set[str] = set()
    printed: set[int] = set()
    found = {}
    for article in articles:
        facts, shingles = facts_of(article), {int(shingle) for shingle in shingle_hashes(words_of(article.text))}
        new = _share(len(facts - known), len(facts))
        sentences = _share(len(shingles - printed), len(shingles))
        # A note with three facts proves nothing by two of them.
        sure = new * min(1.0, len(facts) / FEWEST_FACTS)
        overall = (1 - _SENTENCES_COUNT) * sure + _SENTENCES_COUNT * sentences
        found[article.id] = Novelty(new, sure, overall, len(facts), sentences, facts)
        known |= facts
        printed |= shingles
    return found


def facts_of(article: Article) -> frozenset[str]:
    """Give the comparable facts of an article: words of names, numbers, and quotes by their first words."""
    names = {f"@{word}" for name in names_of(article.text, article.language) for word in name.lower().split()}
    numbers = {f"#{number}" for number in numbers_of(article.text, article.language)}
    quotes = {'"' + " ".join(words[:_QUOTE_WORDS]) for words in quotations_of(article.text)}
    return frozenset(names | numbers | quotes)


def quotations_of(text: str) -> list[list[str]]:
    """Give the words of each quotation of five words and more."""
    return [words for quote in _QUOTE.findall(text) if len(words := words_of(quote)) >= _QUOTE_WORDS]


def published_order(articles: Sequence[Article]) -> list[Article]:
    """Give the articles by the earliest time they can be trusted to have been public; unknown ones last, in input order."""
    moments = [trusted_moment(article) for article in articles]
    places = range(len(articles))
    return [articles[place] for place in sorted(places, key=lambda place: (moments[place] is None, moments[place] or 0, place))]


def trusted_moment(article: Article) -> float | None:
    """Give when an article was public at the latest, as a POSIX time.

    A page that claims to come from after we saw it lies, and one from before there were news sites has no date.
    """
    claimed = believed(article)
    known = [moment.timestamp() for moment in (claimed.at if claimed else None, article.first_seen) if moment is not None]
    return min(known, default=None)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
