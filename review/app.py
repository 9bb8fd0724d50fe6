"""The desk as an ASGI app: the route table, and the parts put together."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pipeline.values import Outlet
from review.decisions import approve_version, reject_version
from review.errors import HANDLERS
from review.pages import load_pages
from review.queue import show_queue
from review.routes import DeskRoute, Permission
from review.rulings import keep_sentence, take_back_ruling, take_out_sentence
from review.safety import Doorkeeper
from review.settings import DeskSettings, DeskStore, Room, room_of
from review.story import show_story
from review.subject_rulings import hide_subject, join_subjects, list_subject, take_back, unlist_subject
from review.subjects import show_subject, show_subjects


def desk_app(
    store: DeskStore,
    outlets: Mapping[str, Outlet],
    settings: DeskSettings,
    clock: Callable[[], datetime],
    on_approved: Callable[[str], None] | None = None,
) -> Starlette:
    """The desk over a store. ``outlets`` are by id.

    ``on_approved`` is called with a story's id, in a thread, once an approval is kept; it wakes the export and must not
    raise, since the approval stands whatever comes of it. Listen on loopback only: whoever reaches the desk may edit.
    """
    app = Starlette(
        routes=routes(),
        middleware=[Middleware(Doorkeeper, hosts=Doorkeeper.names(settings.hosts))],
        exception_handlers=HANDLERS,
    )
    app.router.redirect_slashes = False  # an address is an address: no answer is made from the Host header
    app.state.room = Room(store, outlets, settings, clock, on_approved, load_pages(), secrets.token_bytes(32))
    return app


def routes() -> list[DeskRoute]:
    """Every address of the desk, with who may use it."""
    return [
        DeskRoute.page("/", show_queue, Permission.READ),
        DeskRoute.page("/story/{story}", show_story, Permission.READ),
        DeskRoute.action("/story/{story}/approve", approve_version, Permission.EDIT),
        DeskRoute.action("/story/{story}/reject", reject_version, Permission.EDIT),
        DeskRoute.action("/story/{story}/keep", keep_sentence, Permission.EDIT),
        DeskRoute.action("/story/{story}/take-out", take_out_sentence, Permission.EDIT),
        DeskRoute.action("/story/{story}/take-back", take_back_ruling, Permission.EDIT),
        DeskRoute.page("/subjects", show_subjects, Permission.READ),
        DeskRoute.page("/subjects/{subject:path}", show_subject, Permission.READ),
        DeskRoute.action("/subjects/hide", hide_subject, Permission.EDIT),
        DeskRoute.action("/subjects/same", join_subjects, Permission.EDIT),
        DeskRoute.action("/subjects/take-back", take_back, Permission.EDIT),
        DeskRoute.action("/subjects/list", list_subject, Permission.EDIT),
        DeskRoute.action("/subjects/unlist", unlist_subject, Permission.EDIT),
        DeskRoute.page("/static/{name}", show_static, Permission.PUBLIC),
        DeskRoute.page("/health", show_health, Permission.PUBLIC),
    ]


async def show_static(request: Request) -> Response:
    """One of the desk's own files, kept by browsers for good where the address carries its digest."""
    file = room_of(request).pages.static.get(request.path_params["name"])
    if file is None:
        raise HTTPException(404)
    fresh = "public, max-age=31536000, immutable" if request.url.query == file.digest else "no-cache"
    return Response(file.body, media_type=file.media_type, headers={"Cache-Control": fresh})


async def show_health(_request: Request) -> Response:
    """Says that the process answers, and nothing about it."""
    return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})
