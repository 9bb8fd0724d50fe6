"""A piece's Markdown as blocks of HTML, so that a site can set boxes between them as real sites do."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_POST = re.compile(
    r"\{\{post\s+(?P<url>\S+)\s*\|(?P<author>[^|]+)\|\s*(?P<day>\d{4}-\d\d-\d\d)\s*\|(?P<text>.+)\}\}", re.DOTALL
)
_NOTE = re.compile(r"^\[\^?(?P<name>\d+)\](?!\():?[ \t]+(?P<text>.+(?:\n(?!\n|\[).+)*)\n?", re.MULTILINE)
_NOTES_TITLE = re.compile(r"^\*\*Notes\*\*\s*\Z", re.MULTILINE)
_MARK = re.compile(r" ?\[\^?(?P<name>\d+)\]")
_TAG = re.compile(r"<[^>]+>")
_QUOTED = re.compile(r"[“\"„«]([^”\"“»]{40,240})[”\"“»]")


@dataclass(frozen=True)
class Post:
    """An embedded post of a social network."""

    url: str
    author: str
    day: date
    text: str


@dataclass(frozen=True)
class Block:
    """One top-level element: `kind` is its HTML tag, or `post` for an embedded post."""

    kind: str
    html: Markup
    post: Post | None = None


@dataclass(frozen=True)
class Note:
    """One footnote: the mark in the text and what stands at the foot."""

    name: str
    html: Markup


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def blocks(body: str) -> tuple[Block, ...]:
    """The body as its top-level elements in order; footnotes are left out, their marks become links."""
    markdown = _markdown()
    without_notes = _NOTES_TITLE.sub("", _NOTE.sub("", body).rstrip())
    tokens = markdown.parse(without_notes)
    return tuple(_block(group, markdown) for group in _groups(tokens))


def notes(body: str) -> tuple[Note, ...]:
    """The footnotes of the body in order."""
    return tuple(
        Note(found["name"], Markup(_markdown().renderInline(found["text"].strip())))  # noqa: S704
        for found in _NOTE.finditer(body)
    )


def paragraphs(body: str) -> tuple[str, ...]:
    """The words a reader sees, one text an element, posts as their text, without footnotes and their marks."""
    return tuple(_text(block) for block in blocks(body))


def word_count(body: str) -> int:
    """How many words the body has, as a reader would count them."""
    return sum(len(text.split()) for text in paragraphs(body))


def excerpt(body: str, words: int) -> str:
    """The first words of the body, as a feed gives them."""
    return " ".join(" ".join(paragraphs(body)).split()[:words])


def pull_quote(body: str) -> str:
    """The first passage in quotation marks long enough to be set large, or nothing."""
    found = _QUOTED.search("\n".join(paragraphs(body)))
    return found[1].rstrip(",") if found else ""


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _block(group: list[Token], markdown: MarkdownIt) -> Block:
    content = group[1].content if len(group) > 1 else ""
    post = _POST.fullmatch(content.strip())
    if post:
        made = Post(post["url"], post["author"].strip(), date.fromisoformat(post["day"]), post["text"].strip())
        return Block("post", Markup(), made)
    rendered = markdown.renderer.render(group, markdown.options, {})
    return Block(group[0].tag, Markup(_marked(rendered.strip())))  # noqa: S704


def _marked(rendered: str) -> str:
    return _MARK.sub(r'<sup class="note"><a href="#note-\g<name>" id="mark-\g<name>">\g<name></a></sup>', rendered)


def _text(block: Block) -> str:
    if block.post:
        return block.post.text
    bare = re.sub(r"<sup class=\"note\">.*?</sup>", "", str(block.html))
    bare = _TAG.sub(" " if block.kind in {"table", "ul", "ol"} else "", bare)
    return re.sub(r"\s+", " ", html.unescape(bare)).strip()
