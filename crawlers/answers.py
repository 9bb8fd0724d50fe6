"""What an answer means: a page, a redirect, or a fault with its cause. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from urllib.parse import urljoin

from crawlers.faults import FetchFault
from crawlers.fetch import Answer
from crawlers.guard import AddressPolicy, AddressRefused
from pipeline.values import Cause

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_TRANSIENT: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
_HTML_TYPES: Final = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
_LOOKS_HTML: Final = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|!--|\?xml)", re.IGNORECASE)


def page_fault(answer: Answer, retry_at: datetime | None = None, *, plain_text: bool = False) -> FetchFault | None:
    """Give why an answer is no page to read, None where it is one. ``retry_at`` is when the host may be asked again.

    With ``plain_text`` a page of plain text is one too.
    """
    if fault := status_fault(answer, retry_at):
        return fault
    if not answer.body.strip():
        return FetchFault(Cause.EMPTY, "the page is empty")
    kind = (answer.header("content-type") or "").split(";")[0].strip().lower()
    if plain_text and kind == "text/plain":
        return None
    if kind not in _HTML_TYPES and not (
        kind in {"", "text/plain", "application/octet-stream"} and _LOOKS_HTML.match(answer.body)
    ):
        return FetchFault(Cause.NOT_HTML, f"not a web page: {kind[:60] or 'no content type'}")
    return None


def status_fault(answer: Answer, retry_at: datetime | None = None) -> FetchFault | None:
    """Give the fault that a status is, None for 200 and 203."""
    match answer.status:
        case 200 | 203:
            return None
        case 404:
            return FetchFault(Cause.NOT_FOUND, "not found (404)")
        case 410:
            return FetchFault(Cause.GONE, "gone (410)")
        case 402:
            return FetchFault(Cause.PAYWALL, "payment required (402)")
        case status:
            return FetchFault(Cause.HTTP, f"answered {status}", transient=status in _TRANSIENT, retry_at=retry_at)


def next_hop(answer: Answer, visited: tuple[str, ...], policy: AddressPolicy, most: int) -> str | None:
    """Give where a redirect leads, None for an answer that is none. ``visited`` are the addresses so far, this one included.

    Raises FetchFault for a circle, for more than ``most`` hops, for no target, and for a target that may not be contacted.
    """
    if answer.status not in _REDIRECTS:
        return None
    location = answer.header("location")
    if not location:
        raise FetchFault(Cause.REDIRECT, f"redirect ({answer.status}) without a target")
    if len(visited) > most:
        raise FetchFault(Cause.REDIRECT, f"too many redirects (more than {most})")
    try:
        target = urljoin(answer.url, location.strip()).partition("#")[0]
        policy.target(target)
    except AddressRefused as refused:
        raise FetchFault(Cause.ADDRESS, f"redirect to blocked address: {refused}") from None
    except ValueError:
        raise FetchFault(Cause.REDIRECT, f"redirect to no address: {location[:100]!r}") from None
    if target in visited:
        raise FetchFault(Cause.REDIRECT, "redirects in a circle")
    return target
