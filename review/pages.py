"""Templates and static files, loaded once; how times and counts are worded on every page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import resources
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import jinja2

from pipeline.values import Moment, State

STATIC_TYPES = {"desk.css": "text/css", "desk.js": "text/javascript", "mark.svg": "image/svg+xml"}

STATE_WORDS = {
    State.GATHERING: "gathering",
    State.READY: "ready",
    State.IN_REVIEW: "in review",
    State.APPROVED: "approved",
    State.EXPORTED: "exported",
    State.UPDATED_SINCE: "updated since",
    State.REJECTED: "rejected",
    State.RETRACTED: "retracted",
    State.QUARANTINED: "quarantined",
}


# what a URL may hold, characters of other scripts included; not spaces, controls, quotes, brackets of markup, backslashes
_ADDRESS = re.compile(
    r"https?://[^\s\x00-\x20\x7f-\x9f<>\"`\\{}|^\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file of ours as it is served; ``digest`` stands in its address, so that browsers may keep it for good."""

    body: bytes
    media_type: str
    digest: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The templates and the static files. The static files are a closed set: no path is ever joined to a folder."""

    templates: jinja2.Environment
    static: Mapping[str, StaticFile]

    def render(self, template: str, values: Mapping[str, object]) -> str:
        """A page as HTML; a name that the template needs and ``values`` lacks raises."""
        return self.templates.get_template(template).render(values)


def load_pages() -> Pages:
    """Read templates and static files from the package."""
    static = {name: _static_file(name, kind) for name, kind in STATIC_TYPES.items()}
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("review"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["static"] = {name: f"/static/{name}?{file.digest}" for name, file in static.items()}
    templates.globals["state_words"] = STATE_WORDS
    templates.filters["count"] = counted
    templates.filters["address"] = story_address
    templates.filters["ordinal"] = ordinal
    return Pages(templates, static)


def _static_file(name: str, kind: str) -> StaticFile:
    body = resources.files("review").joinpath("static", name).read_bytes()
    return StaticFile(body, kind, hashlib.sha256(body).hexdigest()[:12])


def counted(number: int, one: str, many: str = "") -> str:
    """``counted(1, "outlet")`` is "1 outlet", ``counted(2, "story", "stories")`` "2 stories"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def ordinal(number: int) -> str:
    """A place in an order: 1st, 2nd, 3rd, 4th, 11th, 22nd."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def independence(low: int, high: int) -> str:
    """How many independent reports, as a number or a range where owners are not known: "3–4"."""
    return str(high) if low >= high or low <= 0 else f"{low}–{high}"


def safe_link(url: str | None) -> str | None:
    """The address if a click on it can only open a web page where it says, else None.

    Not an address that names a user (``https://known.example@other.example``) or that holds what no address may.
    """
    if url is None or not _ADDRESS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.netloc and "@" not in parts.netloc else None


def story_address(story: str) -> str:
    """Where a story's page is; the id is quoted, whatever it holds."""
    return f"/story/{quote(story, safe='')}"


@dataclass(frozen=True, slots=True)
class ShownTime:
    """A time for a ``<time>`` element: for machines, short for a line, whole for a tooltip."""

    machine: str
    short: str
    full: str

    @property
    def ago(self) -> str:
        """``short`` inside a sentence: "3 h ago", but "yesterday 14:05"."""
        return f"{self.short} ago" if self.short.endswith((" min", " h")) else self.short


def shown_time(at: datetime, now: datetime, zone: ZoneInfo) -> ShownTime:
    """A time as an age where it is recent ("12 min", "3 h"), else as a day, in the newsroom's zone."""
    local = at.astimezone(zone)
    full = f"{local:%a} {local.day} {local:%B %Y, %H:%M} ({zone.key})"
    return ShownTime(at.isoformat(timespec="seconds"), _short(local, now.astimezone(zone)), full)


def shown_moment(moment: Moment, zone: ZoneInfo) -> ShownTime:
    """A publication time in the newsroom's zone; a day is shown as the day it was given as."""
    if moment.day_only:
        day = f"{moment.at.day} {moment.at:%b %Y}"
        return ShownTime(moment.at.date().isoformat(), day, f"{day} (no time of day given)")
    local = moment.at.astimezone(zone)
    short = f"{local.day} {local:%b, %H:%M}"
    return ShownTime(
        moment.at.isoformat(timespec="seconds"), short, f"{local:%a} {local.day} {local:%B %Y, %H:%M} ({zone.key})"
    )


def _short(local: datetime, now: datetime) -> str:
    age = now - local
    if timedelta(0) <= age < timedelta(minutes=1):
        return "just now"
    if timedelta(0) <= age < timedelta(hours=1):
        return f"{age.seconds // 60} min"
    if timedelta(0) <= age < timedelta(hours=20):
        return f"{age.seconds // 3600} h"
    if local.date() == now.date() - timedelta(days=1):
        return f"yesterday {local:%H:%M}"
    if local.year == now.year:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"
