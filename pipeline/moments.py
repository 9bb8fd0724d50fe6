"""Dates as the web writes them, read into one form and written in one form."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

from pipeline.languages import languages
from pipeline.values import Moment

_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:Z|[+-]\d\d:?\d\d)?")
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+|_)(\d\d?)(?::?(\d\d)(?::?(\d\d)(?:[.,:]\d+)?)?)?"
    r"\s*([AaPp][Mm])?\s*(Z|[A-Za-z]{2,5}|(?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?)?"
)
_RFC822 = re.compile(r"(?:[A-Za-z]{2,9},? )?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4} \d{1,2}:\d\d(?::\d\d)?(?: [A-Za-z+-]\S*)?$")
_SLASHED = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:\s+(.*))?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\D+(\d{1,2}[:.]\d\d.*))?")
_CLOCK = re.compile(
    r"(\d{1,2})(?::|\.|h)(\d\d)(?::(\d\d))?\s*([ap]\.?m\.?)?\s*(?:Uhr)?\s*((?:UTC|GMT)?[+-]\d\d?(?::?\d\d)?|Z\b|[A-Za-z]{2,5})?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d\d?):?(\d\d)?", re.IGNORECASE)
# Hours east of UTC of the abbreviations that news sites print; "IST" is India's, since Irish sites print GMT or an offset.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("bst", "cet", "mez"), 1),
    **dict.fromkeys(("cest", "mesz", "eet"), 2),
    **dict.fromkeys(("eest", "msk"), 3),
    **dict.fromkeys(("jst", "kst"), 9),
    **dict.fromkeys(("edt", "ast"), -4),
    **dict.fromkeys(("est", "et", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    **dict.fromkeys(("pst", "pt"), -8),
    "ist": 5.5,
    "aest": 10,
    "aedt": 11,
}
_EARLIEST_YEAR, _LATEST_YEAR = 1800, 2200


def parse_moment(text: str | None) -> Moment | None:
    """Give the moment a text names, in UTC, or None where it names none.

    Read are ISO 8601 in its usual bad forms, RFC 822, epoch seconds and milliseconds, ``2016/05/27``, ``27.05.2016``
    and dates in words of the languages there are files for. A time without offset is UTC; a date alone is that day's
    midnight in UTC, with ``day_only``.
    """
    given = " ".join((text or "").split()).strip("\"'")
    if not 8 <= len(given) <= 80:
        return None
    for read in (_iso, _rfc822, _epoch, _slashed, _dotted, _in_words):
        try:
            moment = read(given)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if moment is not None and _EARLIEST_YEAR <= moment.at.year <= _LATEST_YEAR:
            return moment
    return None


def write_moment(moment: Moment | None) -> str | None:
    """Give ISO 8601 with offset, in UTC and without fractions; None for None. A day is written as its midnight."""
    return moment.at.astimezone(UTC).replace(microsecond=0).isoformat() if moment else None


def from_datetime(at: datetime) -> Moment:
    """Give a moment for a ``datetime``; one without offset is UTC."""
    return Moment(at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC))


def _day(year: str | int, month: str | int, day: str | int) -> Moment:
    return Moment(datetime.combine(date(int(year), int(month), int(day)), time.min, UTC), day_only=True)


def _iso(text: str) -> Moment | None:
    if found := _DAY.fullmatch(text):
        return _day(*found.groups())
    found = _ISO.match(text)
    if found is None or (found.end() < len(text) and text[found.end()] not in " ([,;"):
        return None
    year, month, day, hour, minute, second, half, zone = found.groups()
    return _at(_day(year, month, day), (hour, minute, second, half, zone))


def _rfc822(text: str) -> Moment | None:
    if not _RFC822.match(text):
        return None
    words = text.split()
    # The library reads North American zones only, and takes any other abbreviation for UTC without saying so.
    zone = _ZONES.get(words[-1].lower())
    if zone is not None and not words[-1].isdigit():
        words[-1] = _written_offset(zone)
    at = parsedate_to_datetime(" ".join(words))
    return from_datetime(at)


def _epoch(text: str) -> Moment | None:
    if not _EPOCH.fullmatch(text):
        return None
    return Moment(datetime.fromtimestamp(int(text[:10]), UTC))


def _slashed(text: str) -> Moment | None:
    found = _SLASHED.fullmatch(text)
    return _with_clock(_day(*found.groups()[:3]), found.group(4) or "") if found else None


def _dotted(text: str) -> Moment | None:
    found = _DOTTED.fullmatch(text)
    return _with_clock(_day(found.group(3), found.group(2), found.group(1)), found.group(4) or "") if found else None


def _in_words(text: str) -> Moment | None:
    lower = text.lower()
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    if found := re.search(
        rf"(?<!\d)(\d{{1,2}})(?:\.?[ºª°]|\.|st|nd|rd|th|er)?\s*[-\s]?(?:de\s+|of\s+)?({names})\.?,?[-\s]*(?:del?\s+)?(\d{{4}})",
        lower,
    ):
        day, name, year = found.groups()
    elif found := re.search(rf"(?<!\w)({names})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", lower):
        name, day, year = found.groups()
    else:
        return None
    return _with_clock(_day(year, _months()[name], day), lower[found.end() :])


def _with_clock(day: Moment, rest: str) -> Moment:
    found = _CLOCK.search(rest)
    return _at(day, (found[1], found[2], found[3], found[4], found[5])) if found else day


def _at(day: Moment, clock: tuple[str | None, ...]) -> Moment:
    hour, minute, second, half, zone = clock
    hours = int(hour or 0)
    if half and half[0] in "pP" and hours < 12:
        hours += 12
    elif half and half[0] in "aA" and hours == 12:
        hours = 0
    extra = timedelta(days=1) if hours == 24 else timedelta()
    local = day.at.replace(hour=hours % 24, minute=int(minute or 0), second=min(int(second or 0), 59), tzinfo=_zone(zone))
    return Moment((local + extra).astimezone(UTC))


def _zone(name: str | None) -> timezone:
    if not name:
        return UTC
    if found := _OFFSET.fullmatch(name):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))
    return timezone(timedelta(hours=_ZONES.get(name.lower(), 0)))


def _written_offset(hours: float) -> str:
    minutes = round(abs(hours) * 60)
    return f"{'-' if hours < 0 else '+'}{minutes // 60:02d}{minutes % 60:02d}"


@cache
def _months() -> dict[str, int]:
    return {
        name: number for known in languages().values() for number, month in enumerate(known.months, start=1) for name in month
    }
