"""An outlet's web server on loopback that can misbehave in every way a crawler meets.

``route(host, path)`` gives an ``Answer`` or a coroutine that writes to the stream itself. Every request is written down.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"


@dataclass
class Seen:
    host: str
    path: str
    headers: dict
    started: float
    ended: float = 0.0


class Server:
    def __init__(self):
        self.routes = {}
        self.seen = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        started = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop).result(10)
        self._server = started
        self.port = started.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _close(self):
        self._server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def on(self, host, path, reply):
        self.routes[host, path] = reply

    def paths(self, host):
        return [seen.path for seen in self.seen if seen.host == host]

    def pair(self):
        return f"127.0.0.1:{self.port}"

    async def _serve(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines[1:] if ": " in line)}
                seen = Seen(headers.get("host", "").split(":")[0], lines[0].split(" ")[1], headers, self._loop.time())
                self.seen.append(seen)
                reply = self.routes.get((seen.host, seen.path), Reply(status=404))
                if callable(reply):
                    reply = reply(seen) if not asyncio.iscoroutinefunction(reply) else await reply(seen, writer)
                if reply is not None:
                    writer.write(encode(reply))
                    await writer.drain()
                seen.ended = self._loop.time()
                if reply is None:
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # the other side went, or the test is over
        finally:
            writer.close()


def encode(reply):
    headers = {"Content-Type": reply.content_type, "Content-Length": str(len(reply.body)), **reply.headers}
    lines = [f"HTTP/1.1 {reply.status} X", *(f"{key}: {value}" for key, value in headers.items() if value is not None)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + reply.body


def page(words="A paragraph of a page."):
    return Reply(f"<!doctype html><html><body><p>{words}</p></body></html>".encode())


def rss(*links, title="A feed"):
    items = "".join(f"<item><title>Item {index}</title><link>{link}</link></item>" for index, link in enumerate(links))
    xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
    return Reply(xml.encode(), content_type="application/rss+xml")
