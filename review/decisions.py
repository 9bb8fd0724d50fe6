"""Approve and reject: each of one exact version, by a named person, then back to the story."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.approval import decide
from pipeline.errors import DiskFull, NotApprovable, StoreBusy, StoreError
from pipeline.values import Confirmed, Draft
from review.answers import answer_page, clean_name, remember_name
from review.pages import shown_time, story_address
from review.routes import Form
from review.settings import Room, room_of
from review.story import StoryFile, Written, read_story, story_page

LONGEST_NOTE = 5000
_RULED_SINCE = "Somebody has kept a failing sentence, taken one out or taken that back since you read this: it is shown below."


@dataclass(frozen=True, slots=True)
class Decision:
    """What a form asks for: on which version, by whom, and with what note."""

    version: int
    name: str
    note: str


async def approve_version(request: Request, form: Form) -> Response:
    """Approve the version in the form if it still is the newest and nothing stops it; then back to the story."""
    room, file, decision = await asked(request, form)
    if file.draft is None or not is_what_was_read(request, file, decision):
        return await overtaken(request, room, file, decision, "approved")
    if form.get("ruled", "") != file.ruled:
        return story_page(request, room, file, fault=_RULED_SINCE, status=409)
    if not decision.name:
        return story_page(request, room, file, fault="Give your name: an approval is made by a person.", status=422)
    try:
        out = await run_in_threadpool(_approve, room, file.draft, decision.name)
    except NotApprovable as error:
        return await _refused(request, room, file, decision, error)
    if not out:
        return _back(request, file, decision, "confirmed")
    if room.on_approved is not None:
        await run_in_threadpool(room.on_approved, file.story.id)
    return _back(request, file, decision, "approved")


def _approve(room: Room, draft: Draft, name: str) -> bool:
    """Verify the draft once more, then keep the approval; gives whether it lets the draft out. Raises NotApprovable.

    It does not where a sensitive person is named and nobody else has confirmed the draft before.
    """
    alone = not room.settings.second_editor
    rulings = room.store.sentence_rulings(draft.story)
    decided = decide(draft, name, room.clock(), room.store.decisions(draft.story), rulings=rulings, alone=alone)
    if isinstance(decided, Confirmed):
        room.store.confirm(decided)
        return False
    room.store.approve(decided, room.settings.targets)
    return True


async def reject_version(request: Request, form: Form) -> Response:
    """Reject the story on the strength of the version in the form, with a note; then back to the story."""
    room, file, decision = await asked(request, form)
    if not is_what_was_read(request, file, decision):
        return await overtaken(request, room, file, decision, "rejected")
    fault = ""
    if not decision.note:
        fault = "Say in a sentence why you reject it: the note is what the next person reads."
    elif not decision.name:
        fault = "Give your name: a rejection is made by a person."
    if fault:
        return story_page(
            request, room, file, fault=fault, written=Written("reject", "", decision.name, decision.note), status=422
        )
    try:
        await run_in_threadpool(room.store.reject, file.story.id, decision.name, decision.note, room.clock())
    except (StoreBusy, DiskFull):
        raise
    except StoreError as error:  # published, or on its way out: the store says what to do instead
        return story_page(
            request, room, file, fault=str(error), written=Written("reject", "", decision.name, decision.note), status=409
        )
    return _back(request, file, decision, "rejected")


async def asked(request: Request, form: Form) -> tuple[Room, StoryFile, Decision]:
    """The desk, the story as it is now, and what a form on it asks for. Raises HTTPException 400 where no version is given."""
    room = room_of(request)
    version = form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise HTTPException(400, "The form does not say which version it is about, so nothing was done.")
    decision = Decision(int(version), clean_name(form.get("name", "")), form.get("note", "").strip()[:LONGEST_NOTE])
    return room, await read_story(room, request.path_params["story"]), decision


def is_what_was_read(request: Request, file: StoryFile, decision: Decision) -> bool:
    """Whether the newest draft is the one in the form: of this very story (not of one it was merged into), in this version."""
    return (file.story.id, file.newest) == (request.path_params["story"], decision.version)


async def _refused(request: Request, room: Room, file: StoryFile, decision: Decision, error: NotApprovable) -> Response:
    """The store or the rules refuse: either a newer version came between our look and the store's, or a problem stops it."""
    now = await read_story(room, file.story.id)
    if not is_what_was_read(request, now, decision):
        return await overtaken(request, room, now, decision, "approved")
    return story_page(request, room, now, fault=str(error), status=409)


async def overtaken(request: Request, room: Room, file: StoryFile, decision: Decision, verb: str) -> Response:
    """The page that shows what is new since the version that the person had read; nothing was done, nothing is lost."""
    merged = file.story.id != request.path_params["story"]
    seen = None if merged else await run_in_threadpool(room.store.draft, file.story.id, decision.version)
    values = {
        "address": story_address(file.story.id),
        "verb": verb,
        "merged": merged,
        "seen": decision.version,
        "newest": file.draft,
        "made": shown_time(file.draft.updated, room.clock(), room.zone) if file.draft else None,
        "added": _only_in(file.draft, seen),
        "gone": _only_in(seen, file.draft),
        "note": decision.note,
    }
    return answer_page(request, "overtaken.html", values, status=409)


def _only_in(one: Draft | None, other: Draft | None) -> list[str]:
    """The sentences of one draft, headline and dek included, that the other has not."""
    if one is None or other is None:
        return []
    has = {sentence.text for sentence in (other.headline, other.dek, *other.sentences)}
    return [sentence.text for sentence in (one.headline, one.dek, *one.sentences) if sentence.text not in has]


def _back(request: Request, file: StoryFile, decision: Decision, done: str) -> Response:
    answer = RedirectResponse(f"{story_address(file.story.id)}?done={done}", status_code=303)
    remember_name(request, answer, decision.name)
    return answer
