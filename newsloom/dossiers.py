"""What stories are about, taken down after drafting: what the pages of subjects are made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from newsloom.app import App
from newsloom.attempt import Fault, attempt
from pipeline.dossiers.compile import entries, known_kinds
from pipeline.dossiers.names import pattern_of
from pipeline.dossiers.telling import tell
from pipeline.dossiers.values import Kind, Listed, Telling
from pipeline.values import Draft

BATCH = 500


def tell_stories(app: App) -> int:
    """Read off each new draft what its story is about and who was first; gives how many.

    What was missed before is made up for. So many at once, the oldest first: the work process comes again. Names whose kind
    one of them is the first to tell are looked for once more in the titles of the others.
    """
    waiting = app.store.untold(BATCH)
    if not waiting:
        return 0
    listed = app.store.listed()
    before = _known(app, listed)
    told = [draft for story, version in waiting if (draft := _told(app, story, version, listed, before))]
    after = _known(app, listed)
    for draft in _naming(told, after.keys() - before.keys()):
        _told(app, draft.story, draft.version, listed, after)
    return len(waiting)


def _known(app: App, listed: Listed) -> dict[str, Kind]:
    return known_kinds(entries(app.store.mentions().found, app.store.subject_rulings(), listed))


def _naming(drafts: list[Draft], names: Collection[str]) -> list[Draft]:
    """Those of these drafts a title of whose sources has one of these names."""
    if not names:
        return []
    pattern = pattern_of(sorted(names))
    return [draft for draft in drafts if any(pattern.search(source.title.casefold()) for source in draft.sources)]


def _told(app: App, story: str, version: int, listed: Listed, known: Mapping[str, Kind]) -> Draft | None:
    """Keep what one draft tells; gives the draft."""
    draft = app.store.draft(story, version)
    if draft is None:
        return None
    outcome = attempt(partial(_tell, app, draft, listed, known))
    if isinstance(outcome, Fault):
        outcome.report(f"story {story}: no subjects")
        # kept as one that tells nothing, so that it is not read again for ever
        outcome = Telling(story, version, draft.updated, (), ())
    app.store.save_telling(outcome)
    return draft


def _tell(app: App, draft: Draft, listed: Listed, known: Mapping[str, Kind]) -> Telling:
    read = [app.store.article(source.article, source.version) for source in draft.sources]
    articles = [article for article in read if article is not None]
    copies = app.store.copies([article.id for article in articles])
    return tell(draft, articles, app.newsroom.outlets, copies, listed, known=known)
