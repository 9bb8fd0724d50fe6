"""One request, one answer: aiohttp behind the address policy, with limits on time, size and headers.

This is the only place of the crawl that opens a connection. It follows no redirect, keeps no cookie, sends no credential,
and checks every address three times: as written, as resolved, and as connected to.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from crawlers.decode import ACCEPT_ENCODING, Body, too_large
from crawlers.faults import FetchFault
from crawlers.guard import AddressPolicy, AddressRefused, Target
from pipeline.values import Cause

_PASSED_ON: Final = frozenset({"accept", "if-none-match", "if-modified-since"})
# They describe the bytes on the wire, or are secrets of ours to lose: the body is kept decoded.
_NOT_KEPT: Final = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie"})
_ACCEPT_PAGE: Final = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost: ``seconds`` in all, ``body`` in decoded bytes, ``field`` in bytes a header."""

    seconds: float = 30.0
    body: int = 10_000_000
    field: int = 32_768


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server: ``url`` is what was asked for, ``body`` has its content encoding undone."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class Fetcher:
    """Fetches for one user agent. Use as ``async with Fetcher(…) as fetcher`` inside the loop it works in."""

    def __init__(
        self,
        policy: AddressPolicy,
        user_agent: str,
        *,
        limits: Limits | None = None,
        concurrency: int = 32,
        tls: ssl.SSLContext | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self.policy = policy
        self.limits = limits or Limits()
        self._user_agent = user_agent
        self._tls = tls or ssl.create_default_context()
        self._resolver = resolver
        self._concurrency = concurrency
        self._gate = asyncio.Semaphore(concurrency)
        self._granted: set[tuple[str, int]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._aborted = False
        self._deadlines: set[asyncio.Timeout] = set()

    async def __aenter__(self) -> Self:
        """Open the pool of connections."""
        connector = aiohttp.TCPConnector(
            limit=self._concurrency,
            resolver=_GuardedResolver(self.policy, self._granted, self._resolver or ThreadedResolver()),
            socket_factory=self._socket,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_field_size=self.limits.field,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection, also those in use."""
        if self._session is not None:
            await self._session.close()

    async def abort(self) -> None:
        """End whatever is on the wire now; requests from here on fail at once."""
        self._aborted = True
        for deadline in self._deadlines:
            # closing a connection wakes not every reader of it
            if not deadline.expired():
                deadline.reschedule(asyncio.get_running_loop().time())
        if self._session is not None:
            await self._session.close()

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Give the answer to one GET; of ``headers`` only Accept and the two validators are sent. Raises FetchFault."""
        try:
            target = self.policy.target(url)
        except AddressRefused as refused:
            raise FetchFault(Cause.ADDRESS, str(refused)) from None
        async with self._gate:
            if self._aborted:
                raise FetchFault(Cause.CONNECTION, "the crawl was stopped", sent=False)
            stage = ["headers"]
            deadline = asyncio.timeout(self.limits.seconds)
            self._deadlines.add(deadline)
            try:
                async with deadline:
                    return await self._get(url, target, headers or {}, stage)
            except TimeoutError:
                if self._aborted:
                    raise FetchFault(Cause.CONNECTION, "the crawl was stopped") from None
                raise FetchFault(Cause.TIMEOUT, f"timed out after {self.limits.seconds:g} s ({stage[0]})") from None
            except AddressRefused as refused:
                raise FetchFault(Cause.ADDRESS, str(refused)) from None
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise _fault(error, stage[0]) from error
            finally:
                self._deadlines.discard(deadline)

    async def _get(self, url: str, target: Target, headers: Mapping[str, str], stage: list[str]) -> Answer:
        if self._session is None:
            raise RuntimeError("use the fetcher inside `async with`")
        if target.pair is not None:
            self._granted.add(target.pair)
        elif target.own:
            self._granted.add((target.host, 0))
        sent = {"Accept": _ACCEPT_PAGE} | {key: value for key, value in headers.items() if key.lower() in _PASSED_ON}
        sent |= {"User-Agent": self._user_agent, "Accept-Encoding": ACCEPT_ENCODING, "Host": target.host_header}
        async with self._session.get(target.url, headers=sent, allow_redirects=False, ssl=self._tls) as response:
            stage[0] = "body"
            try:
                body = await self._read(response)
            except FetchFault:
                response.close()
                raise
            kept = tuple((key, value) for key, value in response.headers.items() if key.lower() not in _NOT_KEPT)
            return Answer(url, response.status, kept, body)

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        if (response.content_length or 0) > self.limits.body:
            raise too_large(self.limits.body, "announced")
        body = Body(",".join(response.headers.getall("Content-Encoding", [])), self.limits.body)
        try:
            async for chunk in response.content.iter_chunked(65_536):
                body.feed(chunk)
        except RuntimeError as error:
            # so aiohttp tells of a connection that was closed between two reads, as abort() does
            raise FetchFault(Cause.CONNECTION, "the connection was closed before the body had come") from error
        return body.whole()

    def _socket(self, address: tuple[Any, ...]) -> socket.socket:
        """Make the socket for an address that is about to be connected to, or refuse it: the last look, after DNS."""
        family, kind, protocol, _, peer = address
        if (peer[0], peer[1]) not in self._granted and (peer[0], 0) not in self._granted:
            self.policy.check_ip(peer[0])
        return socket.socket(family, kind, protocol)


class _GuardedResolver(AbstractResolver):
    """Resolves once and passes on only the answers that may be contacted."""

    def __init__(self, policy: AddressPolicy, granted: set[tuple[str, int]], inner: AbstractResolver) -> None:
        self._policy = policy
        self._granted = granted
        self._inner = inner

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        answers = await self._inner.resolve(host, port, family)
        if host in self._policy.allow_hosts:
            self._granted.update((answer["host"], port) for answer in answers)
            return answers
        allowed = []
        refused: AddressRefused | None = None
        for answer in answers:
            try:
                self._policy.check_ip(answer["host"])
            except AddressRefused as error:
                refused = error
            else:
                allowed.append(answer)
        if refused is not None and not allowed:
            raise refused
        return allowed

    async def close(self) -> None:
        await self._inner.close()


def _fault(error: Exception, stage: str) -> FetchFault:  # noqa: PLR0911  one line a kind of error
    """Name what went wrong below HTTP."""
    words = " ".join(str(error).split())[:200] or type(error).__name__
    match error:
        case aiohttp.ClientConnectorCertificateError():
            reason = getattr(error.certificate_error, "verify_message", "") or words
            return FetchFault(Cause.CERTIFICATE, f"certificate: {reason}")
        case aiohttp.ClientConnectorSSLError():
            return FetchFault(Cause.CONNECTION, f"TLS: {words}")
        case aiohttp.ClientConnectorDNSError():
            return FetchFault(Cause.CONNECTION, f"host not found: {error.host}")
        case aiohttp.ClientConnectorError():
            # its own words carry the SSL context as Python prints it
            reason = error.os_error.strerror or type(error.os_error).__name__
            return FetchFault(Cause.CONNECTION, f"no connection to {error.host}:{error.port}: {reason}")
        case aiohttp.ClientPayloadError():
            return FetchFault(Cause.TRUNCATED, "the connection ended before the body did")
        case aiohttp.ClientResponseError():
            return FetchFault(Cause.HTTP, f"the answer is not HTTP that we read: {error.message[:200]}")
        case aiohttp.InvalidURL() | ValueError():
            return FetchFault(Cause.URL, f"not an address: {words}")
        case _:
            return FetchFault(Cause.CONNECTION, f"no answer ({stage}): {words}")
