"""Why an article is in its story and not in the next one, and what two articles have in common: from the store, as of now."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from newsloom.app import App
from newsloom.progress import meter
from newsloom.ruling import read_ruling
from pipeline.cluster.effects import said
from pipeline.cluster.pairwise import Compared, Fit, compare_two, fit_in, fits, known_now
from pipeline.cluster.phrases import quoted, said_phrases
from pipeline.cluster.state import ClusterState
from pipeline.doubts import believed, doubts
from pipeline.errors import NewsloomError, UnknownStory
from pipeline.urls import article_id
from pipeline.values import Article, Assignment, Near, NearCopy

Record = dict[str, Any]
_SHOWN_OF_A_NAME = 100
SAID_FROM = 5000
"""With so many articles to be read, it is said how far it is: every weight depends on all of them."""


def why_article(app: App, what: str) -> Record:
    """Give why an article is where it is: as decided when it came in, and as it stands now, with the nearest other stories."""
    article = find_article(app, what)
    state = _state(app, (article,))
    story = _story_of(state, article.id)
    near = fits(state, article.id, _copies(app, state, article.id), _texts(app))
    own = next((fit for fit in near if fit.story == story), None)
    others = [fit for fit in near if fit.story != story]
    return {
        "article": _named(article),
        "story": story,
        "decided": _decided(app, story, article),
        "together": _fit(app, own) if own else None,
        "apart": [_fit(app, fit) for fit in others],
    }


def why_two(app: App, what: str, other: str) -> Record:
    """Give what an article and another one, or a story, have in common and what keeps them apart."""
    article, story = find_article(app, what), _story_named(app, other)
    if story is not None:
        members = [read for member in app.store.story(story).articles if (read := app.store.article(member))]
        state = _state(app, (article, *members))
        found = fit_in(state, article.id, story, _copies(app, state, article.id), _texts(app))
        return {
            "article": _named(article), "story": _story_of(state, article.id), "beside": story,
            "decided": _decided(app, _story_of(state, article.id), article), "fit": _fit(app, found),
        }  # fmt: skip
    second = find_article(app, other)
    if second.id == article.id:
        raise NewsloomError(f"{other}: is the same article; name another one, or a story")
    state = _state(app, (article, second))
    pair = compare_two(state, article.id, second.id, app.store.copies([article.id, second.id]), _texts(app))
    return {
        "article": _named(article), "story": _story_of(state, article.id),
        "other": _named(second), "other_story": _story_of(state, second.id),
        "decided": _decided(app, _story_of(state, article.id), article), "pair": _pair(app, pair),
    }  # fmt: skip


def find_article(app: App, what: str) -> Article:
    """Give an article by its id or by its address. Raises NewsloomError where there is none."""
    found = app.store.article(what)
    if found is None and "://" in what:
        try:
            end = app.store.article(article_id(what)) or app.store.end_of(what)
        except ValueError as error:
            raise NewsloomError(str(error)) from error
        if end is not None and not isinstance(end, Article):
            raise NewsloomError(f"{what}: did not become an article ({end.cause.value}: {end.detail})")
        found = end
    if found is None:
        raise NewsloomError(_no_article(app, what))
    return found


def _no_article(app: App, what: str) -> str:
    if not what.strip():
        return "no article is named: give its id or its address"
    if (story := _story_named(app, what)) is not None:
        return f"{what} is a story: `newsloom story {story}` lists its articles, `newsloom why ARTICLE {story}` compares one"
    shown = what if len(what) <= _SHOWN_OF_A_NAME else f"{what[:_SHOWN_OF_A_NAME]}…"
    return f"{shown}: no article has this id or address; `newsloom story ID` lists the articles of a story"


def _story_named(app: App, what: str) -> str | None:
    try:
        return app.store.story(what).id
    except UnknownStory:
        return None


def _state(app: App, articles: tuple[Article, ...]) -> ClusterState:
    """The articles that were about when these came out: what each was, or would have been, compared with."""
    window = timedelta(days=app.newsroom.settings.cluster.window_days)
    dates = [moment for article in articles for moment in _dates(article)]
    ruling = read_ruling(app.store)
    active = app.store.active(min(dates) - window)
    if len(active) < SAID_FROM:
        return known_now(active, ruling.fixed, ruling.adjustment)
    with meter(f"why: {len(active):,} articles are compared", len(active)) as progress:
        return known_now(active, ruling.fixed, ruling.adjustment, progress.advance)


def _dates(article: Article) -> list[datetime]:
    date = believed(article)
    return [moment for moment in (date.at if date else None, article.first_seen) if moment is not None]


def _story_of(state: ClusterState, article: str) -> str:
    story = state.story_of.get(article)
    if story is None:
        raise NewsloomError(f"article {article}: is in no story yet; `newsloom run` groups what waits")
    return story


def _copies(app: App, state: ClusterState, article: str) -> list[NearCopy]:
    return [copy for copy in app.store.copies(list(state.known)) if article in (copy.a, copy.b)]


def _texts(app: App) -> Any:
    return cache(app.store.article)


def _decided(app: App, story: str, article: Article) -> Record | None:
    member = next((one for one in app.store.story(story).members if one.article == article.id), None)
    return _assignment(app, member, article) if member else None


def _assignment(app: App, member: Assignment, article: Article) -> Record:
    rejected = member.rejected
    return {
        "duplicate_of": member.duplicate_of,
        "nearest": [
            {"id": near.id, "score": round(near.score, 4), "reasons": [*near.reasons, *_phrases(app, article, near)]}
            for near in member.nearest
        ],
        "rejected": {
            "story": rejected.story,
            "score": round(rejected.score, 4),
            "nearest": rejected.nearest or None,
            "reasons": list(rejected.reasons),
        }
        if rejected
        else None,
    }


def _phrases(app: App, article: Article, near: Near) -> tuple[str, ...]:
    """What both print, from their texts as they are now: a pass that groups what comes in has no time to look for it."""
    other = app.store.article(near.id)
    return said_phrases(article.text, other.text) if other else ()


def _named(article: Article) -> Record:
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "published": article.published.at.isoformat() if article.published else None,
        "notes": list(doubts(article).notes),
    }


def _fit(app: App, fit: Fit) -> Record:
    return {
        "story": fit.story,
        "score": round(fit.score, 4),
        "needed": fit.needed,
        "pairs": [_pair(app, pair) for pair in fit.pairs],
    }


def _pair(app: App, pair: Compared) -> Record:
    other = app.store.article(pair.other)
    return {
        "id": pair.other,
        "with": pair.article,
        "outlet": other.outlet if other else None,
        "title": other.title if other else "",
        "score": round(pair.score, 4),
        "account": said(pair.effects),
        "effects": {effect.name: round(effect.log_odds, 3) for effect in pair.effects},
        "reasons": list(pair.reasons),
        "phrases": [quoted(phrase) for phrase in pair.phrases],
    }
