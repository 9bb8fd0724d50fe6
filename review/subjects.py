"""Subjects: the list of all, and the page of one: its stories in time and who reports on it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pipeline.dossiers.compile import dossier, entries, entry_of, leading, search
from pipeline.dossiers.values import Entry, Kind, Listed, Mentions, Ruling, Told
from review.answers import answer_page
from review.pages import ShownTime, safe_link, shown_time, story_address
from review.settings import DeskStore, Room, room_of

LISTED = 100
"""So many subjects at first; ``?show=all`` lists the rest."""
STORIES = 100
_KINDS: tuple[Kind, ...] = get_args(Kind)
_MANY: dict[Kind, str] = {"company": "companies", "product": "products", "technology": "technologies", "person": "persons"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that the pages of subjects are made of, read at one time."""

    mentions: Mentions
    rulings: tuple[Ruling, ...]
    listed: Listed
    found: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One subject in the list."""

    entry: Entry
    address: str
    newest: ShownTime


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story of a subject: who was first with it, by what evidence, and how many outlets have it."""

    told: Told
    address: str
    link: str | None
    began: ShownTime
    first: str
    evidence: str
    outlets: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A ruling that can be taken back: of which name, in words, by whom and when."""

    key: str
    words: str
    by: str
    at: ShownTime


async def read_shelf(store: DeskStore) -> Shelf:
    """What is known of subjects now."""
    return await run_in_threadpool(_shelf, store)


def _shelf(store: DeskStore) -> Shelf:
    mentions, rulings, listed = store.mentions(), tuple(store.subject_rulings()), store.listed()
    return Shelf(mentions, rulings, listed, entries(mentions.found, rulings, listed))


def subject_address(key: str) -> str:
    """Where a subject's page is; the key is quoted, whatever it holds."""
    return f"/subjects/{quote(key, safe='')}"


async def show_subjects(request: Request) -> Response:
    """The subjects of the newest stories, or those that the address asks for."""
    room = room_of(request)
    return subjects_page(request, room, await read_shelf(room.store))


def subjects_page(request: Request, room: Room, shelf: Shelf, *, fault: str = "", status: int = 200) -> Response:
    """The list, with the editors' own list and what was hidden below it."""
    words, kind = request.query_params.get("q", "").strip()[:80], _kind(request.query_params.get("kind"))
    fitting, now = search(shelf.found, words, kind), room.clock()
    limit = len(fitting) if request.query_params.get("show") == "all" else LISTED
    values = {
        "rows": [_row(one, now, room.zone) for one in fitting[:limit]],
        "found": len(fitting),
        "all": None if len(fitting) <= limit else _query(words, kind, show="all"),
        "words": words,
        "kind": kind or "",
        "chips": _chips(shelf.found, words, kind),
        "any": bool(shelf.found),
        "whole": shelf.mentions.whole,
        "listed": [(one, shown_time(one.since, now, room.zone)) for one in shelf.listed.subjects],
        "hidden": _rulings(shelf, "hidden", shelf.rulings, now, room.zone),
        "fault": fault,
    }
    return answer_page(request, "subjects.html", values, status=status)


async def show_subject(request: Request) -> Response:
    """One subject by any of its names; an address with another name of it leads to the page all the same."""
    room = room_of(request)
    shelf = await read_shelf(room.store)
    return await subject_page(request, room, shelf, _asked(shelf, request.path_params["subject"]))


def _asked(shelf: Shelf, name: str) -> Entry:
    if found := entry_of(shelf.found, name):
        return found
    raise HTTPException(404, "No story that is kept is about this.")


async def subject_page(
    request: Request, room: Room, shelf: Shelf, entry: Entry, *, fault: str = "", status: int = 200
) -> Response:
    """The page of a subject."""
    told = await run_in_threadpool(room.store.told, entry.keys, STORIES)
    page, now = dossier(entry, told, shelf.mentions.found, shelf.found), room.clock()
    values = {
        "entry": entry,
        "address": subject_address(entry.key),
        "owner": _owner(shelf, entry),
        "stories": [_story_row(one, room, now) for one in page.stories],
        "more": page.more,
        "leaders": [(room.outlet_name(one.outlet), one) for one in page.leaders],
        "leading": leading(page, room.outlet_name),
        "related": [(one, subject_address(one.key)) for one in page.related],
        "others": [one.name for one in shelf.found if one.key != entry.key][:500],
        "joined": _rulings(shelf, "same", [one for one in shelf.rulings if one.key in entry.keys], now, room.zone),
        "on_list": next((one for one in shelf.listed.subjects if one.key in entry.keys), None),
        "fault": fault,
    }
    return answer_page(request, "subject.html", values, status=status)


def _story_row(told: Told, room: Room, now: datetime) -> StoryRow:
    return StoryRow(
        told,
        story_address(told.story),
        safe_link(told.url),
        shown_time(told.at, now, room.zone),
        " and ".join(room.outlet_name(part.outlet) for part in told.firsts),
        next((part.evidence for part in told.firsts), ""),
        len({part.outlet for part in told.parts}),
    )


def _owner(shelf: Shelf, entry: Entry) -> tuple[str, str | None]:
    """The company of a product, with its page where it has one."""
    found = entry_of(shelf.found, entry.owner) if entry.owner else None
    return entry.owner, subject_address(found.key) if found and found.key != entry.key else None


def _row(entry: Entry, now: datetime, zone: ZoneInfo) -> SubjectRow:
    return SubjectRow(entry, subject_address(entry.key), shown_time(entry.newest, now, zone))


def _rulings(shelf: Shelf, verdict: str, rulings: Sequence[Ruling], now: datetime, zone: ZoneInfo) -> list[Joined]:
    names = {mention.key: mention.name for mention in shelf.mentions.found}
    return [
        Joined(one.key, names.get(one.key, one.key), one.by, shown_time(one.at, now, zone))
        for one in rulings
        if one.verdict == verdict
    ]


def _kind(given: str | None) -> Kind | None:
    return next((kind for kind in _KINDS if kind == given), None)


def _chips(found: Sequence[Entry], words: str, chosen: Kind | None) -> list[tuple[str, str, int, bool]]:
    """All, then each kind: its words, its address, how many there are, and whether it is chosen."""
    fitting = search(found, words)
    counts = [(kind, sum(1 for one in fitting if one.kind == kind)) for kind in _KINDS]
    chips = [("all", _query(words, None), len(fitting), chosen is None)]
    return chips + [
        (_MANY[kind], _query(words, kind), count, kind == chosen) for kind, count in counts if count or kind == chosen
    ]


def _query(words: str, kind: Kind | None, show: str = "") -> str:
    given = [("q", words), ("kind", kind or ""), ("show", show)]
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in given if value)
    return f"/subjects?{asked}" if asked else "/subjects"
