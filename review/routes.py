"""The route table's own kind of route: none can be made without a permission and a method."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from review.errors import StaleForm
from review.safety import is_same_origin, token_fits
from review.settings import room_of

LARGEST_FORM = 64 * 1024

Form = Mapping[str, str]
Page = Callable[[Request], Awaitable[Response]]
Action = Callable[[Request, Form], Awaitable[Response]]


class Permission(StrEnum):
    """What a person must be allowed to do to come through a route."""

    PUBLIC = "public"
    READ = "read"
    EDIT = "edit"


def granted(_request: Request) -> frozenset[Permission]:
    """What this request may do. The desk listens on loopback only: whoever reaches it is the editor of this machine."""
    return frozenset(Permission)


class DeskRoute(Route):
    """A route that says who may use it. Made by ``page`` and ``action``."""

    permission: Permission

    @classmethod
    def page(cls, path: str, show: Page, permission: Permission) -> DeskRoute:
        """A page that is read with GET and changes nothing."""

        async def answer(request: Request) -> Response:
            _require(request, permission)
            return await show(request)

        route = cls(path, answer, methods=["GET"])
        route.permission = permission
        return route

    @classmethod
    def action(cls, path: str, act: Action, permission: Permission) -> DeskRoute:
        """Something that changes the store: POST only, from our own page, with the form's token."""

        async def answer(request: Request) -> Response:
            _require(request, permission)
            return await act(request, await trusted_form(request))

        route = cls(path, answer, methods=["POST"])
        route.permission = permission
        return route


def _require(request: Request, permission: Permission) -> None:
    if permission not in granted(request):
        raise HTTPException(403, "You are not allowed to do this.")


async def trusted_form(request: Request) -> Form:
    """The fields of a form that our own page sent.

    Raises HTTPException with 400, 403 or 413, and StaleForm for a token of another browser or of another time.
    """
    if not is_same_origin(request):
        raise HTTPException(403, "This form was sent from another site, so nothing was done.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(403, "This is not one of the desk's forms, so nothing was done.")
    form = _fields(await _body(request))
    if not token_fits(room_of(request).key, request, form.get("token", "")):
        raise StaleForm(form.get("note", ""))
    return form


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise HTTPException(413, f"The form is larger than {LARGEST_FORM // 1024} kB.")
    return bytes(body)


def _fields(body: bytes) -> Form:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read.") from error
    return dict(pairs)
