"""The queue: every story, the most recently changed first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from pipeline.protocols import StorySummary
from pipeline.values import State
from review.answers import answer_page
from review.pages import STATE_WORDS, ShownTime, shown_time, story_address
from review.settings import DeskStore, room_of

LISTED = 100
"""So many stories at first, so that the page stays under 100 kB; ``?show=all`` lists as many as are counted."""
COUNTED = 1000
"""Chips count among so many of the most recent stories, and say so when there are more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One story in the list."""

    summary: StorySummary
    address: str
    changed: ShownTime
    single: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: the state's word, its address and how many recent stories are in it."""

    words: str
    address: str
    count: int
    chosen: bool


async def show_queue(request: Request) -> Response:
    """The stories, or those in the state that the address asks for."""
    room = room_of(request)
    chosen = _state(request.query_params.get("state"))
    limit = COUNTED if request.query_params.get("show") == "all" else LISTED
    recent, listed = await run_in_threadpool(_load, room.store, chosen)
    values = {
        "rows": _rows(listed[:limit], room.clock(), room.zone),
        "listed": min(limit, len(listed)),
        "more": len(listed) > limit,
        "all": f"/?state={chosen.value}&show=all" if chosen else "/?show=all",
        "can_show_all": limit == LISTED,
        "chips": _chips(recent, chosen),
        "counted": COUNTED if len(recent) > COUNTED else 0,
        "chosen": STATE_WORDS[chosen] if chosen else "",
        "enabled": sum(outlet.enabled for outlet in room.outlets.values()),
        "outlets": len(room.outlets),
    }
    return answer_page(request, "queue.html", values)


def _load(store: DeskStore, chosen: State | None) -> tuple[list[StorySummary], list[StorySummary]]:
    recent = store.queue(limit=COUNTED + 1)
    return recent, recent if chosen is None else store.queue(chosen, limit=COUNTED + 1)


def _state(given: str | None) -> State | None:
    """The state with this name; anything else asks for all."""
    return next((state for state in State if state.value == given), None)


def _rows(summaries: Sequence[StorySummary], now: datetime, zone: ZoneInfo) -> list[Row]:
    return [
        Row(
            summary,
            story_address(summary.id),
            shown_time(summary.updated, now, zone),
            summary.version is not None and summary.independent_sources <= 1,
        )
        for summary in summaries
    ]


def _chips(recent: Sequence[StorySummary], chosen: State | None) -> list[Chip]:
    """All, then each state that has a story, in the order of a story's life."""
    counts = Counter(summary.state for summary in recent[:COUNTED])
    chips = [Chip("all", "/", min(len(recent), COUNTED), chosen is None)]
    chips.extend(
        Chip(STATE_WORDS[state], f"/?state={state.value}", counts[state], state is chosen)
        for state in State
        if counts[state] or state is chosen
    )
    return chips
