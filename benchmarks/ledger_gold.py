"""The ledgers written by hand, read and checked: ``load`` gives one story of ``benchmarks/ledgers``, ``stories`` several.

``python -m benchmarks.ledger_gold`` reads them all and prints a line for each; the form is in ``benchmarks/ledgers/README.md``.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsloom.press.content import load_press
from newsloom.press.sites import site
from pipeline.errors import NewsloomError
from pipeline.extract import read_page
from pipeline.languages import detect, language
from pipeline.sentences import split
from pipeline.values import Article, Citation, Credit, Embed, FetchedPage, Link, Moment, Outlet

LEDGERS = Path(__file__).parent / "ledgers"
KINDS = ("money", "count", "measure", "date", "role", "place", "event", "quote")
STATES = ("current", "superseded", "disputed", "withdrawn")
HOWS = ("copy", "excerpt", "credit", "rewrite", "document")

# Each table with the keys it must have and those it may have.
_SHAPES = {
    "story": ({"story", "about", "first", "independent"}, {"article", "fact", "conflict", "update", "edge"}),
    "article": (
        {"id", "url", "outlet", "published", "title", "authors", "text"},
        {"links", "embeds", "canonical_url", "credits"},
    ),
    "fact": ({"id", "text", "kind", "state", "origins", "said"}, {"value"}),
    "conflict": ({"about", "values"}, set()),
    "update": ({"about", "old", "new", "articles"}, set()),
    "edge": ({"from", "to", "how"}, set()),
}
_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")})
_READ_AT = datetime(2026, 9, 20, tzinfo=UTC)
"""When the pages of the sample press are read: its week is over then."""


class LedgerError(NewsloomError):
    """A ledger written by hand cannot be used: names the file, the fact (or other table) and the key."""


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One claim of the story; ``value`` is empty where it has none, ``said`` has a citation for each article that states it."""

    id: str
    text: str
    kind: str
    value: str
    state: str
    origins: tuple[str, ...]
    said: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class GoldConflict:
    """Values offered for one thing at one time, each with the ids of the articles that give it."""

    about: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class GoldUpdate:
    """A value that a later one replaced, with the ids of the articles that give the new one."""

    about: str
    old: str
    new: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldEdge:
    """The article ``source`` leans on the article ``target``."""

    source: str
    target: str
    how: str


@dataclass(frozen=True, slots=True)
class GoldStory:
    """One ledger: ``articles`` as the newsroom has them, in order of publication, their ids as the ledger writes them."""

    story: str
    about: str
    first: tuple[str, ...]
    independent: int
    articles: tuple[Article, ...]
    facts: tuple[GoldFact, ...]
    conflicts: tuple[GoldConflict, ...]
    updates: tuple[GoldUpdate, ...]
    edges: tuple[GoldEdge, ...]

    def article(self, name: str) -> Article:
        """Give the article with this id. Raises KeyError."""
        return {article.id: article for article in self.articles}[name]


def stories(prefix: str = "") -> list[GoldStory]:
    """Give the ledgers whose file names begin with ``prefix``, by file name. Raises LedgerError."""
    return [load(path) for path in sorted(LEDGERS.glob(f"{prefix}*.toml"))]


def load(path: Path) -> GoldStory:
    """Give the story of one file, everything in it checked. Raises LedgerError, naming file, table and key."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LedgerError(f"{path.name}: no TOML: {error}") from error
    _shape(data, "story", path.name)
    articles = _articles(data, path.name)
    known = {article.id: article for article in articles}
    facts = _facts(data, known, path.name)
    changes = _conflicts(data, known, path.name), _updates(data, known, path.name), _edges(data, known, path.name)
    first = _of_story(data["first"], known, f"{path.name}: first")
    return GoldStory(data["story"], data["about"], first, data["independent"], articles, facts, *changes)


def _facts(data: Mapping[str, Any], known: Mapping[str, Article], name: str) -> tuple[GoldFact, ...]:
    found: list[GoldFact] = []
    for number, table in enumerate(data.get("fact", ()), 1):
        where = f"{name}: fact {table.get('id', number)}"
        _shape(table, "fact", where)
        _among(table["kind"], KINDS, f"{where}: kind")
        _among(table["state"], STATES, f"{where}: state")
        if not table["said"] or not table["origins"]:
            raise LedgerError(f"{where}: said and origins must each name something")
        said = tuple(_cite(one, known, f"{where}: said") for one in table["said"])
        _once([one.article for one in said], f"{where}: said")
        found.append(
            GoldFact(
                table["id"], table["text"], table["kind"], table.get("value", ""), table["state"], tuple(table["origins"]), said
            )
        )
    _once([fact.id for fact in found], f"{name}: fact: id")
    return tuple(found)


def _cite(pair: list[str], known: Mapping[str, Article], where: str) -> Citation:
    """Find the words of ``[article, words]`` in one frozen sentence: the first that has them."""
    if len(pair) != 2:
        raise LedgerError(f"{where}: {pair!r} should be [article, words]")
    article = known[_of_story(pair[:1], known, where)[0]]
    words = folded(pair[1])
    for index in range(len(article.sentences)):
        if words and words in folded(article.sentence(index)):
            return Citation(article.id, article.version, index)
    raise LedgerError(f"{where}: the words {pair[1]!r} stand in no single sentence of {article.id}: copy them from its text")


def folded(text: str) -> str:
    """Give the text with white space as single spaces and all quotation marks straight."""
    return " ".join(text.translate(_QUOTES).split())


def _conflicts(data: Mapping[str, Any], known: Mapping[str, Article], name: str) -> tuple[GoldConflict, ...]:
    found = []
    for number, table in enumerate(data.get("conflict", ()), 1):
        where = f"{name}: conflict {table.get('about', number)}"
        _shape(table, "conflict", where)
        values = tuple((value, _of_story(names, known, f"{where}: values")) for value, names in table["values"])
        if len(values) < 2:
            raise LedgerError(f"{where}: values: a conflict has two at least")
        found.append(GoldConflict(table["about"], values))
    return tuple(found)


def _updates(data: Mapping[str, Any], known: Mapping[str, Article], name: str) -> tuple[GoldUpdate, ...]:
    found = []
    for number, table in enumerate(data.get("update", ()), 1):
        where = f"{name}: update {table.get('about', number)}"
        _shape(table, "update", where)
        articles = _of_story(table["articles"], known, f"{where}: articles")
        found.append(GoldUpdate(table["about"], table["old"], table["new"], articles))
    return tuple(found)


def _edges(data: Mapping[str, Any], known: Mapping[str, Article], name: str) -> tuple[GoldEdge, ...]:
    found = []
    for number, table in enumerate(data.get("edge", ()), 1):
        where = f"{name}: edge {number} from {table.get('from', '?')}"
        _shape(table, "edge", where)
        _among(table["how"], HOWS, f"{where}: how")
        source, target = _of_story([table["from"], table["to"]], known, f"{where}: from, to")
        found.append(GoldEdge(source, target, table["how"]))
    _once([f"{edge.source} > {edge.target}" for edge in found], f"{name}: edge")
    return tuple(found)


def _articles(data: Mapping[str, Any], name: str) -> tuple[Article, ...]:
    inline = data.get("article", ())
    for number, table in enumerate(inline, 1):
        _shape(table, "article", f"{name}: article {table.get('id', number)}")
    _once([table["id"] for table in inline], f"{name}: article: id")
    found = tuple(_inline(table) for table in inline) or press_articles(data["story"])
    if not found:
        raise LedgerError(f"{name}: story: no [[article]] and no event {data['story']!r} in the sample press")
    return tuple(sorted(found, key=lambda article: article.published.at if article.published else _READ_AT))


def _inline(table: Mapping[str, Any]) -> Article:
    text = "\n".join(" ".join(line.split()) for line in table["text"].splitlines() if line.strip())
    code = detect(text)
    links = tuple(Link(one["url"], one["text"], _place(text, one["text"])) for one in table.get("links", ()))
    embeds = tuple(Embed(one["kind"], one["url"], one.get("author")) for one in table.get("embeds", ()))
    return Article(
        id=table["id"],
        text=text,
        title=table["title"],
        url=table["url"],
        canonical_url=table.get("canonical_url"),
        outlet=table["outlet"],
        domain=urlsplit(table["url"]).hostname,
        authors=tuple(table["authors"]),
        published=Moment(table["published"]),
        language=code,
        links=links,
        embeds=embeds,
        credits=tuple(Credit(one["outlet"], one["how"]) for one in table.get("credits", ())),
        sentences=split(text, language(code)),
        first_seen=table["published"],
    )


def _place(text: str, words: str) -> int | None:
    start = text.find(words)
    return start if start >= 0 else None


@cache
def press_articles(event: str) -> tuple[Article, ...]:
    """Give the pieces of one event of the sample press as a newsroom reads their pages; refused pages are left out."""
    press = load_press()
    outlets = {one.folder: Outlet(one.folder, one.name, (one.host,), kind=one.kind, owner=one.owner) for one in press.outlets}
    found = []
    for piece in (piece for piece in press.pieces if piece.event == event):
        answer, url = site(press, press.outlet(piece.outlet)).answers[piece.path], press.url(piece)
        page = FetchedPage(url, url, answer.status, tuple(answer.headers), answer.body, _READ_AT, piece.outlet)
        if isinstance(read := read_page(page, outlets, _READ_AT), Article):
            sentences = read.sentences or split(read.text, language(read.language))
            found.append(replace(read, id=piece.id, sentences=sentences))
    return tuple(found)


def _shape(table: Mapping[str, Any], kind: str, where: str) -> None:
    must, may = _SHAPES[kind]
    if unknown := sorted(table.keys() - must - may):
        raise LedgerError(f"{where}: unknown key {unknown[0]!r}; a {kind} has {', '.join(sorted(must | may))}")
    if missing := sorted(must - table.keys()):
        raise LedgerError(f"{where}: the key {missing[0]!r} is missing")


def _among(value: str, allowed: tuple[str, ...], where: str) -> None:
    if value not in allowed:
        raise LedgerError(f"{where}: {value!r} is none of {', '.join(allowed)}")


def _of_story(names: Iterable[str], known: Mapping[str, Article], where: str) -> tuple[str, ...]:
    names = tuple(names)
    for name in names:
        if name not in known:
            raise LedgerError(f"{where}: {name!r} is no article of the story; it has {', '.join(sorted(known))}")
    return names


def _once(names: list[str], where: str) -> None:
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise LedgerError(f"{where}: {twice[0]!r} is there twice")


def line(story: GoldStory) -> str:
    """Give the counts of one ledger in a line."""
    said = sum(len(fact.said) for fact in story.facts)
    return (
        f"{story.story}: {len(story.articles)} articles, {len(story.facts)} facts said {said} times, {len(story.conflicts)} "
        f"conflicts, {len(story.updates)} updates, {len(story.edges)} edges, {story.independent} independent"
    )


def main() -> int:
    """Check all files, print a line for each, and give 1 where one cannot be used."""
    failed = 0
    for path in sorted(LEDGERS.glob("*.toml")):
        try:
            print(line(load(path)))
        except LedgerError as error:
            failed = 1
            print(error, file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main())
