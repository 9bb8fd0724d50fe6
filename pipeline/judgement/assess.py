"""What there is to judge a story by, taken down once, when its draft is written: the judgement itself depends on the hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline import topics as topic_terms
from pipeline.doubts import believed
from pipeline.features.names import names_of
from pipeline.features.numbers import numbers_of
from pipeline.features.terms import normal_form, terms_of
from pipeline.independence import outlet_of
from pipeline.judgement.genre import Genre, genre_of
from pipeline.languages import language as language_of
from pipeline.originality import trusted_moment
from pipeline.protocols import StorySheet
from pipeline.rank import PastStory, Ranked, Standing, independent_reports, rank
from pipeline.values import Article, Topic

_MOST_TERMS = 40
_MOST_FACTS = 60
_MOST_VOTES = 4.0
_SECOND_TOPIC = 0.5
# A single word is believed this much less than many: two leave the square of it in doubt, and so on.
_ALONE = 0.6
_SHOWN_TERMS = 4
_NOT_OWN = frozenset({"copy", "excerpt", "rewrite", "aggregation"})


@dataclass(frozen=True, slots=True)
class Assessment:
    """One story as its coverage shows it, without the hour and without what the newsroom has decided.

    ``at`` is the newest coverage, ``moments`` when each report that is nobody's copy came out, where its date is known.
    ``topic`` is how much an article of it speaks of the newsroom's topics (weighted terms), ``terms`` its telling words,
    ``facts`` its names and numbers.
    ``genre`` is set where the story is one outlet's own piece: its kind and what that is known by.
    """

    story: str
    category: str
    at: datetime
    moments: tuple[datetime, ...] = ()
    outlets: tuple[str, ...] = ()
    independent_low: int = 0
    independent_high: int = 0
    primary: bool = False
    topic: float = 0.0
    topic_terms: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    genre: str | None = None
    genre_known_by: str = ""
    standings: tuple[Standing, ...] = ()

    @property
    def past(self) -> PastStory:
        """The same as the ranking's archive has it."""
        return PastStory(self.story, self.category, self.at, self.standings)


def assess(sheet: StorySheet, beat: str = "") -> Assessment:
    """Take down what a story can be judged by; ``beat`` is the newsroom's own sentence about what it covers."""
    ranked = rank(sheet.articles, sheet.outlets, sheet.copies)
    articles = {article.id: article for article in sheet.articles}
    own = [articles[one.article] for one in ranked if one.role not in _NOT_OWN]
    low, high = independent_reports(ranked)
    category, _ = topic_terms.categorise(sheet.articles, sheet.topics)
    strength, told = _strength(own or sheet.articles, sheet.topics, beat)
    genre = _genre(ranked, articles) if high <= 1 else None
    return Assessment(
        story=sheet.story,
        category=category,
        at=sheet.now,
        moments=_moments(own, sheet),
        outlets=tuple(sorted({one.outlet for one in ranked})),
        independent_low=low,
        independent_high=high,
        primary=any(one.role == "primary" for one in ranked),
        topic=round(strength, 3),
        topic_terms=told,
        terms=_terms(sheet.articles),
        facts=_facts(sheet.articles),
        genre=genre.name if genre else None,
        genre_known_by=genre.known_by if genre else "",
        standings=tuple(_standing(one) for one in ranked),
    )


def _standing(one: Ranked) -> Standing:
    return Standing(one.outlet, one.role, one.first, one.cited_by)


def _strength(articles: Sequence[Article], topics: Sequence[Topic], beat: str) -> tuple[float, tuple[str, ...]]:
    """How much an article of the story speaks of its best topic, and half of that for the second best.

    The words that the newsroom describes itself with are a topic too. A word that also means something else ("fine",
    "round") makes one topic speak; what is ours is mostly of several.
    """
    if not articles:
        return 0.0, ()
    stop = language_of("en").stop_words
    own = Topic(
        "beat", "", tuple((word, 1.0) for word in dict.fromkeys(beat.lower().split()) if word.strip(",.;:") not in stop)
    )
    _, spoke = topic_terms.weights(articles, (*topics, own))
    # "chip" and "chips" are one word, and one word alone may mean something to eat: what is ours is told in several.
    words = [_by_word(found) for found in spoke]
    scores = [sum(found.values()) for found in words]
    breadth = len({word for found in words for word in found})
    first, *others = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    second = scores[others[0]] if others else 0.0
    told = sorted(spoke[first], key=lambda term: (-spoke[first][term], term))[:_SHOWN_TERMS]
    return (1 - _ALONE**breadth) * (scores[first] + _SECOND_TOPIC * second) / len(articles), tuple(told)


def _by_word(spoke: Mapping[str, float]) -> dict[str, float]:
    """Give what each word or phrase adds, its forms taken as one."""
    found: dict[str, float] = {}
    for term, weight in spoke.items():
        word = " ".join(normal_form(part, "en") or part for part in term.split())
        found[word] = max(found.get(word, 0.0), weight)
    return found


def _moments(own: Sequence[Article], sheet: StorySheet) -> tuple[datetime, ...]:
    """When each came out, where that is known; a document of somebody the story is about is no coverage of it.

    When a page without a date that can be was crawled tells nothing of when it came out.
    """
    found = []
    for article in own:
        outlet, moment = outlet_of(article, sheet.outlets), trusted_moment(article) if believed(article) else None
        if moment is not None and (outlet is None or outlet.kind != "primary"):
            found.append(datetime.fromtimestamp(moment, UTC))
    return tuple(sorted(found))


def _terms(articles: Sequence[Article]) -> tuple[str, ...]:
    """Telling words, those that most articles use most first; no article has more than a few votes for one."""
    counts: dict[str, float] = {}
    for article in articles:
        for term, count in terms_of(article.title, article.text, article.language):
            counts[term] = counts.get(term, 0.0) + min(count, _MOST_VOTES)
    return tuple(term for term, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TERMS])


def _facts(articles: Sequence[Article]) -> tuple[str, ...]:
    """Names and numbers, those of most articles first."""
    counts: Counter[str] = Counter()
    for article in articles:
        words = {word.lower() for name in names_of(article.text, article.language) for word in name.split()}
        counts.update(normal_form(word, article.language) or word for word in words)
        counts.update({f"#{number}" for number in numbers_of(article.text, article.language)})
    return tuple(fact for fact, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FACTS])


def _genre(ranked: Sequence[Ranked], articles: Mapping[str, Article]) -> Genre | None:
    """The kind of one outlet's own piece, where all that the outlet has is that."""
    own = [one for one in ranked if one.role not in _NOT_OWN]
    found = [genre_of(articles[one.article], primary=one.role == "primary") for one in own]
    return found[0] if found and all(found) and len({one.outlet for one in own}) == 1 else None
