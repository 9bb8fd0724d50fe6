"""An httpx transport behind the address policy, and the one request that is made with it: post, and read the answer.

The policy is asked for the address as it is written and for every IP at the moment it is connected to: the name is resolved
here, once, and the connection goes to the IP that was judged. A host that the operator allows by name may be anywhere.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

from crawlers.guard import AddressPolicy, AddressRefused, Target
from pipeline.errors import NewsloomError

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""A host and a port to its IP addresses. Raises OSError."""


class NotAnswered(NewsloomError):
    """No whole answer came: the message says why. ``sent`` tells whether the request may have reached the server."""

    def __init__(self, message: str, *, sent: bool, timed_out: bool = False) -> None:
        super().__init__(message)
        self.sent = sent
        self.timed_out = timed_out


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends what the policy lets through, to the very IP that it judged. Raises AddressRefused.

    No connection is used twice: two names may share an IP, and one must not be answered on a connection opened for the other.
    """

    def __init__(self, policy: AddressPolicy, *, tls: ssl.SSLContext | None = None, resolve: Resolve | None = None) -> None:
        self._policy = policy
        self._resolve = resolve or _resolved
        self._inner = httpx.AsyncHTTPTransport(
            verify=tls or ssl.create_default_context(), trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Give the answer of the first of the host's addresses that can be connected to."""
        target = self._policy.target(str(request.url))
        failed: httpx.TransportError | None = None
        for address in await self._addresses(target):
            try:
                return await self._inner.handle_async_request(_sent_to(address, target, request))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed or httpx.ConnectError("the host has no address", request=request)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()

    async def _addresses(self, target: Target) -> list[str]:
        if target.pair is not None:
            return [target.pair[0]]
        host = target.url.raw_host or target.host
        try:
            found = await self._resolve(host, target.url.port or 443)
        except OSError as error:
            raise httpx.ConnectError(f"host not found: {target.host}") from error
        if target.own:
            return found
        for address in found:
            self._policy.check_ip(address)  # one address inside the house is enough to trust none of them
        return found


async def _resolved(host: str, port: int) -> list[str]:
    answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _sent_to(address: str, target: Target, request: httpx.Request) -> httpx.Request:
    headers = request.headers.copy()
    headers["Host"] = target.host_header
    return httpx.Request(
        request.method,
        httpx.URL(str(target.url)).copy_with(host=address),
        headers=headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": target.host},
    )


def post(
    transport: httpx.AsyncBaseTransport, url: str, headers: Mapping[str, str], body: bytes, *, seconds: float, most_bytes: int
) -> Reply:
    """Post once and read the whole answer within so many seconds and bytes, headers and body together; follow no redirect.

    Raises NotAnswered and AddressRefused.
    """

    def asked() -> Reply:
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            return runner.run(_posted(transport, url, headers, body, seconds=seconds, most_bytes=most_bytes))

    if not _looped():
        return asked()
    # no thread runs two loops: where the caller's has one, as under a browser's driver, the request gets a thread of its own
    with ThreadPoolExecutor(1, "newsloom-post") as pool:
        return pool.submit(asked).result()


def _looped() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


async def _posted(
    transport: httpx.AsyncBaseTransport, url: str, headers: Mapping[str, str], body: bytes, *, seconds: float, most_bytes: int
) -> Reply:
    # a compressed answer could be a bomb, and an article is short
    sent = {**headers, "Accept-Encoding": "identity"}
    client = httpx.AsyncClient(transport=transport, timeout=seconds, trust_env=False, follow_redirects=False)
    try:
        async with (
            asyncio.timeout(seconds),
            client,
            client.stream("POST", url, headers=sent, content=body) as response,
        ):
            return Reply(response.status_code, dict(response.headers.items()), await _read(response, most_bytes))
    except (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout) as error:
        raise NotAnswered(f"it did not answer within {seconds:g} seconds", sent=True, timed_out=True) from error
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
        raise NotAnswered("its certificate is not trusted" if untrusted else "it cannot be reached", sent=False) from error
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
        raise NotAnswered("the connection ended before its answer did", sent=True) from error


async def _read(response: httpx.Response, most_bytes: int) -> bytes:
    found = bytearray()
    async for chunk in response.aiter_raw():
        found += chunk
        if len(found) > most_bytes:
            raise NotAnswered(f"its answer is longer than {most_bytes} bytes", sent=True)
    return bytes(found)


__all__ = ["AddressRefused", "GuardedTransport", "NotAnswered", "Reply", "post"]
