"""What the newsroom adds to an article: its name, where it stands, who approved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from types import MappingProxyType
from uuid import UUID, uuid5

from pipeline.values import Publication

_STORIES = UUID("6f0c3a52-0f0e-5a55-9a1d-3d4f7b0f9c11")


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of the log under an article: which revision (from 1), of which version, by whom and when.

    ``new`` and ``gone`` count sentences against the revision before. ``corrections`` are (what was given, what is right).
    """

    number: int
    version: int
    by: str
    at: datetime
    headline: bool = False
    new: int = 0
    gone: int = 0
    corrections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Making:
    """How an article came about: the language ``model`` that worded parts of it ("" for none), its ``log``, oldest first."""

    model: str = ""
    log: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a page says besides the article.

    ``home`` is the public address of the folder (empty: links stay relative), ``index`` whether a list of articles and
    feeds stand beside the page, ``address`` the page's own. ``approved_by`` None is a draft, and the page says so.
    ``disclosure`` replaces the line that says how the article was made, ``tell_model`` says whether a language model wrote.
    ``complaints`` is where readers report mistakes: an e-mail address or a web page. Times are shown in ``zone``.
    ``categories`` are titles to show instead of categories' names.
    """

    site: str = "Newsloom"
    home: str = ""
    index: bool = False
    address: str | None = None
    zone: tzinfo = UTC
    disclosure: str | None = None
    tell_model: bool = True
    complaints: str = ""
    categories: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    approved_by: str | None = None
    approved_at: datetime | None = None
    published: datetime | None = None
    modified: datetime | None = None
    revision: int = 1
    making: Making | None = None

    def category(self, name: str) -> str:
        """The title of a category; without one its name as words."""
        words = name.replace("-", " ").strip()
        return self.categories.get(name) or words[:1].upper() + words[1:]


def look_of(publication: Publication, look: Look, making: Making | None = None) -> Look:
    """Give the look with everything that this publication knows of itself, and how it was made where that is known."""
    return replace(
        look,
        address=publication.url,
        approved_by=publication.approved_by,
        approved_at=publication.approved_at,
        published=publication.first_published,
        modified=modified(publication),
        revision=publication.revision,
        making=making,
    )


def modified(publication: Publication) -> datetime:
    """Give when readers last got something new: the first publication, or the approval of a later revision."""
    if publication.revision == 1:
        return publication.first_published
    return max(publication.first_published, publication.approved_at)


def permanent_id(story: str) -> str:
    """Give the story's id for feeds and structured markup: a UUID of the story's id, whatever its headline or address."""
    return uuid5(_STORIES, story.encode("utf-8", "backslashreplace").decode()).urn
