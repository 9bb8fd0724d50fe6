"""Cut a huge feed down to its newest entries before a slow parser sees it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_START: Final = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_END: Final = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s{0,20}>", re.IGNORECASE)
_DATE: Final = re.compile(
    rb"<(?:\w{1,20}:)?(?:pubDate|published|updated|date|issued|modified)\b[^>]{0,80}>\s*([^<]{4,60})<", re.IGNORECASE
)
_LONG: Final = 64 * 1024  # an entry longer than this is searched for its date only so far


def cut_to_newest(body: bytes, most: int) -> tuple[bytes, int]:
    """Give the feed with at most ``most`` entries, and how many were cut out of it.

    The newest by their dates where every entry has one, otherwise the first ones. A small feed is given back as it is.
    """
    starts = [match.start() for match in _START.finditer(body)]
    if len(starts) <= most:
        return body, 0
    # From one opening to the next: looking for each one's closing tag would be quadratic where the tags are not closed.
    ends = [*starts[1:], max((match.end() for match in _END.finditer(body, starts[-1])), default=len(body))]
    spans = list(zip(starts, ends, strict=True))
    dates = [_date(body[start : min(end, start + _LONG)]) for start, end in spans]
    kept = range(most)
    if all(date is not None for date in dates):
        newest = sorted(range(len(spans)), key=lambda index: dates[index] or datetime.min.replace(tzinfo=UTC), reverse=True)
        kept = sorted(newest[:most])  # type: ignore[assignment]  # both are sequences of indexes
    parts = [body[: spans[0][0]], *(body[slice(*spans[index])] for index in kept), body[spans[-1][1] :]]
    return b"".join(parts), len(spans) - most


def _date(entry: bytes) -> datetime | None:
    match = _DATE.search(entry)
    if match is None:
        return None
    text = match[1].decode("ascii", "replace").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            date = read(text)
        except (ValueError, OverflowError):
            continue
        return date if date.tzinfo else date.replace(tzinfo=UTC)
    return None
