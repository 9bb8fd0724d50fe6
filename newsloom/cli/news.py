"""What is new since a version of a draft that an editor saw, as facts, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import UnknownStory
from pipeline.values import Draft, Fact

if TYPE_CHECKING:
    from newsloom.app import App
    from pipeline.living import Course, News

# letters of a fact that are shown
_TOLD = 160


@dataclass(frozen=True, slots=True)
class Since:
    """What is new since ``version``; ``course`` is what to do about it, None where that version was never approved."""

    version: int
    news: News
    course: Course | None


def since(app: App, draft: Draft, version: int | None = None) -> Since | None:
    """What is new since this version, or since the one on which an editor last decided; None where there is none.

    Raises UnknownStory for a version that is not kept.
    """
    from pipeline.living import course, news

    decided = [one for one in app.store.decisions(draft.story) if one.version is not None]
    wanted = version if version is not None else max((one.version or 0 for one in decided), default=0)
    if not wanted:
        return None
    seen = app.store.draft(draft.story, wanted)
    if seen is None:
        raise UnknownStory(f"story {draft.story} has no version {wanted}: see `newsloom story {draft.story}`")
    approved = any(one.version == wanted and one.verdict == "approved" for one in decided)
    return Since(wanted, news(seen, draft), course(seen, draft) if approved else None)


def print_since(draft: Draft, new: Since | None) -> None:
    """Nothing where nobody has seen a version; else a line a fact, and what the rule says."""
    if new is None or new.version == draft.version:
        return
    click.echo(f"new since version {new.version}:")
    lines = list(_lines(draft, new.news))
    for line in lines or ["nothing"]:
        click.echo(f"  {line}")
    if new.course:
        click.echo(f"  this asks for: {new.course.kind} ({'; '.join(new.course.reasons)})")


def _lines(draft: Draft, new: News) -> Iterator[str]:
    yield from (f"withdrawn: {_claim(fact)}{_instead(fact, 'rightly')}" for fact in new.withdrawn)
    yield from (f"superseded: {_claim(fact)}{_instead(fact, 'now')}" for fact in new.superseded)
    yield from (f"disputed: {_claim(fact)}; others give {fact.disputed_with}" for fact in new.disputed)
    yield from (f"new: {_claim(fact)} [{' '.join(map(draft.label, fact.citations))}]" for fact in new.facts)
    yield from (f"new source: {source.outlet}: {source.title} ({source.role})" for source in new.sources)
    yield from (f"edited: {source.outlet}: {source.title} (version {source.version})" for source in new.revised)
    yield from (f"gone: {source.outlet}: {source.title}" for source in new.gone)


def _claim(fact: Fact) -> str:
    about = "" if fact.about in {"", "date", "time"} else f"{fact.about}: "
    return shorten(f"{about}{fact.value}" if fact.value else fact.told, _TOLD, placeholder=" …")


def _instead(fact: Fact, word: str) -> str:
    return f", {word} {fact.superseded_by}" if fact.superseded_by else ""


def since_record(draft: Draft, new: Since | None) -> dict[str, Any] | None:
    """The same as a record of JSON."""
    if new is None:
        return None
    return {
        "version": new.version,
        **{name: [_record(fact, draft) for fact in getattr(new.news, name)] for name in _KINDS},
        "sources": [source.article for source in new.news.sources],
        "revised": [source.article for source in new.news.revised],
        "gone": [source.article for source in new.news.gone],
        "course": {"kind": new.course.kind, "reasons": list(new.course.reasons)} if new.course else None,
    }


_KINDS = ("facts", "superseded", "withdrawn", "disputed")


def _record(fact: Fact, draft: Draft) -> dict[str, Any]:
    return {
        "id": fact.id,
        "text": fact.told,
        "about": fact.about,
        "value": fact.value,
        "superseded_by": fact.superseded_by,
        "disputed_with": fact.disputed_with,
        "citations": [draft.label(citation) for citation in fact.citations],
    }
