"""What the desk is given when it is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from starlette.requests import Request

from pipeline.dossiers.protocols import SubjectDesk
from pipeline.dossiers.values import Mention
from pipeline.judgement import Material
from pipeline.protocols import Desk
from pipeline.values import Article, Decision, Draft, Outlet, Publication, SentenceRuling
from review.pages import Pages


class DeskStore(Desk, SubjectDesk, Protocol):
    """What the desk reads and writes: ``Desk``, ``SubjectDesk``, and readings of articles, drafts, decisions and publications.

    ``Grouping.story_articles`` is not among them: it tells the store that a draft is about to be written. ``storage.Store``
    is one.
    """

    def draft(self, story: str, version: int | None = None) -> Draft | None:
        """One version of a story's draft, the newest by default."""

    def decisions(self, story: str) -> list[Decision]:
        """What persons decided on the versions of a story, oldest first."""

    def sentence_rulings(self, story: str) -> list[SentenceRuling]:
        """What persons ruled on failing sentences of a story, oldest first."""

    def rule_sentence(self, ruling: SentenceRuling, version: int) -> None:
        """Keep a ruling made on this version of the draft."""

    def unrule_sentence(self, ruling: SentenceRuling, version: int, by: str, now: datetime) -> None:
        """Take a ruling back while this version is undecided."""

    def no_room(self) -> str | None:
        """Where the disk is full, None while there is room."""

    def article(self, article: str, version: int | None = None) -> Article | None:
        """One version of an article, the newest by default."""

    def related_headlines(self, stories: Sequence[str]) -> Mapping[str, tuple[str, str | None]]:
        """Headline and public address of those of these stories that have a draft."""

    def material(self, stories: Sequence[str]) -> Material:
        """What these stories are judged from."""

    def about(self, story: str) -> tuple[Mention, ...]:
        """The subjects of one story."""

    def publications(self, target: str) -> list[Publication]:
        """The newest revision of everything the target has."""


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How this newsroom's desk is called and where its articles go.

    ``time_zone`` is an IANA name; ``targets`` are the export targets an approval is for; ``editor`` is the name that
    stands in the form until a person gives theirs; ``hosts`` are the names besides loopback that the desk answers to.
    Without ``second_editor`` the newsroom has stated that it has one editor: one approval does for every draft.
    """

    newsroom: str = "Newsroom"
    beat: str = ""
    time_zone: str = "UTC"
    targets: tuple[str, ...] = ()
    editor: str = ""
    hosts: tuple[str, ...] = ()
    second_editor: bool = True


@dataclass(frozen=True, slots=True)
class Room:
    """Everything that the desk's pages share; built once by ``desk_app``. ``key`` makes the form tokens of this process."""

    store: DeskStore
    outlets: Mapping[str, Outlet]
    settings: DeskSettings
    clock: Callable[[], datetime]
    on_approved: Callable[[str], None] | None
    pages: Pages
    key: bytes

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's time zone."""
        return ZoneInfo(self.settings.time_zone)

    def outlet_name(self, outlet: str | None) -> str:
        """What readers call an outlet; its id where the catalogue does not know it."""
        known = self.outlets.get(outlet or "")
        return known.name if known else outlet or "unknown outlet"


def room_of(request: Request) -> Room:
    """The desk that a request came to."""
    room: Room = request.app.state.room
    return room
