"""Primary documents in a running newsroom: stories say what they want, the crawl asks for it, and what came of it joins them.

A document is fetched as any page is, by a link of its own. It is a source of its story and never a member: the grouping does
not see it, it is no report, and it opens no story.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from newsloom.app import App, now
from newsloom.attempt import Fault, attempt
from pipeline.documents.admitted import document_outlets, objection, still_pointed_to
from pipeline.documents.values import StoryDocument, Wanted
from pipeline.documents.wanted import wanted
from pipeline.near.copies import dedupe
from pipeline.protocols import StorySheet
from pipeline.values import Article, Refusal
from storage.documents import ASKED

log = logging.getLogger(__name__)

BATCH = 200
MOST = 100_000
# Names that nobody can register (RFC 2606): an address there is an example, unless the settings say where it is.
_RESERVED = ("example", "test", "invalid", "example.com", "example.net", "example.org")


def want_documents(app: App) -> int:
    """Write down what the stories with new coverage want fetched; gives how many addresses are new. None where it is off."""
    if not app.newsroom.settings.documents.fetch:
        return 0
    return sum(_want(app, story) for story in app.store.undrafted(MOST))


def _want(app: App, story: str) -> int:
    outcome = attempt(partial(_wanted_of, app, story))
    if isinstance(outcome, Fault):
        outcome.report(f"story {story}: documents")
        return 0
    limit = app.newsroom.settings.documents.per_story
    return app.store.want_documents(story, outcome, limit, now()) if outcome else 0


def _wanted_of(app: App, story: str) -> list[Wanted]:
    articles = app.store.story_articles(story)
    if not any(article.links or article.embeds for article in articles):
        return []
    newsroom = app.newsroom
    copies = app.store.copies([article.id for article in articles])
    limit = ASKED * newsroom.settings.documents.per_story
    found = wanted(articles, newsroom.outlets, copies, newsroom.document_sites, limit=limit)
    return [one for one in found if _can_be_asked(one.url, newsroom.settings.fetch.resolve)]


def _can_be_asked(url: str, resolve: Mapping[str, str]) -> bool:
    host = urlsplit(url).hostname or ""
    return host in resolve or not any(host == name or host.endswith(f".{name}") for name in _RESERVED)


def settle_documents(app: App) -> int:
    """Let what was fetched join the stories that want it, and write down what could not be had; gives how many ended."""
    done = 0
    while waiting := app.store.ended_documents(BATCH):
        for document, end in waiting:
            outcome = attempt(partial(_settle, app, document, end))
            if isinstance(outcome, Fault):
                outcome.report(document.url)
                app.store.fail_document(document, None, outcome.words, now())
            done += 1
    return done


def _settle(app: App, document: StoryDocument, end: Article | Refusal) -> None:
    if isinstance(end, Refusal):
        _failed(app, document, end)
        return
    newsroom = app.newsroom
    members = app.store.story_articles(document.story)
    if words := objection(end, document.kind, members, newsroom.outlets, newsroom.document_sites):
        if app.store.fail_document(document, None, words, now()):
            log.info("story %s: %s is no primary document of it: %s", document.story, document.url, words)
    elif app.store.join_document(document, end.id, now()):
        log.info("story %s: primary document %s: %s", document.story, document.url, "; ".join(document.why))


def _failed(app: App, document: StoryDocument, refusal: Refusal) -> None:
    if app.store.fail_document(document, refusal.cause, refusal.detail, now()):
        log.warning("story %s: primary document %s not fetched: %s", document.story, document.url, refusal.detail)


# --------------------------------------------------------------------------- for the writer


def documents_for(app: App, story: str, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The primary documents of a story that these articles of it still point to."""
    kept = app.store.document_articles(story)
    pointed = (
        set(still_pointed_to([document for document, _ in kept], articles, app.newsroom.document_sites)) if kept else set()
    )
    return tuple(article for document, article in kept if document in pointed)


def with_documents(sheet: StorySheet, documents: Sequence[Article]) -> StorySheet:
    """The sheet with documents beside its articles: each domain one outlet that speaks for itself, and who prints them."""
    if not documents:
        return sheet
    ids = {document.id for document in documents}
    articles = [article for article in sheet.articles if article.id not in ids]
    # the grouping compares no document with anything
    prints = [copy for copy in dedupe([*documents, *articles]) if copy.a in ids or copy.b in ids]
    return replace(
        sheet,
        articles=(*articles, *documents),
        outlets={**sheet.outlets, **document_outlets(documents, sheet.outlets)},
        copies=(*sheet.copies, *prints),
    )
