"""What the press prints: outlets and pieces, read and checked from the TOML and Markdown beside this module."""

from __future__ import annotations

import re
import tomllib
import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

OutletKind = Literal["outlet", "primary"]
PieceKind = Literal["article", "paywalled", "consent", "empty", "soft404"]
FeedKind = Literal["rss", "atom", "json"]
FeedText = Literal["none", "summary", "excerpt", "full"]

_T = TypeVar("_T")
_EVENT = re.compile(r"E[1-9]\d*")
_FRONT = re.compile(r"\A\+\+\+\r?\n(?P<front>.*?)^\+\+\+\r?\n?(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(press:(?P<id>[^)\s]*)\)")


class PressError(Exception):
    """A file of the press cannot be used: says which file, which key in it, and why."""

    def __init__(self, where: str, key: str, why: str) -> None:
        """Keep the file, the key and the reason; the message is all three."""
        super().__init__(f"{where}: {key}: {why}")
        self.where = where
        self.key = key
        self.why = why


@dataclass(frozen=True)
class Feed:
    """One feed of an outlet: its format, where it is, how much of a piece it carries, and what is odd about it."""

    kind: FeedKind
    path: str
    title: str
    text: FeedText
    section: str
    query: str
    short: str
    broken: bool


@dataclass(frozen=True)
class Dead:
    """An address the feed still lists although the page is no longer there; `status` is 404 or 410."""

    path: str
    title: str
    published: datetime
    status: int


@dataclass(frozen=True)
class Comment:
    """What a reader left below a piece."""

    author: str
    text: str


@dataclass(frozen=True)
class TextFile:
    """A further file at a fixed path of the site, such as `/.well-known/tdmrep.json`."""

    path: str
    media_type: str
    text: str


@dataclass(frozen=True)
class Outlet:
    """One site of the press. `folder` is its name in the files, `path` the pattern of its article addresses."""

    folder: str
    name: str
    host: str
    kind: OutletKind
    language: str
    country: str
    owner: str
    tagline: str
    template: str
    path: str
    offset: str
    zone_name: str
    sections: tuple[str, ...]
    feeds: tuple[Feed, ...]
    robots: str | None
    charset: str
    delay: float
    headers: tuple[tuple[str, str], ...]
    meta: tuple[tuple[str, str], ...]
    licence: str
    accent: str
    images: str
    wire_credit: str
    wire_canonical: bool
    legal: str
    promos: tuple[str, ...]
    comments: tuple[Comment, ...]
    dead: tuple[Dead, ...]
    files: tuple[TextFile, ...]
    sitemap: str

    def url(self, path: str = "/") -> str:
        """The absolute https address of a path of this site."""
        return f"https://{self.host}{path}"

    @property
    def feed_urls(self) -> tuple[str, ...]:
        """The absolute addresses of the feeds, the main one first."""
        return tuple(self.url(feed.path) for feed in self.feeds)

    @property
    def zone(self) -> timezone:
        """The clock of the newsroom, a fixed offset from UTC."""
        return timezone(_offset(self.offset))


@dataclass(frozen=True)
class Image:
    """The picture above a piece."""

    caption: str
    credit: str


@dataclass(frozen=True)
class Piece:
    """One page of an outlet. `body` is Markdown with addresses filled in; a wire story printed here has that body."""

    outlet: str
    slug: str
    title: str
    authors: tuple[str, ...]
    published: datetime
    modified: datetime | None
    event: str
    section: str
    summary: str
    wire: str
    cut: int
    correction: str
    kind: PieceKind
    body: str
    path: str
    also_at: tuple[str, ...]
    tags: tuple[str, ...]
    image: Image | None
    bulk: int

    @property
    def id(self) -> str:
        """`FOLDER/SLUG`, as `press:` links and `wire` name it."""
        return f"{self.outlet}/{self.slug}"

    @property
    def number(self) -> int:
        """A six-digit number that stays the same as long as the name does; some sites put it into the address."""
        return _number(self.id)


@dataclass(frozen=True)
class Press:
    """All outlets, by folder name, and all their pieces, the oldest first."""

    outlets: tuple[Outlet, ...]
    pieces: tuple[Piece, ...]

    def outlet(self, folder: str) -> Outlet:
        """The outlet kept in this folder; raises KeyError."""
        return {outlet.folder: outlet for outlet in self.outlets}[folder]

    def piece(self, name: str) -> Piece:
        """The piece of this `FOLDER/SLUG`; raises KeyError."""
        return {piece.id: piece for piece in self.pieces}[name]

    def pieces_of(self, folder: str) -> tuple[Piece, ...]:
        """What the outlet printed, the oldest first."""
        return tuple(piece for piece in self.pieces if piece.outlet == folder)

    def url(self, piece: Piece) -> str:
        """The absolute address of a piece on the outlet that printed it."""
        return self.outlet(piece.outlet).url(piece.path)

    def until(self, moment: datetime) -> Press:
        """The press as it stood at `moment`: later pieces are missing, later corrections not yet made."""
        outlets = tuple(
            replace(outlet, dead=tuple(dead for dead in outlet.dead if dead.published <= moment)) for outlet in self.outlets
        )
        pieces = tuple(_as_of(piece, moment) for piece in self.pieces if piece.published <= moment)
        return Press(outlets, pieces)


def load_press(root: Path | None = None) -> Press:
    """The press kept under `root` (`outlets/*.toml`, `articles/FOLDER/*.md`), by default the one that ships.

    Raises PressError, which names the file and the key, on anything it does not understand.
    """
    root = root or Path(__file__).parent
    outlets = tuple(_read_outlet(path) for path in sorted((root / "outlets").glob("*.toml")))
    known = {outlet.folder: outlet for outlet in outlets}
    pieces = [_read_piece(path, known) for path in sorted((root / "articles").glob("*/*.md"))]
    by_id = {piece.id: piece for piece in pieces}
    printed = [_printed(piece, by_id) for piece in pieces]
    linked = [_linked(piece, by_id, known) for piece in printed]
    _check_addresses(linked)
    return Press(outlets, tuple(sorted(linked, key=lambda piece: (piece.published, piece.id))))


class _Table:
    """A TOML table that is taken apart key by key, so that a wrong or unknown key is named."""

    def __init__(self, where: str, values: Mapping[str, object]) -> None:
        self.where = where
        self.values = dict(values)

    def fail(self, key: str, why: str) -> PressError:
        return PressError(self.where, key, why)

    def take(self, key: str, kind: type[_T], default: _T | None = None) -> _T:
        if key not in self.values:
            if default is None:
                raise self.fail(key, "is missing")
            return default
        value = self.values.pop(key)
        if not isinstance(value, kind):
            raise self.fail(key, f"must be {kind.__name__}, is {value!r}")
        return value

    def moment(self, key: str) -> datetime:
        value = self.take(key, datetime)
        if value.tzinfo is None:
            raise self.fail(key, "must carry an offset, such as 2026-09-14T14:05:00Z")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list, [])
        if not all(isinstance(value, str) for value in values):
            raise self.fail(key, f"must be a list of texts, is {values!r}")
        return tuple(values)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        table = self.take(key, dict, {})
        if not all(isinstance(value, str) for value in table.values()):
            raise self.fail(key, f"must be a table of texts, is {table!r}")
        return tuple(table.items())

    def tables(self, key: str, read: Callable[[_Table], _T]) -> tuple[_T, ...]:
        values = self.take(key, list, [])
        tables = [_Table(f"{self.where}: {key}[{place}]", value) for place, value in enumerate(values)]
        return tuple(_whole(table, read) for table in tables)

    def one_of(self, key: str, allowed: Iterable[str], default: str) -> str:
        value = self.take(key, str, default)
        if value not in (choices := tuple(allowed)):
            raise self.fail(key, f"must be one of {', '.join(choices)}, is {value!r}")
        return value


def _whole(table: _Table, read: Callable[[_Table], _T]) -> _T:
    """What `read` makes of the table; a key it left over is one nobody knows."""
    made = read(table)
    if table.values:
        raise table.fail(next(iter(table.values)), "is not a key of the plan")
    return made


def _read_toml(text: str, where: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PressError(where, "TOML", str(error)) from error


def _read_outlet(path: Path) -> Outlet:
    where = f"outlets/{path.name}"
    table = _Table(where, _read_toml(path.read_text("utf-8"), where))
    return _whole(table, lambda found: _outlet(found, path.stem))


def _outlet(table: _Table, folder: str) -> Outlet:
    kind = table.one_of("kind", get_args(OutletKind), "outlet")
    offset = table.take("offset", str, "+00:00")
    if re.fullmatch(r"[+-]\d\d:\d\d", offset) is None:
        raise table.fail("offset", f"must look like +05:30, is {offset!r}")
    return Outlet(
        folder=folder,
        name=table.take("name", str),
        host=table.take("host", str),
        kind="primary" if kind == "primary" else "outlet",
        language=table.take("language", str, "en"),
        country=table.take("country", str),
        owner=table.take("owner", str),
        tagline=table.take("tagline", str, ""),
        template=table.take("template", str),
        path=table.take("path", str),
        offset=offset,
        zone_name=table.take("zone_name", str, "UTC"),
        sections=table.texts("sections"),
        feeds=table.tables("feeds", _feed),
        robots=table.take("robots", str) if "robots" in table.values else None,
        charset=table.take("charset", str, "utf-8"),
        delay=table.take("delay", float, 0.0),
        headers=table.pairs("headers"),
        meta=table.pairs("meta"),
        licence=table.take("licence", str, ""),
        accent=table.take("accent", str, "#333333"),
        images=table.take("images", str, ""),
        wire_credit=table.take("wire_credit", str, "({wire})"),
        wire_canonical=table.take("wire_canonical", bool, default=False),
        legal=table.take("legal", str, ""),
        promos=table.texts("promos"),
        comments=table.tables("comments", lambda found: Comment(found.take("author", str), found.take("text", str))),
        dead=table.tables("dead", _dead),
        files=table.tables("files", _file),
        sitemap=table.take("sitemap", str, ""),
    )


def _feed(table: _Table) -> Feed:
    kind = table.one_of("kind", get_args(FeedKind), "rss")
    text = table.one_of("text", get_args(FeedText), "summary")
    return Feed(
        kind=next(one for one in get_args(FeedKind) if one == kind),
        path=table.take("path", str),
        title=table.take("title", str, ""),
        text=next(one for one in get_args(FeedText) if one == text),
        section=table.take("section", str, ""),
        query=table.take("query", str, ""),
        short=table.take("short", str, ""),
        broken=table.take("broken", bool, default=False),
    )


def _dead(table: _Table) -> Dead:
    return Dead(
        path=table.take("path", str),
        title=table.take("title", str),
        published=table.moment("published"),
        status=table.take("status", int),
    )


def _file(table: _Table) -> TextFile:
    return TextFile(path=table.take("path", str), media_type=table.take("media_type", str), text=table.take("text", str))


def _read_piece(path: Path, outlets: Mapping[str, Outlet]) -> Piece:
    folder = path.parent.name
    where = f"articles/{folder}/{path.name}"
    if folder not in outlets:
        raise PressError(where, "folder", f"there is no outlets/{folder}.toml")
    found = _FRONT.match(path.read_text("utf-8"))
    if found is None:
        raise PressError(where, "+++", "the piece must begin with front matter between two lines of +++")
    table = _Table(where, _read_toml(found["front"], where))
    return _whole(table, lambda front: _piece(front, outlets[folder], path.stem, found["body"].strip()))


def _piece(table: _Table, outlet: Outlet, slug: str, body: str) -> Piece:
    published = table.moment("published")
    section = table.take("section", str)
    kind = table.one_of("kind", get_args(PieceKind), "article")
    piece = Piece(
        outlet=outlet.folder,
        slug=slug,
        title=table.take("title", str),
        authors=table.texts("authors"),
        published=published,
        modified=table.moment("modified") if "modified" in table.values else None,
        event=table.take("event", str),
        section=section,
        summary=table.take("summary", str, ""),
        wire=table.take("wire", str, ""),
        cut=table.take("cut", int, 0),
        correction=table.take("correction", str, ""),
        kind=next(one for one in get_args(PieceKind) if one == kind),
        body=body,
        path=table.take("path", str, _path(outlet, slug, section, published)),
        also_at=table.texts("also_at"),
        tags=table.texts("tags"),
        image=_image(table),
        bulk=table.take("bulk", int, 0),
    )
    _check_piece(table, piece)
    return piece


def _image(table: _Table) -> Image | None:
    if "image" not in table.values:
        return None
    image = _Table(f"{table.where}: image", table.take("image", dict))
    return _whole(image, lambda found: Image(found.take("caption", str), found.take("credit", str, "")))


def _check_piece(table: _Table, piece: Piece) -> None:
    if piece.event and _EVENT.fullmatch(piece.event) is None:
        raise table.fail("event", f'must be "" or one of the plan, such as "E1", is {piece.event!r}')
    if piece.modified and piece.modified < piece.published:
        raise table.fail("modified", "is before published")
    if piece.cut and not piece.wire:
        raise table.fail("cut", "means nothing without wire")
    if piece.wire and piece.body:
        raise table.fail("wire", "the body of a wire story is the agency's; leave this one empty")
    if piece.kind == "article" and not (piece.wire or piece.body):
        raise table.fail("body", "is empty")


def _printed(piece: Piece, by_id: Mapping[str, Piece]) -> Piece:
    """The piece with the body it prints: its own, or as much of the agency's as it takes."""
    if not piece.wire:
        return piece
    where = f"articles/{piece.id}.md"
    if piece.wire not in by_id or by_id[piece.wire].wire:
        raise PressError(where, "wire", f"{piece.wire} is not a piece with a body of its own")
    paragraphs = by_id[piece.wire].body.split("\n\n")
    return replace(piece, body="\n\n".join(paragraphs[: piece.cut or None]))


def _linked(piece: Piece, by_id: Mapping[str, Piece], outlets: Mapping[str, Outlet]) -> Piece:
    """The piece with the addresses of the pieces it links to in place of their names."""

    def address(link: re.Match[str]) -> str:
        target = by_id.get(link["id"])
        if target is None:
            raise PressError(f"articles/{piece.id}.md", "link", f"press:{link['id']} leads nowhere")
        return f"]({outlets[target.outlet].url(target.path)})"

    return replace(piece, body=_LINK.sub(address, piece.body))


def _check_addresses(pieces: Iterable[Piece]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for piece in pieces:
        for path in (piece.path, *piece.also_at):
            other = seen.setdefault((piece.outlet, path), piece.id)
            if other != piece.id:
                raise PressError(f"articles/{piece.id}.md", "path", f"{path} is also that of {other}")


def _as_of(piece: Piece, moment: datetime) -> Piece:
    if piece.modified is None or piece.modified <= moment:
        return piece
    return replace(piece, modified=None, correction="")


def _path(outlet: Outlet, slug: str, section: str, published: datetime) -> str:
    there = published.astimezone(outlet.zone)
    return outlet.path.format(
        slug=slug,
        slug_=slug.replace("-", "_"),
        section=re.sub(r"\W+", "-", section.lower()).strip("-"),
        number=_number(f"{outlet.folder}/{slug}"),
        year=f"{there:%Y}",
        month=f"{there:%m}",
        day=f"{there:%d}",
    )


def _number(name: str) -> int:
    return zlib.crc32(name.encode()) % 900_000 + 100_000


def _offset(text: str) -> timedelta:
    hours, minutes = int(text[1:3]), int(text[4:6])
    return (-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes)
