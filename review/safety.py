"""What every request must pass and every answer carries: host names, headers, form tokens.

The form token is a double submit bound to this process: a random cookie, and in each form its HMAC under the
process's key. Another browser's token, or one from before a restart, does not fit.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
GUARD_COOKIE = "desk_guard"
SAFE_METHODS = frozenset({"GET", "HEAD"})

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # not no-referrer: with that, browsers send "Origin: null" for our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def host_name(netloc: str) -> str:
    """The host of ``host:port`` in lower case without its port and final dot; an IPv6 address keeps its brackets."""
    name = netloc.strip().lower()
    if name.startswith("["):
        return name[: name.find("]") + 1]
    return name.partition(":")[0].rstrip(".")


def secure(headers: MutableHeaders) -> None:
    """Put the security headers on an answer; pages are not to be kept by shared caches."""
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("Cache-Control", "private, no-cache")


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """ASGI middleware: answers 400 to hosts that are not ours (DNS rebinding) and secures every answer."""

    app: ASGIApp
    hosts: frozenset[str]

    @classmethod
    def names(cls, configured: Iterable[str]) -> frozenset[str]:
        """The host names the desk answers to: loopback and the configured ones."""
        return LOOPBACK | {host_name(name) for name in configured}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on when its one Host header is ours."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                secure(MutableHeaders(scope=message))
            await send(message)

        given = Headers(scope=scope).getlist("host")
        if len(given) != 1 or host_name(given[0]) not in self.hosts:
            refusal = PlainTextResponse(
                "This desk does not answer to that host name. Open it as http://localhost:PORT/ "
                "or add the name to the desk's allowed hosts.\n",
                status_code=400,
            )
            await refusal(scope, receive, send_secured)
            return
        await self.app(scope, receive, send_secured)


def is_same_origin(request: Request) -> bool:
    """Whether a form came from one of our own pages, by what the browser says of its origin.

    A client that says nothing (no browser of today) is left to the token.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()


def guard_of(request: Request) -> str:
    """The random value in this browser's guard cookie, or a new one."""
    value = request.cookies.get(GUARD_COOKIE, "")
    return value if len(value) == 32 else secrets.token_urlsafe(24)


def token_for(key: bytes, guard: str) -> str:
    """The form token that belongs to a guard cookie in this process."""
    return hmac.digest(key, guard.encode(), "sha256").hex()


def token_fits(key: bytes, request: Request, token: str) -> bool:
    """Whether the form's token belongs to the request's guard cookie."""
    guard = request.cookies.get(GUARD_COOKIE, "")
    return bool(guard) and hmac.compare_digest(token_for(key, guard).encode(), token.encode())


def keep_cookie(request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Set one of our cookies: never readable by scripts, never sent from other sites, Secure where the desk is on https."""
    response.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )
