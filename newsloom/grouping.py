"""New articles into their stories: one process at a time, in passes that are kept whole or not at all."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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
from storage import Store

log = logging.getLogger(__name__)

GROUP_LEASE = 600
BATCH = 200
OVERTAKEN = 10
"""So often a pass begins again because a person corrected the grouping while it went on."""


@dataclass(slots=True)
class Lease:
    """The lease that a pass holds, under the fence of its taking; ``renewed`` is when it was taken or renewed last."""

    store: Store
    fence: int
    renewed: datetime

    def going_on(self, _articles: int = 1) -> None:
        """Renew it where a quarter of it is over: reading a large window takes longer than a lease. Raises LeaseLost."""
        at = now()
        if at - self.renewed >= timedelta(seconds=GROUP_LEASE) / 4:
            self.renew(at)

    def renew(self, at: datetime) -> None:
        """Hold it for its full length from now on. Raises LeaseLost where another process has taken it over."""
        self.store.renew("grouping", name_of_this(), self.fence, at, GROUP_LEASE)
        self.renewed = at


def kept_grouping(app: App) -> KeptGrouping:
    """What a process holds of the grouping between its passes; nothing is read before the first."""
    return KeptGrouping(app.store, timedelta(days=app.newsroom.settings.cluster.window_days))


def group_articles(app: App, meter: Meter, kept: KeptGrouping | None = None) -> int:
    """Put every new article into its story; gives how many. Another process at it is no error: 0.

    ``kept`` is what this process holds between calls; without it everything active is read for this call.
    """
    _ = app.sentence_model  # one that cannot be used is no fault of any article
    if kept is None:  # one that holds nothing yet is empty, and so would count as false
        kept = kept_grouping(app)
    at = now()
    fence = app.store.acquire("grouping", name_of_this(), at, GROUP_LEASE)
    if fence is None:
        return 0
    lease = Lease(app.store, fence, at)
    try:
        done = 0
        while new := app.store.ungrouped(BATCH):
            _group_all(app, new, lease, kept)
            done += len(new)
            meter.advance(len(new))
            lease.renew(now())
        return done
    finally:
        app.store.release("grouping", name_of_this(), fence)


def _group_all(app: App, new: Sequence[Article], lease: Lease, kept: KeptGrouping) -> None:
    """Group these; where that fails, the halves, so that in the end only the article stands aside that made it fail.

    Raises NewsloomError where the grouping fails without any new article too: then it is none of theirs.
    """
    outcome = attempt(partial(_group_batch, app, new, lease, kept))
    if not isinstance(outcome, Fault):
        return
    if len(new) > 1:
        for half in (new[: len(new) // 2], new[len(new) // 2 :]):
            _group_all(app, half, lease, kept)
        return
    if isinstance(attempt(partial(_group_batch, app, (), lease, kept)), Fault):
        outcome.report("grouping")
        raise NewsloomError(
            f"the stories there are cannot be grouped ({outcome.words}): nothing new is grouped until that is mended"
        )
    outcome.report(f"article {new[0].id}")
    if story := app.store.fail_grouping(new[0].id, outcome.words, lease.fence, now()):
        log.warning("story %s: quarantined; `newsloom retry %s` tries again", story, story)


def _group_batch(app: App, new: Sequence[Article], lease: Lease, kept: KeptGrouping) -> None:
    """One pass over these, begun again where a person corrected the grouping meanwhile; Overtaken where that never ends."""
    for left in reversed(range(OVERTAKEN)):
        try:
            _group_once(app, new, lease, kept)
        except Overtaken as overtaken:
            if not left:
                raise
            log.info("%s", overtaken)
        else:
            return


def _group_once(app: App, new: Sequence[Article], lease: Lease, kept: KeptGrouping) -> None:
    since = kept.since(now())
    late = [article for article in new if (date := believed(article)) and date.at < since]
    if late:
        _group_late(app, late, lease)
    waiting = [article for article in new if article not in late] if late else new
    if waiting or not late:
        _group_held(app, waiting, lease, kept)


def _group_held(app: App, new: Sequence[Article], lease: Lease, kept: KeptGrouping) -> None:
    ruling = read_ruling(app.store)  # before the memberships: a correction that comes between is newer than this
    kept.catch_up(now(), lease.going_on)
    with kept.deciding(
        new,
        settle=app.newsroom.settings.cluster.settle,
        fixed=ruling.fixed,
        homes=ruling.homes,
        adjustment=ruling.adjustment,
        model=app.sentence_model,
    ) as result:
        app.store.save_grouping(replace(result, corrections=ruling.newest), lease.fence, now())


def _group_late(app: App, new: Sequence[Article], lease: Lease) -> None:
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
        progress=lease.going_on,
    )
    app.store.save_grouping(replace(result, corrections=ruling.newest), lease.fence, now())
