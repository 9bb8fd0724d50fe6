"""What is said of primary documents: the lists that tell their sites, what a story wants, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pipeline.values import Cause, Outlet

Kind = Literal["company", "court", "regulator", "code", "preprint", "linked"]
"""On whose site a document lies; ``linked`` is any other that several independent outlets point to."""

DOCUMENTS = Outlet("(documents)", "primary documents", (), kind="primary", enabled=True)
"""In whose name documents are fetched. No outlet file can have this id: links of it are never grouped."""


@dataclass(frozen=True, slots=True)
class Site:
    """A domain whose pages are documents; ``paths`` are regular expressions, one of which the path must have (none: any)."""

    domain: str
    kind: Kind
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentSites:
    """The lists of ``documents.toml``; ``sites`` and ``companies`` are by domain.

    ``never`` are sites of which no page is a document, ``coverage`` those of other outlets, ``coverage_words`` words that a
    site with one in its name is an outlet by. ``companies`` are sites with the names of whom they belong to, where the address
    does not tell. ``same`` are (pattern, replacement): other addresses of one document.
    """

    sites: Mapping[str, Site] = field(default_factory=dict)
    never: frozenset[str] = frozenset()
    coverage: frozenset[str] = frozenset()
    coverage_words: frozenset[str] = frozenset()
    companies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that a story wants fetched, and why in words.

    ``articles`` are those that point to it. ``unreadable`` says why it is not worth asking for, "" where it is.
    """

    url: str
    kind: Kind
    why: tuple[str, ...]
    articles: tuple[str, ...]
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """A document that a story wants, and what became of it.

    It is ``joined`` as ``article``, or ``failed`` by ``cause`` (None: it was fetched and is no document) and ``detail``.
    ``attempts`` counts the tries of its address that failed so far.
    """

    story: str
    url: str
    kind: Kind
    why: tuple[str, ...]
    state: Literal["wanted", "joined", "failed"]
    since: datetime
    article: str | None = None
    cause: Cause | None = None
    detail: str = ""
    attempts: int = 0
