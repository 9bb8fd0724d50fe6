"""What a dossier is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from pipeline.dossiers.names import comparable
from pipeline.values import Role, State

Kind = Literal["company", "product", "technology", "person"]
KINDS: tuple[Kind, ...] = ("company", "product", "technology", "person")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a story is about. ``variants`` are all forms of its name in the story, ``owner`` the company of a product, or ""."""

    kind: Kind
    name: str
    variants: tuple[str, ...] = ()
    owner: str = ""

    @property
    def key(self) -> str:
        """Its name as names are compared."""
        return comparable(self.name)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person of whom an editor wants a dossier: under which names, why, who says so, and since when."""

    name: str
    why: str
    by: str
    since: date
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology of the newsroom's own list; ``terms`` are the words that tell of it, whatever their case."""

    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What only becomes a subject because the newsroom's own list has it."""

    people: tuple[ListedPerson, ...] = ()
    technologies: tuple[Technology, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one outlet did in one story: its best role, and whether it was (among) the first, by what evidence."""

    outlet: str
    role: Role
    first: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """Which subjects one version of a story's draft is about, when the story began, and who did what in it."""

    story: str
    version: int
    at: datetime
    subjects: tuple[Subject, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One story of a dossier as it stands: under our headline, in its state, with its public address where it has one."""

    story: str
    headline: str
    state: State
    at: datetime
    parts: tuple[Part, ...]
    url: str | None = None

    @property
    def firsts(self) -> tuple[Part, ...]:
        """Who was first, several where they tie; none where the dates do not tell."""
        return tuple(part for part in self.parts if part.first)


@dataclass(frozen=True, slots=True)
class Leader:
    """How one outlet reports on a subject: in how many stories, in how many first, in how many the origin of others."""

    outlet: str
    stories: int
    first: int
    original: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another subject of the same stories: in how many of them. ``product`` tells that it is a product of this company."""

    kind: Kind
    name: str
    stories: int
    product: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """The page of one subject: its stories, newest first, and who leads. ``more`` tells that there are older ones besides."""

    subject: Subject
    stories: tuple[Told, ...]
    leaders: tuple[Leader, ...]
    related: tuple[Related, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: a subject, in how many stories it is, and when the newest of them began."""

    kind: Kind
    name: str
    stories: int
    newest: datetime


@dataclass(frozen=True, slots=True)
class Index:
    """The subjects of the newest stories, those of most stories first; ``whole`` where no older story was left out."""

    entries: tuple[Entry, ...] = field(default=())
    whole: bool = True
