"""Undo the content encoding of a body while it arrives, never holding more than the limit.

Only what we ask for is read (gzip and deflate): an encoding nobody asked for, or one inside another, is refused.
"""

from __future__ import annotations

import zlib

from crawlers.faults import FetchFault
from pipeline.values import Cause

ACCEPT_ENCODING = "gzip, deflate"


class Body:
    """A body that arrives in chunks: ``feed`` each, then ``whole`` gives the decoded bytes.

    ``limit`` is in decoded bytes. Raises FetchFault: too-large, truncated, unreadable.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise FetchFault(Cause.UNREADABLE, f"content encoding {encoding[:60]!r} was not asked for")
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._member: zlib._Decompress | None = None

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes as they came."""
        if self._encoding in {"", "identity"}:
            self._keep(chunk)
            return
        while chunk:
            if self._member is None or (self._member.eof and self._encoding != "deflate"):
                self._member = zlib.decompressobj(self._window(chunk))
            chunk = self._inflate(self._member, chunk)

    def whole(self) -> bytes:
        """Give the decoded body. Raises FetchFault when a compressed one ends before its end."""
        if self._member is not None and not self._member.eof:
            raise FetchFault(Cause.TRUNCATED, f"the {self._encoding} body ends before its end")
        return b"".join(self._parts)

    def _inflate(self, member: zlib._Decompress, chunk: bytes) -> bytes:
        try:
            # One byte more than is left tells "exactly full" from "too much".
            self._keep(member.decompress(chunk, self._limit - self._size + 1))
        except zlib.error as error:
            if self._size and self._encoding != "deflate" and not member.eof and self._parts:
                raise FetchFault(Cause.TRUNCATED, f"the {self._encoding} body is damaged: {error}") from None
            raise FetchFault(Cause.UNREADABLE, f"the body is not {self._encoding}: {error}") from None
        if member.eof:
            return b"" if self._encoding == "deflate" else member.unused_data.lstrip(b"\0")
        return member.unconsumed_tail

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise too_large(self._limit, "decompressed")
        if part:
            self._parts.append(part)

    def _window(self, chunk: bytes) -> int:
        if self._encoding != "deflate":
            return 16 + zlib.MAX_WBITS
        # "deflate" is zlib by the standard and raw deflate on many servers.
        zlib_header = len(chunk) > 1 and chunk[0] & 0x0F == 8 and (chunk[0] * 256 + chunk[1]) % 31 == 0
        return zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS


def too_large(limit: int, how: str) -> FetchFault:
    """Give the fault of a body over the limit of ``limit`` bytes."""
    size = f"{limit / 1_000_000:g} MB" if limit >= 100_000 else f"{limit} bytes"
    return FetchFault(Cause.TOO_LARGE, f"larger than {size} ({how})")
