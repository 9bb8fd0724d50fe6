"""The grouping of the running newsroom, held in memory between passes and brought up to date from the store.

The store is the truth: every change of a story's members or of a fingerprint has a number there, written down by the database
itself, and what is held is what was read up to such a number. A pass changes what is held before it is saved: where it is not
saved, or nobody knows whether it was, that is taken back, and what the store has is read. So nothing rests on a writer that
remembers, and any number of processes that take turns decide as one would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from pipeline.cluster.adjust import Adjustment
from pipeline.cluster.constraints import Fixed, bonds
from pipeline.cluster.encoder import Model
from pipeline.cluster.live import decide
from pipeline.cluster.meaning import fingerprints
from pipeline.cluster.state import ClusterState
from pipeline.near.index import SketchStore
from pipeline.near.live import LiveIndex
from pipeline.protocols import Grouped, GroupingResult, Regrouped
from pipeline.values import Article


class GroupingStore(SketchStore, Protocol):
    """What is read of the grouping. Each method is one transaction."""

    def regrouped(self, after: int | None, since: datetime, known: Mapping[str, object]) -> Regrouped:
        """What became of the grouping after this number (None: everything), of articles first seen since."""


@dataclass(slots=True)
class KeptGrouping:
    """The active articles of the last ``window``. For one thread, and one pass at a time (the lease ``grouping``)."""

    store: GroupingStore
    window: timedelta
    near: LiveIndex = field(init=False)
    rebuilt: int = 0
    _state: ClusterState = field(default_factory=ClusterState)
    _at: dict[str, datetime] = field(default_factory=dict)
    _since: datetime | None = None
    _read: int | None = None

    def __post_init__(self) -> None:
        self.near = LiveIndex(self.store, self.window)

    def __len__(self) -> int:
        return len(self._state.known)

    def story_of(self, article: str) -> str | None:
        """Give the story of an article, None for one that is not held."""
        return self._state.story_of.get(article)

    def since(self, now: datetime) -> datetime:
        """Give from when articles are held: whole days, so that every process holds the same."""
        return datetime.combine((now - self.window).astimezone(UTC).date(), time(), UTC)

    def catch_up(self, now: datetime, progress: Callable[[int], None] | None = None) -> None:
        """Bring what is held up to date with the store, and forget what left the window.

        ``progress`` is told of each article that is taken in. What it raises ends this; the next time begins from nothing.
        """
        since = self.since(now)
        if self._since is None or since < self._since:
            self._read = None
        changed = self.store.regrouped(self._read, since, self._state.known)
        read, self._read = self._read, None  # until all of it is taken in
        if read is None or changed.whole:
            self._state, self._at = ClusterState(), {}
            self.rebuilt += 1
        else:
            self._leave(changed, since)
            self.near.index.standing(changed.gone)  # forgets those that the store has no more
        for one in changed.grouped:
            self._add(one)
            if progress is not None:
                progress(1)
        self._state.in_order({*changed.stories.values(), *(one.story for one in changed.grouped)})
        self._state.begin(changed.published)
        self.near.catch_up(now)
        self._since, self._read = since, changed.last

    @contextmanager
    def deciding(
        self,
        new: Sequence[Article],
        *,
        settle: bool = True,
        fixed: Fixed | None = None,
        homes: Mapping[str, str] | None = None,
        adjustment: Adjustment | None = None,
        model: Model | None = None,
    ) -> Iterator[GroupingResult]:
        """Decide about new articles, as ``group`` does with those that are held; the result is to be saved inside.

        Where saving raises, or anything else does, what is held is as it was before. ``catch_up`` goes before every pass.
        """
        state, before = self._state, dict(self._state.story_of)
        fresh = fingerprints(new, model)
        read, self._read = self._read, None  # half a pass is nothing to go on from
        state.adjustment = adjustment
        state.bonds = bonds(fixed or Fixed(), (homes or {}, state.story_of))
        result = decide(state, self.near.index, fresh, settle=settle)
        saved = False
        try:
            yield result
            saved = True
        finally:
            if not saved:
                self._take_back(before)
            self._read = read
        for article in new:
            if article.first_seen is not None:
                self._at[article.id] = article.first_seen

    def _leave(self, changed: Regrouped, since: datetime) -> None:
        """Forget what is gone and what left the window, and bring what is known to where it is now."""
        state = self._state
        old = [article for article, at in self._at.items() if at < since] if since != self._since else []
        for article in (*changed.gone, *old):
            state.forget(article)
            self._at.pop(article, None)
        for article, story in changed.stories.items():
            if state.story_of.get(article, story) != story:
                state.join(article, story)

    def _add(self, one: Grouped) -> None:
        self._state.add(self._state.weigh(one.fingerprint), one.story)
        if one.at is not None:
            self._at[one.fingerprint.article] = one.at

    def _take_back(self, before: Mapping[str, str]) -> None:
        state = self._state
        for article in [article for article in state.story_of if article not in before]:
            state.forget(article)
        state.forget_last()
        for article, story in before.items():
            if state.story_of[article] != story:
                state.join(article, story)
        state.in_order(list(state.stories))
        self.near.drop_unsaved()
