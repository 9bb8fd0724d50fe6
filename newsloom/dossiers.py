"""What stories are about, taken down after drafting: what the pages of subjects are made of."""

from __future__ import annotations

from functools import partial

from newsloom.app import App
from newsloom.attempt import Fault, attempt
from pipeline.dossiers.telling import tell
from pipeline.dossiers.values import Listed, Telling

BATCH = 500


def tell_stories(app: App) -> int:
    """Read off each new draft what its story is about and who was first; gives how many.

    What was missed before is made up for. So many at once, the oldest first: the work process comes again.
    """
    waiting = app.store.untold(BATCH)
    listed = app.store.listed()
    for story, version in waiting:
        outcome = attempt(partial(_tell, app, story, version, listed))
        if isinstance(outcome, Fault):
            outcome.report(f"story {story}: no subjects")
            draft = app.store.draft(story, version)
            # kept as one that tells nothing, so that it is not read again for ever
            outcome = None if draft is None else Telling(story, version, draft.updated, (), ())
        if outcome is not None:
            app.store.save_telling(outcome)
    return len(waiting)


def _tell(app: App, story: str, version: int, listed: Listed) -> Telling | None:
    draft = app.store.draft(story, version)
    if draft is None:
        return None
    read = [app.store.article(source.article, source.version) for source in draft.sources]
    articles = [article for article in read if article is not None]
    copies = app.store.copies([article.id for article in articles])
    return tell(draft, articles, app.newsroom.outlets, copies, listed)
