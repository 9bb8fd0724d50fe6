"""What an editor says of subjects: one is none, two are one, a person or a technology is to have a dossier."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.dossiers.compile import entry_of
from pipeline.dossiers.names import comparable
from pipeline.dossiers.values import Entry, ListedSubject, Ruling
from pipeline.errors import DiskFull, StoreBusy, StoreError
from review.answers import clean_name, remember_name
from review.routes import Form
from review.settings import Room, room_of
from review.subjects import Shelf, read_shelf, subject_address, subject_page, subjects_page

LONGEST = 120
_MOST_NAMES = 12


async def hide_subject(request: Request, form: Form) -> Response:
    """Say that a subject is none; then back to the list."""
    room, shelf, entry = await _meant(request, form)
    name = clean_name(form.get("name", ""))
    if not name:
        return await subject_page(request, room, shelf, entry, fault="Give your name: a person says this.", status=422)
    await run_in_threadpool(room.store.rule_subject, Ruling(entry.key, "hidden", name, room.clock()), entry.name)
    return _back(request, "/subjects", name)


async def join_subjects(request: Request, form: Form) -> Response:
    """Say that a subject is the same as another one, which is given by any of its names; then to that one's page."""
    room, shelf, entry = await _meant(request, form)
    name, wanted = clean_name(form.get("name", "")), form.get("other", "").strip()[:LONGEST]
    other = entry_of(shelf.found, wanted) if wanted else None
    fault = ""
    if other is None:
        fault = f"There is no subject “{wanted}”: give it as the list of subjects has it." if wanted else "Say which it is."
    elif other.key == entry.key:
        fault = f"“{wanted}” is this one already."
    elif "person" in {entry.kind, other.kind} and entry.kind != other.kind:
        fault = "A person is the same as nobody but a person."
    elif not name:
        fault = "Give your name: a person says this."
    if fault or other is None:
        return await subject_page(request, room, shelf, entry, fault=fault, status=422)
    ruling = Ruling(entry.key, "same", name, room.clock(), other.key)
    try:
        await run_in_threadpool(room.store.rule_subject, ruling, entry.name)
    except (StoreBusy, DiskFull):
        raise
    except StoreError as error:
        return await subject_page(request, room, shelf, entry, fault=str(error), status=409)
    return _back(request, subject_address(other.key), name)


async def take_back(request: Request, form: Form) -> Response:
    """Take back what was said of a subject: it is one again, or apart again."""
    return await _without(request, form, room_of(request).store.unrule_subject)


async def unlist_subject(request: Request, form: Form) -> Response:
    """Take a person or a technology off the list; its page is gone at once."""
    return await _without(request, form, room_of(request).store.unlist_subject)


async def list_subject(request: Request, form: Form) -> Response:
    """Put a person or a technology on the list; stories are looked through for it at the next pass."""
    room = room_of(request)
    wanted, name = clean_name(form.get("subject", "")), clean_name(form.get("name", ""))
    why, others = form.get("why", "").strip()[:LONGEST], _names(form.get("others", ""))
    fault = _list_fault(form.get("kind", ""), wanted, others, why, name)
    if fault:
        return subjects_page(request, room, await read_shelf(room.store), fault=fault, status=422)
    kind: Literal["person", "technology"] = "person" if form["kind"] == "person" else "technology"
    await run_in_threadpool(room.store.list_subject, ListedSubject(kind, wanted, why, name, room.clock(), others))
    return _back(request, "/subjects#list", name)


def _list_fault(kind: str, wanted: str, others: tuple[str, ...], why: str, name: str) -> str:
    if kind not in {"person", "technology"}:
        return "Say whether it is a person or a technology."
    if not comparable(wanted):
        return "Say who or what it is."
    if kind == "person" and any(" " not in one for one in (wanted, *others)):
        return "Give a person's names in full: a surname alone may be somebody else's."
    if not why:
        return "Say in a few words why this newsroom keeps a page of it: the list is read by others."
    return "" if name else "Give your name: the list says who put it there."


def _names(given: str) -> tuple[str, ...]:
    names = (clean_name(one) for one in given.split(","))
    return tuple(dict.fromkeys(one for one in names if comparable(one)))[:_MOST_NAMES]


async def _meant(request: Request, form: Form) -> tuple[Room, Shelf, Entry]:
    room = room_of(request)
    shelf = await read_shelf(room.store)
    entry = next((one for one in shelf.found if form.get("key", "") in one.keys), None)
    if entry is None:
        raise HTTPException(404, "The subject that this form is about is not in the list any more, so nothing was done.")
    return room, shelf, entry


async def _without(request: Request, form: Form, act: Callable[..., None]) -> Response:
    room, name = room_of(request), clean_name(form.get("name", ""))
    if not name:
        return subjects_page(
            request, room, await read_shelf(room.store), fault="Give your name: a person says this.", status=422
        )
    await run_in_threadpool(partial(act, form.get("key", ""), name, room.clock()))
    return _back(request, "/subjects", name)


def _back(request: Request, address: str, name: str) -> Response:
    answer = RedirectResponse(address, status_code=303)
    remember_name(request, answer, name)
    return answer
