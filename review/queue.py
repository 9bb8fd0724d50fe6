"""The queue: what matters most to this newsroom first, each story with its reasons; what is left out stands below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from pipeline.judgement import Judgement, judge
from pipeline.protocols import StorySummary
from pipeline.values import State
from review.answers import answer_page
from review.pages import STATE_WORDS, ShownTime, independence, shown_time, story_address
from review.settings import DeskStore, room_of

LISTED = 100
"""So many stories at first, so that the page stays under 100 kB; ``?show=all`` lists as many as are counted."""
_DECIDED = frozenset({State.APPROVED, State.EXPORTED, State.REJECTED, State.RETRACTED})
COUNTED = 1000
"""Chips count among so many of the most recent stories, and say so when there are more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One story in the list: how many independent reports it has (a range where owners are not known), and why it is here.

    ``below`` is the reason why it waits below the line, "" where it does not. The count is said apart, so it is no reason here.
    ``two`` says that it needs two editors, or waits for the second.
    """

    summary: StorySummary
    address: str
    changed: ShownTime
    single: bool
    independent: str
    why: str
    below: str
    two: str = ""


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
    now = room.clock()
    recent, listed, order = await run_in_threadpool(_load, room.store, chosen, now)
    values = {
        "rows": _rows(listed, order[:limit], now, room.zone),
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


def _load(
    store: DeskStore, chosen: State | None, now: datetime
) -> tuple[list[StorySummary], list[StorySummary], tuple[Judgement, ...]]:
    recent = store.queue(limit=COUNTED + 1)
    listed = recent if chosen is None else store.queue(chosen, limit=COUNTED + 1)
    return recent, listed, judge(listed, store.material([one.id for one in listed]), now)


def _state(given: str | None) -> State | None:
    """The state with this name; anything else asks for all."""
    return next((state for state in State if state.value == given), None)


def _rows(summaries: Sequence[StorySummary], order: Sequence[Judgement], now: datetime, zone: ZoneInfo) -> list[Row]:
    by_id = {summary.id: summary for summary in summaries}
    return [_row(by_id[judgement.story], judgement, now, zone) for judgement in order]


def _row(summary: StorySummary, judgement: Judgement, now: datetime, zone: ZoneInfo) -> Row:
    return Row(
        summary=summary,
        address=story_address(summary.id),
        changed=shown_time(summary.updated, now, zone),
        single=summary.version is not None and summary.independent_sources <= 1,
        independent=independence(judgement.independent_low, summary.independent_sources),
        why=" · ".join(judgement.reasons[1:] if judgement.independent_high else judgement.reasons),
        below=judgement.left_out or "",
        two=_two_editors(summary),
    )


def _two_editors(summary: StorySummary) -> str:
    if summary.confirmed_by:
        return f"waits for a second editor after {summary.confirmed_by}"
    return "needs two editors" if summary.sensitive and summary.state not in _DECIDED else ""


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
