"""The press over real HTTP: every outlet on one loopback port, told apart by the Host header."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from newsloom.press.sites import Answer, Site, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from newsloom.press.content import Press

START_SECONDS = 10.0
FINISH_SECONDS = 2
_REPEATED = ("etag", "last-modified")


class Visit(NamedTuple):
    """One request the press answered; `path` carries the query if there was one."""

    host: str
    path: str
    status: int
    user_agent: str


@dataclass
class Serving:
    """A running press: its port, its host names, and every request so far in the order of the answers."""

    port: int
    hosts: list[str]
    requests: list[Visit] = field(default_factory=list)


def press_app(press: Press, until: datetime | None = None) -> Starlette:
    """The press as an ASGI application; with `until` it is the press as it stood then."""
    shown = press.until(until) if until else press
    sites = {outlet.host: site(shown, outlet) for outlet in shown.outlets}

    async def answer(request: Request) -> Response:
        found = sites.get(request.headers.get("host", "").partition(":")[0].lower())
        if found is None:
            return PlainTextResponse("no outlet of the press has this host\n", status_code=421)
        await asyncio.sleep(found.outlet.delay)
        return _response(found, request)

    routes = [Route("/{path:path}", answer, methods=["GET"])]
    return Starlette(routes=routes, middleware=[Middleware(GZipMiddleware, minimum_size=1_000)])


@contextmanager
def serving(press: Press, port: int = 0, until: datetime | None = None) -> Iterator[Serving]:
    """Serve the press on 127.0.0.1 in a thread of its own as long as the block runs; port 0 takes a free one.

    Raises OSError where the port is taken, TimeoutError where the server does not come up.
    """
    with socket.create_server(("127.0.0.1", port)) as listener:
        running = Serving(listener.getsockname()[1], [outlet.host for outlet in press.outlets])
        server = uvicorn.Server(_config(_Recorder(press_app(press, until), running.requests)))
        thread = threading.Thread(target=server.run, args=([listener],), name="sample-press", daemon=True)
        thread.start()
        try:
            _wait_until_started(server, thread)
            yield running
        finally:
            server.should_exit = True
            thread.join()


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        access_log=False,
        interface="asgi3",
        lifespan="off",
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=FINISH_SECONDS,
        ws="none",
    )


def _wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise TimeoutError("the sample press did not start")
        time.sleep(0.005)


def _response(found: Site, request: Request) -> Response:
    answer = found.answers.get(request.url.path, found.missing)
    if answer.changed and _has_it(request, answer):
        kept = {name: value for name, value in answer.headers if name in _REPEATED}
        return Response(status_code=304, headers=kept)
    return Response(answer.body, status_code=answer.status, headers=dict(answer.headers))


def _has_it(request: Request, answer: Answer) -> bool:
    """Whether the reader holds this very answer; a tag decides, a date only where there is no tag (RFC 9110)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return answer.header("etag") in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(answer.header("last-modified")) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


class _Recorder:
    """Passes requests on and notes how each was answered."""

    def __init__(self, app: ASGIApp, visits: list[Visit]) -> None:
        self.app = app
        self.visits = visits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.visits.append(_visit(scope, message["status"]))
            await send(message)

        await self.app(scope, receive, noted)


def _visit(scope: Scope, status: int) -> Visit:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    query = scope["query_string"].decode("latin-1")
    path = scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")
    return Visit(headers.get("host", "").partition(":")[0].lower(), path, status, headers.get("user-agent", ""))
