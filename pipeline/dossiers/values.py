"""What a dossier is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
class ListedSubject:
    """A person or a technology of which an editor wants a dossier: under which names, why, who says so, and since when.

    A person is found by ``name`` and ``variants`` as they are written; a technology whatever the case.
    """

    kind: Literal["person", "technology"]
    name: str
    why: str
    by: str
    since: datetime
    variants: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name as names are compared."""
        return comparable(self.name)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every name that it is found by, its own first."""
        return (self.name, *self.variants)


@dataclass(frozen=True, slots=True)
class Listed:
    """What only becomes a subject because the editors' own list has it."""

    subjects: tuple[ListedSubject, ...] = ()

    @property
    def people(self) -> tuple[ListedSubject, ...]:
        """The persons on the list."""
        return tuple(one for one in self.subjects if one.kind == "person")

    @property
    def technologies(self) -> tuple[ListedSubject, ...]:
        """The technologies on the list."""
        return tuple(one for one in self.subjects if one.kind == "technology")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person said of a subject: it is none (``hidden``), or it is the ``same`` as the one whose key is ``target``."""

    key: str
    verdict: Literal["hidden", "same"]
    by: str
    at: datetime
    target: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One subject of one story, as it was found there; ``key`` is its name as names are compared."""

    story: str
    key: str
    kind: Kind
    name: str
    variants: tuple[str, ...]
    owner: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mentions:
    """The subjects of the newest stories; ``whole`` where no older story was left out."""

    found: tuple[Mention, ...] = ()
    whole: bool = True


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
    """How one outlet reports on a subject: in how many stories, in how many first (alone or among several)."""

    outlet: str
    stories: int
    first: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: a subject under all its names, in how many stories it is, and when the newest of them began.

    ``keys`` are those of the names that are one, ``key`` the one that the page is known by.
    """

    key: str
    kind: Kind
    name: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    stories: int
    newest: datetime
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The page of one subject: its stories, newest first, and who leads. ``more`` tells that there are older ones besides.

    ``dated`` is in how many of these stories it is known who was first.
    """

    subject: Entry
    stories: tuple[Told, ...]
    leaders: tuple[Leader, ...]
    dated: int
    related: tuple[Entry, ...] = ()
    more: bool = False
