"""Turns a template and its values into an answer; every page gets what the frame around it needs."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from review.safety import GUARD_COOKIE, guard_of, keep_cookie, token_for
from review.settings import room_of

NAME_COOKIE = "desk_name"
LONGEST_NAME = 80
_YEAR = 365 * 24 * 3600


def answer_page(request: Request, template: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """A page of the desk, with the guard cookie that its forms' tokens belong to."""
    room = room_of(request)
    guard = guard_of(request)
    frame = {
        "desk": room.settings,
        "token": token_for(room.key, guard),
        "name": remembered_name(request),
        "path": request.url.path,
        "no_room": room.store.no_room(),
    }
    page = HTMLResponse(room.pages.render(template, {**frame, **values}), status_code=status)
    if request.cookies.get(GUARD_COOKIE) != guard:
        keep_cookie(request, page, GUARD_COOKIE, guard)
    return page


def clean_name(given: str) -> str:
    """A person's name fit for the record: control characters gone, spaces single, at most 80 characters; may be empty."""
    return " ".join("".join(c if c.isprintable() else " " for c in given).split())[:LONGEST_NAME].strip()


def remembered_name(request: Request) -> str:
    """The name this browser last approved or rejected with, else the newsroom's default."""
    return clean_name(unquote(request.cookies.get(NAME_COOKIE, ""))) or room_of(request).settings.editor


def remember_name(request: Request, response: Response, name: str) -> None:
    """Keep the name for the next form."""
    keep_cookie(request, response, NAME_COOKIE, quote(name), _YEAR)
