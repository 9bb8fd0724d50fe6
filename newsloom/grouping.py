"""New articles into their stories: one process at a time, in passes that are kept whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from newsloom.app import App, now
from newsloom.attempt import Fault, attempt
from newsloom.process import name_of_this
from newsloom.progress import Meter
from newsloom.ruling import read_ruling
from pipeline.cluster.kept import KeptGrouping
from pipeline.cluster.live import group
from pipeline.doubts import believed
from pipeline.errors import NewsloomError, Overtaken
from pipeline.values import Article

log = logging.getLogger(__name__)

GROUP_LEASE = 600
BATCH = 200
OVERTAKEN = 10
"""So often a pass begins again because a person corrected the grouping while it went on."""


def kept_grouping(app: App) -> KeptGrouping:
    """What a process holds of the grouping between its passes; nothing is read before the first."""
    return KeptGrouping(app.store, timedelta(days=app.newsroom.settings.cluster.window_days))


def group_articles(app: App, meter: Meter, kept: KeptGrouping | None = None) -> int:
    """Put every new article into its story; gives how many. Another process at it is no error: 0.

    ``kept`` is what this process holds between calls; without it everything active is read for this call.
    """
    _ = app.sentence_model  # one that cannot be used is no fault of any article
    kept = kept or kept_grouping(app)
    fence = app.store.acquire("grouping", name_of_this(), now(), GROUP_LEASE)
    if fence is None:
        return 0
    try:
        done = 0
        while new := app.store.ungrouped(BATCH):
            _group_all(app, new, fence, kept)
            done += len(new)
            meter.advance(len(new))
            app.store.renew("grouping", name_of_this(), fence, now(), GROUP_LEASE)
        return done
    finally:
        app.store.release("grouping", name_of_this(), fence)


def _group_all(app: App, new: Sequence[Article], fence: int, kept: KeptGrouping) -> None:
    """Group these; where that fails, the halves, so that in the end only the article stands aside that made it fail.

    Raises NewsloomError where the grouping fails without any new article too: then it is none of theirs.
    """
    outcome = attempt(partial(_group_batch, app, new, fence, kept))
    if not isinstance(outcome, Fault):
        return
    if len(new) > 1:
        for half in (new[: len(new) // 2], new[len(new) // 2 :]):
            _group_all(app, half, fence, kept)
        return
    if isinstance(attempt(partial(_group_batch, app, (), fence, kept)), Fault):
        outcome.report("grouping")
        raise NewsloomError(
            f"the stories there are cannot be grouped ({outcome.words}): nothing new is grouped until that is mended"
        )
    outcome.report(f"article {new[0].id}")
    if story := app.store.fail_grouping(new[0].id, outcome.words, fence, now()):
        log.warning("story %s: quarantined; `newsloom retry %s` tries again", story, story)


def _group_batch(app: App, new: Sequence[Article], fence: int, kept: KeptGrouping) -> None:
    """One pass over these, begun again where a person corrected the grouping meanwhile; Overtaken where that never ends."""
    for left in reversed(range(OVERTAKEN)):
        try:
            _group_once(app, new, fence, kept)
        except Overtaken as overtaken:
            if not left:
                raise
            log.info("%s", overtaken)
        else:
            return


def _group_once(app: App, new: Sequence[Article], fence: int, kept: KeptGrouping) -> None:
    since = kept.since(now())
    late = [article for article in new if (date := believed(article)) and date.at < since]
    if late:
        _group_late(app, late, fence)
    waiting = [article for article in new if article not in late] if late else new
    if waiting or not late:
        _group_held(app, waiting, fence, kept)


def _group_held(app: App, new: Sequence[Article], fence: int, kept: KeptGrouping) -> None:
    ruling = read_ruling(app.store)  # before the memberships: a correction that comes between is newer than this
    kept.catch_up(now())
    with kept.deciding(
        new,
        settle=app.newsroom.settings.cluster.settle,
        fixed=ruling.fixed,
        homes=ruling.homes,
        adjustment=ruling.adjustment,
        model=app.sentence_model,
    ) as result:
        app.store.save_grouping(replace(result, corrections=ruling.newest), fence, now())


def _group_late(app: App, new: Sequence[Article], fence: int) -> None:
    """Group what was published before the time that is held: beside everything active in its own time, read for this once."""
    ruling = read_ruling(app.store)
    window = timedelta(days=app.newsroom.settings.cluster.window_days)
    active = app.store.active(min(date.at for article in new if (date := believed(article))) - window)
    result = group(
        active,
        new,
        settle=app.newsroom.settings.cluster.settle,
        published=frozenset(one.story for one in active if one.published),
        fixed=ruling.fixed,
        homes=ruling.homes,
        adjustment=ruling.adjustment,
        model=app.sentence_model,
    )
    app.store.save_grouping(replace(result, corrections=ruling.newest), fence, now())
