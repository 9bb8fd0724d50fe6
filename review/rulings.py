"""Keep a failing sentence or take it out, and take either back: of one exact version, by a named person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.errors import NotApprovable, RulingRefused
from pipeline.rulings import Place, in_force, read_place, rule
from pipeline.values import Draft, RulingVerdict, SentenceRuling
from review.answers import remember_name
from review.decisions import Decision, asked, is_what_was_read, overtaken
from review.pages import story_address
from review.routes import Form
from review.settings import Room
from review.story import StoryFile, Written, story_page


async def keep_sentence(request: Request, form: Form) -> Response:
    """Keep the failing sentence in the form, for the reason in it; then back to the sentence."""
    return await _decide(request, form, "keep", partial(_rule, verdict="kept"))


async def take_out_sentence(request: Request, form: Form) -> Response:
    """Take the failing sentence in the form out of the text; then back to where it stood."""
    return await _decide(request, form, "take-out", partial(_rule, verdict="taken-out"))


async def take_back_ruling(request: Request, form: Form) -> Response:
    """Take back what was decided on the sentence in the form; then back to it."""
    return await _decide(request, form, "take-back", _unrule)


async def _decide(request: Request, form: Form, verb: str, act: Callable[[Room, Draft, Place, Decision], None]) -> Response:
    room, file, decision = await asked(request, form)
    if file.draft is None or not is_what_was_read(request, file, decision):
        return await overtaken(request, room, file, decision, "changed")
    written = Written(verb, form.get("sentence", "").strip().lower(), decision.name, decision.note)
    try:
        place = read_place(form.get("sentence", ""))
        await run_in_threadpool(act, room, file.draft, place, decision)
    except RulingRefused as error:
        return story_page(request, room, file, fault=str(error), written=written, status=422)
    except NotApprovable as error:
        return story_page(request, room, file, fault=str(error), written=written, status=409)
    return _back(request, file, decision, place)


def _rule(room: Room, draft: Draft, place: Place, decision: Decision, *, verdict: RulingVerdict) -> None:
    before = room.store.sentence_rulings(draft.story)
    reason = decision.note if verdict == "kept" else ""
    made = rule(draft, place, verdict, reason=reason, by=decision.name, at=room.clock(), before=before)
    room.store.rule_sentence(made, draft.version)


def _unrule(room: Room, draft: Draft, place: Place, decision: Decision) -> None:
    if not decision.name:
        raise RulingRefused("Give your name: a person takes this back.")
    ruling: SentenceRuling | None = in_force(draft, room.store.sentence_rulings(draft.story)).get(place)
    if ruling is not None:
        room.store.unrule_sentence(ruling, draft.version, decision.name, room.clock())


def _back(request: Request, file: StoryFile, decision: Decision, place: Place) -> Response:
    anchor = f"s-{place + 1}" if isinstance(place, int) else f"s-{place}"
    answer = RedirectResponse(f"{story_address(file.story.id)}?done=ruled#{anchor}", status_code=303)
    remember_name(request, answer, decision.name)
    return answer
