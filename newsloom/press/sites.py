"""One outlet's whole site as answers by path: pages, feeds, robots file, pictures, redirects and dead ends."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from newsloom.press import body as bodies
from newsloom.press import feeds, png, structured

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsloom.press.content import Outlet, Piece, Press

MONDAY = datetime(2026, 9, 14, tzinfo=UTC)
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_MONTHS_DE = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_DROP = re.compile(r"\A<p>([A-Z])")


@dataclass(frozen=True)
class Answer:
    """What the server sends for one path. `changed` makes it answer 304 to a reader that has it already."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...]
    changed: bool = False

    def header(self, name: str) -> str:
        """The value of a header, or nothing; `name` as it was written."""
        return dict(self.headers).get(name, "")


@dataclass(frozen=True)
class Headline:
    """A piece as another page names it."""

    title: str
    url: str
    published: datetime
    section: str
    summary: str
    authors: tuple[str, ...]
    outlet: str


@dataclass(frozen=True)
class Site:
    """An outlet's host and the answers to every path it knows; `missing` is the answer to every other."""

    outlet: Outlet
    answers: Mapping[str, Answer]
    missing: Answer


def site(press: Press, outlet: Outlet) -> Site:
    """The whole site of `outlet` in this press, with its own headers on every answer."""
    pages = _Pages(outlet, _surroundings(press, outlet))
    return Site(outlet, dict(_answers(press, outlet, pages)), pages.page("missing", 404))


@dataclass(frozen=True)
class _Pages:
    """The printing of one outlet's pages; `surroundings` is what all of them have."""

    outlet: Outlet
    surroundings: Mapping[str, object]

    def page(self, view: str, status: int = 200, context: Mapping[str, object] | None = None) -> Answer:
        template = _templates().get_template(f"{self.outlet.template}.html")
        text = template.render({**self.surroundings, "view": view, "status": status, **(context or {})})
        charset = "; charset=utf-8" if self.outlet.charset == "utf-8" else ""
        headers = (("content-type", f"text/html{charset}"), *self.outlet.headers)
        return Answer(status, text.encode(self.outlet.charset, "xmlcharrefreplace"), headers)


def _answers(press: Press, outlet: Outlet, pages: _Pages) -> Iterator[tuple[str, Answer]]:
    yield "/", pages.page("front")
    yield from _file_answers(press, outlet)
    yield from _feed_answers(press, outlet)
    for piece in press.pieces_of(outlet.folder):
        yield from _piece_answers(press, outlet, piece, pages)
    for dead in outlet.dead:
        yield dead.path, pages.page("missing", dead.status)


def _file_answers(press: Press, outlet: Outlet) -> Iterator[tuple[str, Answer]]:
    yield "/logo.svg", _answer(outlet, png.logo(_initials(outlet.name), outlet.accent), "image/svg+xml")
    if outlet.robots is not None:
        yield "/robots.txt", _answer(outlet, outlet.robots.encode(), "text/plain; charset=utf-8")
    for extra in outlet.files:
        yield extra.path, _answer(outlet, extra.text.encode(), extra.media_type)
    if outlet.sitemap:
        yield outlet.sitemap, _answer(outlet, feeds.sitemap(press, outlet), "application/xml")


def _feed_answers(press: Press, outlet: Outlet) -> Iterator[tuple[str, Answer]]:
    for feed in outlet.feeds:
        dates = [item.modified or item.published for item in feeds.items(press, outlet, feed)]
        changed = max(dates, default=MONDAY)
        media_type = feeds.MEDIA_TYPES[feed.kind]
        yield feed.path, _answer(outlet, feeds.render(press, outlet, feed), media_type, changed)


def _piece_answers(press: Press, outlet: Outlet, piece: Piece, pages: _Pages) -> Iterator[tuple[str, Answer]]:
    page = pages.page("article", context=_article(press, outlet, piece))
    for path in (piece.path, *piece.also_at):
        yield path, page
    if piece.image or outlet.images:
        yield _picture_path(piece), _answer(outlet, png.picture(piece.id), "image/png")
    for feed in outlet.feeds:
        short = feeds.short_path(feed, piece)
        if short:
            yield short, Answer(301, b"", (("location", press.url(piece)), *outlet.headers))


def _answer(outlet: Outlet, content: bytes, media_type: str, changed: datetime | None = None) -> Answer:
    headers = [("content-type", media_type), *outlet.headers]
    if changed:
        digest = hashlib.sha256(content).hexdigest()[:20]
        headers += [("etag", f'"{digest}"'), ("last-modified", format_datetime(changed, usegmt=True))]
    return Answer(200, content, tuple(headers), changed is not None)


def _surroundings(press: Press, outlet: Outlet) -> dict[str, object]:
    """What every page of the site has, whatever stands in the middle."""
    own = [piece for piece in reversed(press.pieces_of(outlet.folder)) if piece.kind in {"article", "paywalled"}]
    others = [piece for piece in press.pieces if piece.outlet != outlet.folder and piece.kind == "article"]
    partners = sorted(others, key=lambda piece: (press.outlet(piece.outlet).owner != outlet.owner, _mixed(outlet, piece)))
    return {
        "outlet": outlet,
        "piece": None,
        "now": press.pieces[-1].published if press.pieces else MONDAY,
        "latest": _headlines(press, own),
        "most_read": _headlines(press, sorted(own, key=lambda piece: piece.number)[:5]),
        "partners": _headlines(press, partners[:3]),
    }


def _article(press: Press, outlet: Outlet, piece: Piece) -> dict[str, object]:
    """What the page of a piece has beyond the surroundings."""
    source = press.outlet(piece.wire.split("/")[0]) if piece.wire else None
    url = press.url(piece)
    canonical = press.url(press.piece(piece.wire)) if outlet.wire_canonical and piece.wire else url
    return {
        "piece": piece,
        "url": url,
        "canonical": canonical,
        "blocks": bodies.blocks(piece.body),
        "notes": bodies.notes(piece.body),
        "pull": bodies.pull_quote(piece.body),
        "minutes": 1 + bodies.word_count(piece.body) // 220,
        "picture": outlet.url(_picture_path(piece)) if piece.image or outlet.images else "",
        "picture_path": _picture_path(piece),
        "credit": outlet.wire_credit.format(wire=source.name) if source else "",
        "source": source,
        "related": _headlines(press, _related(press, outlet, piece)),
        "comments": sorted(outlet.comments, key=lambda comment: zlib.crc32((piece.id + comment.text).encode()))[:4],
        "structured": {name: shape(outlet, piece, canonical, source) for name, shape in structured.SHAPES.items()},
        "bulk": _bulk(piece),
    }


def _related(press: Press, outlet: Outlet, piece: Piece) -> list[Piece]:
    """Three pieces of the house that were printed nearest in time, of whatever event."""
    own = [other for other in press.pieces_of(outlet.folder) if other.id != piece.id and other.kind == "article"]
    return sorted(own, key=lambda other: abs(other.published - piece.published))[:3]


def _headlines(press: Press, pieces: Iterable[Piece]) -> list[Headline]:
    return [
        Headline(
            title=piece.title,
            url=press.url(piece),
            published=piece.published,
            section=piece.section,
            summary=piece.summary,
            authors=piece.authors,
            outlet=press.outlet(piece.outlet).name,
        )
        for piece in pieces
    ]


def _bulk(piece: Piece) -> Markup:
    """The state that a script-heavy system ships with its page: about `bulk` KiB of JSON nobody reads."""
    if not piece.bulk:
        return Markup()
    row = {"id": piece.number, "slot": "rail", "flags": [0, 1, 1, 0], "token": hashlib.sha256(b"row").hexdigest()}
    rows = [row | {"place": place} for place in range(piece.bulk * 1024 // len(json.dumps(row)))]
    return structured.script({"experiments": rows})


def _mixed(outlet: Outlet, piece: Piece) -> int:
    return zlib.crc32(f"{outlet.folder} {piece.id}".encode())


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())[:2]


def _picture_path(piece: Piece) -> str:
    return f"/media/2026/09/{piece.slug[:48].strip('-')}-{piece.number}.png"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters = {"iso": iso, "day": day, "clock": clock, "ago": ago, "entities": entities, "drop_cap": drop_cap}
    environment.filters.update(filters | {"slug": slug, "german_day": german_day})
    return environment


def iso(moment: datetime, outlet: Outlet) -> str:
    """The moment as ISO 8601 on the newsroom's clock."""
    return moment.astimezone(outlet.zone).isoformat()


def day(moment: datetime, outlet: Outlet, form: str = "%B %-d, %Y") -> str:
    """The day as the newsroom writes it; `form` is that of strftime, `%-d` the day without a zero."""
    there = moment.astimezone(outlet.zone)
    return there.strftime(form.replace("%-d", str(there.day)))


def clock(moment: datetime, outlet: Outlet, form: str = "%H:%M") -> str:
    """The time of day on the newsroom's clock, without a leading zero where there is an am or pm."""
    text = moment.astimezone(outlet.zone).strftime(form)
    return text.lstrip("0") if "%I" in form else text


def german_day(moment: datetime, outlet: Outlet) -> str:
    """The day as German papers write it: `14. September 2026`."""
    there = moment.astimezone(outlet.zone)
    return f"{there.day}. {_MONTHS_DE[there.month - 1]} {there.year}"


def ago(moment: datetime, now: datetime) -> str:
    """How long before `now` it was, as sites round it: `3 hours ago`."""
    seconds = max(0, int((now - moment).total_seconds()))
    for size, unit in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def entities(text: str) -> Markup:
    """The text with every character beyond ASCII as a numeric entity, as older systems store it."""
    return Markup(str(escape(text)).encode("ascii", "xmlcharrefreplace").decode())  # noqa: S704


def drop_cap(html: Markup) -> Markup:
    """The paragraph with its first letter in an element of its own."""
    return Markup(_DROP.sub(r'<p class="opening"><span class="dropcap">\1</span>', str(html)))  # noqa: S704


def slug(text: str) -> str:
    """The text as part of an address."""
    return re.sub(r"\W+", "-", text.lower()).strip("-")
